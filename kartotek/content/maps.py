"""Readers of maps: an entry as a whole, and the maps in it, each with a table of the fields that it may have."""

import re
from collections.abc import Callable, Collection
from typing import Any

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Fields, Reader, is_blank
from kartotek.content.schema import Schema, map_with, schema_of, takes
from kartotek.content.yamltext import Path
from kartotek.text.likeness import did_you_mean

_MEANT = {
    "date": "issued", "year": "issued", "published": "issued", "publication_date": "issued", "tags": "keywords",
    "subject": "keywords", "subjects": "keywords", "creator": "authors", "creators": "authors", "summary": "abstract",
    "conference": "event", "container-title": "journal", "journal_title": "journal", "grant": "funding",
}  # fmt: skip
"""Names of fields in other programs, and what they are called here: likeness of letters would not find them."""

_OF_A_PERSON = frozenset({"orcid", "affiliation", "affiliations", "given", "family"})


def read_fields(
    data: dict[str, Any], fields: Fields, path: Path, diagnostics: EntryDiagnostics, *, needed: Collection[str] = ()
) -> dict[str, Any]:
    """The values of all known keys that have one, by key. Unknown keys and empty values are reported with a hint.

    `path` is where the map `data` is: () for an entry, ("authors", 2) for the third author. Empty values of keys that
    are `needed` are not reported: the caller does that.
    """
    values: dict[str, Any] = {}
    for key, raw in data.items():
        field = fields.get(key)
        if field is None:
            meant = _MEANT.get(key, "")
            others = f"the fields are {', '.join(fields)}"
            hint = f"did you mean {meant!r}?" if meant in fields else did_you_mean(key, fields, others)
            if key.lower() in _OF_A_PERSON and "authors" in fields:
                hint = f"write it with the person it belongs to: authors: [{{name: ..., {key.lower()}: ...}}]"
            diagnostics.add("unknown-key", (*path, key), f"there is no field {key!r} here", hint, at_key=True)
        elif is_blank(raw):
            if key not in needed:
                diagnostics.add(
                    "empty-value", (*path, key), f"{key} is empty", "fill it in or delete the line", at_key=True
                )
        else:
            value = field.read(raw, (*path, key), diagnostics)
            if value is not None:
                values[key] = value
    return values


def schemas_of(fields: Fields) -> dict[str, Schema]:
    """The schema of each field, with its sentence."""
    return {key: {**schema_of(field.read), "description": field.about} for key, field in fields.items()}


_ADDRESS = re.compile(r"https?://")
_PLAIN = re.compile(r"\w(?:[\w./ -]|:(?=\S))*")
"""A text that needs no quotes in a map."""


def map_of(fields: Fields, build: Callable[..., Any], *, required: tuple[str, ...] = (), alone: str = "") -> Reader:
    """A reader of maps with fixed keys; `build` takes the values as keyword arguments.

    It returns what `build` makes, or None if a required key is missing. The hint for a text in place of a map takes it
    for the value of `alone`, or of the first of `required`.
    """

    @takes(map_with(schemas_of(fields), required))
    def read(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> Any:
        if not isinstance(raw, dict):
            meant = "url" if "url" in fields and _ADDRESS.match(str(raw)) else alone or next(iter(required or fields))
            given = {meant: raw if isinstance(raw, str) and _PLAIN.fullmatch(raw) else "..."}
            hint = ", ".join(f"{key}: {given.get(key, '...')}" for key in {meant: None, **dict.fromkeys(required)})
            diagnostics.add("wrong-kind", path, "expected a map", f"write {{{hint}}}")
            return None
        values = read_fields(raw, fields, path, diagnostics, needed=required)
        missing = [key for key in required if is_blank(raw.get(key))]
        for key in missing:
            diagnostics.add("missing-key", path, f"{key} is missing here", f"add `{key}: ...`")
        return build(**values) if all(key in values for key in required) else None

    return read
