"""People in other roles than the four that have a field, as other programs name them."""

import json
from typing import Any

import pytest

from kartotek.importers import cells, csl, csl_fields, other_roles, zotero
from kartotek.importers.notes import take_remarks
from kartotek.importers.records import Draft, Raw


def _zotero(kind: str, *creators: dict[str, str]) -> Draft:
    (found,) = zotero.read(json.dumps([{"itemType": kind, "title": "T", "creators": creators}]), "f").found
    assert isinstance(found, Raw)
    return zotero.draft(found)


def _csl(**item: Any) -> Draft:
    (found,) = csl.read(json.dumps([{"id": "k", "title": "T", **item}]), "f").found
    assert isinstance(found, Raw)
    return csl_fields.draft(found)


@pytest.mark.parametrize(
    ("kind", "creator", "role"),
    [
        ("film", "director", "director"),
        ("film", "castMember", "performer"),
        ("interview", "interviewer", "interviewer"),
        ("podcast", "guest", "guest"),
        ("book", "seriesEditor", "series-editor"),
        ("letter", "recipient", "recipient"),
    ],
)
def test_creators_of_zotero(kind: str, creator: str, role: str) -> None:
    made = _zotero(kind, {"creatorType": creator, "firstName": "Cy", "lastName": "Dahl"})
    assert made.data["contributors"] == [{"name": "Cy Dahl", "role": role}]
    assert made.unmapped == ()


def test_of_theses_zotero_has_supervisors_as_contributors() -> None:
    cy = {"creatorType": "contributor", "firstName": "Cy", "lastName": "Dahl"}
    assert _zotero("thesis", cy).data["supervisors"] == ["Cy Dahl"]
    assert _zotero("book", cy).data["contributors"] == [{"name": "Cy Dahl", "role": "contributor"}]


def test_someone_in_two_lists_of_csl_is_one_person_with_two_roles() -> None:
    cy = [{"family": "Dahl", "given": "Cy"}]
    made = _csl(type="motion_picture", director=cy, producer=cy, narrator=[{"literal": "The Choir"}])
    assert made.data["contributors"] == [
        {"name": "Cy Dahl", "role": ["director", "producer"]},
        {"literal": "The Choir", "role": "narrator"},
    ]


@pytest.mark.parametrize(
    ("note", "contributors", "rest"),
    [
        ("Curators: Cy Dahl, Bo Berg", ["Cy Dahl", "Bo Berg"], None),
        ("Seen in Oslo; Data collector: Cy Dahl", ["Cy Dahl"], "Seen in Oslo"),
        ("Author of the foreword: Cy Dahl; Filed 1990", ["Cy Dahl"], None),
        ("Curators of Oslo: who knows", [], "Curators of Oslo: who knows"),
    ],
)
def test_notes_that_our_exports_write(note: str, contributors: list[str], rest: str | None) -> None:
    data: dict[str, Any] = {"note": note}
    take_remarks(data)
    assert [each["name"] for each in data.get("contributors", ())] == contributors
    assert data.get("note") == rest


@pytest.mark.parametrize(
    "value",
    [
        [{"name": "Cy Dahl", "role": "curator"}],
        [
            {"name": "Cy Dahl", "role": ["curator", "host"], "credit": ["software"]},
            {"literal": "A; B", "role": "guest"},
        ],
        [{"given": "Cy", "family": "Dahl", "role": "host", "equal": "true"}],
    ],
)
def test_cells_of_tables_come_back(value: list[Any]) -> None:
    assert cells.read("contributors", cells.write("contributors", value)) == value


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("https://credit.niso.org/contributor-roles/writing-review-editing/", "writing-review-editing"),
        ("http://credit.niso.org/contributor-roles/formal-analysis", "formal-analysis"),
        ("Writing – Original Draft", "writing-original-draft"),
        ("Carpentry", ""),
    ],
)
def test_roles_of_credit_by_address_or_name(said: str, key: str) -> None:
    assert other_roles.credit_of(said) == key
