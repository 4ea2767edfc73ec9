"""Apply a mistake that a visitor reported, from the text of an issue."""

import argparse
import sys
from pathlib import Path

from kartotek.cli.common import edit_options, tell_errors
from kartotek.diagnostics import SetupError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek correct`."""
    parser.add_argument(
        "report", type=Path, metavar="FILE", help="the text of the issue; - reads it from standard input"
    )
    edit_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Change the entries, and print in Markdown what was changed: a title, an empty line, a text. Returns the exit
    status."""
    from kartotek.edit.apply_report import apply_report  # every command imports this module
    from kartotek.edit.change import apply_changes

    with tell_errors() as status:
        corrected = apply_report(arguments.site, _text(arguments.report), arguments.jobs)
        apply_changes(arguments.site, corrected.changes, arguments.jobs)
        print("\n".join((corrected.title, "", *corrected.lines)))
        print(f"changed {', '.join(change.file for change in corrected.changes)}", file=sys.stderr)
    return status()


_MOST_BYTES = 1_000_000


def _text(file: Path) -> str:
    """The text of a file. Raises SetupError if it is none, and OSError."""
    with sys.stdin.buffer if str(file) == "-" else file.open("rb") as stream:
        raw = stream.read(_MOST_BYTES + 1)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SetupError(f"{file} is not a text in UTF-8", "save the text of the issue again") from error
