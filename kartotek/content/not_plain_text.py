"""Files that are not text in UTF-8: what they are instead, and how they are saved as such."""

from kartotek.diagnostics import Diagnostic

_SIGNATURES = (
    (b"{\\rtf", "is in RTF, the format of a word processor"),
    (b"PK\x03\x04", "is a document of a word processor (or another archive), renamed"),
    (b"\xd0\xcf\x11\xe0", "is a document of Word, renamed"),
    (b"%PDF", "is a PDF, renamed"),
)
"""What files begin with that are often saved under the name of an entry."""
_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_AS_UTF8 = "save the file as UTF-8: most editors have Save with Encoding, Notepad has Save As and Encoding"
_AS_TEXT = "save it as plain text in UTF-8, or copy its text into an editor such as Notepad, TextEdit or VS Code"


def what_else(raw: bytes, file: str) -> Diagnostic | None:
    """A diagnostic for a file that begins as no text does, or as text in two bytes a letter; None for all others."""
    for begin, what in _SIGNATURES:
        if raw.startswith(begin):
            return Diagnostic(file, 1, 1, "not-utf8", f"the file {what}, and not plain text", _AS_TEXT)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return Diagnostic(file, 1, 1, "not-utf8", f"the file is in {name}, not UTF-8", _AS_UTF8)
    return None


def undecoded(raw: bytes, at: int, file: str) -> Diagnostic:
    """The diagnostic for the first byte that is not UTF-8, with the letter that it probably is."""
    before = raw[:at]
    line, column = before.count(b"\n") + 1, at - before.rfind(b"\n")
    letter = _letter(raw, at)
    meant = f" (it is {letter[0]!r} in {letter[1]})" if letter else ""
    return Diagnostic(file, line, column, "not-utf8", f"the byte 0x{raw[at]:02X} is not UTF-8{meant}", _AS_UTF8)


def _letter(raw: bytes, at: int) -> tuple[str, str] | None:
    """The letter that a byte is in an older encoding, and the name of the encoding: the first whose letter fits the
    letters around it."""
    found: list[tuple[str, str]] = []
    for encoding, name in (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")):
        try:
            letter = raw[at : at + 1].decode(encoding)
        except UnicodeDecodeError:
            continue
        if letter.isprintable():
            found.append((letter, name))
    after = raw[at + 1 : at + 2]
    begins = not raw[at - 1 : at].isalpha()

    def fits(pair: tuple[str, str]) -> bool:
        letter = pair[0]
        return letter.isalpha() and (letter.islower() or begins or after.isupper())

    return next(filter(fits, found), found[0] if found else None)
