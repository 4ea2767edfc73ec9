"""People who have no page, but a line in the index: those without an entry who are named in so few works.

Their page would show no more than the pages of these works. Names of theirs lead nowhere, as those of people without a
page do; the line in the index leads to the newest of their works.
"""

from collections.abc import Container, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from kartotek.model.person import Person
from kartotek.model.portal import Keys, Links, OnceNamed
from kartotek.model.roles import ROLES


def take_out(
    people: dict[str, Person],
    links: dict[str, Links],
    works: Mapping[str, Keys],
    kept: Container[str],
    fewest: int,
) -> dict[str, OnceNamed]:
    """Take people with fewer than `fewest` works out of `people` and `links`; `works` are the works of each.

    `kept` are the keys of those who keep their page: who have an entry, or are named by a project.
    """
    found = {
        key: OnceNamed(people[key], of[0])
        for key, of in works.items()
        if len(of) < fewest and key in people and key not in kept
    }
    for key in dict.fromkeys(chain.from_iterable(works[key] for key in found)):
        links[key] = _without(links[key], found)
    for key in found:
        del people[key]
    return found


def _without(links: Links, gone: Container[str]) -> Links:
    """The links of a publication, with "" for those who have no page any more."""
    changed: dict[str, Any] = {}
    for role in ROLES:
        keys: Keys = getattr(links, role)
        if any(key in gone for key in keys):
            changed[role] = tuple("" if key in gone else key for key in keys)
    return replace(links, **changed)
