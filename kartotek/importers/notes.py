"""Notes of other programs and of our own exports, which often say in words what an entry has a field for."""

import re
from typing import Any

from kartotek.export.shared_values import STATUS
from kartotek.importers.values import is_date, name_in_one_line

STATUSES = {
    **{said: status for status, said in reversed(STATUS.items())},
    "inpress": "in-press", "forthcoming": "in-press", "to appear": "in-press",
    "epub ahead of print": "epub-ahead-of-print", "online first": "epub-ahead-of-print",
    "prepublished": "epub-ahead-of-print", "accepted": "accepted", "submitted": "submitted",
    "under review": "submitted", "inpreparation": "in-preparation", "published": "published",
}  # fmt: skip
"""What bibliographies say of works that are not simply published, in small letters; our exports among them."""

_LINE = re.compile(r"^[ \t]*([A-Za-z][A-Za-z ]*?)[ \t]*:[ \t]*(\S[^\n]*?)[ \t]*$", re.MULTILINE)
_IN_NOTES = {
    "pmid": "pmid", "pmcid": "pmcid", "doi": "doi", "arxiv": "arxiv", "isbn": "isbn", "issn": "issn",
    "citation key": "cite_key", "hdl": "handle", "handle": "handle",
}  # fmt: skip
_RETRACTED = re.compile(
    r"(?:^|; )Retracted(?: ([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?))?(?:: (.+?))?(?: \((https?://\S+)\))?$"
)


def status_of(text: str) -> str:
    """The status that words stand for; "" if they are no such words."""
    return STATUSES.get(text.lower().strip(" ."), "")


def in_notes(text: str) -> tuple[str, dict[str, Any]]:
    """A note in one line, and what was taken out of it: lines such as "PMID: 123", which Zotero's "Extra" has, and the
    retraction as our exports tell it."""
    found: dict[str, Any] = {}

    def take(line: re.Match[str]) -> str:
        field = _IN_NOTES.get(line[1].lower())
        if field is None or field in found:
            return line[0]
        found[field] = line[2].split()[0] if field == "arxiv" else line[2]
        return ""

    lines = [line.strip() for line in _LINE.sub(take, text).splitlines()]
    note = "; ".join(line for line in lines if line)
    note, retracted = without_retraction(note)
    return note, {**found, "retracted": retracted} if retracted else found


def without_retraction(note: str) -> tuple[str, dict[str, str] | str]:
    """A note, and the retraction as our exports tell it at its end; "" if they do not."""
    said = _RETRACTED.search(note)
    if said is None:
        return note, ""
    found = zip(("date", "reason", "notice"), said.groups(), strict=True)
    return note[: said.start()], {name: value for name, value in found if value} or "true"


_PEOPLE = {"Translated by": "translators", "Supervised by": "supervisors"}


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
    status = status_of(remark)
    return bool(status) and data.setdefault("status", status) == status
