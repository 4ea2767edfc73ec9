"""List works of our people that the portal does not have."""

import argparse
import sys
from pathlib import Path

from kartotek.cli.common import jobs_option, report_errors
from kartotek.diagnostics.render import as_json

FROM = ("openalex", "orcid", "crossref", "datacite")
"""The services that can be asked; a test compares them with those of `sync.suggest`."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek suggest`."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument("--from", dest="service", choices=FROM, default=FROM[0], help="who is asked")
    parser.add_argument(
        "--person",
        nargs="+",
        default=[],
        metavar="NAME",
        help="works of these alone: names of files in content/people/",
    )
    parser.add_argument(
        "--organisation", nargs="+", default=[], metavar="NAME",
        help="works of these: ROR ids, or names of files in content/organisations/",
    )  # fmt: skip
    parser.add_argument("--since", type=int, default=0, metavar="YEAR", help="works of this year or later")
    parser.add_argument(
        "--add",
        nargs="+",
        default=[],
        metavar="KEY",
        help="make entries of these, by the keys in the list; all for all",
    )
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="output format of the list")
    jobs_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Find, print, and add what is asked for. The exit status is 1 if something could not be asked for."""
    from kartotek.importers.report import as_lines as import_lines  # every command imports this module
    from kartotek.sync import suggestions
    from kartotek.sync.suggest import SuggestOptions, suggest

    suggested = None
    with report_errors() as status:
        suggested = suggest(
            SuggestOptions(
                arguments.site, arguments.service, arguments.person, arguments.organisation, arguments.since,
                arguments.add, arguments.jobs,
            )
        )  # fmt: skip
    if suggested is None:
        return status()
    if arguments.format == "json":
        print(as_json(suggestions.as_data(suggested)))
    elif arguments.format == "csv":
        print(suggestions.as_csv(suggested), end="")
    elif suggested.plan is None:
        for line in suggestions.as_lines(suggested):
            print(line)
    closing = suggestions.closing_lines(suggested)
    if suggested.plan:
        closing = import_lines(suggested.plan, written=True)
    for line in (*suggestions.problem_lines(suggested), *closing):
        print(line, file=sys.stderr)
    complete = suggested.plan is None or suggested.plan.is_complete
    return 0 if complete and not suggested.problems else 1
