"""Where entries name others: the one table has every field that takes an id, and all that follow it know it."""

from collections.abc import Iterator
from typing import Any

import pytest

from kartotek.content import schema as s
from kartotek.content.schema import schema_of
from kartotek.model.kinds import KINDS
from kartotek.model.references import By, references, values_at


def takes_ids(schema: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The places in a schema where an id is asked for."""
    if schema.get("pattern") == s.ENTRY_ID["pattern"]:
        yield path
    for inner in (*schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")):
        if isinstance(inner, dict):
            yield from takes_ids(inner, path)
    for key, inner in schema.get("properties", {}).items():
        yield from takes_ids(inner, (*path, key))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_takes_an_id_is_in_the_table(kind: str) -> None:
    fields = KINDS[kind].fields.items()
    asked = {path for key, field in fields for path in takes_ids(dict(schema_of(field.read)), (key,))}
    assert asked == {found.path for found in references(kind) if found.by in (By.ID, By.FREE_ID)} - {("related",)}


def test_values_are_found_with_their_places_in_lists_and_alone() -> None:
    data = {
        "authors": [{"name": "Ada", "id": "ada"}, "Bo", {"id": "cy"}],
        "projects": "one",
        "organisations": ["a", "b"],
    }
    assert list(values_at(data, ("authors", "id"))) == [(("authors", 0, "id"), "ada"), (("authors", 2, "id"), "cy")]
    assert list(values_at(data, ("projects",))) == [(("projects",), "one")]
    assert [value for _, value in values_at(data, ("organisations",))] == ["a", "b"]
    assert list(values_at(data, ("related", "id"))) == []
