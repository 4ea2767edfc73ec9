"""Make one person, keyword, journal, organisation, project or publication of two."""

import argparse
import sys

from kartotek.cli.common import edit_options, report_errors
from kartotek.cli.show_diff import diff_lines
from kartotek.diagnostics.plain_text import one_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek merge`."""
    parser.add_argument(
        "gone", metavar="A", help="what goes: its name, KIND/NAME such as people/a-lind, or the file of its entry"
    )
    parser.add_argument("stays", metavar="B", help="what stays, and takes over all that only the other has")
    parser.add_argument("--force", action="store_true", help="merge also what is probably not one, such as two DOIs")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, as a diff, and change nothing")
    edit_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Merge, and print what was changed. Returns the exit status."""
    from kartotek.edit.change import apply_changes  # every command imports this module
    from kartotek.edit.merge import merge

    with report_errors() as status:
        merging = merge(arguments.site, arguments.gone, arguments.stays, arguments.jobs, force=arguments.force)
        if arguments.dry_run:
            for change in merging.changes:
                path = arguments.site / change.file
                before = path.read_bytes() if path.is_file() else None
                for line in diff_lines(change.file, before, change.content):
                    print(line)
        else:
            apply_changes(arguments.site, merging.changes, arguments.jobs)
        for file, words in merging.words:
            print(f"{file}: {words}", file=sys.stderr)
        for field, value in merging.left:
            print(f"not taken over: {field}: {one_line(value)}", file=sys.stderr)
        if merging.old:
            how = "would lead" if arguments.dry_run else "leads"
            print(f"{merging.old} {how} to {merging.new} from the next build on", file=sys.stderr)
        if arguments.dry_run:
            print("nothing was changed", file=sys.stderr)
    return status()
