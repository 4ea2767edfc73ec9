"""Dublin Core: the 15 elements that every harvester knows, and DCMI Terms where these say more.

Elements are those of "DCMI Metadata Terms" (2020); dates are W3CDTF.
"""

from collections.abc import Iterator

from kartotek.export.parts import hyphenated
from kartotek.export.work import Work

Element = tuple[str, str]
Meta = tuple[str, str, str]
"""Name, content, and the language of the content ("" if it has none or nobody knows)."""

_ACCESS = {"closed": "metadata only", "embargoed": "embargoed access", "restricted": "restricted access"}
"""COAR Access Rights 1.0, by label; all else that is known to be readable is "open access"."""


def simple(work: Work) -> list[Element]:
    """The elements of a work that have something to say, in the order of the standard's own list."""
    return [(name, text) for name, text in _simple(work) if text]


def _simple(work: Work) -> Iterator[Element]:
    record = work.record
    yield "title", work.full_title
    for agent in work.authors:
        yield "creator", agent.inverted
    for _, label in work.keywords:
        yield "subject", label
    yield "description", work.abstract
    yield "publisher", work.publisher or record.institution
    for agent in (*work.editors, *work.translators, *work.supervisors):
        yield "contributor", agent.inverted
    yield "date", str(work.date or "")
    yield "type", work.type.dcmi
    yield "type", work.type.coar
    for document in work.documents:
        yield "format", document.media_type
    yield "identifier", work.url
    yield "identifier", work.doi_url
    for isbn in work.isbn if not work.container else ():
        yield "identifier", f"urn:isbn:{isbn.replace('-', '')}"
    yield "source", citation(work)
    yield "language", record.language
    yield "relation", work.container_url
    for issn in work.issn:
        yield "relation", f"urn:issn:{issn}"
    yield "rights", access_label(work.access)
    yield "rights", work.license_url or record.license


def access_label(access: str) -> str:
    """How open a work is in the words of COAR, "" where nobody says."""
    return _ACCESS.get(access, "open access") if access else ""


def citation(work: Work) -> str:
    """What it appeared in, volume, issue and pages in a line; "" for what stands alone."""
    record = work.record
    if not work.container:
        return ""
    volume = record.volume + (f" ({record.issue})" if record.issue else "") if record.volume else record.issue
    pages = hyphenated(record.pages) or record.article_number
    return ", ".join(part for part in (work.container, volume, pages) if part)


def dublin_core(work: Work) -> list[Meta]:
    """The `DC.*` and `DCTERMS.*` tags of a page."""
    record = work.record
    language = record.language
    tags: list[Meta] = []
    for name, text in _simple(work):
        if not text or name in ("date", "source", "rights", "description"):
            continue
        tags.append((f"DC.{name}", text, language if name == "title" else ""))
    tags += [("DC.description", work.abstract, record.abstract_language)] if work.abstract else []
    more = (
        ("issued", str(work.date or "")),
        ("available", str(record.online or "")),
        ("dateAccepted", str(record.accepted or "")),
        ("dateSubmitted", str(record.submitted or "")),
        ("bibliographicCitation", citation(work)),
        ("isPartOf", work.container),
        ("accessRights", access_label(work.access)),
        ("license", work.license_url or record.license),
    )
    return tags + [(f"DCTERMS.{name}", text, "") for name, text in more if text]
