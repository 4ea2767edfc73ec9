"""What every export has to say of a publication, by the name of the fact; and what a reader found."""

import re
from collections.abc import Mapping
from typing import Any

from kartotek.export.work import Work
from kartotek.text.rich import plain

Told = dict[str, Any]


def wanted(work: Work) -> Told:
    """What the entry says, in forms that most formats share. Pages have plain hyphens."""
    record = work.record
    handle = f"https://hdl.handle.net/{record.handle}" if record.handle else ""
    archive = f"https://arxiv.org/abs/{record.arxiv}" if record.arxiv and record.type == "preprint" else ""
    return {
        "key": work.key,
        "title": spaced(plain(work.title) + (f": {plain(work.subtitle)}" if work.subtitle else "")),
        "authors": [agent.inverted for agent in work.authors],
        "editors": [agent.inverted for agent in work.editors],
        "date": str(work.date or ""),
        "container": spaced(work.container),
        "volume": spaced(record.volume),
        "issue": spaced(record.issue),
        "pages": range_of(record.pages),
        "article number": spaced(record.article_number),
        "doi": record.doi,
        "isbn": " ".join(record.isbn),
        "issn": " ".join(work.issn),
        "url": record.url or handle or archive or work.url,
        "language": record.language,
    }


def spaced(text: str) -> str:
    """A text with single spaces, as readers of lines leave it."""
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
    """Year, month and day, "" for what is not known; seasons are no months."""
    found = re.fullmatch(r"(-?\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?|-2\d)?[~?%]?", end)
    return (found[1], found[2] or "", found[3] or "") if found else (end, "", "")


def page_ends(pages: str) -> Told:
    """The page something begins on and that it ends on, of pages that leave no doubt about them."""
    found = re.fullmatch(r"([^-,;]+)(?:-([^-,;]+))?", pages)
    return {"first page": found[1], "last page": found[2] or ""} if found else {} if pages else _NO_PAGES


_NO_PAGES = {"first page": "", "last page": ""}


def given(**told: Any) -> Told:
    """What a reader found; a fact that is not there is "" or an empty list."""
    return {name.replace("_", " "): "" if value is None else value for name, value in told.items()}


def differences(wished: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Sentences on what the two do not agree about."""
    return [
        f"the {name} reads {_short(found.get(name))} and should read {_short(value)}"
        for name, value in wished.items()
        if found.get(name) != value
    ]


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"
