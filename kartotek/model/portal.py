"""The portal: all records, resolved and linked, read-only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kartotek.model.authority import FreePage, Journal, Keyword, Organisation, Person, Project
from kartotek.model.publication import File, Publication
from kartotek.model.slim import Slim
from kartotek.text.dates import Change

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Links(Slim):
    """What one publication is linked to. The four roles run beside its contributors; "" is "no page"."""

    authors: Keys = ()
    editors: Keys = ()
    translators: Keys = ()
    supervisors: Keys = ()
    container: str = ""
    series: str = ""
    host: str = ""
    """The publication it is a chapter of, when that has an entry of its own."""
    host_hidden: bool = False
    """Whether that entry is not published yet, so that nothing may be said of it."""
    keywords: Keys = ()
    organisations: Keys = ()
    affiliations: tuple[tuple[str, str], ...] = ()
    """The affiliations of its contributors as written, each with the key of the organisation or ""."""
    projects: Keys = ()
    named: Keys = ()
    """Publications of the portal that its entry names as related."""

    def people(self) -> Keys:
        """Everyone with a page, each once, in order of role."""
        everyone = (*self.authors, *self.editors, *self.translators, *self.supervisors)
        return tuple(dict.fromkeys(key for key in everyone if key))


Works = Mapping[str, Keys]
"""Publications (newest first) by the key of what they are linked to."""


@dataclass(frozen=True, slots=True)
class Portal:
    """Everything pages are made from. Publications stand newest first, here and in every list of works."""

    publications: Mapping[str, Publication]
    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    projects: Mapping[str, Project]
    journals: Mapping[str, Journal]
    keywords: Mapping[str, Keyword]
    pages: Mapping[tuple[str, str], FreePage]
    """Free pages by key and language ("" for the one that all languages fall back to)."""
    links: Mapping[str, Links]
    related: Mapping[str, Keys]
    works_of_person: Works
    works_of_keyword: Works
    works_of_journal: Works
    works_of_organisation: Works
    works_of_project: Works
    works_of_year: Works
    works_of_type: Works
    parts: Works
    """Chapters by the publication they stand in."""
    people_of_project: Mapping[str, Keys]
    aliases: Mapping[str, tuple[str, str]]
    """Old addresses, each with the collection and the key of what stands there no more."""
    works_below: Works
    """Works of each organisation with sub-units, and of all of these."""
    changed: Mapping[str, Change]
    """When publications were first and last changed, of those of which it is known."""
    removed: Mapping[str, str]
    """When publications were removed (ISO 8601, UTC), of those that there were."""
    sub_units: Mapping[str, Keys]
    narrower: Mapping[str, Keys]
    today: str
    """The day of the build (ISO): embargoes end and entries appear by it."""
    withheld: Mapping[str, File] = field(default_factory=dict)
    """Files below `content/files/` that an entry keeps from the public today, each with the strictest access given."""
