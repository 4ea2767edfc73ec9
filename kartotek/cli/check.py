"""Check all entries and change nothing."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kartotek.cli.common import add_common, attempt
from kartotek.cli.progress import Progress
from kartotek.diagnostics.render import counted, summary
from kartotek.site.check import check
from kartotek.site.options import BuildOptions

if TYPE_CHECKING:
    from kartotek.site.check_built import LinksChecked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek check`."""
    add_common(parser)
    about = "read every export back and compare it with its entry (needs kartotek[roundtrip])"
    parser.add_argument("--roundtrip", action="store_true", help=about)
    about = "also say what could be added: fields that works of a type usually have, entries that nothing names"
    parser.add_argument("--hints", action="store_true", help=about)
    about = "check every link of a portal that was built (default: dist next to site.yaml), not the entries"
    parser.add_argument("--built", type=Path, nargs="?", const=Path(), metavar="DIST", help=about)


def run(arguments: argparse.Namespace) -> int:
    """Check, and print how much was checked. Returns the exit status."""
    if arguments.built is not None:
        return _built(arguments)
    options = BuildOptions(
        site=arguments.site, out=arguments.site / "dist", jobs=arguments.jobs, strict=arguments.strict
    )
    status, report = attempt(
        partial(check, roundtrip=arguments.roundtrip, hints=arguments.hints, remember=True), options, arguments.format
    )
    if report:
        print(f"{counted(report.publications, 'publication')} checked: {summary(report.diagnostics)}", file=sys.stderr)
    return status


def _built(arguments: argparse.Namespace) -> int:
    """Check the links of a portal that was built. Returns the exit status."""
    from kartotek.site.check_built import check_built  # most checks read entries

    out = arguments.site / "dist" if arguments.built == Path() else arguments.built
    options = BuildOptions(site=arguments.site, out=out, jobs=arguments.jobs)

    def work(options: BuildOptions) -> "LinksChecked":
        with Progress() as progress:
            return check_built(options, progress)

    status, report = attempt(work, options, arguments.format)
    if report:
        counts = f"{counted(report.links, 'link')} in {counted(report.files, 'file')}"
        print(f"{counts} checked, {report.read:,} of them read: no problems", file=sys.stderr)
    return status
