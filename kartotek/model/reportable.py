"""What visitors of a portal may report as wrong: a few fields of each kind, and their values as forms show them.

Forms are filled from these values (`pages.parts.editing`), and a report is compared with them before anything changes
(`edit.correct`), so both have them from here. Texts in Markdown are as written. Files, links, licences and what decides
whether something is published are left out: nobody from outside may suggest a change of them that a program applies.
"""

from collections.abc import Mapping
from typing import Any

from kartotek.model.common import Contributor
from kartotek.model.kinds import KINDS

Said = str | tuple[str, ...]
"""A value in words: one text, or several; "" or () if the entry does not give it."""

REPORTABLE: Mapping[str, tuple[str, ...]] = {
    key: kind.reportable or (kind.naming.field,) for key, kind in KINDS.items()
}
"""By kind: the fields in the order of the form."""
LISTS = frozenset({"authors", "editors", "other_names", "other_titles", "isbn", "issn"})
"""The fields that have several values."""
CONTRIBUTORS = frozenset({"authors", "editors"})
"""The fields that have people."""
IDENTIFIERS = frozenset({"doi", "isbn", "issn", "orcid", "ror"})
"""The fields that are written in the one form in which exports have them."""


def said(record: Any, field: str) -> Said:
    """The value of a field of a record in words: names as they are printed, dates in EDTF."""
    value = getattr(record, field)
    if field in LISTS:
        return tuple(item.display if isinstance(item, Contributor) else str(item) for item in value)
    return "" if value is None else str(value)


def all_said(kind: str, record: Any) -> dict[str, Said]:
    """The values of all such fields that the record has, in the order of the form."""
    found = {field: said(record, field) for field in REPORTABLE[kind]}
    return {field: value for field, value in found.items() if value}
