"""What `check --fix` writes: values that can be read in one way only, as they should be written.

A fix is known where the mistake is found (`content.entry_diagnostics.Fix`). Here it is carried out in memory and tried.
It is kept only if the entry then says what was meant and nothing else, and nothing is wrong with it that was not wrong
before.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartotek.content.entries import RawEntry, Source, locate, parse_entry
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.field_order import in_order
from kartotek.content.folder import find_sources
from kartotek.content.paths import ValuePath
from kartotek.content.rewrite import Rewritten
from kartotek.content.splice import SpliceError
from kartotek.diagnostics import Diagnostic, SetupError, Severity
from kartotek.diagnostics.codes import FIXABLE, SEVERITIES
from kartotek.edit.files import FileChange
from kartotek.model.kinds import KINDS
from kartotek.model.records import read_closely
from kartotek.model.sparse import SparseRecord
from kartotek.site.begin import begin_job
from kartotek.site.options import BuildOptions
from kartotek.text.likeness import did_you_mean

ORDER = "field-order"
"""The one thing that is mended only if it is asked for."""
USUAL = frozenset(FIXABLE) - {ORDER}
_ROUNDS = 20
"""Mending a value may show another thing to be mended in it."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that can be mended: what is in it, what should be, and what is mended and left, as it was found."""

    file: str
    before: bytes
    after: bytes
    done: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]

    @property
    def change(self) -> FileChange:
        """The change of the file, if nobody else changes it in the meantime."""
        return FileChange(self.file, self.before, self.after)


def codes_named(text: str) -> frozenset[str]:
    """The codes in a list with commas; the usual ones if it is empty. Raises SetupError for what cannot be mended."""
    codes = [code.strip() for code in text.split(",") if code.strip()]
    for code in codes:
        if code not in FIXABLE:
            hint = did_you_mean(code, FIXABLE, f"these can: {', '.join(FIXABLE)}")
            raise SetupError(f"{code!r} is nothing that --fix can fix", hint)
    return frozenset(codes) or USUAL


def find_fixes(site: Path, codes: Collection[str] = USUAL) -> list[Mended]:
    """What can be mended in the entries of a site, by file; nothing is changed yet.

    `codes` are those of `FIXABLE` that are mended. Entries that cannot be read, or whose YAML has errors, are left out:
    `check` tells these. Raises SettingsError if there is no site.
    """
    begin_job(BuildOptions(site, site / "dist"))
    sources, _ = find_sources(site, KINDS)
    found: list[Mended] = []
    for source in sources:
        try:
            raw = (site / source.file).read_bytes()
        except OSError:
            continue
        mended = mend(source, raw, codes)
        if mended.done or mended.left:
            found.append(mended)
    return found


def mend(source: Source, raw: bytes, codes: Collection[str] = USUAL) -> Mended:
    """An entry file, mended as far as that is safe."""
    read = _read(source, raw)
    if read is None:
        return Mended(source.file, raw, raw, (), ())
    attempt = _Attempt(source, raw, read)
    for _ in range(_ROUNDS):
        fixes = _next_fixes(attempt, codes)
        if not fixes:
            break
        if not attempt.carry_out(fixes):
            for fix in fixes:
                if len(fixes) == 1 or not attempt.carry_out([fix]):
                    attempt.left.append(fix)
    if ORDER in codes:
        attempt.put_in_order()
    done, left = (tuple(sorted(found, key=Diagnostic.sort_key)) for found in (attempt.done, attempt.told_left()))
    return Mended(source.file, raw, attempt.content, done, left)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it is read: the entry, its record, and all that is found in it."""

    entry: RawEntry
    record: SparseRecord | None
    found: Sequence[EntryDiagnostic]

    def reported(self) -> set[tuple[str, ValuePath]]:
        """What is wrong where."""
        return {(each.code, each.path) for each in self.found}


def _read(source: Source, raw: bytes) -> _Read | None:
    entry = parse_entry(source, raw)
    if isinstance(entry, Diagnostic):
        return None
    record, diagnostics = read_closely(entry)
    return _Read(entry, record, [*diagnostics.found, *diagnostics.spellings])


class _Attempt:
    """One file on its way: its content so far, and what was mended and what could not be."""

    def __init__(self, source: Source, content: bytes, read: _Read) -> None:
        self._source = source
        self.content, self.read = content, read
        self.done: list[Diagnostic] = []
        self.left: list[EntryDiagnostic] = []

    def carry_out(self, fixes: Sequence[EntryDiagnostic]) -> bool:
        """Carry out the fixes, all or none; returns whether that was safe."""
        try:
            text = Rewritten(Path(self._source.file), self.content)
            for fix in fixes:
                text.apply(fix)
            content = text.content()
        except SpliceError:
            return False
        read = _read(self._source, content)
        if read is None or not self._is_safe(content, read, fixes):
            return False
        self.done += locate(self.read.entry, fixes)
        self.content, self.read = content, read
        return True

    def _is_safe(self, content: bytes, after: _Read, fixes: Sequence[EntryDiagnostic]) -> bool:
        """Whether a file says what the fixes mean and nothing else, and nothing new is wrong with it."""
        was, now = (parse_entry(self._source, raw) for raw in (self.content, content))
        if isinstance(was, Diagnostic) or isinstance(now, Diagnostic):
            return False
        body = was.body
        for fix in fixes:
            if fix.body_at is not None and fix.fix is not None:
                body = str(fix.fix.new)
            else:
                _change(was.data, fix)
        said = {(each.code, each.path, each.message) for each in after.found}
        return (
            (now.data, now.body.strip()) == (was.data, body.strip())
            and list(now.data) == list(was.data)
            and not self._spoilt(after, fixes)
            and not any((fix.code, fix.path, fix.message) in said for fix in fixes)
            and (after.record == self.read.record or any(fix.code != "spelling" for fix in fixes))
        )

    def _spoilt(self, after: _Read, fixes: Sequence[EntryDiagnostic]) -> bool:
        """Whether anything is wrong that was not before; but for doubts about other values, which show only when one
        that could not be read can be."""
        new = after.reported() - {(code, _moved(path, fixes)) for code, path in self.read.reported()}
        hidden = any(SEVERITIES[fix.code] is Severity.ERROR for fix in fixes)
        own = [_moved(fix.path, fixes) for fix in fixes]
        renamed = [_moved(fix.path, fixes) for fix in fixes if fix.code == "unknown-key"]
        new -= {(each.code, each.path) for each in after.found if each.fix and each.path in renamed}  # the next step
        return any(not hidden or path in own or SEVERITIES[code] is Severity.ERROR for code, path in new)

    def put_in_order(self) -> None:
        """Put the fields in the order of the reference, if nothing that is reported of the entry changes by that."""
        kind = KINDS[self._source.collection]
        place = EntryDiagnostic(ORDER, (), "the fields are in another order than in the reference", "")
        try:
            content = in_order(Path(self._source.file), self.content, list(kind.fields))
        except SpliceError:
            return
        if content == self.content:
            return
        read = _read(self._source, content)
        if read is None or (read.entry.data, read.entry.body) != (self.read.entry.data, self.read.entry.body):
            return
        if _words(locate(read.entry, read.found)) == _words(locate(self.read.entry, self.read.found)):
            self.done += locate(self.read.entry, [place])
            self.content, self.read = content, read

    def told_left(self) -> list[Diagnostic]:
        """What could not be mended, and is reported to the editor all the same: spellings are not."""
        left = [each for each in self.left if each in self.read.found]
        return [each for each in locate(self.read.entry, left) if each.severity is not Severity.HINT]


def _words(found: Sequence[Diagnostic]) -> list[tuple[str, str]]:
    return sorted((each.code, each.message) for each in found)


def _next_fixes(attempt: _Attempt, codes: Collection[str]) -> list[EntryDiagnostic]:
    """The fixes that can be carried out together now: no two of the same value, and fields go only at the end."""
    fixes = [each for each in attempt.read.found if each.fix and each.code in codes and each not in attempt.left]
    if "kartotek:" in attempt.read.entry.header:
        fixes = [each for each in fixes if locate(attempt.read.entry, [each])]  # others are silenced by a comment
    names = Counter((each.path[:-1], each.fix.new) for each in fixes if each.fix and each.fix.of_key)
    fixes = [each for each in fixes if not each.fix or names[each.path[:-1], each.fix.new] < 2]  # which one is meant?
    texts = [each for each in fixes if each.fix and each.fix.new is not None]
    chosen: list[EntryDiagnostic] = []
    for each in texts or fixes:
        if not any(_overlap(each, other) for other in chosen):
            chosen.append(each)
    return chosen


def _overlap(one: EntryDiagnostic, other: EntryDiagnostic) -> bool:
    """Whether two fixes change the same, or one of them a part of what the other changes."""
    if (one.body_at is None) != (other.body_at is None):
        return False
    shorter = min(len(one.path), len(other.path))
    return one.path[:shorter] == other.path[:shorter]


def _change(data: dict[str, Any], said: EntryDiagnostic) -> None:
    """Change in the data of an entry what a fix changes in its text."""
    fix, path = said.fix, said.path
    parent: Any = data
    for step in path[:-1]:
        parent = parent[step]
    if fix is None or not path:
        return
    if fix.new is None:
        del parent[path[-1]]
    elif fix.of_key:
        pairs = [(fix.new if key == path[-1] else key, value) for key, value in parent.items()]
        parent.clear()
        parent.update(pairs)
    else:
        parent[path[-1]] = fix.new if isinstance(fix.new, str) else list(fix.new)


def _moved(path: ValuePath, fixes: Sequence[EntryDiagnostic]) -> ValuePath:
    """A path as it is when keys in it have their new names."""
    for said in fixes:
        length = len(said.path)
        if said.fix and said.fix.of_key and path[:length] == said.path:
            path = (*path[: length - 1], str(said.fix.new), *path[length:])
    return path
