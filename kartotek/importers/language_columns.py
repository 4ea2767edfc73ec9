"""Columns of tables with a text in one language: `note.da`, `Publisher [en]`, `place (de)`."""

import re
from collections.abc import Iterable
from typing import Any

from kartotek.content.multilingual_text import multilingual
from kartotek.importers.table_columns import meant_by
from kartotek.model.publication_fields import FIELDS
from kartotek.text.languages import language_tag

ColumnPairs = tuple[tuple[str, str], ...]
_HEADER = re.compile(r"(.+?)\s*(?:[.:]([\w-]+)|\[([\w-]+)\]|\(([\w-]+)\))")


def field_and_language(header: str) -> tuple[str, str]:
    """The field that a column is for, and the language of its texts (BCP 47); both "" if it is none of these."""
    found = _HEADER.fullmatch(header.strip())
    name = found[1] if found else ""
    field = name if name in FIELDS else meant_by(name)
    if found is None or field not in FIELDS or FIELDS[field].read is not multilingual:
        return "", ""
    try:
        return field, language_tag((found[2] or found[3] or found[4]).replace("_", "-"))
    except ValueError:
        return "", ""


def parted(pairs: Iterable[tuple[str, str]]) -> tuple[ColumnPairs, dict[str, dict[str, str]]]:
    """The cells of other columns, and by field the texts by language."""
    others: list[tuple[str, str]] = []
    found: dict[str, dict[str, str]] = {}
    for name, cell in pairs:
        field, tag = field_and_language(name)
        if field and cell.strip():
            found.setdefault(field, {})[tag] = cell.strip()
        elif not field:
            others.append((name, cell))
    return tuple(others), found


def joined(data: dict[str, Any], texts: dict[str, dict[str, str]]) -> dict[str, Any]:
    """A record with its texts by language. A text beside them is in the language of the work, if that is known and has
    no column of its own; else it is the one that counts less."""
    for field, by_language in texts.items():
        own, tag = data.get(field), data.get("language", "")
        given = own if isinstance(own, dict) else {tag: own} if own and tag else {}
        data[field] = {**given, **by_language}
    return data
