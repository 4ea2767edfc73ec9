"""Entries that are probably of one thing: the same identifier in two, or the same title, year, first author and type.

Entries are grouped by keys, and none is compared with all others: the time grows with their number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kartotek.content.paths import ValuePath
from kartotek.model.kinds import KINDS, PUBLICATIONS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.text.name_matching import letters
from kartotek.text.rich import without_nocase

_LABELS = {
    "doi": "DOI", "arxiv": "arXiv identifier", "pmid": "PubMed identifier", "pmcid": "PubMed Central identifier",
    "handle": "Handle", "isbn": "ISBN", "issn": "ISSN", "ror": "ROR id", "same_as": "address of the same thing",
}  # fmt: skip
"""What identifiers are called in messages. Two people with one ORCID iD are an error of `model.people`."""
_OF_WORKS = ("doi", "arxiv", "pmid", "pmcid", "handle")
_SHARED = ("arxiv", "handle")
"""Of these an article and its preprint, or its manuscript, may have the same."""
_OF_OTHERS = ("ror", "issn", "same_as")
_WITH_ISBN = ("book", "anthology", "proceedings", "manual", "thesis", "student-thesis", "report", "standard", "map")
"""Types of which each has ISBNs of its own. Chapters have that of their book."""
_COMPARED = 10
"""How many works of one title, year, author and type each further one is compared with."""


@dataclass(frozen=True, slots=True)
class _Identifier:
    """An identifier of an entry: the field, the path of the value, the value, and what is compared of it."""

    field: str
    path: ValuePath
    value: str
    plain: str


def find_same(records: Records, diagnostics: LinkDiagnostics) -> None:
    """Report identifiers that two entries have, and works that are probably there twice; not what is retired."""
    reported: set[tuple[str, str]] = set()
    for kind in KINDS.values():
        owners: dict[tuple[str, str], str] = {}
        for name, record in records.of(kind).items():
            for found in () if record.retired else _identifiers(record):
                first = owners.setdefault((found.field, found.plain), name)
                if first == name or (first, name) in reported or _are_volumes(found, record, records.of(kind)[first]):
                    continue
                reported.add((first, name))
                message = f"{first} has the same {_LABELS[found.field]}, {found.value}"
                one = "one work" if kind is PUBLICATIONS else "one and the same"
                hint = f"if the two are {one}, {_merge(kind.key, name, first)}; if not, correct one of them"
                diagnostics.add(kind.key, name, found.path, "same-identifier", message, hint)
    _find_duplicates(records, reported, diagnostics)


def _identifiers(record: Any) -> Iterator[_Identifier]:
    """The identifiers that nothing else of the kind has."""
    if isinstance(record, Publication):
        for field in _OF_WORKS:
            if value := getattr(record, field):
                plain = f"{_VERSION.sub('', value)} {record.type}" if field in _SHARED else value
                yield _Identifier(field, (field,), value, plain)
        for field in ("isbn", "eisbn") if record.type in _WITH_ISBN else ():
            for i, isbn in enumerate(getattr(record, field)):
                yield _Identifier("isbn", (field, i), isbn, _core(isbn))
        return
    for field in _OF_OTHERS:
        values = getattr(record, field, ())
        if isinstance(values, str):
            if values:
                yield _Identifier(field, (field,), values, values)
        else:
            yield from (_Identifier(field, (field, i), value, value) for i, value in enumerate(values))


_VERSION = re.compile(r"v[0-9]+$")
"""The version of an arXiv identifier."""


def _core(isbn: str) -> str:
    """The nine digits that are the same in the old and the new form of an ISBN (ISO 2108)."""
    digits = isbn.replace("-", "")
    return digits[3:12] if digits.startswith("978") else digits[:9] if len(digits) == 10 else digits


def _are_volumes(found: _Identifier, one: Any, other: Any) -> bool:
    """Whether two works are volumes of one, which may have an ISBN for all of them."""
    return found.field == "isbn" and bool(one.volume and other.volume and one.volume != other.volume)


def _find_duplicates(records: Records, reported: set[tuple[str, str]], diagnostics: LinkDiagnostics) -> None:
    groups: dict[tuple[object, ...], list[Publication]] = {}
    for name, publication in records.publications.items():
        authors = publication.authors or publication.editors
        if publication.retired or not authors:
            continue
        author = authors[0].name.family if authors[0].name else authors[0].literal
        title = letters(without_nocase(f"{publication.title} {publication.subtitle}"))
        group = groups.setdefault((title, publication.year, letters(author), publication.type), [])
        for other in group[:_COMPARED]:
            if (other.key, name) not in reported and not _contradict(publication, other):
                message = f"{other.key} has the same title, year, first author and type"
                keep = _merge("publications", name, other.key)
                hint = f"if the two are one work, {keep}; if not, add what tells them apart, such as pages or DOI"
                diagnostics.add("publications", name, ("title",), "probable-duplicate", message, hint)
                break
        group.append(publication)


def _merge(kind: str, name: str, other: str) -> str:
    """How one entry is made of two."""
    return f"run `kartotek merge {kind}/{name} {kind}/{other}`"


def _contradict(one: Publication, other: Publication) -> bool:
    """Whether two works have different values in a field of which each has but one, or name each other as related."""
    for field in ("doi", "pages", "volume", "issue", "number", "url", "arxiv", "isbn", "article_number", "version"):
        here, there = getattr(one, field), getattr(other, field)
        if here and there and (set(here).isdisjoint(there) if isinstance(here, tuple) else here != there):
            return True
    if one.container and other.container and letters(one.container) != letters(other.container):
        return True
    return other.key in {each.id for each in one.related} or one.key in {each.id for each in other.related}
