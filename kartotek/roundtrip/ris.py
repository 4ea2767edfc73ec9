"""RIS read back with rispy."""

from typing import Any

import rispy

from kartotek.export.ris import BY_NUMBER, SERIES_IN_T2, ris_type
from kartotek.export.shared_values import years
from kartotek.export.work import Work
from kartotek.roundtrip.facts import (
    EntryFacts,
    before_authors,
    given,
    range_of,
    spaced,
    wanted,
    wanted_by_managers,
    wanted_of_others,
)

_EDITORS = {"BOOK": "tertiary_authors", "THES": "ED", "RPRT": "ED", "COMP": "ED"}
_WHOLE = ("BOOK", "THES", "MANSCPT")


_NUMBERED_IN_SERIES = {"BOOK": "note", "CHAP": "SV"}
"""What rispy calls the tag with the number in the series: it takes M1 for a note, and does not know SV."""

_TALKS = ("CONF", "CPAPER", "SLIDE")
"""Types that have a tag for their conference, which is their container where no other is known."""


def wanted_ris(work: Work) -> EntryFacts:
    """As for most formats, but SP of a book is its number of pages, and a year before 1 is in words.

    All standard numbers are in one tag, with those of reports and patents, which have any form.
    """
    facts = wanted(work) | wanted_by_managers(work)
    kind = facts["type"] = ris_type(work)
    facts["abbreviated container"] = spaced(work.container_short) if kind == "JOUR" else ""
    facts["number in series"] = spaced(work.record.series_number) if kind in _NUMBERED_IN_SERIES else ""
    if kind != "STAT":
        facts["reviewed title"] = before_authors(wanted_of_others(work)["reviewed title"])
    if work.date and work.date.year < 1:
        facts["date"] = years(work.date)
    if kind in _WHOLE and not facts["pages"]:
        facts["pages"] = work.record.number_of_pages
    elif not facts["pages"]:
        facts["pages"] = facts["article number"]
    if kind in SERIES_IN_T2:
        facts["container"] = facts["container"] or spaced(work.series)
    if kind in _TALKS:
        facts["event"] = spaced(work.record.event.name) if work.record.event else facts["container"]
    own = ", ".join(work.record.number) if kind in BY_NUMBER else ""
    facts["numbers"] = sorted(" ".join((own, *work.record.all_isbn, *work.issn)).split())
    del facts["isbn"], facts["issn"]
    return facts


def read_ris(text: str) -> EntryFacts:
    """The facts in the only reference of a file."""
    (found,) = rispy.loads(text, enforce_list_tags=False, delimiter_tags_mapping={})
    field = found.get
    kind = found["type_of_reference"]
    return given(
        key=field("id"),
        type=kind,
        title=spaced(field("title")),
        authors=_listed(field("authors")),
        editors=_editors(found, kind),
        date=_date(field("date", ""), field("year", "")),
        container=spaced(field("custom3" if kind in _TALKS else "secondary_title") or ""),
        **({"event": field("secondary_title")} if kind in _TALKS else {}),
        reviewed_title=before_authors(spaced(field("reviewed_item", ""))),
        short_title=spaced(field("short_title", "")),
        abbreviated_container=field("alternate_title1"),
        number_of_volumes="" if kind == "DATA" else field("number_of_volumes"),
        number_in_series=_number_in_series(found, kind),
        volume=field("volume"),
        issue=field("number"),
        pages=range_of("-".join(filter(None, (field("start_page"), field("end_page"))))),
        article_number=field("custom7"),
        doi=field("doi"),
        numbers=sorted(" ".join(_listed(field("issn"))).split()),
        url=" ".join(_listed(field("urls"))),
        language=field("language"),
    )


def _number_in_series(found: dict[str, Any], kind: str) -> str:
    name = _NUMBERED_IN_SERIES.get(kind, "")
    return str(found.get(name) or "".join(found.get("unknown_tag", {}).get(name, [])))


def _editors(found: dict[str, Any], kind: str) -> list[str]:
    tag = _EDITORS.get(kind, "ED" if kind in ("DATA", "PAT", "SLIDE", "ART") else "secondary_authors")
    return list(found.get("unknown_tag", {}).get("ED", [])) if tag == "ED" else _listed(found.get(tag))


def _listed(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _date(date: str, year: str) -> str:
    """YYYY/MM/DD/other with what is not known left out between the slashes; years before 1 are words."""
    if not date:
        return year
    *parts, other = date.split("/")
    if date[:4] != year or len(parts) != 3:
        return f"{date!r} is not in {year!r}"
    if " to " in other:
        return other.replace(" to ", "/")
    words = other.split(", ")
    seasons = [f"{_SEASONS[word]}" for word in words if word in _SEASONS]
    doubt = {(True, False): "~", (False, True): "?", (True, True): "%"}.get(
        ("circa" in words, "uncertain" in words), ""
    )
    return "-".join([part for part in parts if part] + seasons) + doubt


_SEASONS = {"Spring": "21", "Summer": "22", "Autumn": "23", "Winter": "24"}
