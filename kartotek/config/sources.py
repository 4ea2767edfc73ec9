"""`sources` of `site.yaml`: where `kartotek sync` fetches records, with the settings of each kind of source."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kartotek.config.addresses import check_host
from kartotek.content import fields as f
from kartotek.content.entries import NAME
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field
from kartotek.content.maps import map_of
from kartotek.content.paths import ValuePath
from kartotek.text import identifiers
from kartotek.text.enumeration import listed


@dataclass(frozen=True, slots=True)
class SourceSetting:
    """One source. `kind` is a key of `SOURCE_KINDS`, and `name` that of its ledger; fields that were not given are
    empty. Identifiers are without their addresses, and `address` is one of http or https.
    """

    kind: str
    name: str
    address: str = ""
    ror: tuple[str, ...] = ()
    orcid: tuple[str, ...] = ()
    people: bool = False
    filter: str = ""
    since: int = 0
    group: str = ""
    user: str = ""
    collection: str = ""
    organisation: str = ""
    folder: str = ""
    format: str = ""
    update: bool = False

    @property
    def key_variable(self) -> str:
        """The environment variable that has the key for this source, if it needs one.

        No other secret has such a name, so that no `name` in `site.yaml` sends one to an address.
        """
        return f"KARTOTEK_SOURCE_{re.sub('[^A-Z0-9]+', '_', self.name.upper())}_KEY"


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source: what it is called, the fields it may have beside those of all, and of which it needs one."""

    label: str
    takes: tuple[str, ...]
    needs: tuple[str, ...]


_OF_WHOM = ("ror", "orcid", "people", "filter")
SOURCE_KINDS: Mapping[str, SourceKind] = {
    "openalex": SourceKind("OpenAlex", (*_OF_WHOM, "since", "address"), _OF_WHOM),
    "orcid": SourceKind("ORCID", ("orcid", "people", "address"), ("orcid", "people")),
    "crossref": SourceKind("Crossref", (*_OF_WHOM, "since", "address"), _OF_WHOM),
    "datacite": SourceKind("DataCite", (*_OF_WHOM, "since", "address"), _OF_WHOM),
    "zotero": SourceKind("Zotero", ("group", "user", "collection", "address"), ("group", "user")),
    "pure": SourceKind("Pure", ("address", "organisation"), ("address",)),
    "url": SourceKind("a file on the web", ("address", "format"), ("address",)),
    "folder": SourceKind("a folder of files", ("folder", "format"), ("folder",)),
}
"""The values of `from`."""
_OF_ALL = ("kind", "name", "update")

SOURCE_FIELDS = {
    "from": Field(f.choice(tuple(SOURCE_KINDS)), f"What it is: {', '.join(SOURCE_KINDS)}."),
    "name": Field(f.text, "The name of the source, and of its file in `imports/`; default what `from` says."),
    "address": Field(
        f.url,
        "The address: of a file (`url`), of the API of your Pure (`pure`), or of another server with the same API.",
    ),
    "ror": Field(f.list_of(f.identifier(identifiers.ror)), "Works of these organisations, by their ROR ids."),
    "orcid": Field(f.list_of(f.identifier(identifiers.orcid)), "Works of these people, by their ORCID iDs."),
    "people": Field(f.flag, "Whether works of all people of the portal that have an ORCID iD are fetched."),
    "filter": Field(
        f.text,
        "A further condition, as the API has it: the value of `filter` (OpenAlex, Crossref) or of `query` (DataCite).",
    ),
    "since": Field(f.integer(1, 9999), "Only works that were published in this year or later."),
    "group": Field(f.text, "The number of a group in Zotero."),
    "user": Field(f.text, "The number of a user of Zotero, for a library of one's own."),
    "collection": Field(f.text, "The key of a collection in Zotero; without it, the whole library."),
    "organisation": Field(f.text, "The UUID of an organisation in Pure; without it, the outputs of all of them."),
    "folder": Field(f.text, "A folder of files, from the folder of `site.yaml`."),
    "format": Field(f.text, "The format of the files, as for `kartotek import --from`, if it is not found."),
    "update": Field(f.flag, "Whether fields that are empty are filled in entries that came from elsewhere."),
}
"""What a source may say."""


def _setting(**values: Any) -> SourceSetting:
    kind = values.pop("from")
    return SourceSetting(kind, values.pop("name", kind), **values)


source_list = f.list_of(map_of(SOURCE_FIELDS, _setting, required=("from",)), one_allowed=False)
"""The reader of `sources`."""


def check_sources(sources: Sequence[SourceSetting], diagnostics: EntryDiagnostics) -> None:
    """Report sources that say what their kind does not know, that lack what it needs, or that have one name."""
    seen: dict[str, str] = {}
    for i, source in enumerate(sources):
        path = ("sources", i)
        kind = SOURCE_KINDS[source.kind]
        given = [name for name in SourceSetting.__slots__ if getattr(source, name) and name not in _OF_ALL]
        for name in given:
            if name not in kind.takes:
                hint = f"{source.kind} takes {_of(kind.takes)}"
                message = f"{kind.label} knows nothing of `{name}`"
                diagnostics.add("site-setting", (*path, name), message, hint, at_key=True)
        if not any(name in given for name in kind.needs):
            hint = f"add `{kind.needs[0]}: ...`"
            diagnostics.add("site-setting", path, f"{kind.label} needs {_of(kind.needs)}", hint)
        if not NAME.fullmatch(source.name):
            hint = "write small letters, digits and hyphens: `name: our-library`"
            diagnostics.add("site-setting", (*path, "name"), f"{source.name!r} cannot name a source", hint)
        elif (other := seen.get(source.key_variable)) is not None:
            hint = "give each a `name` of its own"
            same = f"another source is called {source.name!r} as well"
            alike = f"{source.name!r} and the source {other!r} would have one key: {source.key_variable}"
            diagnostics.add("site-setting", path, same if other == source.name else alike, hint)
        seen.setdefault(source.key_variable, source.name)
        _check_values(source, path, diagnostics)
        if source.address:
            instead = f"take it out, and put a key into the environment variable {source.key_variable}"
            check_host(source.address, (*path, "address"), diagnostics, instead=instead)


_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
"""A number of Zotero, the key of a collection there, a UUID of Pure: these become parts of an address."""


def _check_values(source: SourceSetting, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Report values that lead elsewhere than they say, by day and not when it is fetched at night."""
    for name in ("group", "user", "collection", "organisation"):
        value = getattr(source, name)
        if value and not _ID.fullmatch(value):
            hint = "copy the number or the key alone, from its address"
            diagnostics.add("site-setting", (*path, name), f"{value!r} cannot be the {name} of a source", hint)
    if source.group and source.user:
        message = "a library is that of a group or of a user, not of both"
        diagnostics.add("site-setting", (*path, "user"), message, "make two sources of it", at_key=True)
    parts = re.split(r"[/\\]", source.folder)
    if source.folder and (not parts[0] or ".." in parts or ":" in parts[0]):
        hint = "put the files into a folder beside site.yaml, and write its name: `folder: inbox`"
        diagnostics.add("site-setting", (*path, "folder"), f"{source.folder!r} is outside the portal", hint)


def _of(names: Iterable[str]) -> str:
    return listed((f"`{name}`" for name in names), "or")
