"""Check all entries, and change none without `--fix`."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kartotek.cli.check_fix import Tried, fix_options, try_fixes
from kartotek.cli.common import add_common, attempt, print_error
from kartotek.cli.progress import Progress
from kartotek.diagnostics import ContentError, SetupError
from kartotek.diagnostics.render import counted, summary
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport

if TYPE_CHECKING:
    from kartotek.edit.files import FileChange
    from kartotek.site.check_built import LinksChecked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `kartotek check`."""
    add_common(parser)
    about = "read every export back and compare it with its entry (needs kartotek[roundtrip])"
    parser.add_argument("--roundtrip", action="store_true", help=about)
    about = "also say what could be added: fields that works of a type usually have, entries that nothing names"
    parser.add_argument("--hints", action="store_true", help=about)
    fix_options(parser)
    about = "also ask for the addresses elsewhere that entries link to, for so many minutes at most (default: 10)"
    parser.add_argument("--links", type=_minutes, nargs="?", const=10.0, metavar="MINUTES", help=about)
    about = "check every link of a portal that was built (default: dist next to site.yaml), not the entries"
    parser.add_argument("--built", type=Path, nargs="?", const=Path(), metavar="DIST", help=about)


def _minutes(text: str) -> float:
    """A number of minutes, for argparse."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _DAY:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of minutes from 1 to {_DAY}")
    return float(text)


_DAY = 24 * 60


def run(arguments: argparse.Namespace) -> int:
    """Check, and print how much was checked. Returns the exit status."""
    if arguments.built is not None:
        return _built(arguments) if _is_alone(arguments) else 2
    fixed = try_fixes(arguments, partial(_write, arguments))
    if fixed.ends:
        return fixed.status
    options = BuildOptions(
        site=arguments.site, out=arguments.site / "dist", jobs=arguments.jobs, strict=arguments.strict
    )
    more = dict(fixed.data)
    status, report = attempt(partial(_check, arguments, fixed, more), options, arguments.format, more)
    if report:
        print(f"{counted(report.publications, 'publication')} checked: {summary(report.diagnostics)}", file=sys.stderr)
    no_links = arguments.links is not None and "links" in more and more["links"] is None
    return max(status, fixed.status, 2 if no_links else 0)


def _is_alone(arguments: argparse.Namespace) -> bool:
    """Whether `--built` stands alone; if not, that is reported."""
    given = {
        "--fix": arguments.fix is not None,
        "--yes": arguments.yes,
        "--links": arguments.links is not None,
        "--hints": arguments.hints,
        "--roundtrip": arguments.roundtrip,
    }
    others = [option for option, is_given in given.items() if is_given]
    if others:
        error = SetupError(
            f"--built looks at the portal, and {others[0]} at the entries", "run the command once for each"
        )
        print_error(error)
    return not others


def _check(arguments: argparse.Namespace, fixed: Tried, more: dict[str, object], options: BuildOptions) -> BuildReport:
    """Check entries and, with `--links`, the addresses in them, of which programs are told in `more`."""
    try:
        report = check(options, roundtrip=arguments.roundtrip, hints=arguments.hints, remember=True)
    except ContentError as error:
        raise ContentError(fixed.without_promises(error.diagnostics)) from None
    report.diagnostics = fixed.without_promises(report.diagnostics)
    if arguments.links is not None:
        from kartotek.links.check import Asking, add_links  # most checks ask nobody

        try:
            with Progress() as progress:
                more["links"] = add_links(report, options, Asking(arguments.links * 60, progress=progress)).as_data()
        except SetupError as error:  # what was found in the entries is reported all the same
            more["links"] = None
            report.notes.append(f"{error.message}; {error.hint}")
    return report


def _write(arguments: argparse.Namespace, changes: Sequence["FileChange"]) -> None:
    """Change entries."""
    from kartotek.edit.change import apply_fixes  # most checks change nothing

    apply_fixes(arguments.site, changes, arguments.jobs)


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
