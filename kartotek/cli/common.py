"""What several commands share: options, and how diagnostics are printed."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from kartotek.config.settings import FILE
from kartotek.diagnostics import ContentError, Diagnostic, SetupError, Severity
from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import RENDERERS, as_data, as_json
from kartotek.site.begin import SettingsError, plain_errors
from kartotek.site.options import BuildOptions
from kartotek.workers import cores


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add the options of all commands that read a site."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    jobs_option(parser)
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument(
        "--format", choices=(*RENDERERS, "json"), default="text", help="output format for errors and warnings"
    )


def jobs_option(parser: argparse.ArgumentParser) -> None:
    """Add the option for the number of processes."""
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=cores(),
        metavar="N",
        help="worker processes (default: all cores, or what PYTHON_CPU_COUNT says)",
    )


def edit_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of commands that change entries."""
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder with site.yaml")
    jobs_option(parser)


@contextmanager
def report_errors() -> Iterator[Callable[[], int]]:
    """For commands that change entries: print what is raised inside. What is yielded returns the exit status: 1 if the
    content would have had errors, 2 if nothing could be done."""
    status = 0
    try:
        with plain_errors(Path()):
            yield lambda: status
    except ContentError as found:
        print(RENDERERS["text"](found.diagnostics), end="", file=sys.stderr)
        print("error: the site would have these errors, so nothing was changed", file=sys.stderr)
        status = 1
    except SettingsError as found:
        print(RENDERERS["text"](found.diagnostics), end="", file=sys.stderr)
        status = 2
    except SetupError as error:
        print_error(error)
        status = 2


def print_error(error: SetupError) -> None:
    """Print why nothing could be done, and what helps."""
    hint = f"\nhelp: {one_line(error.hint)}" if error.hint else ""
    print(f"error: {one_line(error.message)}{hint}", file=sys.stderr)


def _jobs(text: str) -> int:
    """The number of worker processes, for argparse."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes: write 1 or more")
    return int(text)


class Reported(Protocol):
    """What a command did and found; `notes` are sentences for the user."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]: ...

    @property
    def notes(self) -> Sequence[str]: ...

    def as_data(self) -> dict[str, object]:
        """The report for programs."""


Done = TypeVar("Done", bound=Reported)


def attempt(
    work: Callable[[BuildOptions], Done],
    options: BuildOptions,
    format_: str,
    more: Mapping[str, object] = MappingProxyType({}),
) -> tuple[int, Done | None]:
    """Do the work and print what was found. Returns the exit status, and the report if the work was done.

    With the format "json" everything is one JSON object on standard output: `diagnostics`, `error` and `report`, the
    last two null if there is none, and what is in `more`. Otherwise text goes to standard error, and annotations for
    GitHub to standard output.
    """
    report: Done | None = None
    error: SetupError | None = None
    diagnostics: Sequence[Diagnostic] = ()
    status = 0
    try:
        report = work(options)
        diagnostics = report.diagnostics
    except ContentError as found:
        diagnostics = found.diagnostics
        fatal = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
        status = 2 if fatal and all(diagnostic.file == FILE for diagnostic in fatal) else 1
    except SettingsError as found:
        diagnostics, status = found.diagnostics, 2
    except SetupError as found:
        error, status = found, 2
    if format_ == "json":
        said = {"message": error.message, "hint": error.hint} if error else None
        done = report.as_data() if report else None
        print(as_json({"diagnostics": as_data(diagnostics), "error": said, "report": done, **more}))
        return status, report
    if diagnostics:
        print(RENDERERS[format_](diagnostics), end="", file=sys.stderr if format_ == "text" else sys.stdout)
    if error:
        print_error(error)
    for note in report.notes if report else ():
        print(f"note: {one_line(note)}", file=sys.stderr)
    return status, report
