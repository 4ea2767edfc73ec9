"""A site with payloads in every field that takes free text: fields, and what they take, are those of the tables."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from kartotek.content import fields as f
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, Fields
from kartotek.diagnostics.codes import SEVERITIES
from kartotek.model.common_fields import CONTRIBUTOR_FIELDS, FUNDING_FIELDS, LINK_FIELDS, RETIREMENT_FIELDS
from kartotek.model.kinds import KINDS
from kartotek.model.publication_maps import (
    EVENT_FIELDS,
    FILE_FIELDS,
    NOTICE_FIELDS,
    ORIGINAL_FIELDS,
    RELATION_FIELDS,
    RETRACTION_FIELDS,
    REVIEWED_FIELDS,
)
from kartotek.model.types import TYPED_FIELDS, TYPES
from tests.browser.payloads import FILE_NAMES, PAYLOADS

Record = dict[str, Any]

NESTED: Mapping[str, Fields] = {
    "authors": {key: field for key, field in CONTRIBUTOR_FIELDS.items() if key in ("literal", "affiliations")},
    "editors": {key: field for key, field in CONTRIBUTOR_FIELDS.items() if key in ("given", "family", "suffix")},
    "supervisors": {"name": CONTRIBUTOR_FIELDS["name"]},
    "event": EVENT_FIELDS,
    "files": {key: field for key, field in FILE_FIELDS.items() if key != "url"},
    "links": LINK_FIELDS,
    "funding": FUNDING_FIELDS,
    "related": {"url": RELATION_FIELDS["url"]},
    "reviewed": {key: field for key, field in REVIEWED_FIELDS.items() if key in ("title", "authors", "url")},
    "original": {key: field for key, field in ORIGINAL_FIELDS.items() if key not in ("id", "doi")},
    "retracted": RETRACTION_FIELDS,
    "notices": NOTICE_FIELDS,
    "retired": RETIREMENT_FIELDS,
}
"""The fields of maps in fields. Names of contributors are given in one way at a time."""
CHOSEN: Mapping[str, Record] = {"related": {"relation": "Cites"}, "files": {"access": "open"}}
"""What a map needs beside its texts."""
ALONE = ("draft", "publish_on", "retired")
"""Fields that hide all others."""


class Payloads:
    """Hands out payloads, one after the other, each to the next field; `mark` follows each, so that names differ."""

    def __init__(self, first: int, mark: str = "") -> None:
        self._mark = mark
        self._texts = islice(cycle(PAYLOADS), first % len(PAYLOADS), None)
        self._names = islice(cycle(FILE_NAMES), first % len(FILE_NAMES), None)
        self.tried: set[str] = set()
        """Payloads that are somewhere in the site."""
        self.places: set[tuple[str, str]] = set()
        """Fields with one in them, by kind."""

    def into(self, kind: str, name: str, field: Field) -> Any:
        """A value of the field with the next payload that it takes in it; None if it takes none."""
        for text in islice(self._texts, 12):
            for value in self._values(name, field, text + self._mark):
                if _taken(field, name, value):
                    self.tried.add(text)
                    self.places.add((kind, name))
                    return value
        return None

    def record(self, kind: str, fields: Fields) -> Record:
        """Values for fields, as far as they take free text."""
        values = {name: self.into(kind, name, field) for name, field in fields.items()}
        return {name: value for name, value in values.items() if value is not None}

    def _values(self, name: str, field: Field, text: str) -> Iterator[Any]:
        if field.read is f.file_path:
            yield next(self._names)
        elif name in NESTED:
            value = {**self.record(name, NESTED[name]), **CHOSEN.get(name, {})}
            yield value
            yield [value]
        else:
            yield text
            yield [text]
            yield {"da": text}
            yield f"https://x.example/?{text}".translate(_NO_ADDRESS)


_NO_ADDRESS = dict.fromkeys((*range(33), *b'<>"\\^`{|}', 12288, 160, 8195, 8232, 8233))


def _taken(field: Field, name: str, value: Any) -> bool:
    """Whether the field is read from the value without an error."""
    found = EntryDiagnostics()
    read = field.read(value, (name,), found)
    return read is not None and not any(SEVERITIES[entry.code] == "error" for entry in found.found)


def type_with(field: str) -> str:
    """A type of publication that may have the field."""
    return next(key for key in TYPES if field not in TYPED_FIELDS or field in TYPES[key].rows)


def records(payloads: Payloads, number: int) -> Iterator[tuple[str, str, Record]]:
    """Kind, name and values: entries that have all fields between them, and one of each kind that is retired."""
    for kind, row in KINDS.items():
        fields = {name: field for name, field in row.fields.items() if name not in ALONE}
        if kind == "publications":
            for type_ in dict.fromkeys(map(type_with, fields)):
                may = {name: field for name, field in fields.items() if _has(type_, name)}
                yield kind, f"{type_}-{number}", {"issued": "2020", **payloads.record(kind, may), "type": type_}
        else:
            yield kind, f"{kind}-{number}", payloads.record(kind, fields)
        retired = {row.naming.field: row.fields[row.naming.field], "retired": row.fields["retired"]}
        more = {"type": "book"} if kind == "publications" else {}
        yield kind, f"retired-{kind}-{number}", {**payloads.record(kind, retired), **more}


def _has(type_: str, field: str) -> bool:
    return field not in TYPED_FIELDS or field in TYPES[type_].rows


def write_entries(site: Path, payloads: Payloads, number: int) -> None:
    """One round of entries."""
    for kind, name, record in records(payloads, number):
        path = site / f"content/{kind}/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")


def write_surroundings(site: Path, settings: Record) -> None:
    """Settings, and payloads in file names, files and redirects."""
    files = site / "content/files"
    files.mkdir(parents=True, exist_ok=True)
    for name, text in zip(FILE_NAMES, cycle(PAYLOADS)):
        (files / name).write_text(f"%PDF-1.4\n{text}", "utf-8")
    (site / "site.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    rows = io.StringIO()
    visible = [text for text in PAYLOADS if text.isprintable()]
    csv.writer(rows).writerows((f"/old/{place}", "", text) for place, text in enumerate(visible[::12]))
    (site / "redirects.csv").write_text(rows.getvalue(), "utf-8")
