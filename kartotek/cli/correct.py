"""Apply a mistake that a visitor reported, from the text of an issue."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kartotek.cli.common import edit_options, report_errors
from kartotek.cli.show_diff import diff_lines
from kartotek.diagnostics import SetupError
from kartotek.diagnostics.plain_text import one_line
from kartotek.edit.files import FileChange


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek correct`."""
    parser.add_argument(
        "report", type=Path, metavar="FILE", help="the text of the issue; - reads it from standard input"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would change, as a diff, and change nothing")
    edit_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Change the entries, and print in Markdown what was changed: a title, an empty line, a text. Returns the exit
    status."""
    from kartotek.edit.apply_report import apply_report  # every command imports this module
    from kartotek.edit.change import apply_changes
    from kartotek.edit.correct import code, is_file_published

    with report_errors() as status:
        corrected = apply_report(arguments.site, _text(arguments.report), arguments.jobs)
        if arguments.dry_run:
            _show(arguments.site, corrected.changes)
            return status()
        warnings = apply_changes(arguments.site, corrected.changes, arguments.jobs)
        print("\n".join((corrected.title, "", *corrected.lines)))
        reported = "\n".join(corrected.lines)
        for each in warnings:
            if each.message not in reported and is_file_published(arguments.site, each.file):
                print(f"- Please look at {code(each.file)}: {code(each.message)}")
        print(f"changed {', '.join(change.file for change in corrected.changes)}", file=sys.stderr)
    return status()


def _show(site: Path, changes: Sequence[FileChange]) -> None:
    """Print what would change, as a diff."""
    for change in changes:
        path = site / change.file
        before = path.read_bytes() if path.is_file() else None
        for line in diff_lines(change.file, before, change.content):
            print(one_line(line))
    print("nothing was changed", file=sys.stderr)


_MOST_BYTES = 1_000_000


def _text(file: Path) -> str:
    """The text of a file. Raises SetupError if it is none or not there, and OSError."""
    if str(file) != "-" and not file.exists():
        raise SetupError(f"{file} is not there", "check its name, or write - to give the text on standard input")
    with sys.stdin.buffer if str(file) == "-" else file.open("rb") as stream:
        raw = stream.read(_MOST_BYTES + 1)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SetupError(f"{file} is not a text in UTF-8", "save the text of the issue again") from error
