"""Old addresses: a page for each, which leads to where the thing is now."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.model.kinds import PAGES
from kartotek.pages.family import Context, Family
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """A page for each alias. Aliases are full addresses, so the first language has them all."""
    if view.prefix:
        return  # an alias is an address of the whole site
    for alias in view.aliases():
        yield Page("redirect", alias, urls.redirect(alias), "redirect.html")


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    """Where the old address leads."""
    yield ("aliases", page.key)


def _context(view: View, page: Page) -> Context:
    """What `redirect.html` is given: `target` is relative to the root of the site."""
    kind, key = view.alias(page.key)
    if kind == PAGES.key:
        name, _, language = key.partition(".")
        target = (urls.prefix(language, view.site.languages) if language else "") + urls.free_page(name)
    else:
        target = urls.item(kind, key)
    return {"title": view.language.gettext("This page has moved"), "target": target}


FAMILY = Family("redirect", _plan, _inputs, _context)
