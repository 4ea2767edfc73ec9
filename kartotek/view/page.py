"""A page that is planned but not rendered: keys only, so that it can be sent to a worker process and compared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """What is at one address in one language.

    `family` is the name of the page family and `key` what the page is about. `url` is relative to the root of the
    language. `shows` are the keys of the publications or things that it lists, in order; a long list has `total` pages,
    of which this is the one with `number`, counted from 1. A page for machines has no template.

    The facts it is made from are not stored here but found by its family (`Family.inputs`): for 100,000 pages they
    would fill the memory.
    """

    family: str
    key: str
    url: str
    template: str
    shows: tuple[str, ...] = ()
    number: int = 1
    total: int = 1
