"""Import records from files of other programs."""

import argparse
import sys
from pathlib import Path

from kartotek.cli.common import jobs_option, tell_errors
from kartotek.cli.differences import difference
from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import as_json


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
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, as a diff, and write nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="output format of the report")
    jobs_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Import, and print the report. Returns the exit status."""
    from kartotek.importers.importing import ImportOptions, import_files  # every command imports this module
    from kartotek.importers.report import as_data, as_lines

    plan = None
    with tell_errors() as status:
        options = ImportOptions(
            arguments.site, arguments.files, arguments.source, arguments.source_format, arguments.update,
            arguments.dry_run, arguments.jobs,
        )  # fmt: skip
        plan = import_files(options)
    if plan is None:
        return status()
    if arguments.dry_run:
        for write in plan.writes if arguments.format == "text" else ():
            for line in difference(write.file, write.before, write.after):
                print(one_line(line))
    if arguments.format == "json":
        print(as_json(as_data(plan, written=not arguments.dry_run)))
    else:
        for line in as_lines(plan, written=not arguments.dry_run):
            print(line, file=sys.stderr)
    return 0 if plan.is_complete else 1
