"""What a build is asked to do, and what it says it did."""

from collections.abc import Iterator
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


@dataclass(slots=True)
class Report:
    """What a build did. `seconds` are by phase, in order; `families` are seconds of all workers by page family."""

    publications: int = 0
    pages: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    families: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time a phase."""
        start = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start
