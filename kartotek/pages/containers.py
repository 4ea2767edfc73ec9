"""What is special about the page of a journal, a book or a series."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.authority import Journal
from kartotek.model.kinds import JOURNALS, KEYWORDS, PEOPLE
from kartotek.pages.family import Context
from kartotek.pages.parts.head import absolute, unit
from kartotek.pages.parts.profile import Counted
from kartotek.pages.things import KindPages
from kartotek.text.translated import N_
from kartotek.view import labels
from kartotek.view.fact import Fact
from kartotek.view.view import View


def _inputs(view: View, journal: Journal) -> Iterator[Fact]:
    """Its publisher, if that is an organisation of the portal."""
    yield ("publishers", journal.key)
    if key := view.publisher_of(journal.key):
        yield ("names", f"organisations/{key}")
        yield ("organisations", key)


def _context(view: View, journal: Journal) -> Context:
    """The kind of container, in words, and who publishes it."""
    key = view.publisher_of(journal.key)
    return {
        "container_kind": view.language.gettext(labels.CONTAINER_KINDS[journal.kind]),
        "publisher": view.unit(key, journal.publisher) if journal.publisher else None,
    }


def _schema(view: View, journal: Journal) -> Json:
    """The container as a Periodical, BookSeries or Book of schema.org."""
    key = view.publisher_of(journal.key)
    publisher = unit(view, key) if key else None
    address = absolute(view, urls.item("journals", journal.key))
    return schema_pages.periodical(journal, address, view.name_of(JOURNALS, journal)[0], publisher)


_COUNTED = Counted(((KEYWORDS.key, N_("Keywords")), (PEOPLE.key, N_("People"))))
KIND_PAGES = KindPages(JOURNALS, _inputs, _context, _schema, counted=_COUNTED)
