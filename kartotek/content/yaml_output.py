"""Values of entries as YAML, as a person would write them: plain where that is safe, one line where it is short."""

import json
import re
from collections.abc import Mapping
from typing import Any

_PLAIN = re.compile(r"/?[^\W_](?:[^\n:#]|:(?=[^\s])|(?<=[^\s])#)*(?<![\s:])|[^\W_]")
_PLAIN_IN_BRACKETS = re.compile(r"/?[^\W_](?:[^\n:#,?\[\]{}]|:(?=[^\s,?\[\]{}])|(?<=[^\s])#)*(?<![\s:])|[^\W_]")
"""A question mark in brackets is none to PyYAML in C and one to PyYAML in Python, which changes entries in place."""
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff|[\u2028\u2029]")
_LONGEST = 100
"""Characters of a list or a map in brackets; longer ones have a line for each item."""


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """A text, in quotes if YAML would not read it as it is."""
    form = _PLAIN_IN_BRACKETS if in_brackets else _PLAIN
    if form.fullmatch(text) and not _UNPRINTABLE.search(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: json.dumps(found[0])[1:-1], quoted)


def in_brackets(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{scalar(str(key), in_brackets=True)}: {in_brackets(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(in_brackets, value))}]"
    return scalar(str(value), in_brackets=True)


def field_lines(key: str, value: Any, indent: int = 0) -> list[str]:
    """A field with its value as lines without ends, each with `indent` spaces before it."""
    name = " " * indent + scalar(key)
    if isinstance(value, Mapping):
        inner = [line for each, its_own in value.items() for line in field_lines(str(each), its_own, indent + 2)]
        return [f"{name}:", *inner]
    if isinstance(value, list | tuple):
        line = f"{name}: {in_brackets(value)}"
        if len(line) <= _LONGEST and not any(isinstance(item, Mapping) for item in value):
            return [line]
        return [f"{name}:", *(line for item in value for line in item_lines(item, indent))]
    return [f"{name}: {scalar(str(value))}"]


def item_lines(item: Any, indent: int) -> list[str]:
    """An item of a list: after a hyphen, a map that is long with a line for each of its keys."""
    margin = " " * indent
    if isinstance(item, Mapping) and len(in_brackets(item)) > _LONGEST:
        lines = [line for name, each in item.items() for line in field_lines(str(name), each, indent + 2)]
        return [f"{margin}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{margin}- {in_brackets(item) if isinstance(item, Mapping | list | tuple) else scalar(str(item))}"]


def entry_text(data: Mapping[str, Any], body: str) -> str:
    """A whole file `.md` with the fields in the order given, and the body below them."""
    lines = [line for key, value in data.items() for line in field_lines(key, value)]
    return "\n".join(["---", *lines, "---", *([body] if body else [])]) + "\n"
