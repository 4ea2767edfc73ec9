"""Notes of other programs, which often say in words what an entry has a field for."""

import re
from typing import Any

STATUSES = {
    "in press": "in-press", "inpress": "in-press", "forthcoming": "in-press", "to appear": "in-press",
    "advance online publication": "epub-ahead-of-print", "epub ahead of print": "epub-ahead-of-print",
    "online first": "epub-ahead-of-print", "accepted": "accepted", "submitted for publication": "submitted",
    "submitted": "submitted", "under review": "submitted", "in preparation": "in-preparation",
    "unpublished": "unpublished", "published": "published",
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
    if retracted := _RETRACTED.search(note):
        note = note[: retracted.start()]
        names = ("date", "reason", "notice")
        given = {name: value for name, value in zip(names, retracted.groups(), strict=True) if value}
        found["retracted"] = given or "true"
    return note, found
