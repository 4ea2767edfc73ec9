"""MEDLINE in the fields of entries: a table of types, one of fields."""

import re
from typing import Any

from kartotek.importers import values
from kartotek.importers.draft_from_pairs import DraftFromPairs
from kartotek.importers.markdown_text import line_of, paragraphs_of, without_tags
from kartotek.importers.name_lines import contributor
from kartotek.importers.records import Draft, Raw
from kartotek.importers.ris_dates import date_of
from kartotek.importers.ris_fields import RisRow, spanned_pages
from kartotek.importers.standard_numbers import standard_numbers

KINDS = {
    "Preprint": "preprint", "Systematic Review": "review", "Review": "review", "Scientific Integrity Review": "review",
    "Editorial": "editorial", "Letter": "letter", "Book Review": "book-review",
    "Newspaper Article": "article-newspaper", "Academic Dissertation": "thesis", "Technical Report": "report",
    "Dataset": "dataset", "Meeting Abstract": "conference-abstract", "Congress": "proceedings",
    "Interview": "interview", "Lecture": "talk", "Legal Case": "legal-case", "Legislation": "legislation",
    "Dictionary": "book", "Video-Audio Media": "video", "Webcast": "video", "Address": "talk",
}  # fmt: skip
"""Publication types (PT) that decide the type here, the first that a record has; all others are journal articles."""

ROWS = {
    "PMC": RisRow("pmcid"),
    "VI": RisRow("volume"),
    "IP": RisRow("issue"),
    "PG": RisRow("pages", spanned_pages),
    "EN": RisRow("edition", values.edition),
    "PB": RisRow("publisher"),
    "CTI": RisRow("series"),
    "JT": RisRow("journal"),
    "TA": RisRow("container_title_short"),
    "LA": RisRow("language", values.language),
    "AB": RisRow("abstract", paragraphs_of),
}
"""Fields that are read alone."""

HISTORY = {"received": "submitted", "accepted": "accepted"}
"""Events of PHST, and the field that has their day."""
STATUSES = {"aheadofprint": "epub-ahead-of-print"}

_PEOPLE = frozenset({"FAU", "AU", "CN", "AUID", "AD", "FED", "ED"})
IGNORED = (
    *_PEOPLE, "PMID", "SO", "STAT", "OWN", "LR", "DCOM", "DA", "EDAT", "MHDA", "CRDT", "PHST", "PST", "SB", "JID",
    "PL", "OTO", "PMCR", "PUBM", "PT", "CTDT", "CDAT", "STY",
)  # fmt: skip
"""Bookkeeping of the database, and what is read together with another field."""

_AVAILABLE = re.compile(r"(?:[\w-]+: )?abstract available", re.IGNORECASE)


def draft(raw: Raw) -> Draft:
    """A record in the fields of entries."""
    making = _MedlineMaking(raw)
    making.read_type()
    making.read_titles()
    making.read_rows()
    making.read_people()
    making.read_dates()
    making.read_numbers()
    making.read_subjects()
    return making.draft(IGNORED)


class _MedlineMaking(DraftFromPairs):
    """A MEDLINE record on its way."""

    def read_type(self) -> None:
        """The type, and whether the work was retracted."""
        given = [value for name, value in self.raw.pairs if name == "PT"]
        kind = next((KINDS[name] for name in given if name in KINDS), "article-journal")
        if self.see("BTI"):
            kind = "chapter" if self.see("TI") else "book"
        self.data["type"] = kind
        notices = [re.search(r"PMID: ([0-9]+)", said) for said in self.take("RIN")]
        if notices and notices[0]:
            self.data["retracted"] = {"notice": f"https://pubmed.ncbi.nlm.nih.gov/{notices[0][1]}/"}
        elif "Retracted Publication" in given:
            self.data["retracted"] = "true"

    def read_titles(self) -> None:
        """Titles without the full stop that MEDLINE ends them with. One in brackets is a translation into English."""
        title, vernacular = _title(self.take_one("TI")), _title(self.take_one("TT"))
        is_translated = re.fullmatch(r"\[(.*)\]", title)
        if is_translated:
            title = is_translated[1]
        book = _title(self.take_one("BTI"))
        if is_translated and vernacular:
            self.data["translated_title"] = {"en": line_of(title)}
            title = vernacular
        elif vernacular:
            self.leave("TT", [vernacular])
        self.put("title", line_of(title or book))
        if title and book:
            self.put("book", without_tags(book))
        if book:
            self.put("place", without_tags(self.take_one("PL")))

    def read_rows(self) -> None:
        """Fields that are read alone. An abstract in another language is one more; one that is elsewhere is none."""
        for name, row in ROWS.items():
            said = self.take_one(name)
            value = row.read(said)
            self.put(row.to, value)
            if said and not value:
                self.leave(name, [said])
        if _AVAILABLE.match(self.see("OAB")):
            self.take("OAB", "OABL")
        if status := STATUSES.get(self.see("PST")):
            self.data["status"] = status

    def read_people(self) -> None:
        """Authors and editors with what stands below them: ORCID iD and affiliations."""
        tags = {tag for tag, _ in self.raw.pairs}
        roles = {"FAU" if "FAU" in tags else "AU": "authors", "CN": "authors"}
        roles |= {"FED" if "FED" in tags else "ED": "editors"}
        found: dict[str, list[tuple[str, str, dict[str, Any]]]] = {"authors": [], "editors": []}
        rest: dict[str, Any] = {}
        for tag, value in self.raw.pairs:
            if tag in roles:
                rest = {}
                found[roles[tag]].append((tag, without_tags(value), rest))
            elif tag == "AUID" and (orcid := re.search(r"(?:[0-9]{4}-?){3}[0-9]{3}[0-9X]", value)):
                rest.setdefault("orcid", orcid[0])
            elif tag == "AD":
                rest.setdefault("affiliations", []).extend(_affiliations(value))
        for role, people in found.items():
            made = [
                contributor(f"{name}," if tag == "CN" else name, numerals_too=True, **rest)
                for tag, name, rest in people
            ]
            self.put(role, [one for one in made if one])

    def read_dates(self) -> None:
        """When it appeared, in print and online, and was received and accepted."""
        said = self.take_one("DP")
        self.put("issued", date_of(said))
        if said and "issued" not in self.data:
            self.leave("DP", [said])
        online = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", self.take_one("DEP"))
        self.put("online", values.date(*online.groups()) if online else "")
        for value in self.take("PHST"):
            day, _, event = value.partition("[")
            if field := HISTORY.get(event.strip("] ")):
                self.put(field, date_of(day.split(" ")[0]))

    def read_numbers(self) -> None:
        """PMID, DOI, article number, ISSN and ISBN."""
        self.put("pmid", self.see("PMID"))
        for name in ("LID", "AID"):
            for value in self.take(name):
                number, _, kind = value.partition(" [")
                if kind == "doi]":
                    self.put("doi", number, name)
                elif kind or "pages" in self.data:
                    self.leave(name, [value])
                else:
                    self.put("article_number", number, name)
        issns = self.take("IS")
        printed = [value for value in issns if "(Linking)" not in value] or issns
        for value in (*printed, *self.take("ISBN")):
            numbers = standard_numbers(value)
            self.add("issn", numbers.issn)
            self.add("isbn", numbers.isbn)

    def read_subjects(self) -> None:
        """The authors' keywords, or else the main headings of MeSH; and grants."""
        words, headings = self.take("OT"), self.take("MH")
        major = [heading for heading in headings if "*" in heading]
        if not words:
            words = [heading.split("/")[0] for heading in major]
        else:
            self.leave("MH", major)
        self.leave("MH", (heading for heading in headings if heading not in major))
        self.put("keywords", values.without_repeats(without_tags(word.lstrip("*")) for word in words))
        for grant in self.take("GR"):
            if "/" not in grant:  # PubMed Central has no names of funders
                self.leave("GR", [grant])
                continue
            *number, funder, country = grant.split("/") if grant.count("/") > 1 else ("", grant, "")
            number = number[:-1] if len(number) > 1 else number
            funding = {"funder": funder.strip() or country.strip(), "grant": "/".join(number).strip()}
            self.add("funding", [{name: value for name, value in funding.items() if value}])


def _title(text: str) -> str:
    """A title without its full stop."""
    return re.sub(r"(?<![.])\.(\]?)$", r"\1", re.sub(r"\.\]\.$", "]", text))


_MAIL = re.compile(r"(?:Electronic address:?\s*|\bE-?mail:?\s*)?(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,250}\w")
_GRID = re.compile(r"^(?:[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{3}[0-9X])?grid\.[0-9]+\.[0-9a-f]")
_INITIALS = re.compile(r"\s*\((?:(?:[A-Z][a-z]?\.-?)+,?\s*)+\)")


def _affiliations(text: str) -> list[str]:
    """The places in one field, without mail addresses, initials of the authors, numbers and full stops."""
    places = (without_tags(_INITIALS.sub("", _GRID.sub("", part))) for part in _MAIL.sub("", text).split("; "))
    return [place for part in places if (place := part.removeprefix("From the ").strip(" .;,"))]
