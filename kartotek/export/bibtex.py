"""BibTeX and biblatex, for LaTeX and most reference managers.

Entry types and fields are those of "BibTeXing" (Patashnik, 1988) and of the biblatex manual (3.20). Text is Unicode
with TeX's special characters escaped.
"""

import re
from collections.abc import Iterator, Sequence

from kartotek.export.work import Agent, Work
from kartotek.text.dates import PartialDate
from kartotek.text.rich import Rich

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
_STYLES = {"em": r"\emph{%s}", "strong": r"\textbf{%s}", "code": r"\texttt{%s}"}
_MASTER = re.compile(r"master|cand|m\.?\s?[as]\b|speciale", re.IGNORECASE)
_SHOUTING = re.compile(r"\b\w*[^\W\d_]*\w*(?<=\w)[A-ZÀ-ÖØ-Þ]\w*")

Fields = Iterator[tuple[str, str]]


def bibtex(work: Work, *, biblatex: bool = False) -> str:
    """One entry, with a line for each field. `biblatex` uses the types and fields that only biblatex has."""
    entry_type = _entry_type(work, biblatex=biblatex)
    fields = _biblatex_fields(work) if biblatex else _bibtex_fields(work, entry_type)
    lines = [f"  {name} = {value},\n" for name, value in (*_names_of(work), *fields, *_last_fields(work)) if value]
    return f"@{entry_type}{{{_key(work.key)},\n{''.join(lines)}}}\n"


def escape(text: str) -> str:
    """A text with the characters that TeX keeps to itself made harmless."""
    return text.translate(_SPECIAL)


def _entry_type(work: Work, *, biblatex: bool) -> str:
    if biblatex:
        return work.type.biblatex
    if work.record.type == "thesis" and _MASTER.search(work.record.qualification):
        return "mastersthesis"
    return work.type.bibtex


def _key(key: str) -> str:
    """A permalink as a key: some have letters or signs that BibTeX does not take."""
    return re.sub(r"[\s\"#%'(),={}\\~]", "-", key)


def _braced(text: str) -> str:
    return f"{{{escape(text)}}}" if text else ""


def _names_of(work: Work) -> Fields:
    yield "author", _names(work.authors)
    yield "editor", _names(work.editors)


def _bibtex_fields(work: Work, entry_type: str) -> Fields:
    record, date = work.record, work.date
    yield "title", _rich(work.title, protect=_protects(work), after=work.subtitle)
    if work.container:
        yield "journal" if record.journal else "booktitle", _braced(work.container)
    yield from _dated(date)
    yield "volume", _braced(record.volume)
    in_series = not record.journal
    yield "number", _braced(record.issue or (", ".join(record.number) if in_series else ""))
    yield "series", _braced(work.series)
    yield "pages", _braced(_pages(record.pages or record.article_number))
    yield "chapter", _braced(record.chapter)
    yield "edition", _braced(record.edition)
    held = work.publisher
    if entry_type in ("phdthesis", "mastersthesis"):
        yield "school", _braced(record.institution or held)
        yield "type", _braced(record.qualification)
    elif entry_type == "techreport":
        yield "institution", _braced(record.institution or held)
    else:
        yield "publisher", _braced(held or record.institution)
    yield "address", _braced(work.place)
    if entry_type == "misc":
        yield "howpublished", _braced(record.medium or (work.type.label if record.type != "other" else ""))
    if record.event and not work.container:
        yield "note", _braced(", ".join(part for part in (record.event.name, record.event.place) if part))


def _biblatex_fields(work: Work) -> Fields:
    record = work.record
    yield "title", _rich(work.title, protect=_protects(work))
    yield "subtitle", _rich(work.subtitle, protect=_protects(work)) if work.subtitle else ""
    yield "translator", _names(work.translators)
    if work.container:
        yield "journaltitle" if record.journal else "booktitle", _braced(work.container)
    yield "date", _braced(str(work.date)) if work.date else ""
    yield "pubstate", _braced({"in-press": "inpress", "submitted": "submitted"}.get(record.status, ""))
    yield "volume", _braced(record.volume)
    yield "number", _braced(record.issue or ", ".join(record.number))
    yield "series", _braced(work.series)
    yield "pages", _braced(_pages(record.pages))
    yield "eid", _braced(record.article_number)
    yield "chapter", _braced(record.chapter)
    yield "edition", _braced(record.edition)
    yield "pagetotal", _braced(record.number_of_pages)
    yield "version", _braced(record.version)
    yield "institution", _braced(record.institution)
    yield "type", _braced(record.qualification)
    yield "publisher", _braced(work.publisher)
    yield "location", _braced(work.place)
    yield "howpublished", _braced(record.medium)
    if record.event:
        yield "eventtitle", _braced(record.event.name)
        yield "venue", _braced(record.event.place)
        dates = [str(date) for date in (record.event.start, record.event.end) if date]
        yield "eventdate", _braced("/".join(dates))
    if record.arxiv:
        yield "eprint", _braced(record.arxiv)
        yield "eprinttype", "{arxiv}"


def _last_fields(work: Work) -> Fields:
    record = work.record
    yield "doi", f"{{{_address(record.doi)}}}" if record.doi else ""
    yield "isbn", _braced(" ".join(work.isbn))
    yield "issn", _braced(" ".join(work.issn))
    address = record.url or work.url
    yield "url", f"{{{_address(address)}}}" if address else ""
    yield "language", _braced(record.language)
    yield "keywords", _braced(", ".join(label.replace(",", ";") for _, label in work.keywords))
    yield "abstract", _braced(work.abstract)


def _dated(date: PartialDate | None) -> Fields:
    if date:
        yield "year", f"{{{date.year}}}"
        yield "month", _MONTHS[date.month - 1] if date.month else ""


def _address(address: str) -> str:
    """Addresses are typeset as they stand; only what would end the field or a line is escaped."""
    return re.sub(r"([%#])", r"\\\1", address.replace("{", "%7B").replace("}", "%7D")) if _ODD(address) else address


_ODD = re.compile(r"[{}%#]").search


def _pages(pages: str) -> str:
    """Ranges with the two hyphens that BibTeX styles make a dash of."""
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
    made: list[str] = []
    for span in line:
        if span.style == "math":
            made.append(f"${span.text}$")
            continue
        text = escape(span.text)
        if not protect:
            text = _SHOUTING.sub(r"{\g<0>}", text)
        made.append(_STYLES.get(span.style, "%s") % text if span.style else text)
    return "".join(made)


def _names(agents: Sequence[Agent]) -> str:
    return f"{{{' and '.join(map(_name, agents))}}}" if agents else ""


def _name(agent: Agent) -> str:
    """ "von Last, Jr., First"; braces keep together what would be taken apart."""
    if agent.name is None:
        return f"{{{escape(agent.literal)}}}"
    family, given, suffix = (_part(part) for part in (agent.name.family, agent.name.given, agent.name.suffix))
    if not given and not suffix:
        return f"{{{escape(agent.name.family)}}}" if " " in agent.name.family else family
    return ", ".join(part for part in (family, suffix, given) if part)


def _part(part: str) -> str:
    text = escape(part)
    return f"{{{text}}}" if "," in part or " and " in f" {part} ".lower() else text
