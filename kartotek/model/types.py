"""The table of types: what each type of publication is called, which fields it shows, and what it is in other
vocabularies.

docs/types.md is made from it.
"""

from kartotek.model.type_row import PublicationType
from kartotek.text.translated import N_

_JOURNAL = N_("Contribution to journal")
_PERIODICAL = N_("Contribution to newspaper or magazine")
_BOOK = N_("Book, anthology, thesis or report")
_CHAPTER = N_("Contribution to book, report or proceedings")
_CONFERENCE = N_("Contribution to conference")
_WORKING = N_("Working paper or preprint")
_NON_TEXTUAL = N_("Non-textual form")
_OTHER = N_("Other contribution")

_OPENING = ("language", "translated_title", "short_title", "reviewed", "original")
"""Rows of the table of details that every type begins with; `_CLOSING` are those it ends with."""
_CLOSING = ("submitted", "accepted", "online", "doi", "identifiers", "status", "apc", "sdgs")
_COVERAGE = ("temporal_coverage", "spatial_coverage")
_IN_JOURNAL = (
    "journal", "container_title_short", "volume", "issue", "volume_title", "section", "pages",
    "article_number", "number_of_pages", "series", "series_number", "event",
)  # fmt: skip
"""Rows of what appears in a journal, a newspaper or a magazine."""
_IN_BOOK = (
    "book", "container_title_short", "editors", "translators", "publisher", "place", "edition", "volume",
    "volume_title", "number_of_volumes", "issue", "section", "chapter", "pages", "article_number", "number_of_pages",
    "isbn", "eisbn", "series", "series_number", "event",
)  # fmt: skip
"""Rows of what appears in a book or in proceedings."""
_AS_BOOK = (
    "editors", "translators", "publisher", "place", "edition", "volume", "volume_title", "number_of_volumes",
    "number_of_pages", "isbn", "eisbn", "issn", "eissn", "series", "series_number", "event", "commissioned_by",
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
        csl="article-journal", zotero="journalArticle", schema_org="ScholarlyArticle",
        coar="journal article", coar_id="c_6501",
    ),
    PublicationType(
        key="review", label=N_("Review article"), plural=N_("Review articles"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="article", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="article-journal", zotero="journalArticle", schema_org="ScholarlyArticle",
        coar="review article", coar_id="c_dcae04bc",
    ),
    PublicationType(
        key="editorial", label=N_("Editorial"), plural=N_("Editorials"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="article", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="article-journal", zotero="journalArticle", schema_org="ScholarlyArticle",
        coar="editorial", coar_id="c_b239",
    ),
    PublicationType(
        key="letter", label=N_("Letter"), plural=N_("Letters"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="article", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="article-journal", zotero="journalArticle", schema_org="ScholarlyArticle",
        coar="letter to the editor", coar_id="c_545b",
    ),
    PublicationType(
        key="book-review", label=N_("Book review"), plural=N_("Book reviews"),
        group=_JOURNAL, rows=_rows(*_IN_JOURNAL),
        bibtex="article", biblatex="article", ris="JOUR", datacite="JournalArticle", dcmi="Text",
        csl="review-book", zotero="journalArticle", schema_org="Review", coar="book review", coar_id="c_ba08",
    ),
    PublicationType(
        key="article-newspaper", label=N_("Newspaper article"), plural=N_("Newspaper articles"),
        group=_PERIODICAL, rows=_rows(*_IN_JOURNAL, "publisher"),
        bibtex="article", biblatex="article", ris="NEWS", datacite="Text", dcmi="Text",
        csl="article-newspaper", zotero="newspaperArticle", schema_org="NewsArticle",
        coar="newspaper article", coar_id="c_998f",
        called=(("journal", N_("Newspaper")),), home="Newspaper",
    ),
    PublicationType(
        key="article-magazine", label=N_("Magazine article"), plural=N_("Magazine articles"),
        group=_PERIODICAL, rows=_rows(*_IN_JOURNAL, "publisher"),
        bibtex="article", biblatex="article", ris="MGZN", datacite="Text", dcmi="Text",
        csl="article-magazine", zotero="magazineArticle", schema_org="Article", coar="text", coar_id="c_18cf",
        called=(("journal", N_("Magazine")),),
    ),
    PublicationType(
        key="book", label=N_("Book"), plural=N_("Books"),
        group=_BOOK, rows=_rows(*_AS_BOOK),
        bibtex="book", biblatex="book", ris="BOOK", datacite="Book", dcmi="Text",
        csl="book", zotero="book", schema_org="Book", coar="book", coar_id="c_2f33",
    ),
    PublicationType(
        key="anthology", label=N_("Anthology"), plural=N_("Anthologies"),
        group=_BOOK, rows=_rows(*_AS_BOOK),
        bibtex="book", biblatex="collection", ris="BOOK", datacite="Book", dcmi="Text",
        csl="book", zotero="book", schema_org="Book", coar="book", coar_id="c_2f33",
    ),
    PublicationType(
        key="proceedings", label=N_("Conference proceedings"), plural=N_("Proceedings"),
        group=_BOOK, rows=_rows(*_AS_BOOK),
        bibtex="proceedings", biblatex="proceedings", ris="BOOK", datacite="ConferenceProceeding", dcmi="Text",
        csl="book", zotero="book", schema_org="Book", coar="conference proceedings", coar_id="c_f744",
    ),
    PublicationType(
        key="manual", label=N_("Manual"), plural=N_("Manuals"),
        group=_BOOK, rows=_rows("institution", "number", "version", *_AS_BOOK),
        bibtex="manual", biblatex="manual", ris="RPRT", datacite="Text", dcmi="Text",
        csl="report", zotero="report", schema_org="Report", coar="technical documentation", coar_id="c_71bd",
    ),
    PublicationType(
        key="chapter", label=N_("Book chapter"), plural=N_("Book chapters"),
        group=_CHAPTER, rows=_rows(*_IN_BOOK),
        bibtex="incollection", biblatex="incollection", ris="CHAP", datacite="BookChapter", dcmi="Text",
        csl="chapter", zotero="bookSection", schema_org="Chapter", coar="book part", coar_id="c_3248",
    ),
    PublicationType(
        key="entry-encyclopedia", label=N_("Encyclopedia entry"), plural=N_("Encyclopedia entries"),
        group=_CHAPTER, rows=_rows(*_IN_BOOK),
        bibtex="incollection", biblatex="inreference", ris="ENCYC", datacite="BookChapter", dcmi="Text",
        csl="entry-encyclopedia", zotero="encyclopediaArticle", schema_org="Article",
        coar="book part", coar_id="c_3248",
        called=(("book", N_("Encyclopedia")),),
    ),
    PublicationType(
        key="entry-dictionary", label=N_("Dictionary entry"), plural=N_("Dictionary entries"),
        group=_CHAPTER, rows=_rows(*_IN_BOOK),
        bibtex="incollection", biblatex="inreference", ris="DICT", datacite="BookChapter", dcmi="Text",
        csl="entry-dictionary", zotero="dictionaryEntry", schema_org="Article", coar="book part", coar_id="c_3248",
        called=(("book", N_("Dictionary")),),
    ),
    PublicationType(
        key="paper-conference", label=N_("Conference paper"), plural=N_("Conference papers"),
        group=_CHAPTER, rows=_rows(*_IN_BOOK, "journal"),
        bibtex="inproceedings", biblatex="inproceedings", ris="CPAPER", datacite="ConferencePaper", dcmi="Text",
        csl="paper-conference", zotero="conferencePaper", schema_org="ScholarlyArticle",
        coar="conference paper", coar_id="c_5794",
    ),
    PublicationType(
        key="poster", label=N_("Poster"), plural=N_("Posters"),
        group=_CONFERENCE, rows=_rows("event", "pages", "number_of_pages"),
        bibtex="misc", biblatex="unpublished", ris="SLIDE", datacite="Poster", dcmi="Text",
        csl="speech", zotero="presentation", schema_org="Poster", coar="conference poster", coar_id="c_6670",
    ),
    PublicationType(
        key="talk", label=N_("Talk"), plural=N_("Talks"),
        group=_CONFERENCE, rows=_rows("event", "medium", "number_of_pages"),
        bibtex="misc", biblatex="unpublished", ris="SLIDE", datacite="Presentation", dcmi="Text",
        csl="speech", zotero="presentation", schema_org="CreativeWork",
        coar="conference presentation", coar_id="R60J-J5BD",
    ),
    PublicationType(
        key="conference-abstract", label=N_("Conference abstract"), plural=N_("Conference abstracts"),
        group=_CONFERENCE, rows=_rows(*_IN_BOOK, "journal"),
        bibtex="inproceedings", biblatex="inproceedings", ris="CPAPER", datacite="ConferencePaper", dcmi="Text",
        csl="paper-conference", zotero="conferencePaper", schema_org="ScholarlyArticle",
        coar="conference output", coar_id="c_c94f",
    ),
    PublicationType(
        key="thesis", label=N_("Thesis"), plural=N_("Theses"),
        group=_BOOK, rows=_rows("qualification", "institution", "supervisors", "awarded", *_AS_BOOK),
        bibtex="phdthesis", biblatex="thesis", ris="THES", datacite="Dissertation", dcmi="Text",
        csl="thesis", zotero="thesis", schema_org="Thesis", coar="thesis", coar_id="c_46ec",
    ),
    PublicationType(
        key="student-thesis", label=N_("Student thesis"), plural=N_("Student theses"),
        group=N_("Student thesis"), rows=_rows("qualification", "institution", "supervisors", "awarded", *_AS_BOOK),
        bibtex="mastersthesis", biblatex="thesis", ris="THES", datacite="Dissertation", dcmi="Text",
        csl="thesis", zotero="thesis", schema_org="Thesis", coar="thesis", coar_id="c_46ec",
    ),
    PublicationType(
        key="report", label=N_("Report"), plural=N_("Reports"),
        group=_BOOK, rows=_rows("institution", "number", *_AS_BOOK),
        bibtex="techreport", biblatex="report", ris="RPRT", datacite="Report", dcmi="Text",
        csl="report", zotero="report", schema_org="Report", coar="report", coar_id="c_93fc",
    ),
    PublicationType(
        key="standard", label=N_("Standard"), plural=N_("Standards"),
        group=_BOOK, rows=_rows("institution", "number", "version", *_AS_BOOK),
        bibtex="techreport", biblatex="report", ris="STAND", datacite="Standard", dcmi="Text",
        csl="standard", zotero="standard", schema_org="CreativeWork", coar="technical documentation", coar_id="c_71bd",
        called=(("institution", N_("Standards body")),), authority=True,
    ),
    PublicationType(
        key="working-paper", label=N_("Working paper"), plural=N_("Working papers"),
        group=_WORKING, rows=_rows(
            "institution", "number", "publisher", "place", "edition", "volume", "pages", "number_of_pages",
            "isbn", "eisbn", "issn", "eissn", "series", "series_number", "version",
        ),
        bibtex="techreport", biblatex="report", ris="RPRT", datacite="Report", dcmi="Text",
        csl="article", zotero="report", schema_org="ScholarlyArticle", coar="working paper", coar_id="c_8042",
    ),
    PublicationType(
        key="preprint", label=N_("Preprint"), plural=N_("Preprints"),
        group=_WORKING, rows=_rows("publisher", "number_of_pages", "series", "series_number", "version"),
        bibtex="misc", biblatex="online", ris="MANSCPT", datacite="Preprint", dcmi="Text",
        csl="article", zotero="preprint", schema_org="ScholarlyArticle", coar="preprint", coar_id="c_816b",
    ),
    PublicationType(
        key="patent", label=N_("Patent"), plural=N_("Patents"),
        group=N_("Patent"), rows=_rows("number", "country", "filed", "publisher", "ipc"),
        bibtex="misc", biblatex="patent", ris="PAT", datacite="Other", dcmi="Text",
        csl="patent", zotero="patent", schema_org="CreativeWork", coar="patent", coar_id="c_15cd",
    ),
    PublicationType(
        key="dataset", label=N_("Dataset"), plural=N_("Datasets"),
        group=N_("Dataset"),
        rows=_rows("publisher", "place", "version", "number", "medium", *_COVERAGE, "code_repository"),
        bibtex="misc", biblatex="misc", ris="DATA", datacite="Dataset", dcmi="Dataset",
        csl="dataset", zotero="dataset", schema_org="Dataset", coar="dataset", coar_id="c_ddb1",
    ),
    PublicationType(
        key="software", label=N_("Software"), plural=N_("Software"),
        group=_NON_TEXTUAL,
        rows=_rows(
            "version", "publisher", "place", "medium", "institution", "programming_language", "code_repository",
        ),
        bibtex="misc", biblatex="software", ris="COMP", datacite="Software", dcmi="Software",
        csl="software", zotero="computerProgram", schema_org="SoftwareSourceCode", coar="software", coar_id="c_5ce6",
    ),
    PublicationType(
        key="video", label=N_("Video"), plural=N_("Videos"),
        group=_NON_TEXTUAL, rows=_rows("medium", "event", "publisher", "place", "series", "number", "isbn", "eisbn"),
        bibtex="misc", biblatex="video", ris="VIDEO", datacite="Audiovisual", dcmi="MovingImage",
        csl="motion_picture", zotero="videoRecording", schema_org="VideoObject", coar="video", coar_id="c_12ce",
    ),
    PublicationType(
        key="podcast", label=N_("Podcast"), plural=N_("Podcasts"),
        group=_NON_TEXTUAL, rows=_rows("journal", "number", "medium", "publisher", "place"),
        bibtex="misc", biblatex="audio", ris="SOUND", datacite="Sound", dcmi="Sound",
        csl="broadcast", zotero="podcast", schema_org="PodcastEpisode", coar="sound", coar_id="c_18cc",
        called=(("journal", N_("Podcast series")), ("number", N_("Episode"))), home="PodcastSeries",
    ),
    PublicationType(
        key="map", label=N_("Map"), plural=N_("Maps"),
        group=_NON_TEXTUAL,
        rows=_rows("medium", "publisher", "place", "edition", "series", "number", "isbn", "eisbn", *_COVERAGE),
        bibtex="misc", biblatex="misc", ris="MAP", datacite="Image", dcmi="StillImage",
        csl="map", zotero="map", schema_org="Map", coar="map", coar_id="c_12cd",
    ),
    PublicationType(
        key="exhibition", label=N_("Exhibition"), plural=N_("Exhibitions"),
        group=_NON_TEXTUAL, rows=_rows("medium", "event", "publisher", "place"),
        bibtex="misc", biblatex="artwork", ris="ART", datacite="Event", dcmi="Event",
        csl="event", zotero="artwork", schema_org="ExhibitionEvent", coar="other", coar_id="c_1843",
    ),
    PublicationType(
        key="performance", label=N_("Performance"), plural=N_("Performances"),
        group=_NON_TEXTUAL, rows=_rows("medium", "event", "publisher", "place"),
        bibtex="misc", biblatex="misc", ris="ART", datacite="Event", dcmi="Event",
        csl="performance", zotero="presentation", schema_org="CreativeWork", coar="other", coar_id="c_1843",
    ),
    PublicationType(
        key="artefact", label=N_("Artefact"), plural=N_("Artefacts"),
        group=_NON_TEXTUAL, rows=_rows("medium", "event", "publisher", "place", "edition"),
        bibtex="misc", biblatex="artwork", ris="ART", datacite="PhysicalObject", dcmi="PhysicalObject",
        csl="graphic", zotero="artwork", schema_org="CreativeWork", coar="other", coar_id="c_1843",
    ),
    PublicationType(
        key="interview", label=N_("Interview"), plural=N_("Interviews"),
        group=_OTHER, rows=_rows("medium", *_IN_JOURNAL, "publisher", "place"),
        bibtex="misc", biblatex="misc", ris="PCOMM", datacite="Text", dcmi="",
        csl="interview", zotero="interview", schema_org="CreativeWork", coar="other", coar_id="c_1843",
        called=(("journal", N_("Published in")),),
    ),
    PublicationType(
        key="webpage", label=N_("Web page"), plural=N_("Web pages"),
        group=_OTHER, rows=_rows("journal", "medium", "publisher", "place", "version"),
        bibtex="misc", biblatex="online", ris="ELEC", datacite="Text", dcmi="Text",
        csl="webpage", zotero="webpage", schema_org="WebPage", coar="website", coar_id="c_7ad9",
        called=(("journal", N_("Website")),), home="WebSite",
    ),
    PublicationType(
        key="post-weblog", label=N_("Blog post"), plural=N_("Blog posts"),
        group=_OTHER, rows=_rows("journal", "issn", "eissn", "publisher"),
        bibtex="misc", biblatex="online", ris="BLOG", datacite="Text", dcmi="Text",
        csl="post-weblog", zotero="blogPost", schema_org="BlogPosting", coar="blog post", coar_id="c_6947",
        called=(("journal", N_("Blog")),), home="Blog",
    ),
    PublicationType(
        key="legal-case", label=N_("Court decision"), plural=N_("Court decisions"),
        group=_OTHER, rows=_rows("institution", "country", "number", "journal", "volume", "pages"),
        bibtex="misc", biblatex="jurisdiction", ris="CASE", datacite="Text", dcmi="Text",
        csl="legal_case", zotero="case", schema_org="CreativeWork", coar="other", coar_id="c_1843",
        called=(("institution", N_("Court")), ("journal", N_("Law report")), ("number", N_("Case number"))),
        authority=True,
    ),
    PublicationType(
        key="legislation", label=N_("Act or regulation"), plural=N_("Legislation"),
        group=_OTHER, rows=_rows(
            "institution", "country", "number", "journal", "volume", "pages", "publisher",
        ),
        bibtex="misc", biblatex="legislation", ris="STAT", datacite="Text", dcmi="Text",
        csl="legislation", zotero="statute", schema_org="Legislation", coar="other", coar_id="c_1843",
        called=(("institution", N_("Adopted by")), ("journal", N_("Published in"))), authority=True,
    ),
    PublicationType(
        key="course-material", label=N_("Course material"), plural=N_("Course materials"),
        group=_OTHER, rows=_rows(
            "institution", "medium", "number_of_pages", "publisher", "place", "version", "series", "isbn", "eisbn",
        ),
        bibtex="misc", biblatex="misc", ris="GEN", datacite="Text", dcmi="Text",
        csl="document", zotero="document", schema_org="LearningResource", coar="learning object", coar_id="c_e059",
    ),
    PublicationType(
        key="other", label=N_("Other contribution"), plural=N_("Other contributions"),
        group=_OTHER, rows=_rows("medium", "institution", "number", "journal", "volume", "issue", "pages", *_AS_BOOK),
        bibtex="misc", biblatex="misc", ris="GEN", datacite="Other", dcmi="",
        csl="document", zotero="document", schema_org="CreativeWork", coar="other", coar_id="c_1843",
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
        "number_of_pages", "publisher", "place", "issn", "eissn", "isbn", "eisbn", "event", "institution",
        "qualification", "awarded", "number", "country", "filed", "medium", "version", "commissioned_by",
        "code_repository", "programming_language", "ipc", "temporal_coverage", "spatial_coverage",
    }
)  # fmt: skip
"""Fields that only some types have; the others are for all."""
