"""Words in braces in the titles of .bib files: which of them an entry has to mark, `[knitr]{.nocase}`.

Twenty years of .bib files have braces all over: around whole titles, around every capital, around letters with accents.
A mark is made only where citations and our own .bib would change the word without it.
"""

import re

from kartotek.export.tex import kept_words
from kartotek.importers.markdown_text import BEGIN_KEPT, END_KEPT

_GROUP = re.compile(r"(?<![\w\\{}^_$])\{+([^{}\\$]+)\}+(?![\w{}])")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_STARTS = re.compile(r"(?:^|[:?!.]\s+)\W*$")


def marked(title: str) -> str:
    """The value of a title with `BEGIN_KEPT` and `END_KEPT` around words in braces that would change without.

    Nothing is marked where half of the words are in braces: that is a habit, and says nothing of these words.
    """
    groups = list(_GROUP.finditer(title))
    bare = re.sub(r"[{}]", "", title)
    if not groups or 2 * sum(len(_WORD.findall(group[1])) for group in groups) >= len(_WORD.findall(bare)):
        return title
    kept = kept_words(bare, _GROUP.sub(" ", title))
    made: list[str] = []
    at = 0
    for group in groups:
        begin = len(re.sub(r"[{}]", "", title[: group.start()]))
        if _would_change(bare, begin, begin + len(group[1]), kept):
            made += [title[at : group.start()], BEGIN_KEPT, group[1], END_KEPT]
            at = group.end()
    return "".join([*made, title[at:]])


def _would_change(title: str, begin: int, end: int, kept: list[tuple[int, int]]) -> bool:
    """Whether a word between these places has capitals or small letters that only the mark keeps.

    `kept` is where our own .bib keeps them. No style makes a capital of a word with a digit.
    """
    for word in _WORD.finditer(title, begin, end):
        stays = any(first <= word.start() and word.end() <= last for first, last in kept)
        begins = word[0][0].isupper() and word[0][1:].islower() and _STARTS.search(title, 0, word.start())
        if not stays and not begins and not (_DIGIT.search(word[0]) and word[0] == word[0].lower()):
            return True
    return False
