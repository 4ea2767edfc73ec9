"""How much a portal makes (`output` in site.yaml): three profiles, each a row of one table.

Pages, links, downloads, tags, link sets, sitemaps, the docs and `kartotek diff` all ask this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_ALL = (".bib", ".ris", ".json", ".csv")
_OF_SOME = (".codemeta.json", "-ro-crate-metadata.json")
"""Files that only few publications have: software, and datasets with files."""
ALONE = frozenset({"years", ""})
"""Lists that have a file even of one work: a year is a portion of the whole portal, and "" is all publications."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is made besides the pages. Formats are given by the ends of the names of their files."""

    works: tuple[str, ...]
    """Beside the page of a publication, as far as there is such a file: undated works have none for DataCite."""
    lists: tuple[str, ...] = _ALL
    """Beside the page of a person, a keyword, a type and whatever else lists works."""
    lists_from: int = 2
    """How many works a list needs for such files."""
    feeds_from: int = 0
    """How many works a list needs for a feed, if things of its kind have feeds."""
    whole: tuple[str, ...] = _ALL
    """Of all publications, in one file."""
    years: tuple[str, ...] = _ALL
    """Of each year: together they are the whole portal, in portions."""

    def of_list(self, family: str, count: int) -> tuple[str, ...]:
        """The formats of a list with `count` works. `family` is a kind or a grouping, "" for all publications."""
        if family in ALONE:
            return self.years if family else self.whole
        return self.lists if count >= self.lists_from else ()


PROFILES: Mapping[str, Profile] = {
    "full": Profile((".bib", ".ris", ".json", ".datacite.json", *_OF_SOME, ".linkset.json")),
    "standard": Profile((".bib", *_OF_SOME), lists=(".bib",), lists_from=10, feeds_from=10),
    "lean": Profile((), lists=(), feeds_from=10, whole=()),
}
"""By the value of `output`."""
DEFAULT = "full"
"""The profile of a portal whose site.yaml says nothing of it: addresses are promises, and no export goes before
somebody says so."""
