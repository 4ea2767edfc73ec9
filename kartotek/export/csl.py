"""CSL-JSON, for citation processors: citeproc, Pandoc, Zotero.

Types and variables are those of CSL 1.0.2 (appendices III and IV) and its data schema, csl-data.json; what is empty is
left out.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from kartotek.export.shared_values import (
    hyphenated,
    keyword_line,
    notes,
    one_line,
    particles,
    status_in_words,
    web_address,
    with_dash,
)
from kartotek.export.work import Agent, Work
from kartotek.model.publication import Event
from kartotek.model.roles import ROLE_TABLE
from kartotek.text.dates import Edtf, PartialDate
from kartotek.text.rich import Rich, before_subtitle, plain

_GENRES = frozenset({"working-paper", "preprint", "poster", "talk", "conference-abstract", "manual", "podcast", "video",
    "course-material"})  # fmt: skip
"""Types without one of their own in CSL, whose label citations show as `genre`."""

_STYLES = {"em": "<i>%s</i>", "strong": "<b>%s</b>", "math": "$%s$", "nocase": '<span class="nocase">%s</span>'}

Variables = Iterator[tuple[str, Any]]

_IN_FILES = {"software": "document", "book-review": "article-journal", "working-paper": "report"}
"""Types of ours that files have another way. Zotero refuses a whole file for one `software`, which is new in CSL 1.0.2;
it makes a document without its journal of a `review-book`, and a preprint without number and institution of a working
paper that is an `article`. What they are is said by `genre`, which citations show too."""


def csl_item(work: Work) -> dict[str, Any]:
    """One item of a CSL-JSON array, ready for `json.dumps`.

    Texts may have the HTML-like tags that CSL-JSON allows; dates are objects with `date-parts`.
    """
    found = (*_about(work), *_others(work), *_home(work), *_details(work), *_identifiers(work), *_remarks(work))
    return {"id": work.key, "type": _type(work), **{name: value for name, value in found if value}}


def _type(work: Work) -> str:
    """The type of the item. A review of a work that is not known is an article: styles would cite it as one of its own
    title."""
    unknown = work.type.csl == "review-book" and not (work.reviewed and work.reviewed.title)
    return "article-journal" if unknown else work.type.csl


def type_in_file(work: Work) -> str:
    """The type of the item in a file."""
    return _IN_FILES.get(work.type.key, work.type.csl)


def csl_in_file(work: Work) -> dict[str, Any]:
    """The item as files have it, for reference managers: what they do not read is written as they do.

    A family name has its particles in `family`: Zotero drops `non-dropping-particle`, and processors find particles in
    `family` themselves.
    """
    item = csl_item(work)
    if (kind := type_in_file(work)) != work.type.csl:
        item = {**item, "type": kind, "genre": item.get("genre") or work.type.label}
    if short := item.get("container-title-short", ""):  # which Zotero knows by the name that its processor gave it
        item = {**item, "journalAbbreviation": short}
    for name in (name for role in _ROLES for name in item.get(role, ())):
        if particle := name.pop("non-dropping-particle", ""):
            name["family"] = f"{particle} {name['family']}"
    return item


_ROLES = (*(role.csl for role in ROLE_TABLE.values() if role.csl), "original-author", "reviewed-author")
"""Variables with names."""


def _about(work: Work) -> Variables:
    yield "title", _with_subtitle(work)
    yield "title-short", _marked(work.short_title or (work.title if work.subtitle else ()))
    yield "author", _names(work.authors)
    yield "editor", _names(work.editors)
    yield "translator", _names(work.translators)
    for role, agents in work.by_role():
        if role.csl:
            yield role.csl, _names(agents)
    yield "issued", _date(None if is_application(work) else work.date)
    yield "submitted", _date(work.record.submitted or work.record.filed)
    yield "status", status_in_words(work.record)


def _with_subtitle(work: Work) -> str:
    between = before_subtitle(plain(work.title))
    return _marked(work.title) + (between + _marked(work.subtitle) if work.subtitle else "")


def _others(work: Work) -> Variables:
    """The work that is reviewed, and the original of a reprint or a translation."""
    if other := work.reviewed:
        yield "reviewed-title", _marked(other.line)
        yield "reviewed-author", _names(other.authors)
    if other := work.original:
        yield "original-title", _marked(other.line)
        yield "original-author", _names(other.authors)
        yield "original-date", _date(other.date)
        yield "original-publisher", other.publisher
        yield "original-publisher-place", other.place


def is_application(work: Work) -> bool:
    """Whether a work is a patent that was filed and not issued: then it has no date in CSL's sense of "issued"."""
    return bool(work.record.filed) and work.date == work.record.filed


def _home(work: Work) -> Variables:
    record = work.record
    yield "container-title", _marked(work.container_line) or work.container
    yield "container-title-short", work.container_short
    yield "collection-title", work.series
    yield "collection-number", record.series_number
    yield "volume", record.volume
    yield "volume-title", _marked(work.volume_title)
    yield "number-of-volumes", record.number_of_volumes
    yield "section", record.section
    yield "issue", record.issue
    yield "page", _pages(one_line(record.pages)) or record.article_number
    yield "chapter-number", record.chapter
    yield from _event(record.event)


def _event(event: Event | None) -> Variables:
    """The event under its name in CSL 1.0.2, `event-title`, and in CSL 1.0.1, `event`, which processors still read."""
    if event:
        yield "event-title", event.name
        yield "event", event.name
        yield "event-place", event.place
        yield "event-date", _date(event.start, event.end)


def _details(work: Work) -> Variables:
    record = work.record
    yield "publisher", work.issuer
    yield "authority", work.authority
    yield "publisher-place", work.place
    yield "jurisdiction", record.country
    yield "genre", record.qualification or (work.type.label if record.type in _GENRES else "")
    yield "number", ", ".join(record.number) or record.article_number or _number_in_archive(work)
    yield "edition", record.edition
    yield "version", record.version
    yield "medium", record.medium
    yield "number-of-pages", record.number_of_pages
    yield "language", record.language


def _identifiers(work: Work) -> Variables:
    record = work.record
    yield "DOI", record.doi
    yield "PMID", record.pmid
    yield "PMCID", record.pmcid
    yield "ISBN", " ".join(record.all_isbn)
    yield "ISSN", " ".join(work.issn)
    yield "URL", web_address(work)


def _number_in_archive(work: Work) -> str:
    """The number of a preprint in its archive; "" for works that appeared elsewhere as well."""
    return f"arXiv:{work.record.arxiv}" if work.record.arxiv and work.record.type == "preprint" else ""


def _remarks(work: Work) -> Variables:
    yield "keyword", keyword_line(work, ", ")
    yield "note", "; ".join(notes(work))
    yield "abstract", work.abstract


def _marked(line: Rich) -> str:
    """A text with the few HTML elements that CSL knows; formulas keep their dollars."""
    return "".join(_STYLES.get(span.style, "%s") % span.text if span.style else span.text for span in line)


def _pages(pages: str) -> str:
    """With a hyphen, as processors expect; with a dash where the numbers have hyphens themselves."""
    return with_dash(pages, "\u2013") if hyphenated(pages).count("-") > 1 and "," not in pages else hyphenated(pages)


def _names(agents: Sequence[Agent]) -> list[dict[str, Any]]:
    return [_name(agent) for agent in agents]


def _name(agent: Agent) -> dict[str, Any]:
    """A name variable. Particles are non-dropping: "van der Waals" keeps them where only family names are shown."""
    if agent.name is None:
        return {"literal": agent.literal}
    particle, family = particles(agent.name.family)
    name: dict[str, Any] = {"family": family}
    if agent.name.given:
        name["given"] = agent.name.given
    if particle:
        name["non-dropping-particle"] = particle
    if agent.name.family_first:
        name["static-ordering"] = True
    if agent.name.suffix:
        name["suffix"] = agent.name.suffix
    return name


def _date(*dates: Edtf | None) -> dict[str, Any] | None:
    """A date, or the first and the last day of a period.

    A season is a key of its own where there is only one date; in a period it takes the place of the month (13 to 16 or
    21 to 24), as processors read it. `circa` means uncertain as well as approximate.
    """
    ends = list(dict.fromkeys(end for date in dates if date for end in date.ends))
    if not ends:
        return None
    alone = len(ends) == 1
    made: dict[str, Any] = {"date-parts": [_parts(end.level_0() if alone else end) for end in ends]}
    if alone and ends[0].season:
        made["season"] = ends[0].season
    if any(end.qualifier for end in ends):
        made["circa"] = True
    return made


def _parts(date: PartialDate) -> list[int]:
    """Year, month and day as numbers. CSL has no year 0: before 1 comes -1, which is 1 BC."""
    return [date.year if date.year > 0 else date.year - 1, *(part for part in (date.month, date.day) if part)]
