"""COinS (ocoins.info): a publication in a list, as an OpenURL 1.0 ContextObject in keys and values (Z39.88-2004).

Keys are those of the matrices for journals, books, dissertations and patents (`info:ofi/fmt:kev:mtx:...`); what fits
none of them is in Dublin Core. Zotero and other reference managers find the spans in lists and offer to save the works.
"""

from collections.abc import Iterator
from urllib.parse import quote

from kartotek.export.shared_values import MOST_PEOPLE, first_page, hyphenated, iso, last_page, web_address
from kartotek.export.work import Work

KeyedValues = Iterator[tuple[str, str]]

_GENRES = {
    "chapter": "bookitem",
    "book": "book",
    "anthology": "book",
    "proceedings": "book",
    "manual": "book",
    "entry-encyclopedia": "bookitem",
    "entry-dictionary": "bookitem",
    "standard": "report",
    "report": "report",
    "working-paper": "report",
    "paper-conference": "proceeding",
    "conference-abstract": "proceeding",
    "poster": "proceeding",
    "preprint": "preprint",
}
"""`rft.genre` by type, for what is in no journal; what is in one is an "article" or, of a conference, a
"proceeding"."""

_SEASONS = ("", "spring", "summer", "fall", "winter")


def coins(work: Work) -> str:
    """The ContextObject as keys and values, percent-encoded UTF-8: the `title` of an empty span.

    It needs no escaping in HTML: quotes and angle brackets are encoded, and an ampersand is followed by the beginning
    of a key, which with its dot or underscore is no character reference (HTML, 13.2.5.73).
    """
    keys = [("ctx_ver", "Z39.88-2004"), *_matrix(work)]
    record = work.record
    if record.doi:
        keys.append(("rft_id", f"info:doi/{record.doi}"))
    if record.pmid:
        keys.append(("rft_id", f"info:pmid/{record.pmid}"))
    if record.all_isbn and not work.container:
        keys.append(("rft_id", f"urn:ISBN:{record.all_isbn[0]}"))
    if not record.doi:
        keys.append(("rft_id", web_address(work)))
    return _encoded("\0".join([f"{name}\1{text}" for name, text in keys if text]))


class _Percent(dict[str, str]):
    """The encoding of characters, made when each is first met; a space is a plus sign, as in forms."""

    def __missing__(self, character: str) -> str:
        encoded = self[character] = quote(character, safe="")
        return encoded


_PERCENT = _Percent({" ": "+"})
_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?!$*(),;\0\1")
"""What may stand as it is in a query (RFC 3986, 3.4). Lists have an OpenURL for each work, so each letter counts."""


def _encoded(text: str) -> str:
    """Keys and values, joined by NUL and SOH, percent-encoded; no entry has these two, which become & and =.

    Quicker than encoding letter by letter: a text has few different characters that must be encoded.
    """
    odd = set(text) - _SAFE
    for character in sorted(odd, key=lambda each: "%+".find(each) % 3):  # these two first: codes of others have them
        text = text.replace(character, _PERCENT[character])
    return text.replace("\0", "&").replace("\1", "=")


def _matrix(work: Work) -> KeyedValues:
    """The keys of the metadata format that fits the type of the work."""
    match work.record.type:
        case "thesis" | "student-thesis":
            return _dissertation(work)
        case "patent":
            return _patent(work)
        case kind if work.in_periodical:
            return _journal(work, "proceeding" if _GENRES.get(kind) == "proceeding" else "article")
        case "preprint":
            return _journal(work, "preprint")
        case kind if kind in _GENRES:
            return _book(work, _GENRES[kind])
    return _dublin_core(work)


def _format(name: str) -> tuple[str, str]:
    """The key that names the metadata format of the others."""
    return "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{name}"


def _journal(work: Work, genre: str) -> KeyedValues:
    """An article; of several ISSNs the second is taken for the electronic one."""
    record = work.record
    yield _format("journal")
    yield "rft.genre", genre
    yield "rft.atitle", work.full_title
    yield "rft.jtitle", work.container
    yield "rft.stitle", work.container_short
    yield from _people(work)
    yield from _place(work)
    yield "rft.ssn", "" if work.date is None else _SEASONS[work.date.ends[0].season]
    yield "rft.issue", record.issue
    yield "rft.artnum", record.article_number
    printed = [issn for issn in work.issn if issn not in work.eissn]
    yield "rft.issn", "".join(printed[:1])
    yield "rft.eissn", "".join(work.eissn[:1] or printed[1:2])


def _book(work: Work, genre: str) -> KeyedValues:
    """A book, or a part of one or of proceedings: `btitle` is the whole, `atitle` the part."""
    record = work.record
    whole = work.container or (record.event.name if record.event and genre == "proceeding" else "")
    yield _format("book")
    yield "rft.genre", genre
    yield "rft.atitle", work.full_title if whole else ""
    yield "rft.btitle", whole or work.full_title
    yield from _people(work)
    yield from _place(work)
    yield "rft.series", work.series
    yield "rft.edition", record.edition
    yield "rft.tpages", record.number_of_pages
    yield "rft.pub", work.issuer
    yield "rft.place", work.place
    for isbn in record.all_isbn[:1]:
        yield "rft.isbn", isbn
    for issn in work.issn[:1]:
        yield "rft.issn", issn


def _dissertation(work: Work) -> KeyedValues:
    record = work.record
    yield _format("dissertation")
    yield "rft.title", work.full_title
    yield from _people(work)
    yield "rft.date", iso(work.date, before_christ=False)
    yield "rft.inst", work.issuer
    yield "rft.degree", record.qualification
    yield "rft.tpages", record.number_of_pages
    for isbn in record.all_isbn[:1]:
        yield "rft.isbn", isbn


def _patent(work: Work) -> KeyedValues:
    record = work.record
    yield _format("patent")
    yield "rft.title", work.full_title
    first = next((agent.name for agent in work.authors if agent.name), None)
    if first:
        yield "rft.invlast", first.family
        yield "rft.invfirst", first.given
    for agent in work.authors[:MOST_PEOPLE]:
        yield "rft.inventor", agent.inverted
    for number in record.number[:1]:
        yield "rft.number", number
    yield "rft.cc", record.country
    yield "rft.appldate", iso(record.filed, before_christ=False)
    yield "rft.date", iso(work.date, before_christ=False)
    yield "rft.assignee", work.publisher


def _dublin_core(work: Work) -> KeyedValues:
    yield _format("dc")
    yield "rft.type", work.type.coar  # what reference managers call it is among these, if anywhere
    yield "rft.type", work.type.dcmi
    yield "rft.title", work.full_title
    for agent in work.creators[:MOST_PEOPLE]:
        yield "rft.creator", agent.inverted
    yield "rft.date", iso(work.date, before_christ=False)
    yield "rft.publisher", work.issuer
    yield "rft.source", work.container
    yield "rft.language", work.record.language


def _people(work: Work) -> KeyedValues:
    """All of them (or the first hundred) as an index has them, which says the parts of names, too."""
    for agent in work.creators[:MOST_PEOPLE]:
        yield "rft.au" if agent.name else "rft.aucorp", agent.inverted


def _place(work: Work) -> KeyedValues:
    """Date, volume and pages; `rft.pages` only where first and last page do not say it all."""
    record = work.record
    yield "rft.date", iso(work.date, before_christ=False)
    yield "rft.volume", record.volume
    if record.pages:
        first, last, all_ = first_page(record.pages), last_page(record.pages), hyphenated(record.pages)
        yield "rft.spage", first
        yield "rft.epage", last
        yield "rft.pages", all_ if all_ not in (first, f"{first}-{last}") else ""
