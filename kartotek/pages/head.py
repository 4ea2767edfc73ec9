"""What machines read in the head of a page: tags, typed links, JSON-LD."""

from markupsafe import Markup

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.dublin_core import SCHEMAS, dublin_core
from kartotek.export.highwire import highwire
from kartotek.export.jsonld import Json, script
from kartotek.export.open_graph import open_graph
from kartotek.export.schema_org import work_thing
from kartotek.export.signposting import LINKSET, signposts
from kartotek.export.work import Agent, Work
from kartotek.model.authority import Journal, Keyword, Organisation, Person, Project
from kartotek.model.common import in_language
from kartotek.pages.exports import described_by, readable_files
from kartotek.pages.page import Page
from kartotek.pages.view import View, own_text
from kartotek.render.escape import escape
from kartotek.render.markdown import plain_blocks


def of_publication(view: View, page: Page, work: Work, description: str) -> Markup:
    """Everything of a publication's page, a line each."""
    base = view.site.base_url
    root = base or urls.root_from(view.prefix + page.url)
    others = tuple(code for code in view.site.languages if code != view.language.code)
    languages = (view.language.code, view.site.text("title", view.language.code), others)
    address = base + view.prefix + page.url if base else ""
    exports = [(root + file.url, file.media_type) for file in described_by(page.key, work.record.year)]
    lines = tags_of(work)
    title = work.full_title
    if work.record.retracted:
        title = f"{view.language.gettext('Retracted')}: {title}"
    for name, content in open_graph(work, title, description, address, languages):
        kind = "name" if name.startswith("twitter:") else "property"  # Open Graph is RDFa, Twitter's tag is not
        lines.append(f'<meta {kind}="{name}" content="{escape(content)}">')
    for relation, target, media_type in signposts(work, readable_files(view, work, root), exports, base):
        kind = f' type="{media_type}"' if media_type else ""
        lines.append(f'<link rel="{relation}" href="{escape(target)}"{kind}>')
    at = root + urls.exports("publications", page.key) + urls.LINKSET
    lines.append(f'<link rel="linkset" href="{escape(at)}" type="{LINKSET}">')
    lines.append(script(work_thing(work, address)))
    return Markup("\n".join(lines))  # all that came from entries is escaped


def tags_of(work: Work) -> list[str]:
    """The tags that reference managers and harvesters read: `citation_*` and Dublin Core."""
    lines = [f'<meta name="{name}" content="{escape(content)}">' for name, content in highwire(work)]
    lines += (f'<link rel="schema.{prefix}" href="{meaning}">' for prefix, meaning in SCHEMAS.items())
    for name, content, language in dublin_core(work):
        lang = f' lang="{escape(language)}"' if language else ""
        lines.append(f'<meta name="{name}"{lang} content="{escape(content)}">')
    return lines


def of_list(view: View, page: Page, title: str, about: Json | None = None) -> Markup:
    """JSON-LD of a page that lists publications, and of what it is about."""
    items = [_address(view, urls.item("publications", key)) for key in page.shows] if view.site.base_url else []
    address = _address(view, view.prefix + page.url)
    return Markup(script(schema_pages.collection_page(address, title, view.language.code, items, about)))


def of_home(view: View) -> Markup:
    """JSON-LD of the portal."""
    code = view.language.code
    search = _address(view, view.prefix + urls.SEARCH) if view.settings.search else ""
    name, description = view.site.text("title", code), plain_blocks(view.description())
    return Markup(script(schema_pages.web_site(_address(view, view.prefix), name, code, description, search)))


def _address(view: View, url: str) -> str:
    """The absolute address of what stands below the site's root, "" in a site that does not know its own."""
    return view.site.base_url + url if view.site.base_url else ""


def person_thing(view: View, person: Person) -> Json:
    """A person as schema.org has one."""
    position = in_language(person.positions, view.language.code) or person.position
    units = [_unit(view, key) for key in view.shown_organisations(person.affiliations)]
    image = _address(view, urls.file(person.image)) if person.image else ""
    return schema_pages.person(person, _address(view, urls.item("people", person.key)), position, units, image)


def organisation_thing(view: View, unit: Organisation) -> Json:
    """An organisation, with what it is part of and what is part of it."""
    parent = _unit(view, unit.parent) if unit.parent and view.exists("organisations", unit.parent) else None
    parts = [_unit(view, key) for key in view.sub_units(unit.key)]
    address = _address(view, urls.item("organisations", unit.key))
    return schema_pages.organisation(unit, address, view.label("organisations", unit.key), parent, parts)


def _unit(view: View, key: str) -> Json:
    """An organisation that another page names."""
    address = _address(view, urls.item("organisations", key))
    return schema_pages.unit(view.organisation(key), address, view.label("organisations", key))


def keyword_thing(view: View, keyword: Keyword) -> Json:
    """A keyword as a term of the portal's own set of terms."""
    code = view.language.code
    definition, _ = own_text(keyword.body, keyword.language, keyword.definitions, code)
    terms = schema_pages.term_set(_address(view, urls.index_of("keywords")), view.language.gettext("Keywords"))
    address = _address(view, urls.item("keywords", keyword.key))
    text = plain_blocks(definition) if definition else ""
    return schema_pages.defined_term(keyword, address, keyword.label_in(code), terms, text)


def journal_thing(view: View, journal: Journal) -> Json:
    """What publications appeared in."""
    return schema_pages.periodical(journal, _address(view, urls.item("journals", journal.key)))


def project_thing(view: View, project: Project) -> Json:
    """A project with those who work in it and those who paid for it."""
    members = [
        Agent(
            one.name,
            one.literal,
            one.orcid or (view.person(key).orcid if key else ""),
            url=_address(view, urls.item("people", key)) if key else "",
        )
        for one, key in zip(project.people, view.people_of_project(project.key), strict=True)
    ]
    units = [_unit(view, key) for key in view.shown_organisations(project.organisations)]
    address = _address(view, urls.item("projects", project.key))
    return schema_pages.project(project, address, view.label("projects", project.key), members, units)
