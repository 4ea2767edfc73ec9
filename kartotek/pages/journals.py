"""Journals, proceedings, series and books that publications appeared in: the index, and a page for each."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.pages import labels
from kartotek.pages.family import Context, Family
from kartotek.pages.head import journal_thing, of_list
from kartotek.pages.listing import cards_of, index_context, index_inputs, listed_cards, pager, paginate, plan_index
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import View, own_text


def _plan_index(view: View) -> Iterator[Page]:
    return plan_index(view, "journals", "journals.html")


def _index_inputs(_view: View, page: Page) -> Iterator[Fact]:
    return index_inputs(page)


def _index_context(view: View, page: Page) -> Context:
    return index_context(view, page, view.language.gettext("Journals and books"))


def _plan(view: View) -> Iterator[Page]:
    for key in view.keys("journals"):
        works = view.works("journals", key)
        yield from paginate("journal", key, urls.item("journals", key), "journal.html", works)


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    yield ("journals", page.key)
    yield ("works of journals", page.key)
    yield from cards_of(page)


def _context(view: View, page: Page) -> Context:
    journal = view.journal(page.key)
    body, lang = own_text(journal.body, journal.language, journal.descriptions, view.language.code)
    return {
        "title": journal.title,
        "head": of_list(view, page, journal.title, journal_thing(view, journal)),
        "journal": journal,
        "kind": view.language.gettext(labels.CONTAINER_KINDS[journal.kind]),
        "text": view.prose(page, body, 2) if body else "",
        "text_lang": view.foreign(lang),
        "count": len(view.works("journals", page.key)),
        "cards": listed_cards(view, page),
        "pager": pager(page),
    }


INDEX = Family("journals index", _plan_index, _index_inputs, _index_context)
FAMILY = Family("journal", _plan, _inputs, _context)
