"""Links and images in texts that lead to nothing in this portal, by the plan of what a build would write."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from kartotek import urls
from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.folder import FILES
from kartotek.content.paths import ValuePath
from kartotek.model.kinds import INDEXES, PAGES
from kartotek.site.load import Loaded
from kartotek.site.options import Job
from kartotek.site.public_files import texts_of
from kartotek.text.likeness import nearest

_MAY_LINK = re.compile(r"\]\(|\]:|<[\w./]")
"""What a text with a link has."""
_Link = tuple[Source, ValuePath, str, int | None]
"""The entry with a link, the path of the text in it, the address, and its place in the body."""


def dead_links(job: Job, loaded: Loaded, planned: Iterable[tuple[str, Any]]) -> list[tuple[Source, EntryDiagnostic]]:
    """A diagnostic for each link within the portal whose file is not among those `planned` (paths below `dist/`)."""
    wanted: dict[str, list[_Link]] = {}
    for target, link in _links(job, loaded):
        wanted.setdefault(target, []).append(link)
    if not wanted:
        return []
    for path, _ in planned:
        if path in wanted:
            del wanted[path]
            if not wanted:
                return []
    entries = {f"{entry.source.collection}/{entry.source.name}" for entry in loaded.entries.values()}
    diagnostics: list[tuple[Source, EntryDiagnostic]] = []
    for target, found in wanted.items():
        name = target.removesuffix("/index.html").removesuffix("index.html")
        if name in entries or _is_file(loaded, target):
            continue  # a draft is no mistake, and closed files are reported elsewhere
        message, hint = _explained(target, name, entries)
        for source, place, address, at in found:
            said = EntryDiagnostic("dead-link", place, f"{address} leads nowhere: {message}", hint, body_at=at)
            diagnostics.append((source, said))
    return diagnostics


def _explained(target: str, name: str, entries: Collection[str]) -> tuple[str, str]:
    """What is not there, and what to do about it."""
    if target.startswith(f"{FILES}/"):
        return f"there is no file content/{target}", "put the file there, or correct the address"
    kind = name.partition("/")[0]
    known = [entry for entry in entries if entry.startswith(f"{kind}/")] if kind in INDEXES else []
    like = nearest(name, known)
    shown = f"/{name}/" if target.endswith("index.html") else f"/{target}"
    return f"there is no {shown}", f"did you mean /{like}/?" if like else "correct the address, or remove the link"


def _is_file(loaded: Loaded, target: str) -> bool:
    """Whether a path is that of a document below `content/files/`."""
    name = target.removeprefix(f"{FILES}/")
    return name != target and name in loaded.present


def _links(job: Job, loaded: Loaded) -> Iterator[tuple[str, _Link]]:
    """The links of all texts that are shown and lead into the portal: the path that each needs below `dist/`."""
    things, base = loaded.portal.things, job.settings.site.base_url
    for entry in loaded.entries.values():
        source, record = entry.source, cast("Any", entry.record)
        if record is None or source.name not in things[source.collection]:
            continue
        page = (
            urls.free_page(record.key) if source.collection == PAGES.key else urls.item(source.collection, source.name)
        )
        for place, text in texts_of(source.collection, record):
            if not (text and _MAY_LINK.search(text)):
                continue
            from kartotek.render.markdown import links  # most texts have none

            for address in links(text):
                target = _target(address, page, base)
                if target is not None:
                    yield target, (source, place, address, max(0, text.find(address)) if len(place) == 1 else None)


def _target(address: str, page: str, base_url: str) -> str | None:
    """The path below `dist/` of the file that an address needs, seen from a page; None if it leads elsewhere."""
    if base_url and address.startswith(base_url):
        address = f"/{address.removeprefix(base_url)}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path:
        return None
    joined = posixpath.normpath(posixpath.join("/", page, path)).lstrip("/")
    is_folder = path.endswith("/") or not posixpath.basename(joined).count(".")
    return f"{joined}/index.html".lstrip("/") if is_folder else joined
