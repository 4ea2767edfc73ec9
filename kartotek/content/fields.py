"""Readers of field values: each takes text, a list or a map and returns the typed value, adding to `diagnostics`.

A reader has three parameters: the raw value, its path in the entry, and the list that it adds to. It returns None when
the value cannot be used; what is wrong is then in the list, and reading goes on. No reader raises.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from posixpath import normpath
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics, Fix
from kartotek.content.identifier_diagnostics import Wanted, report_printed, report_refused, report_surplus
from kartotek.content.not_a_list import is_bulleted, report_no_list
from kartotek.content.pasted import warn_of_tags
from kartotek.content.paths import ValuePath
from kartotek.content.schema import takes
from kartotek.text import languages
from kartotek.text.dates import DateError, Edtf, Interval, PartialDate, in_order, parse_date
from kartotek.text.identifiers import PRINTED, Canonical, Likely, in_own_letters
from kartotek.text.likeness import did_you_mean
from kartotek.text.slugs import slugify
from kartotek.text.surplus import plain, trimmed

Reader = Callable[[Any, ValuePath, EntryDiagnostics], Any]
LocalText = tuple[tuple[str, str], ...]
"""Texts by language, in the order written: (("da", "Ledelse"),). Hashable, so records stay frozen."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the entry format: how it is read, and the sentence about it in `docs/entry-format.md`."""

    read: Reader
    about: str


Fields = Mapping[str, Field]


def is_blank(raw: Any) -> bool:
    """Whether a value says nothing: it is empty, or a text of spaces only."""
    return not raw or (raw.__class__ is str and raw.isspace())


def says_nothing(raw: Any) -> bool:
    """Whether a value is empty, or a list or a map of nothing but such values."""
    if isinstance(raw, dict):
        return all(map(says_nothing, raw.values()))
    return all(map(says_nothing, raw)) if isinstance(raw, list) else is_blank(raw)


def expected_text(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Report a list or a map where a text should be."""
    given = "a list" if isinstance(raw, list) else "a map"
    diagnostics.add("wrong-kind", path, f"expected text, found {given}", "write one value after the colon")


@takes(s.TEXT)
def text(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """One line of text or several, without spaces around them. Control characters are reported."""
    if not isinstance(raw, str):
        expected_text(raw, path, diagnostics)
        return None
    if not raw.isprintable() and (control := _CONTROL.search(raw)):
        message = f"invisible control character U+{ord(control[0]):04X}"
        diagnostics.add("unknown-value", path, message, "delete it and retype the letters next to it")
        return None
    return raw.strip() or None


@takes(s.TEXT)
def markdown(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A text in Markdown (CommonMark), in which HTML gives a warning."""
    found = text(raw, path, diagnostics)
    if found:
        warn_of_tags(found, path, diagnostics)
    return found


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ANSWERS = {
    "true": ("ja", "oui", "vrai", "wahr", "sand", "sant"),
    "false": ("nej", "nei", "nein", "non", "faux", "falsch", "falsk"),
}
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


@takes(s.FLAG)
def flag(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> bool | None:
    """true or false; "yes" and "no" are read too, in any case of letters (YAML 1.1, without its "on" and "y")."""
    value = _FLAGS.get(raw.lower()) if isinstance(raw, str) else None
    if value is None:
        word = next((word for word, said in _ANSWERS.items() if str(raw).lower() in said), "")
        hint = f"write {word or 'true or false'}"
        diagnostics.add("unknown-value", path, f"{raw!r} is neither true nor false", hint)
    return value


@takes(s.DATE_OR_INTERVAL)
def date_or_interval(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Edtf | None:
    """A date in EDTF as precise as it is known, or a period: `2024`, `2024-01-15`, `2024-21`, `1676~`, `2020/2022`."""
    if not isinstance(raw, str):
        expected_text(raw, path, diagnostics)
        return None
    try:
        found = parse_date(raw)
    except DateError as error:
        diagnostics.add("bad-date", path, str(error), error.hint, fix=Fix.to(error.meant))
        return None
    if isinstance(found, Interval) and not in_order(found.start, found.end):
        diagnostics.add("date-order", path, f"{found.start} is later than {found.end}", "check both dates")
        return None
    return found


@takes(s.DATE)
def date(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> PartialDate | None:
    """One date in EDTF, as precise as it is known; a period is reported."""
    found = date_or_interval(raw, path, diagnostics)
    if isinstance(found, Interval):
        diagnostics.add(
            "wrong-kind",
            path,
            f"expected one date, found the period {found}",
            "write one date, such as the first of the two",
        )
        return None
    return found


@takes(s.CALENDAR_DATE)
def calendar_date(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> PartialDate | None:
    """A day, month or year from the year 1 on (EDTF level 0), which can be compared with the day of a build."""
    found = date_or_interval(raw, path, diagnostics)
    if found and (found != found.level_0() or found.year < 1):
        message = f"expected a day, a month or a year, found {found}"
        diagnostics.add("wrong-kind", path, message, "write 2024-01-15, 2024-01 or 2024")
        return None
    return found.level_0() if found else None


def integer(low: int, high: int) -> Reader:
    """A reader of whole numbers from `low` to `high`, both included."""

    @takes(s.integer(low, high))
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> int | None:
        if isinstance(raw, str) and re.fullmatch(r"[0-9]{1,9}", raw) and low <= int(raw) <= high:
            return int(raw)
        diagnostics.add(
            "bad-number",
            path,
            f"{raw!r} is not a whole number from {low} to {high}",
            f"write a number from {low} to {high}",
        )
        return None

    return read


def choice(allowed: Collection[str], also: Mapping[str, str] = MappingProxyType({})) -> Reader:
    """A reader of one of a few words, written exactly so. `also` maps words that editors write instead to the right
    one.

    They are not accepted, nor is another case of letters; but then the hint names the right word.
    """
    by_letters = {_letters(word): right for word, right in (*also.items(), *zip(allowed, allowed, strict=True))}

    @takes(s.one_of(allowed))
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
        if not isinstance(raw, str):
            expected_text(raw, path, diagnostics)
            return None
        if raw in allowed:
            return raw
        fix = None
        if right := by_letters.get(_letters(raw)):
            hint = f"write {right!r}"
            fix = Fix(right) if _letters(right) == _letters(raw) else None  # another word may say more: phdthesis
        else:
            hint = did_you_mean(raw, allowed, f"write one of {', '.join(sorted(allowed))}")
        diagnostics.add("unknown-value", path, f"{raw!r} is not one of the allowed values", hint, fix=fix)
        return None

    return read


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", word).casefold()


@takes(s.LANGUAGE)
def language(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A BCP 47 language tag in its usual case; the hint for a language's name is its tag."""
    if not isinstance(raw, str):
        expected_text(raw, path, diagnostics)
        return None
    return _language(raw, path, diagnostics, of_key=False)


def _language(raw: str, path: ValuePath, diagnostics: EntryDiagnostics, *, of_key: bool = True) -> str | None:
    """The same of a text, which may be the last key of the path."""
    try:
        return diagnostics.spelled(path, raw, languages.language_tag(raw), of_key=of_key)
    except ValueError as error:
        meant = languages.language_meant(raw)
        tag = meant or languages.language_of_country(raw)
        hint = f"write {tag}" if tag else "write a tag such as da, en, nb, sv or pt-BR"
        diagnostics.add("bad-language", path, str(error), hint, fix=Fix.to(meant, of_key=of_key))
        return None


@takes(s.COUNTRY)
def country(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """An ISO 3166-1 alpha-2 country code in capitals; the hint for a country's name is its
    code."""
    if not isinstance(raw, str):
        expected_text(raw, path, diagnostics)
        return None
    try:
        return diagnostics.spelled(path, raw, languages.country_code(raw))
    except ValueError as error:
        code = languages.countries_by_name().get(raw.lower(), "")
        hint = f"write {code}" if code else "write two letters such as DK, SE or NO"
        diagnostics.add("bad-country", path, str(error), hint, fix=Fix.to(code))
        return None


def identifier(
    canonical: Canonical, code: str = "bad-identifier", likely: Callable[[str], Likely] = lambda _text: Likely()
) -> Reader:
    """A reader of one identifier in any common spelling. `canonical` is a function of `text.identifiers`, and `likely`
    finds the one that is meant by what is none."""
    wanted = Wanted(canonical, code, likely)

    @takes(s.TEXT)
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
        line = text(raw, path, diagnostics)
        if line is None:
            return None
        bare = trimmed(line, closely=True)
        try:
            found = canonical(bare)
        except ValueError as error:
            return report_refused(wanted, line, str(error).replace(repr(bare), repr(line)), path, diagnostics)
        kept = in_own_letters(bare, found)
        if bare != line and bare != plain(line):
            report_surplus(line, bare, kept, path, diagnostics)
            return found
        if kept != bare and trimmed(kept, closely=True) != kept:
            kept = raw  # its end is part of it, and is written so that nothing takes it off
        if line.endswith(PRINTED) and not found.endswith(PRINTED):
            kept = report_printed(canonical, raw, found, path, diagnostics)
        diagnostics.spelled(path, raw, kept)
        return found

    return read


_NO_ADDRESS = {
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+$": "an e-mail address is no page; to link it all the same, begin it with mailto:",
    r"(?i)file:|[a-z]:[\\/]|\\\\|/(?!/)": "put the file into content/files/, and list it under `files`",
}
"""Beginnings of what is no address on the web, each with what to do."""
_SCHEMES = ("http", "https", "mailto")


@takes(s.URL)
def url(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """An address that may be linked (RFC 3986): http, https or mailto, so that no entry can bring in a script."""
    if not isinstance(raw, str):
        expected_text(raw, path, diagnostics)
        return None
    try:
        parts = urlsplit(raw)
    except ValueError:
        parts = urlsplit("")
    sound = parts.scheme in _SCHEMES and (parts.netloc or parts.scheme == "mailto")
    if sound and not re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", raw):
        return raw
    if sound and re.search(r"\s", raw.strip()):
        hint = f"write {'%20'.join(raw.split())}; or, if words follow it, leave these out"
    elif sound:
        hint = "write signs such as < and { as the browser shows them in its address bar: %3C, %7B"
    else:
        whole = f"write https://{raw}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", raw) else "start it with https://"
        hint = next((hint for form, hint in _NO_ADDRESS.items() if re.match(form, raw)), whole)
    diagnostics.add("bad-url", path, f"{raw!r} is not an address that can be linked", hint)
    return None


@takes(s.ENTRY_ID)
def entry_id(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """The id of an entry: its file name without the suffix. Whether there is such an entry is checked when linking."""
    if not isinstance(raw, str):
        expected_text(raw, path, diagnostics)
        return None
    if re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", raw):
        return raw
    hint = f"did you mean {slugify(raw)!r}?" if slugify(raw) else "write the file name of the entry, without .md"
    diagnostics.add("unknown-value", path, f"{raw!r} cannot be the id of an entry", hint)
    return None


@takes(s.FILE_PATH)
def file_path(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """The path of a file below `content/files/`, with slashes. It cannot leave that folder; it need not exist."""
    if not isinstance(raw, str):
        expected_text(raw, path, diagnostics)
        return None
    plain = normpath(raw.replace("\\", "/"))
    outside = "\0" in raw or raw[1:3] == ":\\" or plain in (".", "..") or plain.startswith(("/", "../"))
    if raw == plain and not outside:
        return raw
    wrong = "points outside content/files/" if outside else "is no plain path"
    hint = "write the path inside it, such as thesis.pdf or 2024/data.csv" if outside else f"write {plain!r}"
    diagnostics.add("bad-path", path, f"{raw!r} {wrong}", hint)
    return None


def list_of(read_item: Reader, *, one_allowed: bool = True) -> Reader:
    """A reader of lists, which returns a tuple; with `one_allowed` a single value needs no brackets.

    Empty items are reported and left out; an empty list is None.
    """

    @takes(s.list_of(s.schema_of(read_item), one_allowed=one_allowed))
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> tuple[Any, ...] | None:
        if not isinstance(raw, list):
            if not one_allowed or isinstance(raw, dict):
                report_no_list(raw, path, diagnostics, read_item)
                return None
            if is_bulleted(raw, path, diagnostics):
                return None
            raw_items, single = [raw], True
        else:
            raw_items, single = raw, False
        items = []
        for i, raw_item in enumerate(raw_items):
            place = path if single else (*path, i)
            if is_blank(raw_item):
                diagnostics.add("empty-value", place, "an item of this list is empty", "delete it")
                continue
            item = read_item(raw_item, place, diagnostics)
            if item is not None:
                items.append(item)
        return tuple(items) or None

    return read


@takes(s.map_of_languages(s.TEXT))
def local_texts(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics, read_one: Reader = text) -> LocalText | None:
    """A map of language (BCP 47) to text, as pairs in the order written."""
    if not isinstance(raw, dict):
        diagnostics.add("wrong-kind", path, "expected a map of language to text", "write {en: ..., da: ...}")
        return None
    texts: list[tuple[str, str]] = []
    for tag, value in raw.items():
        place = (*path, tag)
        read_tag = _language(tag, place, diagnostics)
        read_value = read_one(value, place, diagnostics)
        if read_tag and read_value:
            texts.append((read_tag, read_value))
    return tuple(texts) or None


@takes(s.either(s.TEXT, s.map_of_languages(s.TEXT)))
def text_or_texts(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> LocalText | None:
    """One text, whose language is "", or a map of language to text."""
    if isinstance(raw, dict):
        return local_texts(raw, path, diagnostics)
    line = text(raw, path, diagnostics)
    return (("", line),) if line else None


@takes(s.map_of_languages(s.TEXT))
def local_markdown(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> LocalText | None:
    """A map of language to text in Markdown."""
    return local_texts(raw, path, diagnostics, markdown)


@takes(s.either(s.list_of(s.TEXT), s.map_of_languages(s.list_of(s.TEXT))))
def local_lists(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> tuple[tuple[str, str], ...] | None:
    """A list of texts, or a map of language to such lists; pairs of language (or "") and text."""
    read_list = list_of(text)
    if not isinstance(raw, dict):
        items = read_list(raw, path, diagnostics)
        return tuple(("", item) for item in items) if items else None
    pairs: list[tuple[str, str]] = []
    for tag, value in raw.items():
        place = (*path, tag)
        read_tag = _language(tag, place, diagnostics)
        if read_tag:
            pairs += [(read_tag, item) for item in read_list(value, place, diagnostics) or ()]
    return tuple(pairs) or None
