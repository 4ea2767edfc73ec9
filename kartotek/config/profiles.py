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
class OutputProfile:
    """What is made besides the pages. Formats are given by the ends of the names of their files."""

    works: tuple[str, ...]
    """Beside the page of a publication, as far as there is such a file: undated works have none for DataCite."""
    shown: tuple[str, ...] = (".bib", ".ris", ".json")
    """As text to copy on that page."""
    lists: tuple[str, ...] = _ALL
    """Beside the page of a person, a keyword, a journal and whatever else lists works."""
    lists_from: int = 2
    """How many works a list needs for such files."""
    feeds_from: int = 0
    """How many works a list needs for a feed, if things of its kind have feeds."""
    whole: tuple[str, ...] = _ALL
    """Of all publications, in one file."""
    types: tuple[str, ...] = _ALL
    """Of each type of publication. The largest is most of the portal, whose portions are the years."""
    years: tuple[str, ...] = (*_ALL, ".jsonl")
    """Of each year: together they are the whole portal, in portions. What people open in a reference manager is as it
    is, what programs read may be packed (.gz): it is a fifth as large."""
    people_from: int = 1
    """How many works someone without an entry needs for a page. Others have a line in the index of people, which leads
    to their work."""
    all_openurls: bool = False
    """Whether all lists have an OpenURL for each work, by which reference managers save some of them, or only those of
    people, keywords and the like that have several: years have files, and a single work its page."""
    rich_heads: bool = False
    """Whether heads repeat things for readers who know one vocabulary only: all of Dublin Core, Open Graph of lists,
    and in JSON-LD breadcrumbs, abstracts and the works of a list."""
    linked_authors: str = "all"
    """Which authors the cards of lists link to: "all", those with an "entry", or "none". The page of a publication
    links to all of them."""
    linked_containers: bool = True
    """Whether cards link to what a publication appeared in."""
    sides_from: int = 1
    """How many works of a list with several must share a person, a journal or an organisation for it to be named
    beside the list. Of a keyword one is enough: cards do not have it."""

    def of_list(self, family: str, count: int) -> tuple[str, ...]:
        """The formats of a list with `count` works. `family` is a kind or a grouping, "" for all publications."""
        if family in ALONE:
            return self.years if family else self.whole
        wanted = self.types if family == "types" else self.lists
        return wanted if count >= self.lists_from else ()


PROFILES: Mapping[str, OutputProfile] = {
    "full": OutputProfile(
        (".bib", ".ris", ".json", ".datacite.json", *_OF_SOME, ".linkset.json"),
        (".bib", ".ris"),
        all_openurls=True,
        rich_heads=True,
    ),
    "standard": OutputProfile(
        (".bib", *_OF_SOME),
        lists=(".bib",),
        lists_from=51,  # what is on one page, reference managers save from there
        feeds_from=25,
        whole=(),
        types=(),
        years=(".bib", ".ris", ".json.gz", ".jsonl.gz"),
        linked_authors="entry",
        linked_containers=False,
        sides_from=2,
    ),
    "lean": OutputProfile(
        (),
        lists=(),
        feeds_from=25,
        whole=(),
        types=(),
        years=(".bib.gz", ".ris", ".json.gz", ".jsonl.gz"),
        people_from=2,
        linked_authors="none",
        linked_containers=False,
        sides_from=2,
    ),
}
"""By the value of `output`."""
DEFAULT = "standard"
"""The profile of a portal whose site.yaml says nothing of it. It was `full` once: `site.silent_output` tells whoever
built a portal then, before its exports go."""
