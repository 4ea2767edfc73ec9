"""Markdown (CommonMark, with tables) of untrusted texts, as HTML.

Raw HTML does not pass, addresses are safe, `$...$` and `$$...$$` are LaTeX that becomes MathML.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

from kartotek import urls
from kartotek.render.link_places import note_places, placed
from kartotek.render.math import in_plain_text, mathml
from kartotek.text.rich import Rich, Span
from kartotek.text.rich import plain as plain_line
from kartotek.text.slugs import slugify

_PLAIN = re.compile(r"[\w\s.,;:!?()\"'“”‘’«»/–—…+%=#@-]*(?<!\s)")
_SAFE_SCHEME = re.compile(r"(?:https?://|mailto:|#|/(?![/\\])|\.{1,2}/|[\w.%~-]+(?:[/#?]|$))", re.IGNORECASE)
_ELSEWHERE = re.compile(r"https?:|mailto:", re.IGNORECASE)


def _math(_renderer: Any, tokens: Any, index: int, _options: Any, _environment: Any) -> str:
    """A formula as MathML with its source as a label: not every screen reader reads MathML."""
    token = tokens[index]
    inside = token.type == "math_inline"
    tag, display = ("span", "inline") if inside else ("div", "block")
    source = token.content.strip()
    formula = mathml(source, display)
    # the role of <math> is its own; a heading may have no other element with that role
    shown = formula.replace("<math ", f'<math aria-label="{escape(source)}" ', 1) if formula else None
    return f'<{tag} class="math {display}">{shown or f"<code>{escape(source)}</code>"}</{tag}>'


def _foreign_images(state: StateCore) -> None:
    """Make images on other hosts links to them: a page loads nothing from elsewhere."""
    if "![" not in state.src:
        return
    for block in state.tokens:
        if block.children and any(token.type == "image" for token in block.children):
            block.children = [new for token in block.children for new in _at_home(token)]


def _at_home(token: Token) -> list[Token]:
    address = str(token.attrGet("src") or "")
    if token.type != "image" or not _ELSEWHERE.match(address):
        return [token]
    text = Token("text", "", 0, content=token.content or address)
    return [Token("link_open", "a", 1, attrs={"href": address}, meta=token.meta), text, Token("link_close", "a", -1)]


PAGE_IDS = frozenset(
    {
        "by-year",
        "cite",
        "cite-heading",
        "copy-link",
        "credit",
        "entry-values",
        "export",
        "export-all",
        "export-count",
        "export-status",
        "export-style",
        "export-what",
        "featured",
        "fields",
        "home-q",
        "latest",
        "list-tools",
        "main",
        "map",
        "masthead-q",
        "network",
        "outputs",
        "parts",
        "per-year",
        "q",
        "related",
        "report-about",
        "report-data",
        "report-empty",
        "report-fields",
        "report-form",
        "report-how",
        "report-merge",
        "report-names",
        "report-names-how",
        "report-orcid",
        "report-preview",
        "report-said",
        "report-same",
        "report-source",
        "report-source-field",
        "report-split",
        "report-to",
        "report-words",
        "report-you",
        "results",
        "roles",
        "search-app",
        "search-chips",
        "search-clear",
        "search-doubt",
        "search-facet-list",
        "search-facets",
        "search-facets-count",
        "search-failed",
        "search-form",
        "search-identifiers",
        "search-labels",
        "search-list",
        "search-more",
        "search-named",
        "search-nothing",
        "search-nothing-filters",
        "search-order",
        "search-relaxed",
        "search-retry",
        "search-status",
        "search-strings",
        "selected",
        "selection-clear",
        "share",
        "site-menu",
        "subjects",
        "types",
        "works",
    }
)
"""The ids that the theme's templates give to parts of pages."""
_NOCASE = "{.nocase}"


def _keeping_case(state: StateInline, silent: bool) -> bool:  # so the parser calls its rules
    """Words that keep their capitals, `[DNA]{.nocase}`, as Pandoc writes spans and as CSL calls what they are."""
    begin, most = state.pos, state.posMax
    if state.src[begin] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, begin)
    after = end + 1 + len(_NOCASE)
    if end < 0 or after > most or state.src[end + 1 : after] != _NOCASE:
        return False
    if not silent:
        state.pos, state.posMax = begin + 1, end
        state.push("nocase_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("nocase_close", "", -1)
    state.pos, state.posMax = after, most
    return True


_FORMULAS = ("math_inline", "math_block", "math_block_label")


def _parser() -> MarkdownIt:
    # "commonmark" would pass raw HTML; "js-default" escapes it and knows tables
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    note_places(parser)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=False)
    for token in _FORMULAS:
        parser.add_render_rule(token, _math)
    parser.core.ruler.push("foreign_images", _foreign_images)
    parser.inline.ruler.before("link", "nocase", _keeping_case)
    for name in ("nocase_open", "nocase_close"):
        parser.add_render_rule(name, lambda *_: "")  # pages show the words alone
    parser.validateLink = lambda url: bool(_SAFE_SCHEME.match(url.strip()))  # type: ignore[method-assign]
    return parser


_BEGIN, _END = "\ue000", "\ue001"
"""Marks around formulas in texts without markup: characters for private use, which no text that is exchanged has."""


def _tex(_renderer: Any, tokens: Any, index: int, _options: Any, _environment: Any) -> str:
    """A formula for texts without markup, between marks."""
    token = tokens[index]
    formula = f"{_BEGIN}{' '.join(token.content.split())}{_END}"
    return escape(formula) + ("" if token.type == "math_inline" else "\n")


_blocks = _parser()
_plain_blocks = _parser()
for _formula in _FORMULAS:
    _plain_blocks.add_render_rule(_formula, _tex)
_inline = _parser().disable(["image", "link", "autolink"], ignoreInvalid=True)


def links(text: str) -> list[tuple[str, int]]:
    """The addresses of all links and images that a text is shown with, each with the number of characters before it."""
    environment: dict[str, Any] = {}
    blocks = _blocks.parse(text, environment)
    return list(placed(text, blocks, environment.get("references", {})))


def links_of_line(text: str) -> list[str]:
    """The addresses of all links and images of one line, which `inline_with_links` shows."""
    return [address for address, _ in placed(text, _blocks.parseInline(text), {})]


IsWithheld = Callable[[str], bool]
"""Says whether an address is that of a file that is not public."""


def _unlinked(tokens: Sequence[Token], withheld: IsWithheld) -> list[Token]:
    """The same without links to files that are withheld: their words stay, and so does what images show."""
    kept: list[Token] = []
    dropped: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            dropped.append(withheld(str(token.attrGet("href"))))
        if token.type == "image" and withheld(str(token.attrGet("src"))):
            kept.append(Token("text", "", 0, content=token.content))
        elif not (token.type in ("link_open", "link_close") and dropped[-1]):
            kept.append(token)
        if token.type == "link_close":
            dropped.pop()
    return kept


class HeadingIds:
    """The ids of headings of one page: each is given out once, and never one that templates use."""

    def __init__(self) -> None:
        self._used = dict.fromkeys(PAGE_IDS, 1)

    def take(self, heading: str) -> str:
        """The slug of a heading, with a number if the page has it already. The time does not grow with the page."""
        base = slugify(heading) or "section"
        number = self._used.get(base, 0) + 1
        while number > 1 and f"{base}-{number}" in self._used:
            number += 1
        name = base if number == 1 else f"{base}-{number}"
        self._used[base] = number
        self._used.setdefault(name, 1)
        return name


def heading_ids(texts: Iterable[str]) -> set[str]:
    """The ids that headings of some texts get, be they all on one page or each on its own."""
    together, found = HeadingIds(), set[str]()
    for text in texts:
        tokens = _blocks.parse(text)
        headings = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
        alone = HeadingIds()
        found |= {ids.take(heading) for heading in headings for ids in (alone, together)}
    return found


def markdown(
    text: str, headings_from: int = 2, withheld: IsWithheld | None = None, ids: HeadingIds | None = None
) -> Markup:
    """A text of several paragraphs. Its highest headings are of the given level; all can be linked to.

    What leads to a file that is `withheld` is shown without its link. Texts of one page share `ids`.
    """
    if _is_plain_prose(text):
        return Markup("".join(f"<p>{_escaped(part)}</p>\n" for part in _BLANK_LINES.split(text.strip())))
    tokens = _blocks.parse(text)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    down = headings_from - min(levels, default=1)
    ids = ids or HeadingIds()
    for i, token in enumerate(tokens):
        if withheld and token.children:
            token.children = _unlinked(token.children, withheld)
        if token.type in ("td_open", "th_open") and (style := token.attrGet("style")):
            token.attrs = {"class": str(style).replace(":", "-")}  # a strict page has no style attributes
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + down)}"
        if token.type == "heading_open":
            token.attrSet("id", ids.take(tokens[i + 1].content))
    return Markup(_blocks.renderer.render(tokens, _blocks.options, {}))  # the parser escapes


_BLANK_LINES = re.compile(r"\n\s*\n")
_BLOCK = re.compile(r"^(?: |\t|[-+=#>]|\d+[.)])|[ \\]\n|\t", re.MULTILINE)
"""What may begin anything but a paragraph, or break a line in one."""


def _is_plain_prose(text: str) -> bool:
    """Whether a text is only paragraphs of plain words, as most abstracts are: a parser has nothing to do there."""
    return _is_plain(text) and not _BLOCK.search(text)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and "_" not in text


@lru_cache(maxsize=100_000)
def inline(text: str) -> Markup:
    """A title as HTML: emphasis, code and math; no links, as a title is often in a link itself."""
    if _is_plain(text):
        return Markup(escape(text))
    return Markup(_inline.renderInline(text))


def inline_with_links(text: str, withheld: IsWithheld | None = None) -> Markup:
    """One line with links, such as a footer; `withheld` as for `markdown`."""
    tokens = _blocks.parseInline(text)
    for token in tokens if withheld else ():
        token.children = _unlinked(token.children or (), cast("IsWithheld", withheld))
    return Markup(_blocks.renderer.render(tokens, _blocks.options, {}))


_FROM_ROOT = re.compile(r'(?<= )(href|src)="/([^"]*)')


def rebase(html: Markup, root: str, here: str, languages: Sequence[str]) -> Markup:
    """Make addresses that begin with a slash begin where the portal does, whatever path it stands under.

    Pages are in the folder of the page's own language, and what is there once (`urls.is_once`) is where it is.
    """
    if '="/' not in html:
        return html

    def moved(match: re.Match[str]) -> str:  # `root` and `here` are made of dots, slashes and a language
        return f'{match[1]}="{root if urls.is_once(match[2], languages) else here}{match[2]}'

    return Markup(_FROM_ROOT.sub(moved, str(html)))


@lru_cache(maxsize=100_000)
def spans(text: str) -> Rich:
    """A title in pieces, for formats that have their own markup for emphasis."""
    if _is_plain(text):
        return (Span(text),)
    found: list[Span] = []
    styles = [""]
    for token in _inline.parseInline(text)[0].children or ():
        if token.type == "nocase_open" and styles[-1]:  # what is set apart keeps its capitals anyway
            styles.append(styles[-1])
        elif token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.nesting < 0 and len(styles) > 1:
            styles.pop()
        elif token.content or token.type.endswith("break"):
            found.append(Span(token.content or " ", _LEAVES.get(token.type, styles[-1])))
    return tuple(found)


_STYLES = {"em_open": "em", "strong_open": "strong", "s_open": "", "nocase_open": "nocase"}
_LEAVES = {"code_inline": "code", "math_inline": "math"}


def plain(text: str) -> str:
    """A title without its markup, for tooltips, search and sorting; formulas are in characters, "n²"."""
    return text if _is_plain(text) else readable(spans(text))


def readable(line: Rich) -> str:
    """A line without its markup for people, who do not read TeX: formulas are in characters as far as can be."""
    said = "".join(in_plain_text(span.text) if span.style == "math" else span.text for span in line)
    return " ".join(said.split())


def plain_blocks(text: str) -> str:
    """A text of several paragraphs without markup, in one line; formulas are in TeX, in the dollars by which most
    programs know them."""
    return plain_line(spans_of_blocks(text))


def spans_of_blocks(text: str) -> Rich:
    """A text of several paragraphs in one line, in pieces: formulas, and what is between them."""
    if _is_plain_prose(text):
        return (Span(" ".join(text.split())),)
    line = " ".join(Markup(_plain_blocks.render(text)).striptags().split())
    return tuple(_formulas_apart(line))


def _formulas_apart(line: str) -> Iterator[Span]:
    for i, piece in enumerate(_MARKED.split(line)):
        if piece:
            yield Span(piece, "math" if i % 2 else "")


_MARKED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
