"""The search page: the search itself is done by the script of the theme, with Pagefind's index."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.export.formats import to_json
from kartotek.model.kinds import KINDS, LISTING
from kartotek.model.publication_fields import OPEN_ACCESS
from kartotek.model.types import TYPES
from kartotek.pages.facets import MANY
from kartotek.pages.family import Context, Family, shows_no_works
from kartotek.pages.parts.cite import style_names
from kartotek.pages.parts.described import of_page
from kartotek.text.typed_identifiers import patterns
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View


def _plan(view: View) -> Iterator[Page]:
    """One page, unless `search` in site.yaml is false."""
    if view.settings.search:
        yield Page("search", "", urls.SEARCH, "search.html")


def _inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """What facets and exports name in the language of the page: years, languages and citation styles."""
    yield ("all", "years")
    yield ("citation styles", "")
    yield ("languages of works", "")


def _context(view: View, _page: Page) -> Context:
    """The labels of facet values in the language of the page, as far as there are few; see `pages.facets`."""
    gettext = view.language.gettext
    return {
        "title": gettext("Search"),
        "description": of_page(gettext("Search"), gettext("Title, person, subject, DOI")),
        "files_of_works": view.settings.profile.works,
        "styles": style_names(view),
        "search_facets": {
            "year": gettext("Year"),
            "type": gettext("Type"),
            **{facet: gettext(kind.label) for facet, kind in MANY.items()},
            "language": gettext("Language"),
            "access": gettext("Open access"),
            "review": gettext("Peer review"),
        },
        "search_labels": {
            "types": {key: gettext(row.label) for key, row in TYPES.items()},
            "kinds": {kind.key: gettext(kind.label) for kind in LISTING.values() if kind.searched},
            "access": {kind: view.access_label(kind) for kind in (*OPEN_ACCESS, "open", "embargoed", "restricted")},
            "languages": {tag: view.language.language_name(tag) for tag in view.languages_of_works()},
            "years": {year: view.label("years", year) for year in view.keys("years") if _before_christ(year)},
            "review": {"yes": gettext("Peer-reviewed"), "no": gettext("Not peer-reviewed")},
        },
        "search_identifiers": patterns(),
    }


def _before_christ(year: str) -> bool:
    """Whether a year is written otherwise than its key; see `urls.segment`."""
    return year == "0" or year.startswith("-")


def _plan_dialog(view: View) -> Iterator[Page]:
    """One file in each language."""
    if view.settings.search:
        yield Page("search dialog", "", urls.DIALOG, "")


def _dialog_inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """Nothing but the language."""
    return iter(())


def _dialog(view: View, _page: Page) -> list[bytes]:
    """What the dialog of the suggestions says. It is in no page, of which most visitors never open it."""
    gettext = view.language.gettext
    said = {
        "search": gettext("Search"),
        "close": gettext("Close"),
        "suggestions": gettext("Suggestions"),
        "counted": {"one": gettext("{count} suggestion"), "other": gettext("{count} suggestions")},
        "kinds": {kind.key: gettext(kind.label) for kind in KINDS.values() if kind.searched},
    }
    return [to_json(said).encode()]


FAMILY = Family("search", _plan, _inputs, _context, plan_touched=shows_no_works, is_read=False)
DIALOG = Family(
    "search dialog",
    _plan_dialog,
    _dialog_inputs,
    plan_touched=shows_no_works,
    suffixes=lambda _view, _page: (".json",),
    files=_dialog,
    kind=lambda _page: urls.PROGRAMS,
)
