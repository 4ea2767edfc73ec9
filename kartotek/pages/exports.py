"""Files for reference managers and other programs: beside each publication, and beside each list of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kartotek import urls
from kartotek.export import atom
from kartotek.export.signposting import linkset, signposts
from kartotek.export.work import Document, Work
from kartotek.pages.family import Family
from kartotek.pages.formats import AROUND, NAMES, beside, in_portions, joined, to_json, whole
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import View
from kartotek.pages.works import documents

_AT_ONCE = 500
"""So many publications of a list are held in memory."""

LISTS = ("people", "keywords", "journals", "organisations", "projects", "years", "types")
"""Families whose items have lists of publications."""


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
    years = {year: None if year == "undated" else int(year) for year in view.keys("years")}
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


WITH_FEED = ("publications", "people", "keywords", "organisations", "projects")
"""Families whose lists have a feed, where the portal knows its address."""
ATOM = "application/atom+xml"


def _offered(beside: str, formats: Sequence[str]) -> list[Download]:
    return [Download(NAMES[suffix][0], beside + suffix, NAMES[suffix][1]) for suffix in formats]


_LISTED_BY = {
    "publications": "publications",
    "person": "people",
    "keyword": "keywords",
    "journal": "journals",
    "organisation": "organisations",
    "project": "projects",
    "year": "years",
    "type": "types",
}


def _plan(view: View) -> Iterator[Page]:
    return (page for key in view.keys("publications") for page in _pages_of(view, key))


def _pages_of(view: View, key: str) -> Iterator[Page]:
    if not view.prefix:
        yield Page("exports", key, urls.exports("publications", key), "")


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    yield ("publications", page.key)
    yield ("works", page.key)
    yield ("open files", page.key)
    yield ("bibtex", "")


def _files(view: View, page: Page) -> list[bytes]:
    work = view.work(page.key)
    made = whole(work, biblatex=view.bibtex() == "biblatex")
    return [text.encode() for text in (*made, _linkset(view, page, work))]


def _linkset(view: View, page: Page, work: Work) -> str:
    """The typed links of a publication; without a `base_url` its addresses are relative to where it stands."""
    base = view.site.base_url
    files = [
        (base + file.url if base else file.url.rpartition("/")[2], file.media_type)
        for file in described_by(page.key, work.record.year)
    ]
    own = readable_files(view, work, urls.root_from(page.url))
    return to_json(linkset(work.url or "./", signposts(work, own, files, base))) + "\n"


def readable_files(view: View, work: Work, root: str) -> Sequence[Document]:
    """What everyone may read of a work; in a portal that does not know its address by the way to its `root`."""
    if view.site.base_url or not work.record.files:
        return work.documents
    return documents(root, work.record, view.open_files(work.record.key))


def _plan_lists(view: View) -> Iterator[Page]:
    if not view.prefix:
        yield Page("list exports", "", urls.exports("publications", ""), "", tuple(view.keys("publications")))
        for family in LISTS:
            for key in view.keys(family):
                shown = view.works_below(key) if family == "organisations" else view.works(family, key)
                yield Page("list exports", f"{family}/{key}", urls.exports(family, key), "", tuple(shown))


def _list_inputs(view: View, page: Page) -> Iterator[Fact]:
    yield ("bibtex", "")
    if _has_feed(view, page):
        if page.key:
            yield ("names", page.key)
        yield from (("changed", key) for key in page.shows[: atom.NEWEST])
    for key in page.shows:
        yield ("citations", key)


def _has_feed(view: View, page: Page) -> bool:
    return bool(view.site.base_url) and (page.key.partition("/")[0] or "publications") in WITH_FEED


def _list_suffixes(view: View, page: Page) -> tuple[str, ...]:
    return (*AROUND, urls.FEED) if _has_feed(view, page) else tuple(AROUND)


def _list_files(view: View, page: Page) -> list[bytes | Iterable[bytes]]:
    """Each publication is put into a format once, for all lists it is in."""
    made: list[bytes | Iterable[bytes]]
    if len(page.shows) <= _AT_ONCE:
        rows = [view.listed(key) for key in page.shows]
        made = [joined(suffix, [row[i] for row in rows]) for i, suffix in enumerate(AROUND)]
    else:
        made = [in_portions(suffix, _portions(view, page.shows, i)) for i, suffix in enumerate(AROUND)]
    if _has_feed(view, page):
        made.append(_feed(view, page).encode())
    return made


def _portions(view: View, keys: Sequence[str], form: int) -> Iterator[list[bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield [view.listed_in(key, form) for key in keys[start : start + _AT_ONCE]]


def _feed(view: View, page: Page) -> str:
    newest = page.shows[: atom.NEWEST]
    entries = ((view.listed(key)[-1].decode(), view.changed(key).last) for key in newest)
    base, portal = view.site.base_url, view.site.text("title", view.language.code)
    family, _, key = page.key.partition("/")
    title = f"{view.label(family, key)} – {portal}" if key else portal
    about = base + (urls.item(family, key) if key else urls.index_of("publications"))
    return atom.feed(title, base + page.url + urls.FEED, about, view.language.code, entries)


def _suffixes(view: View, page: Page) -> tuple[str, ...]:
    return (*beside(view.publication(page.key).year), urls.LINKSET)


WORKS = Family("exports", _plan, _inputs, record="publications", pages_of=_pages_of, suffixes=_suffixes, files=_files)
LISTED = Family("list exports", _plan_lists, _list_inputs, suffixes=_list_suffixes, files=_list_files)
