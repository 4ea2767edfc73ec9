"""The files that can be downloaded from a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kartotek import urls
from kartotek.export.formats import AROUND, GZIP, beside, name_and_type
from kartotek.export.work import Document, Work
from kartotek.export.work_builder import documents
from kartotek.model.kinds import GROUPINGS, KINDS, LISTING, PUBLICATIONS, UNDATED
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

ATOM = "application/atom+xml"
"""The media type of feeds (RFC 4287, section 7)."""
EXPORTED = (*(key for key, kind in LISTING.items() if kind.exports), *GROUPINGS)
"""Kinds and groupings whose lists of publications are exported."""
WITH_FEED = tuple(key for key, kind in KINDS.items() if kind.feed)
"""Kinds whose lists have a feed, if the site knows its own address."""
_LISTED_BY = {
    "publications": PUBLICATIONS.key,
    **{LISTING[key].page if key in LISTING else GROUPINGS[key].page: key for key in EXPORTED},
}
"""By page family: the kind or grouping whose publications its pages list."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download: the name of its format, its address relative to the root of the site, its media type."""

    label: str
    url: str
    media_type: str


def described_by(view: View, key: str, year: int | None) -> list[Download]:
    """The exports that a publication of any type has. Which there are depends on its year, and on how much the portal
    makes."""
    return offered(urls.exports("publications", key), beside(year, view.settings.profile.works))


def formats_of_work(view: View, key: str) -> tuple[str, ...]:
    """The formats in which a publication has files of its own, those that only its type has among them."""
    record = view.publication(key)
    files = view.open_files(key) if record.files and view.site.base_url else ()  # a crate names them by their addresses
    return beside(record.year, view.settings.profile.works, record.type, files)


def exports_of_work(view: View, key: str) -> list[Download]:
    """The same as files."""
    return offered(urls.exports("publications", key), formats_of_work(view, key))


def years_of_works(view: View) -> dict[str, int | None]:
    """By publication: its year, or None. Reads the facts of `year_facts`."""
    years = {year: None if year == UNDATED else int(year) for year in view.keys("years")}
    return {key: number for year, number in years.items() for key in view.works("years", year)}


def year_facts(view: View) -> Iterator[Fact]:
    """The facts that `years_of_works` reads."""
    yield ("all", "years")
    yield from (("works of years", year) for year in view.keys("years"))


def formats_of_list(view: View, family: str, shown: Sequence[str]) -> tuple[str, ...]:
    """The formats in which a list has files of its own. `family` is a kind or a grouping, "" for all publications.

    Two thirds of all people have one work, and one work can have thousands of authors: their pages offer the files of
    that work, instead of some with the same content.
    """
    wanted = view.settings.profile.of_list(family, len(shown))
    return tuple(each for suffix in AROUND for each in (suffix, suffix + GZIP) if each in wanted)


def has_feed(view: View, family: str, shown: Sequence[str]) -> bool:
    """Whether a list has a feed: a feed needs full addresses, so there is none without a `base_url`."""
    if not view.site.base_url or family not in WITH_FEED:
        return False
    return family == PUBLICATIONS.key or len(shown) >= view.settings.profile.feeds_from


def downloads(view: View, page: Page) -> list[Download]:
    """The exports that a page offers, and its feed."""
    if page.family == "publication":
        return exports_of_work(view, page.key)
    if page.family not in _LISTED_BY:
        return []
    family = _LISTED_BY[page.family]
    shown = view.listed_works(family, page.key) if family != PUBLICATIONS.key else ()
    formats = formats_of_list(view, family if page.key else "", shown)
    found = offered(urls.exports(family, page.key), formats)
    if not formats and len(shown) == 1:
        found = [file for file in described_by(view, shown[0], None) if file.url.endswith(tuple(AROUND))]
    if has_feed(view, family, shown):
        found.append(Download("Atom", urls.feed(family, page.key), ATOM))
    return found


def offered(beside: str, formats: Sequence[str]) -> list[Download]:
    """The files of some formats; `beside` is their common address up to the ending."""
    return [Download(name_and_type(suffix)[0], beside + suffix, name_and_type(suffix)[1]) for suffix in formats]


def readable_files(view: View, work: Work, root: str) -> Sequence[Document]:
    """The files of a work that everyone may read. In a site that does not know its own address they are given by
    `root`, the way from the page to the root."""
    if view.site.base_url or not work.record.files:
        return work.documents
    return documents(root, work.record, view.open_files(work.record.key))
