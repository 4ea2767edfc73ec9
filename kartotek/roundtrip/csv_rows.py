"""CSV read back with Python's csv module."""

import csv
from io import StringIO

from kartotek.export.work import Work
from kartotek.roundtrip.facts import EntryFacts, before_authors, range_of, spaced, wanted, wanted_of_others


def wanted_row(work: Work) -> EntryFacts:
    """As for most formats, but all names of a role are in one cell, with semicolons between."""
    facts = wanted(work)
    facts["authors"], facts["editors"] = (spaced("; ".join(facts[role])) for role in ("authors", "editors"))
    facts["reviewed title"] = before_authors(wanted_of_others(work)["reviewed title"])
    facts["year"] = str(work.date.year) if work.date else ""
    facts["type"] = work.record.type
    return facts


def read_row(text: str) -> EntryFacts:
    """The facts in the only row of a file, without the apostrophe before what looks like a formula."""
    (row,) = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    facts = {name: cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell for name, cell in row.items()}
    facts["reviewed title"] = before_authors(facts["reviewed work"])
    return facts | {"pages": range_of(facts["pages"]), "title": spaced(facts["title"])}
