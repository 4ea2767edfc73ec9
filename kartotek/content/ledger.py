"""The ledger of a source: what was imported from it last, one line for each record, kept in git beside the entries.

It is the base of the three-way merge: what differs from it in the source is new there, what differs in an entry was
written by an editor.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartotek.diagnostics import SetupError

FOLDER = "imports"
_VERSION = 1
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A record: the id of its entry, the values last imported as entries have them, and what had no place.

    `adopted` says that the entry was there before, written by an editor or brought by another source. What it has is
    not this source's to remove.
    """

    id: str
    values: Mapping[str, Any]
    unmapped: tuple[tuple[str, str], ...] = ()
    adopted: bool = False


Ledger = Mapping[str, LedgerLine]
"""By the key of the record in its source."""


def other_ids(site: Path, source: str) -> frozenset[str]:
    """The entries that have a record in the ledger of another source. Raises SetupError as `read_ledger` does."""
    paths = sorted((site / FOLDER).glob("*.jsonl"))
    ledgers = (read_ledger(site, path.stem) for path in paths if path != path_of(site, source))
    return frozenset(line.id for ledger in ledgers for line in ledger.values())


def path_of(site: Path, source: str) -> Path:
    """Where the ledger of a source is."""
    return site / FOLDER / f"{source}.jsonl"


def read_ledger(site: Path, source: str) -> dict[str, LedgerLine]:
    """The ledger, empty if there is none. Raises SetupError if it cannot be read, with the line."""
    path = path_of(site, source)
    file = path.relative_to(site).as_posix()
    try:
        lines = path.read_text("utf-8").split("\n")  # a value may have the other ends of lines that Unicode knows
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise SetupError(f"{file} cannot be read: {why}", "take it from git: it is written by the command") from None
    found: dict[str, LedgerLine] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if line.startswith(_CONFLICT):
            hint = (
                "keep the lines of both, one for each key, but not those that begin with <<<<<<<, ======= and >>>>>>>"
            )
            raise SetupError(f"{file}:{number}: git left two versions of this place", hint)
        data = _parsed(file, number, line)
        if "version" in data:
            if data["version"] != _VERSION:
                message = f"{file} was written by a newer Kartotek"
                raise SetupError(message, "update Kartotek, and import again")
            continue
        key, made = _line_of(file, number, data)
        if key in found:
            raise _damaged(file, number, f"the key {key!r} stands twice")
        found[key] = made
    return found


def _parsed(file: str, number: int, line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise _damaged(file, number, "this line is not JSON") from None
    if not isinstance(data, dict):
        raise _damaged(file, number, "this line is not a record")
    return data


def _line_of(file: str, number: int, data: Mapping[str, Any]) -> tuple[str, LedgerLine]:
    key, name, values, unmapped = (data.get(part) for part in ("key", "id", "values", "unmapped"))
    if not (isinstance(key, str) and isinstance(name, str) and isinstance(values, dict)):
        raise _damaged(file, number, "this line lacks its key, id or values")
    pairs = unmapped if isinstance(unmapped, list) else []
    kept = tuple((str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2)
    return key, LedgerLine(name, values, kept, data.get("adopted") is True)


def _damaged(file: str, number: int, what: str) -> SetupError:
    hint = "take the file from git (git checkout), and import again; nothing was changed"
    return SetupError(f"{file}:{number}: {what}", hint)


def ledger_bytes(ledger: Ledger) -> bytes:
    """The file: a line with its version, then the records sorted by key."""
    lines = [json.dumps({"version": _VERSION})]
    for key in sorted(ledger):
        line = ledger[key]
        data: dict[str, Any] = {"key": key, "id": line.id, "values": dict(line.values)}
        if line.unmapped:
            data["unmapped"] = [list(pair) for pair in line.unmapped]
        if line.adopted:
            data["adopted"] = True
        lines.append(json.dumps(data, ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode(errors="replace")
