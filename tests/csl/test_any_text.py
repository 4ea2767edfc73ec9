"""Whatever an item has in its fields, citing it does not fail, and what comes out is balanced HTML."""

from functools import cache
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from kartotek.csl import Style, load_style
from tests.csl.citations import STYLES, item

ODD_PIECES = (
    "a", "Ab", "X.", " ", "  ", "'", '"', "\u2018", "\u2019", "\u201c", "\u201d", "<i>", "</i>", "<b>", "</b>", "<sc>",
    "</sc>", "<sup>", "</sup>", '<span class="nocase">', "</span>", "<x>", "&", ".", ",", "?", ":", ";", "-", "--",
    "\u2013", "«", "»", "12", "xi", "van", "d'", "Jr.", ", ", "\ue000", "\ue012", "\ue021", "\n", "Ł", "ß", "ŉ", "红",
    "ا", "\u0307",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(ODD_PIECES), max_size=8).map("".join)


class _Balance(HTMLParser):
    """Checks that every tag is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@cache
def _styles() -> list[Style]:
    return [load_style(name, "en") for name in (*STYLES, "ieee", "din-1505-2")]


@given(title=TEXTS, family=TEXTS, first=TEXTS, page=TEXTS, doi=TEXTS)
@example(title="", family="a", first="A ", page="", doi="")
@example(title="<i><b></i>", family=", ", first=", Jr.", page="-", doi="<")
def test_no_text_breaks_a_citation(title: str, family: str, first: str, page: str, doi: str) -> None:
    name = {"family": family, "given": first}
    one = item("chapter", title, author=[name, name], page=page, DOI=doi, edition=page, **{"container-title": title})
    for style in _styles():
        made = style.cite(one)
        balance = _Balance()
        balance.feed(made)
        balance.close()
        assert balance.open == []
        assert not any("\ue000" <= char <= "\uf8ff" for char in made)
