"""File names of new entries: `family-year-words`, from the record alone, so that every machine gives the same."""

import re
from collections.abc import Callable, Iterator

from kartotek.content.entries import NAME
from kartotek.importers.candidate import names_of
from kartotek.importers.records import Candidate
from kartotek.render.markdown import plain
from kartotek.text import digests
from kartotek.text.file_names import is_device
from kartotek.text.slugs import slugify

_WORDS = 4
"""Words of the title that a name has; more where it would be the name of another entry."""
_LONGEST = 100
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


def new_name(candidate: Candidate, is_taken: Callable[[str], bool]) -> str:
    """A name that no entry has yet, as short as it can be."""
    return next(name for name in _names(candidate) if not is_taken(name))


def _names(candidate: Candidate) -> Iterator[str]:
    """Ever longer names of a record, the last ones with a digest of its key."""
    publication = candidate.publication
    family = slugify(next(names_of(publication), ""))[:40].strip("-")
    year = str(publication.year) if publication.year is not None and publication.year > 0 else ""
    title = slugify(plain(publication.title)).split("-")
    words = [word for word in title if word and word not in _SMALL] or [word for word in title if word]
    for count in range(min(_WORDS, len(words)), len(words) + 1):
        name = _joined(family, year, *words[:count])
        if _is_name(name):
            yield name
    base = _joined(family, year, *words[:_WORDS]) or "record"
    digest = digests.of_value((candidate.key, candidate.raw.key)).hex()
    yield from (f"{base}-{digest[:length]}" for length in range(4, len(digest) + 1))


def _joined(*parts: str) -> str:
    name = ""
    for part in filter(None, parts):
        longer = f"{name}-{part}" if name else part
        if len(longer) > _LONGEST:
            break
        name = longer
    return name


def _is_name(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and not is_device(name)
