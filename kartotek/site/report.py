"""What a build says it did."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from kartotek.diagnostics import Diagnostic

Costs = dict[tuple[str, str], tuple[int, float]]
"""By ("page family", its name) and ("template", its path): how many were rendered, and the seconds they took."""


def add_costs(total: Costs, more: Costs) -> None:
    """Add costs to a total."""
    for name, (count, seconds) in more.items():
        before = total.get(name, (0, 0.0))
        total[name] = (before[0] + count, before[1] + seconds)


@dataclass(slots=True)
class Report:
    """What a build did. `seconds` are by phase, in order; `costs` what rendering took in all workers together.

    `remembered` says whether the next build knows of it.
    """

    publications: int = 0
    pages: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0
    remembered: bool = True
    diagnostics: list[Diagnostic] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    costs: Costs = field(default_factory=dict)

    @contextmanager
    def may_fail(self) -> Iterator[None]:
        """For what is kept for the next build: the portal is published, so this one has done its work without it."""
        try:
            yield
        except OSError as error:
            self.remembered = False
            self.notes.append(f"the cache could not be written, so the next build will be slower: {error}")

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time a phase."""
        start = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start

    def as_data(self) -> dict[str, object]:
        """For programs: seconds by phase, memory in MiB."""
        return {
            "publications": self.publications,
            "pages": self.pages,
            "written": self.written,
            "kept": self.kept,
            "removed": self.removed,
            "notes": self.notes,
            "seconds": {name: round(seconds, 3) for name, seconds in self.seconds.items()},
            "peak_memory": peak_memory(),
        }


def peak_memory() -> int:
    """The most memory that this process or one of those it started has held, in MiB; 0 where nobody counts it."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return int(most // (1024 * 1024 if sys.platform == "darwin" else 1024))  # Darwin counts bytes, Linux KiB
