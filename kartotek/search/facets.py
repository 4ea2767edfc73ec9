"""What results are narrowed and sorted by: small files, from which the script of the search page counts and filters.

Works are numbered in the order of their keys, as the pages of the index are. What has few values (a type, a year) comes
for all works in one file. Of what has many (people, keywords), there are files of works in blocks and files of names,
so that only those are fetched that are shown.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kartotek.search.shards import Files

_BLOCK = 2048
"""Works in a file."""
_NAMES = 128
"""Names in a file."""
_FIRST = ord("0")
"""The sign for 0 in a column; the signs after it are those for 1, 2, ..."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One of many values: its key, what it is called, in other languages too, and the keys of its works."""

    key: str
    label: str
    labels: tuple[tuple[str, str], ...]
    works: Collection[str]


@dataclass(frozen=True, slots=True)
class Faceted:
    """What the files are made from that an edit of works may change: few values by facet and work, and orders.

    Of the rest it has what the first file says (`state`, and of each file of names the first key), and what the other
    files are called (`lasting`).
    """

    state: str = ""
    few: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lasting: Collection[str] = ()


def state_of(names: Iterable[str]) -> str:
    """A digest of which documents there are, by which the script sees that files and index are of the same ones."""
    return sha256("\n".join(sorted(names)).encode()).hexdigest()[:12]


def facet_files(
    works: Sequence[str],
    state: str,
    few: Mapping[str, Mapping[str, str]],
    many: Mapping[str, Sequence[FacetValue]],
    orders: Mapping[str, Sequence[str]],
) -> tuple[Faceted, Mapping[str, bytes]]:
    """All files, and what of them is kept for `refaceted`.

    `works` are the keys of all works, and `state` is that of their documents. `few` has the one value of each work,
    if it has one, by facet and key; `many` the values of other facets. `orders` are all works sorted by something.
    """
    numbers = {key: number for number, key in enumerate(sorted(works))}
    files: dict[str, bytes] = {}
    names: dict[str, list[str]] = {}
    for facet, values in many.items():
        ordered = sorted(values, key=lambda value: value.key)
        parts = [ordered[i : i + _NAMES] for i in range(0, len(ordered), _NAMES)]
        if parts:
            names[facet] = [part[0].key for part in parts]
        for i, part in enumerate(parts):
            files[f"-{facet}-names-{i}.json"] = _json([_name(value) for value in part])
        for i, block in enumerate(_blocks(ordered, numbers)):
            files[f"-{facet}-{i}.json"] = _json(block)
    made = Faceted(state, few, orders, names, tuple(files))
    return made, {**files, **_changeable(made, numbers)}


def refaceted(
    known: Faceted, few: Mapping[str, Mapping[str, str]], orders: Mapping[str, Sequence[str]]
) -> tuple[Faceted, Files]:
    """The same after an edit that left the works and their many values as they were."""
    made = replace(known, few=few, orders=orders)
    numbers = {key: number for number, key in enumerate(sorted(next(iter(orders.values()))))}
    return made, {**dict.fromkeys(known.lasting), **_changeable(made, numbers)}


def _changeable(made: Faceted, numbers: Mapping[str, int]) -> dict[str, bytes]:
    """The first file and those of orders. `numbers` are those of all works."""
    columns = {facet: _column(numbers, values) for facet, values in made.few.items() if values}
    first = {"state": made.state, "count": len(numbers), "few": columns, "many": made.names}
    orders = {f"-by-{order}.json": _json([numbers[key] for key in keys]) for order, keys in made.orders.items()}
    return {".json": _json({**first, "block": _BLOCK, "names": _NAMES}), **orders}


def _name(value: FacetValue) -> list[object]:
    return [value.key, value.label, *([dict(value.labels)] if value.labels else ())]


def _blocks(values: Sequence[FacetValue], numbers: Mapping[str, int]) -> list[list[list[int]]]:
    """For each work, in blocks, the numbers of its values."""
    rows: list[list[int]] = [[] for _ in numbers]
    for i, value in enumerate(values):
        for key in value.works:
            rows[numbers[key]].append(i)
    return [rows[i : i + _BLOCK] for i in range(0, len(rows), _BLOCK)] if values else []


def _column(numbers: Mapping[str, int], values: Mapping[str, str]) -> list[object]:
    """The values there are, and a text with a sign for each work: which of them it has, counted from 1."""
    known = sorted(set(values.values()))
    signs = {value: chr(_FIRST + i) for i, value in enumerate(known, 1)}
    return [known, "".join(signs[values[key]] if key in values else chr(_FIRST) for key in numbers)]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
