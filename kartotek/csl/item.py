"""The item that is cited: its variables (CSL 1.0.2, appendix IV), and its state on the way through a style.

Items come as CSL-JSON (the schema csl-data.json of CSL 1.0.2).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kartotek.csl.marks import apart, bare, read_doi, read_field, read_name
from kartotek.csl.people import CslName, people_of

Item = Mapping[str, Any]
"""An item as CSL-JSON: variables by name."""
Day = dict[str, int]
"""A date by "year", "month", "season" and "day", as far as they are known; the year is negative before our era."""

DATE_VARIABLES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
_READERS = {"DOI": read_doi} | dict.fromkeys(("ISBN", "ISSN", "PMCID", "PMID", "URL"), read_name)
"""Variables whose signs are as good as letters: they have neither formatting nor quotes."""
_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FIRST = re.compile(r"[^\W_]*")


def read_date(value: Any) -> tuple[list[Day], str]:
    """The one or two days of a CSL-JSON date; or, where it has none, the text to show instead ("literal" or "raw").

    Months 13 to 16 and 21 to 24 are seasons, as processors and EDTF have them. Never fails: what is not understood is
    left out.
    """
    if not isinstance(value, Mapping):
        return [], bare(str(value or ""))
    parts = value.get("date-parts") or []
    if not parts and value.get("raw"):
        found = [_ISO.fullmatch(part) for part in str(value["raw"]).split("/")]
        parts = [[int(text) for text in match.groups() if text] for match in found if match]
        if not parts:
            return [], bare(str(value["raw"]))
    days = [_day(part) for part in parts if part and part[0] not in ("", None)]
    if days and value.get("season") and "month" not in days[0]:
        season = str(value["season"])
        if season.isdecimal():
            days[0]["season"] = int(season)
    return (days, "") if days else ([], bare(str(value.get("literal") or "")))


def _day(parts: Sequence[Any]) -> Day:
    numbers = [int(part) for part in parts if str(part).lstrip("-").isdecimal()]
    day = dict(zip(("year", "month", "day"), numbers, strict=False))
    if not day.get("day", 1):
        del day["day"]
    month = day.get("month", 0)
    if month > 12 or month == 0:
        day.pop("month", None)
        if month > 12:
            day["season"] = (month - 13) % 4 + 1  # 13 to 16 and 21 to 24 are seasons
    return day


class CitedItem:
    """An item read for citing: the variables that have a value, and their texts as far as they were asked for.

    For several styles an item is read once. `values` maps CSL variables to CSL-JSON values, `texts` those that were
    asked for to their text with marks (`marks.read_field`), and `people` those of names to the names as they were read;
    `type` is a CSL type, `language` BCP 47 or "".
    """

    __slots__ = ("language", "people", "texts", "type", "values")

    def __init__(self, item: Mapping[str, Any]) -> None:
        self.values = {
            variable: value
            for variable, value in item.items()
            if value not in (None, "", []) and (variable not in DATE_VARIABLES or any(read_date(value)))
        }
        if "journalAbbreviation" in self.values:  # the name of it in CSL 1.0
            self.values.setdefault("container-title-short", self.values["journalAbbreviation"])
        if "page" in self.values:
            self.values.setdefault("page-first", _FIRST.match(str(self.values["page"]))[0])  # type: ignore[index]
        self.values.pop("citation-number", None)  # it numbers a list, and an item alone is in none
        self.type = str(item.get("type", ""))
        self.language = str(item.get("language") or "")
        self.texts: dict[str, str] = {}
        self.people: dict[str, list[CslName]] = {}


class CitationState:
    """One item on its way through a style.

    `called` counts the variables asked for and `filled` names those that had a value, by which groups know whether they
    have anything to show (CSL 1.0.2, "Group"). `suppressed` are those that a substitute has used: they are not shown a
    second time ("Substitute"), but conditions still know of them, as in citeproc-js. `substitutes` says whether a
    substitute is being looked for, `begun` whether a word of the style stands in the entry already. `english` says
    whether the item is in English, whose titles alone take title case, and `dotted` whether the capital of i is İ.
    """

    __slots__ = (
        "_people", "begun", "called", "dotted", "english", "filled", "substitutes", "suppressed", "texts", "type",
        "values",
    )  # fmt: skip

    def __init__(self, item: CitedItem, english: bool) -> None:
        self.values = item.values
        self.texts = item.texts
        self._people = item.people
        self.type = item.type
        self.english = english
        self.dotted = item.language[:2].lower() in ("tr", "az")
        self.begun = self.substitutes = False
        self.called = 0
        self.filled: list[str] = []
        self.suppressed: set[str] = set()

    def value(self, variable: str) -> Any:
        """The CSL-JSON value of a variable that is still to be shown; None if there is none."""
        return None if variable in self.suppressed else self.values.get(variable)

    def people(self, variable: str) -> Sequence[CslName]:
        """The names of a variable that is still to be shown; none if it is no list of names."""
        value = self.value(variable)
        if value is None:
            return ()
        names = self._people.get(variable)
        if names is None:
            names = self._people[variable] = people_of(value)
        return names

    def field(self, variable: str) -> str:
        """The text of a variable, with marks for its formatting; "" if there is none."""
        value = self.value(variable)
        if value is None:
            return ""
        text = self.texts.get(variable)
        if text is None:
            read = _READERS.get(variable, read_field)
            text = self.texts[variable] = apart(read(str(value)))
        return text


ElementRenderer = Callable[[CitationState], str]
"""An element of a style as a function: what it shows of an item, with marks; "" for nothing."""
