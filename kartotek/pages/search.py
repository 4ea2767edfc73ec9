"""The search page: the search itself is done by the script of the theme, with Pagefind's index."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.model.kinds import KEYWORDS, LISTING
from kartotek.model.publication_fields import OPEN_ACCESS
from kartotek.model.types import TYPES
from kartotek.pages.family import Context, Family, shows_no_works
from kartotek.text.typed_identifiers import patterns
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """One page, unless `search` in site.yaml is false."""
    if view.settings.search:
        yield Page("search", "", urls.SEARCH, "search.html")


def _inputs(view: View, _page: Page) -> Iterator[Fact]:
    """Everything that facets name: all keywords, years and languages."""
    yield ("all", "keywords")
    yield ("all", "years")
    yield ("languages of works", "")
    yield from (("keywords", key) for key in view.keys("keywords"))
    yield from (("names", f"keywords/{key}") for key in view.keys("keywords"))


def _context(view: View, _page: Page) -> Context:
    """The labels of facet values in the language of the page.

    The index holds keys, and keywords with the labels of the site's first language; only what is shown otherwise is
    listed.
    """
    gettext, first = view.language.gettext, view.site.languages[0]
    keywords = {
        KEYWORDS.naming.label(view.thing(KEYWORDS, key), first): view.label("keywords", key)
        for key in (view.keys("keywords") if view.language.code != first else ())
    }
    return {
        "title": gettext("Search"),
        "files_of_works": view.settings.profile.works,
        "search_labels": {
            "types": {key: gettext(row.label) for key, row in TYPES.items()},
            "kinds": {kind.key: gettext(kind.label) for kind in LISTING.values() if kind.searched},
            "access": {kind: view.access_label(kind) for kind in (*OPEN_ACCESS, "open", "embargoed", "restricted")},
            "languages": {tag: view.language.language_name(tag) for tag in view.languages_of_works()},
            "years": {year: view.label("years", year) for year in view.keys("years") if _before_christ(year)},
            "keywords": {own: label for own, label in keywords.items() if own != label},
        },
        "search_identifiers": patterns(),
    }


def _before_christ(year: str) -> bool:
    """Whether a year is written otherwise than its key; see `urls.segment`."""
    return year == "0" or year.startswith("-")


FAMILY = Family("search", _plan, _inputs, _context, plan_touched=shows_no_works)
