"""An entry file, read: front matter and body apart, nothing understood yet.

Text comes out in one form: UTF-8 without a byte order mark, lines that end in LF, Unicode NFC (UAX 15).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartotek.content import not_plain_text, yamltext
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.front_matter import no_front_matter
from kartotek.content.ignored import BODY, ignored_codes
from kartotek.diagnostics import Diagnostic, Severity
from kartotek.diagnostics.codes import SEVERITIES
from kartotek.text import digests
from kartotek.text.file_names import is_device
from kartotek.text.slugs import slugify

MAX_BYTES = 4 * 1024 * 1024
"""An entry with 3,000 authors and three abstracts has a tenth of this."""

LONGEST_NAME = 200
"""Bytes in one part of an address. File systems take 255, and endings such as `.datacite.json` come on top."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry file is: its collection ("publications"), its name without suffix, its path from the site."""

    collection: str
    name: str
    file: str


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry as written: `data` has text, lists and maps only.

    `header` is the YAML text, which begins on line `header_line` of the file; `body` on `body_line`. `digest` is that
    of the bytes of the file.
    """

    source: Source
    data: dict[str, Any]
    body: str
    header: str
    header_line: int
    body_line: int
    digest: bytes


def read_entry(site: Path, source: Source) -> RawEntry | Diagnostic:
    """Read one file: `.md` has YAML between two lines of three hyphens and then the body, any other is all YAML.

    A file that cannot be read comes back as the diagnostic that says why; nothing is raised.
    """
    raw = _read_bytes(site, source.file)
    return raw if isinstance(raw, Diagnostic) else parse_entry(source, raw)


def parse_entry(source: Source, raw: bytes) -> RawEntry | Diagnostic:
    """The same of the bytes of a file, which need not be on the disk."""
    read = _decoded(source.file, raw)
    if isinstance(read, Diagnostic):
        return read
    text, digest = read
    if not NAME.fullmatch(source.name) or source.name == "index.html" or len(source.name) > LONGEST_NAME:
        return _bad_name(source)
    if is_device(source.name):
        message = f"Windows takes {source.name!r} for a device, so that neither this file nor its page can be there"
        return _whole_file(source.file, "bad-name", message, "rename the file, such as by adding a word")
    parts = _split(source, text)
    if isinstance(parts, Diagnostic):
        return parts
    header, body, header_line, body_line = parts
    if "<<<<<<< " in text and (conflict := _conflict(source.file, text)):
        return conflict
    try:
        data = yamltext.load(header)
    except yamltext.YamlError as diagnostic:
        line = diagnostic.line + header_line - 1
        return Diagnostic(source.file, line, diagnostic.column, diagnostic.code, diagnostic.message, diagnostic.hint)
    if data is None or data == "":
        data = {}
    if not isinstance(data, dict):
        hint = "each line begins with a field's name and a colon: `title: ...`"
        return Diagnostic(source.file, header_line, 1, "wrong-kind", "the front matter is not a map of fields", hint)
    body_line += len(body) - len(body.lstrip("\n"))
    return RawEntry(source, data, body.strip("\n"), header, header_line, body_line, digest)


def read_rest(site: Path, source: Source) -> tuple[list[Diagnostic], RawEntry | None]:
    """All that is wrong with the YAML of a file that `read_entry` refuses, and the entry without the fields in error.

    Their lines are empty in the `header` of that entry; it is None if nothing can be read. Both are empty if the error
    is not one of YAML.
    """
    raw = _read_bytes(site, source.file)
    read = raw if isinstance(raw, Diagnostic) else _decoded(source.file, raw)
    parts = None if isinstance(read, Diagnostic) else _split(source, read[0])
    if isinstance(read, Diagnostic) or parts is None or isinstance(parts, Diagnostic):
        return [], None
    header, body, header_line, body_line = parts
    errors, rest, data = yamltext.load_rest(header)
    found = [
        Diagnostic(source.file, each.line + header_line - 1, each.column, each.code, each.message, each.hint)
        for each in errors
    ]
    entry = RawEntry(source, data, body.strip("\n"), rest, header_line, body_line, read[1]) if data else None
    return found, entry


_Parts = tuple[str, str, int, int]
"""The YAML of a file, the text below it, and the numbers of the lines on which the two begin."""


def _split(source: Source, text: str) -> "_Parts | Diagnostic":
    """Header, body, and the lines they begin on."""
    if not source.file.endswith(".md"):
        return text, "", 1, 1
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return no_front_matter(source.file, text)
    header, body = text[opening.end() : closing.start()], text[closing.end() :]
    return header, body, 2, text.count("\n", 0, closing.end()) + 1


def _conflict(file: str, text: str) -> Diagnostic | None:
    """A diagnostic if git left both versions of a change in the text, between three lines of signs."""
    begin = f"\n{text}".find("\n<<<<<<< ")
    middle = text.find("\n=======\n", begin) if begin >= 0 else -1
    if middle < 0 or text.find("\n>>>>>>> ", middle) < 0:
        return None
    hint = "keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    message = "git left two versions of this place"
    return Diagnostic(file, text.count("\n", 0, begin) + 1, 1, "conflict-marker", message, hint)


def _bad_name(source: Source) -> Diagnostic:
    better = slugify(source.name) or "a-name-in-letters"
    suffix = source.file.rpartition(".")[2]
    if NAME.fullmatch(source.name) and len(source.name) > LONGEST_NAME:
        message = f"the file name becomes the web address, and has {len(source.name)} letters"
        hint = f"shorten it to {LONGEST_NAME} letters or fewer: exports are named after it, with longer endings"
        return _whole_file(source.file, "bad-name", message, hint)
    is_folder = not source.file.endswith(f"/{source.name}.{suffix}")
    what, right = ("folder", better) if is_folder else ("file", f"{better}.{suffix}")
    message = f"the {what} name {source.name!r} becomes the web address, so use only a-z, 0-9 and hyphens"
    return _whole_file(source.file, "bad-name", message, f"rename the {what} to {right}")


def _read_bytes(site: Path, file: str) -> bytes | Diagnostic:
    try:
        with (site / file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        return _whole_file(
            file, "unreadable-file", f"the file cannot be read: {error.strerror}", "check its permissions"
        )


def _decoded(file: str, raw: bytes) -> tuple[str, bytes] | Diagnostic:
    if len(raw) > MAX_BYTES:
        return _whole_file(
            file,
            "too-large",
            f"the entry has more than {MAX_BYTES // 1024 // 1024} MiB",
            "put documents into content/files/ and list them under `files`",
        )
    if other := not_plain_text.what_else(raw, file):
        return other
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return not_plain_text.undecoded(raw, error.start, file)
    if len(raw.translate(None, _CONTROLS)) != len(raw):
        return _control_character(file, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text, digests.of_bytes(raw)


def _control_character(file: str, text: str) -> Diagnostic:
    at = next(i for i, letter in enumerate(text) if letter < " " and ord(letter) in _CONTROLS)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    message = f"invisible control character U+{ord(text[at]):04X}"
    return Diagnostic(file, line, column, "not-utf8", message, "delete it and retype the letters next to it")


def _whole_file(file: str, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(file, 1, 1, code, message, hint)


def locate(entry: RawEntry, diagnostics: Iterable[EntryDiagnostic]) -> list[Diagnostic]:
    """The located for what was found in an entry, each with its line and column in the file, in the order given.

    It parses the entry once more, so it costs something only where there is a diagnostic.
    """
    diagnostics = list(diagnostics)
    if not diagnostics:
        return []
    places = yamltext.ValuePlaces(entry.header)
    located: list[Diagnostic] = []
    ignored = ignored_codes(entry.header)
    for diagnostic in diagnostics:
        if diagnostic.body_at is None or not entry.body:
            line, column = places.of(diagnostic.path, diagnostic.at_key)
            silenced = ignored and diagnostic.code in ignored.get(line, ())
            line += entry.header_line - 1
        else:
            before = entry.body[: diagnostic.body_at]
            line, column = entry.body_line + before.count("\n"), diagnostic.body_at - before.rfind("\n")
            silenced = ignored and diagnostic.code in ignored.get(BODY, ())
        if not (silenced and SEVERITIES[diagnostic.code] is not Severity.ERROR):
            located.append(diagnostic.at(entry.source.file, line, column))
    return located
