"""CERIF XML as the OpenAIRE Guidelines for CRIS Managers 1.2 have it: works, people, organisations and projects.

A record tells of its neighbours only what tells them apart, and never more than their own records do ("Metadata
representation in CERIF XML"). Journals, events and funding have no records here, so they stand within others without an
`id`, which the guidelines allow for what a system does not manage.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kartotek.export.shared_values import ACCESS_RIGHTS, first_page, iso, last_page
from kartotek.export.work import Agent, Institution, Work
from kartotek.export.xml import text
from kartotek.model.authority import Organisation, Project
from kartotek.model.common import Contributor, Funding
from kartotek.model.lists import DEEPEST
from kartotek.model.person import Person
from kartotek.model.publication import Event
from kartotek.text.dates import PartialDate
from kartotek.text.identifiers import resolve
from kartotek.text.licenses import spdx_id
from kartotek.text.rich import plain

PREFIX = "oai_cerif_openaire"
NAMESPACE = "https://www.openaire.eu/cerif-profile/1.2/"
SCHEMA = "https://www.openaire.eu/schema/cris/1.2/openaire-cerif-profile.xsd"
_VOCABULARY = "https://www.openaire.eu/cerif-profile/vocab/"
_COAR_TYPE = "http://purl.org/coar/resource_type/"
_IDENTIFIERS = "https://w3id.org/cerif/vocab/IdentifierTypes#"
_PRODUCTS = frozenset({"c_ddb1", "c_5ce6", "c_12ce", "c_18cc", "c_12cd", "c_1843", "c_e059", "c_7ad9"})
"""Types of COAR that are research products; the others but patents are publications."""
_LONGEST_ID = 128
_ORCID = re.compile(r"0000-000(?:1-[5-9]|2-[0-9]|3-[0-4])[0-9]{3}-[0-9]{3}[0-9X]|0009-000[0-9]-[0-9]{4}-[0-9]{3}[0-9X]")
"""ORCID iDs as the profile knows them; the block that ORCID gives out."""
_ISBN_13 = re.compile(r"97[89]-.*")
_DOI = re.compile(r"10\.[0-9]{4,}(?:\.[0-9]+)*/\S+")

Parts = Iterable[str]


def tag(name: str, *content: str, **attributes: str) -> str:
    """An element of XML that is already escaped; "" for one without content and attributes."""
    inside = "".join(content)
    said = "".join(f' {key.replace("xml_", "xml:")}="{text(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>" if said else ""


def _words(name: str, value: str, language: str = "", trans: str = "") -> str:
    return tag(name, text(value), xml_lang=language, trans=trans) if value else ""


def _keywords(work: Work) -> Iterator[str]:
    return (_words("Keyword", label, language) for language, label in work.keywords)


def _abstracts(name: str, work: Work) -> Iterator[str]:
    """Abstracts in all languages, under the name that the record has for them."""
    yield _words(name, work.abstract, work.record.abstract_language)
    yield from (_words(name, abstract, language) for language, abstract in work.abstracts)


def _id(family: str, key: str) -> str:
    """What a record is called in others; "" for a name that is longer than the profile allows."""
    made = f"{family}/{key}"
    return made if len(made) <= _LONGEST_ID else ""


def _day(date: PartialDate | None) -> str:
    """A date to the day, as XML Schema has it; "" for all others."""
    return str(date) if date and date.day and 0 < date.year <= 9999 and not date.qualifier else ""


@dataclass(frozen=True)
class Cerif:
    """Makes records; `base` is the address of the portal, the others are what has a record, by key."""

    base: str
    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    projects: Mapping[str, Project]

    def work(self, work: Work) -> str:
        """A work as Publication, Product or Patent, by its type of COAR."""
        if work.type.zotero == "patent":
            return self._record("Patent", "publications", work.record.key, self._patent(work))
        if work.type.coar_id in _PRODUCTS:
            return self._record("Product", "publications", work.record.key, self._product(work))
        return self._record("Publication", "publications", work.record.key, self._publication(work))

    def person(self, key: str) -> str:
        """A person with their affiliations."""
        record = self.people[key]
        units = (tag("Affiliation", self._unit(unit)) for unit in record.affiliations if unit in self.organisations)
        return self._record(
            "Person", "people", key, (*_name_of(record), _words("ElectronicAddress", record.url), *units)
        )

    def organisation(self, key: str) -> str:
        """An organisation with those it is a part of."""
        record = self.organisations[key]
        above = tag("PartOf", self._unit(record.parent)) if record.parent in self.organisations else ""
        return self._record(
            "OrgUnit", "organisations", key, (*_described(record), _words("ElectronicAddress", record.url), above)
        )

    def project(self, key: str) -> str:
        """A project with those who take part and who pay."""
        record = self.projects[key]
        members = (tag("Member", self._unit(unit)) for unit in record.organisations if unit in self.organisations)
        team = (tag("Member", *self._member(person)) for person in record.people if person.name)
        inside = (
            *_about(record),
            tag("Consortium", *members),
            tag("Team", *team),
            *(tag("Funded", tag("By", *_funder(given)), tag("As", _grant(given))) for given in record.funding),
        )
        return self._record("Project", "projects", key, inside)

    def _member(self, person: Contributor) -> Iterator[str]:
        yield _words("DisplayName", person.display)
        known = self.people.get(person.id)
        yield tag("Person", *_name_of(known), id=_id("people", person.id)) if known else "<Person/>"

    def _record(self, kind: str, family: str, key: str, inside: Parts) -> str:
        return tag(kind, *inside, xmlns=NAMESPACE, id=_id(family, key))

    def _publication(self, work: Work) -> Iterator[str]:
        record = work.record
        yield tag("Type", _COAR_TYPE + work.type.coar_id, xmlns=f"{_VOCABULARY}COAR_Publication_Types")
        yield _words("Language", record.language)
        yield from _titles("Title", work)
        yield _words("Subtitle", plain(work.subtitle), record.language) if work.subtitle else ""
        yield from self._home(work)
        yield tag("PublicationDate", iso(work.date, before_christ=False))
        yield _words("Number", ", ".join(record.number) or record.article_number)
        yield _words("Volume", record.volume)
        yield _words("Issue", record.issue)
        yield _words("Edition", record.edition)
        yield _words("StartPage", first_page(record.pages))
        yield _words("EndPage", last_page(record.pages))
        yield _words("DOI", record.doi) if _DOI.fullmatch(record.doi) else ""
        yield _words("Handle", record.handle)
        yield _words("PMCID", record.pmcid)
        yield from (_words("ISSN", issn) for issn in (() if work.container else record.all_issn))
        yield from (_words("ISBN", isbn) for isbn in (() if work.container else record.all_isbn) if _is_isbn(isbn))
        yield _words("URL", record.url or work.url)
        yield tag("Authors", *(tag("Author", *self._agent(agent)) for agent in work.authors))
        yield tag("Editors", *(tag("Editor", *self._agent(agent)) for agent in work.editors if record.editors))
        yield from self._shared(work, keywords=(*_keywords(work), *_abstracts("Abstract", work)))
        yield tag("PresentedAt", _event(record.event)) if record.event else ""
        yield from self._references(work)
        yield _access(work)
        yield _files(work)

    def _product(self, work: Work) -> Iterator[str]:
        record = work.record
        yield tag("Type", _COAR_TYPE + work.type.coar_id, xmlns=f"{_VOCABULARY}COAR_Product_Types")
        yield _words("Language", record.language)
        yield from _titles("Name", work, whole=True)
        yield _words("VersionInfo", record.version)
        yield _words("DOI", record.doi) if _DOI.fullmatch(record.doi) else ""
        yield _words("Handle", record.handle)
        yield _words("URL", record.url or work.url)
        yield tag("Creators", *(tag("Creator", *self._agent(agent)) for agent in work.creators))
        yield from self._shared(work, keywords=(*_abstracts("Description", work), *_keywords(work)))
        yield tag("PresentedAt", _event(record.event)) if record.event else ""
        yield from self._references(work)
        yield _access(work)
        yield _files(work)

    def _patent(self, work: Work) -> Iterator[str]:
        record = work.record
        yield tag("Type", _COAR_TYPE + work.type.coar_id, xmlns=f"{_VOCABULARY}COAR_Patent_Types")
        yield from _titles("Title", work, whole=True)
        yield tag("RegistrationDate", _ends(record.filed))
        yield tag("PublicationDate", _ends(record.issued))
        yield _words("CountryCode", record.country)
        yield _words("PatentNumber", ", ".join(record.number))
        yield _words("URL", record.url or work.url)
        inventors = (agent for agent in work.authors if agent.name)
        yield tag("Inventors", *(tag("Inventor", *self._agent(agent)) for agent in inventors))
        yield tag("Holders", tag("Holder", *_unit_by_name(work.issued_by(work.publisher)))) if work.publisher else ""
        yield from _abstracts("Abstract", work)
        yield from _keywords(work)
        yield from self._origins(work)
        yield from self._references(work)
        yield _files(work)

    def _shared(self, work: Work, keywords: Parts) -> Iterator[str]:
        """Publisher, licence, what it is about, and where the money came from; status, between them, has no
        vocabulary."""
        issuer = work.issuer
        yield tag("Publishers", tag("Publisher", *_unit_by_name(work.issued_by(issuer)))) if issuer else ""
        if known := spdx_id(work.record.license):
            yield tag("License", f"https://spdx.org/licenses/{known}", scheme="https://spdx.org/licenses")
        yield from keywords
        yield from self._origins(work)

    def _origins(self, work: Work) -> Iterator[str]:
        for key in work.record.projects:
            if key in self.projects:
                project = self.projects[key]
                yield tag("OriginatesFrom", tag("Project", *_about(project), id=_id("projects", key)))
        for given in work.record.funding:
            yield tag("OriginatesFrom", _grant(given))

    def _home(self, work: Work) -> Iterator[str]:
        """The journal, or the book: by its record, if it is a work of the portal."""
        if not work.container:
            return
        kind = "c_0640" if work.record.journal else "c_f744" if work.type.coar_id == "c_5794" else "c_2f33"
        key = self._key_at(work.container_url, "publications")
        parts = (
            tag("Type", _COAR_TYPE + kind, xmlns=f"{_VOCABULARY}COAR_Publication_Types"),
            _words("Title", work.container),
            *(_words("ISSN", issn) for issn in work.issn if work.record.journal),
            *(_words("ISBN", isbn) for isbn in work.record.all_isbn if not work.record.journal and _is_isbn(isbn)),
        )
        inside = tag("Publication", id=_id("publications", key)) if key else tag("Publication", *parts)
        yield tag("PublishedIn" if work.record.journal else "PartOf", inside)

    def _references(self, work: Work) -> Iterator[str]:
        """Works that it cites, by DOI or by their own record."""
        for other in work.related:
            if other.relation not in ("Cites", "References"):
                continue
            if other.scheme == "DOI" and _DOI.fullmatch(other.address):
                yield tag("References", tag("Publication", _REFERENCED, _words("DOI", other.address)))
            elif other.scheme == "URL" and (key := self._key_at(other.address, "publications")):
                yield tag("References", tag("Publication", id=_id("publications", key)))

    def _key_at(self, address: str, family: str) -> str:
        """The key of the thing of the portal that has a page at an address; "" for all others."""
        begin = f"{self.base}{family}/"
        return address.removeprefix(begin).rstrip("/") if self.base and address.startswith(begin) else ""

    def _agent(self, agent: Agent) -> Iterator[str]:
        """A contributor as printed, then who that is, then where they worked."""
        yield _words("DisplayName", agent.display)
        if agent.name is None:
            yield "<OrgUnit/>"
            return
        key = self._key_at(agent.url, "people")
        if key in self.people:
            yield tag("Person", *_name_of(self.people[key]), id=_id("people", key))
        else:
            yield tag("Person", *_person_name(agent.name.family, agent.name.given), _orcid(agent.orcid)) or "<Person/>"
        for unit in agent.affiliations:
            inside = self._unit(unit.key) if unit.key in self.organisations else tag("OrgUnit", *_unit_parts(unit))
            yield tag("Affiliation", inside)

    def _unit(self, key: str) -> str:
        """An organisation with all above it, up to the root."""
        line: list[str] = []
        while key in self.organisations and key not in line and len(line) < DEEPEST:
            line.append(key)
            key = self.organisations[key].parent
        made = ""
        for each in reversed(line):
            above = tag("PartOf", made) if made else ""
            made = tag("OrgUnit", *_described(self.organisations[each]), above, id=_id("organisations", each))
        return made


_REFERENCED = tag("Type", f"{_COAR_TYPE}c_18cf", xmlns=f"{_VOCABULARY}COAR_Publication_Types")
"""The type of a work of which only the DOI is known: a text."""


def _titles(name: str, work: Work, *, whole: bool = False) -> Iterator[str]:
    """The title, and titles in other languages as translations; with the subtitle if it is `whole`."""
    yield _words(name, work.full_title if whole else plain(work.title), work.record.language)
    for language, title in work.translated_titles:
        yield _words(name, title, language, "h")


def _ends(date: object) -> str:
    return _day(date) if isinstance(date, PartialDate) else ""


def _is_isbn(isbn: str) -> bool:
    """Whether an ISBN has the form that the profile knows: an ISBN with hyphens, of 10 or 13 digits."""
    return isbn.count("-") == (4 if _ISBN_13.fullmatch(isbn) else 3)


def _orcid(orcid: str) -> str:
    return tag("ORCID", f"https://orcid.org/{orcid}") if _ORCID.fullmatch(orcid) else ""


def _person_name(family: str, given: str) -> Iterator[str]:
    yield tag("PersonName", _words("FamilyNames", family), _words("FirstNames", given))


def _name_of(record: Person) -> Iterator[str]:
    yield from _person_name(record.name.family, record.name.given)
    yield _orcid(record.orcid)


def _described(record: Organisation) -> Iterator[str]:
    """What tells an organisation apart."""
    yield _words("Acronym", record.acronym)
    yield _words("Name", record.name, record.language)
    yield from (_words("Name", name, language) for language, name in record.names)
    yield tag("RORID", resolve("ror", record.ror)) if record.ror else ""


def _about(record: Project) -> Iterator[str]:
    """What tells a project apart."""
    yield _words("Acronym", record.acronym)
    yield _words("Title", record.title, record.language)
    yield from (_words("Title", title, language) for language, title in record.titles)
    yield tag("StartDate", _day(record.start))
    yield tag("EndDate", _day(record.end))


def _unit_parts(unit: Institution) -> Iterator[str]:
    yield _words("Name", unit.name)
    yield tag("RORID", resolve("ror", unit.ror)) if unit.ror else ""


def _unit_by_name(unit: Institution) -> Iterator[str]:
    """The DisplayName of an organisation, and the organisation as far as it is known."""
    yield _words("DisplayName", unit.name)
    yield tag("OrgUnit", *_unit_parts(unit))


def _funder(given: Funding) -> Iterator[str]:
    return _unit_by_name(Institution(given.funder, given.ror))


def _grant(given: Funding) -> str:
    """A grant by its number, and who gave it."""
    kind = f"{_VOCABULARY}OpenAIRE_Funding_Types"
    number = tag("Identifier", text(given.grant), type=f"{_IDENTIFIERS}AwardNumber") if given.grant else ""
    return tag("Funding", tag("Type", f"{kind}#Grant", xmlns=kind), number, tag("Funder", *_funder(given)))


def _event(event: Event) -> str:
    return tag(
        "Event",
        _words("Name", event.name),
        _words("Place", event.place),
        _words("Country", event.country),
        tag("StartDate", _day(event.start)),
        tag("EndDate", _day(event.end)),
    )


def _access(work: Work) -> str:
    if work.access not in ACCESS_RIGHTS:
        return ""
    return tag("Access", ACCESS_RIGHTS[work.access][1], xmlns="http://purl.org/coar/access_right")


def _files(work: Work) -> str:
    return tag(
        "FileLocations",
        *(tag("Medium", _words("URI", file.url), _words("MimeType", file.media_type)) for file in work.documents),
    )
