"""What a build has to go by once it has read everything."""

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
    """What the last build left, what was read now, and what became of the output folder since."""

    last: LastBuild
    loaded: Loaded
    found: Survey

    @property
    def is_full(self) -> bool:
        """Whether any page may differ, not only those of the publications that were touched."""
        return self.loaded.touched is None

    @cached_property
    def indexed(self) -> Mapping[str, Output]:
        """The files of the search index in the output folder that are as they were left."""
        return self.found.sound.below(urls.PAGEFIND)
