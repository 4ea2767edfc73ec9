"""What the search suggests while a visitor types: works, people, keywords and all else that has a page.

It is the same for all languages, and is seen in the first of the site, with the labels of the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kartotek.model.kinds import PUBLICATIONS
from kartotek.model.publication import Publication
from kartotek.pages.things import KindPages, suggestion
from kartotek.search.suggestions import Suggestion
from kartotek.text.identifiers import forms_of_isbn, recognised
from kartotek.view.named import plain_title
from kartotek.view.view import View

_SHOWN_AUTHORS = 2


def identifiers_of(publication: Publication) -> tuple[str, ...]:
    """Everything a publication can be looked up by, in canonical form."""
    found = (publication.doi, publication.arxiv, publication.pmid, publication.pmcid, publication.handle)
    numbers = (*(form for isbn in publication.all_isbn for form in forms_of_isbn(isbn)), *publication.all_issn)
    others = (
        known.value if (known := recognised(text, PUBLICATIONS.key)) else text for text in publication.identifiers
    )
    return tuple(text for text in (*found, *numbers, *others) if text)


def all_suggestions(view: View, things: Mapping[str, KindPages[Any]]) -> Iterator[Suggestion]:
    """Everything that is suggested; `things` are the pages of all kinds."""
    for kind, pages in things.items():
        if pages.kind.searched:
            yield from (suggestion(view, pages, key) for key in view.keys(kind))
    yield from suggested_works(view, view.keys(PUBLICATIONS.key))


def suggested_works(view: View, keys: Iterable[str]) -> Iterator[Suggestion]:
    """What is suggested of some publications. An edit that concerns no link can change nothing else."""
    for key in keys:
        publication = view.entry(key)
        yield Suggestion(
            kind=PUBLICATIONS.key,
            key=key,
            label=plain_title(publication),
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
