"""Which field of an entry becomes which field of a format: for librarians, who check what machines are told.

A cell names every field that holds the fact for works of some type; a test finds the same by trying (`python -m
tests.mapping` prints the table anew).
"""

FORMATS = (
    "BibTeX", "biblatex", "RIS", "CSL-JSON", "citation_*", "Dublin Core", "DataCite", "schema.org", "COinS", "CSV",
)  # fmt: skip

FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("type", (
        "entry type", "entry type", "TY", "type", "", "DC.type, DCTERMS.type", "types", "@type", "genre", "type")),
    ("title", (
        "title", "title", "TI", "title", "title", "DC.title", "titles", "name, headline", "title, atitle, btitle",
        "title")),
    ("subtitle", (
        "title", "subtitle", "TI", "title", "title", "DC.title", "titles", "name, headline", "title, atitle, btitle",
        "title")),
    ("translated_title", ("", "", "TT", "", "", "DCTERMS.alternative", "titles", "alternateName", "", "")),
    ("authors", (
        "author", "author", "AU", "author", "author", "DC.creator", "creators", "author, creator, contributor",
        "creator, aulast, au, invlast, inventor", "authors")),
    ("editors", (
        "editor", "editor", "A2, A3, ED", "editor", "editor", "DC.contributor", "contributors", "editor, contributor",
        "", "editors")),
    ("translators", (
        "note", "translator", "A4", "translator", "", "DC.contributor", "contributors", "translator", "", "")),
    ("supervisors", (
        "note", "note", "A3", "contributor", "", "DC.contributor", "contributors", "contributor", "", "")),
    ("issued", (
        "year", "date", "PY, DA", "issued", "publication_date",
        "DC.date, DCTERMS.issued, DCTERMS.bibliographicCitation", "publicationYear, dates", "datePublished, startDate",
        "date", "year, date")),
    ("online", (
        "year", "date", "PY, DA", "issued", "publication_date, online_date",
        "DC.date, DCTERMS.issued, DCTERMS.available, DCTERMS.bibliographicCitation", "publicationYear, dates",
        "datePublished, startDate", "date", "year, date")),
    ("accepted", (
        "year", "date", "PY, DA", "issued", "publication_date",
        "DC.date, DCTERMS.issued, DCTERMS.dateAccepted, DCTERMS.bibliographicCitation", "publicationYear, dates",
        "datePublished, startDate", "date", "year, date")),
    ("submitted", (
        "year", "date", "PY, DA", "issued, submitted", "publication_date",
        "DC.date, DCTERMS.issued, DCTERMS.dateSubmitted, DCTERMS.bibliographicCitation", "publicationYear, dates",
        "datePublished, startDate", "date", "year, date")),
    ("awarded", (
        "year", "date", "PY, DA", "issued", "publication_date", "DC.date, DCTERMS.issued", "publicationYear, dates",
        "datePublished", "date", "year, date")),
    ("filed", (
        "year", "date", "PY, DA", "issued, submitted", "publication_date", "DC.date, DCTERMS.issued",
        "publicationYear, dates", "datePublished", "appldate, date", "year, date")),
    ("status", (
        "note", "pubstate", "N1", "status", "", "DC.description", "descriptions", "creativeWorkStatus", "", "status")),
    ("journal", (
        "journal", "journaltitle", "T2, JF", "container-title", "journal_title",
        "DCTERMS.bibliographicCitation, DCTERMS.isPartOf", "relatedItems", "isPartOf", "jtitle", "container")),
    ("book", (
        "booktitle", "booktitle", "T2, C3", "container-title", "inbook_title, conference_title",
        "DCTERMS.bibliographicCitation, DCTERMS.isPartOf", "relatedItems", "isPartOf", "btitle", "container")),
    ("series", (
        "series", "series", "T3", "collection-title", "series_title", "DCTERMS.isPartOf", "relatedItems", "isPartOf",
        "series", "series")),
    ("volume", (
        "volume", "volume", "VL", "volume", "volume", "DCTERMS.bibliographicCitation", "relatedItems", "volumeNumber",
        "volume", "volume")),
    ("issue", (
        "number", "number", "IS", "issue", "issue", "DCTERMS.bibliographicCitation", "relatedItems", "issueNumber",
        "issue", "issue")),
    ("pages", (
        "pages", "pages", "SP, EP", "page", "firstpage, lastpage", "DCTERMS.bibliographicCitation", "relatedItems",
        "pageStart, pageEnd, pagination", "spage, epage", "pages")),
    ("article_number", (
        "pages", "eid", "C7", "page, number", "firstpage", "DCTERMS.bibliographicCitation", "relatedItems",
        "pageStart, pagination", "artnum", "article number")),
    ("chapter", ("chapter", "chapter", "SE", "chapter-number", "", "", "relatedItems", "", "", "")),
    ("edition", ("edition", "edition", "ET", "edition", "", "", "relatedItems", "bookEdition, version", "edition", "")),
    ("number_of_pages", (
        "", "pagetotal", "SP", "number-of-pages", "", "", "sizes", "materialExtent, numberOfPages", "tpages", "")),
    ("publisher", (
        "publisher, school, institution", "publisher, institution, holder", "PB", "publisher",
        "publisher, dissertation_institution, technical_report_institution", "DC.publisher", "publisher, relatedItems",
        "publisher, organizer", "publisher, pub, inst, assignee", "publisher")),
    ("place", ("address", "location", "CY", "publisher-place", "", "", "", "location", "place", "place")),
    ("issn", (
        "issn", "issn", "SN", "ISSN", "issn", "DCTERMS.isPartOf", "relatedIdentifiers, relatedItems", "issn", "issn",
        "issn")),
    ("isbn", (
        "isbn", "isbn", "SN", "ISBN", "isbn", "DC.identifier, DCTERMS.isPartOf",
        "alternateIdentifiers, relatedIdentifiers, relatedItems", "isbn, identifier", "isbn, rft_id", "isbn")),
    ("event", (
        "note, eventtitle, booktitle", "eventtitle", "N1, T2", "event-title, event", "conference_title, conference",
        "DCTERMS.bibliographicCitation", "", "recordedAt, superEvent", "btitle", "")),
    ("institution", (
        "school, institution, publisher", "institution", "PB", "publisher",
        "dissertation_institution, technical_report_institution", "DC.publisher", "publisher", "sourceOrganization",
        "inst, pub, publisher", "publisher")),
    ("qualification", ("type", "type", "M3", "genre", "dissertation_name", "", "types", "inSupportOf", "degree", "")),
    ("number", (
        "number, howpublished", "number", "SN, M1", "number", "technical_report_number, patent_number", "DC.identifier",
        "alternateIdentifiers", "reportNumber, identifier", "number", "")),
    ("country", (
        "howpublished", "location", "CY", "jurisdiction", "patent_country", "", "", "countryOfOrigin", "cc", "")),
    ("medium", ("howpublished", "howpublished", "M3", "medium", "", "", "types", "", "", "")),
    ("version", ("note", "version", "ET", "version", "", "", "version", "version", "", "")),
    ("doi", ("doi", "doi", "DO", "DOI", "doi", "DC.identifier", "doi", "@id, identifier, sameAs", "rft_id", "doi")),
    ("arxiv", (
        "eprint, url", "eprint, url", "AN, UR", "number, URL", "arxiv_id", "DC.identifier", "alternateIdentifiers",
        "identifier, sameAs", "rft_id", "url")),
    ("pmid", (
        "pmid", "pmid", "AN", "PMID", "pmid", "DC.identifier", "alternateIdentifiers", "identifier, sameAs", "rft_id",
        "")),
    ("pmcid", (
        "pmcid", "pmcid", "C2", "PMCID", "", "DC.identifier", "alternateIdentifiers", "identifier, sameAs", "", "")),
    ("handle", (
        "url", "url", "UR", "URL", "", "DC.identifier", "alternateIdentifiers", "identifier, sameAs", "rft_id", "url")),
    ("identifiers", ("", "", "", "", "", "DC.identifier", "alternateIdentifiers", "identifier", "", "")),
    ("url", ("url", "url", "UR", "URL", "", "", "url", "sameAs", "rft_id", "url")),
    ("language", (
        "language", "language", "LA", "language", "language", "DC.title, DC.language", "titles, language", "inLanguage",
        "language", "language")),
    ("keywords", (
        "keywords", "keywords", "KW", "keyword", "keywords", "DC.subject", "subjects", "keywords", "", "keywords")),
    ("abstract", (
        "abstract", "abstract", "AB", "abstract", "", "DC.description", "descriptions", "abstract, description", "",
        "")),
    ("abstracts", ("", "", "", "", "", "DC.description", "descriptions", "", "", "")),
    ("files", (
        "", "", "L1", "", "pdf_url", "DCTERMS.accessRights", "rightsList", "isAccessibleForFree, contentUrl", "", "")),
    ("license", ("", "", "", "", "", "DC.rights", "rightsList", "license", "", "license")),
    ("open_access", ("", "", "", "", "", "DCTERMS.accessRights", "rightsList", "isAccessibleForFree", "", "")),
    ("related", ("", "", "", "", "", "DC.relation", "relatedIdentifiers", "citation", "", "")),
    ("funding", ("", "", "", "", "", "", "fundingReferences", "funder", "", "")),
    ("note", ("note", "note", "N1", "note", "", "DC.description", "descriptions", "", "", "")),
    ("award", ("", "", "", "", "", "", "", "award", "", "")),
    ("retracted", (
        "note", "note", "N1", "note", "", "DC.description", "dates, descriptions", "creativeWorkStatus", "", "")),
    ("image", ("", "", "", "", "", "", "", "image", "", "")),
    ("cite_key", ("key", "key", "ID", "id", "", "", "", "", "", "key")),
)  # fmt: skip
