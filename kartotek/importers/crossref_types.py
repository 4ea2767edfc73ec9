"""The types of works in Crossref's REST API, of which some stand in the CSL-JSON that doi.org gives."""

CROSSREF_KINDS = {
    "journal-article": "article-journal", "book-chapter": "chapter", "book-part": "chapter", "book-section": "chapter",
    "book-track": "chapter", "reference-entry": "entry-encyclopedia", "book": "book", "monograph": "book",
    "reference-book": "book", "book-set": "book", "edited-book": "anthology", "proceedings": "proceedings",
    "proceedings-article": "paper-conference", "dissertation": "thesis", "report": "report",
    "report-component": "report", "standard": "standard", "posted-content": "preprint", "dataset": "dataset",
    "database": "dataset", "software": "software", "peer-review": "other", "component": "other", "other": "other",
}  # fmt: skip
"""Types there, and the type here."""
