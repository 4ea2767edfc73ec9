"""Which field of an entry becomes which field of a format: for librarians, who check what machines are given.

A cell names every field that has the fact for works of some type. A test finds the same by exporting a work with and
without each field (`python -m tests.export.mapping` prints the table as it should be).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """One row: a field of an entry, and the names it has in each format, joined by ", "; "" where it has none."""

    field: str
    bibtex: str = ""
    """Fields of BibTeX (Patashnik, "BibTeXing", section 3.2), and what reference managers add to them."""
    biblatex: str = ""
    """Fields of biblatex (its manual, section 2.2)."""
    ris: str = ""
    """Tags of the RIS format."""
    csl_json: str = ""
    """Variables of CSL 1.0.2 (appendix IV), as CSL-JSON has them."""
    citation_tags: str = ""
    """Names of the Highwire Press tags that Google Scholar reads, without `citation_` before them."""
    zotero: str = ""
    """Further tags of the page, which Zotero reads: `z:` and a field of its schema, or a term of PRISM 1.2."""
    dublin_core: str = ""
    """Elements of the DCMES 1.1 (DC) and terms of the DCMI Metadata Terms (DCTERMS)."""
    datacite: str = ""
    """Properties of the DataCite Metadata Schema 4.7, called as in its JSON."""
    schema_org: str = ""
    """Properties of schema.org, the keywords of JSON-LD 1.1 with @."""
    coins: str = ""
    """Keys of the OpenURL (ANSI/NISO Z39.88-2004) in a COinS, without `rft.` before them."""
    csv: str = ""
    """Columns of our own CSV."""

    def names(self) -> tuple[str, ...]:
        """The names in each format, in the order of FORMATS."""
        return tuple(getattr(self, column) for column in COLUMNS)


COLUMNS = {
    "bibtex": "BibTeX",
    "biblatex": "biblatex",
    "ris": "RIS",
    "csl_json": "CSL-JSON",
    "citation_tags": "citation_*",
    "zotero": "Zotero",
    "dublin_core": "Dublin Core",
    "datacite": "DataCite",
    "schema_org": "schema.org",
    "coins": "COinS",
    "csv": "CSV",
}
"""The columns, and what the published page calls them."""

MAPPING = (
    FieldMapping(
        "type", bibtex="entry type", biblatex="entry type, entrysubtype", ris="TY", csl_json="type",
        zotero="z:itemType", dublin_core="DC.type, DCTERMS.type", datacite="types", schema_org="@type",
        coins="genre", csv="type",
    ),
    FieldMapping(
        "title", bibtex="title", biblatex="title", ris="TI", csl_json="title", citation_tags="title",
        dublin_core="DC.title", datacite="titles", schema_org="name, headline", coins="title, atitle, btitle",
        csv="title",
    ),
    FieldMapping(
        "subtitle", bibtex="title", biblatex="subtitle", ris="TI", csl_json="title", citation_tags="title",
        dublin_core="DC.title", datacite="titles", schema_org="name, headline", coins="title, atitle, btitle",
        csv="title",
    ),
    FieldMapping(
        "short_title", bibtex="shorttitle", biblatex="shorttitle", ris="ST", csl_json="title-short",
        zotero="z:shortTitle",
    ),
    FieldMapping("translated_title", ris="TT", dublin_core="DC.title", datacite="titles", schema_org="alternateName"),
    FieldMapping(
        "authors", bibtex="author", biblatex="author", ris="AU", csl_json="author", citation_tags="author",
        dublin_core="DC.creator", datacite="creators", schema_org="author, creator, contributor",
        coins="creator, au, invlast, inventor", csv="authors",
    ),
    FieldMapping(
        "editors", bibtex="editor", biblatex="editor", ris="A2, A3, ED", csl_json="editor", citation_tags="editor",
        dublin_core="DC.contributor", datacite="contributors", schema_org="editor, contributor", csv="editors",
    ),
    FieldMapping(
        "translators", bibtex="translator, note", biblatex="translator", ris="A4", csl_json="translator",
        dublin_core="DC.contributor", datacite="contributors", schema_org="translator",
    ),
    FieldMapping(
        "supervisors", bibtex="note", biblatex="note", ris="A3, N1", dublin_core="DC.contributor",
        datacite="contributors", schema_org="contributor",
    ),
    FieldMapping(
        "contributors", bibtex="note",
        biblatex="annotator, commentator, foreword, introduction, afterword, note, holder, assignee",
        ris="N1, A2, A3, PB, C1",
        csl_json=(
            "collection-editor, compiler, illustrator, interviewer, recipient, contributor, curator, organizer, chair, "
            "director, producer, script-writer, composer, performer, narrator, host, guest"
        ),
        dublin_core="DC.contributor", datacite="contributors",
        schema_org="producer, maintainer, sponsor, contributor, illustrator, director, musicBy, composer, performer",
    ),
    FieldMapping(
        "issued", bibtex="year", biblatex="date", ris="PY, DA", csl_json="issued", citation_tags="publication_date",
        dublin_core="DC.date, DCTERMS.issued, DCTERMS.bibliographicCitation", datacite="publicationYear, dates",
        schema_org="datePublished, startDate", coins="date", csv="year, date",
    ),
    FieldMapping(
        "online", bibtex="year", biblatex="date", ris="PY, DA", csl_json="issued",
        citation_tags="publication_date, online_date",
        dublin_core="DC.date, DCTERMS.issued, DCTERMS.available, DCTERMS.bibliographicCitation",
        datacite="publicationYear, dates", schema_org="datePublished, startDate", coins="date", csv="year, date",
    ),
    FieldMapping(
        "accepted", bibtex="year", biblatex="date", ris="PY, DA", csl_json="issued", citation_tags="publication_date",
        dublin_core="DC.date, DCTERMS.issued, DCTERMS.dateAccepted, DCTERMS.bibliographicCitation",
        datacite="publicationYear, dates", schema_org="datePublished, startDate", coins="date", csv="year, date",
    ),
    FieldMapping(
        "submitted", bibtex="year", biblatex="date", ris="PY, DA", csl_json="issued, submitted",
        citation_tags="publication_date",
        dublin_core="DC.date, DCTERMS.issued, DCTERMS.dateSubmitted, DCTERMS.bibliographicCitation",
        datacite="publicationYear, dates", schema_org="datePublished, startDate", coins="date", csv="year, date",
    ),
    FieldMapping(
        "awarded", bibtex="year", biblatex="date", ris="PY, DA", csl_json="issued", citation_tags="publication_date",
        dublin_core="DC.date, DCTERMS.issued", datacite="publicationYear, dates", schema_org="datePublished",
        coins="date", csv="year, date",
    ),
    FieldMapping(
        "filed", bibtex="year", biblatex="date", ris="PY, DA, C1", csl_json="submitted",
        citation_tags="publication_date", zotero="z:filingDate", dublin_core="DC.date, DCTERMS.issued",
        datacite="publicationYear, dates", schema_org="datePublished", coins="appldate, date", csv="year, date",
    ),
    FieldMapping(
        "status", bibtex="note", biblatex="pubstate", ris="N1", csl_json="status", dublin_core="DC.description",
        datacite="descriptions", schema_org="creativeWorkStatus", csv="status",
    ),
    FieldMapping(
        "journal", bibtex="journal, howpublished", biblatex="journaltitle, titleaddon", ris="T2, JF",
        csl_json="container-title", citation_tags="journal_title", zotero="prism.publicationName, z:reporter",
        dublin_core="DCTERMS.bibliographicCitation, DCTERMS.isPartOf", datacite="relatedItems", schema_org="isPartOf",
        coins="jtitle, source", csv="container",
    ),
    FieldMapping(
        "book", bibtex="booktitle", biblatex="booktitle", ris="T2, C3", csl_json="container-title",
        citation_tags="inbook_title, conference_title", zotero="prism.publicationName",
        dublin_core="DCTERMS.bibliographicCitation, DCTERMS.isPartOf", datacite="relatedItems", schema_org="isPartOf",
        coins="btitle", csv="container",
    ),
    FieldMapping(
        "container_title_short", bibtex="shortjournal", biblatex="shortjournal", ris="J2",
        csl_json="container-title-short", citation_tags="journal_abbrev", zotero="z:journalAbbreviation",
        schema_org="alternateName", coins="stitle",
    ),
    FieldMapping(
        "series", bibtex="series", biblatex="series", ris="T3, T2", csl_json="collection-title",
        citation_tags="series_title", zotero="z:seriesTitle", dublin_core="DCTERMS.isPartOf", datacite="relatedItems",
        schema_org="isPartOf", coins="series", csv="series",
    ),
    FieldMapping(
        "series_number", bibtex="number", biblatex="number", ris="M1, SV", csl_json="collection-number",
        zotero="z:seriesNumber", datacite="relatedItems", schema_org="position", csv="series number",
    ),
    FieldMapping(
        "volume", bibtex="volume", biblatex="volume", ris="VL", csl_json="volume", citation_tags="volume",
        dublin_core="DCTERMS.bibliographicCitation", datacite="relatedItems", schema_org="volumeNumber", coins="volume",
        csv="volume",
    ),
    FieldMapping(
        "volume_title", bibtex="note", biblatex="note, issuetitle", ris="N1", csl_json="volume-title",
        datacite="titles", schema_org="isPartOf",
    ),
    FieldMapping(
        "number_of_volumes", bibtex="volumes", biblatex="volumes", ris="NV", csl_json="number-of-volumes",
        zotero="z:numberOfVolumes",
    ),
    FieldMapping(
        "issue", bibtex="number", biblatex="number", ris="IS", csl_json="issue", citation_tags="issue",
        dublin_core="DCTERMS.bibliographicCitation", datacite="relatedItems", schema_org="issueNumber", coins="issue",
        csv="issue",
    ),
    FieldMapping(
        "pages", bibtex="pages", biblatex="pages", ris="SP, EP", csl_json="page", citation_tags="firstpage, lastpage",
        dublin_core="DCTERMS.bibliographicCitation", datacite="relatedItems",
        schema_org="pageStart, pageEnd, pagination", coins="spage, epage", csv="pages",
    ),
    FieldMapping(
        "article_number", bibtex="pages", biblatex="eid", ris="SP, C7", csl_json="page, number",
        citation_tags="firstpage", dublin_core="DCTERMS.bibliographicCitation", datacite="relatedItems",
        schema_org="pageStart, pagination", coins="artnum", csv="article number",
    ),
    FieldMapping("section", ris="SE", csl_json="section", zotero="z:section"),
    FieldMapping(
        "chapter", bibtex="chapter", biblatex="chapter", ris="SE", csl_json="chapter-number", datacite="relatedItems",
    ),
    FieldMapping(
        "edition", bibtex="edition", biblatex="edition", ris="ET", csl_json="edition", zotero="z:edition",
        datacite="relatedItems", schema_org="bookEdition, version", coins="edition",
    ),
    FieldMapping(
        "number_of_pages", bibtex="pagetotal", biblatex="pagetotal", ris="SP", csl_json="number-of-pages",
        zotero="z:numPages", datacite="sizes", schema_org="materialExtent, numberOfPages", coins="tpages",
    ),
    FieldMapping(
        "publisher", bibtex="publisher, organization, school, institution",
        biblatex="publisher, institution, organization, holder, assignee", ris="PB", csl_json="publisher",
        citation_tags="publisher, technical_report_institution, dissertation_institution", dublin_core="DC.publisher",
        datacite="publisher, relatedItems", schema_org="publisher, organizer", coins="publisher, pub, inst, assignee",
        csv="publisher",
    ),
    FieldMapping(
        "place", bibtex="address", biblatex="location, address", ris="CY", csl_json="publisher-place", zotero="z:place",
        schema_org="location", coins="place", csv="place",
    ),
    FieldMapping(
        "issn", bibtex="issn", biblatex="issn", ris="SN", csl_json="ISSN", citation_tags="issn",
        dublin_core="DCTERMS.isPartOf", datacite="relatedIdentifiers, relatedItems", schema_org="issn", coins="issn",
        csv="issn",
    ),
    FieldMapping(
        "isbn", bibtex="isbn", biblatex="isbn", ris="SN", csl_json="ISBN", citation_tags="isbn",
        dublin_core="DC.identifier, DCTERMS.isPartOf",
        datacite="alternateIdentifiers, relatedIdentifiers, relatedItems", schema_org="isbn, identifier",
        coins="isbn, rft_id", csv="isbn",
    ),
    FieldMapping(
        "eissn", bibtex="issn", biblatex="issn", ris="SN", csl_json="ISSN", citation_tags="issn",
        dublin_core="DCTERMS.isPartOf", datacite="relatedIdentifiers, relatedItems", schema_org="issn",
        coins="issn, eissn",
        csv="issn",
    ),
    FieldMapping(
        "eisbn", bibtex="isbn", biblatex="isbn", ris="SN", csl_json="ISBN", citation_tags="isbn",
        dublin_core="DC.identifier, DCTERMS.isPartOf",
        datacite="alternateIdentifiers, relatedIdentifiers, relatedItems", schema_org="isbn, identifier",
        coins="isbn, rft_id", csv="isbn",
    ),
    FieldMapping(
        "event", bibtex="note, eventtitle, booktitle", biblatex="eventtitle", ris="N1, T2",
        csl_json="event-title, event", citation_tags="conference_title, conference", zotero="z:meetingName",
        dublin_core="DCTERMS.bibliographicCitation", datacite="relatedItems", schema_org="recordedAt, superEvent",
        coins="btitle",
    ),
    FieldMapping(
        "institution", bibtex="organization, school, institution, publisher", biblatex="institution", ris="PB",
        csl_json="publisher, authority", citation_tags="technical_report_institution, dissertation_institution",
        zotero="z:authority", dublin_core="DC.publisher", datacite="publisher, creators",
        schema_org="sourceOrganization",
        coins="pub, inst, publisher", csv="publisher",
    ),
    FieldMapping(
        "qualification", bibtex="type", biblatex="type", ris="M3", csl_json="genre", citation_tags="dissertation_name",
        zotero="z:thesisType", datacite="types", schema_org="inSupportOf", coins="degree",
    ),
    FieldMapping(
        "number", bibtex="number, howpublished", biblatex="number", ris="SN, NV, M1", csl_json="number",
        citation_tags="technical_report_number, patent_number", zotero="z:number", dublin_core="DC.identifier",
        datacite="alternateIdentifiers", schema_org="reportNumber, identifier, episodeNumber, legislationIdentifier",
        coins="number",
    ),
    FieldMapping(
        "country", bibtex="howpublished", biblatex="nationality, location", ris="CY, C3", csl_json="jurisdiction",
        citation_tags="patent_country", zotero="z:country", schema_org="countryOfOrigin", coins="cc",
    ),
    FieldMapping(
        "medium", bibtex="howpublished", biblatex="howpublished", ris="M3", csl_json="medium",
        zotero="z:medium, z:audioFileType", datacite="types",
    ),
    FieldMapping(
        "version", bibtex="version, note", biblatex="version", ris="ET", csl_json="version", zotero="z:versionNumber",
        datacite="version", schema_org="version",
    ),
    FieldMapping(
        "code_repository", biblatex="repository", dublin_core="DC.relation", datacite="relatedIdentifiers",
        schema_org="codeRepository",
    ),
    FieldMapping("programming_language", zotero="z:programmingLanguage", schema_org="programmingLanguage"),
    FieldMapping("ipc", dublin_core="DC.subject", datacite="subjects", schema_org="about, termCode"),
    FieldMapping("temporal_coverage", dublin_core="DCTERMS.temporal", datacite="dates", schema_org="temporalCoverage"),
    FieldMapping(
        "spatial_coverage", dublin_core="DCTERMS.spatial", datacite="geoLocations", schema_org="spatialCoverage",
    ),
    FieldMapping(
        "doi", bibtex="doi", biblatex="doi", ris="DO", csl_json="DOI", citation_tags="doi", dublin_core="DC.identifier",
        datacite="doi", schema_org="@id, identifier, sameAs", coins="rft_id", csv="doi",
    ),
    FieldMapping(
        "arxiv", bibtex="eprint, url", biblatex="eprint, url", ris="AN, UR", csl_json="number, URL",
        citation_tags="arxiv_id", zotero="z:url", dublin_core="DC.identifier", datacite="alternateIdentifiers",
        schema_org="identifier, sameAs", coins="rft_id", csv="url",
    ),
    FieldMapping(
        "pmid", bibtex="pmid", biblatex="pmid", ris="AN", csl_json="PMID", citation_tags="pmid",
        dublin_core="DC.identifier", datacite="alternateIdentifiers", schema_org="identifier, sameAs", coins="rft_id",
    ),
    FieldMapping(
        "pmcid", bibtex="pmcid", biblatex="pmcid", ris="C2", csl_json="PMCID", dublin_core="DC.identifier",
        datacite="alternateIdentifiers", schema_org="identifier, sameAs",
    ),
    FieldMapping(
        "handle", bibtex="url", biblatex="url", ris="UR", csl_json="URL", zotero="z:url", dublin_core="DC.identifier",
        datacite="alternateIdentifiers", schema_org="identifier, sameAs", coins="rft_id", csv="url",
    ),
    FieldMapping("identifiers", dublin_core="DC.identifier", datacite="alternateIdentifiers", schema_org="identifier"),
    FieldMapping(
        "url", bibtex="url", biblatex="url", ris="UR", csl_json="URL", zotero="z:url", datacite="url",
        schema_org="sameAs", coins="rft_id", csv="url",
    ),
    FieldMapping(
        "language", bibtex="language", biblatex="language", ris="LA", csl_json="language", citation_tags="language",
        dublin_core="DC.title, DC.language", datacite="titles, language", schema_org="inLanguage", coins="language",
        csv="language",
    ),
    FieldMapping(
        "keywords", bibtex="keywords", biblatex="keywords", ris="KW", csl_json="keyword", citation_tags="keywords",
        dublin_core="DC.subject", datacite="subjects", schema_org="keywords", csv="keywords",
    ),
    FieldMapping(
        "abstract", bibtex="abstract", biblatex="abstract", ris="AB", csl_json="abstract", citation_tags="abstract",
        dublin_core="DCTERMS.abstract", datacite="descriptions", schema_org="abstract, description",
    ),
    FieldMapping("abstracts", dublin_core="DCTERMS.abstract", datacite="descriptions"),
    FieldMapping("plain_summary", dublin_core="DC.description", datacite="descriptions", schema_org="description"),
    FieldMapping(
        "files", ris="L1", citation_tags="pdf_url", dublin_core="DCTERMS.accessRights", datacite="rightsList",
        schema_org="isAccessibleForFree, contentUrl",
    ),
    FieldMapping(
        "license", bibtex="copyright", biblatex="copyright", ris="CR", dublin_core="DC.rights", datacite="rightsList",
        schema_org="license", csv="license",
    ),
    FieldMapping(
        "open_access", dublin_core="DCTERMS.accessRights", datacite="rightsList", schema_org="isAccessibleForFree",
    ),
    FieldMapping("apc", csv="apc"),
    FieldMapping("related", dublin_core="DC.relation", datacite="relatedIdentifiers", schema_org="citation"),
    FieldMapping(
        "reviewed", bibtex="note", biblatex="titleaddon, note", csv="reviewed work", ris="RI, N1",
        csl_json="reviewed-title, reviewed-author", datacite="relatedItems", schema_org="about, author, itemReviewed",
    ),
    FieldMapping(
        "original", bibtex="note", biblatex="origtitle, origdate, origpublisher, origlocation", csv="original work",
        ris="OP, N1",
        csl_json="original-title, original-author, original-date, original-publisher, original-publisher-place",
        datacite="relatedItems", schema_org="exampleOfWork, author, datePublished, publisher",
    ),
    FieldMapping("funding", datacite="fundingReferences", schema_org="funder"),
    FieldMapping(
        "note", bibtex="note", biblatex="note", ris="N1", csl_json="note", dublin_core="DC.description",
        datacite="descriptions",
    ),
    FieldMapping("award", schema_org="award"),
    FieldMapping(
        "retracted", bibtex="title, note", biblatex="title, note", ris="TI, N1", csl_json="title, note",
        citation_tags="title", dublin_core="DC.title, DC.description", datacite="titles, dates, descriptions",
        schema_org="name, headline, creativeWorkStatus, correction", coins="title, atitle, btitle", csv="title",
    ),
    FieldMapping(
        "notices", bibtex="title, note", biblatex="title, note", ris="TI, N1", csl_json="title, note",
        citation_tags="title", dublin_core="DC.title, DC.description", datacite="titles, dates, descriptions",
        schema_org="name, headline, creativeWorkStatus, correction", coins="title, atitle, btitle", csv="title",
    ),
    FieldMapping("image", schema_org="image"),
    FieldMapping("cite_key", bibtex="key", biblatex="key", ris="ID", csl_json="id", csv="key"),
    FieldMapping("cite_keys", bibtex="ids", biblatex="ids"),
)  # fmt: skip

FORMATS = tuple(COLUMNS.values())
FIELDS = tuple((row.field, row.names()) for row in MAPPING)
"""The rows as the published page shows them: a field, and its names in each of FORMATS."""
