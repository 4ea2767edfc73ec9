"""Fetch what is new from the sources that site.yaml names: OpenAlex, ORCID, Zotero, Pure and others."""

import argparse
import sys
from pathlib import Path

from kartotek.cli.common import jobs_option, report_errors
from kartotek.cli.import_ import print_diff
from kartotek.diagnostics.render import as_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek sync`."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="a source of site.yaml (default: all)")
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, as a diff, and write nothing")
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text",
        help="output format of the report; markdown is the text of a pull request",
    )  # fmt: skip
    jobs_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Fetch, import, and print the report. The exit status is 1 if something could not be fetched or read."""
    from kartotek.sync import report  # every command imports this module
    from kartotek.sync.run import SyncOptions, sync

    synced = None
    with report_errors() as status:
        synced = sync(SyncOptions(arguments.site, arguments.names, arguments.dry_run, arguments.jobs))
    if synced is None:
        return status()
    written = not arguments.dry_run
    if arguments.dry_run and arguments.format == "text":
        print_diff([write for each in synced if each.plan for write in each.plan.writes])
    if arguments.format == "json":
        print(as_json(report.as_data(synced, written=written)))
    elif arguments.format == "markdown":
        print(report.as_markdown(synced), end="")
    if arguments.format != "json":
        for line in report.as_lines(synced, written=written):
            print(line, file=sys.stderr)
    return 0 if all(each.is_complete for each in synced) else 1
