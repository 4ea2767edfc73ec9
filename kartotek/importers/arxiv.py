"""Preprints as arXiv's API gives them: an Atom feed (RFC 4287) with elements of its own ("arXiv API User's Manual").

Each entry is parsed alone: what is broken in one costs no other, and none can have a document type, so there are no
entities but those of XML itself.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from kartotek.importers.draft_from_map import DraftFromMap, date_in, doi_of, record_of, text_of, texts_of
from kartotek.importers.json_people import named
from kartotek.importers.markdown_text import line_of, paragraphs_of
from kartotek.importers.records import Draft, Failed, Found, Raw, SourceRecords
from kartotek.importers.xml_text import in_xml, tags_alone

_BEGINS = re.compile(r"<entry(?=[\s>])")
_END = "</entry>"
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_FEED = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">{}</feed>'
_ADDRESS = re.compile(r"https?://(?:www\.)?arxiv\.org/abs/(.+?)(?:v[0-9]+)?/?")
_IGNORED = frozenset({"updated", "primary_category"})


def read(text: str, file: str) -> SourceRecords:
    """All entries of a feed, in its order."""
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
    return SourceRecords(tuple(found), tags.count("<entry>") + tags.count("<entry "))


def _record(text: str, file: str, line: int) -> Found:
    try:
        entry = ElementTree.fromstring(_FEED.format(in_xml(text)))[0]
    except (ElementTree.ParseError, IndexError) as error:
        return Failed(file, line, f"it is not XML: {str(error).partition(':')[0]}")
    address = entry.findtext(f"{_ATOM}id", "").strip()
    if "/api/errors" in address:
        return Failed(file, line, f"arXiv says: {' '.join(entry.findtext(f'{_ATOM}summary', '').split())}")
    known = _ADDRESS.fullmatch(address)
    record: dict[str, Any] = {"arxiv": known[1] if known else "", "author": list(_authors(entry))}
    for child in entry:
        name = child.tag.rpartition("}")[2]
        value = child.get("term") if name.endswith("category") else child.text
        if name not in ("id", "author", "link") and value and value.strip():
            record.setdefault(name, []).append(value.strip())
    return Raw(file, line, record["arxiv"], "preprint", (("record", record),))


def _authors(entry: ElementTree.Element) -> Iterator[dict[str, Any]]:
    for author in entry.findall(f"{_ATOM}author"):
        units = [unit.text or "" for unit in author.findall(f"{_ARXIV}affiliation")]
        yield {"name": author.findtext(f"{_ATOM}name", ""), "affiliations": units}


def draft(raw: Raw) -> Draft:
    """A preprint in the fields of entries. The DOI there is that of the article that it became."""
    made = DraftFromMap(raw, record_of(raw))
    made.data["type"] = "preprint"
    made.put("arxiv", made.text("arxiv"))
    made.put("title", line_of(_without_tags(made.text("title"))))
    people = (named(each["name"], affiliations=each["affiliations"]) for each in made.take("author") or ())
    made.put("authors", [person for person in people if person is not None])
    made.put("issued", date_in(made.text("published")[:10]))
    made.put("abstract", paragraphs_of(_without_tags(made.text("summary"))))
    journal, comment = made.text("journal_ref"), made.text("comment")
    if doi := doi_of(made.take("doi")):
        made.put("related", [{"relation": "IsVersionOf", "doi": doi}])
        made.lose("journal_ref", journal)
        journal = ""
    made.put("note", "; ".join(" ".join(text.split()) for text in (journal, comment) if text))
    made.lose("category", texts_of(made.take("category")))
    made.lose("language", text_of(made.take("language")))
    return made.done(_IGNORED)


def _without_tags(text: str) -> str:
    """A text in which signs for less and more are just that: there are formulas in it, and no tags."""
    return escape(text, quote=False)
