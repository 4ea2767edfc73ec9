"""What can be downloaded beside a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kartotek import urls
from kartotek.export.formats import AROUND, NAMES, beside
from kartotek.export.work import Document, Work
from kartotek.export.work_builder import documents
from kartotek.model.kinds import GROUPINGS, KINDS, LISTING, PUBLICATIONS, UNDATED
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

ATOM = "application/atom+xml"
EXPORTED = (*(key for key, kind in LISTING.items() if kind.exports), *GROUPINGS)
"""Kinds and groupings whose lists of publications are exported."""
WITH_FEED = tuple(key for key, kind in KINDS.items() if kind.feed)
"""Kinds whose lists have a feed, where the portal knows its address."""
_LISTED_BY = {
    "publications": PUBLICATIONS.key,
    **{LISTING[key].page if key in LISTING else GROUPINGS[key].page: key for key in EXPORTED},
}
"""By page family: what its pages list publications of."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a page: its format, its address below the site's root, its media type."""

    label: str
    url: str
    media_type: str


def described_by(key: str, year: int | None) -> list[Download]:
    """The exports of a publication of that year."""
    return _offered(urls.exports("publications", key), beside(year))


def years_of_works(view: View) -> dict[str, int | None]:
    """The year of each publication, which decides what describes it; from `year_facts`."""
    years = {year: None if year == UNDATED else int(year) for year in view.keys("years")}
    return {key: number for year, number in years.items() for key in view.works("years", year)}


def year_facts(view: View) -> Iterator[Fact]:
    """What `years_of_works` is made from."""
    yield ("all", "years")
    yield from (("works of years", year) for year in view.keys("years"))


def downloads(view: View, page: Page) -> list[Download]:
    """The exports that a page offers."""
    if page.family == "publication":
        return described_by(page.key, view.publication(page.key).year)
    if page.family not in _LISTED_BY:
        return []
    family = _LISTED_BY[page.family]
    found = _offered(urls.exports(family, page.key), tuple(AROUND))
    if view.site.base_url and family in WITH_FEED:
        found.append(Download("Atom", urls.feed(family, page.key), ATOM))
    return found


def _offered(beside: str, formats: Sequence[str]) -> list[Download]:
    return [Download(NAMES[suffix][0], beside + suffix, NAMES[suffix][1]) for suffix in formats]


def readable_files(view: View, work: Work, root: str) -> Sequence[Document]:
    """What everyone may read of a work; in a portal that does not know its address by the way to its `root`."""
    if view.site.base_url or not work.record.files:
        return work.documents
    return documents(root, work.record, view.open_files(work.record.key))
