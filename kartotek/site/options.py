"""What a build is asked to do, and what all its phases need to know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kartotek.config.settings import Settings
from kartotek.output.outputs import Outputs
from kartotek.site.report import BuildReport


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked to do, as the command line has it.

    `site` is the folder with `site.yaml`, `out` the output folder; `base_url` replaces that of `site.yaml` unless it is
    "". `jobs` is the number of worker processes. `clean` ignores the cache, `strict` makes warnings errors, `drafts`
    shows what is not published. Without `search`, the search index stays as it is.
    """

    site: Path
    out: Path
    base_url: str = ""
    jobs: int = 1
    cluster: str = ""
    """The address of a Dask scheduler, in whose workers pages are made; "" for worker processes here."""
    search: bool = True
    clean: bool = False
    strict: bool = False
    drafts: bool = False
    pages: bool = True
    """Whether to make pages; without them, only the search index is made (`serve` makes it in a process of its own)."""
    cache_folder: str = ".kartotek"
    """The folder of the cache, relative to the site."""
    exclusive: bool = False
    """Whether nothing but builds of this process can have written to `out` since the last one."""
    verify: bool = False
    """Whether to read every file that earlier builds left, in `out` and in the cache, and compare it to its digest."""

    @property
    def cache(self) -> Path:
        """The folder of the cache."""
        return self.site / self.cache_folder


@dataclass(frozen=True, slots=True)
class Coming:
    """The portal that a build is about to publish: its files with their sizes in bytes, by path.

    A file that is in the folder `staged` will replace the one in `out`; all others are in `out` already.
    """

    out: Path
    staged: Path
    files: Mapping[str, int]
    report: BuildReport
    settings: Settings


@dataclass(frozen=True, slots=True)
class Watcher:
    """Functions that a build calls to say how far it is.

    `progress` gets what is being done, how much of it is done, and how much there is; `published` is called when all
    files are in place, before the cache is written. `publishing`, if there is one, is called before anything in the
    output folder changes: what it raises ends the build, and nothing is published.
    """

    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None
    publishing: Callable[[Coming], None] | None = None
    published: Callable[[BuildReport], None] = lambda _report: None


@dataclass(frozen=True, slots=True)
class Job:
    """One build: what was asked, the settings of the site, the report that its phases fill in, and who watches."""

    options: BuildOptions
    settings: Settings
    report: BuildReport = field(default_factory=BuildReport)
    watcher: Watcher = Watcher()

    def announce(self, files: Outputs, staged: Path) -> None:
        """Tell the watcher which files the portal will have; those that wait are in `staged`. Raises what it raises."""
        if self.watcher.publishing:
            sizes = {path: size for path, size, _ in files.stats(0, len(files))}
            self.watcher.publishing(Coming(self.options.out, staged, sizes, self.report, self.settings))

    @property
    def searching(self) -> bool:
        """Whether this build brings the search index up to date."""
        return self.options.search and self.settings.search
