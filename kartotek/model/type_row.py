"""What a row of the table of types says."""

from dataclasses import dataclass


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
    zotero: str
    """Item type of Zotero (its schema 41); "document" where it has none that fits."""
    schema_org: str
    """Class of schema.org, without the address before it."""
    coar: str
    """English label of the concept in COAR Resource Types 3.0."""
    coar_id: str
    """What the address of that concept ends in, below http://purl.org/coar/resource_type/."""
    datacite: str
    """Value of resourceTypeGeneral of DataCite 4.7 (appendix 1, table 7)."""
    dcmi: str
    """Term of the DCMI Type Vocabulary; "" where it has none that fits."""
    called: tuple[tuple[str, str], ...] = ()
    """Rows of the table of details that have another name for this type: pairs of row and label."""
    home: str = "Periodical"
    """What `journal` names: a class of schema.org, such as "Blog" for the posts of one."""
    authority: bool = False
    """Whether `institution` decided, adopted or keeps it (a court, a parliament, a standards body): then it is no
    publisher, but what CSL calls `authority`."""

    @property
    def is_thesis(self) -> bool:
        """Whether works of the type are written for a degree, which is awarded by an institution."""
        return "awarded" in self.rows

    def may_have(self, field: str) -> bool:
        """Whether works of the type have a field: a row of its own, or one that is shown with the journal."""
        return field in self.rows or (field in ("issn", "eissn") and "journal" in self.rows)

    @property
    def in_periodicals(self) -> bool:
        """Whether what `journal` names has volumes and issues; a website, a blog and a podcast have not."""
        return self.home in ("Periodical", "Newspaper")
