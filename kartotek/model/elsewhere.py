"""`same_as`: the same thing elsewhere, by address or by an identifier such as `ISNI 0000 0001 2103 2683`."""

from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, Reader
from kartotek.content.identifier_diagnostics import report_surplus
from kartotek.content.paths import ValuePath
from kartotek.text.identifiers import miscopied, recognised
from kartotek.text.surplus import plain, trimmed

_BARE = ("wikidata", "isni")
"""Schemes whose shape is enough here, where only addresses can stand besides."""


def _same_thing(kind: str) -> Reader:
    """A reader of addresses, and of identifiers of things of a kind; it returns the address where one is looked up."""

    @s.takes(s.TEXT)
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
        line = f.text(raw, path, diagnostics)
        if line is None:
            return None
        found = recognised(line, kind, bare=_BARE)
        if not found or not found.address:
            if "://" not in line and (reason := miscopied(line, kind)):
                diagnostics.add("bad-identifier", path, reason, "copy it again from the source")
                return None
            address: str | None = f.url(line, path, diagnostics)
            return address
        bare = trimmed(line)
        if bare not in (line, plain(line)):
            report_surplus(line, bare, bare, path, diagnostics)
        return found.address

    return read


def same_as(kind: str) -> Field:
    """The field for entries of a kind."""
    return Field(
        f.list_of(_same_thing(kind)),
        "The same elsewhere, by address or identifier (ISNI, Wikidata, OpenAlex, Scopus, VIAF).",
    )
