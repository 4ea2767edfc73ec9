"""Write all publications as a table that a spreadsheet can change and `import` reads back."""

import argparse
import sys
from pathlib import Path

from kartotek.cli.common import jobs_option, report_errors
from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek export`."""
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--csv", type=Path, metavar="FILE", help="write a table as CSV in UTF-8")
    kind.add_argument("--xlsx", type=Path, metavar="FILE", help="write an Excel workbook (needs the extra xlsx)")
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument(
        "--separator",
        choices=("comma", "semicolon", "tab"),
        default="comma",
        help="what stands between the cells of CSV; Excel in Danish opens files with semicolons",
    )
    parser.add_argument(
        "--source", default="", metavar="NAME", help="what the ledger is called (default: the name of the file)"
    )
    parser.add_argument("--overwrite", action="store_true", help="replace the file if it is there")
    jobs_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Export, and say what was written. Returns the exit status."""
    from kartotek.importers.worksheet import ExportOptions, export_table  # every command imports this module

    file = arguments.csv or arguments.xlsx
    with report_errors() as status:
        done = export_table(
            ExportOptions(
                arguments.site, file, arguments.source, arguments.separator, arguments.overwrite, arguments.jobs,
                as_workbook=arguments.xlsx is not None,
            )
        )  # fmt: skip
        for note in done.notes:
            print(f"note: {one_line(note)}", file=sys.stderr)
        print(
            f"{file}: {counted(done.rows, 'publication')}; what was exported is in imports/{done.source}.jsonl",
            file=sys.stderr,
        )
    return status()
