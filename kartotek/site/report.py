"""What a build did, for the summary and for programs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from kartotek.diagnostics import Diagnostic

Costs = dict[tuple[str, str], tuple[int, float]]
"""By ("page family", NAME) and ("template", PATH): how many were rendered, and the seconds that took."""


def add_costs(total: Costs, more: Costs) -> None:
    """Add costs to a total, which is changed."""
    for name, (count, seconds) in more.items():
        before = total.get(name, (0, 0.0))
        total[name] = (before[0] + count, before[1] + seconds)


@dataclass(slots=True)
class BuildReport:
    """What a build did; its phases fill it in. `publications` and `pages` are those of the portal.

    `written`, `kept` and `removed` count files of the output folder; `notes` are sentences for the user.
    """

    publications: int = 0
    pages: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0
    files: int = 0
    bytes: int = 0
    """How many files the output folder has, and how large they are together."""
    next_change: str = ""
    """The next day (ISO 8601) on which a build would publish something else though nobody edits anything, "" if there
    is none."""
    remembered: bool = True
    """Whether the cache was written, so that the next build can rely on it."""
    published: bool = True
    """Whether the portal was published; if not, the output folder is as it was."""
    difference: dict[str, object] | None = None
    """How the portal differs from the one of `--against`, for programs."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    """By phase, in order: seconds by the clock."""
    costs: Costs = field(default_factory=dict)
    """What rendering took, in all workers together."""

    @contextmanager
    def may_fail(self) -> Iterator[None]:
        """For writing the cache: an error is only noted, since the portal is published already."""
        try:
            yield
        except OSError as error:
            self.remembered = False
            self.notes.append(f"the cache could not be written, so the next build will be slower: {error}")

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time spent inside to that of a phase."""
        start = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start

    def as_data(self) -> dict[str, object]:
        """The report for programs, as docs/building.md describes it: seconds by phase, memory in MiB."""
        return {
            "publications": self.publications,
            "pages": self.pages,
            "written": self.written,
            "kept": self.kept,
            "removed": self.removed,
            "files": self.files,
            "bytes": self.bytes,
            "next_change": self.next_change or None,
            "notes": self.notes,
            "seconds": {name: round(seconds, 3) for name, seconds in self.seconds.items()},
            "peak_memory": peak_memory(),
            "published": self.published,
            **({"difference": self.difference} if self.difference is not None else {}),
        }


def peak_memory() -> int:
    """The most memory that this process, or one that it started, has used at a time, in MiB; 0 if the system does not
    say (Windows)."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return int(most // (1024 * 1024 if sys.platform == "darwin" else 1024))  # Darwin counts bytes, Linux KiB
