"""Give an entry another name; its old address and all references follow."""

import argparse
import sys

from kartotek.cli.common import edit_options, report_errors


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek rename`."""
    parser.add_argument(
        "old", metavar="OLD", help="the entry: its name, KIND/NAME such as people/ada-lind, or its file"
    )
    parser.add_argument("new", metavar="NEW", help="its new name, which becomes the web address")
    edit_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Rename, and print which files were changed. Returns the exit status."""
    from kartotek.edit.change import apply_changes  # every command imports this module
    from kartotek.edit.rename import rename

    with report_errors() as status:
        renamed = rename(arguments.site, arguments.old, arguments.new, arguments.jobs)
        apply_changes(arguments.site, renamed.changes, arguments.jobs)
        for file, words in renamed.words:
            print(f"{file}: {words}", file=sys.stderr)
        print(f"{renamed.old} leads to {renamed.new} from the next build on", file=sys.stderr)
    return status()
