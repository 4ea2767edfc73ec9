"""Tell what differs between two portals that were built."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kartotek.cli.common import jobs_option, print_error
from kartotek.diagnostics import SetupError

if TYPE_CHECKING:  # every command imports this module, and few compare
    from kartotek.compare.difference import Difference
    from kartotek.compare.sides import Side

ALLOW_GONE = "do not fail where addresses are gone without a redirect or a notice"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek diff`."""
    what = "a folder, a .zip or .tar archive, or a sitemap (a file, or the URL of a running portal's)"
    parser.add_argument("old", metavar="OLD", help=f"the portal as it was: {what}")
    parser.add_argument("new", metavar="NEW", help="the portal as it will be")
    parser.add_argument("--allow-gone", action="store_true", help=ALLOW_GONE)
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="output format")
    jobs_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Compare, and print the report. Returns the exit status: 1 if addresses are gone that should not be."""
    from kartotek.compare.render import RENDERERS

    try:
        with opened(arguments.old) as old:
            difference = difference_of(old, arguments.new, arguments.jobs)
    except SetupError as error:
        print_error(error)
        return 2
    sys.stdout.write(RENDERERS[arguments.format](difference))
    return 1 if difference.errors and not arguments.allow_gone else 0


@contextmanager
def opened(name: str) -> Iterator["Side"]:
    """The portal as it was, by its name on the command line. Raises SetupError if it cannot be read."""
    from kartotek.compare.sides import open_side

    with _plain_errors(name), open_side(name) as side:
        yield side


def difference_of(old: "Side", new: str, jobs: int) -> "Difference":
    """What differs between two portals. Raises SetupError."""
    from kartotek.compare.difference import compare
    from kartotek.compare.sides import open_side

    with _plain_errors(new), open_side(new) as now:
        return compare(old, now, jobs)


@contextmanager
def _plain_errors(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SetupError(f"{error.filename or name}: {error.strerror or error}", "check that it can be read") from error
