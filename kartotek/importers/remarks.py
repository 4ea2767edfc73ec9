"""Facts that a format has no field for, and that exports put into a note: read back from there.

What is not one of these sentences stays the note.
"""

import re
from typing import Any

from kartotek.export.shared_values import STATUS
from kartotek.importers.values import is_date, name_in_one_line

_PEOPLE = {"Translated by": "translators", "Supervised by": "supervisors"}
_STATUSES = {said: status for status, said in reversed(STATUS.items())}


def take_remarks(data: dict[str, Any]) -> None:
    """Move the remarks in the note of a draft to the fields they are about, unless these have a value."""
    note = str(data.pop("note", ""))
    rest = [remark for remark in note.split("; ") if remark and not _taken(remark, data)]
    if rest:
        data["note"] = "; ".join(rest)


def _taken(remark: str, data: dict[str, Any]) -> bool:
    begun = " ".join(remark.split()[:2])
    if field := _PEOPLE.get(begun):
        people = [name_in_one_line(name) for name in remark[len(begun) :].split(", ")]
        if not data.get(field) and all(people):
            data[field] = people
            return True
    said = re.fullmatch(r"(Filed|Version) (\S.*)", remark)
    if said and said[1] == "Filed" and is_date(said[2]):
        return data.setdefault("filed", said[2]) == said[2]
    if said and said[1] == "Version":
        return data.setdefault("version", said[2]) == said[2]
    status = _STATUSES.get(remark.lower())
    return bool(status) and data.setdefault("status", status) == status
