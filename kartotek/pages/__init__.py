"""Page families: one module each, and the one table that lists them in order."""

from kartotek.pages import (
    data,
    exports,
    harvest,
    home,
    journals,
    keywords,
    organisations,
    people,
    projects,
    prose,
    publication,
    publications,
    redirects,
    search,
    types,
    years,
)
from kartotek.pages.family import Family

_TABLE = (
    home.FAMILY,
    publications.FAMILY,
    publication.FAMILY,
    exports.WORKS,
    exports.LISTED,
    harvest.FAMILY,
    people.INDEX,
    people.FAMILY,
    keywords.INDEX,
    keywords.FAMILY,
    journals.INDEX,
    journals.FAMILY,
    organisations.INDEX,
    organisations.FAMILY,
    projects.INDEX,
    projects.FAMILY,
    years.INDEX,
    years.FAMILY,
    types.INDEX,
    types.FAMILY,
    search.FAMILY,
    data.FAMILY,
    data.MAPPING,
    prose.FAMILY,
    prose.NOT_FOUND,
    redirects.FAMILY,
)

FAMILIES: dict[str, Family] = {family.name: family for family in _TABLE}
