"""The types of DataCite, and ours: `resourceTypeGeneral` decides, and `resourceType`, in words, where it is exacter."""

from kartotek.importers.csl_fields import KINDS as CSL_KINDS
from kartotek.importers.draft_from_map import DraftFromMap, inner, plain_of, text_of
from kartotek.model.publication_fields import type_named
from kartotek.model.types import TYPES

KINDS = {
    "Audiovisual": "video", "Award": "other", "Book": "book", "BookChapter": "chapter", "Collection": "dataset",
    "ComputationalNotebook": "software", "ConferencePaper": "paper-conference", "ConferenceProceeding": "proceedings",
    "DataPaper": "article-journal", "Dataset": "dataset", "Dissertation": "thesis", "Event": "other",
    "Image": "artefact", "Instrument": "other", "InteractiveResource": "other", "Journal": "anthology",
    "JournalArticle": "article-journal", "Model": "other", "OutputManagementPlan": "report", "PeerReview": "other",
    "PhysicalObject": "artefact", "Poster": "poster", "Preprint": "preprint", "Presentation": "talk",
    "Project": "other", "Report": "report", "Service": "other", "Software": "software", "Sound": "artefact",
    "Standard": "standard", "StudyRegistration": "other", "Text": "other", "Workflow": "other", "Other": "other",
}  # fmt: skip
"""Values of resourceTypeGeneral (appendix 1, table 7), and the type here; those that have no row become `other`."""

_DECIDED = frozenset({"Dataset", "Software", "Dissertation", "Preprint", "BookChapter"})
"""Values beside which words change nothing: what people write there is free."""

_SAY_THESIS = ("", "thesis", "theses", "dissertation", "text")
"""Words that say no more of a thesis than that it is one."""


def kind_of(made: DraftFromMap) -> str:
    """The type. The words of `resourceType` are the degree of a thesis, or the medium of something else."""
    types = made.take("types")
    general, words = text_of(inner(types, "resourceTypeGeneral")), plain_of(inner(types, "resourceType"))
    kind = KINDS.get(general, "other")
    said = type_named(words) or type_named(_apart(words))
    if general == "Text" and not said:
        said = (
            CSL_KINDS.get(text_of(inner(types, "citeproc")), "")
            if text_of(inner(types, "citeproc")) != "article"
            else ""
        )
    if said == "student-thesis":
        return said
    if kind == "thesis" and words.lower() not in _SAY_THESIS:
        made.put("qualification", words)
        return kind
    if said and (general not in _DECIDED or TYPES[said].datacite == general):
        return said
    if kind in ("other", "dataset", "software", "artefact") and words.lower() not in ("", general.lower(), kind):
        made.put("medium", words)
    else:
        made.lose("resourceType", "" if said or words.replace(" ", "").lower() == general.lower() else words)
    return kind


def _apart(words: str) -> str:
    """Words that were written as one: "Journal Article" for "JournalArticle"."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in words)
