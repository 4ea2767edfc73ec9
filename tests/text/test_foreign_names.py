"""What fields and types are called elsewhere: every row leads to something there is."""

import pytest

from kartotek.model.common_fields import CONTRIBUTOR_FIELDS, FUNDING_FIELDS, LINK_FIELDS
from kartotek.model.kinds import KINDS
from kartotek.model.publication_fields import FIELDS
from kartotek.model.publication_maps import EVENT_FIELDS, FILE_FIELDS
from kartotek.model.types import TYPES
from kartotek.text.foreign_names import _NAMES, field_meant, types_by_name

MAPS = (EVENT_FIELDS, FILE_FIELDS, CONTRIBUTOR_FIELDS, FUNDING_FIELDS, LINK_FIELDS)


def test_every_row_means_a_field_and_types_that_there_are() -> None:
    fields = {field for table in (*MAPS, *(kind.fields for kind in KINDS.values())) for field in table}
    assert {row.field for row in _NAMES} <= fields
    assert {type_ for row in _NAMES for type_ in row.types.split()} <= set(TYPES)
    assert set(types_by_name().values()) == set(TYPES)


@pytest.mark.parametrize(
    ("name", "type_", "field"),
    [
        ("number", "article-journal", "issue"), ("number", "report", "number"), ("booktitle", "chapter", "book"),
        ("Container-Title", "review", "journal"), ("container_title", "book", "series"),
        ("school", "thesis", "institution"),
        ("organization", "report", "institution"), ("organization", "paper-conference", "publisher"),
        ("date", "patent", "filed"), ("date", "", "issued"), ("location", "book", "place"),
        ("location", "poster", "event"), ("titel", "", "title"), ("Peer-Reviewed", "", "peer_reviewed"),
        ("forfattere", "", "authors"),
    ],
)  # fmt: skip
def test_the_field_depends_on_the_type(name: str, type_: str, field: str) -> None:
    found = field_meant(name, type_, FIELDS.keys())
    assert found is None if name == field else found is not None and found.field == field


def test_a_name_that_nobody_uses_means_nothing() -> None:
    assert field_meant("colour", "book", FIELDS.keys()) is None
