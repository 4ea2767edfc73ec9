"""What is said in words though a field or a type of its own says it: the original of a translation or a reprint, what a
medium is, a correction that is only related to what it corrects."""

import re
from collections.abc import Iterator

from kartotek.content.paths import ValuePath
from kartotek.model.kinds import PUBLICATIONS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.portal import Portal
from kartotek.model.publication import NOTICES, Publication
from kartotek.model.types import TYPES
from kartotek.text.foreign_names import folded, types_by_name

Told = tuple[ValuePath, str, str]
"""The path of a value, what there is to say, and what to write."""

_ORIGINALS = frozenset({"IsTranslationOf", "IsVariantFormOf"})
"""Relations to the original of a translation or of a reprint."""
_REPRINT = re.compile(
    r"\b(?:(?:facsimile )?reprint(ed)?|genoptrykt?|genudgivelse|opptrykk|optryk|nachdruck|neudruck|reimpression)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:(?:first|originally) (?:published|printed|issued|appeared)|(?:først|oprindeligt?|opprinnelig) "
    r"(?:udgivet|utgitt|publiceret|publisert|trykt)|zuerst (?:erschienen|veröffentlicht)|ursprünglich erschienen)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b1[4-9]\d\d\b|\b20\d\d\b")
_VAGUE = ("other", "artefact")
"""Types of works that none of the others fits."""
_MADE = frozenset({"video", "podcast", "map", "software", "dataset", "exhibition", "performance", "poster"})
"""Types that an artefact may rather have; one whose medium is a book may well be a work of art."""
_NOTICE_TITLE = re.compile(
    rf"(?:publisher[’']s )?({'|'.join(NOTICES).replace('-', ' ')})(?: (?:to|notice)\b|:)", re.IGNORECASE
)
"""Titles of notices: "Erratum: On cards", "Correction to On cards"."""

_OF_NOTICES = frozenset({"IsSupplementTo", "IsNewVersionOf", "References", "Obsoletes", "IsDerivedFrom", "Cites"})
"""Relations in which a notice stands to what it is about, where nobody says that it is one."""


def find_said_in_words(portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report what works say in words, for which there is a field or a type of its own: hints."""
    for key, publication in portal.publications.items():
        for path, message, hint in _told_of(key, publication, portal):
            diagnostics.add(PUBLICATIONS.key, key, path, "said-in-words", message, hint)


def _told_of(key: str, publication: Publication, portal: Portal) -> Iterator[Told]:
    relations = portal.links[key].relations
    if not publication.original and not any(each.relation in _ORIGINALS for each in relations):
        yield from _without_original(publication)
    if publication.type in _VAGUE and publication.medium:
        yield from _with_a_type(publication)
    if said := _NOTICE_TITLE.match(publication.title.replace("*", "")):
        kind = said[1].lower().replace(" ", "-")
        for i, each in enumerate(publication.related):
            corrected = portal.publications.get(each.id)
            if corrected and not corrected.all_notices and each.relation in _OF_NOTICES:
                message = f"{each.id} does not say that there is this {said[1].lower()}, and is cited without it"
                hint = f"write in the entry of {each.id} `notices: [{{kind: {kind}, id: {key}}}]`"
                yield ("related", i), message, hint


def _without_original(publication: Publication) -> Iterator[Told]:
    """What tells of an original that the entry does not name: translators, an edition, a note. One is enough."""
    for field in ("edition", "note"):
        said = vars(publication).get(field) or ""
        if _FIRST.search(said) or (field == "edition" and _REPRINT.search(said)):
            year = found[0] if (found := _YEAR.search(f"{said} {publication.note}")) else "..."
            hint = f"write `original: {{issued: {year}, publisher: ...}}`, which citations and exports use"
            yield (field,), "this is a reprint, and what it is a reprint of has a field of its own", hint
            return
    if publication.translators:
        hint = "write `original: {title: ..., language: ..., issued: ...}`, as far as you know it"
        yield ("translators",), "this is a translation, and the original is not named", hint


def _with_a_type(publication: Publication) -> Iterator[Told]:
    """A medium that is what a type is called."""
    kind = folded(re.split(r"[,;(:]", publication.medium)[0])
    found = kind if kind in TYPES else types_by_name().get(kind, "")
    if found not in _VAGUE and (found in _MADE or (found and publication.type == "other")):
        message = f"there is a type for {publication.medium!r}"
        yield ("medium",), message, f"write `type: {found}`, and `medium` only if it says more"
