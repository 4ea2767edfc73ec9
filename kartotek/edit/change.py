"""Changes of a site's files by a command: they are kept only if the site can be built as well as before."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kartotek.content.folder import source_of
from kartotek.diagnostics import ContentError, Diagnostic, Severity
from kartotek.edit.files import FileChange, exchanged, unchanged
from kartotek.model.kinds import PAGES
from kartotek.site.cache_folder import own_cache
from kartotek.site.check import check
from kartotek.site.options import BuildOptions


def apply_changes(site: Path, changes: Sequence[FileChange], jobs: int) -> list[Diagnostic]:
    """Change the files, and check the site; if it has errors then that it had not before, put everything back. Returns
    the warnings that it had not before, in whatever file.

    Raises ContentError with these errors, SetupError if a file cannot be written, is no longer what the change was made
    from, or a build or another such change is under way; after either, all is as it was.
    """
    return _apply(site, changes, jobs, hiding=False)


def apply_fixes(site: Path, changes: Sequence[FileChange], jobs: int) -> None:
    """The same, for what `check --fix` mends: errors of entries that had other errors do not count, since those may
    have hidden them."""
    _apply(site, changes, jobs, hiding=True)


def _apply(site: Path, changes: Sequence[FileChange], jobs: int, *, hiding: bool) -> list[Diagnostic]:
    """The same; `hiding` says that errors of an entry may have hidden others."""
    try:
        with own_cache(BuildOptions(site, site / "dist")):
            before = _found(site, jobs)
            had_errors = {each.file for each in before if each.severity is Severity.ERROR} if hiding else set()
            with exchanged(site, changes):
                added = _added(before, _found(site, jobs), changes)
                errors = [each for each in added if each.severity is Severity.ERROR and each.file not in had_errors]
                if errors:
                    raise ContentError(errors)
            return [each for each in added if each.severity is Severity.WARNING]
    except OSError as error:  # of the lock: those of the files are reported already
        raise unchanged(error) from error


def _found(site: Path, jobs: int) -> Sequence[Diagnostic]:
    """All that a build of the site with its drafts would say."""
    try:
        return check(BuildOptions(site, site / "dist", jobs=jobs, drafts=True)).diagnostics
    except ContentError as error:
        return error.diagnostics


_Said = tuple[str, str, str]
"""What an error says, wherever its line is now: file, code, message."""


def _said(error: Diagnostic) -> _Said:
    return error.file, error.code, error.message


def _added(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], changes: Sequence[FileChange]
) -> list[Diagnostic]:
    """What was not there before, neither as they are said now nor with the old name of what has moved."""
    known = Counter(map(_said, before))
    added: list[Diagnostic] = []
    for error in after:
        if known[_said(error)]:
            known[_said(error)] -= 1
        else:
            added.append(error)
    moved = Counter(_moved(said, changes) for said in known.elements())
    left: list[Diagnostic] = []
    for error in added:
        if moved[_said(error)]:
            moved[_said(error)] -= 1
        else:
            left.append(error)
    return left


def _moved(said: _Said, changes: Sequence[FileChange]) -> _Said:
    """The same error, said of the names that things have now."""
    file, code, message = said
    for change in changes:
        if change.moved_to:
            old, new = _name(change.file), _name(change.moved_to)
            file = change.moved_to if file == change.file else file
            message = message.replace(change.file, change.moved_to)
            message = re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w-])", new, message)
    return file, code, message


def _name(file: str) -> str:
    """The name of the entry in a file, as messages have it; that of a free page is one in all languages."""
    source = source_of(file)
    name = source.name if source else Path(file).stem
    return name.partition(".")[0] if file.startswith(f"content/{PAGES.key}/") else name
