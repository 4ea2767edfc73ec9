"""Checks between entries: ids that name no entry, citation keys given twice, parents in circles.

They need nothing but the records. What only linking can find (names that could mean two people) is reported in
`model.people` and `model.mentions`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kartotek.content.paths import ValuePath
from kartotek.model.kinds import KINDS, Kind
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.lists import DEEPEST
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.model.references import By, references, values_at
from kartotek.text.likeness import did_you_mean


def check_entries(records: Records, diagnostics: LinkDiagnostics) -> None:
    """Run all checks; what they find is added to the diagnostics."""
    _check_ids(records, diagnostics)
    _check_cite_keys(records.publications, diagnostics)
    for kind in KINDS.values():
        if kind.parent:
            _check_parents(kind, records.of(kind), diagnostics)


def _check_ids(records: Records, diagnostics: LinkDiagnostics) -> None:
    """Report ids that name no entry.

    A draft counts as an entry: a link to it is no mistake, it is just not shown yet.
    """
    for key, kind in KINDS.items():
        for name, record in records.things[key].items():
            for path, wanted, id_ in ids_of(kind, record):
                known = records.things[wanted]
                if id_ not in known:
                    message = f"there is no content/{wanted}/{id_}.md"
                    hint = did_you_mean(id_, known, f"add that entry, or remove {id_!r} here")
                    diagnostics.add(key, name, path, "unknown-id", message, hint)


def ids_of(kind: Kind[Any], record: Any) -> Iterator[tuple[ValuePath, str, str]]:
    """All ids in a record that have to be those of entries: the path of the value (("projects", 0)), the kind of entry
    that it should name, and the id."""
    for reference in references(kind.key):
        if reference.by is By.ID:
            yield from ((path, reference.kind, id_) for path, id_ in values_at(record, reference.path))


def _check_cite_keys(publications: Mapping[str, Publication], diagnostics: LinkDiagnostics) -> None:
    """Report citation keys that are given twice, or that are the permalink of another publication.

    BibTeX does not distinguish small letters and capitals in keys, so they are compared in small letters. A publication
    without a citation key is cited by its permalink.
    """
    taken = {name: name for name, publication in publications.items() if not publication.cite_key}
    for name, publication in publications.items():
        if not publication.cite_key:
            continue
        other = taken.setdefault(publication.cite_key.lower(), name)
        if other != name:
            _report_same_key(name, ("cite_key",), publication.cite_key, other, diagnostics)
    for name, publication in publications.items():
        for i, key in enumerate(publication.cite_keys):
            other = taken.setdefault(key.lower(), name)
            if other != name:
                _report_same_key(name, ("cite_keys", i), key, other, diagnostics)


def _report_same_key(name: str, path: ValuePath, key: str, other: str, diagnostics: LinkDiagnostics) -> None:
    message = f"{key!r} is also the citation key of {other}"
    hint = "give another, such as one with a letter after the year, or delete the line"
    diagnostics.add("publications", name, path, "duplicate-cite-key", message, hint)


def _check_parents(kind: Kind[Any], records: Mapping[str, Any], diagnostics: LinkDiagnostics) -> None:
    """Report parents that form a circle, and chains of parents that are too long. No record is climbed twice."""
    levels: dict[str, int] = {}
    for start in records:
        line: dict[str, None] = {}
        above = start
        while above in records and above not in levels and above not in line:
            line[above] = None
            above = getattr(records[above], kind.parent)
        if above in line:
            names = list(line)
            _report_circle(kind, names[names.index(above) :], diagnostics)
        level = levels.get(above, 0)
        for key in reversed(line):
            level += 1
            levels[key] = level
            if level == DEEPEST + 1 and above not in line:
                message = f"`{kind.parent}` leads up through more than {DEEPEST} levels"
                diagnostics.add(kind.key, key, (kind.parent,), "deep-parent", message, "arrange them in fewer levels")


_SHOWN = 10
"""How many names of a circle are shown."""


def _report_circle(kind: Kind[Any], circle: list[str], diagnostics: LinkDiagnostics) -> None:
    """Report a circle at the entry whose key sorts first, whatever entry the search began with."""
    first = min(circle)
    at = circle.index(first)
    turn = circle[at:] + circle[:at]
    shown = turn if len(turn) <= _SHOWN else [*turn[: _SHOWN - 1], "..."]
    message = f"`{kind.parent}` goes round in a circle: {' → '.join([*shown, first])}"
    diagnostics.add(kind.key, first, (kind.parent,), "circular-parent", message, "remove one of these")
