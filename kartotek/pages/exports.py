"""Files for reference managers and other programs: the exports of each publication, and those of each list.

They are made once, for the first language of the site (the one without a prefix).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kartotek import urls
from kartotek.export import atom
from kartotek.export.formats import AROUND, GZIP, in_portions, joined, to_json, whole
from kartotek.export.signposting import linkset, signposts
from kartotek.export.work import Work
from kartotek.model.relist import Touched
from kartotek.pages.family import Family, about_any, about_things
from kartotek.pages.parts.downloads import (
    EXPORTED,
    exports_of_work,
    formats_of_list,
    formats_of_work,
    has_feed,
    readable_files,
)
from kartotek.view.fact import Fact
from kartotek.view.page import Page
from kartotek.view.view import View

_AT_ONCE = 500
"""How many publications of one list are held in memory at a time."""


def _plan(view: View) -> Iterator[Page]:
    """One page for each publication; it has no template but several files."""
    return map(_page_of, view.keys("publications") if _has_files(view) else ())


def _plan_touched(view: View, touched: Touched) -> Iterator[Page]:
    """The same for those that were edited, or tell of one that was."""
    keys = sorted(touched.works) if _has_files(view) else ()
    return (_page_of(key) for key in keys if view.exists("publications", key))


def _has_files(view: View) -> bool:
    """Whether works have files of their own, and this is the language in which they are made."""
    return not view.prefix and bool(view.settings.profile.works)


def _page_of(key: str) -> Page:
    """The one page for a publication, which is several files."""
    return Page("exports", key, urls.exports("publications", key), "")


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    """The record and what linking found; which files are open; which BibTeX is wanted."""
    yield ("publications", page.key)
    yield ("works", page.key)
    yield ("open files", page.key)
    yield ("bibtex", "")


def _files(view: View, page: Page) -> list[bytes]:
    """The exports of a publication, in the order of `_suffixes`."""
    work = view.work(page.key)
    *formats, last = _suffixes(view, page)
    if last == urls.LINKSET:
        return [*_made(view, work, formats), _linkset(view, page, work).encode()]
    return _made(view, work, [*formats, last])


def _made(view: View, work: Work, suffixes: Iterable[str]) -> list[bytes]:
    return [text.encode() for text in whole(work, suffixes, biblatex=view.bibtex() == "biblatex")]


def _linkset(view: View, page: Page, work: Work) -> str:
    """The link set of a publication (RFC 9264). Without a `base_url` its addresses are relative to its own folder."""
    base = view.site.base_url
    files = [
        (base + file.url if base else file.url.rpartition("/")[2], file.media_type)
        for file in exports_of_work(view, page.key)
    ]
    own = readable_files(view, work, urls.root_from(page.url))
    return to_json(linkset(work.url or "./", signposts(work, own, files, base))) + "\n"


def _plan_lists(view: View) -> Iterator[Page]:
    """All publications, and the list of each thing. The key of such a page is "KIND/KEY", "" for all publications."""
    return _pages_of_lists(view, view.keys)


def _plan_touched_lists(view: View, touched: Touched) -> Iterator[Page]:
    """The same for lists with a publication that they may show otherwise."""
    return _pages_of_lists(view, touched.listed_with) if touched.listed else iter(())


def _pages_of_lists(view: View, keys: Callable[[str], Iterable[str]]) -> Iterator[Page]:
    """All publications, and the lists of some things of each kind."""
    if not view.prefix:
        everything = Page("list exports", "", urls.exports("publications", ""), "", tuple(view.keys("publications")))
        if _list_suffixes(view, everything):
            yield everything
        for family in EXPORTED:
            for key in keys(family):
                shown = view.listed_works(family, key)
                page = Page("list exports", f"{family}/{key}", urls.exports(family, key), "", shown)
                if _list_suffixes(view, page):
                    yield page


def _list_inputs(view: View, page: Page) -> Iterator[Fact]:
    """All citations, and for a feed its title and when the newest entries were changed."""
    yield ("bibtex", "")
    if _has_feed(view, page):
        if page.key:
            yield ("names", page.key)
        yield from (("changed", key) for key in page.shows[: atom.NEWEST])
    for key in page.shows:
        yield ("citations", key)


def _has_feed(view: View, page: Page) -> bool:
    return has_feed(view, page.key.partition("/")[0] or "publications", page.shows)


def _list_suffixes(view: View, page: Page) -> tuple[str, ...]:
    """The endings of a list's files, with that of its feed if it has one."""
    formats = _list_formats(view, page)
    return (*formats, urls.FEED) if _has_feed(view, page) else formats


def _list_formats(view: View, page: Page) -> tuple[str, ...]:
    """The formats of a list, in the order of `AROUND`."""
    return formats_of_list(view, page.key.partition("/")[0], page.shows)


def _list_files(view: View, page: Page) -> list[bytes | Iterable[bytes]]:
    """A list in each format, put together from excerpts; a long list in portions, so that it need not be in memory."""
    made: list[bytes | Iterable[bytes]]
    forms = list(AROUND)
    formats = {suffix: forms.index(suffix.removesuffix(GZIP)) for suffix in _list_formats(view, page)}
    if len(page.shows) <= _AT_ONCE:
        rows = [view.listed(key) for key in page.shows] if formats else []
        made = [joined(suffix, [row[i] for row in rows]) for suffix, i in formats.items()]
    else:
        made = [in_portions(suffix, _portions(view, page.shows, i)) for suffix, i in formats.items()]
    if _has_feed(view, page):
        made.append(_feed(view, page).encode())
    return made


def _portions(view: View, keys: Sequence[str], form: int) -> Iterator[list[bytes]]:
    """The publications of a long list in one format, some at a time."""
    for start in range(0, len(keys), _AT_ONCE):
        yield [view.listed_in(key, form) for key in keys[start : start + _AT_ONCE]]


def _feed(view: View, page: Page) -> str:
    """The Atom feed of a list, with its newest publications (RFC 4287)."""
    newest = page.shows[: atom.NEWEST]
    entries = ((view.listed(key)[-1].decode(), view.changed(key).last) for key in newest)
    base, portal = view.site.base_url, view.site.text("title", view.language.code)
    family, _, key = page.key.partition("/")
    title = f"{view.label(family, key)} – {portal}" if key else portal
    about = base + (urls.item(family, key) if key else urls.index_of("publications"))
    return atom.feed(title, base + page.url + urls.FEED, about, view.language.code, entries)


def _suffixes(view: View, page: Page) -> tuple[str, ...]:
    """The endings of a publication's files, that of its link set last."""
    formats = formats_of_work(view, page.key)
    return (*formats, urls.LINKSET) if urls.LINKSET in view.settings.profile.works else formats


WORKS = Family(
    "exports",
    _plan,
    _inputs,
    record="publications",
    plan_touched=_plan_touched,
    suffixes=_suffixes,
    files=_files,
    kind=lambda _page: urls.EXPORT,
    about=about_things("publications"),
)
LISTED = Family(
    "list exports",
    _plan_lists,
    _list_inputs,
    plan_touched=_plan_touched_lists,
    suffixes=_list_suffixes,
    files=_list_files,
    kind=lambda _page: urls.EXPORT,
    about=about_any,
)
