"""CSV read back with Python's csv module."""

import csv
from io import StringIO

from kartotek.export.work import Work
from kartotek.roundtrip.facts import Told, range_of, spaced, wanted


def wanted_row(work: Work) -> Told:
    """Names stand in one cell. A year is a number."""
    told = wanted(work)
    told["authors"], told["editors"] = (spaced("; ".join(told[role])) for role in ("authors", "editors"))
    told["year"] = str(work.date.year) if work.date else ""
    told["type"] = work.record.type
    return told


def read_row(text: str) -> Told:
    """The one row of a file; a cell that looked like a formula loses its apostrophe."""
    (row,) = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    told = {name: cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell for name, cell in row.items()}
    return told | {"pages": range_of(told["pages"]), "title": spaced(told["title"])}
