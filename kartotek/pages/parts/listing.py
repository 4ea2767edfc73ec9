"""Lists on several pages, indexes from A to Z with links to every letter, and indexes as trees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kartotek import urls
from kartotek.model.kinds import GROUPINGS, KINDS, PUBLICATIONS, Kind
from kartotek.text.slugs import slugify
from kartotek.view.fact import Fact
from kartotek.view.named import Named
from kartotek.view.page import Page
from kartotek.view.view import View

CARDS_PER_PAGE = 50
"""Publications on one page of a list."""
NAMES_PER_PAGE = 200
"""Names on one page of an index."""
_SHORT = 20
"""An index with no more names than this has no bar of letters."""


def paginate(
    family: str, key: str, url: str, template: str, keys: Sequence[str], size: int = CARDS_PER_PAGE
) -> Iterator[Page]:
    """The pages of one list, with `size` keys on each; an empty list has one page, too."""
    total = max(1, -(-len(keys) // size))
    for number in range(1, total + 1):
        shown = tuple(keys[(number - 1) * size : number * size])
        yield Page(family, key, urls.numbered(url, number), template, shown, number, total)


def works_fact(family: str, key: str) -> Fact:
    """The fact that `View.listed_works` reads."""
    rolls_up = family in KINDS and KINDS[family].rolls_up
    return (f"works below {family}" if rolls_up else f"works of {family}", key)


def cards_of(page: Page) -> Iterator[Fact]:
    """The facts of a page that shows publications."""
    return (("cards", key) for key in page.shows)


def listed_cards(view: View, page: Page) -> list[Markup]:
    """The publications of a page as HTML, with COinS for reference managers. Where there is one, its page has more."""
    wanted = view.settings.profile.all_openurls or (len(page.shows) > 1 and page.family not in _OF_ALL)
    return view.cards(page.shows, urls.here_from(view.prefix, page.url), coins=wanted)


_OF_ALL = frozenset({PUBLICATIONS.key, *(grouping.page for grouping in GROUPINGS.values())})
"""The families whose lists are portions of the whole portal."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to other pages of a list. `around` has pairs of number and address, with None for a gap."""

    number: int
    total: int
    previous: str
    next: str
    around: tuple[tuple[int, str] | None, ...]


def pager(page: Page) -> Pager | None:
    """The pager of a page; None if the list has only one page. The first and last two pages are always linked."""
    if page.total == 1:
        return None
    base = urls.strip_number(page.url, page.number)
    wanted = {1, 2, page.number - 1, page.number, page.number + 1, page.total - 1, page.total}
    numbers = sorted(number for number in wanted if 1 <= number <= page.total)
    around: list[tuple[int, str] | None] = []
    for number in numbers:
        if around and around[-1] is not None and around[-1][0] != number - 1:
            around.append(None)
        around.append((number, urls.numbered(base, number)))
    return Pager(
        page.number,
        page.total,
        urls.numbered(base, page.number - 1) if page.number > 1 else "",
        urls.numbered(base, page.number + 1) if page.number < page.total else "",
        tuple(around),
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the bar of an index, with the address where its names begin."""

    letter: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """The names with one initial on one page: each with the form it is sorted by, the number of its publications, and
    an id if it has no page."""

    letter: str
    anchor: str
    entries: tuple[tuple[str, Named, int, str], ...]


def plan_index(view: View, family: str, template: str) -> Iterator[Page]:
    """The pages of an index from A to Z."""
    url = urls.index_of(family)
    return paginate(f"{family} index", family, url, template, view.indexed(family), NAMES_PER_PAGE)


def index_inputs(page: Page) -> Iterator[Fact]:
    """The facts an index is made from: all names, for the letters, and the number of publications of each."""
    yield ("all", page.key)
    yield ("initials", page.key)
    yield ("once named", page.key)
    yield ("counts", page.key)
    yield from (("names", f"{page.key}/{key}") for key in page.shows)


def index_context(view: View, page: Page, kind: Kind[Any]) -> dict[str, object]:
    """What the template of an A to Z index is given."""
    family = page.key
    counts, once_named = view.counts(family), view.once_named(family)
    sections: dict[str, list[tuple[str, Named, int, str]]] = {}
    for key in page.shows:
        name = view.sort_name(family, key)
        if found := once_named.get(key):
            entry = (name, Named(name, urls.item(PUBLICATIONS.key, found.work)), 1, urls.line_id(family, key))
        else:
            entry = (name, view.named(family, key), counts[key], "")
        sections.setdefault(view.language.initial(name), []).append(entry)
    return {
        "title": view.language.gettext(kind.plural),
        "counted": counted(view, kind, len(counts) + len(once_named)),
        "letters": _letters(view, family),
        "sections": [Section(letter, _anchor(letter), tuple(rows)) for letter, rows in sections.items()],
        "pager": pager(page),
    }


def counted(view: View, kind: Kind[Any], count: int) -> str:
    """How many things of a kind there are, in words: "12 people"."""
    return view.language.ngettext(*kind.counted, count) % {"shown": view.language.number(count)}


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing in a tree, with the number of publications that it and its parts have."""

    name: Named
    count: int
    below: tuple["Branch", ...]


def tree_inputs(view: View, kind: Kind[Any]) -> Iterator[Fact]:
    """What a tree is made from: the name of everything, its parts and its works."""
    yield ("all", kind.key)
    for key in view.keys(kind.key):
        yield from branch_facts(kind, key)


def branch_facts(kind: Kind[Any], key: str) -> Iterator[Fact]:
    """The facts that a tree shows of one thing: its name, its parts, its works."""
    yield ("names", f"{kind.key}/{key}")
    yield (f"children of {kind.key}", key)
    yield works_fact(kind.key, key)


def tree_context(view: View, kind: Kind[Any]) -> dict[str, object]:
    """What `tree.html` is given. The roots are the things that are part of none that is shown."""
    keys = view.sorted_keys(kind.key)
    below = {part for key in keys for part in view.children(kind.key, key)}
    return {
        "title": view.language.gettext(kind.plural),
        "counted": counted(view, kind, len(keys)),
        "branches": [_branch(view, kind, key) for key in keys if key not in below],
    }


def _branch(view: View, kind: Kind[Any], key: str) -> Branch:
    """A thing with all below it, in alphabetical order. Circles of parents are errors, so this comes to an end."""
    below = sorted(view.children(kind.key, key), key=lambda part: view.language.collate(view.label(kind.key, part)))
    count = len(view.listed_works(kind.key, key))
    return Branch(view.named(kind.key, key), count, tuple(_branch(view, kind, part) for part in below))


def _letters(view: View, family: str) -> list[Letter]:
    """The bar of letters; empty for a short index."""
    if len(view.indexed(family)) <= _SHORT:
        return []
    url = urls.index_of(family)
    return [
        Letter(letter, f"{urls.numbered(url, i // NAMES_PER_PAGE + 1)}#{_anchor(letter)}")
        for letter, i in view.initials(family).items()
    ]


def _anchor(letter: str) -> str:
    """The id of a letter's section: a name for ASCII, else the number of the character in hexadecimal."""
    return f"letter-{slugify(letter) or 'other'}" if letter.isascii() else f"letter-{ord(letter):x}"
