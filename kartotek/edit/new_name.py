"""How a site follows when an entry gets another name, or becomes part of another one: what names it is mended.

All functions take `names`: the kind of the entry, its key, and the key by which it is found from then on.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kartotek import urls
from kartotek.config.settings import FILE, Site
from kartotek.content.entries import RawEntry, Source, read_entry
from kartotek.content.ledger import FOLDER, ledger_bytes, path_of, read_ledger
from kartotek.content.redirects import FILE as REDIRECTS
from kartotek.content.redirects import read_redirects
from kartotek.content.splice import Spliced
from kartotek.diagnostics import Diagnostic
from kartotek.edit.files import FileChange
from kartotek.edit.references import address_of, ids_in, links_in
from kartotek.model.kinds import PAGES, PUBLICATIONS


def update_references(text: Spliced, entry: RawEntry, settings: Site, names: tuple[str, str, str]) -> int:
    """Write the new name where the entry is named; returns how often."""
    kind, key, new = names
    paths = set(ids_in(entry.source.collection, entry.data, kind, key))
    for path in paths:
        text.replace(path, new)
    return len(paths) + update_links(text, settings, names)


def update_links(text: Spliced, settings: Site, names: tuple[str, str, str]) -> int:
    """Let links in Markdown texts lead to the new address; returns how many there were."""
    kind, key, new = names
    spans = list(links_in(text.text, address_of(kind, key), settings.base_url))
    for start, end in spans:
        text.replace_at(start, end, address_of(kind, new).rstrip("/"))
    return len(spans)


def of_settings(site: Path, settings: Site, names: tuple[str, str, str]) -> FileChange | None:
    """The change of site.yaml, if its navigation names a free page, or one of its texts links to the entry."""
    kind, key, new = names
    entry = read_entry(site, Source("site", "site", FILE))
    if isinstance(entry, Diagnostic):
        return None
    named = entry.data.get("navigation") if kind == PAGES.key else None
    places = [i for i, name in enumerate(named) if name == key] if isinstance(named, list) else []
    text = Spliced(site / FILE)
    for i in places:
        text.replace(("navigation", i), new)
    count = len(places) + update_links(text, settings, names)
    return FileChange(FILE, text.raw, text.content()) if count else None


def of_redirects(
    site: Path, settings: Site, names: tuple[str, str, str], *, has_entry: bool = True
) -> FileChange | None:
    """The change of redirects.csv; all else in it stays as it is.

    Lines that led to the entry, by its id or its address, lead to it by the new one. A line for what is its address now
    goes: it would lead to itself. What has no entry is not meant by an id.
    """
    kind, key, new = names
    prefixes = [urls.prefix(code, settings.languages) for code in settings.languages]
    was, will = ([prefix + address_of(kind, each).strip("/") for prefix in prefixes] for each in (key, new))
    targets = {f"{kind}/{key}": f"{kind}/{new}"} | ({key: f"{kind}/{new}"} if has_entry else {})
    for old, now in zip(was, will, strict=True):
        targets |= {f"/{old}": f"/{now}", f"/{old}/": f"/{now}/"}
    raw = (site / REDIRECTS).read_bytes() if (site / REDIRECTS).is_file() else b""
    redirects, _ = read_redirects(site)
    lines = {each.line - 1: each for each in redirects if each.target in targets}
    if not lines:
        return None
    rows = raw.split(b"\n")
    for number, each in lines.items():
        cell = re.compile(rb"([,;]\s*\"?)%s(?=\"?\s*(?:[,;]|$))" % re.escape(each.target.encode()))
        rows[number] = cell.sub(rb"\g<1>" + targets[each.target].encode(), rows[number], count=1)
    kept = (row for number, row in enumerate(rows) if number not in lines or lines[number].old not in will)
    return FileChange(REDIRECTS, raw, b"\n".join(kept))


def of_ledgers(site: Path, names: tuple[str, str, str], *, merged: bool) -> Iterator[FileChange]:
    """The changes of what is remembered of imports: their records belong to the entry by its new name.

    What an entry had before another became part of it is not theirs to remove (`merged`). Raises SetupError if one of
    these files is damaged.
    """
    kind, key, new = names
    for path in sorted((site / FOLDER).glob("*.jsonl")) if kind == PUBLICATIONS.key else ():
        raw, ledger = path.read_bytes(), read_ledger(site, path.stem)
        mended = {
            record: replace(line, id=new, adopted=line.adopted or merged)
            for record, line in ledger.items()
            if line.id == key
        }
        if mended:
            file = path_of(site, path.stem).relative_to(site).as_posix()
            yield FileChange(file, raw, ledger_bytes({**ledger, **mended}))
