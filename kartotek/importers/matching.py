"""Which publication of the portal a record is, if it is one of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kartotek.importers.candidate import names_of
from kartotek.model.publication import Publication
from kartotek.text.likeness import nearest
from kartotek.text.name_matching import letters

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


@dataclass(slots=True)
class Matcher:
    """The publications there are, found by identifier, or by title, year and first author."""

    by_identifier: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    by_likeness: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    publications: dict[str, Publication] = field(default_factory=dict)

    def add(self, name: str, publication: Publication) -> None:
        """Let a publication be found from now on."""
        self.publications[name] = publication
        for pair in _identifiers(publication):
            self.by_identifier[pair].append(name)
        self.by_likeness[_likeness(publication)].append(name)

    def find(self, publication: Publication) -> Match:
        """The publication that this one is: certain by an identifier, probable by what it says and does not deny."""
        certain = {name for pair in _identifiers(publication) for name in self.by_identifier.get(pair, ())}
        if len(certain) > 1:
            return Match(doubt=f"{' and '.join(sorted(certain))} have its identifiers")
        if certain:
            (name,) = certain
            known = self.publications[name]
            if not _may_be_one_title(publication.title, known.title):
                return Match(doubt=f"{name} has the same identifier and another title")
            return Match(name)
        alike = self.by_likeness.get(_likeness(publication), ())
        probable = [name for name in alike if _are_one(publication, self.publications[name])]
        if len(probable) > 1:
            return Match(doubt=f"{' and '.join(probable)} are both like it")
        if probable:
            return Match(probable[0])
        return Match(near=tuple(alike))


def _identifiers(publication: Publication) -> Iterator[tuple[str, str]]:
    for name in IDENTIFIERS:
        if value := getattr(publication, name):
            yield name, value.lower()


def _likeness(publication: Publication) -> tuple[str, str]:
    """Title and first author, as letters. The year is compared apart, for a preprint may be a year older."""
    title = publication.title + publication.subtitle
    return letters(title), letters(next(iter(names_of(publication)), ""))


def _are_one(one: Publication, other: Publication) -> bool:
    """Whether they agree in year and type, and nothing in one contradicts the other."""
    if one.year != other.year or one.type != other.type:
        return False
    return not any(
        _plain(getattr(one, name))
        and _plain(getattr(other, name))
        and _plain(getattr(one, name)) != _plain(getattr(other, name))
        for name in _CONTRADICTING
    )


def _plain(value: object) -> frozenset[str] | str:
    if isinstance(value, tuple):
        return frozenset(letters(str(item)) for item in value)
    return letters(str(value or ""))


def _may_be_one_title(one: str, other: str) -> bool:
    """Whether two titles may be of one work: they are alike, or one is the beginning of the other."""
    first, second = letters(one), letters(other)
    return first.startswith(second) or second.startswith(first) or nearest(first, [second], 0.6) is not None


def index_of(publications: Mapping[str, Publication] | Iterable[tuple[str, Publication]]) -> Matcher:
    """A matcher that knows these publications, by the names of their entries."""
    matcher = Matcher()
    for name, publication in publications.items() if isinstance(publications, Mapping) else publications:
        matcher.add(name, publication)
    return matcher
