"""The rules of a portal, which are its own: `rules` in `site.yaml`, as it is read.

Whether there are such types and fields is not known here; `site.house_rules` tells it, and what breaks a rule.
"""

from dataclasses import dataclass
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field
from kartotek.content.maps import map_of
from kartotek.content.paths import ValuePath

ALL = "all"
"""Stands for all types in `Rules.required`."""
EVERYONE = ("",)
"""What `Rules.orcid` is if it asks everyone who has an entry."""
ENTRIES = ("entries",)
"""What `Rules.keywords` is if it allows those that have an entry."""


@dataclass(frozen=True, slots=True)
class Rules:
    """An empty value asks for nothing.

    `required` are pairs of a type, or `ALL`, and the fields that its works must have, as they are written: `doi`, or
    `doi or handle`. `licenses` are those that works and their files may have. `orcid` has ids of organisations whose
    people need an ORCID iD. `keywords` are all that works may have. Works from before the year `since` are left alone.
    `severity` is that of what breaks a rule: "warning" or "error".
    """

    required: tuple[tuple[str, tuple[str, ...]], ...] = ()
    licenses: tuple[str, ...] = ()
    orcid: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    since: int = 0
    severity: str = "warning"


ASKED_FIELDS: s.Schema = {
    **s.TEXT,
    s.SAID: "Write the name of a field, or `doi or handle` if one of several is enough.",
}
"""A field, or several with `or` between them; `start.schemas` adds which fields there are."""


@s.takes({"type": ["object", "null"], "additionalProperties": s.list_of(ASKED_FIELDS)})
def _required(
    raw: Any, path: ValuePath, diagnostics: EntryDiagnostics
) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """A map of types to lists of fields, as pairs in the order written."""
    if not isinstance(raw, dict):
        hint = "write {all: [language], thesis: [supervisors]}"
        diagnostics.add("wrong-kind", path, "expected a map of types to lists of fields", hint)
        return None
    read = f.list_of(f.text)
    found = {
        type_: read(fields, (*path, type_), diagnostics) for type_, fields in raw.items() if not f.is_blank(fields)
    }
    for type_ in raw.keys() - found.keys():
        diagnostics.add(
            "empty-value", (*path, type_), f"{type_} is empty", "fill it in or delete the line", at_key=True
        )
    return tuple((type_, fields) for type_, fields in found.items() if fields)


@s.takes(
    {
        "anyOf": [
            {"type": ["boolean", "string"], "pattern": "^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"},
            s.list_of(s.ENTRY_ID),
        ]
    }
)
def _own_people(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> tuple[str, ...] | None:
    """true for everyone who has an entry, false for nobody, or ids of organisations."""
    if isinstance(raw, str) and raw.lower() in ("true", "false"):
        return EVERYONE if raw.lower() == "true" else ()
    units: tuple[str, ...] | None = f.list_of(f.entry_id)(raw, path, diagnostics)
    return units


RULES = {
    "required": Field(
        _required, "Fields that works must have, by type, or for `all`; `doi or handle` if one of several is enough."
    ),
    "licenses": Field(f.list_of(f.text), "The licences that works and files may have."),
    "orcid": Field(
        _own_people,
        "Ids of organisations whose people, and those of their parts, need an ORCID iD; or `true` for everyone who has "
        "an entry.",
    ),
    "keywords": Field(
        f.list_of(f.text), "The keywords that works may have: a list, or `entries` for those that have an entry."
    ),
    "since": Field(f.integer(1, 9999), "The first year whose works must keep to the rules; default all."),
    "severity": Field(f.choice(("warning", "error")), "What breaking a rule is; default `warning`."),
}
"""The fields of `rules`."""
read_rules = map_of(RULES, Rules)
