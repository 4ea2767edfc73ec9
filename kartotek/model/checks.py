"""Checks between entries: ids that name nothing, keys given twice, trees that are none."""

from collections.abc import Iterator, Mapping
from typing import Any

from kartotek.content.yamltext import Path
from kartotek.model.kinds import KINDS, Kind
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.text.likeness import did_you_mean


def check_entries(records: Records, diagnostics: LinkDiagnostics) -> None:
    """Everything that can be told of entries without linking them."""
    _check_ids(records, diagnostics)
    _check_cite_keys(records.publications, diagnostics)
    for kind in KINDS.values():
        if kind.parent:
            _check_cycles(kind, records.of(kind), diagnostics)


def _check_ids(records: Records, diagnostics: LinkDiagnostics) -> None:
    """Ids that name no entry, drafts included: a draft is not there yet, but it is no mistake."""
    for key, kind in KINDS.items():
        for name, record in records.things[key].items():
            for path, wanted, id_ in _ids(kind, record):
                known = records.things[wanted]
                if id_ not in known:
                    message = f"there is no content/{wanted}/{id_}.md"
                    hint = did_you_mean(id_, known, f"add that entry, or remove {id_!r} here")
                    diagnostics.add(key, name, path, "unknown-id", message, hint)


_IDS_OF_PUBLICATIONS = tuple((kind.ids_in, key) for key, kind in KINDS.items() if kind.ids_in)


def _ids(kind: Kind[Any], record: Any) -> Iterator[tuple[Path, str, str]]:
    """The ids in a record: where each stands, and the kind of entry it names."""
    is_publication = kind.key == "publications"
    for field, wanted in _IDS_OF_PUBLICATIONS if is_publication else kind.references:
        value = getattr(record, field)
        if isinstance(value, str):
            if value:
                yield (field,), wanted, value
            continue
        for i, id_ in enumerate(value):
            yield (field, i), wanted, id_
    for i, relation in enumerate(record.related if is_publication else ()):
        if relation.id:
            yield ("related", i, "id"), "publications", relation.id


def _check_cite_keys(publications: Mapping[str, Publication], diagnostics: LinkDiagnostics) -> None:
    """Citation keys that are given twice, or that are another's permalink. BibTeX does not tell cases apart."""
    taken = {name: name for name, publication in publications.items() if not publication.cite_key}
    for name, publication in publications.items():
        if not publication.cite_key:
            continue
        other = taken.setdefault(publication.cite_key.lower(), name)
        if other != name:
            message = f"{publication.cite_key!r} is also the citation key of {other}"
            hint = "give another, such as one with a letter after the year, or delete the line"
            diagnostics.add("publications", name, ("cite_key",), "duplicate-cite-key", message, hint)


def _check_cycles(kind: Kind[Any], records: Mapping[str, Any], diagnostics: LinkDiagnostics) -> None:
    reported: set[str] = set()
    for start in records:
        path = [start]
        while (above := getattr(records[path[-1]], kind.parent)) in records and above not in path:
            path.append(above)
        if above in path and not reported & set(path):
            circle = path[path.index(above) :]
            reported.update(circle)
            first = min(circle)
            turn = circle[circle.index(first) :] + circle[: circle.index(first)]
            message = f"`{kind.parent}` goes round in a circle: {' → '.join([*turn, first])}"
            diagnostics.add(kind.key, first, (kind.parent,), "circular-parent", message, "remove one of these")
