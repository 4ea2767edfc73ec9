"""Files for reference managers and other programs: beside each publication, and beside each list of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from json import JSONEncoder

from kartotek import urls
from kartotek.export import atom, table
from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_item
from kartotek.export.datacite import datacite
from kartotek.export.ris import ris
from kartotek.export.signposting import linkset, signposts
from kartotek.export.work import Document, Work
from kartotek.pages.family import Family
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import View
from kartotek.pages.works import documents

_Form = Callable[[Work], str]
_JSON = JSONEncoder(ensure_ascii=False).encode


def _json(thing: Mapping[str, object]) -> str:
    """An object with a line for each of its parts: as quick to make as to read."""
    lines = ",\n".join(f'  "{name}": {_JSON(value)}' for name, value in thing.items())
    return f"{{\n{lines}\n}}"


def _csl(work: Work) -> str:
    return _json(csl_item(work))


def _array(items: Iterable[str]) -> str:
    return "[" + ",\n".join(items) + "]\n"


def _rows(rows: Iterable[str]) -> str:
    return table.MARK + table.line(table.HEADER) + "".join(rows)


_ONE: dict[str, _Form] = {
    ".bib": bibtex,
    ".ris": ris,
    ".json": lambda work: _array([_csl(work)]),
    ".datacite.json": lambda work: _json(datacite(work)) + "\n",
}
"""What stands beside each publication, by the end of its name."""

_ITEM: dict[str, _Form] = {
    ".bib": bibtex,
    ".ris": ris,
    ".json": _csl,
    ".csv": lambda work: table.line(table.row(work)),
}
"""What a publication is in the file of a list, by the end of its name."""

_AROUND: dict[str, Callable[[Sequence[str]], str]] = {
    ".bib": "\n".join,
    ".ris": "".join,
    ".json": _array,
    ".csv": _rows,
}


def texts(work: Work) -> dict[str, str]:
    """A publication in every format by its name, for those who read them back."""
    named = {_NAMES[suffix][0]: form(work) for suffix, form in _ONE.items()}
    return named | {"biblatex": bibtex(work, biblatex=True), "CSV": _rows([_ITEM[".csv"](work)])}


_NAMES = {
    ".bib": ("BibTeX", "application/x-bibtex"),
    ".ris": ("RIS", "application/x-research-info-systems"),
    ".json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
    ".datacite.json": ("DataCite", "application/vnd.datacite.datacite+json"),
    ".csv": ("CSV", "text/csv"),
}
"""What a format is called, in all languages, and its media type."""

LISTS = ("people", "keywords", "journals", "organisations", "projects", "years", "types")
"""Families whose items have lists of publications."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a page: its format, its address below the site's root, its media type."""

    label: str
    url: str
    media_type: str


def described_by(key: str) -> list[Download]:
    """The exports of a publication."""
    return _offered(urls.exports("publications", key), tuple(_ONE))


def downloads(view: View, page: Page) -> list[Download]:
    """The exports that a page offers."""
    if page.family == "publication":
        return described_by(page.key)
    if page.family not in _LISTED_BY:
        return []
    family = _LISTED_BY[page.family]
    found = _offered(urls.exports(family, page.key), tuple(_AROUND))
    if view.site.base_url and family in WITH_FEED:
        found.append(Download("Atom", urls.feed(family, page.key), ATOM))
    return found


WITH_FEED = ("publications", "people", "keywords", "organisations", "projects")
"""Families whose lists have a feed, where the portal knows its address."""
ATOM = "application/atom+xml"


def _offered(beside: str, formats: Sequence[str]) -> list[Download]:
    return [Download(_NAMES[suffix][0], beside + suffix, _NAMES[suffix][1]) for suffix in formats]


_LISTED_BY = {
    "publications": "publications",
    "person": "people",
    "keyword": "keywords",
    "journal": "journals",
    "organisation": "organisations",
    "project": "projects",
    "year": "years",
    "type": "types",
}


def _plan(view: View) -> Iterator[Page]:
    if not view.prefix:
        for key in view.keys("publications"):
            yield Page("exports", key, urls.exports("publications", key), "")


def _inputs(_view: View, page: Page) -> Iterator[Fact]:
    yield ("works", page.key)
    yield ("open files", page.key)
    yield ("bibtex", "")


def _files(view: View, page: Page) -> list[bytes]:
    work = view.work(page.key)
    made = [make(work) for make in _as_wished(view, _ONE)]
    return [text.encode() for text in (*made, _linkset(view, page, work))]


def _linkset(view: View, page: Page, work: Work) -> str:
    """The typed links of a publication; without a `base_url` its addresses are relative to where it stands."""
    base = view.site.base_url
    files = [
        (base + file.url if base else file.url.rpartition("/")[2], file.media_type) for file in described_by(page.key)
    ]
    own = readable_files(view, work, urls.root_from(page.url))
    return _json(linkset(work.url or "./", signposts(work, own, files, base))) + "\n"


def readable_files(view: View, work: Work, root: str) -> Sequence[Document]:
    """What everyone may read of a work; in a portal that does not know its address by the way to its `root`."""
    if view.site.base_url or not work.record.files:
        return work.documents
    return documents(root, work.record, view.open_files(work.record.key))


def _as_wished(view: View, forms: Mapping[str, _Form]) -> list[_Form]:
    """The forms, with biblatex for BibTeX where the site says so."""
    wished: dict[str, _Form] = {".bib": partial(bibtex, biblatex=True)} if view.bibtex() == "biblatex" else {}
    return list({**forms, **wished}.values())


def _plan_lists(view: View) -> Iterator[Page]:
    if not view.prefix:
        yield Page("list exports", "", urls.exports("publications", ""), "", tuple(view.keys("publications")))
        for family in LISTS:
            for key in view.keys(family):
                shown = view.works_below(key) if family == "organisations" else view.works(family, key)
                yield Page("list exports", f"{family}/{key}", urls.exports(family, key), "", tuple(shown))


def _list_inputs(view: View, page: Page) -> Iterator[Fact]:
    yield ("bibtex", "")
    if _has_feed(view, page) and page.key:
        yield ("names", page.key)
    for key in page.shows:
        yield ("citations", key)


def _has_feed(view: View, page: Page) -> bool:
    return bool(view.site.base_url) and (page.key.partition("/")[0] or "publications") in WITH_FEED


def _list_suffixes(view: View, page: Page) -> tuple[str, ...]:
    return (*_AROUND, urls.FEED) if _has_feed(view, page) else tuple(_AROUND)


def _list_files(view: View, page: Page) -> list[bytes]:
    """Each publication is put into a format once, for all lists it is in."""
    rows = [_items(view, key) for key in page.shows]
    made = [around([row[i] for row in rows]) for i, around in enumerate(_AROUND.values())]
    if _has_feed(view, page):
        made.append(_feed(view, page, [row[-1] for row in rows[: atom.NEWEST]]))
    return [text.encode() for text in made]


def _feed(view: View, page: Page, entries: Sequence[str]) -> str:
    base, portal = view.site.base_url, view.site.text("title", view.language.code)
    family, _, key = page.key.partition("/")
    title = f"{view.label(family, key)} – {portal}" if key else portal
    about = base + (urls.item(family, key) if key else urls.index_of("publications"))
    return atom.feed(title, base + page.url + urls.FEED, about, entries)


def _items(view: View, key: str) -> tuple[str, ...]:
    """A publication in each format, and last as the entry of a feed."""

    def make() -> tuple[str, ...]:
        work = view.citation(key)
        entry = atom.entry(work) if view.site.base_url else ""
        return (*(form(work) for form in _as_wished(view, _ITEM)), entry)

    return view.once(("list exports", key), make)


WORKS = Family(
    "exports", _plan, _inputs, record="publications", suffixes=lambda _view, _page: (*_ONE, urls.LINKSET), files=_files
)
LISTED = Family("list exports", _plan_lists, _list_inputs, suffixes=_list_suffixes, files=_list_files)
