"""Which way a text is written: from left to right, as most, or from right to left, as Hebrew and Arabic."""

import re
from functools import lru_cache
from typing import Literal

from babel.core import get_global

Direction = Literal["ltr", "rtl"]

_SCRIPTS = frozenset((
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar",
    "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli",
    "Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sidt", "Sogd", "Sogo", "Syrc", "Syre", "Syrj", "Syrn",
    "Thaa", "Yezi",
))  # fmt: skip
"""Scripts written from right to left, by their codes in ISO 15924."""
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Where Unicode has letters of these scripts, and will have those that are still to come (DerivedBidiClass.txt)."""
_LEFTWARD_LETTER = re.compile(rf"(?=[^\W\d_])[{_LEFTWARD}]")
_OTHER_LETTER = re.compile(rf"[^\W\d_{_LEFTWARD}]")
_TAG = re.compile(r"<[^<>]*>|&\w+;")


@lru_cache(maxsize=512)
def direction_of_language(tag: str) -> Direction:
    """The direction of a language, by its script; where a tag names none (BCP 47), by the one that CLDR thinks likely.

    >>> [direction_of_language(tag) for tag in ("ar", "he-Latn", "uz", "uz-AF")]
    ['rtl', 'ltr', 'ltr', 'rtl']
    """
    language, *others = tag.split("-")
    language = get_global("language_aliases").get(language, language).split("_")[0]
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    if not script:
        likely = get_global("likely_subtags")
        regions = [part.upper() for part in others if len(part) in (2, 3)]
        names = (*(f"{language}_{region}" for region in regions), language)
        full = next((likely[name] for name in names if name in likely), "")
        script = full.split("_")[1] if full.count("_") == 2 else ""
    return "rtl" if script.title() in _SCRIPTS else "ltr"


def has_leftward(text: str) -> bool:
    """Whether a text has letters of scripts that are written from right to left."""
    return not text.isascii() and _LEFTWARD_LETTER.search(text) is not None


def direction_of_text(text: str, language: str) -> Direction:
    """The direction of a text or of a piece of HTML, in a language (BCP 47) as far as its letters agree with it.

    A Hebrew title in Latin letters runs from left to right. A text in Hebrew letters runs from right to left, though it
    is said to be English, as all texts are whose entry does not say: of two scripts that has more letters which counts,
    but for languages from right to left, whose texts often have many words of others.
    """
    if not has_leftward(text):
        has_letters = _OTHER_LETTER.search(_TAG.sub("", text)) is not None
        return "ltr" if has_letters else direction_of_language(language)
    if direction_of_language(language) == "rtl":
        return "rtl"
    bare = _TAG.sub("", text)
    return "rtl" if len(_LEFTWARD_LETTER.findall(bare)) > len(_OTHER_LETTER.findall(bare)) else "ltr"
