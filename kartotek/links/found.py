"""The addresses elsewhere that entries name, each with all its places."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

from kartotek import urls
from kartotek.content.entries import RawEntry, Source, read_entry
from kartotek.content.folder import find_sources
from kartotek.content.paths import ValuePath
from kartotek.diagnostics import Diagnostic
from kartotek.model.common import is_hidden
from kartotek.model.kinds import KINDS
from kartotek.model.records import read_record
from kartotek.render.markdown import links
from kartotek.site.public_files import texts_of
from kartotek.text import identifiers

LinkPlace = tuple[Source, ValuePath, int | None]
"""An entry, the path of a value in it, and the place in the body if it is there (see `EntryDiagnostic.body_at`)."""


@dataclass(slots=True)
class Elsewhere:
    """One address, or an identifier of one of the schemes in `REGISTERED`, and where it stands."""

    scheme: str
    target: str
    places: list[LinkPlace] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return f"{self.scheme}:{self.target}"


REGISTERED = {"doi": identifiers.doi, "handle": identifiers.handle}
"""Identifiers that a resolver can be asked for; those of other schemes have a check digit, or ask not to be asked."""
_SCHEMES = tuple(REGISTERED)
_NO_LINKS = frozenset(
    {"arxiv", "pmid", "pmcid", "orcid", "ror", "isbn", "issn", "eisbn", "eissn", "identifiers", "aliases", "cite_key"}
)
"""Fields whose values are no addresses, or are shown as something else."""
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def find_elsewhere(site: Path, base_url: str) -> Sequence[Elsewhere]:
    """All that entries link to outside the portal, whose own address is `base_url`, in the order of the entries.

    Drafts and what is retired are left out, and so are entries that cannot be read: `check` tells these.
    """
    sources, _ = find_sources(site, KINDS)
    found: dict[str, Elsewhere] = {}
    for source in sources:
        entry = read_entry(site, source)
        if isinstance(entry, Diagnostic):
            continue
        record, _ = read_record(entry)
        if record is None or is_hidden(record):
            continue
        for scheme, target, place, body_at in _in_entry(entry, record):
            if urls.within(target, base_url) is None:
                own = Elsewhere(scheme, target)
                found.setdefault(own.key, own).places.append((source, place, body_at))
    return list(found.values())


def _in_entry(entry: RawEntry, record: Any) -> Iterator[tuple[str, str, ValuePath, int | None]]:
    """Scheme, target and place of each link of an entry."""
    for path, text in _texts(entry.data, ()):
        names = [step for step in path if isinstance(step, str)]
        scheme, target = _meant(names[-1], text)
        if scheme and not _NO_LINKS.intersection(names):
            yield scheme, target, path, None
    for place, text in texts_of(entry.source.collection, record):
        addresses = links(text) if text and ("](" in text or "]:" in text or "<" in text) else ()
        for address, at in addresses:
            if _ADDRESS.fullmatch(address):
                yield *_meant("url", address), place, at if len(place) == 1 else None


def _texts(value: Any, path: ValuePath) -> Iterator[tuple[ValuePath, str]]:
    if isinstance(value, str):
        yield path, value
    else:
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*path, key))


def _meant(field_name: str, text: str) -> tuple[str, str]:
    """The scheme and the target of a value; two empty texts if it is no link."""
    try:
        address = urldefrag(text)[0] if _ADDRESS.fullmatch(text) and urlsplit(text).netloc else ""
    except ValueError:  # http://[a
        return "", ""
    if address and (found := identifiers.recognised(address, among=_SCHEMES)):
        return found.key, found.value
    if not address and field_name in REGISTERED:
        with suppress(ValueError):
            return field_name, REGISTERED[field_name](text)
    return ("url", address) if address else ("", "")
