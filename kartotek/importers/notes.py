"""Notes of other programs and of our own exports, which often say in words what an entry has a field for."""

import re
from typing import Any

from kartotek.export.shared_values import NOTICE_WORDS, NOTICES_OF, PENDING, STATUS
from kartotek.export.titles import sign_of
from kartotek.importers import other_roles
from kartotek.importers.markdown_text import line_of
from kartotek.importers.other_works import original, original_in, review_in
from kartotek.importers.values import is_date, name_in_one_line
from kartotek.text import identifiers

STATUSES = {
    **{said: status for status, said in reversed(STATUS.items())},
    PENDING: "submitted", "inpress": "in-press", "forthcoming": "in-press", "to appear": "in-press",
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
_WORDS = "|".join(NOTICE_WORDS.values())
_NOTICE = re.compile(
    rf"(?:^|; )({_WORDS})(?: ([0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?))?(?:: ((?:(?!; (?:{_WORDS})\b).)+?))?"
    r"(?: \((https?://\S+)\))?$"
)
_NOTICE_OF = re.compile(
    rf"(?:^|; )({'|'.join(NOTICES_OF.values())}): (?:“[^”]*”|(?:(?!; ).)+?) \((https?://\S+)\)(?=; |$)"
)
_KINDS_OF = {words: kind for kind, words in NOTICES_OF.items()}
_KINDS = {words: kind for kind, words in NOTICE_WORDS.items()}


def status_of(text: str) -> str:
    """The status that words stand for; "" if they are no such words."""
    return STATUSES.get(text.lower().strip(" ."), "")


def in_notes(text: str) -> tuple[str, dict[str, Any]]:
    """A note in one line, and what was taken out of it: lines such as "PMID: 123", which Zotero's "Extra" has, and
    retractions and other notices as our exports tell them."""
    found: dict[str, Any] = {}

    def take(line: re.Match[str]) -> str:
        field = _IN_NOTES.get(line[1].lower())
        if field is None or field in found:
            return line[0]
        found[field] = line[2].split()[0] if field == "arxiv" else line[2]
        return ""

    lines = [line.strip() for line in _LINE.sub(take, text).splitlines()]
    note = "; ".join(line for line in lines if line)
    note, notices = without_notices(note)
    return note, {**found, **notices}


def without_notices(note: str) -> tuple[str, dict[str, Any]]:
    """A note, and the fields `retracted`, `notices` and, of what is itself a notice, `related`, as our exports tell
    them at its end."""
    note, notices = _without_own_notices(note)
    related = [_related(*said.groups()) for said in _NOTICE_OF.finditer(note)]
    note = _NOTICE_OF.sub("", note).removeprefix("; ") if related else note
    return note, {**notices, **({"related": related} if related else {})}


def _related(words: str, address: str) -> dict[str, str]:
    """The relation of a notice to its work, for which DataCite has no type, but words."""
    try:
        place = {"doi": identifiers.doi(address)}
    except ValueError:
        place = {"url": address}
    return {**place, "relation": "Other", "information": f"Is the {_KINDS_OF[words].replace('-', ' ')} of"}


def _without_own_notices(note: str) -> tuple[str, dict[str, Any]]:
    notices: list[dict[str, str]] = []
    while (said := _NOTICE.search(note)) is not None:
        kind, date, _, address = said.groups()
        if kind != NOTICE_WORDS["retraction"] and not (date or address):
            break  # "Withdrawn: from the library" is no notice
        found = zip(("kind", "date", "reason", "url"), (_KINDS[kind], *said.groups()[1:]), strict=True)
        notices.insert(0, {name: value for name, value in found if value})
        note = note[: said.start()]
    first = next((notice for notice in notices if notice["kind"] == "retraction"), None)
    if first is None:
        return note, {"notices": notices} if notices else {}
    notices.remove(first)
    retracted = {"notice" if name == "url" else name: value for name, value in first.items() if name != "kind"}
    return note, {"retracted": retracted or "true", **({"notices": notices} if notices else {})}


def take_sign(data: dict[str, Any]) -> None:
    """Take the sign of a retraction out of the title of a draft (ours, or what publishers write: "RETRACTED ARTICLE:
    ..."), and say it in the field that there is for it."""
    title = data.get("title")
    kind, rest = sign_of(title) if isinstance(title, str) else ("", "")
    if not kind:
        return
    data["title"] = rest
    if kind == "retraction":
        if data.get("retracted") in (None, "", "false"):
            data["retracted"] = "true"
    elif kind not in [notice.get("kind") for notice in data.get("notices", ())]:
        data["notices"] = [{"kind": kind}, *data.get("notices", ())]


_ORIGINALLY = "Originally published as: "
_FIRST = "First published: "
VOLUMES = ("Volume title: ", "Issue title: ")
_PEOPLE = {"Translated by": "translators", "Supervised by": "supervisors"}


def take_remarks(data: dict[str, Any]) -> None:
    """Move the remarks in the note of a draft to the fields they are about, unless these have a value."""
    note, notices = without_notices(str(data.pop("note", "")))
    for field, value in notices.items():
        data.setdefault(field, value)
    rest = [remark for remark in _remarks(note) if remark and not _taken(remark, data)]
    if rest:
        data["note"] = "; ".join(rest)


def _remarks(note: str) -> list[str]:
    """The remarks of a note. A title with a semicolon is in quotation marks; in older exports an original goes on until
    its year."""
    parts = re.split("; (?![^“”]*”)", note)
    first = next((at for at, part in enumerate(parts) if part.startswith(_ORIGINALLY)), len(parts))
    for end in range(first + 1, len(parts) + 1):
        whole = "; ".join(parts[first:end])
        if "issued" in original(whole.removeprefix(_ORIGINALLY)):
            return [*parts[:first], whole, *parts[end:]]
    return parts


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _taken(remark: str, data: dict[str, Any]) -> bool:
    if people := other_roles.in_words(remark):
        data["contributors"] = [*data.get("contributors", ()), *people]
        return True
    if remark.startswith("Review of ") and ", by " in remark and review_in(data, remark):
        return True
    if review := re.fullmatch("Review of “([^“”]+)”", remark):
        return "title" in data.setdefault("reviewed", {"title": line_of(review[1])})
    if remark.startswith(VOLUMES):
        title = line_of(remark.partition(": ")[2])
        return bool(data.setdefault("volume_title", title) == title)
    if remark.startswith(_FIRST) and original_in(data, remark):
        return True
    if remark.startswith(_ORIGINALLY) and original_in(data, remark.removeprefix(_ORIGINALLY)):
        return True
    begun = " ".join(remark.split()[:2])
    if field := _PEOPLE.get(begun):
        people = [name_in_one_line(name) for name in remark[len(begun) :].split(", ")]
        if not data.get(field) and all(people):
            data[field] = people
            return True
        if (known := data.get(field)) and len(known) == len(people):  # said a second time, in words
            return all(_words(str(one)) <= _words(remark) for one in known if isinstance(one, str))
    said = re.fullmatch(r"(Filed|Version) (\S.*)", remark)
    if said and said[1] == "Filed" and is_date(said[2]):
        return data.setdefault("filed", said[2]) == said[2]
    if said and said[1] == "Version":
        return data.setdefault("version", said[2]) == said[2]
    status = status_of(remark)
    return bool(status) and data.setdefault("status", status) == status
