"""Text cases (CSL 1.0.2, "Text-case"); title case follows English usage and is for items in English only.

Texts have marks in them (`marks`), which are no letters; what `nocase` is around stays as it is.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from kartotek.csl.marks import MARKS, NO_NOCASE, NOCASE

_WORD = re.compile(rf"[^\s{MARKS}]+")
_NOCASE = re.compile(f"{NOCASE}[^{NO_NOCASE}]*{NO_NOCASE}")
# "stop words" that stay in lower case (CSL 1.0.2, "Title Case Conversion")
_STOP_WORDS = frozenset(
    {
        "a", "an", "and", "as", "at", "but", "by", "d'", "de", "down", "for", "from", "in", "into", "l'", "nor", "of",
        "on", "onto", "or", "over", "so", "the", "till", "to", "up", "upon", "van", "via", "von", "with", "without",
        "yet",
    }
)  # fmt: skip
_ENDS_PART = re.compile(rf"[:?!.\u2014][{MARKS}\"'\u2019\u201d]*$")


def _outside_nocase(change: Callable[[str], str]) -> Callable[[str], str]:
    """The same change of case, for texts of which some parts must stay as they are."""

    def changed(text: str) -> str:
        if NOCASE not in text:
            return change(text)
        made: list[str] = []
        at = 0
        for match in _NOCASE.finditer(text):
            made += [change(text[at : match.start()]), match[0]]
            at = match.end()
        return "".join([*made, change(text[at:])])

    return changed


def _capitalized(word: str) -> str:
    """A word with its first letter made a capital, after whatever signs it begins with."""
    for i, letter in enumerate(word):
        if letter.isalpha():
            return word[:i] + letter.upper() + word[i + 1 :]
        if letter.isdigit():
            return word
    return word


def _capitalize_first(text: str) -> str:
    match = _WORD.search(text)
    if match is None or not match[0].islower():
        return text
    return text[: match.start()] + _capitalized(match[0]) + text[match.end() :]


def _capitalize_all(text: str) -> str:
    return _WORD.sub(lambda match: _capitalized(match[0]) if match[0].islower() else match[0], text)


def _sentence(text: str) -> str:
    """The first word with a capital; the others small if all of the text is in capitals."""
    return _capitalize_first(text.lower() if text.isupper() else text)


@lru_cache(maxsize=256)  # several styles ask for the same
def _title(text: str) -> str:
    """Title case: capitals for all words but stop words between the first, the last, and those after a colon or dash.

    Words that have a capital already keep their letters, unless all of the text is in capitals.
    """
    words = list(_WORD.finditer(text))
    kept = [(match.start(), match.end()) for match in _NOCASE.finditer(text)] if NOCASE in text else []
    made: list[str] = []
    at = 0
    shouting = text.isupper()
    for i, match in enumerate(words):
        word = match[0].lower() if shouting else match[0]
        made.append(text[at : match.start()])
        at = match.end()
        if any(start <= match.start() < end for start, end in kept):
            made.append(match[0])
            continue
        begins = i == 0 or bool(_ENDS_PART.search(text[: match.start()].rstrip()))
        firm = begins or i == len(words) - 1
        parts = _PARTS.split(word)
        made.append("".join(_title_word(part, firm=firm and j == 0) for j, part in enumerate(parts)))
    return "".join([*made, text[at:]])


_PARTS = re.compile(r"([-/\u2010-\u2014])")


def _title_word(word: str, *, firm: bool) -> str:
    """A word with a capital, unless it is a small one in the middle of a title or of a compound."""
    if word != word.lower():
        return word
    plain = word.strip("([{\"'\u201c\u2018,;:.!?)]}\u201d\u2019")
    if plain in _STOP_WORDS and not firm:
        return word
    return _capitalized(word)


# by the values of the attribute `text-case`
CASES: dict[str, Callable[[str], str]] = {
    "lowercase": _outside_nocase(str.lower),
    "uppercase": _outside_nocase(str.upper),
    "capitalize-first": _outside_nocase(_capitalize_first),
    "capitalize-all": _outside_nocase(_capitalize_all),
    "sentence": _outside_nocase(_sentence),
    "title": _title,
}
ENGLISH_ONLY = frozenset({"title"})
"""Cases that are not for items in other languages (CSL 1.0.2, "Non-English Items")."""
