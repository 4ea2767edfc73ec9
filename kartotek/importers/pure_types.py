"""The types of research outputs in Pure, by the end of their address (`.../contributiontojournal/article`)."""

KINDS = {
    "contributiontojournal": "article-journal", "contributiontojournal/editorial": "editorial",
    "contributiontojournal/letter": "letter", "contributiontojournal/bookreview": "book-review",
    "contributiontojournal/book": "book-review", "contributiontojournal/scientific": "review",
    "contributiontojournal/review": "review", "contributiontojournal/systematicreview": "review",
    "contributiontojournal/conferencearticle": "paper-conference",
    "contributiontojournal/abstract": "conference-abstract",
    "contributiontojournal/meetingabstract": "conference-abstract", "contributiontojournal/special": "anthology",
    "contributiontoperiodical": "article-magazine", "contributiontospecialist": "article-magazine",
    "contributiontobookanthology/entry": "entry-encyclopedia",
    "contributiontobookanthology/encyclopedia": "entry-encyclopedia",
    "contributiontobookanthology": "chapter", "contributiontobookanthology/conference": "paper-conference",
    "contributiontobookanthology/abstract": "conference-abstract", "contributiontomemorandum": "chapter",
    "contributiontoconference": "other", "contributiontoconference/paper": "paper-conference",
    "contributiontoconference/poster": "poster", "contributiontoconference/abstract": "conference-abstract",
    "bookanthology": "book", "bookanthology/anthology": "anthology",
    "bookanthology/proceedings": "proceedings", "bookanthology/manual": "manual",
    "bookanthology/commissioned": "report",
    "bookanthology/report": "report", "memorandum": "report", "workingpaper": "working-paper",
    "workingpaper/preprint": "preprint", "patent": "patent", "thesis": "thesis", "nontextual": "other",
    "nontextual/web": "webpage", "nontextual/website": "webpage", "nontextual/video": "video",
    "nontextual/digital": "video", "nontextual/map": "map",
    "othercontribution/blog": "post-weblog", "othercontribution/webpage": "webpage", "othercontribution/net": "webpage",
    "othercontribution/teachingmaterial": "course-material", "othercontribution/legislation": "legislation",
    "contributiontoconference/talk": "talk", "contributiontoconference/lecture": "talk",
    "nontextual/software": "software", "nontextual/database": "dataset", "nontextual/data": "dataset",
    "nontextual/performance": "performance", "nontextual/exhibition": "exhibition", "nontextual/artefact": "artefact",
    "nontextual/design": "artefact", "nontextual/artifact": "artefact", "othercontribution": "other",
}  # fmt: skip
"""The family of a type or the type itself, and the type here; a type without a row is as its family is."""


def kind_of(address: str) -> str:
    """The type; "" for an address of which not even the family is known."""
    family, _, name = (
        address.strip("/").removeprefix("dk/atira/pure/researchoutput/researchoutputtypes/").partition("/")
    )
    return KINDS.get(f"{family}/{name}") or KINDS.get(family, "")
