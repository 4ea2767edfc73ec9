"""Rows of the tables that `kartotek export` writes: each names its entry, and the export that it comes from.

The ledger has what a row said when it was exported, under the key of the row; so only cells that were changed since are
changes. A row of an earlier export has another key, and is compared with what that export said.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kartotek.content.entries import NAME
from kartotek.content.ledger import LedgerLine
from kartotek.importers.records import Candidate
from kartotek.text import digests

KIND = "entry"
"""`Raw.kind` of these rows: their pairs are the fields of entries with their cells, empty ones as well."""
ID, EXPORT = "id", "export"
"""The columns with the name of the entry, and with what tells the export."""

_KEY = re.compile(r"id:([^@]*)@?(.*)")
_MARK = re.compile(r"(.+)-[a-p]{8}")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def mark_of(source: str, values: Mapping[str, Any]) -> str:
    """What stands in the column `export`: the source, and a digest of what the row says.

    It is made of letters, for a spreadsheet makes numbers of digits.
    """
    return f"{source}-{digests.of_value(sorted(values.items())).hex()[:8].translate(_LETTERS)}"


def key_of(name: str, mark: str) -> str:
    """The key of a row; "" if it names no entry."""
    return (f"id:{name}@{mark}" if mark else f"id:{name}") if name else ""


def named_in(key: str) -> tuple[str, str]:
    """The entry that the key of a record names, and the source that this entry was exported for; "" if none."""
    found = _KEY.fullmatch(key)
    if found is None or not NAME.fullmatch(found[1]):
        return "", ""
    mark = _MARK.fullmatch(found[2])
    return found[1], mark[1] if mark else ""


def completed(record: Candidate, line: LedgerLine) -> Candidate:
    """A record with what was exported of the fields whose columns were deleted: only an empty cell empties a field."""
    if record.raw.kind != KIND:
        return record
    in_cells = {name for name, _ in record.raw.pairs}
    not_in_cells = {key: value for key, value in line.values.items() if key not in in_cells}
    return replace(record, data={**not_in_cells, **record.data}) if not_in_cells else record
