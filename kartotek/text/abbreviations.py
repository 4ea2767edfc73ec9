"""Titles of journals as they are abbreviated (ISO 4): each word cut at its end, small words left out."""

import re

from kartotek.text.name_matching import letters

_SMALL = frozenset({
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with",
    "de", "des", "du", "en", "et", "l", "la", "le", "les", "del", "dei", "di", "e", "el", "las", "los", "y",
    "das", "der", "die", "fur", "und", "von", "zum", "zur", "van", "voor", "af", "i", "og", "sur", "til",
})  # fmt: skip
"""Words of titles that abbreviations leave out."""


def words_of(title: str) -> tuple[str, ...]:
    """The words of a title that its abbreviation has, in small letters without accents."""
    words = (letters(word) for word in re.split(r"[\s:/–—-]+", re.sub(r"['’.]", " ", title)))
    return tuple(word for word in words if word and word not in _SMALL)


def is_abbreviation(short: str, title: str) -> bool:
    """Whether a name with full stops stands for a title: "J. Inf. Sci." for "Journal of Information Science"."""
    if "." not in short:
        return False
    cut, whole = words_of(short), words_of(title)
    if len(cut) != len(whole) or len(cut) < _FEWEST or cut == whole:
        return False
    return all(word.startswith(part) for part, word in zip(cut, whole, strict=True))


_FEWEST = 2
"""Words of an abbreviation that is certain enough: "Biol." may stand for many journals."""
