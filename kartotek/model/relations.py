"""Relations between publications of the portal have two ends: what one entry says of another, the other says too.

The pairs are those of relationType in the DataCite Metadata Schema 4.7 (appendix 1).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from types import MappingProxyType

from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.publication import Notice, Publication, Relation

PAIRS = (
    ("IsCitedBy", "Cites"),
    ("IsSupplementTo", "IsSupplementedBy"),
    ("IsContinuedBy", "Continues"),
    ("IsDescribedBy", "Describes"),
    ("HasMetadata", "IsMetadataFor"),
    ("HasVersion", "IsVersionOf"),
    ("IsNewVersionOf", "IsPreviousVersionOf"),
    ("IsPartOf", "HasPart"),
    ("IsReferencedBy", "References"),
    ("IsDocumentedBy", "Documents"),
    ("IsCompiledBy", "Compiles"),
    ("IsVariantFormOf", "IsOriginalFormOf"),
    ("IsReviewedBy", "Reviews"),
    ("IsDerivedFrom", "IsSourceOf"),
    ("IsRequiredBy", "Requires"),
    ("IsObsoletedBy", "Obsoletes"),
    ("IsCollectedBy", "Collects"),
    ("IsTranslationOf", "HasTranslation"),
)
"""Each relation beside the one that holds in the other direction."""
SYMMETRIC = "IsIdenticalTo"
INVERSE: Mapping[str, str] = MappingProxyType(
    dict(PAIRS) | {there: here for here, there in PAIRS} | {SYMMETRIC: SYMMETRIC}
)
"""By relation: the one in the other direction. `IsPublishedIn` and `Other` have none."""
ORDERED = frozenset(
    {
        "IsSupplementTo", "Continues", "IsVersionOf", "IsNewVersionOf", "IsPartOf", "IsVariantFormOf", "IsDerivedFrom",
        "Reviews", "Obsoletes", "IsTranslationOf",
    }
)  # fmt: skip
"""Those that a work cannot have to one that comes after it; two works may well cite, describe or require each other."""
_CIRCLES = 20
"""How many circles of one relation are reported."""
_SHOWN = 10
"""How many works of a circle are named."""
_RECORD_OF = frozenset({"IsPreviousVersionOf", "IsVersionOf"})
"""What a preprint is to the work that was published."""


class Relations:
    """The relations between the publications that are shown, from both sides."""

    def __init__(self, publications: Mapping[str, Publication]) -> None:
        """`publications` are those that are shown, by key."""
        self._by_doi = _keys_by_doi(publications)
        self._said_of: dict[str, list[Relation]] = {}
        self._notice_of: dict[str, list[tuple[str, str]]] = {}
        for key, publication in publications.items():
            for relation in publication.all_related:
                there = self._target(relation)
                if there in publications and there != key and relation.relation in INVERSE:
                    inverse = Relation(INVERSE[relation.relation], id=key)
                    self._said_of.setdefault(there, []).append(inverse)
            for notice in publication.all_notices:
                there = self._target(notice)
                if there in publications and there != key:
                    self._notice_of.setdefault(there, []).append((notice.kind, key))

    def notice_of(self, publication: Publication) -> tuple[tuple[str, str], ...]:
        """The works that it is a notice of, each with the kind of notice."""
        return tuple(dict.fromkeys(self._notice_of.get(publication.key, ())))

    def notices(self, publication: Publication) -> Iterator[str]:
        """The keys of the publications that are notices of it, with "" for one that is not in the portal."""
        return map(self._target, publication.all_notices)

    def of(self, publication: Publication) -> tuple[Relation, ...]:
        """Its relations: those of its entry, then those that others say of it, each once. What an entry says more
        of a relation stays on its own side.

        A DOI of a work of this portal has become its id. An id of an entry that is not shown is as it was given.
        """
        if not (publication.all_related or publication.key in self._said_of):
            return ()
        own = (self._resolved(relation) for relation in publication.all_related)
        found: dict[Relation, Relation] = {}
        for relation in (*own, *self._said_of.get(publication.key, ())):
            found.setdefault(replace(relation, information=""), relation)
        return tuple(found.values())

    def _target(self, said: Relation | Notice) -> str:
        """The publication that is meant: by the id given, else by its DOI; "" for one that has no such DOI here."""
        return said.id or self._by_doi.get(said.doi, "")

    def _resolved(self, relation: Relation) -> Relation:
        there = self._target(relation)
        if not there or relation.id:
            return relation
        return Relation(relation.relation, id=there, information=relation.information)


def _keys_by_doi(publications: Mapping[str, Publication]) -> dict[str, str]:
    return {record.doi: key for key, record in publications.items() if record.doi}


def version_of_record(
    publication: Publication, relations: tuple[Relation, ...], others: Mapping[str, Publication]
) -> str:
    """The key of the work that a preprint, or a manuscript, was published as; "" if there is none in the portal."""
    if not _is_manuscript(publication):
        return ""
    known = (relation.id for relation in relations if relation.relation in _RECORD_OF)
    return next((key for key in known if key in others and not _is_manuscript(others[key])), "")


def _is_manuscript(publication: Publication) -> bool:
    return publication.type == "preprint" or publication.status in {"submitted", "in-preparation", "unpublished"}


def find_circles(publications: Mapping[str, Publication], diagnostics: LinkDiagnostics) -> None:
    """Report relations that cannot all hold: two works cannot each be the new version of the other, or contain each
    other. One of them is reported of each circle."""
    for name, said in _ordered(publications).items():
        graph = {here: list(there) for here, there in said.items()}
        for _ in range(_CIRCLES):
            try:
                TopologicalSorter(graph).prepare()
            except CycleError as error:
                line: list[str] = error.args[1][::-1]  # each has the relation to the next
                (key, place), here, there = max((said[here][there], here, there) for here, there in pairwise(line))
                _report_circle(publications, name, line, (key, place), diagnostics)
                graph[here].remove(there)
            else:
                break


def _ordered(publications: Mapping[str, Publication]) -> dict[str, dict[str, dict[str, tuple[str, int]]]]:
    """By relation that has an order, by key, by the key of the other work: the entry that says it, and the place in its
    `related`. What is said in the other direction is turned round."""
    found: dict[str, dict[str, dict[str, tuple[str, int]]]] = {}
    by_doi = _keys_by_doi(publications)
    for key, publication in publications.items():
        for i, relation in enumerate(publication.related):
            there, name = relation.id or by_doi.get(relation.doi, ""), relation.relation
            if there == key or there not in publications:
                continue  # told elsewhere
            here = key
            if name not in ORDERED:
                here, there, name = there, key, INVERSE.get(name, "")
            if name in ORDERED:
                found.setdefault(name, {}).setdefault(here, {}).setdefault(there, (key, i))
    return found


def _report_circle(
    publications: Mapping[str, Publication],
    name: str,
    line: list[str],
    told_at: tuple[str, int],
    diagnostics: LinkDiagnostics,
) -> None:
    """Report one circle at the relation that was said last; `line` ends with the key it begins with."""
    key, place = told_at
    path = " → ".join(line if len(line) <= _SHOWN else [*line[: _SHOWN - 1], "...", line[-1]])
    message = f"{name} goes round in a circle: {path}"
    hint = f"{publications[key].related[place].relation} holds in one direction only: correct it here or in the other"
    diagnostics.add("publications", key, ("related", place, "relation"), "circular-relation", message, f"{hint} entry")
