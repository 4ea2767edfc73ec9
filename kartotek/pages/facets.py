"""What the search page narrows results by, and sorts them by: the files of `search.facets`.

They are seen in the first language of the site, with the labels of the others.
"""

from bisect import insort
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kartotek.model.kinds import JOURNALS, KEYWORDS, ORGANISATIONS, PEOPLE, PUBLICATIONS, Kind
from kartotek.search.documents import document_name
from kartotek.search.facets import Faceted, FacetValue, facet_files, refaceted, state_of
from kartotek.search.shards import Files
from kartotek.view.named import plain_title
from kartotek.view.view import View

MANY: Mapping[str, Kind[Any]] = {
    "person": PEOPLE,
    "organisation": ORGANISATIONS,
    "keyword": KEYWORDS,
    "journal": JOURNALS,
}
"""The facets with many values, by their names in addresses, each with the kind that its values are of."""


def all_facets(view: View) -> tuple[Faceted, Files]:
    """All files."""
    keys = view.keys(PUBLICATIONS.key)
    many = {facet: list(_values(view, kind)) for facet, kind in MANY.items()}
    orders = {"date": tuple(keys), "title": tuple(sorted(keys, key=lambda key: _by_title(view, key)))}
    return facet_files(keys, state_of(map(document_name, keys)), _few(view, keys), many, orders)


def facets_after(view: View, known: Faceted, edited: Collection[str]) -> tuple[Faceted, Files]:
    """The files after an edit of some publications that concerns no link: it can change their few values and their
    places in the orders."""
    others = {*known.orders["title"]}.difference(edited)
    few = {
        facet: {key: value for key, value in known.few[facet].items() if key in others} | values
        for facet, values in _few(view, edited).items()
    }
    titles = [key for key in known.orders["title"] if key in others]
    for key in edited:
        insort(titles, key, key=lambda key: _by_title(view, key))
    return refaceted(known, few, {"date": tuple(view.keys(PUBLICATIONS.key)), "title": tuple(titles)})


def _by_title(view: View, key: str) -> tuple[object, str]:
    return view.language.collate(plain_title(view.entry(key))), key


def _few(view: View, keys: Collection[str]) -> dict[str, dict[str, str]]:
    """The values of facets with few values, for some publications."""
    works = {key: view.entry(key) for key in keys}
    return {
        "type": {key: work.type for key, work in works.items()},
        "year": {key: str(work.year) for key, work in works.items() if work.year is not None},
        "language": {key: work.language for key, work in works.items() if work.language},
        "access": {key: access for key in keys if (access := view.access(key))},
        "review": {
            key: "yes" if work.peer_reviewed else "no" for key, work in works.items() if work.peer_reviewed is not None
        },
    }


def _values(view: View, kind: Kind[Any]) -> Iterator[FacetValue]:
    """The things of a kind that have works."""
    languages = view.site.languages[1:]
    for key in view.keys(kind.key):
        works = view.listed_works(kind.key, key)
        if not works:
            continue
        record = view.thing(kind, key)
        label, _ = view.name_of(kind, record)
        labels = ((tag, kind.naming.label(record, tag)) for tag in languages)
        yield FacetValue(key, label, tuple((tag, text) for tag, text in labels if text != label), works)
