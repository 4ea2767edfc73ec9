"""What a build is asked to do, and all that its phases may need to know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kartotek.config.settings import Settings
from kartotek.site.report import Report


@dataclass(frozen=True, slots=True)
class BuildOptions:
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
    cache_folder: str = ".kartotek"
    """Where the cache of builds into `out` is, below the site."""
    exclusive: bool = False
    """Whether nobody but builds of this process can have written to `out` since the last one."""

    @property
    def cache(self) -> Path:
        """The folder of the cache."""
        return self.site / self.cache_folder


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who wants to know how a build is getting on.

    `progress` is given what is being done, how much of it is done, and how much there is; `published` is called when
    the files are in place.
    """

    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None
    published: Callable[[Report], None] = lambda _report: None


@dataclass(frozen=True, slots=True)
class Job:
    """One build: what was asked for, the settings of the site, who watches, and the report that its phases fill in."""

    options: BuildOptions
    settings: Settings
    report: Report = field(default_factory=Report)
    watcher: Watcher = Watcher()

    @property
    def searching(self) -> bool:
        """Whether this build brings the search index up to date."""
        return self.options.search and self.settings.search
