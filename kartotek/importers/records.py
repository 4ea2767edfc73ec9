"""What a record is on its way from a file to an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Raw:
    """One record as the file has it, in the words of its format.

    `line` counts from 1, and is 0 where the format has no lines. `key` is what the source calls the record ("" if
    nothing), `kind` its type there. `pairs` are its fields in the order of the file; one name may stand several times.
    """

    file: str
    line: int
    key: str
    kind: str
    pairs: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A record that cannot be used, and why, as the middle of a sentence."""

    file: str
    line: int
    reason: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is meant to become no entry, such as an attachment, and why."""

    file: str
    line: int
    reason: str
    key: str = ""


Unmapped = tuple[tuple[str, str], ...]
"""Fields that have no place in an entry, with their values as text, both as the source has them."""


AND_OTHERS = "and others"
"""The value of a field without a place that says that a list of names goes on, without saying who they are."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record in the fields of entries: `data` has text, lists and maps, as the front matter of a file; the abstract
    is a field of it. `former` are the addresses of its page where it comes from, as far as the record says them, with
    or without the host. `doubts` are sentences on what was read in one way, and may be meant in another."""

    raw: Raw
    data: Mapping[str, Any]
    unmapped: Unmapped = ()
    former: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft that was read as an entry is read: what could not be used is no longer in `data` but in `unmapped`.

    `key` tells the record from all others of its source. `diagnostics` are what was found, by path. `refused` are the
    fields of which a value was wrong: what the source says of them is not known. `former` and `doubts` are as in the
    draft.
    """

    raw: Raw
    key: str
    data: Mapping[str, Any]
    publication: Publication
    unmapped: Unmapped = ()
    diagnostics: tuple[EntryDiagnostic, ...] = ()
    refused: frozenset[str] = frozenset()
    former: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


Found = Raw | Failed | Skipped


@dataclass(frozen=True, slots=True)
class SourceRecords:
    """What was found in one file. `count` is how many records it has, counted in another way than they were read.

    `notes` are sentences about the file as a whole. `breaks_off` says that it ends before its records do, where that
    can be seen.
    """

    found: tuple[Found, ...]
    count: int
    notes: tuple[str, ...] = field(default=())
    breaks_off: bool = False
