"""A page family: one kind of page, in one module."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

Context = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Family:
    """Which pages there are, which facts one is made from, and what its template is given.

    `context` may touch no fact but those that `inputs` declares; a test holds it to that. So a page whose
    inputs are the same is the same. `record` names the collection whose records these pages alone show whole, and
    `pages_of` gives the pages of one of them.

    A family whose pages are for machines has no template: one of its pages is several files of one name, which
    `files` makes, one for each of `suffixes`, long ones in portions. They stand in the first language of the site.
    """

    name: str
    plan: Callable[[View], Iterator[Page]]
    inputs: Callable[[View, Page], Iterator[Fact]]
    context: Callable[[View, Page], Context] = lambda _view, _page: {}
    record: str = ""
    pages_of: Callable[[View, str], Iterator[Page]] | None = None
    suffixes: Callable[[View, Page], tuple[str, ...]] = lambda _view, _page: ("",)
    files: Callable[[View, Page], Sequence[bytes | Iterable[bytes]]] | None = None
