"""The page of one publication."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from kartotek import urls
from kartotek.export.shared_values import with_dash
from kartotek.export.work import Work
from kartotek.model.common import Contributor, own_language_first
from kartotek.model.kinds import LISTING, ORGANISATIONS, PEOPLE
from kartotek.model.portal import Links
from kartotek.model.publication import ISSUERS, Publication, Relation
from kartotek.model.relist import Touched
from kartotek.model.roles import CREDIT, OTHER_ROLES, ROLES
from kartotek.model.types import TYPES
from kartotek.pages.family import Context, Family, about_things
from kartotek.pages.parts.cite import citations, sources
from kartotek.pages.parts.described import of_work
from kartotek.pages.parts.details import detail_rows
from kartotek.pages.parts.documents import documents_of, license_of, opened
from kartotek.pages.parts.downloads import Download, exports_of_work
from kartotek.pages.parts.editing import entry_facts, entry_links
from kartotek.pages.parts.head import of_publication
from kartotek.pages.parts.notices import shown_notices, works_of_notice
from kartotek.pages.parts.related import related_facts, related_works
from kartotek.pages.parts.share import share_tags_of_work
from kartotek.render.escape import breakable
from kartotek.render.markdown import HeadingIds, inline, plain, spans
from kartotek.text import identifiers
from kartotek.text.names import in_other_script
from kartotek.text.rich import before_subtitle
from kartotek.text.rich import plain as plain_line
from kartotek.view import labels
from kartotek.view.fact import Fact
from kartotek.view.named import Named, funders
from kartotek.view.page import Page
from kartotek.view.view import View

LONG_TITLE = 120
"""A title with more letters than this is set smaller, so that it leaves room for what follows."""
LONG_ABSTRACT = 900
"""An abstract with more letters than this fills a phone: there the facts come first."""


@dataclass(frozen=True, slots=True)
class Byline:
    """A contributor below the title. `marks` are the numbers of their affiliations, from 1, in the list that
    follows; `also` is the name in another script."""

    name: Named
    also: Named | None
    orcid: str
    orcid_url: str
    corresponding: bool
    equal: bool
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Abstract:
    """An abstract. `lang` is its attribute, "" if the language is the page's own; `language` is the language's name."""

    html: Markup
    lang: str
    language: str


def plan(view: View) -> Iterator[Page]:
    """A page for each publication."""
    return map(_page_of, view.keys("publications"))


def _plan_touched(view: View, touched: Touched) -> Iterator[Page]:
    """The pages of those that were edited, and of those that show one of them."""
    return (_page_of(key) for key in sorted(touched.works | touched.mentioning) if view.exists("publications", key))


def _page_of(key: str) -> Page:
    """The one page of a publication."""
    return Page("publication", key, urls.item("publications", key), "publication.html")


def inputs(view: View, page: Page) -> Iterator[Fact]:
    """Its own fields, the names of what it is linked to, and the cards of the publications it mentions."""
    links = view.links(page.key)
    yield ("publications", page.key)
    yield ("links", page.key)
    yield ("parts", page.key)
    yield ("open files", page.key)
    yield ("file sizes", page.key)
    yield ("first pages", page.key)
    yield ("works", page.key)
    yield ("citations", page.key)
    yield from entry_facts(view, "publications", page.key)
    yield ("bibtex", "")
    yield ("citation styles", "")
    for kind in LISTING.values():
        yield from (("names", f"{kind.key}/{key}") for key in kind.linked(links) if key)
    yield from (("names", f"organisations/{key}") for key in (getattr(links, field) for field in ISSUERS) if key)
    yield from (("journals", key) for key in (links.container, links.series) if key)
    if links.host:
        yield ("publications", links.host)
        yield ("links", links.host)
        yield from (("names", f"people/{key}") for key in view.links(links.host).editors if key)
    yield from related_facts(view, page.key)
    for key in chain(view.parts(page.key), links.named, (links.host,)):
        if key:
            yield ("cards", key)


def context(view: View, page: Page) -> Context:
    """What `publication.html` is given."""
    publication, links = view.publication(page.key), view.links(page.key)
    here, work, access = urls.here_from(view.prefix, page.url), view.work(page.key), view.access(page.key)
    ids = HeadingIds()
    abstracts = _abstracts(view, page, publication, ids)
    title, description = _title_and_description(view, work, abstracts)
    return {
        "title": title,
        "head": of_publication(view, page, work),
        "description": description,
        "share_tags": share_tags_of_work(view, work),
        "publication": publication,
        **_heading(view, publication),
        **_people(view, publication, links),
        **_venue(view, publication, links),
        "opened": opened(view, publication),
        "doi_url": work.doi_url,
        "image_url": urls.file(publication.image) if publication.image else "",
        "linked": _linked(view, links),
        "abstracts": abstracts,
        "facts_first": not abstracts or len(abstracts[0].html.striptags()) > LONG_ABSTRACT,
        "summaries": _texts(view, page, publication.plain_summary, ids),
        "rows": detail_rows(view, publication, links),
        "documents": documents_of(view, publication),
        "license": license_of(publication.license) if publication.license else None,
        "access": access,
        "access_label": view.access_label(access),
        "funding": funders(publication.funding),
        "keywords": _keywords(view, publication, links),
        "relations": _relations(view, links),
        "notices": shown_notices(view, publication, links),
        "notice_of": works_of_notice(view, links),
        "parts": view.cards(view.parts(page.key), here),
        "related": related_works(view, page.key, here),
        "editing": entry_links(view, page, f"publications/{page.key}", publication),
        "citations": citations(view, work),
        "sources": sources(view, page.key),
        "for_zotero": _for_zotero(exports_of_work(view, page.key)),
    }


def _for_zotero(files: Sequence[Download]) -> Download | None:
    """The file that Zotero's connector takes where there is one: RIS, of which Zotero reads most, or else BibTeX."""
    taken = (file for ending in (".ris", ".bib") for file in files if file.url.endswith(ending))
    return next(taken, None)


def _linked(view: View, links: Links) -> list[tuple[str, list[Named]]]:
    """What the entry names by id, by kind; what is retired is named without a link."""
    found: list[tuple[str, list[Named]]] = []
    for kind in LISTING.values():
        named = [view.named(kind.key, key) for key in links.by_id(kind.key)]
        named += [Named(name) for of_kind, _, name in links.retired if of_kind == kind.key]
        if named and kind is not ORGANISATIONS:
            found.append((view.language.gettext(kind.plural), named))
    return found


def _title_and_description(view: View, work: Work, abstracts: Sequence[Abstract]) -> tuple[str, str]:
    """The title and the description for tabs and search engines; of one that was retracted both begin with that
    word."""
    title, description = plain(work.record.title), of_work(view, work, abstracts[0].html if abstracts else Markup())
    if withdrawn := view.withdrawn_label(work.record):
        return f"{withdrawn}: {title}", f"{withdrawn}. {description}".rstrip()
    return title, description


def _heading(view: View, publication: Publication) -> Context:
    """The title in all languages, with type and category in words."""
    row = TYPES[publication.type]
    return {
        "heading": inline(publication.title),
        "before_subtitle": before_subtitle(plain_line(spans(publication.title))),
        "subtitle": inline(publication.subtitle) if publication.subtitle else "",
        "is_long": len(publication.title) + len(publication.subtitle) > LONG_TITLE,
        "lang": view.foreign(publication.language),
        "translated_titles": [
            (tag, inline(title)) for tag, title in own_language_first(publication.translated_title, view.language.code)
        ],
        "type": Named(view.language.gettext(row.label), urls.item("types", row.key)),
        "group": view.language.gettext(row.group),
        "category": view.language.gettext(labels.CATEGORIES[publication.category]),
    }


def _venue(view: View, publication: Publication, links: Links) -> Context:
    """Where and when it appeared, in one line: what it is in, the place there as bibliographies have it, the year."""
    volume, issue = publication.volume, publication.issue
    place = (
        f"{volume}({issue})" if volume and issue else volume or issue,
        with_dash(publication.pages, "\u2013") or publication.article_number,
    )
    return {
        "venue": view.container(publication, links),
        "place_in_venue": ", ".join(filter(None, place)) if publication.journal else "",
        "year": view.language.years(publication.date) if publication.date else "",
    }


def _people(view: View, publication: Publication, links: Links) -> Context:
    """Everyone who made it, by role, and where they work.

    Of roles other than authors, those that the table of details does not list, or all if there are no authors.
    """
    affiliations, rows = _affiliations(links), TYPES[publication.type].rows
    shown = [
        (field, _bylines(view, field, publication, links, affiliations))
        for field in ROLES
        if getattr(publication, field) and (field == "authors" or field not in rows or not publication.authors)
    ]
    return {
        "bylines": [
            (view.language.gettext(label), field, people)
            for field, listed in shown
            for label, people in _in_roles(field, listed, publication)
        ],
        "credit": _credit(view, publication, links),
        "affiliations": [view.unit(*unit) for unit in dict.fromkeys(affiliations.values())],
        "organisations": [
            *(view.named(ORGANISATIONS.key, key) for key in _other_organisations(links, affiliations)),
            *(Named(name) for kind, _, name in links.retired if kind == ORGANISATIONS.key),
        ],
    }


def _in_roles(field: str, listed: list[Byline], publication: Publication) -> Iterator[tuple[str, list[Byline]]]:
    """The people of a field below what they are called: all of them, or those in `contributors` by role."""
    if field != "contributors":
        yield labels.ROLE_LABELS[field], listed
        return
    for key, role in OTHER_ROLES.items():
        people = [byline for byline, named in zip(listed, publication.contributors, strict=True) if key in named.roles]
        if people:
            yield role.label if len(people) == 1 else role.plural, people


def _credit(view: View, publication: Publication, links: Links) -> list[tuple[Named, list[Named]]]:
    """Everyone of whom CRediT roles are known, each once, with these roles in the order of the standard."""
    found: dict[str, tuple[Named, set[str]]] = {}
    for field in ROLES:
        for contributor, key in zip(getattr(publication, field), getattr(links, field), strict=True):
            if contributor.credit:
                name = view.contributor(contributor, key)
                found.setdefault(key or name.label, (name, set()))[1].update(contributor.credit)
    return [
        (
            name,
            [Named(view.language.gettext(role.label), href=role.url) for key, role in CREDIT.items() if key in roles],
        )
        for name, roles in found.values()
    ]


def _affiliations(links: Links) -> dict[str, tuple[str, str]]:
    """By affiliation as written: the key of the organisation and "", or "" and the name. Two spellings may be one
    organisation, which then has one number."""
    return {name: (key, "" if key else name) for name, key in links.affiliations}


def _other_organisations(links: Links, affiliations: dict[str, tuple[str, str]]) -> list[str]:
    """The keys of its organisations that the numbered list of affiliations does not have already."""
    numbered = {key for key, _ in affiliations.values()}
    return [key for key in links.by_id(ORGANISATIONS.key) if key not in numbered]


def _bylines(
    view: View, role: str, publication: Publication, links: Links, affiliations: dict[str, tuple[str, str]]
) -> list[Byline]:
    """The contributors of one role; the numbers of affiliations are the same for all roles."""
    contributors: tuple[Contributor, ...] = getattr(publication, role)
    keys: tuple[str, ...] = getattr(links, role)
    numbers = {unit: number for number, unit in enumerate(dict.fromkeys(affiliations.values()), 1)}
    return [
        Byline(
            (name := view.contributor(contributor, key)),
            _also(view, contributor, key, name) if key else None,
            contributor.orcid,
            identifiers.resolve("orcid", contributor.orcid) if contributor.orcid else "",
            contributor.corresponding,
            contributor.equal,
            tuple(dict.fromkeys(numbers[affiliations[name]] for name in contributor.affiliations)),
        )
        for contributor, key in zip(contributors, keys, strict=True)
    ]


def _also(view: View, contributor: Contributor, key: str, shown: Named) -> Named | None:
    """The name in another script, which readers of the work may know better: that of the entry, or the printed one."""
    names = [(tag, str(name)) for tag, name in view.names_of(PEOPLE.key, key)]
    printed = [("", contributor.display)] if names else []
    found = ((tag, name) for tag, name in (*names, *printed) if in_other_script(name, shown.label))
    return next((Named(name, lang=view.foreign(tag) if tag else "") for tag, name in found), None)


def _abstracts(view: View, page: Page, publication: Publication, ids: HeadingIds) -> list[Abstract]:
    """The abstracts, in the order of `_texts`."""
    first = [(publication.abstract_language, publication.abstract)] if publication.abstract else []
    return _texts(view, page, (*first, *publication.abstracts), ids)


def _texts(view: View, page: Page, texts: Iterable[tuple[str, str]], ids: HeadingIds) -> list[Abstract]:
    """Texts by language, the one in the language of the page first."""
    return [
        Abstract(view.prose(page, text, 3, ids), view.foreign(tag), view.language.language_name(tag) if tag else "")
        for tag, text in sorted(texts, key=lambda each: each[0] != view.language.code)
        if text
    ]


def _keywords(view: View, publication: Publication, links: Links) -> list[Named]:
    """The keywords in the language of the page and those without one; if there are none of these, all."""
    written = list(zip(publication.keywords, links.keywords, strict=True))
    own = [pair for pair in written if pair[0][0] in ("", view.language.code)]
    shown: dict[str, Named] = {}
    for (tag, label), key in own or written:
        named = view.named("keywords", key) if key else Named(label, lang=view.foreign(tag))
        shown.setdefault(key or label, named)
    return list(shown.values())


def _relations(view: View, links: Links) -> list[tuple[str, list[Named]]]:
    """Works that the entry names as related, or that name it, by relation; those not published yet are left out."""
    groups: dict[str, list[Named]] = {}
    for relation in links.relations:
        if relation.id:
            retired = next((name for _, id_, name in links.retired if id_ == relation.id), "")
            if relation.id not in links.named and not retired:
                continue  # not published yet
            named = Named(plain(retired)) if retired else view.host(relation.id)
        elif relation.doi:
            named = Named(breakable(f"doi:{relation.doi}"), href=identifiers.resolve("doi", relation.doi))
        else:
            named = Named(urls.host_of(relation.url), href=relation.url)
        groups.setdefault(_relation_in_words(view, relation), []).append(named)
    return list(groups.items())


def _relation_in_words(view: View, relation: Relation) -> str:
    """What the relation is called, and what its entry says more of it; of one that has no name, that alone."""
    said = view.text(relation.information)
    if said and relation.relation == "Other":
        return said[0].upper() + said[1:]
    name = view.language.gettext(labels.RELATIONS[relation.relation])
    return f"{name} ({said})" if said else name


FAMILY = Family(
    "publication",
    plan,
    inputs,
    context,
    record="publications",
    plan_touched=_plan_touched,
    about=about_things("publications"),
)
