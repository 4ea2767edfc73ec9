"""What must fit together in the entry of a publication: fields with each other, and with its type."""

from typing import Any

from kartotek.content import fields as f
from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.maps import renamed, write_instead
from kartotek.model.publication import Publication
from kartotek.model.type_row import PublicationType
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.text.dates import in_order
from kartotek.text.foreign_names import Name, field_meant
from kartotek.text.identifiers import recognised


def check_together(publication: Publication, entry: RawEntry, diagnostics: EntryDiagnostics) -> None:
    """Report fields that contradict each other, or that the type does not have."""
    row = TYPES[publication.type]
    for key in TYPED_FIELDS.intersection(entry.data):
        if not entry.data[key] or row.may_have(key):
            continue
        meant = _meant_for_type(key, row, entry.data)
        if key in ("journal", "book"):
            message = f"type {row.key} cannot have the field `{key}`"
            hint = write_instead(meant, entry.data, entry.data[key]) if meant else _home_hint(key)
            diagnostics.add("contradiction", (key,), message, hint, at_key=True)
        elif meant:
            message = f"`{key}` of the type {row.key} is called `{meant.field}`"
            hint = write_instead(meant, entry.data, entry.data[key])
            diagnostics.add("unused-field", (key,), message, hint, at_key=True, fix=renamed(meant, entry.data))
        else:
            message = f"`{key}` is not shown for type {row.key}"
            diagnostics.add("unused-field", (key,), message, "delete it, or change the type", at_key=True)
    if publication.journal and publication.book:
        hint = "keep the one it was published in; the title of a book series goes into `series`"
        diagnostics.add("contradiction", ("book",), "it has both `journal` and `book`", hint, at_key=True)
    if publication.status in ("in-preparation", "submitted") and publication.issued:
        hint = "change the status, or write the date as `submitted`"
        diagnostics.add(
            "contradiction", ("status",), f"its status is {publication.status}, but it has a date of publication", hint
        )
    event = publication.event
    if event and event.start and event.end and not in_order(event.start, event.end):
        diagnostics.add("date-order", ("event", "end"), "the event ends before it begins", "check both dates")
    for i, file in enumerate(publication.files):
        if file.access == "embargoed" and not file.embargo_until:
            hint = "add `embargo_until: 2027-01-31`"
            diagnostics.add("missing-key", ("files", i), "an embargoed file needs the day its embargo ends", hint)
    _check_others(publication, diagnostics)
    _check_identifiers(publication, entry, diagnostics)
    if publication.image and not publication.image_alt:
        diagnostics.add("missing-key", ("image",), "the image has no description", "add `image_alt: ...`", at_key=True)


_NOT_ITSELF = {
    "related": "an entry cannot be related to itself",
    "notices": "an entry cannot be a notice of itself",
    "reviewed": "an entry cannot be a review of itself",
    "original": "an entry cannot be its own original",
}


def _check_others(publication: Publication, diagnostics: EntryDiagnostics) -> None:
    """Report where another work should be named, and the entry names itself."""
    for field, message in _NOT_ITSELF.items():
        said = getattr(publication, field)
        paths = [((field, i), each) for i, each in enumerate(said)] if isinstance(said, tuple) else [((field,), said)]
        for path, other in paths:
            if other and other.id == publication.key:
                diagnostics.add("contradiction", path, message, "give the id of another entry")


def _check_identifiers(publication: Publication, entry: RawEntry, diagnostics: EntryDiagnostics) -> None:
    """Report identifiers among the others that have an empty field of their own. A second DOI has none."""
    written = entry.data.get("identifiers") or []
    for i, text in enumerate(written if isinstance(written, list) else [written]):
        known = recognised(text, "publications") if isinstance(text, str) else None
        if known and getattr(publication, known.key, None) in ("", ()):
            path = ("identifiers", i) if isinstance(written, list) else ("identifiers",)
            message = f"{text!r} has a field of its own, `{known.key}`"
            diagnostics.add("own-field", path, message, f"write `{known.key}: {known.value}`")


def _meant_for_type(key: str, row: PublicationType, data: dict[str, Any]) -> Name | None:
    """The field of this type that a field of other types stands for: the `number` of an article is its issue."""
    meant = field_meant(key, row.key, row.rows)
    if meant is None or not f.is_blank(data.get(meant.field)):
        return None
    several = not str(data[key]).isdigit()
    return None if meant.field == "number_of_pages" and several else meant


def _home_hint(key: str) -> str:
    """What to do with a `journal` or a `book` that the type cannot have."""
    if key == "journal":
        return "delete `journal`, write `series` for a series, or change the type to article-journal"
    return "delete `book`, or change the type to chapter or paper-conference"
