"""Old addresses: a page for each, which leads to where the thing is now."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from kartotek import urls
from kartotek.model.kinds import PAGES
from kartotek.pages.family import Context, Family, shows_no_works
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """A page for each alias. Aliases are full addresses, so the first language has them all."""
    if view.prefix:
        return  # an alias is an address of the whole site
    for alias in view.aliases():
        yield Page("redirect", alias, urls.redirect(alias), "redirect.html")
    for old, leads in view.redirects():
        if leads:
            yield Page("redirect", _CSV + old, urls.redirect(old), "redirect.html")


_CSV = "/"
"""The beginning of the key of a page for a line of `redirects.csv`; aliases have none."""


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    """Where the old address leads."""
    yield ("redirect", page.key[1:]) if page.key.startswith(_CSV) else ("aliases", page.key)


def _context(view: View, page: Page) -> Context:
    """What `redirect.html` is given: `target` is relative to the root of the site; if it is an address elsewhere,
    `elsewhere` is true."""
    from_csv = page.key.startswith(_CSV)
    leads = view.redirect(page.key[1:]) if from_csv else view.alias(page.key)
    target = target_of(page.key, *leads, view.site.languages)
    return {
        "title": view.language.gettext("This page has moved"),
        "target": target,
        "elsewhere": urls.is_elsewhere(target),
    }


def target_of(old: str, kind: str, key: str, languages: tuple[str, ...]) -> str:
    """Where an old address leads, from the root of the site: to a thing, or without a kind to an address of the portal
    or elsewhere. `languages` are the site's.

    An old address below a language leads to the page in that language.
    """
    if not kind:
        return key if urls.is_elsewhere(key) else quote(_BARE_PERCENT.sub("%25", key.lstrip("/")), safe=_KEPT)
    if kind == PAGES.key:
        name, _, language = key.partition(".")
        return (urls.prefix(language, languages) if language else "") + urls.free_page(name)
    tag = old.lstrip("/").partition("/")[0]
    return (f"{tag}/" if tag in languages[1:] else "") + urls.item(kind, key)


_KEPT = "%/?#[]@!$&'()*+,;=~:"
"""The signs of an address that are written as they are (RFC 3986, 2.2), and that of escaped ones."""
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


FAMILY = Family("redirect", _plan, _inputs, _context, plan_touched=shows_no_works, is_read=False)
