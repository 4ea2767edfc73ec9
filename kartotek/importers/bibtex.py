"""BibTeX and biblatex files, read by pybtex; what it leaves to styles, references between records, is resolved here.

An entry that cannot be read costs no other: reading goes on at the next line that begins one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro, month_names
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from kartotek.importers.records import Failed, Found, Raw, Skipped, SourceRecords

_BEGINS = re.compile(
    r"(?:^|(?<=[})]))[ \t]*(?P<at>@)[ \t]*(?!(?:string|preamble|comment)\b)[^\W\d]\w*[ \t]*[{(]",
    re.MULTILINE | re.IGNORECASE,
)
_STRAY = re.compile(r"\s*@")
_NO_KEY = re.compile(r"@\s*\w+\s*[{(]\s*,")
_COMMENT = re.compile(r"(?:(?<=[,{}\"])[ \t]*|(?<=\w)[ \t]+|^[ \t]*)%[^\n]*$", re.MULTILINE)
_MONTHS = {**month_names, "sept": "September", "june": "June", "july": "July"}
_NO_RECORDS = {
    "set": "it is a set: its members are records of their own",
    "xdata": "it holds data for other records",
    "control": "it holds settings of a program",
    "ieeetranbstctl": "it holds settings of a program",
}
_NOT_INHERITED = frozenset(
    {
        "crossref", "xref", "xdata", "entryset", "entrysubtype", "ids", "label", "options", "presort", "shorthand",
        "sortkey", "sortname", "sorttitle", "sortyear", "keywords", "keyword", "abstract", "doi", "url", "urldate",
        "eprint",
        "eprinttype", "archiveprefix", "pages", "pagetotal", "note", "annote", "annotation", "file", "timestamp",
        "owner",
        "related", "relatedtype", "execute",
    }
)  # fmt: skip
_IN_A_BOOK = frozenset({"inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook",
    "suppbook", "suppcollection"})  # fmt: skip
_AS_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_AS_JOURNAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}


def read(text: str, file: str) -> SourceRecords:
    """All records of a file, in its order, with what they inherit from others (biblatex manual, appendix B)."""
    reader = _CommandParser(text, file)
    found = list(reader.records())
    by_key: dict[str, Raw] = {}
    for record in found:
        if isinstance(record, Raw) and record.key:
            by_key.setdefault(record.key.lower(), record)
            for other in _first(record, "ids").split(","):
                by_key.setdefault(other.strip().lower(), record)
    resolved = tuple(_resolved(record, by_key) if isinstance(record, Raw) else record for record in found)
    return SourceRecords(resolved, len(reader.starts))


class _CommandParser(LowLevelParser):  # type: ignore[misc]  # the library has no types
    """pybtex's parser, which is asked for one command after the other and finds its way again after an error."""

    text: str
    pos: int

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(_MONTHS))
        self._file = file
        self._lines = [found.end() for found in re.finditer("\n", text)]
        self.starts = {found.start("at") for found in _BEGINS.finditer(text)}
        """Where records begin: on a line of their own or behind another one. Those that are found behind words join."""
        self._blanked = ""
        """The text with spaces for its comments, once it is needed."""
        self._errors: list[PybtexSyntaxError] = []

    def handle_error(self, error: PybtexSyntaxError) -> None:
        """Called by the parser; it goes on with what it has of the entry."""
        self._errors.append(error)

    def records(self) -> Iterator[Found]:
        """Everything in the file that begins as an entry does."""
        while self.skip_to([self.AT]):
            start = self.pos - 1
            if _STRAY.match(self.text, self.pos):  # to the parser it is the first letter of a name
                continue
            found = self._command(start)
            if isinstance(found, Failed):
                found = self._without_comments(start) or found
                if isinstance(found, Failed):
                    self.pos = self._next_one(start)
            if found and (start in self.starts or not isinstance(found, Failed)):
                self.starts.add(start)
                is_comment = "%" in self.text[self.text.rfind("\n", 0, start) + 1 : start].split("}")[-1]
                yield Skipped(self._file, found.line, "it is commented out by %", found.key) if is_comment else found

    def _command(self, start: int) -> Found | None:
        """What begins with the @ at `start`; None if it is no record."""
        self.command_start = start
        self._errors = []
        self.keyless_entries = _NO_KEY.match(self.text, start) is not None
        try:
            command, body = self.parse_command()
        except SkipEntry:
            return None
        except PybtexSyntaxError as error:
            command, body = "", ()
            self._errors.append(error)
        return self._record(start, command, body)

    def _record(self, start: int, command: str, body: Sequence[Any]) -> Found | None:
        line = bisect_right(self._lines, start) + 1
        kind = command.lower()
        key = str(body[0] or "") if len(body) == 2 and kind != "string" else ""
        fatal = [each for each in self._errors if not isinstance(each, UndefinedMacro)]
        if fatal:
            return Failed(self._file, line, _reason(fatal[0]), key)
        if kind in ("string", "preamble"):
            return None
        if kind in _NO_RECORDS:
            pairs = _pairs(body[1])
            return (
                Raw(self._file, line, key, kind, pairs)
                if kind == "xdata"
                else Skipped(self._file, line, _NO_RECORDS[kind], key)
            )
        pairs = _pairs(body[1])
        unknown = tuple(("undefined string", each.args[0]) for each in self._errors)
        return Raw(self._file, line, key, kind, (*pairs, *unknown))

    def _next_one(self, start: int) -> int:
        """Where the next line is that begins an entry; a broken one may have swallowed it."""
        next_one = _BEGINS.search(self.text, start + 1)
        return next_one.start() if next_one else len(self.text)

    def _without_comments(self, start: int) -> Found | None:
        """An entry read again without comments behind its fields, which biber accepts and BibTeX does not; None if it
        has none."""
        if not self._blanked:
            self._blanked = _COMMENT.sub(lambda found: " " * len(found[0]), self.text)
        end = self._next_one(start)
        if self._blanked[start:end] == self.text[start:end] or self._blanked[start] != "@":  # all of it is a comment
            return None
        text, self.text, self.pos = self.text, self._blanked, start + 1
        found = self._command(start)
        self.text = text
        return found


def _pairs(fields: Sequence[tuple[str, list[str]]]) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), "".join(parts)) for name, parts in fields)


def _reason(error: PybtexSyntaxError) -> str:
    said = str(error.args[0] if error.args else error)
    if said.endswith("' expected"):
        return "a brace is missing, or a comma between two fields"
    return {
        "premature end of file": "a brace or a quotation mark is never closed",
        "unbalanced braces": "there is a brace too many",
    }.get(said, said or "it cannot be read")


def _first(record: Raw, name: str) -> str:
    return next((str(value) for given, value in record.pairs if given == name), "")


def _resolved(record: Raw, by_key: Mapping[str, Raw]) -> Found:
    """A record with the fields of those that it names in `xdata` and `crossref`; data for others is no record."""
    if record.kind == "xdata":
        return Skipped(record.file, record.line, _NO_RECORDS["xdata"], record.key)
    return _inheriting(record, by_key, frozenset({record.key.lower()}))


def _inheriting(record: Raw, by_key: Mapping[str, Raw], above: frozenset[str]) -> Raw:
    """The record, completed. `above` are the keys on the way to it, so that a circle ends."""
    pairs = list(record.pairs)
    known = {name for name, _ in pairs}
    names = [*_first(record, "xdata").split(","), _first(record, "crossref")]
    for name in filter(None, (name.strip().lower() for name in names)):
        other = by_key.get(name)
        if other is None:
            pairs.append(("missing record", name))
        elif name not in above:
            whole = _inheriting(other, by_key, above | {name})
            for field, value in _given_to(record.kind, whole):
                if field not in known:
                    known.add(field)
                    pairs.append((field, value))
    return replace(record, pairs=tuple(pairs))


def _given_to(kind: str, parent: Raw) -> Iterator[tuple[str, Any]]:
    """The fields that a record of a kind has from the one it names."""
    if parent.kind == "xdata":
        yield from ((name, value) for name, value in parent.pairs if name not in ("xdata", "ids"))
        return
    renamed = _AS_BOOK if kind in _IN_A_BOOK else _AS_JOURNAL if parent.kind == "periodical" else {}
    for name, value in parent.pairs:
        if name in _NOT_INHERITED or (name == "author" and kind in _IN_A_BOOK and kind != "inbook"):
            continue
        yield renamed.get(name, name), value
