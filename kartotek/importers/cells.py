"""Values of entries in the cells of a table, and back: without loss, and in a form that a person would write.

A text is itself. The items of a list have semicolons between them. What has parts is a map in braces, as in an entry
(`{name: ICIS, place: Aarhus}`); a person with more than a name has the name before it (`Lind, Ada {orcid: ...}`).
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from kartotek.content.multilingual_text import multilingual
from kartotek.content.yaml_output import in_brackets
from kartotek.content.yamltext import YamlError, load
from kartotek.model.publication_fields import FIELDS
from kartotek.model.roles import ROLES
from kartotek.text.languages import language_tag

LISTS = frozenset(
    {
        *ROLES, "issn", "eissn", "isbn", "eisbn", "cite_keys", "number", "identifiers", "keywords",
        "files", "links", "organisations", "projects",
        "related", "funding", "sdgs", "aliases", "notices",
    }
)  # fmt: skip
"""Fields with lists in their cells."""
MAPS = frozenset(
    {"translated_title", "abstracts", "plain_summary", "apc", "event", "reviewed", "original", "retracted", "retired"}
)
"""Fields that may have a map."""
_BY_LANGUAGE = frozenset(key for key, field in FIELDS.items() if field.read is multilingual)
"""Fields with a text, or a map of language to text."""

_UNSAFE = re.compile(r"[;{}\[\]\"\n]|^'|^\s|\s$|^\Z")
"""Items of a list that would be read as something else."""
_WITH_MORE = re.compile(r"([^{}\[\]\";]+?)\s*(\{.*\})", re.DOTALL)

_BEFORE_A_QUOTE = ("", " ", ";", "{", "[", ",")
"""What stands right before a quotation mark that opens."""


class CellError(ValueError):
    """A cell that cannot be read; the message says why, as the middle of a sentence."""


def write(field: str, value: Any) -> str:
    """The cell for a value of an entry: text, list or map."""
    if isinstance(value, Mapping):
        return in_brackets(value)
    if isinstance(value, list | tuple):
        return "; ".join(_item(each, field) for each in value)
    return _item(value, field) if field in LISTS else str(value)


def read(field: str, cell: str) -> Any:
    """The value of a cell, "" or [] for an empty one. Raises CellError for braces that are no map."""
    cell = cell.strip()
    if field in MAPS:
        return _map(cell) if cell.startswith("{") else cell
    if field in _BY_LANGUAGE:
        return _by_language(cell) if cell.startswith("{") else cell
    if field not in LISTS:
        return cell
    items = [_read_item(part) for part in split(cell) if part]
    return items[0] if field == "keywords" and len(items) == 1 and isinstance(items[0], dict) else items


def split(cell: str) -> list[str]:
    """The items of a list: what is between semicolons that are in no braces, brackets or quotation marks."""
    parts: list[str] = []
    start, depth, last, quoted = 0, 0, ";", False
    at = 0
    while at < len(cell):
        letter = cell[at]
        if quoted:
            at += letter == "\\"
            quoted = letter != '"'
        elif letter == '"' and last in ("{[,:" if depth else ";") and cell[at - 1 : at] in _BEFORE_A_QUOTE:
            quoted = True
        elif letter == ";" and not depth:
            parts.append(cell[start:at].strip())
            start = at + 1
        else:
            depth += (letter in "{[") - (letter in "}]")
        last = last if letter.isspace() else letter
        at += 1
    if depth or quoted:  # a bracket in a plain text, or a mistake: then every semicolon counts
        return [part.strip() for part in cell.split(";")]
    return [*parts, cell[start:].strip()]


def _item(value: Any, field: str) -> str:
    if isinstance(value, Mapping):
        name = value.get("name")
        rest = {key: each for key, each in value.items() if key != "name"}
        if field in ROLES and rest and isinstance(name, str) and not _UNSAFE.search(name):
            return f"{name} {in_brackets(rest)}"
        return in_brackets(value)
    if isinstance(value, list | tuple):
        return in_brackets(value)
    return json.dumps(value, ensure_ascii=False) if _UNSAFE.search(value) else str(value)


def _read_item(part: str) -> Any:
    if part.startswith('"') and part.endswith('"') and len(part) > 1:
        try:
            return str(json.loads(part, strict=False))
        except ValueError:
            return part
    if part.startswith("{"):
        return _map(part)
    if with_more := _WITH_MORE.fullmatch(part):
        return {"name": with_more[1], **_map(with_more[2])}
    return part


def _by_language(cell: str) -> Any:
    """A map of language to text; any other text in braces is a text."""
    try:
        found = _map(cell)
        return found if found and all(map(language_tag, found)) else cell
    except ValueError:
        return cell


def _map(text: str) -> dict[str, Any]:
    try:
        found = load(text)
    except YamlError:
        found = None
    if not isinstance(found, dict):
        raise CellError(f"{text[:60]!r} is not a map such as {{name: ICIS, place: Aarhus}}")
    return found
