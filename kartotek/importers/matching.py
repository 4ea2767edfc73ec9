"""Which publication of the portal a record is, if it is one of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kartotek.importers.candidate import names_of
from kartotek.model.publication import Publication
from kartotek.text.likeness import may_be_one_title
from kartotek.text.name_matching import letters
from kartotek.text.rich import without_nocase

IDENTIFIERS = ("doi", "arxiv", "pmid", "pmcid", "handle")
"""Fields of which each value belongs to one work."""
_CONTRADICTING = (
    "doi",
    "pages",
    "volume",
    "issue",
    "number",
    "journal",
    "book",
    "url",
    "arxiv",
    "isbn",
    "article_number",
)
"""Fields of which two records of one work cannot have different values."""


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of a record: `id` is the entry it is, "" if it is none.

    `doubt` says why that cannot be decided. `near` are entries that are probably another version of the work.
    """

    id: str = ""
    doubt: str = ""
    near: tuple[str, ...] = ()


WorkFacts = Mapping[str, frozenset[str] | str]
"""What a publication says of `_CONTRADICTING`, each in letters; what it does not say is missing."""


class _Versions:
    """Publications with one title and first author.

    A title such as "Editorial" may have tens of thousands. So those that say the same fields are kept together, by
    their values of whatever fields were asked for: no two of them are ever compared.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self._by_shape: dict[_Shape, list[tuple[str, WorkFacts]]] = {}
        self._indexes: dict[_Shape, dict[tuple[str, ...], dict[_Values, list[str]]]] = {}

    def add(self, name: str, kind: "_Kind", facts: WorkFacts) -> None:
        """Let a publication be found from now on."""
        self.names.append(name)
        shape = (kind, tuple(facts))
        self._by_shape.setdefault(shape, []).append((name, facts))
        for common, index in self._indexes.get(shape, {}).items():
            index.setdefault(_values(facts, common), []).append(name)

    def find(self, kind: "_Kind", facts: WorkFacts) -> Iterator[str]:
        """Those of this year and type that contradict these facts in nothing."""
        for shape, members in self._by_shape.items():
            if shape[0] != kind:
                continue
            common = tuple(name for name in shape[1] if name in facts)
            indexes = self._indexes.setdefault(shape, {})
            if common not in indexes:
                index: dict[_Values, list[str]] = {}
                indexes[common] = index
                for name, its_own in members:
                    index.setdefault(_values(its_own, common), []).append(name)
            yield from indexes[common].get(_values(facts, common), ())


_Kind = tuple[int | None, str]
_Shape = tuple[_Kind, tuple[str, ...]]
_Values = tuple[frozenset[str] | str, ...]


def _values(facts: WorkFacts, names: Iterable[str]) -> _Values:
    return tuple(facts[name] for name in names)


@dataclass(slots=True)
class Matcher:
    """The publications there are, found by identifier, or by title, year and first author."""

    by_identifier: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    by_likeness: dict[tuple[str, str], _Versions] = field(default_factory=lambda: defaultdict(_Versions))
    publications: dict[str, Publication] = field(default_factory=dict)

    def add(self, name: str, publication: Publication) -> None:
        """Let a publication be found from now on."""
        self.publications[name] = publication
        for pair in _identifiers(publication):
            self.by_identifier[pair].append(name)
        likeness = _likeness(publication)
        if likeness[0]:
            self.by_likeness[likeness].add(name, _kind(publication), _facts(publication))

    def find(self, publication: Publication) -> Match:
        """The publication that this one is: certain by an identifier, probable by what it says and does not deny."""
        certain = {name for pair in _identifiers(publication) for name in self.by_identifier.get(pair, ())}
        if len(certain) > 1:
            return Match(doubt=f"{_listed(sorted(certain))} have its identifiers")
        if certain:
            (name,) = certain
            known = self.publications[name]
            if not may_be_one_title(publication.title, known.title):
                return Match(doubt=f"{name} has the same identifier and another title")
            return Match(name)
        alike = self.by_likeness.get(_likeness(publication))
        if alike is None:
            return Match()
        probable = list(islice(alike.find(_kind(publication), _facts(publication)), _MOST + 1))
        if len(probable) > 1:
            return Match(doubt=f"{_listed(probable)} are {'both' if len(probable) == 2 else 'all'} like it")
        if probable:
            return Match(probable[0])
        return Match(near=tuple(alike.names[:_MOST]))


_MOST = 3
"""Entries that a message names."""


def _listed(names: Sequence[str]) -> str:
    return " and ".join([*names[:_MOST], *(["others"] if len(names) > _MOST else [])])


def _identifiers(publication: Publication) -> Iterator[tuple[str, str]]:
    for name in IDENTIFIERS:
        if value := getattr(publication, name):
            yield name, value.lower()


def _likeness(publication: Publication) -> tuple[str, str]:
    """Title and first author, as letters. The year is compared apart, for a preprint may be a year older."""
    title = without_nocase(publication.title + publication.subtitle)
    return letters(title), letters(next(iter(names_of(publication)), ""))


def _kind(publication: Publication) -> _Kind:
    return publication.year, publication.type


def _facts(publication: Publication) -> WorkFacts:
    found = ((name, _plain(getattr(publication, name))) for name in _CONTRADICTING)
    return {name: value for name, value in found if value}


def _plain(value: object) -> frozenset[str] | str:
    if isinstance(value, tuple):
        return frozenset(letters(str(item)) for item in value)
    return letters(str(value or ""))


def index_of(publications: Iterable[tuple[str, Publication]]) -> Matcher:
    """A matcher that knows these publications, by the names of their entries."""
    matcher = Matcher()
    for name, publication in publications:
        matcher.add(name, publication)
    return matcher
