"""What readers of values take, in JSON Schema (2020-12), for programs that check and complete while an editor writes.

Each reader says its own schema with `takes`, beside its code. The schemas are for YAML 1.2 as such programs read it:
there `4` is a number, `true` a truth value, and a field without a value is null, where Kartotek sees text. So what is
text here may be any of these there. What a schema cannot say is listed in `start.schemas`.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Schema = Mapping[str, Any]
"""A JSON Schema, as data."""
_Reader = TypeVar("_Reader", bound=Callable[..., Any])
_SAID: WeakKeyDictionary[Callable[..., Any], Schema] = WeakKeyDictionary()


def takes(schema: Schema) -> Callable[[_Reader], _Reader]:
    """For a reader: say which values it takes. An empty value is always among them, since it is only warned of."""

    def say(reader: _Reader) -> _Reader:
        _SAID[reader] = schema
        return reader

    return say


def schema_of(reader: Callable[..., Any]) -> Schema:
    """The schema that a reader said. Raises KeyError if it said none."""
    return _SAID[reader]


SAID = "patternErrorMessage"
"""The key for what to write instead: what VS Code shows where a pattern does not match, in place of the pattern."""
TEXT: Schema = {
    "type": ["string", "number", "boolean", "null"],
    "pattern": r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$",
    SAID: "There is an invisible control character: delete it and retype the letters next to it.",
}
"""Anything that is one value, without control characters."""
FLAG: Schema = {
    "type": ["boolean", "string", "null"],
    "pattern": "^(?:[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo])$",
    SAID: "Write true or false.",
}
_YEAR = "(?:[0-9]{4}|-(?!0000)[0-9]{4})"
_MONTH, _DAY = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_DATE = f"{_YEAR}(?:-(?:{_MONTH}(?:-{_DAY})?|2[1-4]))?[~?%]?"
DATE: Schema = {
    "type": ["string", "integer", "null"],
    "minimum": -9999,
    "maximum": 9999,
    "pattern": f"^{_DATE}$",
    SAID: "Write a date such as 2024, 2024-01, 2024-01-15, 2024-21 (spring) or 1676~ (about 1676).",
}
"""A date in EDTF; a year alone is a number."""
DATE_OR_INTERVAL: Schema = {
    **DATE,
    "pattern": f"^{_DATE}(?:/{_DATE})?$",
    SAID: "Write a date such as 2024, 2024-01 or 2024-01-15, or a period such as 2020/2022.",
}
CALENDAR_DATE: Schema = {
    **DATE,
    "minimum": 1,
    "pattern": f"^(?!0000)[0-9]{{4}}(?:-{_MONTH}(?:-{_DAY})?)?$",
    SAID: "Write 2024-01-15, 2024-01 or 2024.",
}
LANGUAGE: Schema = {
    "type": ["string", "null"],
    "pattern": "^[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?(?:-[a-zA-Z0-9]{5,8})*$",
    SAID: "Write a tag such as da, en, nb, sv or pt-BR.",
}
COUNTRY: Schema = {
    "type": ["string", "null"],
    "pattern": "^[a-zA-Z]{2}$",
    SAID: "Write two letters such as DK, SE or NO.",
}
_LINKED = r"[^\s<>\"\\^`{|}\u0000-\u001f]*"
URL: Schema = {
    "type": ["string", "null"],
    "pattern": rf"^(?:[Hh][Tt][Tt][Pp][Ss]?://(?=[^/?#])|[Mm][Aa][Ii][Ll][Tt][Oo]:){_LINKED}$",
    SAID: "Write an address that begins with https://, http:// or mailto:, without spaces.",
}
HOST_PATTERN = (
    r"(?:[^\u0000-,/:-@\[-^`{-\u007f\s]+|\[[0-9A-Fa-f:.]+\])(?::(?:"
    r"6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5]?[0-9]{1,4}))?"
)
"""A host by name or number, and perhaps a port (RFC 3986, 3.2.2), without a user or a password."""
SITE_URL: Schema = {
    "type": ["string", "null"],
    "pattern": rf"^[Hh][Tt][Tt][Pp][Ss]?://{HOST_PATTERN}(?![^/])[^?#\s<>\"\\^`{{|}}\u0000-\u001f]*$",
    SAID: "Write https://host/ or https://host/path/.",
}
ENTRY_ID: Schema = {
    "type": ["string", "number", "boolean", "null"],
    "minimum": 0,
    "pattern": "^[a-z0-9]+(?:[-_.][a-z0-9]+)*$",
    SAID: "Write the file name of the entry, without .md.",
}
FILE_PATH: Schema = {
    "type": ["string", "number", "boolean", "null"],
    "pattern": r"^(?![\s\S]*(?:^|/)\.{0,2}(?:/|$))[^\\\u0000]+$",
    SAID: "Write the path inside content/files/, such as thesis.pdf or 2024/data.csv.",
}


def integer(low: int, high: int) -> Schema:
    """A whole number, also in quotes. The pattern is exact for small numbers, and where `high` is all nines."""
    digits = "|".join(map(str, range(low, high + 1))) if high < 100 else f"[0-9]{{1,{len(str(high))}}}"
    return {
        "type": ["integer", "string", "null"],
        "minimum": low,
        "maximum": high,
        "pattern": f"^(?=[0-9]{{1,9}}$)0*(?:{digits})$",
        SAID: f"Write a number from {low} to {high}.",
    }


def one_of(words: Collection[str]) -> Schema:
    """One of a few words."""
    return {"enum": [*words, None]}


def filled(schema: Schema) -> Schema:
    """The same, for a field that must have a value."""
    found = dict(schema)
    if "type" in schema:
        found["type"] = [kind for kind in _types(schema) if kind != "null"]
        if "string" in found["type"]:
            found["minLength"] = 1
    if isinstance(schema.get("additionalProperties"), Mapping):
        found["not"] = {"type": "object", "additionalProperties": {"type": "null"}}
    if "enum" in schema:
        found["enum"] = [word for word in schema["enum"] if word is not None]
    return found


def given(*keys: str) -> Schema:
    """A map in which these fields have a value."""
    return {"type": "object", "required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}


def map_with(properties: Mapping[str, Schema], required: Collection[str] = ()) -> Schema:
    """A map with fixed keys."""
    said = {key: filled(schema) if key in required else schema for key, schema in properties.items()}
    more = {"required": list(required)} if required else {}
    return {"type": ["object", "null"], "properties": said, "additionalProperties": False, **more}


def map_of_languages(value: Schema) -> Schema:
    """A map of language to values."""
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": LANGUAGE["pattern"]},
        "additionalProperties": value,
    }


def either(*schemas: Schema) -> Schema:
    """Any of schemas for values of different types, as one: its keywords each count for one type only."""
    types = dict.fromkeys(kind for schema in schemas for kind in _types(schema))
    return {key: value for schema in schemas for key, value in schema.items()} | {"type": list(types)}


def list_of(item: Schema, *, one_allowed: bool = True) -> Schema:
    """A list; with `one_allowed` also one value without brackets, if it is no map."""
    several: Schema = {"type": ["array", "null"], "items": item}
    if not one_allowed or ("type" in item and not {"string", "number", "boolean"} & set(_types(item))):
        return several
    if "enum" in item:
        return {"anyOf": [item, several]}
    of_maps = ("properties", "additionalProperties", "propertyNames", "required", "minProperties", "oneOf", "allOf")
    one = {key: value for key, value in item.items() if key not in of_maps}
    return either({**one, "type": [kind for kind in _types(item) if kind != "object"]}, several)


def _types(schema: Schema) -> list[str]:
    kinds = schema["type"]
    return [kinds] if isinstance(kinds, str) else list(kinds)
