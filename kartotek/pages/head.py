"""What machines read in the head of a page: tags, typed links, JSON-LD."""

from markupsafe import Markup

from kartotek import urls
from kartotek.export import schema_org
from kartotek.export.dublin_core import SCHEMAS, dublin_core
from kartotek.export.highwire import highwire
from kartotek.export.open_graph import open_graph
from kartotek.export.signposting import LINKSET, signposts
from kartotek.export.work import Work
from kartotek.model.authority import Journal, Keyword, Organisation, Person, Project
from kartotek.pages.exports import described_by
from kartotek.pages.page import Page
from kartotek.pages.view import View
from kartotek.render.escape import escape
from kartotek.text import identifiers


def of_publication(view: View, page: Page, work: Work, description: str) -> Markup:
    """Everything of a publication's page, a line each."""
    base = view.site.base_url
    root = base or urls.root_from(view.prefix + page.url)
    others = tuple(code for code in view.site.languages if code != view.language.code)
    languages = (view.language.code, view.site.text("title", view.language.code), others)
    address = base + view.prefix + page.url if base else ""
    exports = [(root + file.url, file.media_type) for file in described_by(page.key)]
    lines = [f'<meta name="{name}" content="{escape(content)}">' for name, content in highwire(work)]
    lines += (f'<link rel="schema.{prefix}" href="{meaning}">' for prefix, meaning in SCHEMAS.items())
    for name, content, language in dublin_core(work):
        lang = f' lang="{escape(language)}"' if language else ""
        lines.append(f'<meta name="{name}"{lang} content="{escape(content)}">')
    for name, content in open_graph(work, description, address, languages):
        lines.append(f'<meta property="{name}" content="{escape(content)}">')
    for relation, target, media_type in signposts(work, exports, base):
        kind = f' type="{media_type}"' if media_type else ""
        lines.append(f'<link rel="{relation}" href="{escape(target)}"{kind}>')
    at = root + urls.exports("publications", page.key) + urls.LINKSET
    lines.append(f'<link rel="linkset" href="{escape(at)}" type="{LINKSET}">')
    lines.append(_script(schema_org.work_thing(work)))
    return Markup("\n".join(lines))  # all that came from entries is escaped


def of_list(view: View, page: Page, title: str, about: schema_org.Thing | None = None) -> Markup:
    """JSON-LD of a page that lists publications, and of what it is about."""
    base = view.site.base_url
    start = base + view.prefix
    items = [start + urls.item("publications", key) for key in page.shows] if base else []
    return Markup(_script(schema_org.collection(title, _address(view, page), items, about=about)))  # JSON, escaped


def of_home(view: View) -> Markup:
    """JSON-LD of the portal."""
    start = view.site.base_url + view.prefix if view.site.base_url else ""
    search = start + urls.SEARCH if start and view.settings.search else ""
    name = view.site.text("title", view.language.code)
    return Markup(_script(schema_org.website(name, start, view.description(), search)))  # JSON, escaped


def _script(thing: schema_org.Thing) -> str:
    return f'<script type="application/ld+json">{schema_org.script(thing)}</script>'


def _address(view: View, page: Page) -> str:
    return view.site.base_url + view.prefix + page.url if view.site.base_url else ""


def person_thing(view: View, person: Person) -> schema_org.Thing:
    """A person as schema.org has one."""
    base = view.site.base_url
    address = base + view.prefix + urls.item("people", person.key) if base else ""
    orcid = identifiers.resolve("orcid", person.orcid) if person.orcid else ""
    return schema_org.said(
        type_="Person",
        id_=orcid or address,
        url=address,
        name=person.label,
        givenName=person.name.given,
        familyName=person.name.family,
        alternateName=person.other_names,
        jobTitle=person.position,
        birthDate=str(person.born or ""),
        deathDate=str(person.died or ""),
        affiliation=[
            {"@type": "Organization", "name": view.label("organisations", key)}
            for key in view.shown_organisations(person.affiliations)
        ],
        sameAs=[orcid, person.url, *person.same_as],
    )


def organisation_thing(view: View, unit: Organisation) -> schema_org.Thing:
    """An organisation, with what it is part of and what is part of it."""
    parent = unit.parent if unit.parent and view.exists("organisations", unit.parent) else ""
    return schema_org.said(
        type_="Organization",
        id_=identifiers.resolve("ror", unit.ror) if unit.ror else "",
        name=unit.name,
        alternateName=[*(name for _, name in unit.names), unit.acronym, *unit.other_names],
        url=unit.url,
        address=schema_org.said(type_="PostalAddress", addressLocality=unit.place, addressCountry=unit.country)
        if unit.place or unit.country
        else None,
        foundingDate=str(unit.founded or ""),
        dissolutionDate=str(unit.closed or ""),
        parentOrganization={"@type": "Organization", "name": view.label("organisations", parent)} if parent else None,
        subOrganization=[
            {"@type": "Organization", "name": view.label("organisations", key)} for key in view.sub_units(unit.key)
        ],
        sameAs=unit.same_as,
    )


def keyword_thing(view: View, keyword: Keyword) -> schema_org.Thing:
    """A keyword as a term of the portal's own set of terms."""
    base = view.site.base_url
    return schema_org.said(
        type_="DefinedTerm",
        name=keyword.label_in(view.language.code),
        alternateName=list(dict.fromkeys(label for _, label in (*keyword.labels, *keyword.synonyms))),
        inDefinedTermSet=base + view.prefix + urls.index_of("keywords") if base else "",
        sameAs=keyword.same_as,
    )


_KINDS = {"journal": "Periodical", "series": "CreativeWorkSeries", "proceedings": "PublicationVolume"}


def journal_thing(journal: Journal) -> schema_org.Thing:
    """What publications appeared in."""
    return schema_org.said(
        type_=_KINDS.get(journal.kind, "CreativeWork"),
        name=journal.title,
        alternateName=journal.other_titles,
        issn=journal.issn,
        publisher={"@type": "Organization", "name": journal.publisher} if journal.publisher else None,
        url=journal.url,
        sameAs=journal.same_as,
    )


def project_thing(project: Project, title: str) -> schema_org.Thing:
    """A project with those who paid for it."""
    return schema_org.said(
        type_="ResearchProject",
        name=title,
        alternateName=project.acronym,
        url=project.url,
        foundingDate=str(project.start or ""),
        dissolutionDate=str(project.end or ""),
        funder=[
            schema_org.said(
                type_="Organization",
                name=given.funder,
                id_=identifiers.resolve("ror", given.ror) if given.ror else "",
            )
            for given in project.funding
        ],
        sameAs=project.same_as,
    )
