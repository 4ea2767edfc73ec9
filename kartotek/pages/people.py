"""People: the A to Z index, and a page for each."""

from collections import Counter
from collections.abc import Iterator

from kartotek import urls
from kartotek.model.common import in_language
from kartotek.pages.family import Context, Family
from kartotek.pages.head import of_list, person_thing
from kartotek.pages.listing import cards_of, index_context, index_inputs, listed_cards, pager, paginate, plan_index
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import Named, View, own_text
from kartotek.text import identifiers

_MOST = 12
"""How many keywords and co-authors a page names."""


def _plan_index(view: View) -> Iterator[Page]:
    return plan_index(view, "people", "people.html")


def _index_inputs(_view: View, page: Page) -> Iterator[Fact]:
    return index_inputs(page)


def _index_context(view: View, page: Page) -> Context:
    return index_context(view, page, view.language.gettext("People"))


def _plan(view: View) -> Iterator[Page]:
    for key in view.keys("people"):
        works = view.works("people", key)
        yield from paginate("person", key, urls.item("people", key), "person.html", works)


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    yield ("people", page.key)
    yield ("works of people", page.key)
    affiliations = view.person(page.key).affiliations
    yield from (("names", f"organisations/{key}") for key in affiliations)
    yield from (("organisations", key) for key in view.shown_organisations(affiliations))
    yield from cards_of(page)
    keywords, others = _company(view, page.key)
    for work in view.works("people", page.key):
        yield ("links", work)
    yield from (("names", f"keywords/{key}") for key in keywords)
    yield from (("names", f"people/{key}") for key in others)


def _company(view: View, person: str) -> tuple[list[str], list[str]]:
    """The keywords and the people most often met in someone's publications."""
    keywords: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for work in view.works("people", person):
        links = view.links(work)
        keywords.update(key for key in dict.fromkeys(links.keywords) if key)
        others.update(links.people())
    del others[person]
    return _most(keywords), _most(others)


def _most(counter: Counter[str]) -> list[str]:
    return sorted(counter, key=lambda key: (-counter[key], key))[:_MOST]


def _context(view: View, page: Page) -> Context:
    person = view.person(page.key)
    body, lang = own_text(person.body, person.language, person.biographies, view.language.code)
    keywords, others = _company(view, page.key)
    return {
        "title": person.label,
        "head": of_list(view, page, person.label, person_thing(view, person)),
        "description": "",
        "person": person,
        "position": in_language(person.positions, view.language.code) or person.position,
        "position_lang": "" if in_language(person.positions, view.language.code) else view.foreign(""),
        "life": view.language.period(person.born, person.died) if person.died else "",
        "orcid_url": identifiers.resolve("orcid", person.orcid) if person.orcid else "",
        "affiliations": [view.named("organisations", key) for key in view.shown_organisations(person.affiliations)],
        "biography": view.prose(page, body, 2) if body else "",
        "biography_lang": view.foreign(lang),
        "image_url": urls.file(person.image) if person.image else "",
        "keywords": [view.named("keywords", key) for key in keywords],
        "others": [view.named("people", key) for key in others],
        "links": [Named(link.label or link.url, href=link.url) for link in person.links],
        "count": len(view.works("people", page.key)),
        "cards": listed_cards(view, page),
        "pager": pager(page),
    }


INDEX = Family("people index", _plan_index, _index_inputs, _index_context)
FAMILY = Family("person", _plan, _inputs, _context)
