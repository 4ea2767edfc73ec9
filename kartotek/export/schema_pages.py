"""schema.org in JSON-LD for pages that are about something else than one publication.

`url` is the absolute address of a page in the site's first language, which names the thing too where it has no
identifier; "" in a site that does not know its address.
"""

from collections.abc import Iterable, Sequence

from kartotek.export.jsonld import Json, Properties, funding, identifiers_at, made, named, one_or_all, people, place
from kartotek.export.shared_values import iso
from kartotek.export.work import Agent
from kartotek.model.authority import Journal, Keyword, Organisation, Project
from kartotek.model.person import Person
from kartotek.text.identifiers import resolve
from kartotek.text.names import PersonName

_CONTAINERS = {
    "journal": "Periodical",
    "magazine": "Periodical",
    "newspaper": "Newspaper",
    "series": "BookSeries",
    "proceedings": "Book",
    "book": "Book",
}


def person(record: Person, name: PersonName, url: str, position: str, affiliations: Sequence[Json], image: str) -> Json:
    """A Person by the name in the language of the page. `birthDate` is left out for the living, as on their page.
    `position` is a job title, `image` an address."""
    orcid = resolve("orcid", record.orcid) if record.orcid else ""
    properties: Properties = (
        ("@id", orcid or url),
        ("url", url),
        ("name", str(name)),
        ("givenName", name.given),
        ("familyName", name.family),
        ("honorificSuffix", name.suffix),
        ("alternateName", [other for other in record.all_names if other != str(name)]),
        ("sameAs", _each(orcid, record.url, *record.same_as)),
        ("identifier", identifiers_at(record.same_as, "people")),
        ("jobTitle", position),
        ("affiliation", list(affiliations)),
        ("image", image),
        ("birthDate", iso(record.born) if record.died else ""),
        ("deathDate", iso(record.died)),
    )
    return made("Person", properties)


def unit(record: Organisation, url: str, name: str) -> Json:
    """An Organization in short, as part of another thing. `name` is in the language of the page."""
    ror = resolve("ror", record.ror) if record.ror else ""
    return made("Organization", (("@id", ror or url), ("name", name), ("url", url if ror else ""), ("sameAs", ror)))


def organisation(record: Organisation, url: str, name: str, parent: Json | None, parts: Sequence[Json]) -> Json:
    """An Organization by its name in the language of the page, with what is above and below it in the tree."""
    ror = resolve("ror", record.ror) if record.ror else ""
    names = (record.name, *(text for _, text in record.names), *record.other_names, record.acronym)
    properties: Properties = (
        ("alternateName", [other for other in _each(*names) if other != name]),
        ("sameAs", _each(ror, record.url, *record.same_as)),
        ("identifier", identifiers_at(record.same_as, "organisations")),
        ("location", place(record.place, record.country)),
        ("foundingDate", iso(record.founded)),
        ("dissolutionDate", iso(record.closed)),
        ("parentOrganization", parent),
        ("subOrganization", list(parts)),
    )
    return unit(record, url, name) | made("Organization", properties)


def project(record: Project, url: str, name: str, members: Sequence[Agent], organisations: Sequence[Json]) -> Json:
    """A ResearchProject, which is a kind of Organization in schema.org; so its start is its `foundingDate`."""
    names = (record.title, *(text for _, text in record.titles), record.acronym)
    properties: Properties = (
        ("@id", url),
        ("url", url),
        ("name", name),
        ("alternateName", [other for other in _each(*names) if other != name]),
        ("sameAs", _each(record.url, *record.same_as)),
        ("identifier", identifiers_at(record.same_as, "projects")),
        ("foundingDate", iso(record.start)),
        ("dissolutionDate", iso(record.end)),
        ("member", [*people(members), *organisations]),
        *funding(record.funding),
    )
    return made("ResearchProject", properties)


def periodical(record: Journal, url: str, name: str, publisher: Json | None) -> Json:
    """What publications appeared in, by its title in the language of the page, as the class of its kind. The class Book
    has no `issn`. `publisher` is an organisation that has an entry."""
    kind = _CONTAINERS[record.kind]
    properties: Properties = (
        ("@id", url),
        ("url", url),
        ("name", name),
        ("alternateName", [other for other in _each(*record.all_names) if other != name]),
        ("issn", "" if kind == "Book" else one_or_all(record.all_issn)),
        ("publisher", publisher or named("Organization", record.publisher)),
        ("sameAs", _each(record.url, *record.same_as)),
        ("identifier", identifiers_at(record.same_as, "journals")),
        ("startDate", "" if kind == "Book" else iso(record.founded)),
    )
    return made(kind, properties)


def defined_term(record: Keyword, url: str, name: str, terms: Json, description: str) -> Json:
    """A keyword as a DefinedTerm, by its label in the language of the page; `terms` is the `term_set` of all
    keywords."""
    names = (record.label, *(text for _, text in record.labels), *(text for _, text in record.synonyms))
    properties: Properties = (
        ("@id", url),
        ("url", url),
        ("name", name),
        ("alternateName", [other for other in _each(*names) if other != name]),
        ("termCode", record.key),
        ("description", description),
        ("inDefinedTermSet", terms),
        ("sameAs", list(record.same_as)),
        ("identifier", identifiers_at(record.same_as, "keywords")),
    )
    return made("DefinedTerm", properties)


def thing(
    schema_class: str, url: str, name: str, names: Iterable[str], same_as: Iterable[str], description: str
) -> Json:
    """A thing of which nothing is known but its `names`, its addresses elsewhere (`same_as`) and a text."""
    properties: Properties = (
        ("@id", url),
        ("url", url),
        ("name", name),
        ("alternateName", [other for other in _each(*names) if other != name]),
        ("description", description),
        ("sameAs", _each(*same_as)),
    )
    return made(schema_class, properties)


def term_set(url: str, name: str) -> Json:
    """All keywords of a site."""
    return made("DefinedTermSet", (("@id", url), ("name", name), ("url", url)))


def list_page(
    url: str,
    name: str,
    language: str,
    items: Sequence[str],
    about: Json | None,
    breadcrumb: Json | None,
    selected: Sequence[str] = (),
) -> Json:
    """A page that lists works and what it is `about`: of a person a ProfilePage, else a CollectionPage.

    `url` is its own address, `items` are those of the works, `selected` those of the works that it shows first: its
    `significantLink`, "one of the more significant URLs on the page" (schema.org/significantLink). Search engines want
    the person to be the main entity of a profile (Google's "Profile page structured data"); the works are parts of it.
    """
    works = {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": list(items)} if items else None
    profile = about is not None and about["@type"] == "Person"
    parts = [{"@type": "CreativeWork", "url": item} for item in items]
    properties: Properties = (
        ("@id", url),
        ("name", name),
        ("inLanguage", language),
        ("breadcrumb", breadcrumb),
        ("significantLink", list(selected)),
        *((("mainEntity", about), ("hasPart", parts)) if profile else (("about", about), ("mainEntity", works))),
    )
    return made("ProfilePage" if profile else "CollectionPage", properties)


def web_page(url: str, breadcrumb: Json | None) -> Json | None:
    """The page that a publication is the main entity of; None in a site that does not know its address."""
    return made("WebPage", (("@id", url), ("breadcrumb", breadcrumb))) if url else None


def breadcrumbs(above: str, address: str, name: str) -> Json:
    """The way to a page: the page above it by name and address, then the name of the page itself.

    The last has no address, as it is where one is; two steps are the least, and the home page need not be one of them
    (Google's "Breadcrumb structured data").
    """
    steps: tuple[Json, ...] = ({"name": above, "item": {"@id": address}}, {"name": name})
    listed = [{"@type": "ListItem", "position": i, **step} for i, step in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def web_site(url: str, name: str, language: str = "", description: str = "", search: str = "") -> Json:
    """The WebSite in one language; `search` is the absolute address of its search page ("" for none)."""
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    properties: Properties = (
        ("@id", url),
        ("url", url),
        ("name", name),
        ("inLanguage", language),
        ("description", description),
        ("potentialAction", action if search else None),
    )
    return made("WebSite", properties)


def _each(*texts: str) -> list[str]:
    """Those that say something, each once."""
    return list(dict.fromkeys(filter(None, texts)))
