"""Options that several commands have, and how faults are shown."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kartotek.config.settings import FILE
from kartotek.diagnostics import ContentError, Diagnostic, SetupError, Severity
from kartotek.diagnostics.render import RENDERERS
from kartotek.site.build import SettingsError
from kartotek.site.order import Options, Report
from kartotek.workers import cores


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options of DESIGN that concern reading."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    parser.add_argument(
        "--jobs", type=_jobs, default=cores(), metavar="N", help="worker processes (default: all cores)"
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--format", choices=RENDERERS, default="text", help="how faults are told")


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes: write 1 or more")
    return int(text)


def show(diagnostics: Sequence[Diagnostic], format_: str) -> None:
    """Tell faults: for people on the error stream, for programs on the output."""
    if diagnostics or format_ == "json":
        print(RENDERERS[format_](diagnostics), end="", file=sys.stderr if format_ == "text" else sys.stdout)


def attempt(work: Callable[[Options], Report], options: Options, format_: str) -> tuple[int, Report | None]:
    """Do the work and tell what went wrong; returns the exit status and what was done."""
    try:
        report = work(options)
    except ContentError as error:
        show(error.diagnostics, format_)
        fatal = [fault for fault in error.diagnostics if fault.severity is Severity.ERROR]
        return 2 if fatal and all(fault.file == FILE for fault in fatal) else 1, None
    except SettingsError as error:
        show(error.diagnostics, format_)
        return 2, None
    except SetupError as error:
        hint = f"\nhelp: {error.hint}" if error.hint else ""
        print(f"error: {error.message}{hint}", file=sys.stderr)
        return 2, None
    show(report.diagnostics, format_)
    return 0, report
