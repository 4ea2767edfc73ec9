"""What a build decides from: the last build, the content now, and the output folder now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kartotek import urls
from kartotek.output.outputs import Output
from kartotek.output.survey import Survey
from kartotek.site.cache import LastBuild
from kartotek.site.load import Loaded


@dataclass(frozen=True)
class BuildInputs:
    """What the last build left (`last`), what was read now (`loaded`), and what the output folder has now (`found`)."""

    last: LastBuild
    loaded: Loaded
    found: Survey

    @property
    def is_full(self) -> bool:
        """Whether any page may differ from the last build.

        If not, only the pages of what is in `loaded.touched` are planned, and everything else stays as it is.
        """
        return self.loaded.touched is None

    @cached_property
    def indexed(self) -> Mapping[str, Output]:
        """The files of the search index in the output folder that are as the last build left them, by path."""
        return self.found.sound.below(urls.PAGEFIND)

    @cached_property
    def search_data(self) -> Mapping[str, Output]:
        """The files of suggestions and facets in the output folder that are as the last build left them, by path."""
        return self.found.sound.below(urls.SEARCH_DATA)
