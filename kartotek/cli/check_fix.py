"""`check --fix`: what can be fixed is shown as a diff, and written if the editor says so."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kartotek.cli.ask import ask
from kartotek.cli.common import print_error, report_errors
from kartotek.cli.show_diff import diff_lines
from kartotek.diagnostics import Diagnostic, SetupError
from kartotek.diagnostics.codes import FIXABLE
from kartotek.diagnostics.render import as_data, counted

if TYPE_CHECKING:
    from kartotek.edit.files import FileChange
    from kartotek.edit.fix import Mended


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of the fixes: the exit status, whether that `ends` the command, and what programs are told."""

    status: int = 0
    ends: bool = False
    data: Mapping[str, object] = field(default_factory=dict)
    left: Sequence[Diagnostic] = ()
    """What was tried, and cannot be fixed safely."""

    def without_promises(self, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Diagnostics of the check that follows; that a fix may mend one is not said again where it could not."""
        tried = {(each.file, each.line, each.column, each.code) for each in self.left}
        return [
            replace(each, fixable=each.fixable and (each.file, each.line, each.column, each.code) not in tried)
            for each in found
        ]


def fix_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `check --fix`."""
    about = (
        "show what can be fixed safely as a diff, and write it if you say yes; CODES are diagnostics with commas "
        f"between (all of these, without the last: {', '.join(FIXABLE)})"
    )
    parser.add_argument("--fix", nargs="?", const="", metavar="CODES", help=about)
    parser.add_argument("--yes", action="store_true", help="with --fix: write without asking")


def try_fixes(arguments: argparse.Namespace, write: Callable[[Sequence["FileChange"]], None]) -> Tried:
    """Show what can be fixed, ask, and `write` it. Where it is not written the exit status is 1."""
    if arguments.fix is None:
        if arguments.yes:
            print_error(SetupError("--yes says what to do with --fix", "add --fix, or leave --yes out"))
        return Tried(2, ends=True) if arguments.yes else Tried()
    from kartotek.edit.fix import codes_named, find_fixes  # most checks change nothing

    found: list[Mended] = []
    to_write = False
    with report_errors() as status:
        found = find_fixes(arguments.site, codes_named(arguments.fix))
        if arguments.format != "json":
            _show(found)
        if any(each.done for each in found):
            to_write = arguments.yes or _says_yes(arguments.format)
        if to_write:
            write([each.change for each in found if each.done])
    if status():
        return Tried(status(), ends=True)
    data = {"fixes": {"written": to_write, "files": [_as_data(each) for each in found]}}
    is_json = arguments.format == "json"
    if any(each.done for each in found) and not to_write:
        if not is_json:
            print("nothing was written; with --yes it is written without asking", file=sys.stderr)
        return Tried(1, ends=not is_json, data=data)
    if to_write and not is_json:
        print(f"{counted(sum(bool(each.done) for each in found), 'file')} written", file=sys.stderr)
    return Tried(data=data, left=[said for each in found for said in each.left])


def _says_yes(format_: str) -> bool:
    return format_ != "json" and ask(None, "Write these changes? (yes, no)", "no").lower() in ("y", "yes")


def _show(found: Sequence["Mended"]) -> None:
    """The diff, what is fixed, and what has to be fixed by hand."""
    for each in found:
        for line in diff_lines(each.file, each.before, each.after):
            print(line)
    sys.stdout.flush()
    codes = Counter(said.code for each in found for said in each.done)
    if codes:
        what = ", ".join(f"{count:,} {code}" for code, count in sorted(codes.items()))
        files = counted(sum(bool(each.done) for each in found), "file")
        print(f"{counted(codes.total(), 'place')} in {files} can be fixed: {what}", file=sys.stderr)
    else:
        print("there is nothing that can be fixed safely", file=sys.stderr)
    for each in found:
        for said in each.left:
            print(f"{said.file}:{said.line}:{said.column}: please correct {said.code} by hand", file=sys.stderr)


def _as_data(mended: "Mended") -> dict[str, object]:
    diff = "".join(f"{line}\n" for line in diff_lines(mended.file, mended.before, mended.after))
    return {"file": mended.file, "done": as_data(mended.done), "left": as_data(mended.left), "diff": diff}
