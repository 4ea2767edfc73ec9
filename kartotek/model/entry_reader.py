"""How entries of every kind but publications are read: what makes their readers, and fields that most of them have."""

from collections.abc import Callable
from typing import TypeVar

from kartotek.content import fields as f
from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, Fields
from kartotek.content.maps import given_otherwise, read_fields
from kartotek.content.pasted import warn_of_tags
from kartotek.text.dates import in_order
from kartotek.text.multilingual import Multilingual

Record = TypeVar("Record")

LANGUAGE = Field(f.language, "Language of the text below the front matter.")
OTHER_NAMES = Field(f.list_of(f.text), "Other names it is known by.")
URL = Field(f.url, "Its own web page.")
SELECTED = Field(f.list_of(f.entry_id), "Ids of publications that its page shows first, in this order.")


def reader(
    record: Callable[..., Record], fields: Fields, name: str, text: str, names: str = ""
) -> Callable[[RawEntry, EntryDiagnostics], Record | None]:
    """Make the function that reads the entries of one kind.

    `record` is called with the key of the entry and the values of all fields that were given. `name` is the field
    without which there is no record; `text` is the field that may hold the text, if it is not below the front matter;
    `names` is the field that has the name in other languages, into which a name by language goes.
    The function returns None when there can be no record; all that is wrong goes to the diagnostics, and nothing is
    raised.
    """

    def read(entry: RawEntry, diagnostics: EntryDiagnostics) -> Record | None:
        values = read_fields(entry.data, fields, (), diagnostics, needed=(name,))
        values["body"] = _body(entry, text, values.pop(text, ""), diagnostics)
        if name not in values:
            if f.says_nothing(entry.data.get(name)) and not given_otherwise(name, entry.data, fields):
                diagnostics.add("missing-key", (), f"every entry here needs a {name}", f"add `{name}: ...`")
            return None
        if names and isinstance(values[name], Multilingual):
            values[names] = (*values[name].texts, *values.get(names, ()))
            values[name] = str(values[name])
        for first, last in _PERIODS:
            start, end = values.get(first), values.get(last)
            if start and end and not in_order(start, end):
                diagnostics.add("date-order", (last,), f"{start} is later than {end}", "check both dates")
        if values.get("image") and not values.get("image_alt"):
            diagnostics.add(
                "missing-key", ("image",), "the image has no description", "add `image_alt: ...`", at_key=True
            )
        return record(key=entry.source.name, **values)

    return read


_PERIODS = (("founded", "closed"), ("start", "end"), ("born", "died"))
"""Pairs of fields of which the first date must not be later than the second."""


def _body(entry: RawEntry, field: str, text: str, diagnostics: EntryDiagnostics) -> str:
    """The text of an entry: what is below the front matter, or else the value of the field."""
    if text and entry.body:
        hint = "keep one of the two"
        diagnostics.add(
            "contradiction",
            (field,),
            f"there is one {field} here and another below the front matter",
            hint,
            at_key=True,
        )
    warn_of_tags(entry.body, (), diagnostics, body=True)
    return entry.body or text
