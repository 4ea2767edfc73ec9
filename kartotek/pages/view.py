"""The portal as pages see it: in one language, fact by fact."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from kartotek import urls
from kartotek.config.settings import Settings
from kartotek.export.coins import coins
from kartotek.export.work import Work
from kartotek.model.authority import FreePage, Journal, Keyword, Organisation, Person, Project
from kartotek.model.common import Contributor, Funding, in_language
from kartotek.model.portal import Keys, Links, Portal
from kartotek.model.publication import Publication
from kartotek.model.types import TYPES
from kartotek.pages.excerpts import COINS, FORMATS, Excerpts, NoExcerpts
from kartotek.pages.formats import listed
from kartotek.pages.page import Page
from kartotek.pages.works import Works
from kartotek.render.escape import escape
from kartotek.render.language import Language
from kartotek.render.markdown import inline, inline_with_links, markdown, rebase
from kartotek.text import identifiers
from kartotek.text.dates import Change

Made = TypeVar("Made")

HERE = "\0here\0"
"""Stands in what is rendered once for many pages, until the page is known; no text an editor wrote can hold it."""

_COINS = "\0coins\0"
_SHOWN_AUTHORS = 8


@dataclass(frozen=True)
class Named:
    """A name that may be a link: `url` is relative to the root of the language, `href` leads out of the portal."""

    label: str
    url: str = ""
    lang: str = ""
    href: str = ""
    retracted: bool = False


@dataclass(frozen=True)
class Card:
    """A publication as lists show it."""

    url: str
    title: Markup
    lang: str
    authors: tuple[Named, ...]
    more_authors: int
    editors_only: bool
    container: Named | None
    year: str
    type: Named
    access: str
    access_label: str
    status_label: str
    retracted: bool
    draft: bool


class View:
    """What contexts read. Every fact of the portal comes through one of the methods below.

    A page family gets nothing else, so a recording heir of this class sees all that a page is made from.
    """

    def __init__(
        self,
        portal: Portal,
        settings: Settings,
        language: Language,
        environment: Environment,
        folder: Path = Path(),
        works: Works | None = None,
    ) -> None:
        """`folder` is that of the site; `works` may be shared by the views of several languages."""
        self._portal = portal
        self._works = works or Works(portal, settings.site)
        self.excerpts: Excerpts = NoExcerpts()
        self.site = settings.site
        self.settings = settings
        self.language = language
        self.environment = environment
        self.prefix = urls.prefix(language.code, settings.site.languages)
        self._card_piece = COINS + 1 + settings.site.languages.index(language.code)
        self._named: dict[tuple[str, str], Named] = {}
        self.templates = folder / "templates"
        self._made: dict[object, Any] = {}
        self._sorted: dict[str, list[str]] = {}
        self._initials: dict[str, dict[str, int]] = {}
        self._members: dict[str, Keys] | None = None
        self.withheld = frozenset(portal.withheld)
        """Files that nobody may read today: part of what stands around every page, and so of every page's key."""
        self._ = language.gettext

    # facts, each with the kind under which `Page.inputs` names it

    def publication(self, key: str) -> Publication:
        """("publications", key): all fields of a publication."""
        return self._portal.publications[key]

    def links(self, key: str) -> Links:
        """("links", key): what a publication is linked to."""
        return self._portal.links[key]

    def related(self, key: str) -> Keys:
        """("related", key): the publications most like it."""
        return self._portal.related.get(key, ())

    def parts(self, key: str) -> Keys:
        """("parts", key): the chapters in it."""
        return self._portal.parts.get(key, ())

    def person(self, key: str) -> Person:
        """("people", key)."""
        return self._portal.people[key]

    def organisation(self, key: str) -> Organisation:
        """("organisations", key)."""
        return self._portal.organisations[key]

    def project(self, key: str) -> Project:
        """("projects", key)."""
        return self._portal.projects[key]

    def journal(self, key: str) -> Journal:
        """("journals", key)."""
        return self._portal.journals[key]

    def keyword(self, key: str) -> Keyword:
        """("keywords", key)."""
        return self._portal.keywords[key]

    def sub_units(self, key: str) -> Keys:
        """("sub units", key): the parts of an organisation."""
        return self._portal.sub_units.get(key, ())

    def narrower(self, key: str) -> Keys:
        """("narrower", key): the keywords that a keyword includes."""
        return self._portal.narrower.get(key, ())

    def works(self, family: str, key: str) -> Keys:
        """("works of <family>", key): publications linked to one thing, newest first."""
        return self._works_of(family).get(key, ())

    def works_below(self, organisation: str) -> Keys:
        """("works below", key): works of an organisation and all its sub-units."""
        return self._portal.works_below.get(organisation) or self.works("organisations", organisation)

    def keys(self, family: str) -> Sequence[str]:
        """("all", family): the keys of everything of a kind."""
        if family in ("years", "types"):
            return list(self._works_of(family))
        return list(getattr(self._portal, family))

    def sorted_keys(self, family: str) -> list[str]:
        """("all", family): the same in the sort order of the language."""
        keys = self._sorted.get(family)
        if keys is None:
            collate = self.language.collate
            order = sorted((collate(self.sort_name(family, key)), key) for key in self.keys(family))
            keys = self._sorted[family] = [key for _, key in order]
        return keys

    def initials(self, family: str) -> Mapping[str, int]:
        """("initials", family): the letters of an A to Z index, each with the place where its names begin."""
        initials = self._initials.get(family)
        if initials is None:
            initials = self._initials[family] = {}
            for i, key in enumerate(self.sorted_keys(family)):
                initials.setdefault(self.language.initial(self.sort_name(family, key)), i)
        return initials

    def sort_name(self, family: str, key: str) -> str:
        """("names", "<family>/<key>"): the form that indexes sort and letter by: family name first."""
        return self._portal.people[key].name.inverted if family == "people" else self.label(family, key)

    def counts(self, family: str) -> Mapping[str, int]:
        """("counts", family): how many publications each thing of a kind has."""
        works = self._works_of(family)
        return {key: len(works.get(key, ())) for key in self.keys(family)}

    def free_pages(self) -> Mapping[tuple[str, str], FreePage]:
        """("all", "pages"): the free pages by key and language."""
        return self._portal.pages

    def free_page(self, key: str) -> FreePage:
        """("all", "pages"): a free page in the language, else in the one all languages fall back to."""
        pages = self._portal.pages
        first = self.site.languages[0]
        for language in (self.language.code, "", first):
            if (key, language) in pages:
                return pages[key, language]
        return next(page for (name, _), page in pages.items() if name == key)

    def exists(self, family: str, key: str) -> bool:
        """("names", "<family>/<key>"): whether there is such a thing to be seen."""
        return key in getattr(self._portal, family)

    def shown_organisations(self, keys: Keys) -> Keys:
        """("names", "organisations/<key>"): those that are there; the others are drafts."""
        return tuple(key for key in keys if key in self._portal.organisations)

    def members(self, organisation: str) -> Keys:
        """("members", key): people whose entry gives the organisation as their affiliation."""
        if self._members is None:
            members: dict[str, list[str]] = {}
            for key in self.sorted_keys("people"):
                for unit in self._portal.people[key].affiliations:
                    members.setdefault(unit, []).append(key)
            self._members = {unit: tuple(keys) for unit, keys in members.items()}
        return self._members.get(organisation, ())

    def people_of_project(self, key: str) -> Keys:
        """("project people", key): the people of a project beside its contributors, "" for who has no page."""
        return self._portal.people_of_project[key]

    def aliases(self) -> Sequence[str]:
        """("all", "aliases"): all old addresses."""
        return list(self._portal.aliases)

    def alias(self, address: str) -> tuple[str, str]:
        """("aliases", old address): the collection and key that it leads to."""
        return self._portal.aliases[address]

    def languages_of_works(self) -> list[str]:
        """("languages of works", ""): the languages publications are in."""
        return sorted({work.language for work in self._portal.publications.values() if work.language})

    def featured(self) -> Keys:
        """("featured", "publications"): those that the home page shows first."""
        return tuple(key for key, publication in self._portal.publications.items() if publication.featured)

    def named(self, family: str, key: str) -> Named:
        """("names", "<family>/<key>"): how something is called here, and where its page is."""
        named = self._named.get((family, key))
        if named is None:
            label, lang = self.label(family, key), self.language_of_label(family, key)
            named = self._named[family, key] = Named(label, urls.item(family, key), lang)
        return named

    def language_of_label(self, family: str, key: str) -> str:
        """("names", "<family>/<key>"): the language of a keyword's or project's name, "" where it is the page's own."""
        if family == "keywords":
            keyword = self._portal.keywords[key]
            return self.foreign(keyword.language_of_label(self.language.code) if keyword.labels else "")
        if family == "projects":
            return "" if in_language(self._portal.projects[key].titles, self.language.code) else self.foreign("")
        return ""

    def label(self, family: str, key: str) -> str:
        """("names", "<family>/<key>"): the same without address."""
        portal, code = self._portal, self.language.code
        match family:
            case "people":
                return portal.people[key].label
            case "keywords":
                return portal.keywords[key].label_in(code)
            case "organisations":
                unit = portal.organisations[key]
                return in_language(unit.names, code) or unit.name
            case "projects":
                project = portal.projects[key]
                return in_language(project.titles, code) or project.title
            case "journals":
                return portal.journals[key].title
            case "types":
                return self._(TYPES[key].plural)
            case "years":
                return self._("Undated") if key == "undated" else self.language.year(int(key))
        raise KeyError(family)

    def host(self, key: str) -> Named:
        """("cards", key): the name of a publication that others refer to."""
        publication = self._portal.publications[key]
        lang = self.foreign(publication.language)
        label, url = str(full_title(publication).striptags()), urls.item("publications", key)
        return Named(label, url, lang, retracted=publication.retracted is not None)

    def card(self, key: str) -> Card:
        """("cards", key): the short form of a publication."""
        publication, links = self._portal.publications[key], self._portal.links[key]
        row, access = TYPES[publication.type], self.access(key)
        people, keys = publication.authors, links.authors
        if not people:
            people, keys = publication.editors, links.editors
        return Card(
            url=urls.item("publications", key),
            title=full_title(publication),
            lang=self.foreign(publication.language),
            authors=tuple(map(self.contributor, people[:_SHOWN_AUTHORS], keys[:_SHOWN_AUTHORS])),
            more_authors=max(0, len(people) - _SHOWN_AUTHORS),
            editors_only=not publication.authors and bool(people),
            container=self.container(publication, links),
            year=self.language.years(publication.date) if publication.date else "",
            type=Named(self._(row.label), urls.item("types", row.key)),
            access=access,
            access_label=self.access_label(access),
            status_label=self.status_label(publication.status) if publication.status != "published" else "",
            retracted=publication.retracted is not None,
            draft=publication.draft,
        )

    def work(self, key: str) -> Work:
        """("works", key): a publication with all that it is linked to, as its own exports tell of it."""
        return self._works.whole(key)

    def citation(self, key: str) -> Work:
        """("citations", key): the same as the exports of lists tell of it: without its abstract."""
        return self._works.short(key)

    def listed(self, key: str) -> list[bytes]:
        """("citations", key): a publication in each format of lists, and as the entry of a feed."""
        kept = self.excerpts.pieces(key, 0, FORMATS)
        return listed(self.citation(key), biblatex=self.bibtex() == "biblatex") if kept is None else kept

    def listed_in(self, key: str, form: int) -> bytes:
        """("citations", key): a publication in one of these."""
        kept = self.excerpts.pieces(key, form, 1)
        return self.listed(key)[form] if kept is None else kept[0]

    def open_files(self, key: str) -> tuple[bool, ...]:
        """("open files", key): which of a publication's files everyone may read today."""
        return self._works.open_files(key)

    def access(self, key: str) -> str:
        """("works", key): how open a publication is."""
        return self._works.access(key)

    def description(self) -> str:
        """("description", ""): what the site says of itself."""
        return self.site.text("description", self.language.code)

    def bibtex(self) -> str:
        """("bibtex", ""): which of BibTeX and biblatex the site's .bib files are."""
        return self.settings.bibtex

    def today(self) -> str:
        """("today", ""): the day of the build (ISO)."""
        return self._portal.today

    def changed(self, key: str) -> Change:
        """("changed", key): when a publication was first and last changed, as far as that is known."""
        return self._portal.changed.get(key) or Change()

    def removed(self) -> dict[str, str]:
        """("removed", ""): when publications were removed that there were, as far as that is known."""
        return dict(self._portal.removed)

    def harvesting(self) -> tuple[str, str]:
        """("harvesting", ""): whom harvesters write to, and the gateway that answers them; "" if there is none."""
        return self.site.contact, self.site.oai_gateway

    def citation_styles(self) -> Sequence[tuple[str, bytes]]:
        """("citation styles", ""): those of "Cite this", with what is in those that are the site's own."""
        names = self.settings.citation_styles
        return [(name, (self.templates / name).read_bytes() if name.endswith(".csl") else b"") for name in names]

    # what follows from facts

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """Something that many pages share, made when the first of them needs it."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def cards(self, keys: Sequence[str], here: str, *, coins: bool = False) -> list[Markup]:
        """Publications as list entries, each rendered once for all pages; with COinS if wished."""
        made: list[Markup] = []
        for key in keys:
            html = self.card_html(key).replace(HERE, here)
            made.append(Markup(html.replace(_COINS, self.coins_html(key) if coins else "")))  # a template escapes
        return made

    def card_html(self, key: str) -> str:
        """("cards", key): a publication as a list entry, with places left open for addresses and its OpenURL."""
        kept = self.excerpts.pieces(key, self._card_piece, 1)
        if kept is not None:
            return kept[0].decode()
        template = self.environment.get_template("partials/card.html")
        return template.render(card=self.card(key), here=HERE, coins=_COINS)

    def coins_html(self, key: str) -> str:
        """("citations", key): a publication as an OpenURL that programs find in the page."""
        kept = self.excerpts.pieces(key, COINS, 1)
        if kept is not None:
            return kept[0].decode()
        return f'<span class="Z3988" title="{escape(coins(self.citation(key)))}" aria-hidden="true"></span>'

    def prose(self, page: Page, text: str, headings_from: int) -> Markup:
        """A Markdown text whose links fit the page."""
        full = self.prefix + page.url
        html = markdown(text, headings_from, self._withheld_from(full))
        return rebase(html, urls.root_from(full), urls.here_from(self.prefix, page.url))

    def line(self, text: str, root: str, here: str) -> Markup:
        """One line of `site.yaml` with links, for a page from which `root` and `here` are the ways up."""
        return rebase(inline_with_links(text, self._withheld_from("")), root, here)

    def _withheld_from(self, full_url: str) -> Callable[[str], bool] | None:
        """Which links of a page lead to files that are withheld."""
        if not self.withheld:
            return None
        return lambda address: urls.linked_file(address, full_url, self.site.base_url) in self.withheld

    def unit(self, key: str, name: str) -> Named:
        """An affiliation: an organisation, or just a name."""
        return self.named("organisations", key) if key else Named(name)

    def contributor(self, contributor: Contributor, key: str) -> Named:
        """A contributor under the name this publication gives, linked to their page."""
        return Named(contributor.display, urls.item("people", key) if key else "")

    def container(self, publication: Publication, links: Links) -> Named | None:
        """What it appeared in, by name and page."""
        if links.host:
            return self.host(links.host)
        if links.container:
            return self.named("journals", links.container)
        written = publication.journal or ("" if links.host_hidden else publication.book)
        if written:
            return Named(written)
        if links.series:
            return self.named("journals", links.series)
        if publication.institution or publication.publisher:
            return Named(publication.institution or publication.publisher)
        return None

    def foreign(self, language: str) -> str:
        """The language of a text as `lang` attribute, "" where it is the page's own.

        A text of which nothing is said is in the first language of the site.
        """
        language = language or self.site.languages[0]
        return "" if language == self.language.code else language

    def access_label(self, kind: str) -> str:
        """What open access of a kind is called."""
        labels = {
            "diamond": self._("Diamond open access"),
            "gold": self._("Gold open access"),
            "hybrid": self._("Hybrid open access"),
            "green": self._("Green open access"),
            "bronze": self._("Free to read"),
            "closed": self._("Closed access"),
            "open": self._("Open access"),
            "embargoed": self._("Embargoed"),
            "restricted": self._("Restricted access"),
        }
        return labels.get(kind, "")

    def status_label(self, status: str) -> str:
        """What a publication status is called."""
        labels = {
            "published": self._("Published"),
            "in-press": self._("In press"),
            "epub-ahead-of-print": self._("E-pub ahead of print"),
            "accepted": self._("Accepted"),
            "submitted": self._("Submitted"),
            "in-preparation": self._("In preparation"),
            "unpublished": self._("Unpublished"),
        }
        return labels[status]

    def _works_of(self, family: str) -> Mapping[str, Keys]:
        works: Mapping[str, Keys] = getattr(self._portal, _WORKS[family])
        return works


_WORKS = {
    "people": "works_of_person",
    "keywords": "works_of_keyword",
    "journals": "works_of_journal",
    "organisations": "works_of_organisation",
    "projects": "works_of_project",
    "years": "works_of_year",
    "types": "works_of_type",
}


def full_title(publication: Publication) -> Markup:
    """Title and subtitle in one line."""
    if publication.subtitle:
        return inline(publication.title) + ": " + inline(publication.subtitle)
    return inline(publication.title)


def funders(funding: Iterable[Funding]) -> list[tuple[Named, str]]:
    """Who paid, linked to their ROR record, and the grants."""
    return [
        (Named(given.funder, href=identifiers.resolve("ror", given.ror) if given.ror else ""), given.grant)
        for given in funding
    ]


def own_text(body: str, body_language: str, others: Any, language: str) -> tuple[str, str]:
    """The text to show in a language, and its language: a translation, else the entry's own."""
    translated = in_language(others, language)
    return (translated, language) if translated else (body, body_language)
