"""A page family: one kind of page, in one module."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kartotek import urls
from kartotek.model.relist import Touched
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

Context = Mapping[str, object]
"""Values for a template, by name."""


def shows_no_works(_view: View, _touched: Touched) -> Iterator[Page]:
    """No page, of a family that shows nothing of single publications but how many there are."""
    return iter(())


def about_things(kind: str) -> Callable[[Page], tuple[str, str]]:
    """What pages of a family are about that has one for each thing of a kind: the key of the page is that of the
    thing."""
    return lambda page: (kind, page.key)


def about_any(page: Page) -> tuple[str, str]:
    """What a page is about whose key has the kind as well: "people/ada-lind"."""
    kind, _, key = page.key.partition("/")
    return kind, key


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
    """The kind whose records are shown as a whole by these pages alone, if there is one."""
    plan_touched: Callable[[View, Touched], Iterator[Page]] | None = None
    """Those of the pages that may differ if only some publications were edited and no link has changed. None: all of
    them if lists may show a publication otherwise, which is always right."""
    suffixes: Callable[[View, Page], tuple[str, ...]] = lambda _view, _page: ("",)
    files: Callable[[View, Page], Sequence[bytes | Iterable[bytes]]] | None = None
    kind: Callable[[Page], urls.FileKind] = lambda _page: urls.PAGE
    """Of what kind its files are, and so whether their addresses may vanish. It is what `urls.file_kind` tells from the
    address alone, so that portals can be compared that other versions have built."""
    about: Callable[[Page], tuple[str, str]] = lambda _page: ("", "")
    """The thing that a page or an export is about: the key of its kind, and its own. Empty for what is about many."""
    is_read: bool = True
    """Whether its pages are read by people and listed in sitemaps: not those that say that something is elsewhere, nor
    those on which something is done."""
    made_from: Callable[[View, Page], object] | None = None
    """What the files of a page are made from, if that is less than its inputs and the frame of pages; for files that
    take long to make. The digest of it is then the key."""
