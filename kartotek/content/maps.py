"""Readers of maps: an entry as a whole, and the maps in it, each with a table of the fields that it may have."""

import re
from collections.abc import Callable, Collection
from typing import Any

from kartotek.content.entry_diagnostics import EntryDiagnostics, Fix
from kartotek.content.fields import Fields, Reader, is_blank, says_nothing
from kartotek.content.paths import ValuePath
from kartotek.content.schema import Schema, map_with, schema_of, takes
from kartotek.text.foreign_names import Name, field_meant
from kartotek.text.likeness import did_you_mean
from kartotek.text.standard_values import is_standard_value

_NOTHING = frozenset(
    {
        "null", "nil", "none", "~", "n/a", "n.a.", "-", "--", "---", "–", "—", "?", "??", "unknown", "ukendt",
        "unbekannt", "inconnu", "tba", "tbd", "tbc", "todo", "xxx",
    }
)  # fmt: skip
"""What people and programs write where they have nothing to write."""
_OF_PROGRAMS = frozenset({"null", "nil", "none", "~", "n/a", "n.a.", "-", "--", "---", "–", "—"})
"""Those that nobody means as a note of what is still to be found out."""
_ANY_WORD = frozenset({"title", "name", "names", "given", "family", "label", "acronym", "literal", "citation_styles"})
"""Fields in which any of these words may be meant."""
_TITLES = frozenset({"title", "titel", "tittel", "titre"})
"""What is the title of a person, where names are given in parts: Dr."""
_YEAR = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}[~?%]?")
_DATES = ("issued", "start", "date")
"""Fields of maps that a date alone is meant for."""
_OF_A_PERSON = frozenset({"orcid", "affiliation", "affiliations", "given", "family"})

_WITH_HASH = dict.fromkeys(("accent", "accent_dark"), 'write the colour in quotes, as # begins a comment: "#0b5563"')
"""What to write for fields that look filled in and are empty."""


def read_fields(
    data: dict[str, Any],
    fields: Fields,
    path: ValuePath,
    diagnostics: EntryDiagnostics,
    *,
    needed: Collection[str] = (),
) -> dict[str, Any]:
    """The values of all known keys that have one, by key. Unknown keys and empty values are reported with a hint.

    `path` is where the map `data` is: () for an entry, ("authors", 2) for the third author. Empty values of keys that
    are `needed` are not reported: the caller does that.
    """
    values: dict[str, Any] = {}
    for key, raw in data.items():
        field = fields.get(key)
        if field is None:
            hint, fix = _meant_by(key, data, fields)
            diagnostics.add("unknown-key", (*path, key), f"there is no field {key!r} here", hint, at_key=True, fix=fix)
        elif is_blank(raw):
            if key not in needed:
                hint = _WITH_HASH.get(key, "fill it in or delete the line")
                diagnostics.add("empty-value", (*path, key), f"{key} is empty", hint, at_key=True)
        elif raw.__class__ is str and _is_nothing(raw, key) and key not in needed:
            message, hint = f"{raw!r} says nothing", "delete the line, or write what is known"
            fix = Fix(None) if raw.casefold() in _OF_PROGRAMS or is_standard_value(raw) else None
            diagnostics.add("empty-value", (*path, key), message, hint, fix=fix)
        else:
            value = field.read(raw, (*path, key), diagnostics)
            if value is not None:
                values[key] = value
    return values


def _is_nothing(text: str, key: str) -> bool:
    """Whether a text stands for nothing in a field."""
    if text[0] in ":(" and is_standard_value(text):
        return True
    return text.casefold() in _NOTHING and key not in _ANY_WORD


def _meant_by(key: str, data: dict[str, Any], fields: Fields) -> tuple[str, Fix | None]:
    """What to write instead of a field that is not known: what the name means elsewhere, which can be written, or else
    what it is like."""
    if key.lower() in _OF_A_PERSON and "authors" in fields:
        return f"write it with the person it belongs to: authors: [{{name: ..., {key.lower()}: ...}}]", None
    if key.lower() in _TITLES and {"given", "literal"} <= fields.keys():
        return "delete the line: names are given without titles", None
    type_ = data.get("type", "")
    if meant := field_meant(key, type_ if isinstance(type_, str) else "", fields.keys()):
        return write_instead(meant, data, data[key]), None if is_blank(data[key]) else renamed(meant, data)
    few = f"the fields are {', '.join(fields)}" if len(fields) <= _FEW else "docs/entry-format.md lists the fields"
    return did_you_mean(key, fields, few), None


_FEW = 30
"""More fields than these are not listed in a hint."""


def renamed(meant: Name, data: dict[str, Any]) -> Fix | None:
    """The fix that gives a value the field that it belongs into; None if it has to be written otherwise there."""
    return None if meant.shape or meant.field in data else Fix(meant.field, of_key=True)


def write_instead(meant: Name, data: dict[str, Any], value: Any) -> str:
    """The hint for a value that belongs into another field, with the value where it is short and plain."""
    if not is_blank(data.get(meant.field)):
        return f"the field `{meant.field}` is there already: put it there, or delete this line"
    short = isinstance(value, str) and len(value) <= _SHORT and (_PLAIN.fullmatch(value) or _ADDRESS.match(value))
    shown = value if short else "..."
    if moment := _MOMENT.fullmatch(shown):
        shown = moment[1]
    if not meant.shape:
        return f"write `{meant.field}: {shown}`" if short else f"call it `{meant.field}`"
    shape = meant.shape.replace("path: VALUE", "url: VALUE") if _ADDRESS.match(shown) else meant.shape
    return f"write `{shape.replace('VALUE', shown)}`"


_SHORT = 60
"""Letters of a value that a hint repeats."""
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T.*")
"""A moment as programs write it (ISO 8601): the day is what is wanted."""


def given_otherwise(field: str, data: dict[str, Any], fields: Fields) -> bool:
    """Whether a field is there under the name that it has elsewhere, which is reported already."""
    unknown = (key for key in data if key not in fields)
    return any((meant := field_meant(key, "", fields.keys())) and meant.field == field for key in unknown)


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
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Any:
        if not isinstance(raw, dict):
            meant = "url" if "url" in fields and _ADDRESS.match(str(raw)) else alone or next(iter(required or fields))
            if isinstance(raw, str) and _YEAR.fullmatch(raw):
                meant = next((key for key in _DATES if key in fields), meant)
            given = {meant: raw if isinstance(raw, str) and _PLAIN.fullmatch(raw) else "..."}
            hint = ", ".join(f"{key}: {given.get(key, '...')}" for key in {meant: None, **dict.fromkeys(required)})
            diagnostics.add("wrong-kind", path, "expected a map", f"write {{{hint}}}")
            return None
        values = read_fields(raw, fields, path, diagnostics, needed=required)
        missing = [key for key in required if says_nothing(raw.get(key)) and not given_otherwise(key, raw, fields)]
        for key in missing:
            diagnostics.add("missing-key", path, f"{key} is missing here", f"add `{key}: ...`")
        return build(**values) if all(key in values for key in required) else None

    return read
