"""Values that templates are given: names with links, and publications as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from kartotek.content.fields import LocalText
from kartotek.model.common import Funding, in_language
from kartotek.model.publication import Publication
from kartotek.render.markdown import inline, readable, spans
from kartotek.text import identifiers
from kartotek.text.rich import before_subtitle, plain, with_subtitle


@dataclass(frozen=True)
class Named:
    """A name, perhaps with a link: `url` is relative to the root of the language, `href` an address outside the portal.

    `lang` is the language of the name, "" if it is the page's own.
    `withdrawn` says in a word that the work no longer counts.
    """

    label: str
    url: str = ""
    lang: str = ""
    href: str = ""
    withdrawn: str = ""


@dataclass(frozen=True)
class Card:
    """A publication as lists show it; the fields are those that `partials/card.html` may use.

    `more_authors` counts the authors that are left out. `version_of_record` is the publication that a preprint
    became. Labels are in the language of the page, "" if there is nothing to say.
    """

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
    withdrawn: str
    draft: bool
    version_of_record: Named | None = None


def full_title(publication: Publication) -> Markup:
    """Title and subtitle in one line, as HTML."""
    if publication.subtitle:
        between = before_subtitle(plain(spans(publication.title)))
        return inline(publication.title) + between + inline(publication.subtitle)
    return inline(publication.title)


def plain_title(publication: Publication) -> str:
    """The same without markup: formulas are in characters."""
    return with_subtitle(readable(spans(publication.title)), readable(spans(publication.subtitle)))


def funders(funding: Iterable[Funding]) -> list[tuple[Named, str]]:
    """Each funder, linked to its record at ROR, with the number of the grant."""
    return [
        (Named(given.funder, href=identifiers.resolve("ror", given.ror) if given.ror else ""), given.grant)
        for given in funding
    ]


def own_text(body: str, body_language: str, others: LocalText, language: str) -> tuple[str, str]:
    """The text to show in a language, and the language it is in: its translation, if there is one, else the entry's own
    text."""
    translated = in_language(others, language)
    return (translated, language) if translated else (body, body_language)
