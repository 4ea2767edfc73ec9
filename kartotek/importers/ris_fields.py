"""RIS in the fields of entries: one table of tags, and those of `ris_types`.

Tags are those of the specification as EndNote, Zotero, Mendeley, Pure, Scopus, Web of Science and DSpace write them;
where these differ, the type decides.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kartotek.export.ris import WITH_ORIGINAL
from kartotek.importers import other_works, values
from kartotek.importers.draft_from_pairs import DraftFromPairs
from kartotek.importers.markdown_text import line_of, paragraphs_of, without_tags
from kartotek.importers.name_lines import are_others, contributors, separated
from kartotek.importers.other_roles import of_ris
from kartotek.importers.records import AND_OTHERS, Draft, Raw
from kartotek.importers.ris_dates import date_of, event_days
from kartotek.importers.ris_remarks import read_remarks
from kartotek.importers.ris_types import KINDS, LABELS, REFINED, SAYS_NOTHING
from kartotek.importers.standard_numbers import standard_numbers
from kartotek.model.publication_fields import type_named
from kartotek.model.types import TYPES
from kartotek.text import identifiers
from kartotek.text.languages import countries_by_name
from kartotek.text.licenses import license_id


@dataclass(frozen=True, slots=True)
class RisRow:
    """The field that a tag goes to, and how its value is read."""

    to: str
    read: Callable[[str], Any] = without_tags


ROWS = {
    ("VL", "VO"): RisRow("volume"),
    ("IS", "CP"): RisRow("issue"),
    ("C7",): RisRow("article_number"),
    ("ET",): RisRow("edition", values.edition),
    ("PB",): RisRow("publisher"),
    ("AB", "N2"): RisRow("abstract", paragraphs_of),
    ("LA",): RisRow("language", values.language),
    ("CR",): RisRow("license", license_id),
}
"""Tags whose meaning does not depend on the type; those that stand together mean the same."""

TITLES = ("TI", "T1", "CT", "BT", "ST")
JOURNALS = ("JF", "T2", "JO", "JA", "J2", "J1")
EDITORS = {
    **dict.fromkeys(("book", "anthology", "proceedings"), ("A3", "ED", "A2")),
    **dict.fromkeys(("report", "working-paper", "manual"), ("ED", "A2")),
}
"""Tags with editors; of other types these are A2 and ED. A3 of a thesis has its supervisors."""
STATUSES = {"in press": "in-press", "forthcoming": "in-press", "to appear": "in-press", "accepted": "accepted",
    "submitted": "submitted", "in preparation": "in-preparation"}  # fmt: skip
"""What stands in the place of the year of works that have not appeared."""
IGNORED = ("DB", "DP", "Y2", "RP", "ID", "ST", "N2", "AB", "PY", "Y1", "DA", "L2", "L3", "L4", "AV")
"""Bookkeeping of databases and programs, and what was read together with another tag."""

_JOURNAL_TYPES = frozenset(kind for kind, row in TYPES.items() if "journal" in row.rows and "book" not in row.rows)
_IN_BOOKS = frozenset(kind for kind, row in TYPES.items() if "book" in row.rows)
_TALKS = frozenset({"paper-conference", "conference-abstract", "poster", "talk"})
_CITE_KEY = re.compile(r"(?=.*[A-Za-z])(?!WOS:|ISI:|rayyan)[A-Za-z0-9:._+/-]+")


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    making = _RisMaking(raw)
    making.read_type()
    making.read_identifiers()
    making.read_rows()
    making.read_titles()
    making.read_home()
    making.read_people()
    making.read_date()
    making.read_pages()
    making.read_numbers()
    read_remarks(making)
    return making.draft(IGNORED)


def _keywords(lines: list[str]) -> list[str]:
    words = [part for said in lines for part in said.split("\n")]
    if len(words) == 1 and ";" in words[0]:  # a comma is part of a keyword: `ris` knows files in which it is not
        words = values.keyword_list(words[0])
    return values.without_repeats(without_tags(word.lstrip("* ")) for word in words)


class _RisMaking(DraftFromPairs):
    """A RIS record on its way; `kind` is the type of its entry."""

    kind: str

    def __init__(self, raw: Raw) -> None:
        super().__init__(raw)
        self._is_from_pure = bool(self.see("T1")) and self.see("PY") != "" and self.see("PY") == self.see("Y1")
        """Whether Elsevier Pure wrote the record: it gives the date twice, and the title as T1."""

    def read_type(self) -> None:
        """The type by TY, and by M3 where that is more exact; else M3 is the degree or the medium, or a DOI."""
        there = self.raw.kind.upper()
        kind = KINDS.get(there) or type_named(self.raw.kind) or "other"
        if there not in KINDS and not type_named(self.raw.kind):
            self.unmapped.append(("TY", self.raw.kind))
        for said in self.take("M3"):
            if is_doi(said):
                self.put("doi", _bare_doi(said))
                continue
            label = said.lower().strip()
            named = LABELS.get(label) or type_named(label)
            if named in REFINED.get(kind, ()) and label not in SAYS_NOTHING:
                kind = named
            elif "qualification" in TYPES[kind].rows and label not in SAYS_NOTHING:
                self.put("qualification", without_tags(said), "M3")
            elif "medium" in TYPES[kind].rows and label not in SAYS_NOTHING and named != kind:
                self.put("medium", without_tags(said), "M3")
            elif label not in SAYS_NOTHING and named != kind:
                self.leave("M3", [said])
        self.kind = self._by_other_tags(there, kind)
        self.data["type"] = self.kind
        if _CITE_KEY.fullmatch(self.raw.key):
            self.data["cite_key"] = self.raw.key

    def _by_other_tags(self, there: str, kind: str) -> str:
        """What the type is where TY and M3 leave it open."""
        if there == "INPR":
            self.data["status"] = "in-press"
        if kind == "book" and self.see("A2", "A3", "ED") and not self.see("AU", "A1"):
            return "anthology"
        if there == "SOUND" and self.see("M1") and self.see("T2"):  # the number and the series of an episode
            return "podcast"
        if kind == "other" and there in ("UNPB", "UNPD", "MANSCPT"):
            if self.see("DO") or any(map(is_arxiv, (self.see("AN"), self.see("UR")))):
                return "preprint"
            self.data["status"] = "unpublished"
        return kind

    def read_identifiers(self) -> None:
        """DOI, numbers of databases, and addresses, each where it belongs."""
        for said in self.take("DO"):
            self.put("doi", _bare_doi(said), "DO")
        for said in self.take("U2"):  # where Pure has the DOI a second time
            self.leave("U2", [] if said and _bare_doi(said) == self.data.get("doi") else [said])
        for said in self.take("AN"):
            self._read_number_of_database(said)
        for said in self.take("C2"):
            if re.fullmatch(r"PMC[0-9]+", said):
                self.data["pmcid"] = said
            else:
                self.leave("C2", [said])
        addresses = [part for said in self.take("UR") for part in re.split(r"\s*;\s*(?=\w+:)|\s+(?=https?:)", said)]
        scopus = [one for one in addresses if "scopus.com/inward/" in one]
        for one in scopus:
            if found := re.search(r"eid=(2-s2\.0-[0-9]+)", one):
                self.add("identifiers", [f"Scopus {found[1]}"])
        self.put_addresses("UR", [one for one in addresses if one not in scopus])
        for said in self.take("L1"):
            if re.match(r"https?://", said):
                self.add("links", [{"url": said.replace(" ", "%20"), "label": "PDF"}])
            else:
                self.leave("L1", [said])

    def _read_number_of_database(self, said: str) -> None:
        """AN: the number in PubMed or arXiv, or that of another database."""
        from_pubmed = re.search(r"pubmed|medline|nlm", f"{self.see('DB')} {self.see('DP')}", re.IGNORECASE)
        if found := re.fullmatch(r"(?:PMID:?\s*)([0-9]+)", said, re.IGNORECASE):
            self.put("pmid", found[1], "AN")
        elif from_pubmed and re.fullmatch(r"[0-9]{1,9}", said):
            self.put("pmid", said, "AN")
        elif is_arxiv(said):
            self.put("arxiv", said, "AN")
        elif found := re.fullmatch(r"SCOPUS:([0-9]+)", said, re.IGNORECASE):
            self.add("identifiers", [f"Scopus 2-s2.0-{found[1]}"])  # as the addresses of Scopus have it
        elif re.match(r"(?:WOS|ISI):", said):
            self.add("identifiers", [said])
        else:
            self.leave("AN", [said])

    def read_rows(self) -> None:
        """Tags that are read alone, and keywords."""
        for tags, row in ROWS.items():
            said = self.take_one(*tags)
            value = row.read(said)
            self.put(row.to, value)
            if said and not value:
                self.leave(tags[0], [said])
        self.put("keywords", _keywords(self.take("KW")))
        if self.kind in ("software", "dataset") and "edition" in self.data:
            self.data["version"] = self.data.pop("edition")
        if "edition" in self.data and self.kind in _JOURNAL_TYPES and (day := date_of(self.data["edition"])):
            self.put("online", day)  # EndNote has the day of an article's first publication there
            del self.data["edition"]
        if "chapter" in TYPES[self.kind].rows:
            self.put("chapter", without_tags(self.take_one("SE")))
        elif self.kind == "article-newspaper":  # of other articles SE is the first page
            self.put("section", without_tags(self.take_one("SE")))
        if "number_of_volumes" in TYPES[self.kind].rows:
            self.put("number_of_volumes", without_tags(self.take_one("NV")))
        type_ = TYPES[self.kind]
        reports = self.kind in ("report", "working-paper", "manual")
        if (reports or type_.is_thesis or type_.authority) and "publisher" in self.data:
            self.data["institution"] = self.data.pop("publisher")

    def read_titles(self) -> None:
        """The title; a short title only where there is no other. Pure writes the subtitle into T2."""
        book = self.kind in _IN_BOOKS
        names = tuple(tag for tag in TITLES if not (book and tag == "BT"))
        chosen = next((tag for tag in names if self.see(tag)), "")
        if chosen:
            self.put("title", line_of(self.take_one(*(("TI", "T1") if chosen in ("TI", "T1") else (chosen,)))))
        if about := without_tags(self.take_one("RI")):
            self.put("reviewed", other_works.reviewed(about))
        _read_original(self)
        if (short := line_of(self.take_one("ST"))) != self.data.get("title"):
            self.put("short_title", short)
        in_journal = self.kind in _JOURNAL_TYPES and not self.see("JF", "JO")
        is_home = in_journal or (self.kind in _IN_BOOKS and not self.see("BT")) or "through" in self.see("Y2")
        if self._is_from_pure and not is_home:
            self.put("subtitle", line_of(self.take_one("T2")))

    def read_home(self) -> None:
        """The journal, book, series and conference that it appeared in, and places."""
        is_talk = self.kind in _TALKS or self.raw.kind.upper() == "SLIDE"
        in_journal = self.raw.kind.upper() == "JOUR" and self.see("JF") == self.see("T2")
        numbered = self.see("IS") or "issue" in self.data or "volume" in self.data
        printed = self.see("JF", "JO", "JA") and (numbered or in_journal)
        if (printed and not self.see("C3", "BT")) if is_talk else self.kind in _JOURNAL_TYPES:
            name = self.take_one("JF", "T2") if self.see("JF") else self.take_one(*JOURNALS[1:])
            if self.see("JO") == name:  # Pure says it twice
                self.take("JO")
            self.put("journal", without_tags(name))
            _read_abbreviation(self, name)
        elif is_talk:
            self._read_conference()
        elif self.kind in _IN_BOOKS:
            self.put("book", without_tags(self.take_one("BT", "T2", "JF", "JO")))
        elif not TYPES[self.kind].is_thesis:
            self.put("series", without_tags(self.take_one("T3", "T2")))
        self.put("series", without_tags(self.take_one("T3")), "T3")
        place = without_tags(self.take_one("CY", "PP"))
        if self._is_from_pure:
            self.put("place", place)
        elif self.kind == "patent" and (re.fullmatch(r"[A-Za-z]{2}", place) or place.lower() in countries_by_name()):
            self.put("country", countries_by_name().get(place.lower()) or place.upper())
            if self.see("C3") == place:  # our exports have it in both places
                self.take("C3")
        elif self.data.get("event") and place:
            self.data["event"]["place"] = place
            self.put("place", without_tags(self.take_one("C1")))
        elif place:
            self.put("place", place)

    def _read_conference(self) -> None:
        """T2 is the conference and C3 the proceedings, where a record has both; else T2 is what a paper was printed in,
        if it was printed."""
        book = self.take_one("C3", "BT")
        said = self.take_one("T2", "JF", "JO")
        printed = self.see("SP", "SN", "PB", "VL", "C1") or not self.see("CY")
        if not book and "book" in TYPES[self.kind].rows and (printed or re.match(r"proc", said, re.IGNORECASE)):
            book, said = said, ""
        self.put("book", without_tags(book))
        days = event_days(self.see("Y2"))
        if said and (said != book or days):
            self.data["event"] = {"name": without_tags(said), **days}

    def read_people(self) -> None:
        """Contributors by their roles."""
        writers = contributors(self._names("AU", "A1"))
        by_editors = self.raw.kind.upper() == "EDBOOK" and not self.see("A2", "A3", "ED")
        self.put("editors" if by_editors else "authors", writers)
        if "supervisors" in TYPES[self.kind].rows:
            self.put("supervisors", contributors(self._names("A3")))
        tags = EDITORS.get(self.kind, ("A2", "ED"))
        if self.kind in EDITORS and self.see("A2") and (self.see("A3", "ED") or self.data.get("series")):
            tags = ("A3", "ED")  # A2 has the editors of the series then
        self.put("editors", contributors(self._names(*tags)))
        self.put("translators", contributors(self._names("A4")))
        self.put("contributors", of_ris(self.raw.kind.upper(), lambda tag: contributors(self._names(tag))))

    def _names(self, *tags: str) -> list[str]:
        """Names, one in each; some programs write all of them into one tag."""
        lines = (name for said in self.take(*tags) for name in re.split(r"[;\n]", said))
        names = [without_tags(part) for name in lines for part in separated(name)]
        if any(map(are_others, names)):
            self.leave(tags[0], [AND_OTHERS])
        return [name for name in names if not are_others(name)]

    def read_date(self) -> None:
        """The most exact of the dates that have the year of the others."""
        dates = [date_of(said, self.see("PY", "Y1")) for said in (self.see("PY"), self.see("DA"), self.see("Y1"))]
        found = [date for date in dates if date and date[:4] == next(filter(None, dates))[:4]]
        if found:
            self.put("issued", max(found, key=len))
        elif status := STATUSES.get(self.see("PY", "DA", "Y1").lower()):
            self.data["status"] = status
        else:
            self.leave("PY", filter(None, [self.see("PY", "DA", "Y1")]))

    def read_pages(self) -> None:
        """SP and EP; of whole books and theses SP is the number of pages."""
        first, last = self.take_one("SP"), self.take_one("EP")
        if "pages" not in TYPES[self.kind].rows and "number_of_pages" in TYPES[self.kind].rows:
            if not last and (ends := _ENDS.fullmatch(first.strip())):
                first, last = ends.groups()
            count = last if first in ("1", "i", "I") and last else "" if last else first
            found = re.fullmatch(r"(.*?[0-9ivxlc])\s*(?:p|pp|pages|s|sider|seiten)?\.?", count)
            self.put("number_of_pages", found[1] if found else count)
            self.leave("SP", [values.full_range(first, last)] if last and not count else [])
            return
        if first and first == self.data.get("article_number") and not last:
            return  # the number of an article stands where readers look for pages, too
        spanned = spanned_pages(first, last)
        self.put("pages", spanned)
        if "article_number" in TYPES[self.kind].rows and not spanned and self._is_from_pure:
            self.put("article_number", without_tags(self.take_one("M1")))
        if "number" in TYPES[self.kind].rows:
            said = self.take_one("NV", "M1") if self.kind == "dataset" else self.take_one("M1")
            self.put("number", [part.strip() for part in said.split(", ") if part.strip()])

    def read_numbers(self) -> None:
        """SN: ISSN and ISBN, or the number of a report or patent. The number in a series is M1 of books and SV of
        what is in them, to EndNote and Zotero."""
        if "series_number" in TYPES[self.kind].rows:
            books = self.raw.kind.upper() in ("BOOK", "EDBOOK", "EBOOK") and not self._is_from_pure
            self.put("series_number", without_tags(self.take_one("SV", *(["M1"] if books else []))))
        numbered = self.kind in ("patent", "report", "working-paper", "standard", "manual")
        for said in self.take("SN"):
            rest = said
            if self.kind != "patent":
                found = standard_numbers(said, hyphens=numbered)
                self.add("isbn", found.isbn)
                self.add("issn", found.issn)
                rest = found.rest.strip(" ,;")
            if rest and numbered:
                self.add("number", (part.strip() for part in rest.split(", ")))
            elif rest:
                self.leave("SN", [said])


def _read_abbreviation(making: DraftFromPairs, name: str) -> None:
    """The abbreviated title of the journal `name`; some have the whole one in its place."""
    for tag in ("J2", "JA", "J1", "JO"):
        short = without_tags(making.see(tag))
        if short and len(short) < len(name):
            making.put("container_title_short", without_tags(making.take_one(tag)), tag)
        elif short == name:
            making.take_one(tag)


_ENDS = re.compile(r"([0-9]+|[ivxlc]+)\s*[-\u2013\u2014]+\s*([0-9]+|[ivxlc]+)", re.IGNORECASE)
"""Pages with both ends in one field."""


def spanned_pages(first: str, last: str = "") -> str:
    """Pages from two fields, or from one that has both ends."""
    is_whole = not last or (first.endswith(last) and first.removesuffix(last).rstrip().endswith(("-", "–")))
    said = values.page_range(first if is_whole else values.full_range(first, last))
    ends = re.fullmatch(r"([0-9]+)-([0-9]+)", said)
    return values.full_range(ends[1], ends[2]) if ends else said


def is_doi(text: str) -> bool:
    """Whether a text is a DOI, in any of its spellings."""
    try:
        identifiers.doi(text)
    except ValueError:
        return False
    return True


def _bare_doi(text: str) -> str:
    """A DOI without the address that leads to it; other texts as they are."""
    return re.sub(
        r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*)(?=10\.)", "", text.strip(), flags=re.IGNORECASE
    )


def is_arxiv(text: str) -> bool:
    """Whether a text says of itself that it is a number of arXiv."""
    return re.match(r"arxiv[:.]|https?://(?:www\.)?arxiv\.org/", text, re.IGNORECASE) is not None


def _read_original(making: _RisMaking) -> None:
    """OP: the original, and of some types nothing else."""
    title_too = making.raw.kind.upper() in WITH_ORIGINAL
    if other_works.original_or_date(making.data, without_tags(making.see("OP")), date_of, title_too=title_too):
        making.take("OP")
