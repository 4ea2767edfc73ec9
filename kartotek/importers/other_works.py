"""What a record says of the work it reviews, of the original of a reprint or a translation, and of the whole of which
it is a volume."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from kartotek.importers import values
from kartotek.importers.markdown_text import line_of
from kartotek.importers.name_lines import contributors

ORIGINAL = {"origtitle": "title", "origdate": "issued", "origlanguage": "language", "origpublisher": "publisher",
    "origlocation": "place"}  # fmt: skip
"""Fields of biblatex about the original (its manual, 2.2.2), and the fields of `original`."""
REVIEWING = re.compile(r"(?:book )?review of:? (?:the book )?(.+)", re.IGNORECASE)
"""How bibliographies say what a review is about; what our own exports write is "Review of Cards, by Bo Berg"."""


def reviewed(text: str) -> dict[str, Any]:
    """The map `reviewed` of a title with authors after it: "Cards, by Ada Lind and Bo Berg"."""
    title, _, names = text.strip().rpartition(", by ")
    parts = re.split(r", | and ", names) if title else []
    people = contributors(parts) if all(map(_may_be_name, parts)) else []
    said = _unquoted(title if people else text.strip())
    return {"title": line_of(said), "authors": people} if people else {"title": line_of(said)}


def _unquoted(title: str) -> str:
    """A title without the quotation marks that keep it together where it has a semicolon."""
    return title[1:-1] if re.fullmatch("“[^“”]*; [^“”]*”", title) else title


def _may_be_name(text: str) -> bool:
    """Whether a text may be a name: "Step by step, by day" names nobody. Not all scripts have capitals."""
    return text != text.lower() or text == text.upper()


def review_in(data: dict[str, Any], text: str) -> bool:
    """Whether a text says what is reviewed: then the draft has it."""
    found = REVIEWING.fullmatch(text.strip())
    if found and "reviewed" not in data:
        data["reviewed"] = reviewed(found[1])
    return bool(found)


_ORIGINAL = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<issued>\d{4})",
        r"(?P<title>[^,]+), (?![A-Z]{2}: )(?P<place>[^,:]+): (?P<publisher>[^,:]+), (?P<issued>\d{4})",
        r"(?P<title>(?:(?!: )[^,])+), (?P<issued>\d{4})",
        r"(?P<title>(?:(?!: )[^,])+)",
        r"First published: (?P<place>[^,:]+): (?P<publisher>[^,:]+)(?:, (?P<issued>\d{4}))?",
        r"First published: (?P<issued>\d{4})",
    )
)
"""How our exports describe an original. With more commas, or with a colon that may stand between place and publisher
("Paris: Nourry, 1909", "Les rites, New York, NY: Nourry, 1909"), nothing tells what is the title."""


def original(text: str) -> dict[str, Any]:
    """The map `original` of what our exports say of one, "Les rites, Paris: Nourry, 1909"; {} if that is not clear."""
    found = next(filter(None, (pattern.fullmatch(text.strip()) for pattern in _ORIGINAL)), None)
    said = {name: value for name, value in found.groupdict().items() if value} if found else {}
    return said | ({"title": line_of(_unquoted(said["title"]))} if "title" in said else {})


def original_in(data: dict[str, Any], text: str) -> bool:
    """Whether a text says what the original is: then the draft has it."""
    found = {} if "original" in data else original(text)
    data |= {"original": found} if found else {}
    return bool(found)


def original_or_date(
    data: dict[str, Any], text: str, date_of: Callable[[str], str], *, title_too: bool = False
) -> bool:
    """The same for a field that others use for a date alone; `date_of` reads those. A title alone is one where the
    field is for nothing else (`title_too`)."""
    date = date_of(text)
    if "original" in data:
        return False
    if date and _is_date_alone(text, date):
        data["original"] = {"issued": date}
        return True
    is_clear = (title_too and not date) or not original(text).keys().isdisjoint({"issued", "publisher"})
    return is_clear and original_in(data, text)


def _is_date_alone(text: str, date: str) -> bool:
    """Whether a text in which a date was found says nothing else: "1984, 1949" is a title and a year."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in ("c", "ca", "circa")]
    if values.is_date(text) or not words:
        return values.is_date(text) or len(re.findall(r"\d{4}", text)) == 1
    return len(words) == 1 and "-" in date  # the word was read, too: a month, a season


MAIN_TITLE = ("maintitle", "mainsubtitle")
"""Fields of biblatex about the whole of a work in several volumes (its manual, 2.2.2)."""


def take_main_title(fields: Mapping[str, str], data: dict[str, Any], read: Callable[[str], str]) -> None:
    """Where a record of biblatex has the title of the whole, that is the title of the entry or of the book that it is
    in; the other one is that of the volume."""
    main, sub = (read(fields[name]) if name in fields else "" for name in MAIN_TITLE)
    if not main:
        return
    if "book" in data:
        data["volume_title"] = line_of(data["book"])
        data["book"] = f"{main}: {sub}" if sub else main
        return
    own = f"{data['title']}: {data['subtitle']}" if "subtitle" in data else data.get("title", "")
    data |= {"title": line_of(main), "subtitle": line_of(sub), "volume_title": own}


def take_original(
    fields: Mapping[str, str], data: dict[str, Any], plain: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Put the original of a record of biblatex into a draft; what could not be read is returned."""
    said = {to: plain(fields[name]) for name, to in ORIGINAL.items() if name in fields}
    rest: list[tuple[str, str]] = []
    if (date := said.get("issued", "")) and not values.is_date(date):
        rest.append(("origdate", said.pop("issued")))
    if "language" in said and not (tag := values.language(said["language"])):
        rest.append(("origlanguage", said.pop("language")))
    elif "language" in said:
        said["language"] = tag
    if "title" in said:
        said["title"] = line_of(said["title"])
    if said := {name: value for name, value in said.items() if value}:
        data["original"] = said
    return rest
