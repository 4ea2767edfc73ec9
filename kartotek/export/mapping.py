"""Which field of an entry becomes which field of a format: for librarians, who check what machines are told.

A row says where a fact goes; a test holds the columns to what the formats write.
"""

FORMATS = ("BibTeX", "RIS", "CSL-JSON", "citation_*", "Dublin Core", "DataCite", "schema.org")

FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("type", ("entry type", "TY", "type", "", "DC.type", "types", "@type")),
    ("title", ("title", "TI", "title", "title", "DC.title", "titles", "name")),
    ("authors", ("author", "AU", "author", "author", "DC.creator", "creators", "author")),
    ("editors", ("editor", "A2", "editor", "editor", "DC.contributor", "contributors", "editor")),
    ("issued", ("year", "PY", "issued", "publication_date", "DCTERMS.issued", "publicationYear", "datePublished")),
    ("journal", ("journal", "T2", "container-title", "journal_title", "DCTERMS.isPartOf", "relatedItems", "isPartOf")),
    ("book", ("booktitle", "T2", "container-title", "inbook_title", "DCTERMS.isPartOf", "relatedItems", "isPartOf")),
    ("volume", ("volume", "VL", "volume", "volume", "", "relatedItems", "volumeNumber")),
    ("issue", ("number", "IS", "issue", "issue", "", "relatedItems", "issueNumber")),
    ("pages", ("pages", "SP", "page", "firstpage", "DCTERMS.bibliographicCitation", "relatedItems", "pagination")),
    ("publisher", ("publisher", "PB", "publisher", "publisher", "DC.publisher", "publisher", "publisher")),
    ("place", ("address", "CY", "publisher-place", "", "", "", "")),
    ("edition", ("edition", "ET", "edition", "", "", "", "bookEdition")),
    ("institution", ("school", "PB", "publisher", "dissertation_institution", "DC.publisher", "publisher",
        "sourceOrganization")),
    ("doi", ("doi", "DO", "DOI", "doi", "DC.identifier", "doi", "identifier")),
    ("isbn", ("isbn", "SN", "ISBN", "isbn", "DC.identifier", "relatedIdentifiers", "isbn")),
    ("issn", ("issn", "SN", "ISSN", "issn", "DC.relation", "relatedIdentifiers", "issn")),
    ("url", ("url", "UR", "URL", "abstract_html_url", "DC.identifier", "url", "url")),
    ("language", ("language", "LA", "language", "language", "DC.language", "language", "inLanguage")),
    ("keywords", ("keywords", "KW", "keyword", "keywords", "DC.subject", "subjects", "keywords")),
    ("abstract", ("abstract", "AB", "abstract", "", "DC.description", "descriptions", "abstract")),
    ("license", ("", "", "", "", "DCTERMS.license", "rightsList", "license")),
    ("files", ("", "L1", "", "pdf_url", "DC.format", "", "encoding")),
)  # fmt: skip
