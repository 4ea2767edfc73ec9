"""The home page: what the portal is, ways into it, and the latest publications."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.model.kinds import GROUPINGS, INDEXES
from kartotek.pages.family import Context, Family
from kartotek.pages.parts.chart import per_year
from kartotek.pages.parts.head import of_home
from kartotek.render.markdown import plain_blocks
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

_LATEST = 6
"""How many of the newest publications it shows; `_FEATURED` and `_KEYWORDS` limit the other lists."""
_FEATURED = 3
_KEYWORDS = 30


def _plan(view: View) -> Iterator[Page]:
    """One page, which lists the newest publications."""
    yield Page("home", "", urls.HOME, "home.html", tuple(view.keys("publications")[:_LATEST]))


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    """The cards shown, the counts for chart and keywords, and the names of the keywords."""
    yield ("description", "")
    yield ("featured", "")
    yield from (("all", family) for family in INDEXES)
    yield ("counts", "years")
    yield ("counts", "keywords")
    yield from (("cards", key) for key in (*page.shows, *view.featured()[:_FEATURED]))
    yield from (("names", f"keywords/{key}") for key, _ in _most_used(view))


def _most_used(view: View) -> list[tuple[str, int]]:
    """The keywords with most publications, each with the number of these."""
    counts = view.counts("keywords")
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_KEYWORDS]


def _context(view: View, page: Page) -> Context:
    """What `home.html` is given. A featured publication is not listed a second time among the latest."""
    here = urls.here_from(view.prefix, page.url)
    featured = view.featured()[:_FEATURED]
    collate = view.language.collate
    keywords = [(view.named("keywords", key), count) for key, count in _most_used(view) if count]
    return {
        "title": view.site.text("title", view.language.code),
        "head": of_home(view),
        "description": plain_blocks(view.description()),
        "lead": view.line(view.description(), urls.root_from(view.prefix + page.url), here),
        "featured": view.cards(featured, here),
        "latest": view.cards([key for key in page.shows if key not in featured], here),
        "counts": [
            (family, len(view.keys(family))) for family in INDEXES if family not in GROUPINGS and view.keys(family)
        ],
        "keywords": sorted(keywords, key=lambda pair: collate(pair[0].label)),
        "chart": per_year(view.counts("years"), view.language.year),
    }


FAMILY = Family("home", _plan, _inputs, _context)
