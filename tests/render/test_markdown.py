"""Whatever an entry says, no script reaches a visitor."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.render.markdown import PAGE_IDS, HeadingIds, inline, inline_with_links, markdown, plain
from tests.conftest import ROOT

ELEMENTS = re.compile(
    r"a|blockquote|br|code|div|em|h[1-6r]|img|li|[ou]l|p|pre|s|span|strong|table|t(?:body|d|h|head|r)"
)
ATTRIBUTES = frozenset({"alt", "aria-label", "class", "href", "id", "role", "src", "start", "title"})
ADDRESS = re.compile(r"https?://|mailto:|(?!//|/\\)[^:]*(?:[/?#]|$)", re.IGNORECASE)


class _Seen(HTMLParser):
    """Every element, attribute and address of a page, as a browser would read them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.refused: list[str] = []
        self._math = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._math += tag == "math"
        if self._math:
            if not re.fullmatch(r"m[a-z]+|none|semantics", tag) or tag in ("marquee", "meta"):
                self.refused.append(tag)
            self.refused += [
                name for name, _ in attributes if name.startswith("on") or name in ("style", "href", "src")
            ]
            return
        if not ELEMENTS.fullmatch(tag):
            self.refused.append(tag)
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.refused.append(name)
            # browsers overlook controls and spaces in the scheme of an address
            if name in ("href", "src") and not ADDRESS.match(re.sub(r"[\x00-\x20]", "", value or "")):
                self.refused.append(str(value))

    def handle_endtag(self, tag: str) -> None:
        self._math -= tag == "math"

    def handle_decl(self, decl: str) -> None:
        self.refused.append(decl)

    def handle_comment(self, data: str) -> None:
        self.refused.append(data)

    def handle_pi(self, data: str) -> None:
        self.refused.append(data)


PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href='javascript:x'>",
        "<!--", "-->", "<![CDATA[", "<?x?>", "<!doctype x>", "</p>", "</script>", "<iframe srcdoc=x>", "&lt;script&gt;",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java&#115;cript:alert(1))",
        "![x](data:text/html,x)", "[x](java\tscript:x)", "[x](&#1;javascript:x)", "[x](vbscript:x)",
        "<javascript:alert(1)>", "[x](<javascript:x>)", "[x]: javascript:alert(1)\n", "[x]", "[x][x]", "![", "[",
        "](", ")", '"onmouseover="alert(1)', "' onclick=x '",
        "[x](/a 'b\" onclick=c')", "[x](//evil.example)", "```\n", "`", "$", "$$", "$\\href{javascript:x}{y}$",
        "$\\text{<script>}$", "$\\style{x}{y}$", "{", "}", "|a|b|\n|-|:-:|\n", "# ", "> ", "- ", "*", "_", "~~",
        "\n", "\n\n", " ", "    ", "\t", "\\", "&", "<", ">", '"', "'", ":", "x", "http://a.dk/", "\x00", "\u2028", "ﬀ",
    ]
)  # fmt: skip
texts = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join)


@given(texts)
def test_nothing_that_runs_survives(text: str) -> None:
    for html in (markdown(text), inline(text), inline_with_links(text)):
        assert _Seen(str(html)).refused == []


@given(texts)
def test_a_title_holds_no_link_and_no_image(text: str) -> None:
    """It is often a link itself."""
    assert not re.search(r"<(?:a|img)\b", inline(text))


@given(st.text("abcæøå AB.,;:!?()1234567890“”'\"&<>=/-", max_size=40))
def test_a_text_without_markup_reads_as_it_was_written(text: str) -> None:
    assert plain(" ".join(text.split())) == " ".join(text.split())


@pytest.mark.parametrize(
    "html",
    [
        "<script>",
        "<b onclick='x'>",
        "<a href='javascript:x'>",
        "<a href=' java\tscript:x'>",
        "<!-- x -->",
        "<math href='x'>",
    ],
)
def test_these_tests_would_see_it(html: str) -> None:
    assert _Seen(html).refused


HEADINGS = st.sampled_from(["Methods", "methods", "Methods 2", "Methods-3", "Cite", "Works", "¿?", "日本", "main"])


@given(st.lists(HEADINGS, max_size=12), st.lists(HEADINGS, max_size=4))
def test_no_two_parts_of_a_page_have_one_id(first: list[str], second: list[str]) -> None:
    ids = HeadingIds()
    html = "".join(markdown("\n\n".join(f"# {heading}" for heading in text), 2, None, ids) for text in (first, second))
    found = re.findall(r' id="([^"]+)"', html)
    assert len(found) == len(set(found)) == len(first) + len(second)
    assert not PAGE_IDS & set(found)


def test_the_ids_of_templates_are_known() -> None:
    templates = (ROOT / "templates").rglob("*.html")
    found = {name for path in templates for name in re.findall(r'\bid="([\w-]+)"', path.read_text("utf-8"))}
    assert found == PAGE_IDS
