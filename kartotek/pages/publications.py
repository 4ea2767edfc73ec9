"""The list of all publications, newest first."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.pages.family import Context, Family
from kartotek.pages.parts.described import of_works
from kartotek.pages.parts.head import of_list
from kartotek.pages.parts.listing import cards_of, listed_cards, pager, paginate
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def plan(view: View) -> Iterator[Page]:
    """One long list on as many pages as it needs."""
    url = urls.index_of("publications")
    yield from paginate("publications", "", url, "publications.html", list(view.keys("publications")))


def inputs(_view: View, page: Page) -> Iterator[Fact]:
    """The cards shown, and the years to jump to."""
    yield ("all", "publications")
    yield ("counts", "years")
    yield from cards_of(page)


def context(view: View, page: Page) -> Context:
    """What `publications.html` is given."""
    title, count = view.language.gettext("Publications"), len(view.keys("publications"))
    return {
        "title": title,
        "description": of_works(view, title, count),
        "head": of_list(view, page, title),
        "count": count,
        "cards": listed_cards(view, page),
        "years": [(view.named("years", year), count) for year, count in view.counts("years").items()],
        "pager": pager(page),
    }


FAMILY = Family("publications", plan, inputs, context)
