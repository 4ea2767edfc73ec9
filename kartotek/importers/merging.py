"""Three values of each field are merged: that of the source, that of the entry, and the one last imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.importers.candidate import canonical
from kartotek.model.publication_fields import FIELDS


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


def fill(entry: Mapping[str, Any], source: Mapping[str, Any]) -> Merged:
    """Without a base only what the entry does not say is taken from the source."""
    return Merged({key: value for key, value in source.items() if key not in entry}, (), ())
