"""The check that exports say what entries say, for a whole portal."""

from collections.abc import Sequence

from kartotek.config.settings import Site
from kartotek.diagnostics import Diagnostic
from kartotek.model.portal import Portal
from kartotek.roundtrip.compare import disagreements, formats
from kartotek.site.load import Loaded
from kartotek.workers import chunks, parallel_map

_PER_TASK = 200
_HINT = "this may be a bug in Kartotek: please report it, with this entry"


def read_back(loaded: Loaded, site: Site, jobs: int) -> list[Diagnostic]:
    """A diagnostic for each fact that an export says differently than its entry, placed at the beginning of the entry.

    Raises SetupError if the packages that read exports are not installed.
    """
    formats()
    sources = [entry.source for entry in loaded.entries.values()]
    files = {source.name: source.file for source in sources if source.collection == "publications"}
    tasks = chunks(list(loaded.portal.publications), _PER_TASK)
    return [
        Diagnostic(files[key], 1, 1, "roundtrip", message, _HINT)
        for found in parallel_map(_read_back, (loaded.portal, site), tasks, jobs)
        for key, message in found
    ]


def _read_back(shared: tuple[Portal, Site], keys: Sequence[str]) -> list[tuple[str, str]]:
    """The disagreements of some publications, each with the key, in a worker."""
    portal, site = shared
    return list(disagreements(portal, site, keys))
