"""Free pages of prose, and the page for addresses that do not exist."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.pages.family import Context, Family
from kartotek.render.markdown import plain
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """One page for each key, whatever languages it is written in: each language of the site shows the best there is."""
    for key in dict.fromkeys(key for key, _ in view.free_pages()):
        yield Page("page", key, urls.free_page(key), "page.html")


def _inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """All free pages are one fact: they are few, and which one is shown depends on the others."""
    yield ("free pages", "")


def _context(view: View, page: Page) -> Context:
    """What `page.html` is given."""
    free_page = view.free_page(page.key)
    return {
        "title": plain(free_page.title),
        "description": free_page.description,
        "lang": view.foreign(free_page.language or view.site.languages[0]),
        "text": view.prose(page, free_page.body, 2),
    }


def _plan_not_found(_view: View) -> Iterator[Page]:
    """One page for each language; web hosts show the first for every address that does not exist."""
    yield Page("not found", "", urls.NOT_FOUND, "404.html")


def _no_inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """No facts: the page depends on the language and the templates alone."""
    return iter(())


def _not_found_context(view: View, _page: Page) -> Context:
    """What `404.html` is given."""
    return {"title": view.language.gettext("Page not found")}


FAMILY = Family("page", _plan, _inputs, _context)
NOT_FOUND = Family("not found", _plan_not_found, _no_inputs, _not_found_context)
