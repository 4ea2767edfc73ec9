"""BibTeX and biblatex, for LaTeX and most reference managers.

Entry types and fields are those of "BibTeXing" (Patashnik, 1988) and of the biblatex manual (3.20). Text is Unicode
with TeX's special characters escaped.
"""

import re
from collections.abc import Iterator, Sequence

from kartotek.export.parts import (
    SEASONS,
    STATUS,
    filing,
    hyphenated,
    labels,
    notes,
    one_line,
    particles,
    web_address,
    with_dash,
    years,
)
from kartotek.export.work import Agent, Work
from kartotek.text.dates import Edtf
from kartotek.text.rich import Rich

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces with a backslash too, so there can be no single one
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
_STYLES = {"em": r"\emph{%s}", "strong": r"\textbf{%s}", "code": r"\texttt{%s}"}
_MASTER = re.compile(r"master|cand|m\.?\s?(?:a|s|sc|phil)\b|speciale", re.IGNORECASE)
_SHOUTING = re.compile(r"\b\w+[A-ZÀ-ÖØ-Þ]\w*")
_CAPITALS = re.compile(r"\b\w*[A-ZÀ-ÖØ-Þ]\w*")
_LATER_CAPITALS = re.compile(r"(?<=.)\b\w*[A-ZÀ-ÖØ-Þ]\w*|\b\w+[A-ZÀ-ÖØ-Þ]\w*")
_SMALL_WORDS = re.compile(r"(?<![\w-])[a-zß-öø-ÿ][^\W\d_]{3,}")
_SMALL_IN_HEADLINES = frozenset(
    {
        "about", "above", "across", "after", "against", "along", "amid", "among", "around", "before", "behind", "below",
        "beneath", "beside", "between", "beyond", "down", "during", "from", "inside", "into", "like", "near", "onto",
        "over", "past", "since", "than", "that", "through", "throughout", "till", "toward", "towards", "under", "until",
        "upon", "versus", "when", "with", "within", "without",
    }
)  # fmt: skip
"""Words of four letters and more that titles in headline style leave small."""
_SMALL_WORD = re.compile(r" ['’]?[a-zß-öø-ÿ]")

_PUBSTATES = {
    "in-press": "inpress",
    "accepted": "inpress",
    "submitted": "submitted",
    "in-preparation": "inpreparation",
    "epub-ahead-of-print": "prepublished",
}
"""What biblatex translates (its manual, 4.9.2.11)."""

_LANGUAGES = {
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "fi": "finnish", "fr": "french", "hu": "hungarian", "is": "icelandic", "it": "italian", "la": "latin",
    "lt": "lithuanian", "lv": "latvian", "nb": "norsk", "nl": "dutch", "nn": "nynorsk", "no": "norsk",
    "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
"""Languages as babel calls them, for hyphenation."""

Fields = Iterator[tuple[str, str]]


def bibtex(work: Work, *, biblatex: bool = False) -> str:
    """One entry, with a line for each field. `biblatex` uses the types and fields that only biblatex has."""
    kind = entry_type(work, biblatex=biblatex)
    fields = _biblatex_fields(work, kind) if biblatex else _bibtex_fields(work, kind)
    lines = [
        f"  {name} = {value},\n"
        for name, value in (*_names_of(work), *fields, *_last_fields(work, biblatex=biblatex))
        if value
    ]
    return f"@{kind}{{{_key(work.key)},\n{''.join(lines)}}}\n"


def escape(text: str) -> str:
    """A text with the characters that TeX keeps to itself made harmless."""
    return _SPECIAL.sub(lambda found: _ESCAPED[found[0]], text)


def entry_type(work: Work, *, biblatex: bool) -> str:
    """What kind of entry it is: what is printed in a journal is an article, for no other entry names its journal.

    biblatex takes what was only given at an event for unpublished, and prints the event.
    """
    usual = work.type.biblatex if biblatex else work.type.bibtex
    if work.record.journal and usual in ("inproceedings", "misc"):
        return "article"
    if usual == "inproceedings" and biblatex and not work.container:
        return "unpublished"
    if usual == "phdthesis" and _MASTER.search(work.record.qualification):
        return "mastersthesis"
    return usual


def _key(key: str) -> str:
    """A permalink as a key: some have letters or signs that BibTeX does not take."""
    return re.sub(r"[\s\"#%'(),={}\\~]", "-", key)


def _braced(text: str) -> str:
    return f"{{{escape(one_line(text))}}}" if text else ""


def _names_of(work: Work) -> Fields:
    yield "author", _names(work.authors)
    yield "editor", _names(work.editors)


def _bibtex_fields(work: Work, kind: str) -> Fields:
    """Papers of which no proceedings are known have their conference for the title of these, which must be there."""
    record = work.record
    meeting = record.event if kind == "inproceedings" and not work.container else None
    yield "title", _rich(work.title, protect=_protects(work), after=work.subtitle)
    yield "journal" if record.journal else "booktitle", _braced(meeting.name if meeting else work.container)
    yield from _dated(work.date)
    yield "volume", _braced(record.volume)
    in_series = not record.journal
    yield "number", _braced(record.issue or (", ".join(record.number) if in_series else ""))
    yield "series", _braced(work.series)
    yield "pages", _braced(_pages(record.pages or record.article_number))
    yield "chapter", _braced(record.chapter)
    yield "edition", _braced(_ordinal(record.edition))
    if kind in ("phdthesis", "mastersthesis"):
        yield "school", _braced(work.issuer)
        yield "type", _braced(record.qualification)
    elif kind == "techreport":
        yield "institution", _braced(record.institution or work.publisher)
        yield "type", _braced(work.type.label)  # styles say "Technical Report" without
    else:
        yield "publisher", _braced(work.issuer)
    yield "address", _braced(work.place or (meeting.place if meeting else ""))
    if kind == "misc":
        yield "howpublished", _braced(_kind(work))
    if record.event and work.container:  # styles do not print it: proceedings are called after their conference
        yield "eventtitle", _braced(record.event.name)
    yield "note", _braced("; ".join(_remarks(work, meets=meeting is None)))
    if record.arxiv:
        yield "eprint", _braced(record.arxiv)
        yield "archiveprefix", "{arXiv}"


def _biblatex_fields(work: Work, kind: str) -> Fields:
    record = work.record
    yield "title", _rich(work.title, protect=_protects(work))
    yield "subtitle", _rich(work.subtitle, protect=_protects(work)) if work.subtitle else ""
    yield "translator", _names(work.translators)
    if work.container:
        yield "journaltitle" if record.journal else "booktitle", _braced(work.container)
    yield "date", f"{{{work.date}}}" if work.date else ""
    yield "pubstate", _braced(_PUBSTATES.get(record.status, ""))
    yield "volume", _braced(record.volume)
    yield "number", _braced(record.issue or ", ".join(record.number))
    yield "series", _braced(work.series)
    yield "pages", _braced(_pages(record.pages))
    yield "eid", _braced(record.article_number)
    yield "chapter", _braced(record.chapter)
    yield "edition", _braced(record.edition)
    yield "pagetotal", _braced(record.number_of_pages)
    yield "version", _braced(record.version)
    yield from _issued_by(work, kind)
    yield "location", _braced(record.country if kind == "patent" else work.place)
    yield "howpublished", _braced(_kind(work) if kind in ("misc", "unpublished") else record.medium)
    if record.event:
        yield "eventtitle", _braced(record.event.name)
        yield "venue", _braced(record.event.place)
        dates = dict.fromkeys(str(date) for date in (record.event.start, record.event.end) if date)
        yield "eventdate", f"{{{'/'.join(dates)}}}" if dates else ""
    if record.arxiv:
        yield "eprint", _braced(record.arxiv)
        yield "eprinttype", "{arxiv}"
    yield "note", _braced("; ".join(filter(None, (filing(work), _supervision(work), *notes(work)))))
    yield "langid", _braced(_LANGUAGES.get(record.language.partition("-")[0], ""))


def _issued_by(work: Work, kind: str) -> Fields:
    """Theses and reports must have an institution and a type, and the holder of a patent is no publisher."""
    record = work.record
    if kind in ("thesis", "report"):
        institution = record.institution or work.publisher
        yield "institution", _braced(institution)
        yield "type", _braced(record.qualification or work.type.label)
        yield "publisher", _braced(work.publisher if work.publisher != institution else "")
    elif kind == "patent":
        yield "holder", f"{{{_braced(work.publisher)}}}" if work.publisher else ""
    else:
        yield "institution", _braced(record.institution)
        yield "publisher", _braced(work.publisher)


def _supervision(work: Work) -> str:
    return f"Supervised by {', '.join(agent.display for agent in work.supervisors)}" if work.supervisors else ""


def _kind(work: Work) -> str:
    """What a work is that BibTeX has no type for. Styles print no number and country of such, so patents say them."""
    record = work.record
    if record.type == "patent":
        number = ", ".join(record.number)
        country = "" if number.startswith(record.country) else record.country
        return " ".join(filter(None, (work.type.label, country, number)))
    return record.medium or (work.type.label if record.type != "other" else "")


def _ordinal(edition: str) -> str:
    """BibTeX's styles print "edition" after it, so it has to be an ordinal ("BibTeXing", 3.2); biblatex makes them."""
    if not edition.isdecimal() or not 0 < int(edition) < 1000:
        return edition
    number = int(edition)
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


_ORDINALS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


def _remarks(work: Work, *, meets: bool) -> Iterator[str]:
    """What BibTeX has no field for, and readers of a bibliography want to know; with `meets`, the event too."""
    record = work.record
    if status := STATUS.get(record.status):
        yield status.capitalize()
    if meets and record.event and not work.container:
        yield ", ".join(part for part in (record.event.name, record.event.place) if part)
    if record.version:
        yield f"Version {record.version}"
    if filed := filing(work):
        yield filed
    if work.translators:
        yield f"Translated by {', '.join(agent.display for agent in work.translators)}"
    if supervised := _supervision(work):
        yield supervised
    yield from notes(work)


def _last_fields(work: Work, *, biblatex: bool) -> Fields:
    record = work.record
    yield "doi", _verbatim(record.doi, escaped=not biblatex)
    yield "pmid", record.pmid and f"{{{record.pmid}}}"
    yield "pmcid", record.pmcid and f"{{{record.pmcid}}}"
    yield "isbn", _braced(" ".join(record.isbn))
    yield "issn", _braced(" ".join(work.issn))
    yield "url", _verbatim(web_address(work), escaped=not biblatex)
    yield "language", _braced(record.language)
    yield "keywords", _braced(", ".join(label.replace(",", ";") for label in labels(work)))
    yield "abstract", _braced(work.abstract)


def _dated(date: Edtf | None) -> Fields:
    """Styles take any year that ends in four digits ("BibTeXing", 3.2), and any text for a month."""
    if date:
        yield "year", f"{{{years(date, '--')}}}"
        yield "month", _months(date)


def _months(date: Edtf) -> str:
    if not all(end.month for end in date.ends):
        return ""
    months = [f"{{{SEASONS[end.season]}}}" if end.season else _MONTHS[end.month - 1] for end in date.ends]
    if date.ends[0].year == date.ends[-1].year:
        months = list(dict.fromkeys(months))
    return ' # "--" # '.join(months)


def _verbatim(address: str, *, escaped: bool) -> str:
    """Addresses are typeset as they stand; only what would end the field or, in BibTeX's output, a line is changed."""
    if _ODD.search(address):
        address = address.replace("{", "%7B").replace("}", "%7D")
        if escaped:
            address = re.sub(r"([%#])", r"\\\1", address)
    return f"{{{address}}}" if address else ""


_ODD = re.compile(r"[{}%#]")


def _pages(pages: str) -> str:
    """Ranges with the two hyphens that BibTeX styles make a dash of."""
    if hyphenated(pages).count("-") > 1 and "," not in pages:
        return with_dash(pages, "--")
    return re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "--", pages)


def _protects(work: Work) -> bool:
    """Whether a title must keep its capitals: styles make them small by the rules of English."""
    return not work.record.language.startswith("en")


def _rich(line: Rich, *, protect: bool, after: Rich = ()) -> str:
    text = _spans(line, protect=protect)
    if after:
        text += ": " + _spans(after, protect=protect)
    return f"{{{{{text}}}}}" if protect else f"{{{text}}}"


def _spans(line: Rich, *, protect: bool) -> str:
    names = not protect and _is_sentence(line)
    made: list[str] = []
    for span in line:
        if span.style == "math":
            formula = f"${span.text}$"
            made.append(formula if _is_balanced(formula) else escape(formula))
            continue
        text = escape(span.text)
        if span.style:
            text = _STYLES.get(span.style, "%s") % text  # its braces protect it
        elif not protect:
            kept = _SHOUTING if not names else _CAPITALS if made else _LATER_CAPITALS
            text = kept.sub(r"{\g<0>}", text)
        made.append(text)
    return "".join(made)


def _is_balanced(formula: str) -> bool:
    """Whether every brace that closes in it was opened in it, and the other way round."""
    depth = 0
    for brace in _BRACE.findall(formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


_BRACE = re.compile(r"[{}]")


def _is_sentence(line: Rich) -> bool:
    """Whether some noun or verb of a title begins small, so that the capitals in it are those of names."""
    return any(
        word not in _SMALL_IN_HEADLINES
        for span in line
        if span.style != "math"
        for word in _SMALL_WORDS.findall(span.text)
    )


def _names(agents: Sequence[Agent]) -> str:
    return f"{{{' and '.join(map(_name, agents))}}}" if agents else ""


def _name(agent: Agent) -> str:
    """ "von Last, Jr., First"; braces keep together what would be taken apart."""
    name = agent.name
    if name is None:
        return f"{{{escape(agent.literal)}}}"
    if not name.given and not name.suffix:
        family = escape(name.family)
        return f"{{{family}}}" if " " in family or family == "others" else family
    given = _part(name.given) or "{}"
    return ", ".join(
        (_family(name.family), _part(name.suffix), given) if name.suffix else (_family(name.family), given)
    )


def _family(family: str) -> str:
    """A family name. All of it up to its last word in small letters would be taken for particles ("Ortega y")."""
    if not _SMALL_WORD.search(family):
        return _part(family)
    before, rest = particles(family)
    kept = f"{{{escape(rest)}}}" if _SMALL_WORD.search(rest) else _part(rest)
    return f"{before} {kept}" if before else kept


def _part(part: str) -> str:
    text = escape(part)
    return f"{{{text}}}" if "," in part or " and " in f" {part} ".lower() else text
