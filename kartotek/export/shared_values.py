"""Values of a publication that several formats write the same way: pages, dates, names, statuses, notes."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import repeat

from kartotek.export.work import LinkedWork, Work
from kartotek.model.publication import Publication
from kartotek.model.roles import Role
from kartotek.text.dates import Edtf, PartialDate
from kartotek.text.enumeration import listed
from kartotek.text.identifiers import Identifier, recognised, resolve
from kartotek.text.multilingual import Multilingual, language_of, texts_of
from kartotek.text.rich import Rich, Span, plain

_DASH = re.compile(r"\s*[-‐-―]+\s*")
_COMMA = re.compile(r"\s*[,;]\s*")
_LATIN_PARTICLES = re.compile(r"(?:['’]?[a-zß-öø-ÿ]+\.? +)+(?=\S)")
_ARABIC = frozenset({"abu", "bin", "bint", "ibn"})

STATUS = {
    "in-press": "in press",
    "epub-ahead-of-print": "advance online publication",
    "accepted": "in press",
    "submitted": "submitted for publication",
    "in-preparation": "in preparation",
    "unpublished": "unpublished",
}
"""What a bibliography says of a work that is not simply published; in English, as the formats are."""
PENDING = "patent pending"
"""What it says of a patent that was applied for, which is not to be published."""


def supervision(work: Work) -> str:
    """Who supervised a work, in words; "" if it says nothing of that."""
    return f"Supervised by {', '.join(agent.display for agent in work.supervisors)}" if work.supervisors else ""


def status_in_words(record: Publication) -> str:
    """What a bibliography says of the status of a work; "" if it simply appeared."""
    return PENDING if (record.type, record.status) == ("patent", "submitted") else STATUS.get(record.status, "")


_COAR_ACCESS = "http://purl.org/coar/access_right/"
_OPEN = ("open access", f"{_COAR_ACCESS}c_abf2")
ACCESS_RIGHTS = {
    **dict.fromkeys(("open", "diamond", "gold", "hybrid", "green", "bronze"), _OPEN),
    "embargoed": ("embargoed access", f"{_COAR_ACCESS}c_f1cf"),
    "restricted": ("restricted access", f"{_COAR_ACCESS}c_16ec"),
    "closed": ("metadata only access", f"{_COAR_ACCESS}c_14cb"),
}
"""COAR Access Rights 1.0: label and address of the concept for each value of `access` and `open_access`."""


MOST_PEOPLE = 100
"""So many people of a work are named in what every list repeats that has the work (COinS, feeds): with all of them, the
pages of the 3,000 authors of one work would take 600 MB."""
SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")


_WORD_OF_VERSION = re.compile(r"^v(?:er(?:sion)?)?\.?\s*(?=\d)", re.IGNORECASE)


def number_of_version(version: str) -> str:
    """A version without the word or the "v" of a tag before it, for a place where that word stands already."""
    return _WORD_OF_VERSION.sub("", version)


def other_identifiers(work: Work) -> Iterator[tuple[str, Identifier | None]]:
    """The further identifiers of a work as the entry has them, and what each is, if its scheme is known."""
    for text in work.record.identifiers:
        yield text, recognised(text, "publications")


def one_line(text: str) -> str:
    """A text without line breaks and tabs, in each of its languages."""
    if text.__class__ is Multilingual:
        return Multilingual([(tag, one_line(each)) for tag, each in texts_of(text)], language_of(text))
    return text if text.isprintable() else " ".join(text.split())


@lru_cache(maxsize=1024)  # each format asks for the pages of the same work
def hyphenated(pages: str) -> str:
    """Pages with a plain hyphen in their ranges, whatever dash the entry has."""
    return _DASH.sub("-", pages) if pages else ""


def page_span(pages: str) -> tuple[str, str]:
    """Pages in two parts with a hyphen understood between them, as RIS has them: "1-10, 15" is "1" and "10, 15".

    A range of page numbers that have hyphens themselves ("12-1-12-15") is divided in its middle.
    """
    parts = hyphenated(pages).split("-")
    at = len(parts) // 2 if "," not in pages and len(parts) % 2 == 0 else 1
    return "-".join(parts[:at]), "-".join(parts[at:])


def with_dash(pages: str, dash: str) -> str:
    """Pages with a given dash in their ranges; hyphens that belong to page numbers stay as they are."""
    first, last = page_span(pages)
    if "-" in first and "-" in last and "," not in pages:
        return first + dash + last
    return hyphenated(pages).replace("-", dash)


@lru_cache(maxsize=1024)
def first_page(pages: str) -> str:
    """The page it begins on: "41" of "41-58", "e123" of "e123"."""
    return _COMMA.split(page_span(pages)[0])[0]


@lru_cache(maxsize=1024)
def last_page(pages: str) -> str:
    """The page it ends on: "58" of "41-58", "15" of "1-10, 15"; "" where there is only one page."""
    last = _COMMA.split(hyphenated(pages))[-1]
    first, end = page_span(last)
    return end or (first if first != first_page(pages) else "")


def particles(family: str) -> tuple[str, str]:
    """The particles that a family name begins with, and the rest: ("van der", "Waals").

    Particles are words in small letters before a space. What is written as one word with the name (al-Khwarizmi,
    d'Ohsson) stays with it, and so does the "ibn" of Arabic names: such names are filed under it.
    """
    if not family[:1].islower() and family[:1] not in "'’":
        return "", family
    found = _LATIN_PARTICLES.match(family)
    if found is None or family.partition(" ")[0] in _ARABIC:
        return "", family
    return found[0].rstrip(), family[found.end() :]


def years(date: Edtf, dash: str = "–") -> str:
    """The year of a date, or the first and the last of a period, for people: "2020–2022", "c. 1676", "300 BC"."""
    return dash.join(dict.fromkeys(map(_year, date.ends)))


def _year(one: PartialDate) -> str:
    said = str(one.year) if one.year > 0 else f"{1 - one.year} BC"
    return ("c. " if one.qualifier in ("~", "%") else "") + said + ("?" if one.qualifier in ("?", "%") else "")


def iso(date: Edtf | None, *, before_christ: bool = True) -> str:
    """One date of ISO 8601: a year, a month or a day, without qualifiers; of a period what both ends have in common.

    "" for no date, and for years before 1 where a format has none (`before_christ=False`).
    """
    if date is None or (date.year < 1 and not before_christ):
        return ""
    return str(date.level_0())


def volume_in_words(work: Work) -> str:
    """The title of a volume or a special issue, "Volume title: Drawers", where a format has no place for it."""
    title = plain(work.volume_title)
    return f"{'Issue' if work.in_periodical else 'Volume'} title: {title}" if title else ""


def labels(work: Work) -> tuple[str, ...]:
    """The keywords in all their languages, each label once."""
    return tuple(dict.fromkeys(label for _, label in work.keywords))


def keyword_line(work: Work, between: str) -> str:
    """The keywords in one text, from which each can be told: semicolons stand between them, also behind one with a
    comma that is alone, and quotation marks around one with a semicolon. `between` is what may stand there else."""
    words = labels(work)
    if not any("," in word or ";" in word for word in words):
        return between.join(words)
    line = "; ".join(f'"{word}"' if ";" in word and '"' not in word else word for word in words)
    return line if len(words) > 1 or line.startswith('"') else f"{line};"


def web_address(work: Work) -> str:
    """Where the work can be read: its own URL, Handle or, for preprints, archive; else its page in this portal."""
    record = work.record
    if record.url or not (record.handle or record.arxiv):
        return record.url or work.url
    if record.handle:
        return resolve("handle", record.handle)
    return resolve("arxiv", record.arxiv) if record.type == "preprint" else work.url


def filing(work: Work) -> str:
    """The filing of a patent in words, "Filed 1897-11-03"; "" where that is the date of the work itself."""
    filed = work.record.filed
    return f"Filed {filed}" if filed and filed != work.date else ""


NOTICE_WORDS = {
    "retraction": "Retracted", "removal": "Removed", "withdrawal": "Withdrawn",
    "expression-of-concern": "Expression of concern", "correction": "Correction", "erratum": "Erratum",
    "corrigendum": "Corrigendum", "addendum": "Addendum",
}  # fmt: skip
"""Notices in the words of notes."""
NOTICES_OF = {
    "retraction": "Retraction of", "removal": "Removal of", "withdrawal": "Withdrawal of",
    "expression-of-concern": "Expression of concern about", "correction": "Correction to", "erratum": "Erratum to",
    "corrigendum": "Corrigendum to", "addendum": "Addendum to",
}  # fmt: skip
"""The same before the work that a notice is about."""


def roles_in_words(work: Work, has_place: Callable[[Role], bool]) -> Iterator[str]:
    """Contributors in roles that a format has no place for, "Curators: Ada Lind, Bo Berg"."""
    for role, agents in work.by_role():
        if not has_place(role):
            label = role.label if len(agents) == 1 else role.plural
            yield f"{label}: {', '.join(agent.display for agent in agents)}"


def review_of(work: Work, *, quoted: bool = False) -> Rich:
    """What a review is about, as bibliographies say it: "Review of Sacred texts, by David Stork"; () for others.

    `quoted` is for a place where semicolons stand between remarks: a title that has one is in quotation marks there,
    and one without authors, as it would not be told from other words.
    """
    other = work.reviewed
    if other is None or not other.title:
        return ()
    authors = listed([agent.display for agent in other.authors]) if other.authors else ""
    line = _kept_together(other.line, quoted) if authors or not quoted else (Span("“"), *other.line, Span("”"))
    return (Span("Review of "), *line, *((Span(f", by {authors}"),) if authors else ()))


def _kept_together(line: Rich, quoted: bool) -> Rich:
    return (Span("“"), *line, Span("”")) if quoted and "; " in plain(line) else line


def original_in_words(other: LinkedWork | None, *, quoted: bool = False) -> Rich:
    """What is known of an original: "Les rites, Paris: Nourry, 1909"; () where there is none.

    Without a title it is "First published: Paris: Nourry, 1909", or the date alone: nobody is to take a publisher for
    a title. `quoted` is as in `review_of`.
    """
    if other is None:
        return ()
    imprint = imprint_of(other)
    if other.title:
        return (*_kept_together(other.line, quoted), *((Span(f", {imprint}"),) if imprint else ()))
    said = f"First published: {imprint}" if other.place or other.publisher else imprint
    return (Span(said),) if said else ()


def originally(work: Work) -> Rich:
    """The same as a remark: "Originally published as: Les rites, Paris: Nourry, 1909", "First published: 1909"."""
    other = work.original
    words = original_in_words(other, quoted=True)
    if other is None or not words:
        return ()
    is_date = not (other.title or other.place or other.publisher)
    before = "Originally published as: " if other.title else "First published: " if is_date else ""
    return (Span(before), *words) if before else words


def imprint_of(other: LinkedWork) -> str:
    """Where, by whom and when another work was published, as far as that is known: "Paris: Nourry, 1909"."""
    issuer = ": ".join(filter(None, (other.place, other.publisher)))
    return ", ".join(filter(None, (issuer, years(other.date, "-") if other.date else "")))


def notes(work: Work) -> tuple[str, ...]:
    """Remarks that every format has if it can: the entry's note, the work that this one is a notice of, and what was
    said of it later, when and why."""
    record = work.record
    found = [one_line(record.note)] if record.note else []
    for kind, other in work.notice_of:
        title = plain(_kept_together(other.line, quoted=True))
        found.append(f"{NOTICES_OF[kind]}: {title}" + (f" ({other.address})" if other.address else ""))
    for notice, address in zip(record.all_notices, work.notices or repeat(""), strict=False):
        said = " ".join(part for part in (NOTICE_WORDS[notice.kind], str(notice.date or "")) if part)
        said += f": {one_line(notice.reason)}" if notice.reason else ""
        found.append(f"{said} ({address})" if address else said)
    return tuple(found)
