"""What is special about the page of a journal, a book or a series."""

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.model.authority import Journal
from kartotek.model.kinds import JOURNALS
from kartotek.pages.family import Context
from kartotek.pages.parts.head import absolute
from kartotek.pages.things import KindPages
from kartotek.view import labels
from kartotek.view.view import View


def _context(view: View, journal: Journal) -> Context:
    """The kind of container, in words."""
    return {"container_kind": view.language.gettext(labels.CONTAINER_KINDS[journal.kind])}


def _schema(view: View, journal: Journal) -> Json:
    """The container as a Periodical, BookSeries or Book of schema.org."""
    address = absolute(view, urls.item("journals", journal.key))
    return schema_pages.periodical(journal, address, view.name_of(JOURNALS, journal)[0])


KIND_PAGES = KindPages(JOURNALS, context=_context, schema=_schema)
