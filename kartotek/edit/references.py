"""Where entries name another entry: by its id in a field, or by its address in a text."""

import re
from collections.abc import Iterator
from typing import Any

from kartotek import urls
from kartotek.content.yamltext import Path
from kartotek.model.kinds import JOURNALS, KINDS, ORGANISATIONS, PAGES, PEOPLE, PUBLICATIONS
from kartotek.model.publication import ISSUERS
from kartotek.model.roles import ROLES

_CONTRIBUTORS = {PUBLICATIONS.key: ROLES, "projects": ("people",)}
"""By kind: the fields that hold contributors."""
_CONTAINERS = ("journal", "book", "series")
"""The fields of publications with a name or an id of a container."""
_DESTINATION = r"(?:\]\(\s*<?|^\s*\[[^\]\n]+\]:\s*<?|<)"
"""What precedes the address of a link in Markdown."""


def ids_in(kind: str, data: dict[str, Any], wanted: str, key: str) -> Iterator[Path]:
    """The paths of all values in an entry of a kind that are the id `key` of an entry of the kind `wanted`."""
    for path, of_kind, value in _ids(kind, data):
        if of_kind == wanted and value == key:
            yield path


def _ids(kind: str, data: dict[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """All ids in an entry: the path of each, the kind of what it names, the id."""
    row = KINDS[kind]
    if row is PUBLICATIONS:
        fields = [(other.ids_in, other.key) for other in KINDS.values() if other.ids_in]
        for field in _CONTAINERS:
            yield from ((path, JOURNALS.key, value) for path, value in _texts(data, field))
        yield from ((path, PUBLICATIONS.key, value) for path, value in _texts(data, "book"))
        for field in ISSUERS:
            yield from ((path, ORGANISATIONS.key, value) for path, value in _texts(data, field))
        for path, item in (*_items(data, "related"), *_items(data, "notices")):
            if isinstance(item, str) and path[0] == "related":
                yield path, PUBLICATIONS.key, item
            elif isinstance(item, dict):
                yield from _one(path, item, "id", PUBLICATIONS.key)
    else:
        fields = list(row.references)
        if row is JOURNALS:
            fields.append(("publisher", ORGANISATIONS.key))
    for field, of_kind in fields:
        yield from ((path, of_kind, value) for path, value in _texts(data, field))
    for field in _CONTRIBUTORS.get(kind, ()):
        for path, item in _items(data, field):
            if isinstance(item, dict):
                yield from _one(path, item, "id", PEOPLE.key)
                for rest, value in _texts(item, "affiliations"):
                    yield (*path, *rest), ORGANISATIONS.key, value


def _one(path: Path, item: dict[str, Any], key: str, kind: str) -> Iterator[tuple[Path, str, str]]:
    value = item.get(key)
    if isinstance(value, str):
        yield (*path, key), kind, value


def _items(data: dict[str, Any], field: str) -> Iterator[tuple[Path, Any]]:
    """The items of a list, or a single value, with their paths."""
    value = data.get(field)
    if isinstance(value, list):
        yield from (((field, i), item) for i, item in enumerate(value))
    elif value:
        yield (field,), value


def _texts(data: dict[str, Any], field: str) -> Iterator[tuple[Path, str]]:
    """The texts in a list, or a single text, with their paths."""
    return ((path, item) for path, item in _items(data, field) if isinstance(item, str))


def address_of(kind: str, key: str) -> str:
    """The address of an entry's page, without the language."""
    return urls.free_page(key) if kind == PAGES.key else urls.item(kind, key)


def links_in(text: str, old: str, base_url: str) -> Iterator[tuple[int, int]]:
    """Where the links of a text in Markdown have an address of the portal: beginning and end of that part of each.

    It may be written in full, from the root, or relative, and with a language before it: `/da/people/ada/#life`.
    """
    root = urls.base_path(base_url)
    before = "|".join([*map(re.escape, filter(None, (base_url, root))), r"(?:\.\.?/)+"])
    pattern = rf"{_DESTINATION}(?:{before})(?:[a-z]{{2,3}}/)?({re.escape(old.rstrip('/'))})(?=[/#?)>\s]|$)"
    for match in re.finditer(pattern, text, re.MULTILINE):
        yield match.span(1)
