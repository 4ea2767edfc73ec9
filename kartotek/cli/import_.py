"""Import records from files of other programs."""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kartotek.cli.common import jobs_option, report_errors
from kartotek.cli.show_diff import diff_lines
from kartotek.diagnostics.render import as_json

if TYPE_CHECKING:
    from kartotek.importers.plan import FileWrite


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek import`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file of records, such as refs.bib")
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument(
        "--from", dest="source_format", default="", metavar="FORMAT", help="the format, if it is not found"
    )
    parser.add_argument(
        "--source", default="", metavar="NAME", help="what the source is called (default: the name of the first file)"
    )
    parser.add_argument(
        "--update", action="store_true", help="fill empty fields of entries that did not come from this source"
    )
    parser.add_argument(
        "--replaces",
        type=_address,
        default="",
        metavar="URL",
        help="the address of the system that the records are from, if this portal takes its place: its pages of works "
        "are redirected (redirects.csv)",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, as a diff, and write nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="output format of the report")
    jobs_option(parser)


def _address(text: str) -> str:
    """The address of a site, with a slash at its end; "" where none is given."""
    if text and not re.match(r"https?://[^/\s]+", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no address; write it with https://")
    return text.rstrip("/") + "/" if text else ""


def _expanded(files: list[Path]) -> list[Path]:
    """The files, with those that a pattern such as `*/index.md` means where no shell has replaced it (Windows)."""
    found: list[Path] = []
    for path in files:
        if "*" in str(path) and not path.exists():
            anchor = Path(path.anchor)
            found += sorted(anchor.glob(str(path.relative_to(anchor)))) or [path]
        else:
            found.append(path)
    return found


def run(arguments: argparse.Namespace) -> int:
    """Import, and print the report. Returns the exit status."""
    from kartotek.importers.importing import ImportOptions, import_files  # every command imports this module
    from kartotek.importers.report import as_data, as_lines

    plan = None
    with report_errors() as status:
        options = ImportOptions(
            arguments.site, _expanded(arguments.files), arguments.source, arguments.source_format, arguments.update,
            arguments.dry_run, arguments.jobs, arguments.replaces,
        )  # fmt: skip
        plan = import_files(options)
    if plan is None:
        return status()
    if arguments.dry_run and arguments.format == "text":
        print_diff(plan.writes)
    if arguments.format == "json":
        print(as_json(as_data(plan, written=not arguments.dry_run)))
    else:
        for line in as_lines(plan, written=not arguments.dry_run):
            print(line, file=sys.stderr)
    return 0 if plan.is_complete else 1


def print_diff(writes: "Iterable[FileWrite]") -> None:
    """Print what would be written, as `diff -u` shows it."""
    for write in writes:
        for line in diff_lines(write.file, write.before, write.after):
            print(line)
