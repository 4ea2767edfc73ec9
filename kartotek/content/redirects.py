"""`redirects.csv` at the top of a site: where the addresses of an older portal lead now.

Each line has an old address, what it leads to (an address, or the id of an entry), and a reason if it leads nowhere.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kartotek.content.entries import LONGEST_NAME
from kartotek.content.folder import special_at_top
from kartotek.diagnostics import Diagnostic
from kartotek.text.file_names import LONGEST_PATH

FILE = "redirects.csv"
"""The name of the file, beside `site.yaml`."""
_HEADINGS = frozenset({"old", "from", "source", "old address", "old_address"})
_REFUSED = re.compile(r'[<>:"|*\\\x00-\x1f\x7f]')
"""What file names cannot have on some systems."""
_HINT = "write the old address, a comma, and the new address or the id of an entry: /handle/123/45,lind-2020"


@dataclass(frozen=True, slots=True)
class Redirect:
    """One line. `old` has no slashes at its ends; of `target` and `reason` one is given, the other is ""."""

    old: str
    target: str
    reason: str
    line: int


def read_redirects(site: Path) -> tuple[list[Redirect], list[Diagnostic]]:
    """All lines that can be used, and diagnostics for the others; nothing if there is no such file."""
    if wrong_file := special_at_top(site, FILE):
        return [], [wrong_file]
    try:
        raw = (site / FILE).read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return [], [Diagnostic(FILE, 1, 1, "unreadable-file", message, "check its permissions")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return [], [Diagnostic(FILE, line, 1, "not-utf8", "the line is not UTF-8", "save the file as CSV UTF-8")]
    redirects: list[Redirect] = []
    diagnostics: list[Diagnostic] = []
    seen: dict[str, int] = {}
    for line, cells in _rows(text):
        read = _redirect(line, cells)
        if isinstance(read, Diagnostic):
            diagnostics.append(read)
        elif first := seen.get(read.old.lower()):
            message = f"/{read.old} is on line {first} already"
            diagnostics.append(Diagnostic(FILE, line, 1, "redirect", message, "keep one of the two lines"))
        else:
            seen[read.old.lower()] = line
            redirects.append(read)
    return redirects, diagnostics


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows with their lines, without headings, comments and empty rows; cells are parted by commas or, as some
    spreadsheets write it, by semicolons."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter(text))
    end = 0
    try:
        for number, row in enumerate(lines):
            line, end = end + 1, lines.line_num
            cells = [cell.strip() for cell in row]
            if any(cells) and not cells[0].startswith("#") and not (number == 0 and cells[0].lower() in _HEADINGS):
                yield line, cells
    except csv.Error:
        yield end + 1, ()


def delimiter(text: str) -> str:
    """What stands between the cells of the file."""
    first = text.partition("\n")[0]
    return ";" if ";" in first and "," not in first else ","


def _redirect(line: int, cells: Sequence[str]) -> Redirect | Diagnostic:
    """One row, or what is wrong with it."""

    def wrong(message: str, hint: str = _HINT) -> Diagnostic:
        return Diagnostic(FILE, line, 1, "redirect", message, hint)

    if not 2 <= len([*cells]) <= 3:
        return wrong("a line has two or three cells" if cells else "the line is not CSV")
    written, target, reason = (*cells, "")[:3]
    old = old_address(written)
    if isinstance(old, tuple):
        return wrong(*old)
    if not target and not reason:
        return wrong(
            f"/{old} leads nowhere", "write where it leads, or leave that cell empty and give a reason after it"
        )
    if target and reason:
        return wrong(
            f"/{old} has a target and a reason", "a reason is for an address that leads nowhere: keep one of them"
        )
    if not (target + reason).isprintable():
        return wrong("the line has an invisible control character", "delete it and type the line again")
    if re.match(r"(?!https?://)[a-z][a-z0-9+.-]*:", target, re.IGNORECASE) or target.startswith("//"):
        return wrong(
            f"{target!r} is no address that can be linked", "write an address with https://, or one that begins with /"
        )
    return Redirect(old, target, reason, line)


def old_address(written: str) -> str | tuple[str, str]:
    """An old address without its host and without slashes at its ends; or what is wrong, and what to do."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return f"{written!r} is not an address", _HINT
    if not written.isprintable():
        return f"{written!r} is not an address within the portal", "delete the invisible character in it"
    if parts.query or parts.fragment:
        hint = "a static page is one for all that may follow ? or #: let the web server redirect this address"
        return f"{written!r} has a query or a fragment, which no page can have of its own", hint
    path = unicodedata.normalize("NFC", unquote(parts.path)).strip("/").removesuffix("/index.html")
    pieces = path.split("/")
    if path in ("", "index.html") or any(piece in ("", ".", "..") for piece in pieces) or _REFUSED.search(path):
        return f"{written!r} is not an address within the portal", "write it as /old/address, without its host"
    if max(len(piece.encode()) for piece in pieces) > LONGEST_NAME or len(path.encode()) > LONGEST_PATH:
        return f"an address of {len(path)} letters is longer than disks and web hosts take", "leave it out"
    return path
