"""What the search suggests while a visitor types: works, people, keywords and all else that has a page.

The files are those of `search.shards`, by names and by numbers. They are made once, for the first language of the site
(the one without a prefix), and have the labels of all languages.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kartotek import urls
from kartotek.model.kinds import PUBLICATIONS
from kartotek.model.publication import Publication
from kartotek.pages.family import Family
from kartotek.pages.things import KindPages, suggestion
from kartotek.search.shards import Suggestion, by_identifiers, by_names
from kartotek.search.words import by_words
from kartotek.text.identifiers import forms_of_isbn, recognised
from kartotek.view.fact import Fact
from kartotek.view.named import full_title
from kartotek.view.page import Page
from kartotek.view.view import View

_SHOWN_AUTHORS = 2


def identifiers_of(publication: Publication) -> tuple[str, ...]:
    """Everything a publication can be looked up by, in canonical form."""
    found = (publication.doi, publication.arxiv, publication.pmid, publication.pmcid, publication.handle)
    numbers = (*(form for isbn in publication.isbn for form in forms_of_isbn(isbn)), *publication.issn)
    others = (
        known.value if (known := recognised(text, PUBLICATIONS.key)) else text for text in publication.identifiers
    )
    return tuple(text for text in (*found, *numbers, *others) if text)


def suggestions(things: Mapping[str, KindPages[Any]]) -> Family:
    """The family of these files; `things` are the pages of the kinds that are suggested beside works."""
    searched = {key: pages for key, pages in things.items() if pages.kind.searched}
    makers: Mapping[str, Callable[[Sequence[Suggestion]], Mapping[str, bytes]]]
    makers = {urls.NAMES: by_names, urls.IDENTIFIERS: by_identifiers, urls.WORDS: by_words}

    def plan(view: View) -> Iterator[Page]:
        if view.settings.search and not view.prefix:
            yield from (Page("suggestions", "", url, "") for url in makers)

    def inputs(view: View, _page: Page) -> Iterator[Fact]:
        yield ("all", PUBLICATIONS.key)
        yield from (("citations", key) for key in view.keys(PUBLICATIONS.key))
        for kind, pages in searched.items():
            yield ("all", kind)
            works = "works below" if pages.kind.rolls_up else "works of"
            for key in view.keys(kind):
                yield (kind, key)
                yield (f"{works} {kind}", key)
                yield (f"works of {kind}", key)
                yield from pages.refers_to(view.thing(pages.kind, key))

    def files(view: View, page: Page) -> Mapping[str, bytes]:
        found = view.once("suggestions", lambda: _all(view, searched))
        return view.once(("suggestions", page.url), lambda: makers[page.url](found))

    def suffixes(view: View, page: Page) -> tuple[str, ...]:
        return tuple(files(view, page))

    def contents(view: View, page: Page) -> list[bytes]:
        return list(files(view, page).values())

    return Family("suggestions", plan, inputs, suffixes=suffixes, files=contents)


def _all(view: View, searched: Mapping[str, KindPages[Any]]) -> list[Suggestion]:
    """Everything that is suggested, works last."""
    found = [suggestion(view, pages, key) for kind, pages in searched.items() for key in view.keys(kind)]
    return [*found, *(_work(view, key) for key in view.keys(PUBLICATIONS.key))]


def _work(view: View, key: str) -> Suggestion:
    publication = view.entry(key)
    return Suggestion(
        kind=PUBLICATIONS.key,
        key=key,
        label=str(full_title(publication).striptags()),
        note=_note(view, publication),
        identifiers=identifiers_of(publication),
        whole=False,
    )


def _note(view: View, publication: Publication) -> str:
    """Who wrote a work, and when; first of all that it counts no longer, if that is so."""
    people = publication.authors or publication.editors
    names = ", ".join(person.display for person in people[:_SHOWN_AUTHORS])
    year = "" if publication.year is None else view.language.year(publication.year)
    parts = (view.withdrawn_label(publication), names + (" …" if len(people) > _SHOWN_AUTHORS else ""), year)
    return " · ".join(part for part in parts if part)
