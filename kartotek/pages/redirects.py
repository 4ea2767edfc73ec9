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
    target = target_of(page.key, *view.alias(page.key), view.site.languages)
    return {"title": view.language.gettext("This page has moved"), "target": target}


def target_of(old: str, kind: str, key: str, languages: tuple[str, ...]) -> str:
    """The address, from the root of the site, of a thing that an old address leads to; `languages` are the site's.

    An old address below a language leads to the page in that language.
    """
    if kind == PAGES.key:
        name, _, language = key.partition(".")
        return (urls.prefix(language, languages) if language else "") + urls.free_page(name)
    tag = old.lstrip("/").partition("/")[0]
    return (f"{tag}/" if tag in languages[1:] else "") + urls.item(kind, key)


FAMILY = Family("redirect", _plan, _inputs, _context)
