"""Build the portal into dist/."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kartotek.cli.common import add_common, attempt
from kartotek.cli.diff import ALLOW_GONE, opened
from kartotek.cli.progress import Progress
from kartotek.cli.publish import check_bucket, send
from kartotek.diagnostics.render import counted
from kartotek.site.build import build
from kartotek.site.options import BuildOptions, Coming, Watcher
from kartotek.site.report import BuildReport, peak_memory
from kartotek.site.silent_output import WHAT_TO_WRITE, goes_from_full, is_silent

if TYPE_CHECKING:  # few builds compare
    from kartotek.compare.sides import Side


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek build`."""
    add_common(parser)
    parser.add_argument(
        "--out",
        metavar="DIR",
        help="where the portal goes (default: dist next to site.yaml); or a bucket, as `kartotek publish` takes it",
    )
    parser.add_argument(
        "--base-url", default="", metavar="URL", help="address of the published portal: https://host/path/"
    )
    parser.add_argument("--no-search", action="store_true", help="leave the search index as it is")
    parser.add_argument("--clean", action="store_true", help="ignore the cache and rebuild everything")
    parser.add_argument(
        "--verify", action="store_true", help="read every file that earlier builds left, and mend what is damaged"
    )
    what = "tell what differs from the portal OLD (see `kartotek diff`); publish nothing if addresses would be gone"
    parser.add_argument("--against", metavar="OLD", help=what)
    parser.add_argument("--allow-gone", action="store_true", help=ALLOW_GONE)
    parser.add_argument(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help="make the pages on several machines: the address of a Dask scheduler, tcp://HOST:8786",
    )
    parser.add_argument("--profile", action="store_true", help="show which templates and kinds of page took longest")


def run(arguments: argparse.Namespace) -> int:
    """Build, and print what was done. Returns the exit status."""
    bucket = arguments.out if arguments.out and "://" in arguments.out else ""
    options = _options(arguments, "" if bucket else arguments.out)
    reported: list[str] = []

    def work(options: BuildOptions) -> BuildReport:
        if bucket:
            check_bucket(bucket)
        with Progress() as progress:
            if not arguments.against:
                return build(options, Watcher(progress))
            with opened(arguments.against) as old:
                gate = partial(_let_pass, old, reported, options.jobs, allow_gone=arguments.allow_gone)
                try:
                    return build(options, Watcher(progress, gate))
                except _GoneError as refused:
                    return refused.report

    status, report = attempt(work, options, arguments.format)
    if report:
        print("".join(reported), end="", file=sys.stderr)
        if not report.published:
            print(
                f"error: addresses would be gone, so nothing was published; {options.out} is as it was", file=sys.stderr
            )
            return 1
        if arguments.profile:
            print(_profile(report), file=sys.stderr)
        print(_summary(report, options.out), file=sys.stderr)
    return send(options.out, bucket) if bucket and report and not status else status


def _options(arguments: argparse.Namespace, out: str | None) -> BuildOptions:
    """What the command line asks for. In a cluster paths are absolute, as workers stand in other folders."""
    site: Path = arguments.site
    folder = Path(out) if out else site / "dist"
    return BuildOptions(
        site=site.resolve() if arguments.cluster else site,
        out=folder.resolve() if arguments.cluster else folder,
        cluster=arguments.cluster,
        base_url=arguments.base_url,
        jobs=arguments.jobs,
        search=not arguments.no_search,
        clean=arguments.clean,
        strict=arguments.strict,
        verify=arguments.verify,
    )


class _GoneError(Exception):
    """Addresses would be gone."""

    def __init__(self, report: BuildReport) -> None:
        super().__init__()
        self.report = report


def _let_pass(old: "Side", reported: list[str], jobs: int, coming: Coming, *, allow_gone: bool) -> None:
    """Compare the portal that is about to be published with the old one; adds to `reported`. Raises _GoneError."""
    from kartotek.compare.difference import compare  # few builds compare
    from kartotek.compare.render import as_data, as_text
    from kartotek.compare.sides import coming_side

    difference = compare(old, coming_side(coming.out, coming.staged, coming.files), jobs)
    coming.report.difference = as_data(difference)
    reported.append(as_text(difference))
    silent = is_silent(coming.settings) and any(goes_from_full(gone.paths) for gone in difference.gone if gone.profile)
    if silent and not allow_gone:
        coming.report.notes.append(f"`output` is not said, and exports would be gone; {WHAT_TO_WRITE}")
    if (silent or difference.errors) and not allow_gone:
        coming.report.published = False
        raise _GoneError(coming.report)


def _summary(report: BuildReport, out: Path) -> str:
    """The last line of a build, as docs/building.md explains it."""
    phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in report.seconds.items())
    return (
        f"{counted(report.publications, 'publication')} on {counted(report.pages, 'page')} in {out} "
        f"({counted(report.files, 'file')}, {report.bytes / 1_000_000:,.1f} MB): "
        f"{counted(report.written, 'file')} written, "
        f"{report.kept:,} kept, {report.removed:,} removed in {sum(report.seconds.values()):.1f} s ({phases}), "
        f"{peak_memory():,} MiB"
        + (f"; the next date that changes something is {report.next_change}" if report.next_change else "")
    )


def _profile(report: BuildReport) -> str:
    """A table of page families and one of templates, those that took longest first."""
    lines: list[str] = []
    for kind in ("page family", "template"):
        lines.append(f"{kind:<28}{'rendered':>10}{'seconds':>10}{'ms each':>10}")
        costs = [(name, *cost) for (of, name), cost in report.costs.items() if of == kind]
        for name, count, seconds in sorted(costs, key=lambda row: -row[2]):
            lines.append(f"{name:<28}{count:>10,}{seconds:>10.2f}{1000 * seconds / count:>10.2f}")
    return "\n".join(lines)
