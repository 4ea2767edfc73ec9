"""What the search page narrows results by, and sorts them by: the files of `search.facets`.

They are made once, for the first language of the site, and have the labels of all languages.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kartotek import urls
from kartotek.model.kinds import JOURNALS, KEYWORDS, ORGANISATIONS, PEOPLE, PUBLICATIONS, Kind
from kartotek.pages.family import Family
from kartotek.search.documents import document_name
from kartotek.search.facets import FacetValue, facet_files, state_of
from kartotek.view.fact import Fact
from kartotek.view.named import full_title
from kartotek.view.page import Page
from kartotek.view.view import View

MANY: Mapping[str, Kind[Any]] = {
    "person": PEOPLE,
    "organisation": ORGANISATIONS,
    "keyword": KEYWORDS,
    "journal": JOURNALS,
}
"""The facets with many values, by their names in addresses, each with the kind that its values are of."""


def _plan(view: View) -> Iterator[Page]:
    if view.settings.search and not view.prefix:
        yield Page("facets", "", urls.FACETS, "")


def _inputs(view: View, _page: Page) -> Iterator[Fact]:
    yield ("all", PUBLICATIONS.key)
    for key in view.keys(PUBLICATIONS.key):
        yield ("citations", key)
        yield ("works", key)
    for kind in MANY.values():
        yield ("all", kind.key)
        for key in view.keys(kind.key):
            yield (kind.key, key)
            yield (f"works of {kind.key}", key)
            if kind.rolls_up:
                yield (f"works below {kind.key}", key)


def _made(view: View) -> Mapping[str, bytes]:
    return view.once("facets", lambda: _files(view))


def _files(view: View) -> Mapping[str, bytes]:
    keys = view.keys(PUBLICATIONS.key)
    works = {key: view.entry(key) for key in keys}
    few = {
        "type": {key: work.type for key, work in works.items()},
        "year": {key: str(work.year) for key, work in works.items() if work.year is not None},
        "language": {key: work.language for key, work in works.items() if work.language},
        "access": {key: access for key in keys if (access := view.access(key))},
        "review": {
            key: "yes" if work.peer_reviewed else "no" for key, work in works.items() if work.peer_reviewed is not None
        },
    }
    many = {facet: list(_values(view, kind)) for facet, kind in MANY.items()}
    collate = view.language.collate
    titles = sorted(keys, key=lambda key: (collate(str(full_title(works[key]).striptags())), key))
    return facet_files(keys, state_of(map(document_name, keys)), few, many, {"date": keys, "title": titles})


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


FAMILY = Family(
    "facets",
    _plan,
    _inputs,
    suffixes=lambda view, _page: tuple(_made(view)),
    files=lambda view, _page: list(_made(view).values()),
)
