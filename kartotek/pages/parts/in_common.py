"""What the works of a thing have in common: who made them together, where they appeared, what they are about.

It is counted once for each profile, as keys: pages need the keys to say what they are made from, and then the names.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kartotek.model.kinds import JOURNALS, KEYWORDS, ORGANISATIONS, PEOPLE
from kartotek.model.portal import Keys, Links
from kartotek.pages.parts.chart import ChartedWork
from kartotek.text.collation import by_numbers
from kartotek.view.tallies import Tally
from kartotek.view.view import View

MOST = {PEOPLE.key: 14, JOURNALS.key: 8, KEYWORDS.key: 12, ORGANISATIONS.key: 14}
"""How many things of each kind a profile names."""
_MOST_PEOPLE = 100
"""Who made a work is counted up to this many: a paper may have three thousand authors, each with a profile."""
_MOST_TOPICS = 10
_OPEN = frozenset({"diamond", "gold", "hybrid", "green", "bronze", "open"})
"""What everyone can read, of `labels.OPEN_ACCESS`."""

Counts = tuple[tuple[str, int], ...]
"""Keys with how often each occurs, the most frequent first; of equal ones, by key."""


@dataclass(frozen=True, slots=True)
class InCommon:
    """What was counted in the works of one thing. `counts` is by kind, without the thing itself. `together` has pairs
    of the people or organisations in `counts` with how many of the works both have. `topics` have weights."""

    works: tuple[ChartedWork, ...]
    counts: Mapping[str, Counts]
    together: tuple[tuple[str, str, int], ...]
    topics: Counts

    def keys(self, kind: str) -> list[str]:
        """The things of a kind that are named, the most frequent first."""
        return [key for key, _ in self.counts.get(kind, ())]


def in_common(view: View, kind: str, key: str, own: Collection[str], network_of: str) -> InCommon:
    """Count in the works of a thing. `own` are the keys of what belongs to it, of its own kind; `network_of` is the
    kind of which it is counted who worked together."""
    return view.latest(
        ("in-common", kind, key), lambda: _count(view, kind, view.listed_works(kind, key), own, network_of)
    )


def _count(view: View, kind: str, works: Keys, own: Collection[str], network_of: str) -> InCommon:
    counters: dict[str, Counter[str]] = {each: Counter() for each in MOST}
    weights, occurrences = Counter[str](), Counter[str]()
    groups: list[list[str]] = []
    counted: list[ChartedWork] = []
    for work in works:
        tally, linked = view.tally(work), _linked(view.links(work))
        for each, counter in counters.items():
            counter.update(linked[each])
        groups.append(linked[network_of])
        for topic, weight in tally.topics:
            weights[topic] += weight
            occurrences[topic] += 1
        counted.append(ChartedWork(tally.year, tally.type, _is_open(tally)))
    for key in own:
        del counters.get(kind, Counter[str]())[key]
        if kind == KEYWORDS.key:
            del weights[key]
    least = view.settings.profile.sides_from if len(works) > 1 else 1
    counts = {
        each: _most(counter, MOST[each], 1 if each == KEYWORDS.key else least) for each, counter in counters.items()
    }
    topics = _most({key: weights[key] for key in weights if occurrences[key] > 1}, _MOST_TOPICS)
    return InCommon(tuple(counted), counts, _together(groups, [key for key, _ in counts[network_of]]), topics)


def _linked(links: Links) -> dict[str, list[str]]:
    """What a work is linked to, by kind, each thing once."""
    return {
        PEOPLE.key: list(links.people()[:_MOST_PEOPLE]),
        JOURNALS.key: [venue] if (venue := links.container or links.series) else [],
        KEYWORDS.key: [key for key in dict.fromkeys(links.keywords) if key],
        ORGANISATIONS.key: units_of(links),
    }


def units_of(links: Links) -> list[str]:
    """The organisations that a work is from: those its entry names, and those of its contributors."""
    named = (*links.by_id(ORGANISATIONS.key), *(key for _, key in links.affiliations))
    return [key for key in dict.fromkeys(named) if key]


def _is_open(tally: Tally) -> bool | None:
    return tally.access in _OPEN if tally.access else None


def _most(counts: Mapping[str, int], limit: int, least: int = 1) -> Counts:
    """The highest counts, of `least` and more. Of more than there is room for, those that occur once are left out: none
    of them stands out."""
    least = max(least, 2) if len(counts) > limit else least
    found = sorted(counts.items(), key=lambda pair: (-pair[1], by_numbers(pair[0])))[:limit]
    return tuple(pair for pair in found if pair[1] >= least)


def _together(groups: Iterable[Collection[str]], keys: Collection[str]) -> tuple[tuple[str, str, int], ...]:
    """How many groups each two of the keys are both in, the most frequent first."""
    wanted = frozenset(keys)
    pairs = Counter(pair for group in groups for pair in combinations(sorted(wanted.intersection(group)), 2))
    return tuple((*pair, count) for pair, count in _most_pairs(pairs))


def _most_pairs(pairs: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(pairs.items(), key=lambda found: (-found[1], found[0]))
