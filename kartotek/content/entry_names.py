"""File names of new publications: `family-year-words`, from the work alone, so that every machine gives the same."""

import re
from collections.abc import Iterator

from kartotek.content.entries import NAME
from kartotek.text.file_names import is_device
from kartotek.text.slugs import slugify

_WORDS = 4
"""Words of the title that a name has; more where it would be the name of another entry."""
_LONGEST = 100
_LONGEST_FAMILY = 40
_SMALL = frozenset(
    re.split(
        " ",
        "a an the on of and in for to from with by at as is its or how what "
        "en et den det de og i på af om til for fra med ved som er "
        "der die das ein eine und von zu zur zum im des dem über für mit "
        "le la les l un une du sur dans pour el los las y del "
        "ett och av att till",
    )
)
"""Words that say nothing about a work, in English, Danish, German, French, Spanish and Swedish."""


def names_for(family: str, year: int | None, title: str) -> Iterator[str]:
    """Ever longer names for a work, as far as its title goes: of the family name of its first author or the name of a
    group, the year (none before the year 1), and words of its title."""
    who = slugify(family)[:_LONGEST_FAMILY].strip("-")
    when = str(year) if year is not None and year > 0 else ""
    every = [word for word in slugify(title).split("-") if word]
    words = [word for word in every if word not in _SMALL] or every
    for count in range(min(_WORDS, len(words)), len(words) + 1):
        name = _joined(who, when, *words[:count])
        if NAME.fullmatch(name) and not is_device(name):
            yield name


def _joined(*parts: str) -> str:
    name = ""
    for part in filter(None, parts):
        longer = f"{name}-{part}" if name else part
        if len(longer) > _LONGEST:
            break
        name = longer
    return name
