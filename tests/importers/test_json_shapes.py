"""Whatever stands in the place of a value, no record of a format in JSON stops an import."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import FORMATS, draft_of, read_file
from kartotek.importers.records import Candidate, Failed, Raw
from tests.importers import test_crossref, test_csl, test_datacite, test_openalex, test_orcid, test_pure, test_zotero

RECORDS: dict[str, dict[str, Any]] = {
    "csl": test_csl.ITEM,
    "crossref": {**test_crossref.WORK, "event": {"name": "E"}, "updated-by": [{"type": "retraction", "DOI": "10.1/r"}]},
    "datacite": {**test_datacite.RECORD, "contributors": [{"name": "Elm, Eva", "contributorType": "Editor"}],
        "alternateIdentifiers": [{"alternateIdentifier": "1", "alternateIdentifierType": "ISBN"}]},
    "orcid": {**test_orcid.WORK, "contributors": {"contributor": [{"credit-name": {"value": "Ada Lind"}}]}},
    "openalex": test_openalex.WORK,
    "pure": test_pure.OUTPUT,
    "zotero": {**test_zotero.ITEM, "attachments": [{"title": "A"}]},
}  # fmt: skip
_WRONG: tuple[Any, ...] = (
    None,
    "x",
    "",
    3,
    -1.5,
    True,
    [],
    {},
    [None],
    ["x"],
    [{}],
    {"x": 1},
    [[1]],
    {"value": None},
    "\ud83d\u0000",
)


def _changed(value: Any) -> Iterator[Any]:
    """The value with each thing in it replaced by each wrong one."""
    yield from _WRONG
    if isinstance(value, dict):
        for name in value:
            yield from ({**value, name: other} for other in _changed(value[name]))
    elif isinstance(value, list):
        for i in range(len(value)):
            yield from ([*value[:i], other, *value[i + 1 :]] for other in _changed(value[i]))


@pytest.mark.parametrize("name", RECORDS)
def test_wrong_values_stop_nothing(name: str) -> None:
    row = FORMATS[name]
    record = RECORDS[name]
    changed = [{**record, field: other} for field in record for other in _changed(record[field])]
    found = read_file(row, "a.json", json.dumps(changed).encode()).found
    assert len(found) == len(changed)
    read = 0
    for raw in found:
        if isinstance(raw, Raw):
            made = read_draft(draft_of(row, raw))
            assert isinstance(made, Candidate | Failed)
            read += isinstance(made, Candidate)
    assert read > 0.9 * len(changed)
