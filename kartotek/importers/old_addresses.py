"""The pages that works had in the system they come from: their addresses go into `redirects.csv`, for ever.

`kartotek import --replaces https://old.example.org/` does this. A `url` that leads to such a page is no address of the
work: the page is here now. So it is left out, and so it is later, too, as the line of `redirects.csv` says what it was.
An address of which no line can be made (one with a query) stays in the entry, or it would be nowhere.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from kartotek.content import redirects
from kartotek.importers.plan import FileWrite
from kartotek.importers.records import Draft
from kartotek.urls import item

_EPRINTS = re.compile(r"/(?:id/eprint/)?(\d+)/?")
"""EPrints has each work at `/123/`, and as a thing of the semantic web at `/id/eprint/123`."""


def listed(site: Path) -> frozenset[str]:
    """The addresses with a host that `redirects.csv` has already, without a slash at the end."""
    rows = csv.reader(StringIO(_text(site), newline=""), delimiter=_delimiter(site))
    cells = (row[0].strip() for row in rows if row)
    return frozenset(cell.rstrip("/") for cell in cells if cell.startswith(("http://", "https://")))


def moved(draft: Draft, old: str, known: Collection[str]) -> Draft:
    """A draft without the address of its page in the old system, which is in `former`, if a page can have it.

    `old` is the address of that system, "" if none is replaced; `known` are addresses that were redirected before.
    """
    data = dict(draft.data)
    former = [urljoin(old, address) for address in draft.former] if old else []
    url = str(data.get("url", ""))
    if url and (url.rstrip("/") in known or (old and _is_below(url, old))):
        former.insert(0, url)
        if isinstance(redirects.old_address(url), str):
            del data["url"]
    number = _EPRINTS.fullmatch(urlsplit(url).path) if former[:1] == [url] else None
    if number:
        former += [urljoin(url, f"/{number[1]}/"), urljoin(url, f"/id/eprint/{number[1]}")]
    return replace(draft, data=data, former=tuple(address for address in former if old and _is_below(address, old)))


def _is_below(address: str, old: str) -> bool:
    """Whether an address is one of the system, by whichever protocol."""
    return re.sub("^https?", "", address).startswith(re.sub("^https?", "", old.rstrip("/") + "/"))


def with_lines(site: Path, pairs: Iterable[tuple[str, str]]) -> tuple[FileWrite | None, list[str]]:
    """`redirects.csv` with a line for each address (of a page, and the name of its entry) that it does not have yet.

    None if there are none; and sentences about addresses of which no page can be made.
    """
    before = _text(site)
    have = {redirect.old.lower() for redirect in redirects.read_redirects(site)[0]}
    out = StringIO()
    write = csv.writer(out, delimiter=_delimiter(site), lineterminator="\n")
    notes: list[str] = []
    for address, name in pairs:
        path = redirects.old_address(address)
        if isinstance(path, tuple):
            notes.append(f"{redirects.FILE} has no line for {name}: {path[0]}; {path[1]}")
        elif path.lower() not in have and path != item("publications", name).strip("/"):
            have.add(path.lower())
            write.writerow([address, f"publications/{name}"])
    if not out.getvalue():
        return None, notes
    head = before or "old,new\n"
    head += "" if head.endswith("\n") else "\n"
    old = (site / redirects.FILE).read_bytes() if before else None
    return FileWrite(redirects.FILE, old, (head + out.getvalue()).encode()), notes


def _text(site: Path) -> str:
    path = site / redirects.FILE
    return path.read_text("utf-8-sig", errors="replace") if path.is_file() else ""


def _delimiter(site: Path) -> str:
    return redirects.delimiter(_text(site))


def pages(drafts: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[tuple[str, str]]:
    """Each former address with the name of the entry, "" where a record has none: these are left out."""
    for former, name in drafts:
        if name:
            yield from ((address, name) for address in dict.fromkeys(former))
