"""Text cases (CSL 1.0.2, "Text-case"); title case follows English usage and is for items in English only.

Texts have marks in them (`marks`), which are no letters; what `nocase` is around stays as it is.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from kartotek.csl.marks import MARKS, NO_CAPS, NO_NOCASE, NO_PLAIN, NO_SUB, NO_SUP, NOCASE, OWN_CAPS, PLAIN, SUB, SUP

_WORD = re.compile(rf"[^\s{MARKS}]+")
_FIXED_PAIRS = ((NOCASE, NO_NOCASE), (PLAIN, NO_PLAIN), (SUP, NO_SUP), (SUB, NO_SUB), (OWN_CAPS, NO_CAPS))
"""Marks around what no case changes: `nocase`, and what is set as a sign more than as a word."""
_FIXED = re.compile("|".join(f"{begin}[^{end}]*{end}" for begin, end in _FIXED_PAIRS))
_HAS_FIXED = re.compile("[" + "".join(begin for begin, _ in _FIXED_PAIRS) + "]")
_BREAKS_WORDS = r"\-\u2010-\u2014/.,;?!:\[\]()\"\u2018\u2019\u201c\u201d"
_TITLE_WORD = re.compile(rf"[^\s{MARKS}{_BREAKS_WORDS}]+")
_BREAK = re.compile(rf"[{MARKS}{_BREAKS_WORDS}]")
_NO_DIGIT = re.compile(r"[^\d\u00b2\u00b3\u00b9\u2070-\u209c]*")
_BEGINS_AGAIN = re.compile(r"[?!:]")
# "stop words", which stay in lower case (CSL 1.0.2, "Title Case Conversion"): those of the specification, and the other
# prepositions and particles that citeproc-js leaves as well
_STOP_WORDS = frozenset(
    {
        "a", "about", "above", "across", "after", "against", "al", "along", "alongside", "amid", "amidst", "among",
        "amongst", "an", "and", "apropos", "apud", "around", "as", "aside", "astride", "at", "atop", "barring",
        "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "but", "by", "c", "ca",
        "circa", "d'", "d\u2019", "de", "despite", "down", "during", "et", "except", "for", "from", "given", "in",
        "inside", "into", "lest", "like", "modulo", "near", "next", "nor", "notwithstanding", "of", "off", "on", "onto",
        "or", "out", "over", "per", "plus", "pro", "qua", "sans", "since", "so", "than", "the", "through", "throughout",
        "till", "to", "toward", "towards", "under", "underneath", "until", "unto", "up", "upon", "v", "van", "versus",
        "via", "vis-\u00e0-vis", "von", "vs", "with", "within", "without", "yet",
    }
)  # fmt: skip


def _outside_fixed(change: Callable[[str], str]) -> Callable[[str], str]:
    """The same change of case, for texts of which some parts must stay as they are."""

    def changed(text: str) -> str:
        if not _HAS_FIXED.search(text):
            return change(text)
        made: list[str] = []
        at = 0
        for match in _FIXED.finditer(text):
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
    """The first word with a capital, unless it has one already or must stay as it is."""
    match = _WORD.search(text)
    if match is None or not match[0].islower() or _HAS_FIXED.search(text, 0, match.start()):
        return text
    return text[: match.start()] + _capitalized(match[0]) + text[match.end() :]


def _capitalize_all(text: str) -> str:
    return _TITLE_WORD.sub(lambda match: _capitalized_in(text, match), text)


def _capitalized_in(text: str, match: re.Match[str]) -> str:
    word = match[0]
    return _capitalized(word) if word.islower() and not text.endswith("\u2019", 0, match.start()) else word


_ACRONYM_WORDS = 2
"""A text in capitals of so many words is a name, such as FMICS or CLEF 2010; a longer one is all in capitals."""


def _sentence(text: str) -> str:
    """The first word with a capital; the others small if all of the text is in capitals."""
    if text.isupper() and len(_WORD.findall(text)) > _ACRONYM_WORDS:
        text = _outside_fixed(str.lower)(text)
    return _capitalize_first(text)


@lru_cache(maxsize=256)  # several styles ask for the same
def _title(text: str) -> str:
    """Title case: capitals for all words but stop words between the first, the last, and those after a colon.

    Words that have a capital keep their letters, and so do those of one letter and what follows an apostrophe: "Roe v.
    Wade", "5 a.m.", "E. coli", "d\u2019Arc".
    """
    words = list(_TITLE_WORD.finditer(text))
    fixed = [match.span() for match in _FIXED.finditer(text)] if _HAS_FIXED.search(text) else []
    first_break = _BREAK.search(text)
    before_hyphen = first_break.start() if first_break and first_break[0] == "-" else -1
    made: list[str] = []
    at, begins = 0, True
    for i, match in enumerate(words):
        word, start = match[0], match.start()
        between = text[at:start]
        begins = begins or bool(_BEGINS_AGAIN.search(between))
        is_fixed = any(low <= start <= high for low, high in fixed) or (between.endswith("\u2019") and word.isalpha())
        small = len(word) == 1 or (word in _STOP_WORDS and i < len(words) - 1)
        if not is_fixed and (begins or not small or match.end() == before_hyphen):
            word = _title_word(word)
        made += [between, word]
        at, begins = match.end(), False
    return "".join([*made, text[at:]])


def _title_word(word: str) -> str:
    """A word with a capital, unless it has capitals or digits already ("mc²", "p53"), or is a Greek letter."""
    if word != word.lower() or (len(word) == 1 and "\u0370" <= word <= "\u03ff") or not _NO_DIGIT.fullmatch(word):
        return word
    return word[0].upper() + word[1:]


# by the values of the attribute `text-case`
CASES: dict[str, Callable[[str], str]] = {
    "lowercase": _outside_fixed(str.lower),
    "uppercase": _outside_fixed(str.upper),
    "capitalize-first": _capitalize_first,
    "capitalize-all": _outside_fixed(_capitalize_all),
    "sentence": _sentence,
    "title": _title,
}
ENGLISH_ONLY = frozenset({"title"})
"""Cases that are not for items in other languages (CSL 1.0.2, "Non-English Items")."""
