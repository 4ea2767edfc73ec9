"""Facts of a publication: what every export must say, and what a reader found in it."""

import re
from collections.abc import Mapping
from typing import Any

from kartotek.export.work import Work
from kartotek.text.rich import plain

EntryFacts = dict[str, Any]
"""Facts by name ("title", "authors", "first page"): texts or lists of texts, "" and [] for what is not there."""


def wanted(work: Work) -> EntryFacts:
    """What the entry says, in forms that most formats share; a module changes what its format writes another way.

    Dates are EDTF, names inverted ("Papazu, Irina"), identifiers canonical; pages have plain hyphens.
    """
    record = work.record
    handle = f"https://hdl.handle.net/{record.handle}" if record.handle else ""
    archive = f"https://arxiv.org/abs/{record.arxiv}" if record.arxiv and record.type == "preprint" else ""
    return {
        "key": work.key,
        "title": spaced(work.full_title),
        "authors": [agent.inverted for agent in work.authors],
        "editors": [agent.inverted for agent in work.editors],
        "date": str(work.date or ""),
        "container": spaced(work.container),
        "volume": spaced(record.volume),
        "issue": spaced(record.issue),
        "pages": range_of(record.pages),
        "article number": spaced(record.article_number),
        "doi": record.doi,
        "isbn": " ".join(record.all_isbn),
        "issn": " ".join(work.issn),
        "url": record.url or handle or archive or work.url,
        "language": record.language,
    }


def wanted_by_managers(work: Work) -> EntryFacts:
    """What only the formats of reference managers have a place for."""
    record = work.record
    return {
        "short title": spaced(plain(work.short_title)),
        "abbreviated container": spaced(work.container_short) if work.container else "",
        "number of volumes": spaced(record.number_of_volumes),
    }


def wanted_of_others(work: Work) -> EntryFacts:
    """The titles of what it reviews, and of what it is a reprint or a translation of."""
    titles = [spaced(plain(other.line)) if other else "" for other in (work.reviewed, work.original)]
    return dict(zip(("reviewed title", "original title"), titles, strict=True))


def before_authors(text: str) -> str:
    """A title without the authors who may follow in words, ", by Ada Lind"."""
    return text.partition(", by ")[0]


def spaced(text: str) -> str:
    """A text with single spaces: formats and readers differ in how they break lines."""
    return " ".join(text.split())


def range_of(pages: str) -> str:
    """Pages with plain hyphens, without spaces around them."""
    return re.sub(r"\s*[\u2010-\u2015-]+\s*", "-", spaced(pages))


def whole_date(date: str) -> str:
    """An EDTF date as a year, a month or a day: what the two ends of a period have in common, at least a year."""
    ends = [_parts(end) for end in date.split("/")]
    if ends[0] == ends[-1]:
        return "-".join(filter(None, ends[0]))
    (year, month, _), other = ends[0], ends[-1]
    return f"{year}-{month}" if month and (year, month) == other[:2] else year


def _parts(end: str) -> tuple[str, str, str]:
    """Year, month and day of an EDTF date, "" for what is not known and for seasons, which are no months."""
    found = re.fullmatch(r"(-?\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?|-2\d)?[~?%]?", end)
    return (found[1], found[2] or "", found[3] or "") if found else (end, "", "")


def page_ends(pages: str) -> EntryFacts:
    """The facts "first page" and "last page"; none for pages with a comma or several hyphens, which are ambiguous."""
    found = re.fullmatch(r"([^-,;]+)(?:-([^-,;]+))?", pages)
    return {"first page": found[1], "last page": found[2] or ""} if found else {} if pages else _NO_PAGES


_NO_PAGES = {"first page": "", "last page": ""}


def given(**facts: Any) -> EntryFacts:
    """Facts by keyword argument: underscores become spaces, and None, for what a reader did not find, ""."""
    return {name.replace("_", " "): "" if value is None else value for name, value in facts.items()}


def differences(wished: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """A sentence for each fact in `wished` of which `found` says something else; other facts in `found` are ignored."""
    return [
        f"the {name} reads {_short(found.get(name))} and should read {_short(value)}"
        for name, value in wished.items()
        if found.get(name) != value
    ]


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"
