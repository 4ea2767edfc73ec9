"""BibTeX and biblatex in the fields of entries: one table of types, one of fields.

Fields and types are those of "BibTeXing" (Patashnik 1988), of the biblatex manual (chapter 2), and those that reference
managers add to them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kartotek.importers import bibtex_pages, other_works, values
from kartotek.importers.bibtex_lists import keywords, numbers
from kartotek.importers.bibtex_names import contributors
from kartotek.importers.fitting import fitted
from kartotek.importers.markdown_text import escape_inline
from kartotek.importers.notes import status_of, take_remarks
from kartotek.importers.other_roles import OF_BIBLATEX, add
from kartotek.importers.records import AND_OTHERS, Draft, Raw
from kartotek.importers.tex import TexError, markdown_blocks, markdown_line, plain
from kartotek.model.publication_fields import type_named
from kartotek.model.types import TYPES
from kartotek.text import identifiers
from kartotek.text.licenses import license_id

KINDS = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "book-review", "book": "book",
    "mvbook": "book", "booklet": "book", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "collection": "anthology",
    "mvcollection": "anthology", "reference": "anthology", "mvreference": "anthology", "proceedings": "proceedings",
    "mvproceedings": "proceedings", "periodical": "anthology", "inproceedings": "paper-conference",
    "conference": "paper-conference", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "report": "report", "techreport": "report", "manual": "manual", "standard": "standard", "patent": "patent",
    "dataset": "dataset", "data": "dataset", "software": "software", "online": "webpage", "electronic": "webpage",
    "www": "webpage",
    "webpage": "webpage", "misc": "other", "unpublished": "other", "letter": "other", "commentary": "other",
    "artwork": "artefact", "image": "artefact", "audio": "artefact", "video": "video", "movie": "video",
    "music": "artefact", "performance": "performance", "jurisdiction": "legal-case", "legislation": "legislation",
    "legal": "legislation",
    "bibnote": "other", "newspaper": "article-newspaper", "magazine": "article-magazine", "preprint": "preprint",
    "poster": "poster", "exhibition": "exhibition",
}  # fmt: skip
"""Types of entries there, and the type here; those that have no row become `other`."""


@dataclass(frozen=True, slots=True)
class BibtexRow:
    """One field there: the field here, and how its value is read."""

    to: str
    read: Callable[[str], Any]


def _several(value: str) -> list[str]:
    return [part for part in re.split(r"[\s,;]+", plain(value)) if part]


def _country(said: str) -> str:
    return said.upper() if re.fullmatch(r"[A-Za-z]{2}", said) else ""


ROWS = {
    "title": BibtexRow("title", markdown_line),
    "subtitle": BibtexRow("subtitle", markdown_line),
    "shorttitle": BibtexRow("short_title", markdown_line),
    "shortjournal": BibtexRow("container_title_short", plain),
    "volumes": BibtexRow("number_of_volumes", plain),
    "issuetitle": BibtexRow("volume_title", markdown_line),
    "journal": BibtexRow("journal", plain),
    "journaltitle": BibtexRow("journal", plain),
    "booktitle": BibtexRow("book", plain),
    "series": BibtexRow("series", plain),
    "volume": BibtexRow("volume", plain),
    "issue": BibtexRow("issue", plain),
    "number": BibtexRow("issue", plain),
    "pages": BibtexRow("pages", lambda value: values.page_range(plain(value))),
    "eid": BibtexRow("article_number", plain),
    "articleno": BibtexRow("article_number", plain),
    "article-number": BibtexRow("article_number", plain),
    "chapter": BibtexRow("chapter", plain),
    "edition": BibtexRow("edition", lambda value: values.edition(plain(value))),
    "pagetotal": BibtexRow("number_of_pages", plain),
    "numpages": BibtexRow("number_of_pages", plain),
    "publisher": BibtexRow("publisher", plain),
    "address": BibtexRow("place", plain),
    "location": BibtexRow("place", plain),
    "issn": BibtexRow("issn", _several),
    "isbn": BibtexRow("isbn", _several),
    "ids": BibtexRow("cite_keys", lambda value: values.keyword_list(plain(value))),
    "institution": BibtexRow("institution", plain),
    "school": BibtexRow("institution", plain),
    "type": BibtexRow("qualification", plain),
    "holder": BibtexRow("publisher", plain),
    "assignee": BibtexRow("publisher", plain),
    "nationality": BibtexRow("country", lambda value: _country(plain(value))),
    "version": BibtexRow("version", plain),
    "repository": BibtexRow("code_repository", lambda value: value.replace("\\", "").strip()),
    "language": BibtexRow("language", lambda value: values.language(plain(value))),
    "langid": BibtexRow("language", lambda value: values.language(plain(value))),
    "hyphenation": BibtexRow("language", lambda value: values.language(plain(value))),
    **dict.fromkeys(("keywords", "keyword"), BibtexRow("keywords", keywords)),
    "abstract": BibtexRow("abstract", markdown_blocks),
    "note": BibtexRow("note", plain),
    "howpublished": BibtexRow("medium", plain),
    "pmid": BibtexRow("pmid", plain),
    "pmcid": BibtexRow("pmcid", plain),
    "license": BibtexRow("license", lambda value: license_id(plain(value)) or plain(value)),
    "copyright": BibtexRow("license", lambda value: license_id(plain(value)) or plain(value)),
}
"""Fields whose values are read alone. Names, dates, addresses and events are put together from several below."""

PEOPLE = {"author": "authors", "editor": "editors", "translator": "translators", "supervisor": "supervisors",
    "advisor": "supervisors"}  # fmt: skip
"""Fields with lists of names."""

_IGNORED = frozenset(
    {
        "timestamp", "owner", "file", "local-url", "date-added", "date-modified", "bibsource", "biburl", "urldate",
        "lastchecked", "crossref", "xref", "xdata", "options", "sortname", "sortyear", "sorttitle", "sortkey",
        "presort",
        "shorthand", "label", "groups", "__markedentry", "rating", "readstatus", "ranking", "priority",
        "mendeley-groups",
        "mendeley-tags", "citeulike-article-id", "posted-at", "added-at", "interhash", "intrahash", "execute",
        "gender",
        "month_numeric", "useprefix", "entrysubtype", "eprinttype", "archiveprefix", "eprintclass", "primaryclass",
        "editortype", "day", "month", "year", "date", "indextitle", *bibtex_pages.SHOWING,
    }
)  # fmt: skip
"""Fields that say nothing about the work: bookkeeping of programs, and what is read together with another."""

_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine", "review": "book-review",
    "dataset": "dataset", "exhibition": "exhibition"}  # fmt: skip
"""What `entrysubtype` says of an article or of a work that is not of a type of its own."""

_DEGREES = {"phdthesis": "PhD", "mastersthesis": "Master’s", "mathesis": "Master’s", "bathesis": "Bachelor’s",
    "candthesis": "Candidate"}  # fmt: skip


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    made = _BibtexDraft(raw)
    made.read_fields()
    made.read_identifiers()
    made.read_date()
    made.read_event()
    take_remarks(made.data)
    made.decide_type()
    return fitted(raw, made.data, made.unmapped)


class _BibtexDraft:
    """A draft in the making: `data` so far, and what has no place. The fields of the record are read one by one."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.fields: dict[str, str] = {}
        self.unmapped: list[tuple[str, str]] = []
        for name, value in raw.pairs:
            if name in self.fields or name in ("undefined string", "missing record"):
                self.unmapped.append((name, value))
            elif value.strip():
                self.fields[name] = value
        self.data: dict[str, Any] = {}

    def read_fields(self) -> None:
        """Fields that are read alone, and lists of people."""
        for name, value in self.fields.items():
            if name in PEOPLE or name in ROWS or name in OF_BIBLATEX:
                self._try(name, value)
            elif name not in _ALSO_READ and name not in _IGNORED and not name.startswith("bdsk-"):
                self.unmapped.append((name, " ".join(value.split())))
        if "organization" in self.fields:
            field = "institution" if "publisher" in self.data else "publisher"
            self._put(field, _lenient(self.fields["organization"]))
        if "booksubtitle" in self.fields and "book" in self.data:
            self.data["book"] += f": {_lenient(self.fields['booksubtitle'])}"

    def _try(self, name: str, value: str) -> None:
        try:
            if name in PEOPLE or name in OF_BIBLATEX:
                self._read_people(name, value)
            else:
                self._put(ROWS[name].to, ROWS[name].read(value))
        except TexError:  # braces that do not fit: rather as it is than lost
            if name == "title":
                self._put("title", escape_inline(" ".join(re.sub(r"\\(?=\W)|[{}]", "", value).split())))
            self.unmapped.append((name, " ".join(value.split())))

    def _put(self, field: str, value: Any) -> None:
        if value and field not in self.data:
            self.data[field] = value

    def _read_people(self, name: str, value: str) -> None:
        people, others = contributors(bibtex_pages.without_marks(value))
        if name in OF_BIBLATEX:
            for person in people:
                add(self.data.setdefault("contributors", []), person, OF_BIBLATEX[name])
        else:
            self._put(PEOPLE[name], people)
        if others:
            self.unmapped.append((name, AND_OTHERS))

    def read_identifiers(self) -> None:
        """DOI, eprint and address, each in the field it belongs to."""
        fields, data = self.fields, self.data
        if doi := fields.get("doi", "").strip().replace("\\", ""):
            data["doi"] = doi
        kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip().lower()
        eprint = fields.get("eprint", "").strip()
        if eprint and (kind in ("arxiv", "") and _is(identifiers.arxiv, eprint)):
            data["arxiv"] = eprint
        elif eprint and kind in ("pubmed", "pmid", "hdl", "handle", "pmc", "pmcid"):
            field = {"pubmed": "pmid", "hdl": "handle", "pmc": "pmcid"}.get(kind, kind)
            self._put(field, eprint)
        elif eprint and eprint.startswith("http"):
            values.put_address(data, eprint)
        elif eprint:
            self._put("identifiers", [f"{kind or 'eprint'} {eprint}"])
        for name in ("url", "howpublished", "pdf", "ee"):
            if address := _address_in(fields.get(name, "")):
                values.put_address(data, address)
                if name == "howpublished":
                    data.pop("medium", None)
            elif name in ("url", "pdf", "ee") and name in fields:
                self.unmapped.append((name, fields[name]))
        self.unmapped += bibtex_pages.take(fields, data, _lenient)
        self.unmapped += other_works.take_original(fields, data, _lenient)
        other_works.take_main_title(fields, data, _lenient)

    def read_date(self) -> None:
        """`date` of biblatex, or `year` with `month` and `day`; words in the place of a year are a status."""
        said = self.fields.get("date", "").strip()
        if said and values.is_date(said):
            self.data["issued"] = said
            return
        year = self.fields.get("year", "") or said
        try:
            text = plain(year)
            month = plain(self.fields.get("month", ""))
        except TexError:
            text, month = year, ""
        found = text if values.is_date(text) and not month else values.date(text, month, self.fields.get("day", ""))
        if found:
            self.data["issued"] = found
        elif status := status_of(text):
            self.data["status"] = status
        elif text:
            self.unmapped.append(("year", text))

    def read_event(self) -> None:
        """The conference, and the state of publication."""
        fields = self.fields
        if title := fields.get("eventtitle"):
            start, _, end = fields.get("eventdate", "").strip().partition("/")
            event = {"name": _lenient(title), "place": _lenient(fields.get("venue", ""))}
            event |= {"start": start if values.is_date(start) else "", "end": end if values.is_date(end) else ""}
            self.data["event"] = {key: value for key, value in event.items() if value}
        for name in ("pubstate", "note"):
            said = _lenient(fields.get(name, "")).lower().strip(" .")
            if (status := status_of(said)) and "status" not in self.data:
                self.data["status"] = status
                if name == "note":
                    self.data.pop("note", None)
            elif name == "pubstate" and said:
                self.unmapped.append((name, said))
        if self.data.get("status") in ("submitted", "in-preparation") and "issued" in self.data:
            self.data["submitted"] = self.data.pop("issued")

    def decide_type(self) -> None:
        """The type, and the fields whose meaning depends on it."""
        data = self.data
        kind = self._kind()
        data["type"] = kind
        if self.raw.kind in _DEGREES or TYPES[kind].is_thesis:
            said = self.fields.get("type", "").strip().lower()
            known = _DEGREES.get(said) or _DEGREES.get(self.raw.kind)
            if known and (said in _DEGREES or "qualification" not in data):
                data["qualification"] = known
            elif said in ("thesis", TYPES[kind].label.lower()):
                data.pop("qualification", None)
        elif (said := data.pop("qualification", "")) and said.lower() not in _SAYS_REPORT:
            self.unmapped.append(("type", said))
        if "issue" in data and ("issue" not in TYPES[kind].rows or kind == "other") and "number" in TYPES[kind].rows:
            data["number"] = numbers(data.pop("issue"))
        elif {"issue", "series"} <= data.keys() and "journal" not in data and "series_number" in TYPES[kind].rows:
            data["series_number"] = data.pop("issue")
        if kind == "patent":
            _settle_patent(data)
        elif kind == "thesis" and self.raw.kind != "thesis" and "school" not in self.fields:
            data.setdefault("institution", data.pop("publisher", ""))
        addon = _lenient(self.fields.get("titleaddon", ""))
        if addon and not other_works.review_in(data, addon) and "journal" in TYPES[kind].rows:
            data.setdefault("journal", addon)
        if "medium" in data and data["medium"].lower() in ("", TYPES[kind].label.lower()):
            del data["medium"]
        if _CITE_KEY.fullmatch(self.raw.key) and not _BY_PURE.fullmatch(self.raw.key):
            data["cite_key"] = self.raw.key

    def _kind(self) -> str:
        data, there = self.data, self.raw.kind
        kind = KINDS.get(there, "other")
        if kind == "book" and "editors" in data and "authors" not in data:
            kind = "anthology"
        if there not in KINDS:
            self.unmapped.append(("entry type", there))
        journal = data.get("journal", "")
        if kind == "article-journal" and re.match(r"arxiv\b|corr$", journal, re.IGNORECASE):
            return self._arxiv_preprint(journal)
        subtype = self.fields.get("entrysubtype", "").strip().lower()
        if kind in ("article-journal", "other", "artefact") and subtype in _SUBTYPES:
            if type_named(data.get("medium", "")) == _SUBTYPES[subtype]:
                del data["medium"]
            return _SUBTYPES[subtype]
        if subtype in TYPES:
            return subtype
        for label in (data.get("medium", "").partition(", ")[0], data.get("qualification", "")):
            if there in _VAGUE and (named := type_named(label)):
                if label == data.get("qualification"):
                    del data["qualification"]
                elif home := data["medium"].partition(", ")[2]:  # "Blog post, The Card Blog"
                    in_words = "journal" in TYPES[named].rows and not TYPES[named].in_periodicals
                    data["journal" if in_words else "medium"] = home
                    data["medium"] = "" if in_words else home
                return named
        if kind == "other" and (said := _PATENT.fullmatch(data.get("medium", ""))):
            data.pop("medium")
            data["number"], data["country"] = [said[2]] if said[2] else [], said[1] or said[3]
            return "patent"
        if kind == "other" and "arxiv" in data:
            return "preprint"
        if there in ("misc", "unpublished") and data.get("event"):
            return "conference-abstract"
        return kind

    def _arxiv_preprint(self, journal: str) -> str:
        """An article "in" arXiv is a preprint; its number stands in the name of the journal or the volume."""
        data = self.data
        for text in (journal, data.get("volume", ""), data.get("pages", "")):
            found = re.search(r"[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}", text)
            if found:
                data.setdefault("arxiv", found[0])
                for field in ("journal", "volume", "pages", "issue"):
                    data.pop(field, None)
                return "preprint"
        return "preprint" if "arxiv" in data and data.pop("journal") else "article-journal"


_VAGUE = frozenset({"misc", "unpublished", "online", "techreport", "report"})
"""Entry types that stand for several of ours: `howpublished` or `type` says which."""
_SAYS_REPORT = ("technical report", "techreport", "tech. rep.", "report", "techn. report")
_ALSO_READ = frozenset(
    {
        "doi", "eprint", "url", "pdf", "ee", "eventtitle", "eventdate", "venue", "pubstate", "organization",
        "titleaddon", *bibtex_pages.READ, *other_works.ORIGINAL,
        *other_works.MAIN_TITLE,
    }
)  # fmt: skip
_PATENT = re.compile(r"Patent (?:(?:([A-Z]{2}) )?((?:[A-Z]{2})?[0-9]\S*)|([A-Z]{2}))")
"""How a patent is described where there is no type for it."""
_CITE_KEY = re.compile(r"[A-Za-z0-9:._+/-]+")
_BY_PURE = re.compile(r"[0-9a-f]{32}")
"""The key that Pure gives a record: its UUID, by which nobody cites."""


def _is(canonical: Callable[[str], str], text: str) -> bool:
    try:
        canonical(text)
    except ValueError:
        return False
    return True


def _address_in(value: str) -> str:
    r"""The address in a value such as `\url{https://...}` or one that is escaped for TeX."""
    text = re.sub(r"\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}.*", r"\1", value.strip())
    text = re.sub(r"\\([_%#&~{}])|[{}]", r"\1", text)
    found = re.search(r"(?:https?|ftp)://\S+|www\.\S+", text)
    return found[0] if found else ""


def _lenient(value: str) -> str:
    try:
        return plain(value)
    except TexError:
        return " ".join(value.split())


def _settle_patent(data: dict[str, Any]) -> None:
    """A patent's place is its country, if it is a code."""
    place = str(data.pop("place", "")).strip()
    if not data.get("country"):
        data.pop("country", None)
    code = re.sub(r"^country", "", place, flags=re.IGNORECASE).upper()
    if re.fullmatch(r"[A-Z]{2}", code):
        data["country"] = code
    elif place:
        data.setdefault("note", place)
