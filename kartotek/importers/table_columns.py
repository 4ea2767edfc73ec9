"""Tables in the fields of entries: one list of columns, one of types.

The columns are those of our own exports, of Zotero's CSV, of reports that Elsevier Pure gives as Excel files, of the
metadata that DSpace exports, and what people write above their columns in English and Danish. Whatever its case, a name
is read without signs.
"""

import re
from collections.abc import Mapping
from functools import cache

from kartotek.importers.dspace import without_language
from kartotek.model.publication_fields import FIELDS, type_named
from kartotek.model.types import TYPES
from kartotek.text.likeness import did_you_mean

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": ("key", "citation key", "cite key", "bibtex key", "uuid", "pure id", "id", "item id", "record id", "nøgle"),
    "type": ("type", "item type", "publication type", "document type", "output type", "research output type",
        "contribution type", "publikationstype", "dokumenttype", "udgivelsestype", "bidragstype",
        "dc type"),
    "kind": ("thesis type", "report type", "degree", "grad", "kvalifikation",
        "thesis degree name", "thesis degree level"),
    "title": ("title", "titel", "article title", "document title", "main title",
        "title of the contribution in original language",
        "title in original language", "titel på bidraget på originalsprog", "hovedtitel",
        "dc title", "dcterms title"),
    "subtitle": ("subtitle", "sub title", "undertitel", "subtitle of the contribution in original language"),
    "short_title": ("short title", "title short", "kort titel"),
    "authors": ("authors", "author", "author s", "authors full names", "creator", "creators", "contributors",
        "contributor s", "persons", "forfatter", "forfattere", "forfatter e", "bidragyder", "bidragydere",
        "dc contributor author", "dc creator", "dcterms creator"),
    "editors": ("editors", "editor", "editor s", "redaktør", "redaktører", "redaktør er",
        "dc contributor editor"),
    "translators": ("translators", "translator", "oversætter", "oversættere",
        "dc contributor translator"),
    "supervisors": ("supervisors", "supervisor", "advisor", "vejleder", "vejledere",
        "dc contributor advisor", "dc contributor supervisor"),
    "date": ("date", "issued", "publication date", "published", "date of publication", "dato", "udgivelsesdato",
        "udgivet", "publiceringsdato", "publikationsdato",
        "dc date issued", "dcterms issued"),
    "year": ("year", "publication year", "year of publication", "pub year", "år", "udgivelsesår", "publikationsår",
        "publiceringsår", "årstal"),
    "online": ("online", "epub date", "e pub date", "online publication date", "early online date"),
    "submitted": ("submitted", "date submitted", "indsendt"),
    "accepted": ("accepted", "date accepted", "accepted date", "accepteret", "antaget"),
    "filed": ("filed", "filing date"),
    "awarded": ("awarded", "award date", "date of award", "tildelingsdato"),
    "status": ("status", "publication status", "publikationsstatus"),
    "container": ("container", "publication title", "source", "source title", "published in", "container title",
        "udgivet i", "værtspublikation",
        "dc relation ispartof", "dc relation journal", "dc source title", "dc identifier journal",
        "oaire citation title"),
    "journal": ("journal", "journal title", "journal name", "periodical", "tidsskrift", "tidsskriftets navn"),
    "book": ("book", "book title", "host publication", "host publication title", "title of host publication",
        "proceedings title", "bog", "bogtitel", "titel på værtspublikation"),
    "container_title_short": ("journal abbreviation", "abbreviated journal", "abbreviated source title",
        "container title short", "forkortet tidsskrifttitel"),
    "series": ("series", "series title", "book series", "publication series", "serie", "skriftserie",
        "dc relation ispartofseries"),
    "series_number": ("series number", "number in series", "collection number", "serienummer", "nummer i serien"),
    "volume": ("volume", "vol", "bind", "årgang",
        "oaire citation volume", "dc identifier volume"),
    "volume_title": ("volume title", "bindtitel"),
    "number_of_volumes": ("number of volumes", "volumes", "antal bind"),
    "issue": ("issue", "issue number", "journal number", "no", "hæfte", "udgivelsesnummer", "tidsskriftsnummer",
        "oaire citation issue", "dc identifier issue"),
    "pages": ("pages", "page", "page range", "pp", "pages from to", "sider", "side", "sidetal"),
    "article_number": ("article number", "article no", "artikelnummer", "eid"),
    "section": ("section", "sektion"),
    "chapter": ("chapter", "chapter number", "kapitel"),
    "edition": ("edition", "udgave"),
    "number_of_pages": ("number of pages", "num pages", "total pages", "antal sider"),
    "publisher": ("publisher", "publisher name", "forlag", "udgiver",
        "dc publisher", "dcterms publisher"),
    "place": ("place", "place of publication", "publisher place", "city", "sted", "udgivelsessted", "forlagssted",
        "dc publisher place"),
    "institution": ("institution", "university", "school", "universitet", "awarding institution",
        "bevilgende institution",
        "thesis degree grantor"),
    "isbn": ("isbn", "isbns", "isbn print", "print isbn", "print isbns", "isbn trykt",
        "dc identifier isbn"),
    "eisbn": ("electronic isbn", "electronic isbns", "isbn electronic", "e isbn", "eisbn", "elektronisk isbn"),
    "issn": ("issn", "issns", "print issn", "issn print", "journal issn",
        "dc identifier issn"),
    "eissn": ("electronic issn", "eissn", "e issn", "issn electronic", "elektronisk issn"),
    "doi": ("doi", "dois", "electronic version s doi", "digital object identifier",
        "dc identifier doi"),
    "url": ("url", "link", "web address", "adresse", "electronic version s url",
        "dc identifier uri", "dc relation uri"),
    "arxiv": ("arxiv", "arxiv id",
        "dc identifier arxiv"),
    "pmid": ("pmid", "pubmed id",
        "dc identifier pmid"),
    "pmcid": ("pmcid", "pmc id",
        "dc identifier pmcid"),
    "handle": ("handle",),
    "language": ("language", "language of publication", "original language", "sprog", "originalsprog",
        "dc language iso", "dc language", "dcterms language"),
    "keywords": ("keywords", "keyword", "author keywords", "tags", "manual tags", "subject", "subjects", "emneord",
        "nøgleord", "søgeord", "frie nøgleord",
        "dc subject", "dc subject other", "dc subject lcsh", "dc subject mesh", "dc subject keyword",
        "dcterms subject"),
    "keywords ": ("automatic tags",),
    "abstract": ("abstract", "abstract note", "summary", "resumé", "resume", "sammendrag", "beskrivelse",
        "dc description abstract", "dcterms abstract"),
    "note": ("note", "bibliographical note", "note til publikationen", "bemærkning", "bemærkninger",
        "dc description"),
    "extra": ("extra",),
    "license": ("license", "licence", "licens"),
    "rights": ("rights", "rettigheder",
        "dc rights", "dc rights uri", "dc rights license", "dcterms rights"),
    "open_access": ("open access", "open access status"),
    "peer_reviewed": ("peer reviewed", "peer review", "refereed", "fagfællebedømt", "peer reviewed ja nej"),
    "reviewed": ("reviewed work",),
    "original": ("original work",),
    "event.name": ("event", "event name", "event title", "conference name", "conference", "meeting name", "konference",
        "begivenhed", "konferencens navn"),
    "event.place": ("event place", "event location", "conference place", "conference location", "konferencested"),
    "event.start": ("event start", "event start date", "conference date", "conference start date"),
    "event.end": ("event end", "event end date", "conference end date"),
    "number": ("number", "report number", "patent number", "application number", "nummer", "rapportnummer"),
    "country": ("country", "land"),
    "medium": ("medium",),
    "version": ("version",),
    "code_repository": ("code repository", "source code", "repository url", "kildekode"),
    "programming_language": ("programming language", "programming languages", "programmeringssprog"),
    "temporal_coverage": ("temporal coverage", "period covered", "dc coverage temporal", "dcterms temporal"),
    "spatial_coverage": ("spatial coverage", "geographic coverage", "dc coverage spatial", "dcterms spatial"),
    "ipc": ("ipc", "ipc class", "ipc classes", "international patent classification", "ipc klasse"),
}  # fmt: skip
"""What a column is called, in small letters without signs, by where its cells go.

A name with a space at its end adds to the field without. `container` is a journal or a book; `kind` is the degree of a
thesis; `key`, `extra` and `rights` are looked into.
"""

BOOKKEEPING = frozenset(
    {
        "date added", "date modified", "access date", "library catalog", "archive", "archive location", "call number",
        "file attachments", "link attachments", "access", "created", "modified",
        "created date", "modified date", "created by", "modified by", "visibility", "workflow", "export",
        "managing organisational unit", "citations", "scopus citations", "collection", "dc date accessioned",
        "dc date available", "dc date updated", "dc description provenance", "dc format mimetype",
        "oaire citation startpage", "oaire citation endpage",
    }
)  # fmt: skip
"""Columns that say nothing about the work, or what only the program they come from can use."""

KINDS: Mapping[str, str] = {
    "journalarticle": "article-journal", "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper", "booksection": "chapter", "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary", "conferencepaper": "paper-conference", "computerprogram": "software",
    "presentation": "talk", "manuscript": "other", "webpage": "webpage", "blogpost": "post-weblog", "document": "other",
    "standard": "standard", "film": "video", "artwork": "artefact", "audiorecording": "artefact",
    "videorecording": "video", "podcast": "podcast", "map": "map",
    "article": "article-journal", "contributiontojournal": "article-journal", "journalcontribution": "article-journal",
    "reviewarticle": "review", "commentdebate": "letter", "paper": "paper-conference", "phdthesis": "thesis",
    "doctoralthesis": "thesis", "mastersthesis": "thesis", "proceedings": "proceedings", "monograph": "book",
    "tidsskriftartikel": "article-journal", "artikel": "article-journal", "videnskabeligartikel": "article-journal",
    "bidragtiltidsskrift": "article-journal", "oversigtsartikel": "review", "review": "review", "leder": "editorial",
    "boganmeldelse": "book-review", "anmeldelse": "book-review", "avisartikel": "article-newspaper",
    "kronik": "article-newspaper", "magasinartikel": "article-magazine", "bog": "book", "monografi": "book",
    "antologi": "anthology", "bogkapitel": "chapter", "bidragtilbogantologi": "chapter", "kapitel": "chapter",
    "konferenceartikel": "paper-conference", "konferencebidragiproceedings": "paper-conference",
    "konferencebidrag": "paper-conference", "konferenceabstrakt": "conference-abstract",
    "konferenceabstractiproceedings": "conference-abstract", "abstract": "conference-abstract",
    "afhandling": "thesis", "phdafhandling": "thesis", "speciale": "thesis", "rapport": "report",
    "arbejdspapir": "working-paper", "datasæt": "dataset", "udstilling": "exhibition", "artefakt": "artefact",
    "interview": "interview", "case": "legal-case", "statute": "legislation", "bill": "legislation",
    "radiobroadcast": "podcast", "tvbroadcast": "video", "andetbidrag": "other", "andet": "other",
}  # fmt: skip
"""Types as tables name them, in small letters without spaces and signs; names that `model.types` has are known too."""

NO_RECORDS = {"attachment": "it is an attachment", "note": "it is a note", "annotation": "it is an annotation"}
"""Rows of Zotero that stand below others, by their type, and why they are left out."""


def plain_name(header: str) -> str:
    """A name above a column, in small letters and without signs."""
    return " ".join(re.findall(r"[^\W_]+", without_language(header).casefold()))


_NOT_BY_FIELD = frozenset({"reviewed", "original"})
"""Fields whose names mean something else above the columns of others, such as whether it was reviewed."""


@cache
def _by_name() -> dict[str, str]:
    found = {name: to for to, names in COLUMNS.items() for name in names}
    return {**{plain_name(field): field for field in FIELDS if field not in _NOT_BY_FIELD}, **found}


def meant_by(header: str) -> str:
    """Where the cells of a column go: a key of COLUMNS or a field; "" if nothing is known of it."""
    return _by_name().get(plain_name(header), "")


def unknown(header: str) -> str:
    """A sentence about a column that has no place."""
    hint = did_you_mean(plain_name(header), _by_name())
    return f"the column {header!r} has no place in entries" + (f"; {hint}" if hint else "")


def kind_named(said: str) -> str:
    """The type that a cell names, "" if none is known.

    Pure says it by steps, "Contribution to journal › Article", of which the last that is known counts.
    """
    for step in reversed(re.split(r"\s*[›»>]\s*", said.strip())):
        letters = re.sub(r"[\W_]", "", step.casefold())
        if found := step if step in TYPES else KINDS.get(letters) or type_named(step):
            return found
    return ""
