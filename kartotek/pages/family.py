"""A page family: one kind of page, in one module."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

Context = Mapping[str, object]
"""Values for a template, by name."""


@dataclass(frozen=True, slots=True)
class Family:
    """Which pages there are, from which facts each is made, and what its template is given.

    `context` may read only the facts that `inputs` declares; `tests/laws/test_inputs.py` checks it. So two pages with
    the same inputs are the same.

    A family for machines has no template. Each of its pages is several files of the same name, made by `files`, one for
    each of `suffixes`; long ones come in portions of bytes. They exist for the first language of the site only.
    """

    name: str
    plan: Callable[[View], Iterator[Page]]
    """All pages of the family in the language of the view."""
    inputs: Callable[[View, Page], Iterator[Fact]]
    context: Callable[[View, Page], Context] = lambda _view, _page: {}
    """The values for the template of a page, by name."""
    record: str = ""
    """The kind whose records are shown as a whole by these pages alone, if there is one; then `pages_of` is given."""
    pages_of: Callable[[View, str], Iterator[Page]] | None = None
    """The pages of one record of that kind: all that must be made if only that record has changed."""
    suffixes: Callable[[View, Page], tuple[str, ...]] = lambda _view, _page: ("",)
    files: Callable[[View, Page], Sequence[bytes | Iterable[bytes]]] | None = None
