"""Web of Science in the fields of entries: a table of types, one of fields.

Tags are those of "Web of Science Core Collection Field Tags" (Clarivate).
"""

import re
from typing import Any

from kartotek.importers import values
from kartotek.importers.draft_from_pairs import DraftFromPairs
from kartotek.importers.markdown_text import line_of, paragraphs_of, without_tags
from kartotek.importers.name_lines import contributor, full_names
from kartotek.importers.records import Draft, Raw
from kartotek.importers.ris_dates import date_of
from kartotek.importers.ris_fields import RisRow, spanned_pages
from kartotek.importers.standard_numbers import standard_numbers
from kartotek.model.types import TYPES

KINDS = {
    "proceedings paper": "paper-conference", "meeting abstract": "conference-abstract", "book chapter": "chapter",
    "review": "review", "editorial material": "editorial", "letter": "letter", "book review": "book-review",
    "book": "book", "data paper": "article-journal", "article": "article-journal",
}  # fmt: skip
"""Document types (DT), of which a record may have several: the first of this table decides."""
BY_FORM = {"J": "article-journal", "B": "book", "S": "chapter", "C": "paper-conference", "P": "patent"}
"""Publication types (PT), where DT says nothing that is known."""

ROWS = {
    "TI": RisRow("title", line_of),
    "VL": RisRow("volume"),
    "IS": RisRow("issue"),
    "AR": RisRow("article_number"),
    "PU": RisRow("publisher"),
    "PI": RisRow("place"),
    "PG": RisRow("number_of_pages"),
    "SE": RisRow("series"),
    "LA": RisRow("language", values.language),
    "AB": RisRow("abstract", paragraphs_of),
    "DI": RisRow("doi", str),
    "PM": RisRow("pmid", str),
}
"""Fields that are read alone."""

OPEN_ACCESS = {"gold": "gold", "hybrid": "hybrid", "bronze": "bronze", "green": "green"}
"""Words of OA, and the value here; the first of this table that it has."""
IGNORED = (
    "FN", "VR", "J9", "JI", "PA", "RP", "EM", "CR", "NR", "TC", "Z9", "U1", "U2", "WC", "SC", "GA", "DA", "OA", "PY",
    "PD", "HC", "HP", "WE", "C3", "PN", "SU", "SI", "OI",
)  # fmt: skip
"""Counts and classes of the database, addresses, and what was read together with another field."""


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    making = _WosMaking(raw)
    making.read_type()
    making.read_rows()
    making.read_people()
    making.read_home()
    making.read_dates()
    making.read_subjects()
    return making.draft(IGNORED)


class _WosMaking(DraftFromPairs):
    """A record of Web of Science on its way."""

    def read_type(self) -> None:
        """The type, and whether the work was retracted or is only online."""
        given = self.take_one("DT").lower()
        said = [part.strip() for part in given.split(";")]
        kind = next((KINDS[name] for name in KINDS if name in said), BY_FORM.get(self.raw.kind, "other"))
        if kind == "paper-conference" and self.raw.kind == "J" and "article" in said:
            kind = "article-journal"  # a paper that was given at a conference and is an article of a journal
        self.data["type"] = kind
        if "retracted publication" in said:
            self.data["retracted"] = "true"
        if "early access" in said and not self.see("VL"):
            self.data["status"] = "epub-ahead-of-print"

    def read_rows(self) -> None:
        """Fields that are read alone, numbers and pages."""
        pages = "number_of_pages" in TYPES[self.data["type"]].rows and "pages" not in TYPES[self.data["type"]].rows
        for name, row in ROWS.items():
            said = self.take_one(name)
            if name != "PG" or pages:
                self.put(row.to, row.read(said))
        self.put("pages", spanned_pages(self.take_one("BP"), self.take_one("EP")))
        for said in (*self.take("SN"), *self.take("EI"), *self.take("BN")):
            numbers = standard_numbers(said)
            self.add("issn", numbers.issn)
            self.add("isbn", numbers.isbn)
        self.add("identifiers", self.take("UT"))
        said = self.see("OA").lower()
        self.put("open_access", next((value for word, value in OPEN_ACCESS.items() if word in said), ""))

    def read_people(self) -> None:
        """Authors with ORCID iDs, groups, and editors."""
        orcids = dict(_orcids(self.see("OI")))
        authors = full_names(self.take("AU"), self.take("AF")) or full_names(self.take("BA"), self.take("BF"))
        people = [_person(name, orcids.get(_folded(name), "")) for name in authors]
        people += [contributor(f"{name},") for name in self.take("CA")]
        self.put("authors", [one for one in people if one])
        self.put("editors", [one for one in map(_person, self.take("BE")) if one])

    def read_home(self) -> None:
        """The journal or book, and the conference. Journals have capitals in SO; JI may have the same name without."""
        name, short = self.take_one("SO"), self.see("JI")
        name = short if short.casefold() == name.casefold() else name
        self.put("container_title_short", "" if short.casefold() == name.casefold() else without_tags(short))
        rows = TYPES[self.data["type"]].rows
        self.put("journal" if "journal" in rows and self.raw.kind == "J" else "book", without_tags(name))
        event: dict[str, Any] = {"name": without_tags(self.take_one("CT"))}
        event["place"] = without_tags(self.take_one("CL").title()) if event["name"] else ""
        if event["name"] and "event" in rows:
            self.data["event"] = {key: value for key, value in event.items() if value}

    def read_dates(self) -> None:
        """The year with month and day, and when it was online first."""
        year = self.see("PY")
        self.put("issued", date_of(f"{self.see('PD')} {year}") if self.see("PD") else date_of(year))
        self.put("online", date_of(self.take_one("EA")))

    def read_subjects(self) -> None:
        """The authors' keywords, and who paid."""
        self.put("keywords", values.without_repeats(without_tags(word) for word in self.take_one("DE").split("; ")))
        for said in self.take_one("FU").split("; "):
            found = re.fullmatch(r"(.*?)\s*\[([^\[\]]*)\]", said)
            funder, grants = (found[1], found[2].split(", ")) if found else (said, [""])
            for grant in grants if funder else ():
                self.add("funding", [{"funder": funder, **({"grant": grant} if grant else {})}])


def _person(name: str, orcid: str = "") -> Any:
    return contributor(name, inverted=True, initials=True, orcid=orcid)


def _orcids(text: str) -> list[tuple[str, str]]:
    """Names and ORCID iDs in "Lind, Ada/0000-0002-1825-0097; ..."."""
    parts = (part.rpartition("/") for part in text.split(";"))
    return [(_folded(name), orcid.strip()) for name, _, orcid in parts if _ORCID.fullmatch(orcid.strip())]


_ORCID = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace(".", " ").split())
