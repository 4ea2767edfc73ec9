"""The table of fields and formats says what the formats do."""

from dataclasses import fields

import pytest

from kartotek.export.mapping import FIELDS, FORMATS
from kartotek.model.publication import Publication
from tests.export.mapping import FORMATS as PROBED
from tests.export.mapping import VALUES, probed


@pytest.mark.parametrize("field", VALUES)
def test_the_mapping_says_what_the_formats_do(field: str) -> None:
    assert dict(FIELDS)[field] == probed(field)


def test_the_mapping_leaves_out_what_no_format_says() -> None:
    only_on_pages = {
        "key", "abstract_language", "category", "peer_reviewed", "commissioned_by", "links", "organisations",
        "projects", "sdgs", "image_alt", "featured", "draft", "publish_on", "aliases",
        "retired",
    }  # fmt: skip
    assert {field.name for field in fields(Publication)} == {name for name, _ in FIELDS} | only_on_pages
    assert tuple(PROBED) == FORMATS
