"""Rows of tables in the fields of entries; `table_columns` says which column goes where."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kartotek.importers import cells, dspace, other_works, own_rows, values
from kartotek.importers.csv_text import DATE_OF_PAGES, ERROR_OF_FORMULA
from kartotek.importers.fitting import fitted
from kartotek.importers.language_columns import joined, parted
from kartotek.importers.markdown_text import line_of, paragraphs_of, without_tags
from kartotek.importers.name_lines import are_others, contributor, taken_apart, two_people
from kartotek.importers.records import AND_OTHERS, Draft, Raw
from kartotek.importers.standard_numbers import ISBN, ISSN
from kartotek.importers.table_columns import BOOKKEEPING, kind_named, meant_by, plain_name
from kartotek.importers.table_dates import date, is_cut, years
from kartotek.model.common_fields import CONTRIBUTOR_FIELDS
from kartotek.model.publication_fields import CATEGORIES, FIELDS, OPEN_ACCESS, STATUSES
from kartotek.model.roles import ROLES
from kartotek.model.types import TYPES
from kartotek.text.licenses import license_id

DATES = frozenset({"issued", "online", "accepted", "submitted", "awarded", "filed", "publish_on"})
FLAGS = frozenset({"peer_reviewed", "featured", "draft"})
NUMBERS = frozenset({"pages", "issue", "volume", "number", "article_number", "chapter"})
_CHOICES = {"status": STATUSES, "category": CATEGORIES, "open_access": OPEN_ACCESS}
_YES = frozenset({"true", "yes", "ja", "sand", "sandt", "x", "1", "peer reviewed", "fagfællebedømt"})
_NO = frozenset({"false", "no", "nej", "falsk", "0", "not peer reviewed"})
_IN_EXTRA = re.compile(r"(PMID|PMCID|arXiv|DOI|Citation Key)\s*:\s*(\S+)", re.IGNORECASE)
_ZOTERO_KEY = re.compile(r"[A-Z0-9]{8}")
_CITE_KEY = re.compile(r"[A-Za-z0-9:._+/-]+")
_SUM = re.compile(r"(\d+(?:\.\d+)?) ([A-Z]{3})")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", re.IGNORECASE)
_INVERTED = frozenset({"item type", "container"})
"""Columns of tables in which every person is "Family, Given", so that a name of several words is a group: those of
Zotero and our own. DSpace's are so, too."""


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    return _own(raw) if raw.kind == own_rows.KIND else _of_others(raw)


def _own(raw: Raw) -> Draft:
    """A row that was written by `kartotek export`, read as it was written. Cells that cannot be read are unmapped."""
    data: dict[str, Any] = {}
    unmapped: list[tuple[str, str]] = []
    pairs, texts = parted(raw.pairs)
    for name, cell in pairs:
        if not cell.strip() or name in (own_rows.ID, own_rows.EXPORT):
            continue
        try:
            value = own_value(name, cell) if name in FIELDS else None
        except cells.CellError:
            value = None
        if value:
            data[name] = value
        else:
            unmapped.append((name, cell))
    data = joined(data, texts)
    data = {key: data[key] for key in FIELDS if key in data}
    return Draft(raw, data, tuple(unmapped))


def own_value(field: str, cell: str) -> Any:
    """The value of a cell in a column with the name of a field. Raises CellError.

    What spreadsheets make of dates and of true and false is undone where it can be.
    """
    if ERROR_OF_FORMULA.fullmatch(cell.strip()):
        raise cells.CellError(f"{cell!r} is a formula that failed: type the value")
    if field in NUMBERS and DATE_OF_PAGES.fullmatch(cell.strip()):
        raise cells.CellError(f"{cell!r} is a date that the spreadsheet made: format the column as text, type it again")
    if field in DATES and cell.strip():
        return date(cell) or cell.strip()
    if field in FLAGS and cell.strip():
        return flag(cell) or cell.strip()
    return cells.read(field, cell)


def flag(cell: str) -> str:
    """ "true" or "false" for what tables say instead; "" if it is neither."""
    said = plain_name(cell)
    return "true" if said in _YES else "false" if said in _NO else ""


def _of_others(raw: Raw) -> Draft:
    headers = [name for name, _ in raw.pairs]
    is_from_dspace = dspace.is_dspace(headers)
    former = tuple(dspace.former_addresses(raw.pairs)) if is_from_dspace else ()
    if is_from_dspace:
        raw = replace(raw, pairs=tuple(dspace.joined(raw.pairs, meant_by)))
    pairs, texts = (raw.pairs, {}) if is_from_dspace else parted(raw.pairs)
    made = _TableDraft(replace(raw, pairs=pairs), is_from_dspace)
    made.read_columns()
    made.read_dates()
    made.decide_type()
    made.decide_key()
    fit = fitted(raw, joined(made.data, texts), made.unmapped)
    return replace(fit, former=former, doubts=tuple(made.doubts))


class _TableDraft:
    """A draft in the making: `data` so far, `meant` by what the columns mean, what has no place, and `doubts`."""

    def __init__(self, raw: Raw, is_inverted: bool) -> None:
        self.raw = raw
        self.data: dict[str, Any] = {}
        self.unmapped: list[tuple[str, str]] = []
        self.meant: dict[str, str] = {}
        self.doubts: list[str] = []
        headers = {plain_name(name) for name, _ in raw.pairs}
        self.is_zotero = "item type" in headers
        self.is_inverted = is_inverted or bool(headers & _INVERTED)
        for name, cell in raw.pairs:
            to = meant_by(name)
            if self.is_zotero and plain_name(name) == "type":
                to = "kind"
            if plain_name(name) in BOOKKEEPING or not cell.strip():
                continue
            if not to or (to in self.meant and self.meant[to] != cell):
                self.unmapped.append((name, cell.strip()))
            else:
                self.meant.setdefault(to, cell)

    def read_columns(self) -> None:
        """What can be read alone, column by column."""
        for to, cell in self.meant.items():
            field = to.strip()
            if to in _ELSEWHERE:
                continue
            if field in ROLES:
                self._put(to, self._people(to, cell))
            elif field in _LIST_READERS:
                found = _LIST_READERS[field](cell)
                self.data[field] = values.without_repeats([*self.data.get(field, ()), *found])
            elif field.startswith("event."):
                part = field.removeprefix("event.")
                value = date(cell) if part in ("start", "end") else without_tags(cell)
                self.data.setdefault("event", {})[part] = value
            elif field in ("url", "doi", "handle"):
                self._read_address(field, cell)
            else:
                self._put(to, self._value(field, cell))
        if (event := self.data.get("event")) and not (isinstance(event, dict) and event.get("name")):
            self._set_aside("event")
        elif isinstance(event, dict):
            self.data["event"] = {key: value for key, value in event.items() if value}

    def _value(self, field: str, cell: str) -> Any:
        if field in ("title", "subtitle"):
            return line_of(cell)
        if field == "abstract":
            return paragraphs_of(cell)
        if field in FLAGS:
            return flag(cell)
        if found := _SUM.fullmatch(cell.strip()) if field == "apc" else None:
            return {"amount": found[1], "currency": found[2]}
        if read := _OTHER_WORKS.get(field):
            return read(without_tags(cell))
        if field in NUMBERS and DATE_OF_PAGES.fullmatch(cell.strip()):
            return ""
        if field == "pages":
            return values.page_range(without_tags(cell))
        if field == "edition":
            return values.edition(without_tags(cell))
        if field == "language":
            return values.language(cell)
        if field in DATES:
            return date(cell)
        if field in _CHOICES:
            said = plain_name(cell).replace(" ", "-")
            return said if said in _CHOICES[field] else ""
        try:
            value = cells.read(field, cell)
        except cells.CellError:
            return ""
        return without_tags(value) if isinstance(value, str) else value

    def _put(self, to: str, value: Any) -> None:
        """Give a field its value; a cell of which nothing can be made is unmapped."""
        if value:
            self.data[to] = value
        else:
            self.unmapped.append((to, self.meant[to].strip()))

    def _set_aside(self, field: str) -> None:
        value = self.data.pop(field)
        parts = value.items() if isinstance(value, dict) else [("", value)]
        self.unmapped += [(f"{field}.{part}".strip("."), str(each)) for part, each in parts if each]

    def _people(self, to: str, cell: str) -> list[Any]:
        """People and groups, with semicolons, bars or line breaks between them."""
        found: list[Any] = []
        for part in (
            each for line in re.split(r"\n|\s\|\s", values.without_entities(cell)) for each in cells.split(line)
        ):
            if parts := _in_parts(part):
                found.append(parts)
                continue
            name = without_tags(part).strip('"')
            if self.is_inverted and " " in name and "," not in name:
                found.append(values.group(name))
                continue
            several = [name] if self.is_inverted else taken_apart(name)
            if are_others(several[-1]):
                self.unmapped.append((to, AND_OTHERS))
                several.pop()
            if several == [name] and not self.is_inverted and (two := two_people(name)):
                several = two
                self.doubts.append(f"{name!r} was read as {' and '.join(two)}; if it is one person, write so")
            read_one = values.name_in_one_line if several == [name] else contributor
            found += [one for one in map(read_one, several) if one]
        return found

    def _read_address(self, field: str, cell: str) -> None:
        first, *others = (part.strip(",;") for part in cell.split())
        others = [other for other in others if other != first]
        if first.startswith("http") or field == "url":
            before = dict(self.data)
            values.put_address(self.data, first)
            if before == self.data and not self._has(first):
                self.unmapped.append((field, first))
        else:
            self.data[field] = first if not others else cell.strip()
            others = []
        for other in others:  # a Handle beside a DOI
            before = dict(self.data)
            values.put_address(self.data, other)
            if before == self.data and not self._has(other):
                self.unmapped.append((field, other))

    def _has(self, address: str) -> bool:
        """Whether an address says what the record has already."""
        return any(
            str(self.data.get(name, "\0")).lower() in address.lower() for name in ("doi", "arxiv", "handle", "url")
        )

    def read_dates(self) -> None:
        """The date, or else the year; and what stands in columns for several things."""
        year = re.sub(r"^([0-9]{4})\.0+$", r"\1", self.meant.get("year", "").strip())  # a number of a spreadsheet
        said = self.meant.get("date", "").strip()
        found = date(said) if said else ""
        by_years, doubt = years(year)
        self.doubts += [doubt] if doubt and not found else []
        by_year = by_years or date(year) or values.date(year)
        by_year = by_year or (f"-{int(year):05}".replace("-0", "-", 1) if re.fullmatch(r"-\d{1,4}", year) else "")
        if found or by_year:
            self.data["issued"] = found or by_year
        self.unmapped += [("date", said)] if said and (not found or is_cut(said, found)) else []
        is_year_cut = re.fullmatch(r"[0-9]{4}", by_year) is not None and re.sub(r"[c©\s().\[\]]", "", year) != by_year
        self.unmapped += [("year", year)] if year and not found and (not by_year or is_year_cut) else []
        if self.data.get("status") in ("submitted", "in-preparation") and "issued" in self.data:
            self.data.setdefault("submitted", self.data.pop("issued"))
        if license_ := self.meant.get("rights", "").strip():
            self._put_license(license_)
        self._read_extra()

    def _put_license(self, said: str) -> None:
        if re.fullmatch(r"CC[ -][A-Z0-9. -]+|https?://creativecommons\.org/\S+", said, re.IGNORECASE):
            self.data.setdefault("license", license_id(said) or said)
        else:
            self.unmapped.append(("rights", said))

    def _read_extra(self) -> None:
        """Zotero's field for what it has no field for: "PMID: 123" and the like, a line for each."""
        for line in filter(None, map(str.strip, self.meant.get("extra", "").split("\n"))):
            found = _IN_EXTRA.match(line)
            name = plain_name(found[1]) if found else ""
            if found is None:
                self.unmapped.append(("extra", line))
            elif name == "citation key":
                self.data.setdefault("cite_key", found[2])
            else:
                self.data.setdefault(name, found[2])

    def decide_type(self) -> None:
        """The type, and what goes where because of it."""
        data, meant = self.data, self.meant
        said = meant.get("type", "").strip()
        kind = kind_named(said) if said else ""
        if said and not kind:
            self.unmapped.append(("type", said))
        sub = meant.get("kind", "").strip()
        if sub and kind in ("report", "other", "") and kind_named(sub) in TYPES:
            kind = kind_named(sub)
        elif sub and kind == "thesis":
            data["qualification"] = without_tags(sub)
        elif sub:
            self.unmapped.append(("kind", sub))
        data["type"] = kind = kind or self._likely_type()
        if container := without_tags(meant.get("container", "")):
            self._put_container(kind, container)
        if kind == "thesis" and "publisher" in data and "institution" not in data:
            data["institution"] = data.pop("publisher")
        if "issue" in data and "issue" not in TYPES[kind].rows and "number" in TYPES[kind].rows:
            data.setdefault("number", [data.pop("issue")])

    def _likely_type(self) -> str:
        """The type of a row that does not say it."""
        data = self.data
        if "journal" in data or ("container" in self.meant and not {"issn", "eissn", "issue"}.isdisjoint(data)):
            return "article-journal"
        has_isbn = not {"isbn", "eisbn"}.isdisjoint(data)
        if "book" in data or ("container" in self.meant and has_isbn):
            return "paper-conference" if "event" in data else "chapter"
        if "container" in self.meant:
            return "article-journal"
        return "book" if has_isbn else "other"

    def _put_container(self, kind: str, title: str) -> None:
        rows = TYPES[kind].rows
        if "book" in rows and not ("journal" in rows and "issue" in self.data):
            self.data.setdefault("book", title)
        elif "journal" in rows:
            self.data.setdefault("journal", title)
        else:
            self.data.setdefault("series", title)

    def decide_key(self) -> None:
        """The key of a citation, if the key of the row is one."""
        key = self.meant.get("key", "").strip()
        is_citation = _CITE_KEY.fullmatch(key) and not (
            _UUID.fullmatch(key) or (self.is_zotero and _ZOTERO_KEY.fullmatch(key))
        )
        if is_citation and self.raw.key == key:
            self.data.setdefault("cite_key", key)


def _in_parts(part: str) -> dict[str, Any] | None:
    """A person with more than a name, in the notation of `cells`; None for others, whatever braces they have."""
    try:
        found = cells.read("authors", part)[0] if part.endswith("}") else None
    except cells.CellError:
        return None
    is_map = isinstance(found, dict) and found.keys() <= CONTRIBUTOR_FIELDS.keys() and all(found.values())
    return found if is_map else None


def _isbns(cell: str) -> list[str]:
    return [found.strip(" -") for found in ISBN.findall(cell)] or _parts(cell)


def _issns(cell: str) -> list[str]:
    return ISSN.findall(cell) or _parts(cell)


def _parts(cell: str) -> list[str]:
    return [part for part in re.split(r"[\s,;]+", cell) if part]


_LIST_READERS: Mapping[str, Callable[[str], list[str]]] = {
    "isbn": _isbns,
    "eisbn": _isbns,
    "issn": _issns,
    "eissn": _issns,
    "keywords": lambda cell: values.keyword_list(without_tags(cell.replace("\n", "; "))),
}
_OTHER_WORKS: Mapping[str, Callable[[str], dict[str, Any]]] = {
    "reviewed": other_works.reviewed,
    "original": other_works.original,
}
_ELSEWHERE = frozenset({"date", "year", "type", "kind", "container", "key", "extra", "rights"})
"""Columns that are read together with others."""
