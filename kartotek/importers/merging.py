"""Three values of each field are merged: that of the source, that of the entry, and the one last imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.importers.candidate import canonical
from kartotek.model.publication_fields import FIELDS
from kartotek.model.types import TYPED_FIELDS, TYPES


@dataclass(frozen=True, slots=True)
class Merged:
    """What a record does to its entry: fields to set, fields to remove, and those that both sides have changed."""

    values: Mapping[str, Any]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    """Fields whose value an editor wrote and the source changed as well: the editor's stays."""


def merge(entry: Mapping[str, Any], source: Mapping[str, Any], base: Mapping[str, Any]) -> Merged:
    """Merge by the rules: what equals the base on one side is taken from the other; where both differ, the entry stays.

    Values are compared by what they mean, so that another way of writing the same is no change.
    """
    values: dict[str, Any] = {}
    removed: list[str] = []
    kept: list[str] = []
    for field in (*FIELDS, *sorted({*source, *base}.difference(FIELDS))):
        if field not in source and field not in base:
            continue
        here, there, before = canonical(field, entry), canonical(field, source), canonical(field, base)
        if there in (before, here):
            continue
        if here != before:
            kept.append(field)
        elif there is None:
            removed.append(field)
        else:
            values[field] = source[field]
    return Merged(values, tuple(removed), tuple(kept))


def as_entry_says(entry: Mapping[str, Any], source: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a source says, with the number in the series where the entry has it.

    Imports put it into `volume`, or BibTeX's into `issue`, before there was `series_number`; what was right stays so.
    """
    number = source.get("series_number")
    if number is None or "series_number" in entry:
        return source
    for field in ("volume", "issue"):
        if field not in source and canonical(field, entry) == number:
            return {field if name == "series_number" else name: value for name, value in source.items()}
    return source


def fill(entry: Mapping[str, Any], source: Mapping[str, Any], type_: str) -> dict[str, Any]:
    """What the source says, the entry does not, and a work of its type can have. Without a key it is cited by its name:
    that is not empty, and stays."""
    rows = TYPES[type_].rows
    fields = {*rows, "issn"} if "journal" in rows else {*rows}  # that of the journal, which no row shows
    known = (key for key in source if key not in TYPED_FIELDS or key in fields)
    return {key: source[key] for key in known if key not in entry and key != "cite_key"}
