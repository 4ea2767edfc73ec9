"""Withdraw an entry; a notice with the reason stays at its address."""

import argparse
import sys

from kartotek.cli.common import edit_options, report_errors


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek retire`."""
    parser.add_argument(
        "name", metavar="NAME", help="the entry: its name, KIND/NAME such as people/ada-lind, or its file"
    )
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, in a sentence that everyone may read")
    edit_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Retire, and print what was changed. Returns the exit status."""
    from kartotek.edit.change import apply_changes  # every command imports this module
    from kartotek.edit.retire import retire

    with report_errors() as status:
        retired = retire(arguments.site, arguments.name, arguments.reason, arguments.jobs)
        apply_changes(arguments.site, retired.changes, arguments.jobs)
        print(f"changed {', '.join(change.file for change in retired.changes)}", file=sys.stderr)
        print(f"{retired.address} has a notice with the reason from the next build on", file=sys.stderr)
    return status()
