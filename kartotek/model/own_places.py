"""What is said in words though a field or a type of its own says it: the original of a translation or a reprint, what a
medium is, a correction that is only related to what it corrects."""

import re
from collections.abc import Iterator

from kartotek.content.paths import ValuePath
from kartotek.model.kinds import PUBLICATIONS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.portal import Portal
from kartotek.model.publication import NOTICES, Publication
from kartotek.text.foreign_names import folded

Hint = tuple[ValuePath, str, str]
"""The path of a value, what there is to say, and what to write."""

_ORIGINALS = frozenset({"IsTranslationOf", "IsVariantFormOf"})
"""Relations to the original of a translation or of a reprint."""
_REPRINT = re.compile(
    r"\b(?:(?:facsimile )?reprint(ed)?|genoptrykt?|genudgivelse|opptrykk|optryk|nachdruck|neudruck|reimpression)\b"
    r"(?! with\b)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:(?:first|originally) (?:published|printed|issued|appeared)|(?:først|oprindeligt?|opprinnelig) "
    r"(?:udgivet|utgitt|publiceret|publisert|trykt)|zuerst (?:erschienen|veröffentlicht)|ursprünglich erschienen)\b"
    r"(?! *(?::|(?:online|electronically|digitalt?|as|som|als|with|med|mit|in this form)\b"
    r"|in (?:the u|great britain|britain|england|scotland|ireland|canada|australia|america|germany)))",
    re.IGNORECASE,
)
"""That something appeared earlier, unless it is this work: online, as a preprint, for the first time in a country."""
_YEAR = re.compile(r"\b1[4-9]\d\d\b|\b20\d\d\b")
_TRANSLATED = frozenset(
    {"book", "report", "working-paper", "manual", "article-journal", "article-newspaper", "article-magazine"}
)
"""Types whose works have one original if they are translated; an anthology has many, and the original of a chapter may
be that of its book."""
_MEDIA = {
    folded(medium): type_
    for type_, media in {
        "post-weblog": "blog post/blogpost/blog entry/blogindlæg/blogginnlegg/blogbeitrag",
        "podcast": "podcast/podcast episode/podcastafsnit/podcastepisode/podcastfolge",
        "webpage": "web page/webpage/website/webside/hjemmeside/webseite",
        "video": "video",
        "map": "map/landkort/kart/landkarte",
        "poster": "poster/conference poster",
        "dataset": "dataset/data set/datasæt/datasett/datensatz",
        "software": "software/computer program",
        "patent": "patent",
        "legal-case": "court decision/retsafgørelse/rettsavgjørelse/gerichtsentscheidung/gerichtsurteil",
        "preprint": "preprint",
        "working-paper": "working paper/arbejdspapir/arbeidsnotat/arbeitspapier",
        "book-review": "book review/boganmeldelse/bokanmeldelse",
        "article-newspaper": "newspaper article/avisartikel/avisartikkel/zeitungsartikel",
        "article-magazine": "magazine article/magasinartikel/magasinartikkel",
        "article-journal": "journal article/tidsskriftartikel/tidsskriftartikkel/zeitschriftenartikel",
        "chapter": "book chapter/bogkapitel/bokkapittel/buchkapitel",
        "entry-encyclopedia": "encyclopedia entry/encyclopedia article/leksikonartikel/lexikonartikel",
        "paper-conference": "conference paper/konferenceartikel/konferanseartikkel",
        "exhibition": "exhibition/udstilling/utstilling/ausstellung",
        "course-material": "course material/lecture notes/undervisningsmateriale/lehrmaterial",
    }.items()
    for medium in media.split("/")
}
"""Media, folded, that are what a type is called and nothing else: a letter may be one on paper."""
_NOTICE_TITLE = re.compile(
    rf"(?:publisher[’']s )?({'|'.join(NOTICES).replace('-', ' ')})(?: (?:to|notice)\b|:)", re.IGNORECASE
)
"""Titles of notices: "Erratum: On cards", "Correction to On cards"."""

_OF_NOTICES = frozenset({"IsSupplementTo", "IsNewVersionOf", "Obsoletes", "IsDerivedFrom"})
"""Relations in which a notice stands to what it is about, where nobody says that it is one. Any work cites others."""


def find_said_in_words(portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report what works say in words, for which there is a field or a type of its own: hints."""
    for key, publication in portal.publications.items():
        for path, message, hint in _hints_of(key, publication, portal):
            diagnostics.add(PUBLICATIONS.key, key, path, "said-in-words", message, hint)


def _hints_of(key: str, publication: Publication, portal: Portal) -> Iterator[Hint]:
    relations = portal.links[key].relations
    if not publication.original and not any(each.relation in _ORIGINALS for each in relations):
        yield from _without_original(publication)
    if publication.type == "other" and publication.medium:
        yield from _with_a_type(publication)
    if said := _NOTICE_TITLE.match(publication.title.replace("*", "")):
        kind = said[1].lower().replace(" ", "-")
        for i, each in enumerate(publication.related):
            corrected = portal.publications.get(each.id)
            if corrected and not corrected.all_notices and each.relation in _OF_NOTICES:
                message = f"{each.id} does not say that there is this {said[1].lower()}, and is cited without it"
                hint = f"write in the entry of {each.id} `notices: [{{kind: {kind}, id: {key}}}]`"
                yield ("related", i), message, hint


def _without_original(publication: Publication) -> Iterator[Hint]:
    """What tells of an original that the entry does not name: translators, an edition, a note. One is enough. Its year
    is before those of the work: what first appeared in the same year is the work itself."""
    own = [date.year for date in (publication.issued, publication.online) if date]
    for field in ("edition", "note"):
        said = vars(publication).get(field) or ""
        reprinted = field == "edition" and _REPRINT.search(said)
        years = _YEAR.findall(f"{said} {publication.note}" if reprinted else said)
        earlier = [year for year in years if own and int(year) < min(own)]
        if (earlier and _FIRST.search(said)) or (reprinted and (earlier or not years)):
            year = earlier[0] if earlier else "..."
            hint = f"write `original: {{issued: {year}, publisher: ...}}`, which citations and exports use"
            yield (field,), "this is a reprint, and what it is a reprint of has a field of its own", hint
            return
    if publication.translators and publication.type in _TRANSLATED:
        hint = "write `original: {title: ..., language: ..., issued: ...}`, as far as you know it"
        yield ("translators",), "this is a translation, and the original is not named", hint


def _with_a_type(publication: Publication) -> Iterator[Hint]:
    """A medium that is what a type is called."""
    if found := _MEDIA.get(folded(re.split(r"[,;(:]", publication.medium)[0])):
        message = f"there is a type for {publication.medium!r}"
        yield ("medium",), message, f"write `type: {found}`, and `medium` only if it says more"
