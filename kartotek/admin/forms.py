"""The forms of entries: a field of Sveltia CMS for each field of the tables, by the shape of its values."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.admin import labels
from kartotek.admin.shapes import (
    FlagShape,
    LinesShape,
    ListShape,
    MapShape,
    PathShape,
    Shape,
    TextShape,
    TextsShape,
    shape_of,
)
from kartotek.content import schema as s
from kartotek.content.fields import Field
from kartotek.content.schema import schema_of
from kartotek.model.kinds import KINDS, PEOPLE, PUBLICATIONS, Kind
from kartotek.model.references import Reference, references
from kartotek.start.examples import EXAMPLES

FormField = dict[str, Any]
"""A field as Sveltia's configuration has it."""
Translate = Callable[[str], str]
_SELDOM = ("given", "family", "suffix", "family_first", "literal", "id")
"""Fields of a person in a list that most do without: a name in one line says it."""


def shapes(kind: Kind[Any]) -> dict[str, Shape]:
    """The shape of each field of a kind that has a form. The text stands below the front matter."""
    return {key: _shape(kind, key, field) for key, field in kind.fields.items() if key != kind.text}


def _shape(kind: Kind[Any], key: str, field: Field) -> Shape:
    shape = shape_of(schema_of(field.read), long=key == kind.texts)
    if isinstance(shape, FlagShape):
        known = getattr(kind.record, "__dataclass_fields__", {})  # a part of a name is no field of its own
        return FlagShape(unsure=key in known and known[key].default is None)
    return shape


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one kind, in a language."""

    kind: Kind[Any]
    translate: Translate
    type_labels: Mapping[str, str]
    """What the types of publications are called, by key."""

    def fields(self, needed: tuple[str, ...]) -> list[FormField]:
        """The fields of an entry in their order, with the text in its place. It cannot be without those `needed`."""
        known = shapes(self.kind)
        fields: list[FormField] = []
        for key, field in self.kind.fields.items():
            if key == self.kind.text:
                fields.append({**self._frame("body", self.kind.text, labels.MARKDOWN, False), "widget": "text"})
                continue
            form = self._form((key,), known[key], field.about, key in needed)
            if isinstance(known[key], TextShape) and not known[key].words and key != "type":  # type: ignore[union-attr]
                form["hint"] = self._with_example(form["hint"], key)
            fields.append(form)
        return fields

    def _frame(self, name: str, key: str, about: str, required: bool) -> FormField:
        """What every field has."""
        hint = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", self.translate(about)).replace("`", "") if about else ""
        frame = {"name": name, "label": self.translate(labels.label_of(key)), "hint": hint, "required": required}
        return frame if hint else {key: value for key, value in frame.items() if key != "hint"}

    def _with_example(self, hint: str, key: str) -> str:
        example = EXAMPLES.get(self.kind.key, {}).get(key, "")
        said = self.translate(labels.FOR_EXAMPLE).format(example.strip("'\""))
        return f"{hint} {said}" if example else hint

    def _form(self, path: tuple[str, ...], shape: Shape, about: str, required: bool = False) -> FormField:
        frame = self._frame(path[-1], path[-1], about, required)
        match shape:
            case TextShape():
                return {**frame, **self._one_text(path, shape)}
            case FlagShape():
                said = {"true": self.translate(labels.YES), "false": self.translate(labels.NO)}
                answers = [{"value": value, "label": label} for value, label in said.items()]
                widget = {"widget": "select", "options": answers} if shape.unsure else {"widget": "boolean"}
                return {**frame, **widget}
            case PathShape():
                return {**frame, "widget": "file"}
            case ListShape():
                return {**frame, **self._list(path, shape.item)}
            case LinesShape() if known := self._names_at(path):
                return {**frame, "widget": "kartotek-name", "of": known, "hint": self.translate(labels.TYPE_A_NAME)}
            case LinesShape():
                return {**frame, **self._lines(frame.get("hint", ""))}
            case TextsShape():
                return {**frame, **self._texts(path, shape)}
            case MapShape():
                return {**frame, "widget": "object", "collapsed": "auto", "fields": self._inside(path, shape)}

    def _lines(self, hint: str) -> FormField:
        """A text, or a line for each language."""
        hint = f"{hint} {self.translate(labels.IN_LANGUAGES)}".lstrip()
        return {"widget": "text", "hint": hint}

    def _one_text(self, path: tuple[str, ...], shape: TextShape) -> FormField:
        if path == ("type",) and self.kind is PUBLICATIONS:
            options = [{"value": key, "label": label} for key, label in self.type_labels.items()]
            return {"widget": "kartotek-type", "options": options}
        if shape.words:
            return {"widget": "select", "options": list(shape.words)}
        if known := self._names_at(path):
            return {"widget": "kartotek-name", "of": known, "hint": self.translate(labels.TYPE_A_NAME)}
        if target := self._ids_at(path):
            said = labels.NAMESAKES if target == PEOPLE.key else labels.CHOOSE
            return {**_relation(target), "hint": self.translate(said)}
        if shape.long:
            return {"widget": "text"}
        rule = {"pattern": [shape.pattern, self.translate(shape.said)]} if shape.pattern else {}
        return {"widget": "string", "use_emoji_autocomplete": False, **rule}

    def _names_at(self, path: tuple[str, ...]) -> str:
        """The kind whose names are offered in a field; "" if it is not one of names."""
        return next((found.kind for found in self._references_at(path) if found.has_names), "")

    def _ids_at(self, path: tuple[str, ...]) -> str:
        """The kind whose ids a field takes; "" if it takes none."""
        return next((found.kind for found in self._references_at(path) if found.has_ids), "")

    def _references_at(self, path: tuple[str, ...]) -> Iterator[Reference]:
        return (found for found in references(self.kind.key) if found.path == path)

    def _list(self, path: tuple[str, ...], item: Shape) -> FormField:
        singular = {"label_singular": self.translate(labels.SINGULAR[path[-1]])} if path[-1] in labels.SINGULAR else {}
        if isinstance(item, MapShape):
            fields = self._inside(path, item)
            return {"widget": "list", **singular, "collapsed": "auto", "summary": _summary(item), "fields": fields}
        if self._names_at(path):
            return {"widget": "list", **singular, "field": self._form(path, item, "")}
        if target := self._ids_at(path):
            return {**_relation(target), "multiple": True, "hint": self.translate(labels.CHOOSE)}
        return {"widget": "list", "label_singular": self.translate(labels.label_of(path[-1]))}

    def _texts(self, path: tuple[str, ...], shape: TextsShape) -> FormField:
        """A list of rows, each with a language and a text."""
        value = shape.value.item if isinstance(shape.value, ListShape) else shape.value
        text = self._one_text(path, value if isinstance(value, TextShape) else TextShape())
        language = self._form(("language",), shape_of(s.LANGUAGE), labels.NO_LANGUAGE if shape.plain else "")
        rows = [
            {"name": "text", "label": self.translate(labels.label_of("text")), "required": True, **text},
            {**language, "required": not shape.plain},
        ]
        singular = self.translate(labels.SINGULAR.get(path[-1], labels.TRANSLATION))
        more = {"collapsed": "auto", "summary": "{{text}} {{language}}", "fields": rows}
        return {"widget": "list", "label_singular": singular, **more}

    def _inside(self, path: tuple[str, ...], shape: MapShape) -> list[FormField]:
        """The fields of a map; of a person those that are seldom needed last."""
        last = _SELDOM if "literal" in shape.fields else ()
        yes = [self._form((*path, "yes"), FlagShape(), "")] if shape.flag else []
        return [
            *yes,
            *(
                self._form((*path, key), each, shape.abouts[key], key in shape.required)
                for key, each in sorted(shape.fields.items(), key=lambda field: field[0] in last)
            ),
        ]


def _relation(target: str) -> FormField:
    """A field in which entries of a kind are chosen; their ids are what is written."""
    name = KINDS[target].naming.field
    return {
        "widget": "relation",
        "collection": target,
        "value_field": "{{slug}}",
        "display_fields": [name],
        "search_fields": [name],
    }


def _summary(shape: MapShape) -> str:
    """What a row of a list is shown as when it is closed: its first fields."""
    return " ".join(f"{{{{{key}}}}}" for key in list(shape.fields)[:4])
