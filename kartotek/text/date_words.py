"""Months and seasons in words, as editors write them in dates: in all languages of the interface."""

from collections.abc import Mapping
from functools import cache

from kartotek.text.catalogs import all_locales, languages, translations

SEASONS: Mapping[str, int] = {
    "Spring %(year)s": 21, "Summer %(year)s": 22, "Autumn %(year)s": 23, "Winter %(year)s": 24,
}  # fmt: skip
"""The messages for seasons, each with its number in EDTF: CLDR has no words for them."""
_AMERICAN = {"fall": 23}


@cache
def _months() -> Mapping[str, int]:
    """The numbers of months by their names and abbreviations in small letters."""
    found: dict[str, int] = {}
    for locale in all_locales():
        for name in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                names: Mapping[int, str] = locale.months[name][width]
                found.update((word.lower().rstrip("."), number) for number, word in names.items())
    return found


@cache
def _seasons() -> Mapping[str, int]:
    """The numbers of seasons by their names in small letters."""
    says = [translations(code).gettext for code in languages()]
    named = {(gettext(said) % {"year": ""}).strip().lower(): SEASONS[said] for gettext in says for said in SEASONS}
    return {**named, **_AMERICAN}


def number_of(word: str) -> int:
    """The number in EDTF of a month or a season; 0 if there is none called so.

    >>> number_of("Maj"), number_of("sept"), number_of("forår"), number_of("soon")
    (5, 9, 21, 0)
    """
    small = word.lower()
    return _months().get(small) or _seasons().get(small, 0)


def number_like(word: str) -> int:
    """The number of a month that begins with the same three letters, or of what is called so; 0 if there is none.

    >>> number_like("Septemb"), number_like("forår")
    (9, 21)
    """
    beginnings = {known[:3]: number for known, number in _months().items()}
    return beginnings.get(word[:3].lower()) or number_of(word)
