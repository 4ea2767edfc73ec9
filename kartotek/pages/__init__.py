"""The page families: one module each, and the one table that lists them in order."""

from collections.abc import Mapping
from typing import Any

from kartotek.model.kinds import LISTING
from kartotek.pages import (
    admin,
    containers,
    data,
    exports,
    harvest,
    home,
    keywords,
    organisations,
    package,
    people,
    projects,
    prose,
    publication,
    publications,
    redirects,
    report,
    retired,
    search,
    share_images,
    types,
    years,
)
from kartotek.pages.family import Family
from kartotek.pages.things import KindPages, families
from kartotek.view.page import Page

_WITH_MODULES: Mapping[str, KindPages[Any]] = {
    each.kind.key: each
    for each in (
        people.KIND_PAGES,
        keywords.KIND_PAGES,
        containers.KIND_PAGES,
        organisations.KIND_PAGES,
        projects.KIND_PAGES,
    )
}
"""The kinds that have a module of their own here."""
THINGS: Mapping[str, KindPages[Any]] = {key: _WITH_MODULES.get(key) or KindPages(kind) for key, kind in LISTING.items()}
"""What each kind adds to the pages of its things, in the order of the table of kinds. A kind need not add anything."""

_TABLE = (
    home.FAMILY,
    publications.FAMILY,
    publication.FAMILY,
    exports.WORKS,
    exports.LISTED,
    share_images.WORKS,
    share_images.PEOPLE,
    harvest.FAMILY,
    *(family for kind_pages in THINGS.values() for family in families(kind_pages)),
    years.INDEX,
    years.FAMILY,
    types.INDEX,
    types.FAMILY,
    search.FAMILY,
    search.DIALOG,
    report.FAMILY,
    data.FAMILY,
    data.MAPPING,
    package.FAMILY,
    prose.FAMILY,
    prose.NOT_FOUND,
    redirects.FAMILY,
    retired.FAMILY,
    retired.GONE,
    admin.FAMILY,
    admin.FORMS,
)

FAMILIES: dict[str, Family] = {family.name: family for family in _TABLE}
"""All families by name, in the order in which their pages are planned and sitemaps list them."""


def read_by_people(page: Page) -> bool:
    """Whether a page is one that people read and that sitemaps list."""
    return bool(page.template) and FAMILIES[page.family].is_read
