"""What the types of RIS are here: TY, and M3 where that is more exact."""

from kartotek.model.types import TYPES

KINDS = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "INPR": "article-journal", "ABST": "article-journal",
    "NEWS": "article-newspaper", "MGZN": "article-magazine", "BOOK": "book", "EBOOK": "book", "CLSWK": "book",
    "SER": "book", "EDBOOK": "anthology", "CHAP": "chapter", "ECHAP": "chapter", "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary", "CPAPER": "paper-conference", "CONF": "paper-conference", "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report", "STAND": "standard", "STD": "standard", "UNPB": "other", "UNPD": "other", "MANSCPT": "other",
    "PAT": "patent", "DATA": "dataset", "DBASE": "dataset", "AGGR": "dataset", "COMP": "software", "ART": "artefact",
    "SOUND": "artefact", "MUSIC": "artefact", "VIDEO": "video", "MPCT": "video", "ADVS": "video",
    "MULTI": "artefact", "FIGURE": "artefact", "CHART": "artefact", "MAP": "map", "SLIDE": "talk",
    "JFULL": "other", "GEN": "other", "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog", "POD": "podcast",
    "PAMP": "other", "CTLG": "other", "CASE": "legal-case", "BILL": "legislation", "UNBILL": "legislation",
    "LEGAL": "legislation",
    "HEAR": "legal-case", "STAT": "legislation", "ICOMM": "other", "PCOMM": "other", "GRNT": "other", "GRANT": "other",
    "ANCIENT": "other", "EQUA": "other",
}  # fmt: skip
"""Values of TY, and the type here; those that have no row become `other`."""

_ANY = frozenset(TYPES)
REFINED = {
    "article-journal": frozenset(
        {"review", "editorial", "letter", "book-review", "paper-conference", "conference-abstract", "interview"}
    ),
    "paper-conference": frozenset({"poster", "conference-abstract"}),
    "chapter": frozenset({"paper-conference"}),
    "book": frozenset({"anthology", "proceedings"}),
    "report": frozenset({"working-paper", "preprint", "manual", "standard"}),
    "thesis": frozenset({"student-thesis"}),
    "talk": frozenset({"poster", "performance", "course-material"}),
    "artefact": frozenset({"podcast", "video", "map", "exhibition", "performance"}),
    "webpage": frozenset({"post-weblog", "course-material", "preprint"}),
    "other": _ANY,
}
"""Types that M3 may say more exactly than TY does."""

LABELS = {
    "conference contribution": "paper-conference", "article in proceedings": "paper-conference",
    "conference article": "paper-conference", "conference review": "paper-conference",
    "conference abstract in journal": "conference-abstract", "meeting abstract": "conference-abstract",
    "book/film/article review": "book-review", "literature review": "review", "review": "review", "note": "letter",
    "short survey": "review", "anthology": "anthology", "discussion paper": "working-paper",
}  # fmt: skip
"""What Pure, Scopus and Web of Science call types, in small letters; `type_named` knows the usual names."""

SAYS_NOTHING = frozenset(
    {
        "article", "research article", "research-article", "journal article", "original article", "book", "chapter",
        "book section", "thesis", "dissertation", "report", "journal", "other", "generic", "text",
    }
)  # fmt: skip
"""What M3 may say of a type that says no more than TY does."""
