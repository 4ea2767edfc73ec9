"""BibTeX and biblatex, for LaTeX and most reference managers.

Entry types and fields are those of "BibTeXing" (Patashnik, 1988) and of the biblatex manual (3.20). Text is Unicode
with TeX's special characters escaped.
"""

import re
from collections.abc import Iterator

from kartotek.export.shared_values import (
    SEASONS,
    filing,
    hyphenated,
    labels,
    notes,
    number_of_version,
    originally,
    review_of,
    roles_in_words,
    status_in_words,
    supervision,
    volume_in_words,
    web_address,
    with_dash,
    years,
)
from kartotek.export.tex import braced, citation_key, joined, listed, names, prose, rich, separated, verbatim
from kartotek.export.work import Work
from kartotek.model.publication import Event
from kartotek.text.dates import Edtf
from kartotek.text.rich import Rich, Span, plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MASTER = re.compile(r"master|cand|m\.?\s?(?:a|s|sc|phil)\b|speciale", re.IGNORECASE)
_PUBSTATES = {
    "in-press": "inpress",
    "accepted": "inpress",
    "submitted": "submitted",
    "in-preparation": "inpreparation",
    "epub-ahead-of-print": "prepublished",
}
"""What biblatex translates (its manual, 4.9.2.11)."""

_LANGUAGES = {
    "de-AT": "naustrian", "de-CH": "nswissgerman", "en-AU": "australian", "en-CA": "canadian", "en-GB": "british",
    "en-US": "american", "fr-CA": "canadien", "pt-BR": "brazilian",
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "is": "icelandic", "it": "italian", "la": "latin",
    "lt": "lithuanian", "lv": "latvian", "nb": "norsk", "nl": "dutch", "nn": "nynorsk", "no": "norsk",
    "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
"""Languages by the names of the LaTeX package babel, for hyphenation (biblatex manual, 2.2.3: `langid`)."""

_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine", "book-review": "review",
    "dataset": "dataset", "exhibition": "exhibition", "preprint": "preprint", "entry-dictionary": "entry-dictionary",
    "post-weblog": "post-weblog", "podcast": "podcast", "standard": "standard",
    "student-thesis": "student-thesis"}  # fmt: skip
"""`entrysubtype` in biblatex of types that are not told from others by the type of the entry. Zotero makes no item at
all of `@review`, `@dataset` and `@standard`; pandoc and the styles of Chicago and MLA know newspapers and
magazines by it."""

BibFields = Iterator[tuple[str, str]]


def bibtex(work: Work, *, biblatex: bool = False) -> str:
    """One entry, with a line for each field, ending in a line break.

    `biblatex` uses the types and fields of biblatex, which styles of plain BibTeX do not know; else those of BibTeX.
    """
    kind = entry_type(work, biblatex=biblatex)
    fields = _biblatex_fields(work, kind) if biblatex else _bibtex_fields(work, kind)
    lines = [
        f"  {name} = {value},\n"
        for name, value in (*_names_of(work), *fields, *_last_fields(work, biblatex=biblatex))
        if value
    ]
    return f"@{kind}{{{citation_key(work.key)},\n{''.join(lines)}}}\n"


def entry_type(work: Work, *, biblatex: bool) -> str:
    """The type of the entry: what is printed in a journal is an article, as no other type has a field for the journal.

    In biblatex a paper that was only given at an event is unpublished, the type that prints the event.
    """
    usual = work.type.biblatex if biblatex else work.type.bibtex
    if work.in_periodical and usual in ("inproceedings", "misc") and not work.type.authority:
        return "article"
    if usual == "inproceedings" and biblatex and not work.container:
        return "unpublished"
    if usual == "phdthesis" and _MASTER.search(work.record.qualification):
        return "mastersthesis"
    return usual


def _names_of(work: Work) -> BibFields:
    yield "author", names(work.authors)
    yield "editor", names(work.editors)


def _bibtex_fields(work: Work, kind: str) -> BibFields:
    """Fields of BibTeX. A paper without known proceedings has its conference as `booktitle`, which is required."""
    record = work.record
    meeting = record.event if kind == "inproceedings" and not work.container else None
    in_something = work.in_periodical or not record.journal  # what is on a website says so in `howpublished`
    yield "title", rich(work.title, protect=_protects(work), after=work.subtitle)
    home = meeting.name if meeting else work.container
    if in_something:
        yield ("journal", braced(home)) if record.journal else ("booktitle", _kept(work, home))
    yield from _dated(work.date)
    yield from _numbered(work, ", ".join(record.number) if not record.journal or kind == "misc" else "")
    yield "pages", braced(_pages(record.pages or record.article_number))
    yield "chapter", braced(record.chapter)
    yield "edition", braced(_ordinal(record.edition))
    yield "pagetotal", braced(record.number_of_pages)
    yield "version", braced(record.version)
    yield "translator", names(work.translators)
    if kind == "manual":
        yield "organization", braced(work.issuer)
    elif kind in ("phdthesis", "mastersthesis", "techreport"):
        institution = record.institution or work.publisher
        yield "publisher", braced(work.publisher if work.publisher != institution else "")
        yield "institution" if kind == "techreport" else "school", braced(institution)
        # styles say "Technical Report" without
        yield "type", braced(work.type.label if kind == "techreport" else record.qualification)
    else:
        yield "publisher", braced(work.issuer_or_authority)
    yield "address", braced(work.place or (meeting.place if meeting else ""))
    if kind == "misc":
        yield "howpublished", braced(_kind(work))
    if record.event and work.container:  # styles do not print it: proceedings are called after their conference
        yield "eventtitle", braced(record.event.name)
    yield "note", joined(_remarks(work, meets=meeting is None))
    if record.arxiv:
        yield "eprint", braced(record.arxiv)
        yield "archiveprefix", "{arXiv}"
    yield "language", braced(record.language)


def _original(work: Work) -> BibFields:
    """The original of a reprint or a translation (biblatex manual, 2.2.2: `origdate` and the others)."""
    if other := work.original:
        yield "origtitle", rich(other.line, protect=False)
        yield "origdate", f"{{{other.date}}}" if other.date else ""
        yield "origlanguage", braced(_listed_language(other.language))
        yield "origpublisher", listed(other.publisher)
        yield "origlocation", listed(other.place)


def _numbered(work: Work, own: str) -> BibFields:
    """Volume, number and series. `own` is the number of the work itself, of a report, say, which shares a field with
    those of issues and in series."""
    record = work.record
    yield "volume", braced(record.volume)
    yield "number", braced(number_in_series(work) or record.issue or own)
    yield "volumes", braced(record.number_of_volumes)
    yield "series", braced(work.series)


def number_in_series(work: Work) -> str:
    """The number in the series; "" where `number` means another one: of an issue, of a report."""
    takes = work.series and "number" not in work.type.rows and not work.record.journal
    return work.record.series_number if takes else ""


def _biblatex_fields(work: Work, kind: str) -> BibFields:
    record = work.record
    yield "title", rich(work.title, protect=_protects(work))
    yield "subtitle", rich(work.subtitle, protect=_protects(work)) if work.subtitle else ""
    yield "titleaddon", prose(review_of(work) if work.in_periodical or not record.journal else ())
    yield from _original(work)
    yield "translator", names(work.translators)
    yield from _other_roles(work)
    if work.container:
        field = _home_field(work)
        yield field, _kept(work, work.container) if field == "booktitle" else braced(work.container)
    yield "date", f"{{{work.date}}}" if work.date else ""
    yield "pubstate", braced(_PUBSTATES.get(record.status, ""))
    yield from _numbered(work, ", ".join(record.number))
    if work.volume_title and work.in_periodical:
        yield "issuetitle", rich(work.volume_title, protect=_protects(work))
    yield "pages", braced(_pages(record.pages))
    yield "eid", braced(record.article_number)
    yield "chapter", braced(record.chapter)
    yield "edition", braced(record.edition)
    yield "pagetotal", braced(record.number_of_pages)
    yield "version", braced(record.version)
    yield "repository", verbatim(record.code_repository, escaped=False)  # of biblatex-software
    yield from _issued_by(work, kind)
    if kind == "inproceedings":  # the same to biber, and Zotero takes `location` for where the conference was
        yield "address", listed(work.place)
    else:
        yield "location", listed(record.country if kind == "patent" else work.place)
    yield "howpublished", braced(_kind(work) if kind in ("misc", "unpublished") else record.medium)
    if record.event:
        yield from _met_at(record.event)
    if record.arxiv:
        yield "eprint", braced(record.arxiv)
        yield "eprinttype", "{arxiv}"
    yield "note", braced("; ".join(filter(None, _biblatex_remarks(work, kind))))
    if record.language:
        yield "langid", braced(babel_name(record.language))
        yield "language", braced(_listed_language(record.language))
    yield "entrysubtype", braced(_SUBTYPES.get(record.type, ""))


def _other_roles(work: Work) -> BibFields:
    """Those who have roles for which biblatex has a field; who holds a patent is given with it."""
    for role, agents in work.by_role():
        if role.biblatex not in ("", "holder"):
            yield role.biblatex, names(agents)


def _met_at(event: Event) -> BibFields:
    yield "eventtitle", braced(event.name)
    yield "venue", braced(event.place)
    dates = dict.fromkeys(str(date) for date in (event.start, event.end) if date)
    yield "eventdate", f"{{{'/'.join(dates)}}}" if dates else ""


def _biblatex_remarks(work: Work, kind: str) -> Iterator[str]:
    """For `note`: what biblatex has no field for."""
    yield from (filing(work), "" if work.in_periodical else volume_in_words(work), supervision(work))
    if work.record.journal and not work.in_periodical:  # a website is in `titleaddon`
        yield plain(review_of(work, quoted=True))
    yield from roles_in_words(work, lambda role: role.biblatex not in ("", *(() if kind == "patent" else ("holder",))))
    yield from notes(work)


def babel_name(tag: str) -> str:
    """The name of a language (BCP 47) in the LaTeX package babel, that of its country's kind where babel has one; "" if
    there is none."""
    return _LANGUAGES.get(tag) or _LANGUAGES.get(tag.partition("-")[0], "")


def _listed_language(tag: str) -> str:
    """The name of a language in biblatex's lists of languages, else its tag."""
    name = babel_name(tag.partition("-")[0])
    return _LISTED_LANGUAGES.get(name, name) or tag


_LISTED_LANGUAGES = {"norsk": "norwegian", "nynorsk": "norwegian"}
"""Languages that have another name in the list `language`, whose names biblatex translates (its manual, 4.9.2.12)."""


_AS_MISC = frozenset({"misc", "online", "software", "artwork", "audio", "video", "jurisdiction", "legislation"})
"""Types that biblatex's styles print as they print @misc (its manual, 2.1.3)."""


def _issued_by(work: Work, kind: str) -> BibFields:
    """Who published it. `institution` and `type` are required for theses and reports; a patent has a `holder`."""
    record = work.record
    if kind in ("jurisdiction", "legislation"):
        yield "institution", braced(record.institution)
        yield "publisher", braced(work.publisher)
    elif kind in ("thesis", "report"):
        institution = record.institution or work.publisher
        beside = work.publisher if work.publisher != institution else ""
        yield "publisher", listed(beside)
        # `school` is the same to biber; Zotero takes the last of publisher and school, and no institution beside them
        yield "school" if beside and kind == "thesis" else "institution", listed(institution)
        yield "type", braced(record.qualification or work.type.label)
    elif kind == "patent":
        holders = work.in_role("assignee")
        yield "holder", names(holders) or (f"{{{braced(work.publisher)}}}" if work.publisher else "")
        # the same to Zotero and the style of IEEE, and so is nationality
        yield "assignee", braced(work.publisher or ", ".join(holder.display for holder in holders))
        yield "nationality", braced(record.country)
    else:  # of @misc and the like styles print the organization, and no publisher
        yield "institution", listed(record.institution)
        yield "organization" if kind in _AS_MISC else "publisher", listed(work.publisher)


def _kept(work: Work, title: str) -> str:
    """The title of a book as a value that keeps its capitals, as the work's own title does: some styles make titles of
    books small, too."""
    line = work.container_line if title == work.container else ()
    return rich(line or (Span(title),), protect=_protects(work)) if title else ""


_SAID_BY_MEDIUM = frozenset({"artefact", "exhibition", "performance", "dataset", "software"})
"""Types of which `medium` says what the work is, so that the name of the type need not be said."""


def _home_field(work: Work) -> str:
    """The field for what it appeared in. A website is the `titleaddon` of its pages, as Zotero writes and Biber prints
    it: biblatex has no field of its own for that."""
    if not work.record.journal:
        return "booktitle"
    return "journaltitle" if work.in_periodical else "titleaddon"


def _kind(work: Work) -> str:
    """`howpublished` of a work that BibTeX has no type for; with number and country of a patent, which have no
    field."""
    record = work.record
    if record.type == "patent":
        number = ", ".join(record.number)
        country = "" if number.startswith(record.country) else record.country
        return " ".join(filter(None, (work.type.label, country, number)))
    kind = "" if record.type == "other" or (record.type in _SAID_BY_MEDIUM and record.medium) else work.type.label
    return ", ".join(filter(None, (kind, record.medium, work.container if record.journal else "")))


def _ordinal(edition: str) -> str:
    """An edition as an ordinal in words or digits, which BibTeX's styles expect ("BibTeXing", 3.2); biblatex makes
    it."""
    if not edition.isdecimal() or not 0 < int(edition) < 1000:
        return edition
    number = int(edition)
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


_ORDINALS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


def _remarks(work: Work, *, meets: bool) -> Iterator[str | Rich]:
    """For `note`: what BibTeX has no field for and readers of a bibliography want to know; with `meets`, the event
    too."""
    record = work.record
    if status := status_in_words(record):
        yield status.capitalize()
    if meets and record.event and not work.container:
        yield ", ".join(part for part in (record.event.name, record.event.place) if part)
    if record.version:
        yield f"Version {number_of_version(record.version)}"
    yield from filter(None, (filing(work), volume_in_words(work)))
    if reviewed := review_of(work, quoted=True):
        yield reviewed
    if work.original and (original := originally(work)):
        yield original
    if work.translators:
        yield f"Translated by {', '.join(agent.display for agent in work.translators)}"
    if supervised := supervision(work):
        yield supervised
    yield from roles_in_words(work, lambda _: False)
    yield from notes(work)


def _last_fields(work: Work, *, biblatex: bool) -> BibFields:
    """Fields that are the same in both: identifiers, address, language, keywords and abstract."""
    record = work.record
    yield "ids", braced(", ".join(record.cite_keys))
    yield "shorttitle", rich(work.short_title, protect=_protects(work)) if work.short_title else ""
    if work.container and record.journal:
        yield "shortjournal", braced(work.container_short)
    yield "doi", verbatim(record.doi, escaped=not biblatex)
    yield "pmid", record.pmid and f"{{{record.pmid}}}"
    yield "pmcid", record.pmcid and f"{{{record.pmcid}}}"
    yield "isbn", braced(" ".join(record.all_isbn))
    yield "issn", braced(" ".join(work.issn))
    yield "url", verbatim(web_address(work), escaped=not biblatex)
    yield "copyright", verbatim(work.license_url or record.license, escaped=not biblatex)
    yield "keywords", separated(labels(work))
    yield "abstract", prose(work.abstract_line)


def _dated(date: Edtf | None) -> BibFields:
    """Styles take any year that ends in four digits ("BibTeXing", 3.2), and any text for a month."""
    if date:
        yield "year", f"{{{years(date, '--')}}}"
        yield "month", _months(date)
        yield "day", _day(date)


def _day(date: Edtf) -> str:
    """The day of a work that appeared on one: no field of BibTeX's styles, but what reference managers read."""
    day = date.ends[0].day if len(date.ends) == 1 else None
    return f"{{{day}}}" if day else ""


def _months(date: Edtf) -> str:
    if not all(end.month for end in date.ends):
        return ""
    months = [f"{{{SEASONS[end.season]}}}" if end.season else _MONTHS[end.month - 1] for end in date.ends]
    if date.ends[0].year == date.ends[-1].year:
        months = list(dict.fromkeys(months))
    return ' # "--" # '.join(months)


def _pages(pages: str) -> str:
    """Ranges with the two hyphens that BibTeX styles make a dash of."""
    if hyphenated(pages).count("-") > 1 and "," not in pages:
        return with_dash(pages, "--")
    return re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "--", pages)


def _protects(work: Work) -> bool:
    """Whether a title must keep its capitals: styles make them small by the rules of English."""
    return not work.record.language.startswith("en")
