"""RIS, for EndNote, Zotero, Mendeley and most databases.

Tags are those of the RIS specification of 2011 (Research Information Systems) as EndNote and Zotero read them for each
type. A line is two capitals or digits, two spaces, a hyphen, a space and the value, and ends with CR LF.
"""

from collections.abc import Iterator, Sequence

from kartotek.export.shared_values import (
    SEASONS,
    filing,
    labels,
    notes,
    one_line,
    original_in_words,
    originally,
    page_span,
    review_of,
    roles_in_words,
    status_in_words,
    supervision,
    volume_in_words,
    web_address,
    years,
)
from kartotek.export.work import Agent, Work
from kartotek.text.dates import Edtf, Interval
from kartotek.text.rich import plain

_WHOLE = frozenset({"BOOK", "THES", "MANSCPT"})
"""Types whose SP is the number of pages."""
SERIES_IN_T2 = frozenset({"RPRT", "COMP", "MAP"})
"""Types whose T2 is the series, to EndNote and Zotero: they are not a part of anything."""
_EDITORS = {"BOOK": "A3", "THES": "ED", "RPRT": "ED", "COMP": "ED", "DATA": "ED", "PAT": "ED",
    "SLIDE": "ED", "ART": "ED"}  # fmt: skip
"""The tag for editors by type; A2 for all others."""
BY_NUMBER = frozenset({"RPRT", "PAT", "STAND"})
"""Types whose SN is the number of the report, patent or standard."""
_IN_PERIODICALS = frozenset({"CONF", "CPAPER", "PCOMM"})
"""Types that have no tags for volume, issue and pages of a journal: printed in one, they are its articles."""
WITH_ORIGINAL = frozenset({"JOUR", "NEWS", "MGZN", "BOOK", "CHAP", "ENCYC", "DICT", "THES", "CPAPER"})
"""Types whose OP is the original publication; of others it is the content, the history of a case and so on."""
_VERSIONED = frozenset({"COMP", "DATA"})
_AT_EVENTS = frozenset({"CONF", "CPAPER", "SLIDE"})
_PLAIN = frozenset(
    {"JOUR", "NEWS", "MGZN", "BOOK", "CHAP", "CPAPER", "THES", "PAT", "DATA", "COMP"}
    | {"ENCYC", "DICT", "STAND", "MAP", "CASE", "STAT", "BLOG", "ELEC", "VIDEO"}
)
"""Types that are specific enough, so that M3 (type of work) need not name it."""
_NAMED = frozenset({"proceedings", "student-thesis"})
"""Types that are not what readers take the value of TY for, so that M3 names them."""

RisTags = Iterator[tuple[str, str]]


def ris(work: Work) -> str:
    """One reference, from TY to ER and the empty line after it."""
    lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in _tags(work) if tag and value]
    return f"{''.join(lines)}ER  - \r\n\r\n"


def ris_type(work: Work) -> str:
    """The value of TY: what was given at a conference and printed in a journal is an article of that journal."""
    return "JOUR" if work.in_periodical and work.type.ris in _IN_PERIODICALS else work.type.ris


def _tags(work: Work) -> RisTags:
    record, kind = work.record, ris_type(work)
    yield "TY", kind
    yield "ID", work.key
    yield from _people(work, kind)
    yield "TI", work.full_title
    yield "ST", plain(work.short_title) if work.short_title else ""
    yield "TT", _translated(work)
    yield from _home(work, kind)
    yield from _dated(work.date)
    yield "VL", record.volume
    yield "IS", record.issue
    yield from _pages(work, kind)
    yield "ET", (record.version if kind in _VERSIONED else "") or record.edition
    yield "SE", record.section if kind == "NEWS" else record.chapter
    yield "NV", record.number_of_volumes
    yield from _numbers(work, kind)
    yield "PB", (record.institution if kind == "RPRT" else "") or _holders(work) or work.issuer_or_authority
    yield from _places(work, kind)
    says_enough = kind in _PLAIN and kind == work.type.ris and record.type not in _NAMED
    yield "M3", record.qualification or record.medium or ("" if says_enough else work.type.label)
    yield "DO", record.doi
    yield "AN", f"PMID:{record.pmid}" if record.pmid else f"arXiv:{record.arxiv}" if record.arxiv else ""
    yield "C2", record.pmcid if kind == "JOUR" else ""
    yield "UR", web_address(work)
    for document in work.documents:
        yield "L1", document.url if document.media_type == "application/pdf" else ""
    yield "LA", record.language
    for label in labels(work):
        yield "KW", label
    yield "AB", work.abstract
    yield "CR", work.license_url or record.license
    yield "RI", plain(review_of(work)).removeprefix("Review of ") if kind != "STAT" else ""  # there it is a number
    yield "OP", plain(original_in_words(work.original)) if kind in WITH_ORIGINAL else ""
    yield from _remarks(work, kind)


def _translated(work: Work) -> str:
    """One title in another language, as readers know one TT: rather a translation than the same title in other
    letters."""
    own = work.record.language.partition("-")[0]
    titles = sorted(work.translated_titles, key=lambda each: each[0].partition("-")[0] == own)
    return titles[0][1] if titles else ""


def _people(work: Work, kind: str) -> RisTags:
    """Contributors. Edited books are BOOK with editors, as Zotero makes authors of the editors of EndNote's EDBOOK."""
    yield from _named("AU", work.authors)
    yield from _named(_EDITORS.get(kind, "A2"), work.editors)
    if _EDITORS.get(kind) != "A3":
        yield from _named("A3", work.supervisors)
    yield from _named("A4", work.translators)
    for role, agents in work.by_role():
        tag = role.ris.get(kind, "")
        yield from _named(tag, agents) if tag and tag != "PB" else ()


def _holders(work: Work) -> str:
    """To whom a patent was assigned: what PB is of patents."""
    return ", ".join(agent.display for agent in work.in_role("assignee")) if work.type.ris == "PAT" else ""


def _named(tag: str, agents: Sequence[Agent]) -> RisTags:
    """ "Family, Given, Suffix"; the name of a group unchanged."""
    for agent in agents:
        yield tag, agent.inverted


def _home(work: Work, kind: str) -> RisTags:
    """What it appeared in. At conferences T2 is the conference and C3 the proceedings, where both are known."""
    event = work.record.event
    named = (event.name if event and kind in _AT_EVENTS else "") or work.container
    in_t2 = kind in SERIES_IN_T2 and not named
    yield "T2", work.series if in_t2 else named
    yield "JF", work.container if work.in_periodical else ""
    yield "C3", work.container if kind in _AT_EVENTS else ""
    yield "J2", work.container_short if kind == "JOUR" else ""  # to others it is a note or nothing
    yield "T3", "" if in_t2 else work.series


def _places(work: Work, kind: str) -> RisTags:
    """CY is where a conference was, and C1 where its papers were published; of a patent CY is the country."""
    event = work.record.event
    if kind in _AT_EVENTS and event and event.place:
        yield "CY", event.place
        yield "C1", work.place
    else:
        yield "CY", work.record.country if kind == "PAT" else work.place
        yield "C3", work.record.country if kind == "PAT" else ""  # where Zotero has it
        yield "C1", str(work.record.filed).replace("-", "/") if kind == "PAT" and work.record.filed else ""


def _dated(date: Edtf | None) -> RisTags:
    """PY is the year, DA is YYYY/MM/DD/other: all slashes are there, and `other` has what is no number, such as a
    season.

    Years before 1 are words in PY ("300 BC"), as EndNote and Zotero read them, and have no DA.
    """
    if date is None:
        return
    if date.year < 1:
        yield "PY", years(date)
        return
    one = date.level_0()
    month, day = f"{one.month:02}" if one.month else "", f"{one.day:02}" if one.day else ""
    yield "PY", f"{one.year:04}"
    yield "DA", f"{one.year:04}/{month}/{day}/{_no_number(date)}"


def _no_number(date: Edtf) -> str:
    if isinstance(date, Interval):
        return f"{date.start} to {date.end}"
    words = (SEASONS[date.season], "circa" if date.qualifier in ("~", "%") else "", _DOUBT.get(date.qualifier, ""))
    return ", ".join(filter(None, words))


_DOUBT = {"?": "uncertain", "%": "uncertain"}


def _pages(work: Work, kind: str) -> RisTags:
    """First and last page. SP is the number of pages of a whole book, and that of an article without pages, as most
    readers do not know C7, where it stands by the specification."""
    record = work.record
    first, last = page_span(record.pages)
    yield "SP", first or (record.number_of_pages if kind in _WHOLE else record.article_number)
    yield "EP", last
    yield "C7", record.article_number


def _numbers(work: Work, kind: str) -> RisTags:
    """Report and patent numbers, ISBN and ISSN: all in SN, where readers that take one take the first."""
    number = ", ".join(work.record.number)
    yield "SN" if kind in BY_NUMBER else "NV" if kind == "DATA" else "M1", number
    yield {"BOOK": "M1", "CHAP": "SV"}.get(kind, ""), work.record.series_number  # what readers take for it
    isbn, issn = ("SN", " ".join(work.record.all_isbn)), ("SN", " ".join(work.issn))
    yield from (issn, isbn) if work.in_periodical else (isbn, issn)


def _remarks(work: Work, kind: str) -> RisTags:
    """N1, a note each: filing date, status, event, supervisors where A3 is for editors, notes, and a retraction."""
    event = work.record.event
    if filed := filing(work):
        yield "N1", filed
    if status := status_in_words(work.record):
        yield "N1", status.capitalize()
    yield "N1", volume_in_words(work)
    yield "N1", plain(originally(work)) if kind not in WITH_ORIGINAL else ""
    yield "N1", plain(review_of(work, quoted=True)) if kind == "STAT" else ""
    if event and kind not in _AT_EVENTS:
        yield "N1", ", ".join(part for part in (event.name, event.place) if part)
    if _EDITORS.get(kind) == "A3" and (supervised := supervision(work)):
        yield "N1", supervised
    for note in (*roles_in_words(work, lambda role: kind in role.ris), *notes(work)):
        yield "N1", note
