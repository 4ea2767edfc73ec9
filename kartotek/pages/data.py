"""Two pages on data for machines: what there is, and how fields and types map to each format."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.export import mapping
from kartotek.export.formats import AROUND, NAMES
from kartotek.model.roles import CREDIT, ROLE_TABLE
from kartotek.model.types import TYPES
from kartotek.pages.family import Context, Family, shows_no_works
from kartotek.pages.parts.described import of_page
from kartotek.pages.parts.downloads import described_by, offered, year_facts, years_of_works
from kartotek.text.translated import N_
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

_COAR = "http://purl.org/coar/resource_type/"
"""What the addresses of concepts in COAR Resource Types begin with."""

_PROGRAMS = {
    "BibTeX": N_("LaTeX, JabRef"),
    "RIS": N_("EndNote, Zotero, Mendeley"),
    "CSL-JSON": N_("Zotero, Pandoc, citation processors"),
    "CSV": N_("spreadsheets"),
}
"""By the name of a format: what takes its files."""


def _plan(view: View) -> Iterator[Page]:
    """One page; the newest publication is its example."""
    yield Page("data", "", urls.DATA, "data.html", tuple(view.keys("publications")[:1]))


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    """The card of the example, how many publications there are, the years (for its files), the styles, the contact."""
    yield from (("cards", key) for key in page.shows)
    yield ("all", "publications")
    yield from year_facts(view)
    yield ("citation styles", "")
    yield ("harvesting", "")


def _context(view: View, page: Page) -> Context:
    """What `data.html` is given: addresses, and the files of the example."""
    example, gettext = next(iter(page.shows), ""), view.language.gettext
    whole = offered(urls.exports("publications", ""), view.settings.profile.whole)
    contact, _ = view.harvesting()
    title, profile = gettext("Data and formats"), view.settings.profile
    offers = {*profile.years, *profile.shown}
    return {
        "title": title,
        "description": of_page(title, ", ".join(NAMES[suffix][0] for suffix in AROUND if suffix in offers)),
        "count": len(view.keys("publications")),
        "example": view.host(example) if example else None,
        "example_files": described_by(view, example, years_of_works(view)[example]) if example else [],
        "oai_url": urls.OAI if contact else "",
        "resourcesync_url": urls.RESOURCESYNC,
        "package_url": urls.DATA_PACKAGE,
        "schema_url": urls.WORK_SCHEMA,
        "feeds_from": profile.feeds_from,
        "feed_url": urls.feed("publications", ""),
        "whole": [(file, gettext(_PROGRAMS[file.label])) for file in whole],
        "lists": len(view.settings.profile.lists),
        "mapping_url": urls.MAPPING,
    }


def _plan_mapping(_view: View) -> Iterator[Page]:
    """One page, the same in every portal."""
    yield Page("mapping", "", urls.MAPPING, "mapping.html")


def _no_inputs(_view: View, _page: Page) -> Iterator[Fact]:
    """No facts: the tables are part of the program."""
    return iter(())


def _mapping_context(view: View, _page: Page) -> Context:
    """What `mapping.html` is given: the tables of `export.mapping`. They depend on the program alone, not on a fact."""
    gettext = view.language.gettext
    return {
        "title": gettext("Fields and types in each format"),
        "description": of_page(gettext("Fields and types in each format"), ", ".join(mapping.FORMATS)),
        "data_url": urls.DATA,
        "formats": mapping.FORMATS,
        "fields": mapping.FIELDS,
        "roles": [(gettext(row.label), row) for row in ROLE_TABLE.values()],
        "credit": [(gettext(role.label), role) for role in CREDIT.values()],
        "types": [(gettext(row.label), row, _COAR + row.coar_id) for row in TYPES.values()],
    }


FAMILY = Family("data", _plan, _inputs, _context)
MAPPING = Family("mapping", _plan_mapping, _no_inputs, _mapping_context, plan_touched=shows_no_works)
