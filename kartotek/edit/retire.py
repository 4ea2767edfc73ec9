"""Withdraw an entry: at its address a notice is left that says why, and nothing else of it is published."""

import json
from dataclasses import dataclass
from pathlib import Path

from kartotek.content.entries import parse_entry
from kartotek.content.folder import find_sources
from kartotek.content.splice import Spliced, SpliceError
from kartotek.diagnostics import Diagnostic, SetupError
from kartotek.edit.files import FileChange
from kartotek.edit.references import address_of
from kartotek.edit.rename import find_entry, key_of
from kartotek.model.kinds import KINDS
from kartotek.site.begin import begin_job
from kartotek.site.load import today
from kartotek.site.options import BuildOptions


@dataclass(frozen=True, slots=True)
class Retired:
    """What is to be done: the address that a notice is at from then on, and the changes of files."""

    address: str
    changes: tuple[FileChange, ...]


def retire(site: Path, name: str, reason: str, jobs: int) -> Retired:
    """What writes into the entry `name` (a name, KIND/NAME, or its file) that it is retired today, and why; nothing is
    changed yet.

    Raises SetupError if there is no such entry, or it is retired already.
    """
    begin_job(BuildOptions(site, site / "dist", jobs=jobs))
    if not reason.strip() or not reason.isprintable():
        raise SetupError("the reason is empty or has characters that cannot be shown", "write one sentence")
    sources, _ = find_sources(site, KINDS)
    found = find_entry(sources, name)
    kind, key = found.collection, key_of(found)
    changes: list[FileChange] = []
    for source in (each for each in sources if each.collection == kind and key_of(each) == key):
        raw = (site / source.file).read_bytes()
        entry = parse_entry(source, raw)
        if isinstance(entry, Diagnostic):
            raise SetupError(f"{source.file}:{entry.line} cannot be read: {entry.message}", "correct that file first")
        if "retired" in entry.data:
            raise SetupError(f"{source.file} is retired already", "change its reason there")
        value = f"{{date: {today().isoformat()}, reason: {json.dumps(reason.strip(), ensure_ascii=False)}}}"
        try:
            text = Spliced(site / source.file, raw)
            text.add_key("retired", value)
        except SpliceError as error:
            raise SetupError(f"{error}; nothing was changed", "correct that file first") from error
        changes.append(FileChange(source.file, raw, text.content()))
    return Retired(f"/{address_of(kind, key)}", tuple(changes))
