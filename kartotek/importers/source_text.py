"""The text of a file that another program wrote, in whatever encoding that was."""

import codecs
import re
import unicodedata

from kartotek.diagnostics import SetupError

MAX_BYTES = 512 * 1024 * 1024
"""A million records have about as much."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "a document in RTF"),
    (b"\x1f\x8b", "packed with gzip"),
    (b"PK\x03\x04", "a ZIP archive, or a document of Word or Excel"),
)

_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What text copied out of PDF files has between its letters; entries cannot have it."""


def decode(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    """The text with lines that end in LF, in Unicode NFC, without control characters, and notes about how it was read.

    A byte order mark decides; else it is UTF-8, or Windows-1252, which every byte sequence is. Raises SetupError for
    what is no text.
    """
    for mark, what in _BINARY:
        if data.startswith(mark):
            raise SetupError(f"{file} is not a bibliography but {what}", "export the records from where they are kept")
    text, notes = _decoded(data, file)
    if "\0" in text:
        raise SetupError(f"{file} is not text", "export the records as BibTeX, RIS, CSL-JSON or CSV")
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text), notes


def _decoded(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                message = f"{file} begins as {encoding.upper()} and is damaged at byte {error.start + 1}"
                raise SetupError(message, "export the records again") from None
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        note = f"{file} is not UTF-8 (line {line}); it was read as Windows-1252, so look at letters such as é and ø"
        return data.decode("cp1252", "replace"), (note,)
