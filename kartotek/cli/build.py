"""Build the portal into dist/."""

import argparse
import sys
from pathlib import Path

from kartotek.cli.common import add_common, attempt
from kartotek.site.build import build
from kartotek.site.order import Options, Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek build`."""
    add_common(parser)
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where the portal goes (default: dist beside site.yaml)"
    )
    parser.add_argument("--base-url", default="", metavar="URL", help="where it will stand: https://host/path/")
    parser.add_argument("--no-search", action="store_true", help="leave the search index as it is")
    parser.add_argument("--clean", action="store_true", help="write every file anew, also those that are the same")


def run(arguments: argparse.Namespace) -> int:
    """Build, and say what was done."""
    options = Options(
        site=arguments.site,
        out=arguments.out or arguments.site / "dist",
        base_url=arguments.base_url,
        jobs=arguments.jobs,
        search=not arguments.no_search,
        clean=arguments.clean,
        strict=arguments.strict,
    )
    status, report = attempt(build, options, arguments.format)
    if report:
        print(_summary(report, options.out), file=sys.stderr)
    return status


def _summary(report: Report, out: Path) -> str:
    phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in report.seconds.items())
    return (
        f"{report.publications} publications on {report.pages} pages in {out}: {report.written} files written, "
        f"{report.removed} removed, in {sum(report.seconds.values()):.1f} s ({phases})"
    )
