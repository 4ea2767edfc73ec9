"""A draft made fit for its type: what the type has no field for is moved where it belongs, or set aside."""

import re
from typing import Any

from kartotek.importers.records import Draft, Raw
from kartotek.model.publication_fields import FIELDS
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.text.standard_values import is_standard_value

_INSTEAD = {"institution": ("publisher",), "publisher": ("institution",), "journal": ("book",), "book": ("journal",)}
"""Where a value may go that the type has no field for, if that field is empty and the type has it."""


def fitted(raw: Raw, data: dict[str, Any], unmapped: list[tuple[str, str]]) -> Draft:
    """The draft with the fields of its type, in the order of the reference; other values are in `unmapped`.

    What only says that something is not known is left out, but not a title: there would be no entry.
    """
    data = {key: value if key == "title" else _known(value) for key, value in data.items()}
    given = {key: value for key, value in data.items() if value not in ("", None, [], {})}
    row = TYPES[given["type"]]
    if "pages" in given and not row.may_have("pages") and row.may_have("number_of_pages"):
        _count_pages(given)
    for key in [key for key in given if key in TYPED_FIELDS and not row.may_have(key)]:
        value = given.pop(key)
        other = next((name for name in _INSTEAD.get(key, ()) if name in row.rows and name not in given), "")
        if other:
            given[other] = value
        else:
            unmapped.append((key, as_text(value)))
    if "journal" in given and "book" in given:
        unmapped.append(("book", as_text(given.pop("book"))))
    ordered = {key: given[key] for key in FIELDS if key in given}
    return Draft(raw, ordered, tuple(unmapped))


def _known(value: Any) -> Any:
    """A value without the standard values for what is not known, and without the people and works so called."""
    if isinstance(value, str):
        return "" if is_standard_value(value) else value
    if isinstance(value, list):
        return [known for each in value if (known := _known(each)) not in ("", {}, [])]
    if not isinstance(value, dict):
        return value
    known = {key: _known(each) for key, each in value.items()}
    if any(known.get(key) == "" for key in ("name", "literal", "family") if value.get(key)):
        return {}
    return {key: each for key, each in known.items() if each != "" or value[key] == ""}


def _count_pages(given: dict[str, Any]) -> None:
    """Make `number_of_pages` of the pages of a whole book where these say how many there are: "312 s.", "1-312"."""
    found = _HOW_MANY.fullmatch(str(given["pages"]).strip())
    if found and given.setdefault("number_of_pages", found[1]) == found[1]:
        del given["pages"]


_HOW_MANY = re.compile(
    r"(?:[1iI]\s?[-–]+\s?)?((?:[ivxlc]+(?:, ?| ?\+ ?))?[0-9]+)\s?(?:pp?|pages|ss?|sider|seiten)?\.?", re.I
)


def as_text(value: Any) -> str:
    """A value of an entry in one line, for people."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {as_text(each)}" for key, each in value.items())
    return "; ".join(map(as_text, value)) if isinstance(value, list) else str(value)
