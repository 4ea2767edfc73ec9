"""Where entries name another entry: by its id in a field, or by its address in a text."""

import re
from collections.abc import Iterator
from typing import Any

from kartotek import urls
from kartotek.content.paths import ValuePath
from kartotek.model.kinds import PAGES
from kartotek.model.references import references, values_at

_DESTINATION = r"(?:\]\(\s*<?|^\s*\[[^\]\n]+\]:\s*<?|<)"
"""What precedes the address of a link in Markdown."""


def ids_in(kind: str, data: dict[str, Any], wanted: str, key: str) -> Iterator[ValuePath]:
    """The paths of all values in an entry of a kind that are the id `key` of an entry of the kind `wanted`."""
    for reference in references(kind):
        if reference.kind == wanted and reference.has_ids:
            yield from (path for path, value in values_at(data, reference.path) if value == key)


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
