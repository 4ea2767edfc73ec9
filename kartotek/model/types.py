"""The table of types: what each type of publication is called, which fields it shows, and what it is in other
vocabularies.

docs/types.md is made from it. `N_`, `NN_` and `NP_` mark texts that the catalogs translate; the pages look the
translations up.
"""

from dataclasses import dataclass


def N_(message: str) -> str:  # noqa: N802  # gettext's usual mark for texts translated later
    """Mark a text for the catalogs; the page translates it."""
    return message


def NN_(one: str, several: str) -> tuple[str, str]:  # noqa: N802  # the same, of a text that depends on a number
    """Mark a text for the catalogs in its two forms."""
    return one, several


def NP_(context: str, message: str) -> tuple[str, str]:  # noqa: N802  # the same, of a text that means two things
    """Mark a text for the catalogs that other languages say differently in this context."""
    return context, message


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationType:
    """One row of the table: a type as entries name it, and as each vocabulary does."""

    key: str
    """What `type` says in an entry, and the address of the type's page."""
    label: str
    """English, for the catalogs; so are `plural` and `group`."""
    plural: str
    group: str
    """The heading under which the index of types lists it, in the manner of Elsevier Pure."""
    rows: tuple[str, ...]
    """The rows of the table of details in order. A field of `TYPED_FIELDS` not among them is not for this type."""
    bibtex: str
    """Entry type of BibTeX (Patashnik, "BibTeXing", section 3.1)."""
    biblatex: str
    """Entry type of biblatex (its manual, section 2.1)."""
    ris: str
    """Value of the tag TY of the RIS format."""
    csl: str
    """Type of CSL 1.0.2 (appendix III)."""
    schema_org: str
    """Class of schema.org, without the address before it."""
    coar: str
    """English label of the concept in COAR Resource Types 3.0."""
    coar_id: str
    """What the address of that concept ends in, below http://purl.org/coar/resource_type/."""
    datacite: str
    """Value of resourceTypeGeneral of DataCite 4.5 (appendix 1, table 7)."""
    dcmi: str
    """Term of the DCMI Type Vocabulary; "" where it has none that fits."""


_JOURNAL = N_("Contribution to journal")
_PERIODICAL = N_("Contribution to newspaper or magazine")
_BOOK = N_("Book, anthology, thesis or report")
_CHAPTER = N_("Contribution to book, report or proceedings")
_CONFERENCE = N_("Contribution to conference")
_WORKING = N_("Working paper or preprint")
_NON_TEXTUAL = N_("Non-textual form")
_OTHER = N_("Other contribution")

_OPENING = ("language", "translated_title")
"""Rows of the table of details that every type begins with; `_CLOSING` are those it ends with."""
_CLOSING = ("submitted", "accepted", "online", "doi", "identifiers", "status", "sdgs")
_IN_JOURNAL = (
    "journal", "container_title_short", "volume", "issue", "section", "pages", "article_number", "number_of_pages",
    "series", "series_number", "event",
)  # fmt: skip
"""Rows of what appears in a journal, a newspaper or a magazine."""
_IN_BOOK = (
    "book", "container_title_short", "editors", "translators", "publisher", "place", "edition", "volume",
    "volume_title", "number_of_volumes", "issue", "section", "chapter", "pages", "article_number", "number_of_pages",
    "isbn", "series", "series_number", "event",
)  # fmt: skip
"""Rows of what appears in a book or in proceedings."""
_AS_BOOK = (
    "editors", "translators", "publisher", "place", "edition", "volume", "volume_title", "number_of_volumes",
    "number_of_pages", "isbn", "issn", "series", "series_number", "event", "commissioned_by",
)  # fmt: skip
"""Rows of what is published on its own."""


def _rows(*rows: str) -> tuple[str, ...]:
    """The rows of a type: those that all types have at both ends, and its own between them."""
    return (*_OPENING, *rows, *_CLOSING)


_ROWS = [
    PublicationType(
        key="article-journal", label=N_("Journal article"), plural=N_("Journal articles"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="article", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="article-journal", schema_org="ScholarlyArticle", coar="journal article", coar_id="c_6501",
    ),
    PublicationType(
        key="review", label=N_("Review article"), plural=N_("Review articles"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="article", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="article-journal", schema_org="ScholarlyArticle", coar="review article", coar_id="c_dcae04bc",
    ),
    PublicationType(
        key="editorial", label=N_("Editorial"), plural=N_("Editorials"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="article", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="article-journal", schema_org="ScholarlyArticle", coar="editorial", coar_id="c_b239",
    ),
    PublicationType(
        key="letter", label=N_("Letter"), plural=N_("Letters"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="article", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="article-journal", schema_org="ScholarlyArticle", coar="letter to the editor", coar_id="c_545b",
    ),
    PublicationType(
        key="book-review", label=N_("Book review"), plural=N_("Book reviews"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="review", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="review-book", schema_org="Review", coar="book review", coar_id="c_ba08",
    ),
    PublicationType(
        key="article-newspaper", label=N_("Newspaper article"), plural=N_("Newspaper articles"),
        group=_PERIODICAL, rows=_rows(*_IN_JOURNAL, "publisher"),
        bibtex="article", biblatex="article", ris="NEWS", datacite="Text", dcmi="Text",
        csl="article-newspaper", schema_org="NewsArticle", coar="newspaper article", coar_id="c_998f",
    ),
    PublicationType(
        key="article-magazine", label=N_("Magazine article"), plural=N_("Magazine articles"),
        group=_PERIODICAL, rows=_rows(*_IN_JOURNAL, "publisher"),
        bibtex="article", biblatex="article", ris="MGZN", datacite="Text", dcmi="Text",
        csl="article-magazine", schema_org="Article", coar="text", coar_id="c_18cf",
    ),
    PublicationType(
        key="book", label=N_("Book"), plural=N_("Books"),
        group=_BOOK, rows=_rows(*_AS_BOOK),
        bibtex="book", biblatex="book", ris="BOOK", datacite="Book", dcmi="Text",
        csl="book", schema_org="Book", coar="book", coar_id="c_2f33",
    ),
    PublicationType(
        key="anthology", label=N_("Anthology"), plural=N_("Anthologies"),
        group=_BOOK, rows=_rows(*_AS_BOOK),
        bibtex="book", biblatex="collection", ris="BOOK", datacite="Book", dcmi="Text",
        csl="book", schema_org="Book", coar="book", coar_id="c_2f33",
    ),
    PublicationType(
        key="chapter", label=N_("Book chapter"), plural=N_("Book chapters"),
        group=_CHAPTER, rows=_rows(*_IN_BOOK),
        bibtex="incollection", biblatex="incollection", ris="CHAP", datacite="BookChapter", dcmi="Text",
        csl="chapter", schema_org="Chapter", coar="book part", coar_id="c_3248",
    ),
    PublicationType(
        key="paper-conference", label=N_("Conference paper"), plural=N_("Conference papers"),
        group=_CHAPTER, rows=_rows(*_IN_BOOK, "journal"),
        bibtex="inproceedings", biblatex="inproceedings", ris="CPAPER", datacite="ConferencePaper", dcmi="Text",
        csl="paper-conference", schema_org="ScholarlyArticle", coar="conference paper", coar_id="c_5794",
    ),
    PublicationType(
        key="poster", label=N_("Poster"), plural=N_("Posters"),
        group=_CONFERENCE, rows=_rows("event", "pages", "number_of_pages"),
        bibtex="misc", biblatex="unpublished", ris="CONF", datacite="Text", dcmi="Text",
        csl="speech", schema_org="Poster", coar="conference poster", coar_id="c_6670",
    ),
    PublicationType(
        key="conference-abstract", label=N_("Conference abstract"), plural=N_("Conference abstracts"),
        group=_CONFERENCE, rows=_rows(*_IN_BOOK, "journal"),
        bibtex="inproceedings", biblatex="inproceedings", ris="CPAPER", datacite="ConferencePaper", dcmi="Text",
        csl="paper-conference", schema_org="ScholarlyArticle", coar="conference output", coar_id="c_c94f",
    ),
    PublicationType(
        key="thesis", label=N_("Thesis"), plural=N_("Theses"),
        group=_BOOK, rows=_rows("qualification", "institution", "supervisors", "awarded", *_AS_BOOK),
        bibtex="phdthesis", biblatex="thesis", ris="THES", datacite="Dissertation", dcmi="Text",
        csl="thesis", schema_org="Thesis", coar="thesis", coar_id="c_46ec",
    ),
    PublicationType(
        key="report", label=N_("Report"), plural=N_("Reports"),
        group=_BOOK, rows=_rows("institution", "number", *_AS_BOOK),
        bibtex="techreport", biblatex="report", ris="RPRT", datacite="Report", dcmi="Text",
        csl="report", schema_org="Report", coar="report", coar_id="c_93fc",
    ),
    PublicationType(
        key="working-paper", label=N_("Working paper"), plural=N_("Working papers"),
        group=_WORKING, rows=_rows(
            "institution", "number", "publisher", "place", "edition", "volume", "pages", "number_of_pages",
            "isbn", "issn", "series", "series_number", "version",
        ),
        bibtex="techreport", biblatex="report", ris="RPRT", datacite="Report", dcmi="Text",
        csl="article", schema_org="ScholarlyArticle", coar="working paper", coar_id="c_8042",
    ),
    PublicationType(
        key="preprint", label=N_("Preprint"), plural=N_("Preprints"),
        group=_WORKING, rows=_rows("publisher", "number_of_pages", "series", "series_number", "version"),
        bibtex="misc", biblatex="online", ris="UNPB", datacite="Preprint", dcmi="Text",
        csl="article", schema_org="ScholarlyArticle", coar="preprint", coar_id="c_816b",
    ),
    PublicationType(
        key="patent", label=N_("Patent"), plural=N_("Patents"),
        group=N_("Patent"), rows=_rows("number", "country", "filed", "publisher"),
        bibtex="misc", biblatex="patent", ris="PAT", datacite="Other", dcmi="Text",
        csl="patent", schema_org="CreativeWork", coar="patent", coar_id="c_15cd",
    ),
    PublicationType(
        key="dataset", label=N_("Dataset"), plural=N_("Datasets"),
        group=N_("Dataset"), rows=_rows("publisher", "place", "version", "number", "medium"),
        bibtex="misc", biblatex="dataset", ris="DATA", datacite="Dataset", dcmi="Dataset",
        csl="dataset", schema_org="Dataset", coar="dataset", coar_id="c_ddb1",
    ),
    PublicationType(
        key="software", label=N_("Software"), plural=N_("Software"),
        group=_NON_TEXTUAL, rows=_rows("version", "publisher", "place", "medium", "institution"),
        bibtex="misc", biblatex="software", ris="COMP", datacite="Software", dcmi="Software",
        csl="software", schema_org="SoftwareSourceCode", coar="software", coar_id="c_5ce6",
    ),
    PublicationType(
        key="exhibition", label=N_("Exhibition"), plural=N_("Exhibitions"),
        group=_NON_TEXTUAL, rows=_rows("medium", "event", "publisher", "place"),
        bibtex="misc", biblatex="misc", ris="GEN", datacite="Event", dcmi="Event",
        csl="event", schema_org="ExhibitionEvent", coar="other", coar_id="c_1843",
    ),
    PublicationType(
        key="performance", label=N_("Performance"), plural=N_("Performances"),
        group=_NON_TEXTUAL, rows=_rows("medium", "event", "publisher", "place"),
        bibtex="misc", biblatex="misc", ris="GEN", datacite="Event", dcmi="Event",
        csl="performance", schema_org="CreativeWork", coar="other", coar_id="c_1843",
    ),
    PublicationType(
        key="artefact", label=N_("Artefact"), plural=N_("Artefacts"),
        group=_NON_TEXTUAL, rows=_rows("medium", "event", "publisher", "place", "edition"),
        bibtex="misc", biblatex="misc", ris="GEN", datacite="PhysicalObject", dcmi="PhysicalObject",
        csl="graphic", schema_org="CreativeWork", coar="other", coar_id="c_1843",
    ),
    PublicationType(
        key="other", label=N_("Other contribution"), plural=N_("Other contributions"),
        group=_OTHER, rows=_rows("medium", "institution", "number", "journal", "volume", "issue", "pages", *_AS_BOOK),
        bibtex="misc", biblatex="misc", ris="GEN", datacite="Other", dcmi="",
        csl="document", schema_org="CreativeWork", coar="other", coar_id="c_1843",
    ),
]  # fmt: skip

TYPES: dict[str, PublicationType] = {row.key: row for row in _ROWS}
"""The types by key, in the order in which the index of types lists them within a group."""

PATENT_OFFICES = {
    "AP": N_("African Regional Intellectual Property Organization"),
    "EA": N_("Eurasian Patent Organization"),
    "EP": N_("European Patent Office"),
    "GC": N_("Patent Office of the Gulf Cooperation Council"),
    "OA": N_("African Intellectual Property Organization"),
    "WO": N_("World Intellectual Property Organization"),
}
"""Who grants or publishes patents of several countries, by the codes of WIPO Standard ST.3."""

TYPED_FIELDS = frozenset(
    {
        "journal", "book", "container_title_short", "series", "series_number", "volume", "volume_title",
        "number_of_volumes", "issue", "section", "pages", "article_number", "chapter", "edition",
        "number_of_pages", "publisher", "place", "issn", "isbn", "event", "institution", "qualification",
        "awarded", "number", "country", "filed", "medium", "version", "commissioned_by",
    }
)  # fmt: skip
"""Fields that only some types have; the others are for all."""
