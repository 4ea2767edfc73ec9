"""Tables as text (RFC 4180, and what spreadsheets make of it): rows of cells, whatever stands between the cells.

A row that cannot be read costs no other: reading goes on in the next line.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import accumulate

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_SEP_LINE = re.compile(r"sep=(.)[ \t]*(?:\n|\Z)", re.IGNORECASE)
"""A first line by which Excel is told what stands between cells."""
_QUOTED = {
    mark: re.compile(rf'(?:^|(?<={mark}))[ ]*"([^"]*+(?:""[^"]*+)*+)"(?=[ ]*(?:{mark}|$))', re.MULTILINE)
    for mark in SEPARATORS.values()
}
_OPENING = {mark: re.compile(rf'(?:^|(?<={mark}))[ ]*"', re.MULTILINE) for mark in SEPARATORS.values()}
_LONGEST_FORMULA = 255
_FORMULA_OF_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_LIKE_A_FORMULA = re.compile(r"[=+\-@']")
_MONTH = r"(?:jan|feb|mar|mär|apr|maj|may|mai|jun|jul|aug|sep|okt|oct|nov|dec|dez)[^\W\d_]*\.?"
_CONVERTED = re.compile(
    r"[$€£]?\s*\d[\d.,:/\s%eE+-]*|true|false|sand|falsk|"
    rf"(?:\d{{1,4}}[\s./-]*)?{_MONTH}[\s./-]*\d{{1,4}}(?:[\s,./-]+\d{{1,4}})?|\d{{1,4}}[\s./-]*{_MONTH}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")
DATE_OF_PAGES = re.compile(rf"\d{{1,2}}[-. ]+{_MONTH}|{_MONTH}[-. ]+\d{{1,2}}", re.IGNORECASE)
"""What spreadsheets make of "1-10" and "5/6"."""
ERROR_OF_FORMULA = re.compile(
    r"#(?:N/A!?|NA|I/T|NV|N/D!?|N/B|YOK|Н/Д|SAKNAS!|PUUTTUU!?|HIÁNYZIK|NENÍ_K_DISPOZICI|GETTING_DATA"  # not available
    r"|[¡¿]?(?:DIV|DIVISION|DEEL|JAKO|DZIEL|SAYI|ДЕЛ)/0!|ZÉRÓOSZTÓ!"
    r"|¡?(?:VALUE|VÆRDI|VERDI|WERT|VALEUR|VALOR|VALORE|WAARDE|VÄRDEFEL|ARVO|ARG|HODNOTA|ÉRTÉK|DEĞER|ЗНАЧ)!"
    r"|¡?(?:REF|REFERENCE|BEZUG|RIF|VERW|REFERENS|VIITTAUS|ADR|ODKAZ|HIV|BAŞV|ССЫЛКА)!"
    r"|¿?(?:NAME|NAVN|NOM|NOMBRE|NOME|NAAM|NAMN|NIMI|NAZWA|NÁZEV|NÉV|AD|ИМЯ)\?"
    r"|¡?(?:NULL|NUL|NULO|NULLO|LEEG|SKÄRNING|TYHJÄ|ZERO|NULLA|BOŞ|ПУСТО)!"
    r"|¡?(?:NUM|NÚM|ZAHL|NOMBRE|GETAL|OGILTIGT|LUKU|LICZBA|ČÍSLO|SZÁM|SAYI|ЧИСЛО)!"
    r"|¡?(?:SPILL|OVERLØB|OVERFLYT|ÜBERLAUF|PROPAGATION|DESBORDAMIENTO|ESPANSIONE|OVERLOOP|DESPEJAR)!"
    r"|¡?(?:CALC|KALK|BEREGN|FIELD|CONNECT|BLOCKED|UNKNOWN|ERROR)!)"
    r"|(?:Err|Fejl|Feil|Fehler|Fel|Erreur|Errore|Erro|Fout):[0-9]{3}"
)
"""What spreadsheets show for a formula that fails, in the languages in which Excel and LibreOffice are used most."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """The cells of a row, and the line it begins on, from 1. One that cannot be read has an `error`, and no cells."""

    line: int
    cells: tuple[str, ...]
    error: str = ""


def without_sep_line(text: str) -> tuple[str, str]:
    """The text with its first line emptied if that tells Excel what stands between cells; and what it says, or ""."""
    found = _SEP_LINE.match(text)
    if found is None:
        return text, ""
    return "\n" + text[found.end() :], found[1] if found[1] in _QUOTED else ""


def rows(text: str, separator: str) -> Iterator[CsvRow]:
    """The rows that are not blank."""
    lines = [f"{line}\n" for line in text.split("\n")]
    starts = list(accumulate(map(len, lines), initial=0))
    at = 0
    while at < len(lines):
        reader = csv.reader(
            (lines[i] for i in range(at, len(lines))), delimiter=separator, skipinitialspace=True, strict=True
        )
        begun = at
        try:
            for cells in reader:
                start, begun = begun, at + reader.line_num
                if any(cell.strip() for cell in cells):
                    yield CsvRow(start + 1, tuple(map(_unguarded, cells)))
        except csv.Error:
            end = _end_of_row(text, starts[begun], separator)
            if count(text[starts[begun] : end], separator):
                yield CsvRow(begun + 1, (), "a quotation mark is never closed, or stands within a cell")
            at = bisect_right(starts, end)
        else:
            return


def _end_of_row(text: str, at: int, separator: str) -> int:
    """Where a row ends that cannot be read: at the first line end that is in no cell with two quotation marks."""
    end = text.find("\n", at)
    while end >= 0 and (opening := _OPENING[separator].search(text, at, end)):
        cell = _QUOTED[separator].match(text, opening.start())
        at = cell.end() if cell else opening.end()
        end = text.find("\n", at)
    return end if end >= 0 else len(text)


def count(text: str, separator: str) -> int:
    """How many rows are not blank, counted by line ends that are in no quotation marks."""
    outside = _QUOTED[separator].sub(lambda found: "x" if found[1].strip() else "", text)
    return sum(bool(line.replace(separator, " ").strip()) for line in outside.split("\n"))


def line(cells: tuple[str, ...], separator: str) -> str:
    """Cells as a line that a spreadsheet shows as they are; it ends with CR LF."""
    out = StringIO()
    csv.writer(out, delimiter=separator).writerow(map(_guarded, cells))
    return out.getvalue()


def _guarded(text: str) -> str:
    """A cell that spreadsheets neither run nor turn into a number or a date: pages "1-10" would become October."""
    if _LIKE_A_FORMULA.match(text):
        return f"'{text}"
    if len(text) < _LONGEST_FORMULA and _CONVERTED.fullmatch(text) and not _NUMBER.fullmatch(text):
        return f'="{text}"'
    return text


def _unguarded(cell: str) -> str:
    """A cell without what guards it, in our files and in those of others."""
    if found := _FORMULA_OF_TEXT.fullmatch(cell.strip()):
        return found[1].replace('""', '"')
    return cell[1:] if cell.startswith("'") and _LIKE_A_FORMULA.match(cell[1:]) else cell
