"""An entry file, read: front matter and body apart, nothing understood yet.

Text comes out in one form: UTF-8 without a byte order mark, lines that end in LF, Unicode NFC (UAX 15).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartotek.content import yamltext
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.diagnostics import Diagnostic
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
    header, body, header_line, body_line = text, "", 1, 1
    if source.file.endswith(".md"):
        opening = _OPENING.match(text)
        closing = _CLOSING.search(text, opening.end()) if opening else None
        if opening is None or closing is None:
            return _no_front_matter(source.file, opening is not None)
        header, body = text[opening.end() : closing.start()], text[closing.end() :]
        header_line, body_line = 2, text.count("\n", 0, closing.end()) + 1
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


def _bad_name(source: Source) -> Diagnostic:
    better = slugify(source.name) or "a-name-in-letters"
    suffix = source.file.rpartition(".")[2]
    if NAME.fullmatch(source.name) and len(source.name) > LONGEST_NAME:
        message = f"the file name becomes the web address, and has {len(source.name)} letters"
        hint = f"shorten it to {LONGEST_NAME} letters or fewer: exports are named after it, with longer endings"
        return _whole_file(source.file, "bad-name", message, hint)
    return _whole_file(
        source.file,
        "bad-name",
        f"the file name {source.name!r} becomes the web address, so use only a-z, 0-9 and hyphens",
        f"rename the file to {better}.{suffix}",
    )


def _no_front_matter(file: str, begun: bool) -> Diagnostic:
    what = "has no closing line" if begun else "does not begin with a line of three hyphens"
    return _whole_file(
        file,
        "no-front-matter",
        f"the front matter {what}",
        "write the fields between two lines of three hyphens (---), and the text below them",
    )


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
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return Diagnostic(
            file,
            line,
            column,
            "not-utf8",
            f"the byte 0x{raw[error.start]:02X} is not UTF-8",
            "save the file as UTF-8",
        )
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
    places = yamltext.Places(entry.header)
    located: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if diagnostic.body_at is None or not entry.body:
            line, column = places.of(diagnostic.path, diagnostic.at_key)
            line += entry.header_line - 1
        else:
            before = entry.body[: diagnostic.body_at]
            line, column = entry.body_line + before.count("\n"), diagnostic.body_at - before.rfind("\n")
        located.append(diagnostic.at(entry.source.file, line, column))
    return located
