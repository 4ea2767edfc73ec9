"""The English labels of controlled values. The pages translate them with the catalogs.

The keys of each table are the values that entries may have (`model.publication_fields`, `model.authority`).
"""

from typing import NamedTuple

from kartotek.model.roles import ROLE_TABLE
from kartotek.text.translated import N_

CATEGORIES = {
    "research": N_("Research"),
    "commissioned": N_("Commissioned"),
    "communication": N_("Communication"),
    "education": N_("Education"),
}
ROLE_LABELS = {role.listed_in: role.plural for role in ROLE_TABLE.values() if role.listed_in != "contributors"}
VERSIONS = {
    "submitted": N_("Submitted version"),
    "accepted": N_("Accepted version"),
    "published": N_("Published version"),
}
"""Versions of a file, in the words of Elsevier Pure."""
ACCESS = {
    "open": N_("Open access"),
    "embargoed": N_("Embargoed"),
    "restricted": N_("Restricted access"),
    "closed": N_("Closed access"),
}
OPEN_ACCESS = {
    "diamond": N_("Diamond open access"),
    "gold": N_("Gold open access"),
    "hybrid": N_("Hybrid open access"),
    "green": N_("Green open access"),
    "bronze": N_("Free to read"),
    "closed": N_("Closed access"),
    "open": N_("Open access"),
    "embargoed": N_("Embargoed"),
    "restricted": N_("Restricted access"),
}
"""How open a publication is: as its entry says, or as its files show (the last three)."""
STATUSES = {
    "published": N_("Published"),
    "in-press": N_("In press"),
    "epub-ahead-of-print": N_("E-pub ahead of print"),
    "accepted": N_("Accepted"),
    "submitted": N_("Submitted"),
    "in-preparation": N_("In preparation"),
    "unpublished": N_("Unpublished"),
}
RELATIONS = {
    "IsCitedBy": N_("Is cited by"),
    "Cites": N_("Cites"),
    "IsSupplementTo": N_("Is supplement to"),
    "IsSupplementedBy": N_("Is supplemented by"),
    "IsContinuedBy": N_("Is continued by"),
    "Continues": N_("Continues"),
    "IsDescribedBy": N_("Is described by"),
    "Describes": N_("Describes"),
    "HasMetadata": N_("Has metadata"),
    "IsMetadataFor": N_("Is metadata for"),
    "HasVersion": N_("Has version"),
    "IsVersionOf": N_("Is version of"),
    "IsNewVersionOf": N_("Is new version of"),
    "IsPreviousVersionOf": N_("Is previous version of"),
    "IsPartOf": N_("Is part of"),
    "HasPart": N_("Has part"),
    "IsPublishedIn": N_("Is published in"),
    "IsReferencedBy": N_("Is referenced by"),
    "References": N_("References"),
    "IsDocumentedBy": N_("Is documented by"),
    "Documents": N_("Documents"),
    "IsCompiledBy": N_("Is compiled by"),
    "Compiles": N_("Compiles"),
    "IsVariantFormOf": N_("Is variant form of"),
    "IsOriginalFormOf": N_("Is original form of"),
    "IsIdenticalTo": N_("Is identical to"),
    "IsReviewedBy": N_("Is reviewed by"),
    "Reviews": N_("Reviews"),
    "IsDerivedFrom": N_("Is derived from"),
    "IsSourceOf": N_("Is source of"),
    "IsRequiredBy": N_("Is required by"),
    "Requires": N_("Requires"),
    "IsObsoletedBy": N_("Is obsoleted by"),
    "Obsoletes": N_("Obsoletes"),
    "IsCollectedBy": N_("Is collected by"),
    "Collects": N_("Collects"),
    "IsTranslationOf": N_("Is translation of"),
    "HasTranslation": N_("Has translation"),
    "Other": N_("Other relation"),
}
"""Relations to other works: the values of relationType of DataCite 4.7, in words."""
WITHDRAWN = {"retraction": N_("Retracted"), "removal": N_("Removed"), "withdrawal": N_("Withdrawn")}
"""A work that no longer counts, in a word, by the kind of notice."""


class NoticeWords(NamedTuple):
    """A notice in words: on the page of the work, as the text of a link, and on the page of the notice itself."""

    of_work: str
    name: str
    of_notice: str


NOTICES = {
    "retraction": NoticeWords(
        N_("This publication was retracted."), N_("Retraction notice"), N_("This is the retraction notice of")
    ),
    "removal": NoticeWords(
        N_("This publication was removed."), N_("Notice of removal"), N_("This is the notice of removal of")
    ),
    "withdrawal": NoticeWords(
        N_("This publication was withdrawn."), N_("Notice of withdrawal"), N_("This is the notice of withdrawal of")
    ),
    "expression-of-concern": NoticeWords(
        N_("There is an expression of concern about this publication."),
        N_("Expression of concern"),
        N_("This is an expression of concern about"),
    ),
    "correction": NoticeWords(
        N_("There is a correction of this publication."), N_("Correction"), N_("This is a correction of")
    ),
    "erratum": NoticeWords(N_("There is an erratum to this publication."), N_("Erratum"), N_("This is an erratum to")),
    "corrigendum": NoticeWords(
        N_("There is a corrigendum to this publication."), N_("Corrigendum"), N_("This is a corrigendum to")
    ),
    "addendum": NoticeWords(
        N_("There is an addendum to this publication."), N_("Addendum"), N_("This is an addendum to")
    ),
}
"""By kind of notice (`model.publication.NOTICES`)."""
CONTAINER_KINDS = {
    "journal": N_("Journal"),
    "series": N_("Series"),
    "proceedings": N_("Proceedings"),
    "book": N_("Book"),
    "newspaper": N_("Newspaper"),
    "magazine": N_("Magazine"),
}
REPORTED = {
    "title": N_("Title"),
    "subtitle": N_("Subtitle"),
    "authors": N_("Authors"),
    "editors": N_("Editors"),
    "issued": N_("Date of publication"),
    "journal": N_("Journal"),
    "book": N_("Title of host publication"),
    "series": N_("Publication series"),
    "series_number": N_("Number in series"),
    "volume": N_("Volume"),
    "issue": N_("Issue number"),
    "pages": N_("Pages (from-to)"),
    "article_number": N_("Article number"),
    "edition": N_("Edition"),
    "publisher": N_("Publisher"),
    "place": N_("Place"),
    "institution": N_("Institution"),
    "doi": N_("DOI"),
    "isbn": N_("ISBN"),
    "issn": N_("ISSN"),
    "url": N_("Website"),
    "language": N_("Language"),
    "name": N_("Name"),
    "other_names": N_("Other names"),
    "orcid": N_("ORCID iD"),
    "position": N_("Position"),
    "label": N_("Name"),
    "abbreviation": N_("Abbreviated title"),
    "other_titles": N_("Other titles"),
    "acronym": N_("Acronym"),
    "ror": N_("ROR id"),
    "country": N_("Country/Territory"),
    "start": N_("First day"),
    "end": N_("Last day"),
}
"""The fields of the form for a mistake (`model.reportable`)."""
