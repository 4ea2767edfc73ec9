"""The portal as page families see it, in one language: facts, and what is made from them in the same way everywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from markupsafe import Markup

from kartotek import urls
from kartotek.export.coins import coins
from kartotek.export.formats import listed
from kartotek.model.common import Contributor, in_languages
from kartotek.model.kinds import KINDS
from kartotek.model.person import Person
from kartotek.model.portal import GONE, Keys, Links
from kartotek.model.publication import Publication
from kartotek.model.roles import MAKERS
from kartotek.model.types import TYPES
from kartotek.pictures.first_page import FirstPage
from kartotek.render.markdown import HeadingIds, inline_with_links, markdown, plain, rebase
from kartotek.render.policy import Integrity
from kartotek.text.multilingual import Multilingual, best_of, texts_of
from kartotek.view import labels
from kartotek.view.excerpts import COINS, FORMATS
from kartotek.view.fact import fact, part_of
from kartotek.view.facts import Facts
from kartotek.view.named import Card, Named, full_title, plain_title
from kartotek.view.page import Page
from kartotek.view.tallies import Tallies

Made = TypeVar("Made")

HERE = "\0here\0"
"""A placeholder for the way to the start of the language, in what is rendered once for many pages. It has a NUL, which
no text of an entry can have."""

CARD_TEMPLATE = "partials/card.html"
"""The template of a publication in a list."""
BRIEF_TEMPLATE = "partials/brief.html"
"""The template of one beside another publication."""
_COINS = "\0coins\0"
"""The placeholder for the OpenURL in a card."""
_SHOWN_AUTHORS = 8
"""How many authors a card names before it counts the others."""


def _makers(publication: Publication, links: Links) -> tuple[tuple[Contributor, ...], Keys]:
    """Those who stand for the authors of a work that has neither authors nor editors, with their keys."""
    listed = zip(publication.contributors, links.contributors, strict=True)
    made = [(person, key) for person, key in listed if not MAKERS.isdisjoint(person.roles)]
    return tuple(person for person, _ in made), tuple(key for _, key in made)


class View(Tallies, Facts):
    """What page families are given: the facts of the portal, and common ways to show them."""

    def __init__(self, *arguments: Any) -> None:
        """The arguments are those of `Facts`."""
        super().__init__(*arguments)
        self.integrity = Integrity()
        self.documents_seen: Mapping[str, FirstPage] = {}
        languages = self.site.languages
        self._card_piece = COINS + 1 + languages.index(self.language.code)
        self._brief_piece = self._card_piece + len(languages)
        self._made: dict[object, Any] = {}
        self._latest: tuple[object, Any] = (None, None)

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """A value that many pages share: made at the first call with a key, then remembered."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def latest(self, key: object, make: Callable[[], Made]) -> Made:
        """A value that is needed twice, to find what a page is made from and to fill it: only the last one is
        remembered, for there are as many as pages."""
        if self._latest[0] != key:
            self._latest = (key, make())
        made: Made = self._latest[1]
        return made

    # publications on their own pages

    @fact("first pages")
    def first_pages(self, key: str) -> tuple[FirstPage | None, ...]:
        """For each file of a publication: its first page, if it is a PDF file that was looked at for thumbnails."""
        files = self.publication(key).files
        return tuple(self.documents_seen.get(urls.document_path(key, file.path)) for file in files)

    # publications in lists

    @part_of("cards")
    def host(self, key: str) -> Named:
        """The name of a publication, for pages that refer to it."""
        publication = self.publication(key)
        lang = self.foreign(publication.language)
        label, url = plain_title(publication), urls.item("publications", key)
        return Named(label, url, lang, withdrawn=self.withdrawn_label(publication))

    @part_of("cards")
    def card(self, key: str) -> Card:
        """A publication as lists show it."""
        publication, links = self.publication(key), self.links(key)
        row, access = TYPES[publication.type], self.access(key)
        people, keys = publication.authors, links.authors
        if not people:
            people, keys = publication.editors, links.editors
        if not people and publication.contributors:
            people, keys = _makers(publication, links)
        profile, ours = self.settings.profile, self._portal.people_with_entry
        if profile.linked_authors != "all":
            keys = tuple(key if key in ours and profile.linked_authors == "entry" else "" for key in keys)
        container = self.container(publication, links)
        if container and not profile.linked_containers:
            container = replace(container, url="")
        return Card(
            url=urls.item("publications", key),
            title=full_title(publication),
            lang=self.foreign(publication.language),
            authors=tuple(map(self.contributor, people[:_SHOWN_AUTHORS], keys[:_SHOWN_AUTHORS])),
            more_authors=max(0, len(people) - _SHOWN_AUTHORS),
            editors_only=bool(people) and people is publication.editors,
            container=container,
            year=self.language.years(publication.date) if publication.date else "",
            type=Named(self._(row.label), urls.item("types", row.key)),
            access=access,
            access_label=self.access_label(access),
            status_label=self.status_label(publication.status) if publication.status != "published" else "",
            withdrawn=self.withdrawn_label(publication),
            draft=publication.draft,
            version_of_record=self.host(links.version_of_record) if links.version_of_record else None,
        )

    @part_of("cards")
    def card_html(self, key: str, *, brief: bool = False) -> str:
        """The card as HTML, with placeholders for the way to the root and, if it is not the brief one, for its
        OpenURL."""
        kept = self.excerpts.pieces(key, self._brief_piece if brief else self._card_piece, 1)
        if kept is not None:
            return kept[0].decode()
        template = self.environment.get_template(BRIEF_TEMPLATE if brief else CARD_TEMPLATE)
        return template.render(card=self.card(key), here=HERE, coins="" if brief else _COINS)

    @part_of("citations")
    def coins_html(self, key: str) -> str:
        """A publication as OpenURL in HTML (COinS: OpenURL ContextObject in SPAN), which reference managers find in
        pages."""
        kept = self.excerpts.pieces(key, COINS, 1)
        if kept is not None:
            return kept[0].decode()
        return f'<span class="Z3988" title="{coins(self.citation(key))}"></span>'

    @part_of("citations")
    def listed(self, key: str) -> list[bytes]:
        """A publication in each format of lists; the last is its entry in a feed."""
        kept = self.excerpts.pieces(key, 0, FORMATS)
        return listed(self.citation(key), biblatex=self.bibtex() == "biblatex") if kept is None else kept

    @part_of("citations")
    def listed_in(self, key: str, form: int) -> bytes:
        """A publication in the format with this number."""
        kept = self.excerpts.pieces(key, form, 1)
        return self.listed(key)[form] if kept is None else kept[0]

    def brief_cards(self, keys: Sequence[str], here: str) -> list[Markup]:
        """Publications as entries of a list beside something else, without links to what they are linked to."""
        return [Markup(self.card_html(key, brief=True).replace(HERE, here)) for key in keys]  # a template escapes

    @fact("", lambda keys, *_, **__: [("cards", key) for key in keys])
    def cards(self, keys: Sequence[str], here: str, *, coins: bool = False) -> list[Markup]:
        """Publications as list entries for a page from which `here` leads to its language's root; with COinS if
        asked."""
        made: list[Markup] = []
        for key in keys:
            html = self.card_html(key).replace(HERE, here)
            made.append(Markup(html.replace(_COINS, self.coins_html(key) if coins else "")))  # a template escapes
        return made

    # old addresses, and what has a notice in its place

    @fact("all retired")
    def all_retired(self) -> Sequence[str]:
        """What has a notice in the place of its page, by kind and name: "people/ada"."""
        return list(self._portal.retired)

    @fact("retired")
    def retired(self, key: str) -> Any:
        """The record of something that is retired, by kind and name."""
        return in_languages(self._portal.retired[key], self._languages)

    @fact("entry files")
    def entry_file(self, key: str) -> str:
        """The file of an entry, by kind and name: "people/ada"; "" for what has none, and if nobody edits the site by
        links."""
        return self._portal.entry_files.get(key, "")

    @fact("all redirects")
    def redirects(self) -> Sequence[tuple[str, bool]]:
        """The old addresses of `redirects.csv`, each with whether it leads to something."""
        return [(old, kind != GONE) for old, (kind, _, _) in self._portal.redirects.items()]

    @fact("redirect")
    def redirect(self, address: str) -> tuple[str, str]:
        """Kind and key of what an old address leads to: see `Portal.redirects`."""
        return self._portal.redirects[address][:2]

    @fact("all aliases")
    def aliases(self) -> Sequence[str]:
        """All old addresses."""
        return list(self._portal.aliases)

    @fact("aliases")
    def alias(self, address: str) -> tuple[str, str]:
        """The kind and the key of what an old address leads to now."""
        return self._portal.aliases[address]

    # what follows from facts

    def listed_works(self, family: str, key: str) -> Keys:
        """The works that the page of a thing lists, newest first; for kinds that roll up, those of its parts too."""
        rolls_up = family in KINDS and KINDS[family].rolls_up
        return self.works_below(family, key) if rolls_up else self.works(family, key)

    def prose(self, page: Page, text: str, headings_from: int, ids: HeadingIds | None = None) -> Markup:
        """A Markdown text as HTML, with links that work from the page. Headings begin at level `headings_from`; several
        texts of one page share `ids`."""
        full = self.prefix + page.url
        html = markdown(text, headings_from, self._withheld_from(full), ids)
        return rebase(html, urls.root_from(full), urls.here_from(self.prefix, page.url), self.site.languages)

    def line(self, text: str, root: str, here: str) -> Markup:
        """One line of `site.yaml` with links, for a page from which `root` and `here` lead to the root of site and
        language."""
        return rebase(inline_with_links(text, self._withheld_from("")), root, here, self.site.languages)

    def _withheld_from(self, full_url: str) -> Callable[[str], bool] | None:
        """A test for links of a page: whether they lead to files that are not public; None if all files are."""
        if not self.withheld:
            return None
        return lambda address: urls.linked_file(address, full_url, self.site.base_url) in self.withheld

    def text(self, text: str) -> str:
        """A text of no record: in the language of the view, if it is in several."""
        return best_of(text, self._languages)

    def unit(self, key: str, name: str) -> Named:
        """An affiliation or a publisher: an organisation with a page, or just a name."""
        return self.named("organisations", key) if key else Named(name)

    def contributor(self, contributor: Contributor, key: str) -> Named:
        """A contributor under the name that this publication gives, in the language of the view, linked to the person's
        page."""
        if not key:
            return Named(contributor.display)
        return Named(self.called(key, contributor.display), urls.item("people", key))

    def position(self, person: Person) -> str:
        """What a person does, in the language of the view, else in that of the site, else as the entry gives it."""
        texts = (*texts_of(person.position), *person.positions)
        return Multilingual(texts).best(self._languages) if texts else ""

    def container(self, publication: Publication, links: Links) -> Named | None:
        """What a publication appeared in: its book, journal or series, or else who published it; None if nothing is
        known."""
        if links.host:
            return self.host(links.host)
        if links.container:
            return self.named("journals", links.container)
        written = publication.journal or (plain(links.host_retired) if links.host_hidden else publication.book)
        if written:
            return Named(written)
        if links.series:
            return self.named("journals", links.series)
        if publication.institution:
            return self.unit(links.institution, publication.institution)
        return self.unit(links.publisher, publication.publisher) if publication.publisher else None

    def access_label(self, kind: str) -> str:
        """The label of a kind of open access, "" for one without."""
        label = labels.OPEN_ACCESS.get(kind)
        return self._(label) if label else ""

    def withdrawn_label(self, publication: Publication) -> str:
        """ "Retracted", "Removed" or "Withdrawn"; "" for a work that counts."""
        return self._(labels.WITHDRAWN[publication.withdrawn.kind]) if publication.withdrawn else ""

    def status_label(self, status: str) -> str:
        """The label of a status of publication."""
        return self._(labels.STATUSES[status])
