"""Works of Crossref in XML (UNIXREF 1.0 and 1.1, and the answers to queries that hold it), as its REST API has them in
JSON; `crossref` makes entries of them.

A work is an element in what it is part of: an article in a journal, a chapter in a book, a paper in proceedings.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kartotek.importers import crossref
from kartotek.importers.crossref_terms import terms_of
from kartotek.importers.records import Failed, Found, SourceRecords
from kartotek.importers.xml_records import (
    Element,
    attributes,
    child,
    children,
    local,
    markup_in,
    text_in,
    xml_records,
)

_PARTS: Mapping[str, tuple[str, str]] = {
    "journal": ("journal_article", "journal-article"),
    "book": ("content_item", ""),
    "conference": ("conference_paper", "proceedings-article"),
    "report-paper": ("content_item", "report-component"),
    "database": ("dataset", "dataset"),
}
"""What a work is in, the element of the work, and its type."""
_WHOLES: Mapping[str, tuple[str, str]] = {
    "journal": ("journal_metadata", "journal"),
    "book": (r"book(_series|_set)?_metadata", ""),
    "conference": (r"proceedings(_series)?_metadata", "proceedings"),
    "report-paper": (r"report-paper(_series)?_metadata", "report"),
    "database": ("database_metadata", "database"),
    "standard": ("standard_metadata", "standard"),
    "dissertation": ("", "dissertation"),
    "posted_content": ("", "posted-content"),
    "peer_review": ("", "peer-review"),
    "sa_component": ("", "component"),
}
"""What stands alone, the element that says what it is ("" if it is the same), and its type."""
_CHAPTERS = {"chapter": "book-chapter", "section": "book-section", "part": "book-part", "track": "book-track",
    "reference_entry": "reference-entry"}  # fmt: skip
_BOOKS = {"monograph": "monograph", "edited_book": "edited-book", "reference": "reference-book"}
_READ = frozenset(
    {
        "titles", "contributors", "publication_date", "posted_date", "acceptance_date", "approval_date", "pages",
        "publisher_item", "edition_number", "volume", "isbn", "issn", "degree", "institution", "abstract", "doi_data",
        "publisher", "proceedings_title", "full_title", "abbrev_title", "series_metadata", "set_metadata",
        "group_title", "proceedings_publisher", "program", "crossmark",
    }
)  # fmt: skip
"""Elements that are read here or in `crossref_terms`."""
_LEFT = frozenset({"citation_list", "archive_locations", "noisbn", "component_list", "scn_policies",
    "version_info", "language"})  # fmt: skip
"""Elements that say nothing about the work, or repeat what attributes say."""


def read(text: str, file: str) -> SourceRecords:
    """All works of a file: one for each record of a DOI."""

    def make(element: Element, line: int) -> Found:
        holder = next(iter(child(element, "crossref") or ()), None)
        if holder is None or local(holder.tag) == "error":
            reason = text_in(holder) or "it does not say why"
            return Failed(file, line, f"Crossref gave no work: {reason}")
        record = _record(holder)
        return crossref.found_in(record, record, file, line)

    return xml_records(text, file, ("doi_record",), make)


def _record(holder: Element) -> dict[str, Any]:
    """A work as the REST API has it, from the element of what it is part of."""
    name = local(holder.tag)
    part = child(holder, _PARTS[name][0]) if name in _PARTS else None
    pattern, kind = _WHOLES.get(name, ("", "other"))
    whole = holder if not pattern else next((each for each in holder if re.fullmatch(pattern, local(each.tag))), holder)
    work = whole if part is None else part
    made = {**_said(work), **terms_of(work)}
    if part is not None:
        kind = _PARTS[name][1] or _CHAPTERS.get(part.get("component_type", ""), "book-chapter")
        made = {**_home(whole), **made}
    elif name == "book":
        kind = _BOOKS.get(holder.get("book_type", ""), "book")
    series = child(whole, "series_metadata")
    titles = [*map(markup_in, children(series, "titles", "title")), *made.pop("container-title", [])]
    issue = child(holder, "journal_issue")
    more = {
        "type": kind,
        "subtype": holder.get("type") or holder.get("publication_type") if name == "posted_content" else "",
        "container-title": titles,
        "volume": text_in(child(issue, "journal_volume", "volume")) or text_in(child(whole, "volume")),
        "issue": text_in(child(issue, "issue")),
        "language": work.get("language") or whole.get("language", ""),
        "event": _event(child(holder, "event_metadata")),
        **(_dates(issue) if "publication_date" not in {local(each.tag) for each in work} else {}),
    }
    made |= {field: value for field, value in more.items() if value}
    if first := made.get("published-print") or made.get("published-online"):
        made["issued"] = first
    return made


def _home(whole: Element) -> dict[str, Any]:
    """What a part takes from what it is in: title, numbers, publisher and editors of the whole."""
    said = _said(whole)
    names = ("full_title", "proceedings_title")
    titles = [text_in(each) for each in whole if local(each.tag) in names] or said.get("title", [])
    short = text_in(child(whole, "abbrev_title"))
    taken = {field: said[field] for field in _TAKEN if field in said}
    short_titles = {"short-container-title": [short]} if short else {}
    return {**taken, **_dates(whole), **short_titles, "container-title": titles[:1]}


_TAKEN = ("ISSN", "ISBN", "publisher", "publisher-location", "editor", "edition-number")


_TITLES = ("title", "subtitle", "original_language_title")


def _said(work: Element) -> dict[str, Any]:
    """What an element says of its own."""
    series = child(work, "series_metadata")
    publisher = child(work, "publisher")
    items = children(work, "publisher_item", "item_number")
    numbers = {each.get("item_number_type", "").replace("-", "_"): text_in(each) for each in items}
    titles = {tag: [*map(markup_in, children(work, "titles", tag))] for tag in _TITLES}
    made: dict[str, Any] = {
        "DOI": text_in(child(work, "doi_data", "doi")),
        "title": [*titles["title"], *map(text_in, children(work, "proceedings_title"))],
        "subtitle": titles["subtitle"],
        "original-title": titles["original_language_title"],
        "page": _pages(work),
        "article-number": numbers.get("article_number", ""),
        "edition-number": text_in(child(work, "edition_number")),
        "ISBN": [text_in(each) for each in children(work, "isbn")],
        "ISSN": [text_in(each) for holder in (work, series) for each in children(holder, "issn")],
        "publisher": text_in(child(publisher, "publisher_name")),
        "publisher-location": text_in(child(publisher, "publisher_place")),
        "degree": [text_in(each) for each in children(work, "degree")],
        "institution": [{"name": text_in(child(each, "institution_name"))} for each in children(work, "institution")],
        "abstract": "\n\n".join(markup_in(each) for each in children(work, "abstract")),
        "group-title": text_in(child(work, "group_title")),
        **_people(work),
        **_dates(work),
    }  # fmt: skip
    for each in work:
        if local(each.tag) not in _READ | _LEFT:
            made.setdefault(local(each.tag), text_in(each))
    return {field: value for field, value in made.items() if value}


def _pages(work: Element) -> str:
    first, last = (text_in(child(work, "pages", f"{end}_page")) for end in ("first", "last"))
    others = text_in(child(work, "pages", "other_pages"))
    return ", ".join(filter(None, ("-".join(dict.fromkeys(filter(None, (first, last)))), others)))


def _people(work: Element) -> dict[str, list[dict[str, Any]]]:
    """People and groups by their roles; in earlier versions of the schema without a list around them."""
    made: dict[str, list[dict[str, Any]]] = {}
    for each in child(work, "contributors") or work:
        name = local(each.tag)
        if name == "person_name":
            orcid = text_in(child(each, "ORCID"))
            person = {"given": "given_name", "family": "surname", "suffix": "suffix"}
            said: dict[str, Any] = {field: text_in(child(each, tag)) for field, tag in person.items()}
            said |= {"ORCID": orcid, "affiliation": [{"name": unit} for unit in _affiliations(each)]}
        elif name == "organization":
            said = {"name": text_in(each)}
        else:
            continue
        made.setdefault(each.get("contributor_role", "author"), []).append(said)
    return made


def _affiliations(person: Element) -> Iterator[str]:
    yield from map(text_in, children(person, "affiliation"))
    for each in children(person, "affiliations", "institution"):
        yield text_in(child(each, "institution_name"))


_DATES = {"posted_date": "posted", "acceptance_date": "accepted", "approval_date": "approved"}
_MEDIA = {"online": "published-online", "print": "published-print"}


def _dates(work: Element | None) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for each in work if work is not None else ():
        name, medium = local(each.tag), each.get("media_type", "")
        field = _MEDIA.get(medium, "published-print") if name == "publication_date" else _DATES.get(name)
        if field and (parts := [text_in(child(each, part)) for part in ("year", "month", "day")])[0]:
            made.setdefault(field, {"date-parts": [[part for part in parts if part]]})
    return made


def _event(event: Element | None) -> dict[str, Any]:
    name = text_in(child(event, "conference_name"))
    if not name:
        return {}
    date = child(event, "conference_date")
    said = attributes(date) if date is not None else {}
    made: dict[str, Any] = {"name": name, "location": text_in(child(event, "conference_location"))}
    for end in ("start", "end"):
        parts = [said[f"{end}_{part}"] for part in ("year", "month", "day") if said.get(f"{end}_{part}")]
        if said.get(f"{end}_year"):
            made[end] = {"date-parts": [parts]}
    return made
