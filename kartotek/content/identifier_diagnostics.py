"""What is reported of an identifier: what is meant by one that cannot be read, and what is odd about one that can."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kartotek.content.entry_diagnostics import EntryDiagnostics, Fix
from kartotek.content.paths import ValuePath
from kartotek.text.identifiers import PRINTED, Canonical, Likely, recognised
from kartotek.text.surplus import plain

_IN_LISTS = ("bad-isbn", "bad-issn")
"""The codes of identifiers of which an entry may have several; these may be printed with a wrong check digit."""
_OF_WORKS = ("doi", "arxiv", "pmid", "pmcid", "handle")
"""Fields of which one may have what belongs into another."""
_FEW = 6
"""Identifiers that a hint lists."""


class Wanted(NamedTuple):
    """An identifier that a field wants: its function in `text.identifiers`, the code of what is none, and a function
    that finds the one that is meant by what is none."""

    canonical: Canonical
    code: str
    likely: Callable[[str], Likely]


def report_refused(wanted: Wanted, raw: str, reason: str, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """Report what is no identifier, with what to write instead. Returns what it is read as, if that is sure."""
    meant, is_sure = wanted.likely(raw)
    if is_sure:
        diagnostics.add("pasted-identifier", path, f"{raw!r} is read as {meant}", f"write {meant}", fix=Fix(meant))
        return meant
    hint, fix = f"write {meant}", None
    if not meant:
        hint = "copy it again from the source"
        bare = ("pmcid",) if raw.upper().startswith("PMC") else ()
        other = recognised(raw, "publications", bare=bare) if path and path[0] in _OF_WORKS else None
        if other and other.key in _OF_WORKS and other.key != path[0]:
            hint = f"write `{other.key}: {other.value}`"
        if wanted.code in _IN_LISTS:
            if several := _several(wanted.canonical, raw):
                hint, fix = f"write [{', '.join(several)}]", Fix(several)
            elif printed := _several(wanted.canonical, raw + PRINTED, most=1):
                hint += f", or write {printed[0]}{PRINTED} if it is printed so"
    diagnostics.add(wanted.code, path, reason, hint, fix=fix)
    return None


def _several(canonical: Canonical, raw: str, most: int = _FEW) -> tuple[str, ...]:
    """The identifiers in one text, if there are several, or with `most` 1 its one; none if not all are right."""
    parts = re.split(r"[,;/]", raw)
    try:
        return tuple(map(canonical, parts)) if min(2, most) <= len(parts) <= most else ()
    except ValueError:
        return ()


def report_printed(canonical: Canonical, raw: str, found: str, path: ValuePath, diagnostics: EntryDiagnostics) -> str:
    """Warn of a number that is kept with its wrong check digit; returns how an entry has it."""
    try:
        canonical(raw.rstrip().removesuffix(PRINTED))
    except ValueError:
        message = f"the check digit of {found} does not match; it is kept as it is printed"
        diagnostics.add("printed-digit", path, message, "compare it once more with the publication itself")
        return found + PRINTED
    message, hint = f"the check digit of {found} is right", f"write {found} without the exclamation mark"
    diagnostics.add("printed-digit", path, message, hint, fix=Fix(found))
    return raw


def report_surplus(line: str, bare: str, kept: str, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Warn of what stood around an identifier where it was copied, and is no part of it."""
    before, _, after = plain(line).partition(bare)
    parts = [repr(part.strip()) for part in (before, after) if part.strip()]
    message = f"{' and '.join(parts)} {'are' if len(parts) > 1 else 'is'} hardly part of the identifier"
    diagnostics.add("pasted-identifier", path, message, f"write {kept}", fix=Fix(kept))
