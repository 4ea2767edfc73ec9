"""A page before it is rendered: keys only, so that it travels to a worker and can be compared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at one address in one language.

    `url` is relative to the root of the language; `shows` are the keys of what the page lists, in order.
    What it is made from, its family derives (`Family.inputs`): 100,000 pages with all their facts are too many
    to keep.
    """

    family: str
    key: str
    url: str
    template: str
    shows: tuple[str, ...] = ()
    number: int = 1
    total: int = 1
