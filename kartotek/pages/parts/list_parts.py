"""The parts of a list of works: years, or the selected works of a person, an organisation or a project and the others.

No work is shown twice on a short list: the selected ones stand first in it. A long one has years, filters and further
pages, so it stays whole, and they stand before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from kartotek.model.kinds import UNDATED, Kind
from kartotek.text.translated import N_
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

SEVERAL = 5
"""Works from which on there are years to tell apart, and topics that are no chance."""


@dataclass(frozen=True, slots=True)
class ListPart:
    """The works of one year in a list, or of another part of it. `anchor` and `label` are "" in a list without
    headings."""

    anchor: str
    label: str
    cards: Sequence[Markup]


def anchor(year: str) -> str:
    """The id of a year's heading in a list."""
    return year if year == UNDATED else f"y{year}"


def is_long(view: View, page: Page, kind: str) -> bool:
    """Whether a list has headings of years and filters."""
    return len(view.listed_works(kind, page.key)) >= SEVERAL


def by_years(view: View, page: Page, cards: Sequence[Markup]) -> list[ListPart]:
    """The works of one page of a long list under headings of years."""
    years = groupby(zip(page.shows, cards, strict=True), lambda pair: view.tally(pair[0]).year)
    return [ListPart(anchor(year), view.label("years", year), [card for _, card in of_year]) for year, of_year in years]


def selected_on(view: View, page: Page, kind: Kind[Any]) -> Sequence[str]:
    """The keys of the selected works in the order of the entry, as far as the page lists them; only the first page of
    a list has some."""
    wanted = getattr(view.thing(kind, page.key), "selected", ()) if page.number == 1 else ()
    own = set(view.listed_works(kind.key, page.key)) if wanted else ()
    return [key for key in dict.fromkeys(wanted) if key in own]


def selected_facts(view: View, page: Page, kind: Kind[Any]) -> Iterator[Fact]:
    """The facts of the selected works that are on a further page of the list."""
    return (("cards", key) for key in selected_on(view, page, kind) if key not in page.shows)


def first_in_list(view: View, page: Page, kind: Kind[Any], cards: Sequence[Markup]) -> list[ListPart]:
    """A short list in two parts, the selected works and the others; with `cards` for the works of the page. A list of
    selected works alone has the order of the entry, and one without selected works has its own."""
    selected = selected_on(view, page, kind)
    card_of = dict(zip(page.shows, cards, strict=True))
    first = [card_of.pop(key) for key in selected]
    if not first or not card_of:
        return [ListPart("", "", first or cards)]
    gettext = view.language.gettext
    return [
        ListPart("selected", gettext(N_("Selected publications")), first),
        ListPart("others", gettext(N_("Other publications")), list(card_of.values())),
    ]
