"""The tags of a page that Zotero needs beside those of Highwire Press and Dublin Core, to have all it has a field for.

Its translator for web pages takes any tag of the prefix `z` as the field of that name, or of the base field that its
schema has for it (`RDF.js`, "OTHER FIELDS"). The tags of Highwire Press come before them where both are there, and some
of them decide the type of the item, whatever else is said (`Embedded Metadata.js`, `hwType`); so `highwire` gives those
only where they say what `zotero_type` says.
"""

from collections.abc import Iterator

from kartotek.export.shared_values import iso, one_line, web_address
from kartotek.export.work import Work

IN_JOURNAL, IN_PROCEEDINGS, IN_BOOK = "journalArticle", "conferencePaper", "bookSection"
_ARTICLES_IN_JOURNALS = frozenset({"conferencePaper", "interview", "document"})
"""Types that have no place for a journal: printed in one, they are its articles, as in the exports."""
_PAGES_COUNTED = frozenset({"book", "thesis", "standard"})
_SERIES_TITLED = frozenset({"report", "computerProgram", "videoRecording", "podcast", "map"})
"""Types whose series is `seriesTitle`; the others have `series`."""


def zotero_type(work: Work) -> str:
    """The type of item that Zotero makes of the page."""
    kind = work.type.zotero
    return IN_JOURNAL if kind in _ARTICLES_IN_JOURNALS and work.in_periodical else kind


def zotero_tags(work: Work) -> list[tuple[str, str]]:
    """Name and content of each `meta` tag, in order.

    The container has the name that PRISM 1.2 has for it, which other readers know, too.
    """
    kind = zotero_type(work)
    found = [("z:itemType", kind)]
    if kind not in (IN_JOURNAL, IN_PROCEEDINGS, IN_BOOK):
        found.append(("prism.publicationName", work.container))
    found += ((f"z:{name}", text) for name, text in _fields(work, kind))
    return [(name, one_line(text)) for name, text in found if text]


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    record, address = work.record, web_address(work)
    yield "reporter", work.container if kind == "case" else ""
    yield "meetingName", record.event.name if record.event and kind == "presentation" else ""
    yield "seriesTitle", work.series if kind in _SERIES_TITLED else ""
    yield "number", "" if kind == "report" else ", ".join(record.number)
    yield "authority", work.authority
    yield "shortTitle", record.short_title
    yield "journalAbbreviation", record.container_title_short if kind == IN_JOURNAL else ""
    yield "seriesNumber", record.series_number
    yield "numberOfVolumes", record.number_of_volumes
    yield "section", record.section
    yield "programmingLanguage", ", ".join(record.programming_language)
    yield "place", work.place
    yield "edition", record.edition
    yield "numPages", record.number_of_pages if kind in _PAGES_COUNTED else ""
    yield "versionNumber", record.version
    yield "audioFileType" if kind == "podcast" else "medium", record.medium
    yield "thesisType", record.qualification
    yield "country", record.country
    yield "filingDate", iso(record.filed)
    yield "url", address if address != work.url else ""
