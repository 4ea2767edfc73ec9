"""The search page, and what the search index is told of each publication and person."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.model.common import in_language
from kartotek.model.publication import OPEN_ACCESS, Publication
from kartotek.model.types import TYPES
from kartotek.pages.family import Context, Family
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import View, full_title
from kartotek.render.markdown import plain, plain_blocks
from kartotek.search.documents import SearchDocument
from kartotek.text.dates import Edtf


def _plan(view: View) -> Iterator[Page]:
    if view.settings.search:
        yield Page("search", "", urls.SEARCH, "search.html")


def _inputs(view: View, _page: Page) -> Iterator[Fact]:
    yield ("all", "keywords")
    yield ("all", "years")
    yield ("languages of works", "")
    yield from (("keywords", key) for key in view.keys("keywords"))
    yield from (("names", f"keywords/{key}") for key in view.keys("keywords"))


def _context(view: View, _page: Page) -> Context:
    """Labels of facet values in the language of the page; the index holds keys, and labels of the first language."""
    gettext, first = view.language.gettext, view.site.languages[0]
    keywords = {
        view.keyword(key).label_in(first): view.label("keywords", key)
        for key in (view.keys("keywords") if view.language.code != first else ())
    }
    return {
        "title": gettext("Search"),
        "search_labels": {
            "types": {key: gettext(row.label) for key, row in TYPES.items()} | {"person": gettext("Person")},
            "access": {kind: view.access_label(kind) for kind in (*OPEN_ACCESS, "open", "embargoed", "restricted")},
            "languages": {tag: view.language.language_name(tag) for tag in view.languages_of_works()},
            "years": {year: view.label("years", year) for year in view.keys("years") if _before_christ(year)},
            "keywords": {own: label for own, label in keywords.items() if own != label},
        },
    }


def _before_christ(year: str) -> bool:
    return year == "0" or year.startswith("-")


def publication_document(view: View, key: str) -> SearchDocument:
    """What is searched of a publication; `view` is that of the portal's first language."""
    publication, links = view.publication(key), view.links(key)
    container = view.container(publication, links)
    first = view.language.code
    keywords = [(name, view.label("keywords", name)) for name in dict.fromkeys(links.keywords) if name]
    others = [label for name, _ in keywords for _, label in _other_labels(view, name)]
    abstracts = [publication.abstract, *(text for _, text in publication.abstracts)]
    return SearchDocument(
        name=f"publications-{key}",
        title=str(full_title(publication).striptags()),
        language=publication.language,
        authors=tuple(contributor.display for contributor in (*publication.authors, *publication.editors)),
        container=container.label if container else "",
        year="" if publication.year is None else str(publication.year),
        date=_sortable(publication.date),
        type=publication.type,
        access=view.access(key),
        keywords=tuple(keywords),
        also=(
            *(plain(title) for _, title in publication.translated_title),
            *others,
            *(label for tag, label in publication.keywords if tag not in ("", first)),
            publication.publisher,
        ),
        identifiers=_identifiers(publication),
        abstracts=tuple(plain_blocks(text) for text in abstracts if text),
        retracted=publication.retracted is not None,
    )


def _sortable(date: Edtf | None) -> str:
    """A date that sorts as text and without signs: years are counted from 10,001 BC."""
    if date is None:
        return ""
    year, month, day = date.order
    return f"{year + 10_000:05}-{month:02}-{day:02}"


def _other_labels(view: View, key: str) -> list[tuple[str, str]]:
    keyword = view.keyword(key)
    return [*keyword.labels, *keyword.synonyms]


def _identifiers(publication: Publication) -> tuple[str, ...]:
    found = (publication.doi, publication.arxiv, publication.pmid, publication.pmcid, publication.handle)
    return tuple(text for text in (*found, *publication.isbn, *publication.issn, *publication.identifiers) if text)


def person_document(view: View, key: str) -> SearchDocument:
    """What is searched of a person."""
    person = view.person(key)
    units = tuple(view.label("organisations", unit) for unit in view.shown_organisations(person.affiliations))
    return SearchDocument(
        name=f"people-{key}",
        title=person.label,
        language="",
        authors=(),
        container=", ".join(units),
        year="",
        date="",
        type="person",
        access="",
        keywords=(),
        also=(*person.other_names, in_language(person.positions, view.language.code) or person.position),
        identifiers=(person.orcid,) if person.orcid else (),
        abstracts=tuple(plain_blocks(text) for text in (person.body, *(t for _, t in person.biographies)) if text),
        retracted=False,
    )


FAMILY = Family("search", _plan, _inputs, _context)
