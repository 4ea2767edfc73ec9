"""The years: all of them with a chart, and the list of publications of each."""

from collections.abc import Iterable, Iterator

from kartotek import urls
from kartotek.model.kinds import UNDATED
from kartotek.model.relist import Touched
from kartotek.pages.family import Context, Family, shows_no_works
from kartotek.pages.parts.chart import per_year
from kartotek.pages.parts.described import of_page, of_works
from kartotek.pages.parts.head import of_list
from kartotek.pages.parts.listing import cards_of, listed_cards, pager, paginate
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan_index(_view: View) -> Iterator[Page]:
    """One page with all years that occur."""
    yield Page("years index", "years", urls.index_of("years"), "years.html")


def _index_inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """How many publications there are of each year."""
    yield ("counts", "years")


def _index_context(view: View, _page: Page) -> Context:
    """What `years.html` is given."""
    counts, title = view.counts("years"), view.language.gettext("Years")
    dated = [key for key in counts if key != UNDATED]
    ends = dict.fromkeys(view.label("years", key) for key in (*dated[-1:], *dated[:1]))
    return {
        "title": title,
        "description": of_page(title, "–".join(ends)),
        "chart": per_year(counts, view.language.year),
        "years": [(view.named("years", year), count) for year, count in counts.items()],
    }


def _plan(view: View) -> Iterator[Page]:
    """The list of each year, on as many pages as it needs."""
    return _pages_of(view, view.keys("years"))


def _plan_touched(view: View, touched: Touched) -> Iterator[Page]:
    """The same for those with a publication that lists may show otherwise."""
    return _pages_of(view, touched.listed_with("years"))


def _pages_of(view: View, keys: Iterable[str]) -> Iterator[Page]:
    for year in keys:
        yield from paginate("year", year, urls.item("years", year), "year.html", view.works("years", year))


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    """Its works, and all years, since the page links to the year before and the year after."""
    yield ("works of years", page.key)
    yield ("all", "years")
    yield from cards_of(page)


def _context(view: View, page: Page) -> Context:
    """What `year.html` is given. Years are in order, newest first, so the later one comes before."""
    years = list(view.keys("years"))
    at = years.index(page.key)
    title, count = view.label("years", page.key), len(view.works("years", page.key))
    return {
        "title": title,
        "description": of_works(view, title, count),
        "head": of_list(view, page, title),
        "later": view.named("years", years[at - 1]) if at > 0 else None,
        "earlier": view.named("years", years[at + 1]) if at + 1 < len(years) else None,
        "count": count,
        "cards": listed_cards(view, page),
        "pager": pager(page),
    }


INDEX = Family("years index", _plan_index, _index_inputs, _index_context, plan_touched=shows_no_works)
FAMILY = Family("year", _plan, _inputs, _context, plan_touched=_plan_touched)
