"""BibTeX and biblatex read back with pybtex, which takes names apart by BibTeX's own rules, and pylatexenc."""

import re
from functools import cache
from typing import Any

from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import Parser
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from kartotek.export.bibtex import babel_name, entry_type, number_in_series
from kartotek.export.shared_values import review_of
from kartotek.export.work import Work
from kartotek.roundtrip.facts import EntryFacts, given, range_of, spaced, wanted, wanted_by_managers, wanted_of_others
from kartotek.text.rich import plain, with_subtitle

_TEX = re.compile(r"[\\{}$]")
_MONTHS = {name: f"{i:02}" for i, name in enumerate(
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"), 1)}  # fmt: skip
_MONTHS |= {"Spring": "21", "Summer": "22", "Autumn": "23", "Winter": "24"}
_KEPT_TOGETHER = re.compile(r"(?<![\w}])\{([^\\{}$]*)\}")


def wanted_bibtex(work: Work) -> EntryFacts:
    """As for most formats, but BibTeX has months and no days, and article numbers among the pages."""
    facts = wanted(work) | _of_managers(work)
    article = facts.pop("article number")
    facts["date"] = _without_days(facts["date"])
    facts["pages"] = facts["pages"] or article
    facts["type"] = entry_type(work, biblatex=False).replace("masters", "phd")
    if facts["type"] == "inproceedings" and work.record.event:
        facts["container"] = facts["container"] or spaced(work.record.event.name)
    if work.record.journal and not work.in_periodical:
        facts["container"] = ""  # a website is named in words, among `howpublished`
    facts["issue"] = spaced(number_in_series(work)) or facts["issue"]
    if (facts["type"] == "misc" or not work.record.journal) and not facts["issue"]:
        facts["issue"] = spaced(", ".join(work.record.number))
    return facts


def wanted_biblatex(work: Work) -> EntryFacts:
    """All facts; report numbers and numbers in series share a field with issues, what is reviewed with websites."""
    facts = wanted(work) | _of_managers(work)
    facts["original title"] = wanted_of_others(work)["original title"]
    facts["type"] = entry_type(work, biblatex=True)
    facts["container"] = facts["container"] or spaced(plain(review_of(work)))
    facts["issue"] = spaced(number_in_series(work)) or facts["issue"] or spaced(", ".join(work.record.number))
    facts["language"] = babel_name(facts["language"]) or facts["language"]
    return facts


def _of_managers(work: Work) -> EntryFacts:
    """Further facts; titles of books have no abbreviation."""
    facts = wanted_by_managers(work)
    return facts if work.record.journal else facts | {"abbreviated container": ""}


def read_bibtex(text: str) -> EntryFacts:
    """The facts in the only entry of a BibTeX file."""
    key, entry = _entry(text)
    field = entry.fields.get
    facts = _shared(key, entry)
    facts |= given(
        type="phdthesis" if entry.type == "mastersthesis" else entry.type,
        title=decoded(field("title", "")),
        date=_date(field("year", ""), field("month", "")),
        container=decoded(field("journal") or field("booktitle") or ""),
        pages=range_of(decoded(field("pages", "")).replace("--", "-")),
    )
    return facts


def _without_days(date: str) -> str:
    ends = [_END.fullmatch(end) for end in date.split("/")]
    known = [end.groups("") for end in ends if end]
    if not all(month for _, month, _ in known):
        known = [(year, "", doubt) for year, _, doubt in known]
    return "/".join(dict.fromkeys(map("".join, known)))


_END = re.compile(r"(-?\d{4})(-\d\d)?(?:-\d\d)?([~?%]?)")


def _date(year: str, month: str) -> str:
    """Years and months in words, as an EDTF date."""
    if not year:
        return ""
    years, months = year.split("--"), month.split("--")
    count = max(len(years), len(months))
    ends = zip(years * (count // len(years)), months * (count // len(months)), strict=True)
    return "/".join(_year(one, f"-{_MONTHS[month]}" if month else "") for one, month in ends)


def _year(said: str, month: str) -> str:
    approximate, uncertain = said.startswith("c. "), said.endswith("?")
    number = said.removeprefix("c. ").removesuffix("?")
    before = number.endswith(" BC")
    year = 1 - int(number.removesuffix(" BC")) if before else int(number)
    doubt = "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""
    return (f"-{-year:04}" if year < 0 else f"{year:04}") + month + doubt


def read_biblatex(text: str) -> EntryFacts:
    """The facts in the only entry of a file for biblatex."""
    key, entry = _entry(text)
    field = entry.fields.get
    title, subtitle = decoded(field("title", "")), decoded(field("subtitle", ""))
    facts = _shared(key, entry)
    facts |= given(
        type=entry.type,
        title=with_subtitle(title, subtitle),
        original_title=decoded(field("origtitle", "")),
        date=field("date", ""),
        container=decoded(field("journaltitle") or field("booktitle") or field("titleaddon") or ""),
        pages=range_of(decoded(field("pages", "")).replace("--", "-")),
        article_number=decoded(field("eid", "")),
        language=field("langid") or field("language", ""),
    )
    return facts


def _entry(text: str) -> tuple[str, Entry]:
    entries = Parser().parse_string(text).entries  # pybtex.database.parse_string looks for plugins each time: 25 ms
    ((key, entry),) = entries.items()
    return key, entry


def _shared(key: str, entry: Entry) -> EntryFacts:
    """Facts that BibTeX and biblatex have in fields of the same name."""
    field = entry.fields.get
    return given(
        key=key,
        authors=[_inverted(person) for person in entry.persons.get("author", ())],
        editors=[_inverted(person) for person in entry.persons.get("editor", ())],
        short_title=decoded(field("shorttitle", "")),
        abbreviated_container=decoded(field("shortjournal", "")),
        number_of_volumes=decoded(field("volumes", "")),
        volume=decoded(field("volume", "")),
        issue=decoded(field("number", "")),
        doi=_address(field("doi", "")),
        isbn=field("isbn", ""),
        issn=field("issn", ""),
        url=_address(field("url", "")),
        language=field("language", ""),
    )


def _inverted(person: Person) -> str:
    """A name as BibTeX understands it, family name first."""
    parts: list[list[str]] = [
        person.prelast_names + person.last_names,
        person.first_names + person.middle_names,
        person.lineage_names,
    ]
    return ", ".join(filter(None, (decoded(" ".join(part)) for part in parts)))


def decoded(tex: str) -> str:
    """A text as TeX prints it, formulas as they are written."""
    if "$" not in tex:
        tex = _KEPT_TOGETHER.sub(r"\1", tex)
    return spaced(_decoder().latex_to_text(tex) if _TEX.search(tex) else tex)


@cache
def _decoder() -> Any:
    """A decoder of pylatexenc without ligatures, which knows more text symbols of LaTeX2e than the library does."""
    context = get_default_latex_context_db().filter_context(exclude_categories=["nonascii-specials"])
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "textasciitilde": "~"}
    macros = [MacroTextSpec(name, simplify_repl=sign) for name, sign in signs.items()]
    macros.append(MacroTextSpec("texttt", simplify_repl="%s"))
    context.add_context_category("text signs", macros=macros, prepend=True)
    return LatexNodes2Text(context, math_mode="verbatim", keep_comments=True, strict_latex_spaces=True)


def _address(address: str) -> str:
    return re.sub(r"\\([%#])", r"\1", address)
