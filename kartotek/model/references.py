"""Where entries name other entries, and how: the one table for checks, for `rename` and `merge`, and for forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from kartotek.content.paths import ValuePath
from kartotek.model.kinds import JOURNALS, KEYWORDS, KINDS, ORGANISATIONS, PEOPLE, PUBLICATIONS, Kind
from kartotek.model.publication import ISSUERS
from kartotek.model.roles import ROLES


class By(Enum):
    """What stands in a field that names an entry."""

    ID = "the id of an entry that has to be there"
    FREE_ID = "an id, also one that no entry has: what is named by it is one thing"
    NAME = "a name"
    EITHER = "the id of an entry, or a name"


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names entries: the keys on the way to it (("authors", "id"), past lists), and the kind of those."""

    path: tuple[str, ...]
    kind: str
    by: By

    @property
    def has_ids(self) -> bool:
        """Whether what stands there may be an id."""
        return self.by is not By.NAME

    @property
    def has_names(self) -> bool:
        """Whether what stands there may be a name."""
        return self.by in (By.NAME, By.EITHER)


CONTAINERS = ("journal", "book", "series")
"""The fields of publications with a name or an id of what works appear in."""
_CONTRIBUTORS = {
    PUBLICATIONS.key: (*((role,) for role in ROLES), ("reviewed", "authors"), ("original", "authors")),
    "projects": (("people",),),
}
"""By kind: the fields that hold people, as authors are given."""
_OTHER_WORKS = (("related",), ("related", "id"), ("reviewed", "id"), ("original", "id"), ("notices", "id"))
"""The fields of publications with ids of others."""


@cache
def references(kind: str) -> tuple[Reference, ...]:
    """All fields in which an entry of a kind names others. `Kind.references` and `Kind.ids_in` are part of it."""
    return tuple(_references(KINDS[kind]))


def _references(kind: Kind[Any]) -> Iterator[Reference]:
    if kind is PUBLICATIONS:
        yield from (Reference((other.ids_in,), other.key, By.ID) for other in KINDS.values() if other.ids_in)
        yield from (Reference((field,), JOURNALS.key, By.EITHER) for field in CONTAINERS)
        yield Reference(("book",), PUBLICATIONS.key, By.EITHER)
        yield from (Reference(path, PUBLICATIONS.key, By.ID) for path in _OTHER_WORKS)
        yield Reference(("keywords",), KEYWORDS.key, By.NAME)
    yield from (Reference((field,), named, By.ID) for field, named in kind.references)
    yield from (Reference((field,), ORGANISATIONS.key, By.EITHER) for field in ISSUERS if field in kind.fields)
    for path in _CONTRIBUTORS.get(kind.key, ()):
        yield Reference((*path, "name"), PEOPLE.key, By.NAME)
        yield Reference((*path, "id"), PEOPLE.key, By.FREE_ID)
        yield Reference((*path, "affiliations"), ORGANISATIONS.key, By.EITHER)


def values_at(value: Any, path: tuple[str, ...], here: ValuePath = ()) -> Iterator[tuple[ValuePath, str]]:
    """The texts at a path in a record, or in an entry as it is written, each with its own path: items of lists are
    looked into, or a single value where a list may stand."""
    if isinstance(value, list | tuple):
        for i, item in enumerate(value):
            yield from values_at(item, path, (*here, i))
    elif not path:
        if value and isinstance(value, str):
            yield here, value
    elif isinstance(value, dict):
        yield from values_at(value.get(path[0]), path[1:], (*here, path[0]))
    elif not isinstance(value, str):
        yield from values_at(getattr(value, path[0], None), path[1:], (*here, path[0]))
