"""Free pages of prose, and the page for addresses that do not exist."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.model.authority import FreePage
from kartotek.model.kinds import PAGES
from kartotek.pages.family import Context, Family, about_things, shows_no_works
from kartotek.pages.parts.described import shortened
from kartotek.pages.parts.editing import entry_facts, entry_links
from kartotek.render.markdown import plain
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """One page for each key, whatever languages it is written in: each language of the site shows the best there is."""
    for key in dict.fromkeys(key for key, _ in view.free_pages()):
        yield Page("page", key, urls.free_page(key), "page.html")


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    """All free pages are one fact: they are few, and which one is shown depends on the others."""
    yield ("free pages", "")
    yield from entry_facts(view, PAGES.key, _name(view.free_page(page.key)))


def _name(free_page: FreePage) -> str:
    """The name of the entry that is shown: "about.da"."""
    return f"{free_page.key}.{free_page.language}" if free_page.language else free_page.key


def _context(view: View, page: Page) -> Context:
    """What `page.html` is given."""
    free_page = view.free_page(page.key)
    text = view.prose(page, free_page.body, 2)
    return {
        "title": plain(free_page.title),
        "description": free_page.description or shortened(text.striptags()),
        "lang": view.foreign(free_page.language or view.site.languages[0]),
        "text": text,
        "editing": entry_links(view, page, f"{PAGES.key}/{_name(free_page)}", free_page),
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


FAMILY = Family(PAGES.page, _plan, _inputs, _context, plan_touched=shows_no_works, about=about_things(PAGES.key))
NOT_FOUND = Family(
    "not found",
    _plan_not_found,
    _no_inputs,
    _not_found_context,
    plan_touched=shows_no_works,
    kind=lambda _page: urls.PROGRAMS,
    is_read=False,
)
