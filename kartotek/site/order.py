"""What a build is asked to do, and what it says it did."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from kartotek.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked to do; `base_url` "" keeps that of `site.yaml`."""

    site: Path
    out: Path
    base_url: str = ""
    jobs: int = 1
    search: bool = True
    clean: bool = False
    strict: bool = False
    drafts: bool = False
    pages: bool = True
    """Whether to make pages; without them there is only the search index."""
    cache: str = ".kartotek"
    """Where the memory of builds into `out` is kept, below the site."""
    trusting: bool = False
    """Whether nobody but builds of this process can have written to `out` since the last one."""


@contextmanager
def unkept(report: "Report") -> Iterator[None]:
    """Say what the next build has to do without: the portal is published, so this one has done its work."""
    try:
        yield
    except OSError as error:
        report.remembered = False
        report.notes.append(f"the next build will be slower, for nothing could be kept for it: {error}")


Costs = dict[tuple[str, str], tuple[int, float]]
"""By ("page family", its name) and ("template", its path): how many were rendered, and the seconds they took."""


def add_costs(total: Costs, more: Costs) -> None:
    """Add costs to a total."""
    for name, (count, seconds) in more.items():
        before = total.get(name, (0, 0.0))
        total[name] = (before[0] + count, before[1] + seconds)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who wants to know how a build is getting on.

    `progress` is told what is being done, how much of it is done, and how much there is; `published` that the files
    are in place.
    """

    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None
    published: Callable[["Report"], None] = lambda _report: None


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
