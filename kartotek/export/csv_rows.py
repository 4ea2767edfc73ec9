"""CSV (RFC 4180) for spreadsheets and statistics: one row for each publication, one header.

A cell that a spreadsheet would take for a formula begins with an apostrophe, as OWASP advises ("CSV injection"): texts
of entries are not trusted. Years before 1 are numbers as in ISO 8601: -299 is 300 BC.
"""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from io import StringIO

from kartotek.export.shared_values import hyphenated, keyword_line, one_line, original_in_words, review_of, web_address
from kartotek.export.work import Agent, Work
from kartotek.text.rich import plain

MARK = "\ufeff"
"""The byte order mark at the beginning of a file, by which spreadsheets on Windows recognise UTF-8."""

_COLUMNS: tuple[tuple[str, Callable[[Work], object]], ...] = (
    ("key", lambda work: work.key),
    ("type", lambda work: work.record.type),
    ("title", lambda work: work.full_title),
    ("authors", lambda work: _names(work.authors)),
    ("editors", lambda work: _names(work.editors)),
    ("year", lambda work: work.date.year if work.date else ""),
    ("date", lambda work: work.date or ""),
    ("status", lambda work: work.record.status),
    ("container", lambda work: work.container),
    ("series", lambda work: work.series),
    ("series number", lambda work: work.record.series_number),
    ("volume", lambda work: work.record.volume),
    ("issue", lambda work: work.record.issue),
    ("pages", lambda work: hyphenated(work.record.pages)),
    ("article number", lambda work: work.record.article_number),
    (
        "publisher",
        lambda work: work.issuer_or_authority if work.authority else work.publisher or work.record.institution,
    ),
    ("place", lambda work: work.place),
    ("isbn", lambda work: " ".join(work.record.all_isbn)),
    ("issn", lambda work: " ".join(work.issn)),
    ("apc", lambda work: f"{charge.amount} {charge.currency}" if (charge := work.record.apc) else ""),
    ("reviewed work", lambda work: plain(review_of(work)).removeprefix("Review of ")),
    ("original work", lambda work: plain(original_in_words(work.original))),
    ("doi", lambda work: work.record.doi),
    ("url", web_address),
    ("language", lambda work: work.record.language),
    ("keywords", lambda work: keyword_line(work, "; ")),
    ("access", lambda work: work.access),
    ("license", lambda work: work.record.license),
)

HEADER = tuple(name for name, _ in _COLUMNS)
"""The names of the columns, in English whatever the language of the portal: programs read them."""


def row(work: Work) -> tuple[str, ...]:
    """The cells of a publication, in the order of `HEADER`."""
    return tuple(safe_cell(str(value(work))) for _, value in _COLUMNS)


def line(cells: Iterable[str]) -> str:
    """Cells as a line of a file, quoted where they must be; it ends with CR LF."""
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _names(agents: Sequence[Agent]) -> str:
    """Names with semicolons between them; one with a semicolon of its own is in quotation marks."""
    return "; ".join(f'"{agent.inverted}"' if ";" in agent.inverted else agent.inverted for agent in agents)


def safe_cell(text: str) -> str:
    """A text as a cell, in one line, that no spreadsheet takes for a formula."""
    text = one_line(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) and not _NUMBER.fullmatch(text) else text


_NUMBER = re.compile("-?[0-9]+")
