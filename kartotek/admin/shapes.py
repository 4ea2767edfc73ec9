"""The shapes of values: which forms a field needs, and how its value is written, from what its reader takes.

`scripts/shapes.js` says what each shape is in a file and in a form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.content import schema as s
from kartotek.content.schema import Schema


@dataclass(frozen=True, slots=True)
class TextShape:
    """A text. `pattern` (ECMA 262) and `said` are what it must be like, and what to say if it is not; `words` are those
    it must be one of. `long` texts have lines."""

    pattern: str = ""
    said: str = ""
    words: tuple[str, ...] = ()
    long: bool = False


@dataclass(frozen=True, slots=True)
class FlagShape:
    """true or false; `unsure` where saying nothing is a third answer."""

    unsure: bool = False


@dataclass(frozen=True, slots=True)
class PathShape:
    """A file below `content/files/`."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """Several values of one shape."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class LinesShape:
    """A text, or a text for each of several languages: in a form these are lines that begin with the language."""


@dataclass(frozen=True, slots=True)
class TextsShape:
    """Values by language: texts, or lists of texts. `plain` is whether they may stand without a language."""

    value: "TextShape | ListShape"
    plain: bool


@dataclass(frozen=True, slots=True)
class MapShape:
    """A map with fixed keys, each with its sentence. `alone` is the key whose value may stand for the whole; `flag` is
    whether true may."""

    fields: Mapping[str, "Shape"]
    abouts: Mapping[str, str]
    required: tuple[str, ...] = ()
    alone: str = ""
    flag: bool = False


Shape = TextShape | FlagShape | PathShape | ListShape | LinesShape | TextsShape | MapShape


def shape_of(schema: Schema, *, long: bool = False) -> Shape:
    """The shape of the values that a schema takes; `long` says that its texts have lines."""
    if "anyOf" in schema:  # one value, or a list of such
        return shape_of(schema["anyOf"][-1], long=long)
    if "enum" in schema:
        return TextShape(words=tuple(word for word in schema["enum"] if word is not None))
    if "properties" in schema:
        return _map(schema)
    if isinstance(schema.get("additionalProperties"), Mapping):
        value = shape_of(schema["additionalProperties"], long=long)
        if not isinstance(value, TextShape | ListShape):
            raise TypeError(f"no form for values by language that are {type(value).__name__}")
        plain = bool({"string", "array"} & set(_types(schema)))
        return LinesShape() if plain and isinstance(value, TextShape) else TextsShape(value, plain)
    if "items" in schema:
        return ListShape(shape_of(schema["items"], long=long))
    if schema.get("pattern") == s.FLAG["pattern"]:
        return FlagShape()
    if schema.get("pattern") == s.FILE_PATH["pattern"]:
        return PathShape()
    if schema.get("pattern") == s.TEXT["pattern"]:
        return TextShape(long=long)
    return TextShape(schema.get("pattern", ""), schema.get(s.SAID, ""))


def _map(schema: Schema) -> MapShape:
    """A map; if a text may stand for it, it is a flag, or the value of the first key that takes the same."""
    properties: Mapping[str, Any] = schema["properties"]
    alone, flag = "", False
    if "string" in _types(schema):
        flag = schema["pattern"] == s.FLAG["pattern"]
        same = (key for key, found in properties.items() if found.get("pattern") == schema["pattern"])
        alone = "" if flag else next(same)
    fields = {key: shape_of(found) for key, found in properties.items()}
    abouts = {key: str(found.get("description", "")) for key, found in properties.items()}
    return MapShape(fields, abouts, tuple(schema.get("required", ())), alone, flag)


def _types(schema: Schema) -> list[str]:
    kinds = schema.get("type", ())
    return [kinds] if isinstance(kinds, str) else list(kinds)


def as_json(shape: Shape) -> Any:
    """A shape as `scripts/shapes.js` reads it."""
    match shape:
        case TextShape():
            return "text"
        case FlagShape():
            return "text" if shape.unsure else "flag"
        case PathShape():
            return {"path": True}
        case ListShape():
            return {"list": as_json(shape.item)}
        case LinesShape():
            return "lines"
        case TextsShape():
            return {"texts": as_json(shape.value), "plain": shape.plain}
        case MapShape():
            fields = {key: as_json(each) for key, each in shape.fields.items()}
            return {"map": fields, "alone": shape.alone, "flag": shape.flag}
