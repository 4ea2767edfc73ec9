"""EndNote XML files, as EndNote, Zotero and Mendeley write them.

Each record is parsed alone: what is broken in one costs no other, and no record can have a document type, so there are
no entities but those of XML itself.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from xml.etree import ElementTree

from kartotek.importers.records import Failed, Found, Raw, SourceRecords
from kartotek.importers.xml_text import in_xml, tags_alone

_BEGINS = re.compile(r"<record(?=[\s>])")
_END = "</record>"
_MARKUP = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_TEXTS = frozenset(
    {
        "author", "title", "secondary-title", "tertiary-title", "alt-title", "short-title", "translated-title",
        "full-title", "abbr-1", "abbr-2", "abbr-3", "abstract", "notes", "keyword", "publisher", "pub-location",
        "auth-address",
    }
)  # fmt: skip
"""Elements whose text is read with tags; in all others it is as it stands."""
_INSIDE = frozenset({"contributors", "titles", "periodical", "alt-periodical", "keywords", "dates", "pub-dates", "urls",
    "authors", "secondary-authors", "tertiary-authors", "subsidiary-authors", "translated-authors", "web-urls",
    "related-urls", "pdf-urls", "text-urls", "image-urls", "copyright-dates"})  # fmt: skip
"""Elements that only hold others. A field is called like the one that holds it where its own name says too little."""
_BY_PARENT = frozenset({"author", "url", "date"})


def read(text: str, file: str) -> SourceRecords:
    """All records of a file, in its order."""
    tags = tags_alone(text)
    places = [*(found.start() for found in _BEGINS.finditer(tags)), len(text)]
    found: list[Found] = []
    line, at = 1, 0
    for start, following in pairwise(places):
        line += text.count("\n", at, start)
        at = start
        end = tags.find(_END, start, following)
        if end < 0:
            found.append(Failed(file, line, "it is not closed, so a part of it may be missing"))
        else:
            found.append(_record(text[start : end + len(_END)], file, line))
    return SourceRecords(tuple(found), tags.count("<record>") + tags.count("<record "))


def _record(text: str, file: str, line: int) -> Found:
    try:
        record = ElementTree.fromstring(in_xml(text))
    except ElementTree.ParseError as error:
        below, column = error.position
        return Failed(file, line + below - 1, f"it is not XML: {str(error).partition(':')[0]} at column {column + 1}")
    kind = record.find("ref-type")
    name = (kind.get("name") or _text(kind) if kind is not None else "").strip()
    return Raw(file, line, _key(record), name, tuple(_fields(record, "")))


def _key(record: ElementTree.Element) -> str:
    """The number of the record in its library. Other programs than EndNote number the records of each export."""
    app, number = record.find("source-app"), record.findtext("rec-number", "").strip()
    by_endnote = app is not None and "endnote" in f"{app.get('name')}{app.text}".lower()
    return f"endnote-{number}" if by_endnote and number else ""


def _fields(element: ElementTree.Element, parent: str) -> Iterator[tuple[str, str]]:
    """The fields below an element, each with its text; styles in texts become tags."""
    for child in element:
        if child.tag in _INSIDE:
            yield from _fields(child, child.tag if child.tag != "periodical" else "")
        elif child.tag not in ("ref-type", "rec-number", "foreign-keys", "source-app", "database"):
            name = parent if child.tag in _BY_PARENT and parent else child.tag
            if parent == "alt-periodical":
                name = "alt-title"
            value = _text(child, marked=child.tag in _TEXTS).replace("\r", "\n").strip()
            if value:
                yield name, value


def _text(element: ElementTree.Element, *, marked: bool = False) -> str:
    if not marked:
        return "".join(element.itertext())
    parts = [escape(element.text or "", quote=False)]
    for style in element:
        inner = escape("".join(style.itertext()), quote=False)
        for face, tag in _MARKUP.items():
            if face in (style.get("face") or "") and inner.strip():
                inner = f"<{tag}>{inner}</{tag}>"
        parts += [inner, escape(style.tail or "", quote=False)]
    return "".join(parts)
