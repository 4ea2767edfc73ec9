"""The profile of a thing: what its works tell of it, on the first page of their list.

A block is there only where it says something. Two thirds of all people have one work, and their pages are as short as
ever.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kartotek import urls
from kartotek.model.kinds import JOURNALS, KEYWORDS, PEOPLE, UNDATED
from kartotek.model.types import TYPES
from kartotek.pages.parts.chart import ChartedWork, PartedChart, by_type
from kartotek.pages.parts.in_common import InCommon, in_common, units_of
from kartotek.pages.parts.list_parts import SEVERAL, anchor
from kartotek.pages.parts.listing import CARDS_PER_PAGE
from kartotek.pages.parts.network import Network, network
from kartotek.pages.parts.partner_map import PartnerMap, partner_map
from kartotek.text.translated import N_
from kartotek.view.fact import Fact
from kartotek.view.named import Named
from kartotek.view.page import Page
from kartotek.view.view import View

_FEWEST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """What a profile counts: kinds of things with their headings, in order. `network_of` is the kind of which it shows
    who worked together, and `around` whether the thing itself is in the middle of that; `countries` is whether partners
    are shown on a map."""

    blocks: tuple[tuple[str, str], ...] = (
        (KEYWORDS.key, N_("Keywords")),
        (PEOPLE.key, N_("People")),
        (JOURNALS.key, N_("Journals and books")),
    )
    network_of: str = PEOPLE.key
    around: bool = False
    countries: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Things under a heading, each with the number of works; `kind` is theirs."""

    kind: str
    heading: str
    things: tuple[tuple[Named, int], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a fingerprint; `weight` is a percentage of the heaviest."""

    named: Named
    weight: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What `partials/profile.html` shows. `count` is how many works it tells of."""

    count: int = 0
    chart: PartedChart | None = None
    blocks: tuple[Block, ...] = ()
    topics: tuple[Topic, ...] = ()
    network: Network | None = None
    map: PartnerMap | None = None
    types: tuple[tuple[str, str], ...] = ()
    """What one and several works of each type are called, for filters of a long list."""


def profile_facts(view: View, page: Page, kind: str, counted: Counted, own: Collection[str]) -> Iterator[Fact]:
    """The works that are counted, and the names of what is most frequent in them."""
    works = view.listed_works(kind, page.key)
    if page.number > 1:
        yield from (("tallies", key) for key in page.shows)
        return
    for work in works:
        yield ("tallies", work)
        yield ("links", work)
    if counted.countries:
        yield ("countries", "")
    found = in_common(view, kind, page.key, own, counted.network_of)
    for each in dict.fromkeys((*(each for each, _ in counted.blocks), counted.network_of)):
        yield from (("names", f"{each}/{key}") for key in found.keys(each))
    yield from (("names", f"keywords/{key}") for key, _ in found.topics)


def profile(view: View, page: Page, kind: str, counted: Counted, own: Collection[str]) -> Profile:
    """The profile on the first page of a list, an empty one on the others."""
    works = view.listed_works(kind, page.key)
    if page.number > 1 or not works:
        return Profile()
    found = in_common(view, kind, page.key, own, counted.network_of)
    several = len(works) >= SEVERAL
    topics = _topics(view, found) if several else ()
    shown = [(each, heading) for each, heading in counted.blocks if len(works) > 1 or each == KEYWORDS.key]
    blocks = (_block(view, found, each, heading) for each, heading in shown if not (topics and each == KEYWORDS.key))
    return Profile(
        len(works),
        _chart(view, page, found.works) if several else None,
        tuple(block for block in blocks if block.things),
        topics,
        _network(view, found, counted) if several else None,
        _map(view, works, own) if counted.countries and len(works) > 1 else None,
        _types(view, found) if several else (),
    )


def _types(view: View, found: InCommon) -> tuple[tuple[str, str], ...]:
    """The types of the works, in the order of the table of types."""
    gettext, there = view.language.gettext, {work.group for work in found.works}
    return tuple((gettext(row.label), gettext(row.plural)) for key, row in TYPES.items() if key in there)


def _block(view: View, found: InCommon, kind: str, heading: str) -> Block:
    """The most frequent first; those that are as frequent in the order of indexes."""
    collate = view.language.collate
    order = sorted(found.counts[kind], key=lambda pair: (-pair[1], collate(view.sort_name(kind, pair[0]))))
    return Block(kind, view.language.gettext(heading), tuple((view.named(kind, key), count) for key, count in order))


def _map(view: View, works: Sequence[str], own: Collection[str]) -> PartnerMap | None:
    return partner_map(view, (units_of(view.links(work)) for work in works), own)


def _topics(view: View, found: InCommon) -> tuple[Topic, ...]:
    if len(found.topics) < _FEWEST_TOPICS:
        return ()
    heaviest = found.topics[0][1]
    return tuple(Topic(view.named(KEYWORDS.key, key), round(100 * weight / heaviest)) for key, weight in found.topics)


def _network(view: View, found: InCommon, counted: Counted) -> Network | None:
    counts = found.counts[counted.network_of]
    names = {key: view.named(counted.network_of, key) for key, _ in counts}
    return network(counts, found.together, names, around=counted.around)


def _chart(view: View, page: Page, works: Sequence[ChartedWork]) -> PartedChart | None:
    """The works by year and type; None if they are all of one year. A bar leads to its newest year in the list."""
    places: dict[str, int] = {}
    for i, work in enumerate(works):
        places.setdefault(work.year, i)
    years = {int(year) for year in places if year != UNDATED}
    if len(years) < 2:
        return None

    def address(first: int, last: int) -> str:
        year = str(max(year for year in years if first <= year <= last))
        number = places[year] // CARDS_PER_PAGE + 1
        there = urls.here_from(view.prefix, page.url) + urls.numbered(page.url, number) if number > 1 else ""
        return f"{there}#{anchor(year)}"

    gettext = view.language.gettext
    labelled = [ChartedWork(work.year, gettext(TYPES[work.group].group), work.open) for work in works]
    return by_type(labelled, view.language.year, gettext("Other"), address)
