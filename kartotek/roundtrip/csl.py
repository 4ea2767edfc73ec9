"""CSL-JSON: of the shape that CSL 1.0.2 says, and read back as a citation processor does."""

import json
import re
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from kartotek.export.csl import is_application, type_in_file
from kartotek.export.work import Work
from kartotek.roundtrip.facts import EntryFacts, given, range_of, spaced, wanted, wanted_by_managers, wanted_of_others
from kartotek.text.rich import plain


def _split(names: str) -> list[str]:
    return names.split()


# CSL 1.0.2, appendices III and IV, as far as research outputs need them
_TYPES = _split("""
    article article-journal article-magazine article-newspaper book broadcast chapter collection dataset document
    entry entry-dictionary entry-encyclopedia event figure graphic interview legal_case legislation manuscript map
    motion_picture musical_score pamphlet paper-conference patent performance periodical post post-weblog report
    review review-book software song speech standard thesis webpage
""")
_NAMES = _split("""
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author
    performer producer recipient reviewed-author script-writer series-creator translator
""")
_DATES = _split("accessed available-date event-date issued original-date submitted")
_TEXTS = _split("""
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    collection-title container-title container-title-short dimensions division DOI event event-place event-title genre
    ISBN ISSN journalAbbreviation jurisdiction keyword language medium note original-title part-title PMCID PMID
    publisher publisher-place
    references original-publisher original-publisher-place
    reviewed-title section source status title title-short URL version volume-title
""")
_NUMBERS = _split("""
    chapter-number collection-number edition issue number number-of-pages number-of-volumes page page-first part
    printing supplement volume
""")

_WORDS = {"type": "string", "minLength": 1}
_NAME_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal")
_NAME = {
    "type": "object",
    "properties": {**dict.fromkeys(_NAME_PARTS, _WORDS), "static-ordering": {"const": True}},
    "oneOf": [{"required": ["family"]}, {"required": ["literal"]}],
    "additionalProperties": False,
}
_DATE_PARTS = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _DATE_PARTS, "minItems": 1, "maxItems": 2},
        "season": {"enum": [1, 2, 3, 4]},
        "circa": {"const": True},
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
_SHAPE: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": _WORDS,
            "type": {"enum": _TYPES},
            **{name: {"type": "array", "items": _NAME, "minItems": 1} for name in _NAMES},
            **dict.fromkeys(_DATES, _DATE),
            **dict.fromkeys((*_TEXTS, *_NUMBERS), _WORDS),
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}


_ELEMENT = re.compile(r"</?[ib]>|<span class=\"nocase\">|</span>")
"""Of CSL's rich text, as much as titles have."""


def wanted_csl(work: Work) -> EntryFacts:
    """As for most formats, but an article number takes the place of missing pages and of a missing number.

    `circa` marks uncertain and approximate alike, and a date as a whole.
    """
    facts = wanted(work) | wanted_by_managers(work) | wanted_of_others(work)
    facts["abbreviated container"] = spaced(work.container_short)
    if not facts["short title"] and work.subtitle:
        facts["short title"] = spaced(plain(work.title))
    facts["section"] = spaced(work.record.section)
    article = facts.pop("article number")
    facts["pages"] = facts["pages"] or article
    preprint = f"arXiv:{work.record.arxiv}" if work.record.arxiv and work.record.type == "preprint" else ""
    facts["number"] = ", ".join(work.record.number) or article or preprint
    facts["number in series"] = spaced(work.record.series_number)
    facts["type"] = type_in_file(work)
    if is_application(work):
        facts["date"] = ""
    certain = re.sub("[~?%]", "", facts["date"])
    facts["date"] = certain if certain == facts["date"] else f"{certain}~"
    return facts


def read_csl(text: str) -> EntryFacts:
    """The facts in the only item of a file."""
    data = json.loads(text)
    _validator().validate(data)
    (item,) = data
    field = item.get
    return given(
        key=field("id"),
        type=field("type"),
        title=spaced(_ELEMENT.sub("", field("title", ""))),
        authors=[_inverted(name) for name in field("author", ())],
        editors=[_inverted(name) for name in field("editor", ())],
        date=_date(item["issued"]) if "issued" in item else "",
        short_title=spaced(_ELEMENT.sub("", field("title-short", ""))),
        reviewed_title=spaced(_ELEMENT.sub("", field("reviewed-title", ""))),
        original_title=spaced(_ELEMENT.sub("", field("original-title", ""))),
        container=spaced(_ELEMENT.sub("", field("container-title", ""))),
        abbreviated_container=spaced(field("container-title-short", "")),
        number_of_volumes=spaced(field("number-of-volumes", "")),
        section=spaced(field("section", "")),
        volume=spaced(field("volume", "")),
        issue=spaced(field("issue", "")),
        pages=range_of(field("page", "")),
        number=field("number"),
        number_in_series=spaced(field("collection-number", "")),
        doi=field("DOI"),
        isbn=field("ISBN"),
        issn=field("ISSN"),
        url=field("URL"),
        language=field("language"),
    )


@cache
def _validator() -> Draft7Validator:
    return Draft7Validator(_SHAPE)


def _date(date: dict[str, Any]) -> str:
    """A date as EDTF; `circa` is "~", as CSL does not tell uncertain from approximate."""
    ends = [[*parts, *([date["season"] + 20] if "season" in date else [])] for parts in date["date-parts"]]
    return "/".join(map(_end, ends)) + ("~" if date.get("circa") else "")


def _end(parts: list[int]) -> str:
    year = parts[0] + 1 if parts[0] < 0 else parts[0]
    return "-".join([f"-{-year:04}" if year < 0 else f"{year:04}", *(f"{part:02}" for part in parts[1:])])


def _inverted(name: dict[str, str]) -> str:
    """A name variable, family name with its particles first."""
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return ", ".join(filter(None, (family, name.get("given"), name.get("suffix"))))
