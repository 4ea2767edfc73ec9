"""Check all entries and write nothing."""

import argparse
import sys
from functools import partial

from kartotek.cli.common import add_common, attempt
from kartotek.diagnostics.render import counted, summary
from kartotek.site.check import check
from kartotek.site.options import BuildOptions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek check`."""
    add_common(parser)
    about = "read every export back and compare it with its entry (needs kartotek[roundtrip])"
    parser.add_argument("--roundtrip", action="store_true", help=about)


def run(arguments: argparse.Namespace) -> int:
    """Check, and print how much was checked. Returns the exit status."""
    options = BuildOptions(
        site=arguments.site, out=arguments.site / "dist", jobs=arguments.jobs, strict=arguments.strict
    )
    status, report = attempt(partial(check, roundtrip=arguments.roundtrip), options, arguments.format)
    if report:
        print(f"{counted(report.publications, 'publication')} checked: {summary(report.diagnostics)}", file=sys.stderr)
    return status
