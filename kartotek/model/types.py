"""The type table: what each kind of publication is called, belongs to, shows, and maps to."""

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


@dataclass(frozen=True, slots=True)
class PublicationType:
    """One row of the table. `label`, `plural` and `group` are English and go through the catalogs.

    `rows` are the rows of the details table in order; a field of `TYPED_FIELDS` not among them is not for this
    type. The others name the type in vocabularies: BibTeX and biblatex entry types, RIS, CSL 1.0.2, schema.org,
    COAR Resource Types 3.0 (concept label, and the id its address ends in), DataCite 4.5 (resourceTypeGeneral) and
    DCMI Type ("" where it has no word for it).
    """

    key: str
    label: str
    plural: str
    group: str
    rows: tuple[str, ...]
    bibtex: str
    ris: str
    csl: str
    schema_org: str
    coar: str
    coar_id: str
    biblatex: str
    datacite: str
    dcmi: str


_JOURNAL = N_("Contribution to journal")
_PERIODICAL = N_("Contribution to newspaper or magazine")
_BOOK = N_("Book, anthology, thesis or report")
_CHAPTER = N_("Contribution to book, report or proceedings")
_CONFERENCE = N_("Contribution to conference")
_WORKING = N_("Working paper or preprint")
_NON_TEXTUAL = N_("Non-textual form")
_OTHER = N_("Other contribution")

_OPENING = ("language", "translated_title")
_CLOSING = ("submitted", "accepted", "online", "doi", "identifiers", "status", "sdgs")
_IN_JOURNAL = ("journal", "volume", "issue", "pages", "article_number", "number_of_pages", "series", "event")
_IN_BOOK = (
    "book", "editors", "translators", "publisher", "place", "edition", "volume", "issue", "chapter", "pages",
    "article_number", "number_of_pages", "isbn", "series", "event",
)  # fmt: skip
_AS_BOOK = (
    "editors", "translators", "publisher", "place", "edition", "volume", "number_of_pages", "isbn", "issn",
    "series", "event", "commissioned_by",
)  # fmt: skip


def _rows(*rows: str) -> tuple[str, ...]:
    return (*_OPENING, *rows, *_CLOSING)


_ROWS = [
    PublicationType("article-journal", N_("Journal article"), N_("Journal articles"), _JOURNAL,
        _rows(*_IN_JOURNAL), "article", "JOUR", "article-journal", "ScholarlyArticle", "journal article",
        "c_6501", "article", "JournalArticle", "Text"),
    PublicationType("review", N_("Review article"), N_("Review articles"), _JOURNAL,
        _rows(*_IN_JOURNAL), "article", "JOUR", "article-journal", "ScholarlyArticle", "review article",
        "c_dcae04bc", "article", "JournalArticle", "Text"),
    PublicationType("editorial", N_("Editorial"), N_("Editorials"), _JOURNAL,
        _rows(*_IN_JOURNAL), "article", "JOUR", "article-journal", "ScholarlyArticle", "editorial",
        "c_b239", "article", "JournalArticle", "Text"),
    PublicationType("letter", N_("Letter"), N_("Letters"), _JOURNAL,
        _rows(*_IN_JOURNAL), "article", "JOUR", "article-journal", "ScholarlyArticle", "letter to the editor",
        "c_545b", "article", "JournalArticle", "Text"),
    PublicationType("book-review", N_("Book review"), N_("Book reviews"), _JOURNAL,
        _rows(*_IN_JOURNAL), "article", "JOUR", "review-book", "Review", "book review",
        "c_ba08", "review", "JournalArticle", "Text"),
    PublicationType("article-newspaper", N_("Newspaper article"), N_("Newspaper articles"), _PERIODICAL,
        _rows(*_IN_JOURNAL, "publisher"), "article", "NEWS", "article-newspaper", "NewsArticle", "newspaper article",
        "c_998f", "article", "Text", "Text"),
    PublicationType("article-magazine", N_("Magazine article"), N_("Magazine articles"), _PERIODICAL,
        _rows(*_IN_JOURNAL, "publisher"), "article", "MGZN", "article-magazine", "Article", "text",
        "c_18cf", "article", "Text", "Text"),
    PublicationType("book", N_("Book"), N_("Books"), _BOOK,
        _rows(*_AS_BOOK), "book", "BOOK", "book", "Book", "book",
        "c_2f33", "book", "Book", "Text"),
    PublicationType("anthology", N_("Anthology"), N_("Anthologies"), _BOOK,
        _rows(*_AS_BOOK), "book", "BOOK", "book", "Book", "book",
        "c_2f33", "collection", "Book", "Text"),
    PublicationType("chapter", N_("Book chapter"), N_("Book chapters"), _CHAPTER,
        _rows(*_IN_BOOK), "incollection", "CHAP", "chapter", "Chapter", "book part",
        "c_3248", "incollection", "BookChapter", "Text"),
    PublicationType("paper-conference", N_("Conference paper"), N_("Conference papers"), _CHAPTER,
        _rows(*_IN_BOOK, "journal"), "inproceedings", "CPAPER", "paper-conference", "ScholarlyArticle",
        "conference paper",
        "c_5794", "inproceedings", "ConferencePaper", "Text"),
    PublicationType("poster", N_("Poster"), N_("Posters"), _CONFERENCE,
        _rows("event", "pages", "number_of_pages"), "misc", "CONF", "speech", "Poster", "conference poster",
        "c_6670", "unpublished", "Text", "Text"),
    PublicationType("conference-abstract", N_("Conference abstract"), N_("Conference abstracts"), _CONFERENCE,
        _rows(*_IN_BOOK, "journal"), "inproceedings", "CPAPER", "paper-conference", "ScholarlyArticle",
        "conference output",
        "c_c94f", "inproceedings", "ConferencePaper", "Text"),
    PublicationType("thesis", N_("Thesis"), N_("Theses"), _BOOK,
        _rows("qualification", "institution", "supervisors", "awarded", *_AS_BOOK),
        "phdthesis", "THES", "thesis", "Thesis", "thesis",
        "c_46ec", "thesis", "Dissertation", "Text"),
    PublicationType("report", N_("Report"), N_("Reports"), _BOOK,
        _rows("institution", "number", *_AS_BOOK), "techreport", "RPRT", "report", "Report", "report",
        "c_93fc", "report", "Report", "Text"),
    PublicationType("working-paper", N_("Working paper"), N_("Working papers"), _WORKING,
        _rows("institution", "number", "publisher", "place", "edition", "volume", "pages", "number_of_pages",
            "isbn", "issn", "series", "version"),
        "techreport", "RPRT", "article", "ScholarlyArticle", "working paper",
        "c_8042", "report", "Report", "Text"),
    PublicationType("preprint", N_("Preprint"), N_("Preprints"), _WORKING,
        _rows("publisher", "number_of_pages", "series", "version"),
        "misc", "UNPB", "article", "ScholarlyArticle", "preprint",
        "c_816b", "online", "Preprint", "Text"),
    PublicationType("patent", N_("Patent"), N_("Patents"), N_("Patent"),
        _rows("number", "country", "filed", "publisher"), "misc", "PAT", "patent", "CreativeWork", "patent",
        "c_15cd", "patent", "Other", "Text"),
    PublicationType("dataset", N_("Dataset"), N_("Datasets"), N_("Dataset"),
        _rows("publisher", "place", "version", "number", "medium"), "misc", "DATA", "dataset", "Dataset", "dataset",
        "c_ddb1", "dataset", "Dataset", "Dataset"),
    PublicationType("software", N_("Software"), N_("Software"), _NON_TEXTUAL,
        _rows("version", "publisher", "place", "medium", "institution"),
        "misc", "COMP", "software", "SoftwareSourceCode", "software",
        "c_5ce6", "software", "Software", "Software"),
    PublicationType("exhibition", N_("Exhibition"), N_("Exhibitions"), _NON_TEXTUAL,
        _rows("medium", "event", "publisher", "place"), "misc", "GEN", "event", "ExhibitionEvent", "other",
        "c_1843", "misc", "Event", "Event"),
    PublicationType("performance", N_("Performance"), N_("Performances"), _NON_TEXTUAL,
        _rows("medium", "event", "publisher", "place"), "misc", "GEN", "performance", "CreativeWork", "other",
        "c_1843", "misc", "Event", "Event"),
    PublicationType("artefact", N_("Artefact"), N_("Artefacts"), _NON_TEXTUAL,
        _rows("medium", "event", "publisher", "place", "edition"), "misc", "GEN", "graphic", "CreativeWork",
        "other",
        "c_1843", "misc", "PhysicalObject", "PhysicalObject"),
    PublicationType("other", N_("Other contribution"), N_("Other contributions"), _OTHER,
        _rows("medium", "institution", "number", "journal", "volume", "issue", "pages", *_AS_BOOK),
        "misc", "GEN", "document", "CreativeWork", "other",
        "c_1843", "misc", "Other", ""),
]  # fmt: skip

TYPES: dict[str, PublicationType] = {row.key: row for row in _ROWS}

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
        "journal", "book", "series", "volume", "issue", "pages", "article_number", "chapter", "edition",
        "number_of_pages", "publisher", "place", "issn", "isbn", "event", "institution", "qualification",
        "awarded", "number", "country", "filed", "medium", "version", "commissioned_by",
    }
)  # fmt: skip
"""Fields that only some types have; the others are for all."""
