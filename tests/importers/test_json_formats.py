"""Which format a file in JSON has is seen at its beginning, for they all end in .json."""

import json
from typing import Any

import pytest

from kartotek.diagnostics import SetupError
from kartotek.importers.formats import FORMATS, find_format
from tests.importers import test_crossref, test_datacite, test_openalex, test_orcid, test_pure, test_zotero

_CSL = [{"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[2020]]}}]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_CSL, "csl"),
        ({"items": _CSL}, "csl"),
        (test_crossref.WORK, "crossref"),
        ({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": {}}, "crossref"),
        (test_datacite.RECORD, "datacite"),
        ({"data": [{"id": "10.1/a", "type": "dois", "attributes": test_datacite.RECORD}]}, "datacite"),
        ({"bulk": [{"work": test_orcid.WORK}]}, "orcid"),
        (test_orcid.WORK, "orcid"),
        ({"meta": {}, "results": [test_openalex.WORK]}, "openalex"),
        ([test_zotero.ITEM], "zotero"),
        ({"count": 1, "items": [test_pure.OUTPUT]}, "pure"),
        ({"config": {"label": "BetterBibTeX JSON"}, "items": []}, "zotero"),
    ],
)
def test_a_format_is_known_by_its_fields(data: Any, name: str) -> None:
    assert find_format("a.json", json.dumps(data, indent=1).encode()) is FORMATS[name]
    assert find_format("export.txt", json.dumps(data).encode()) is FORMATS[name]


def test_csl_in_yaml_is_known_by_its_list() -> None:
    assert find_format("a.yaml", b"---\nreferences:\n- id: a\n") is FORMATS["csl-yaml"]


@pytest.mark.parametrize(
    "data",
    [
        {"name": "app", "version": "1.0.0", "scripts": {}},
        {"@context": "https://schema.org", "@type": "Book", "title": "T"},
    ],
)
def test_other_json_is_not_taken_for_records(data: Any) -> None:
    with pytest.raises(SetupError, match=r"cannot be recognised|is JSON-LD, which is not read"):
        find_format("a.json", json.dumps(data).encode())
