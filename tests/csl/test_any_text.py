"""Whatever an item has in its fields, citing it does not fail, and what comes out is balanced HTML."""

from functools import cache
from html.parser import HTMLParser

import pytest
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
    name = {"family": family, "given": first, "suffix": page, "dropping-particle": doi}
    one = item("chapter", title, author=[name, name], page=page, DOI=doi, edition=page, **{"container-title": title})
    for style in _styles():
        made = style.cite(one)
        balance = _Balance()
        balance.feed(made)
        balance.close()
        assert balance.open == []
        assert not any("\ue000" <= char <= "\uf8ff" for char in made)


_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal")
_NOTHING = (None, "", " ", "\u00a0 ")


@pytest.mark.parametrize("nothing", _NOTHING, ids=repr)
@pytest.mark.parametrize("part", _PARTS)
@pytest.mark.parametrize("style", ["apa", "vancouver", "chicago-author-date"])
def test_a_part_of_a_name_without_text_is_as_if_it_was_not_there(style: str, part: str, nothing: object) -> None:
    name = {"family": "Doe", "given": "John"}
    cite = load_style(style, "en").cite
    without = item("book", "T", author=[{key: value for key, value in name.items() if key != part}])
    assert cite(item("book", "T", author=[{**name, part: nothing}])) == cite(without)
    assert cite(item("book", "T", author=[{part: nothing}])) == cite(item("book", "T"))


@pytest.mark.parametrize("part", _PARTS)
def test_spaces_around_a_part_of_a_name_are_not_printed(part: str) -> None:
    name = {"family": "Doe", "given": "John"}
    cite = load_style("apa", "en").cite
    plain, spaced = ({**name, part: text} for text in ("Ann", " Ann  "))
    assert cite(item("book", "T", author=[spaced])) == cite(item("book", "T", author=[plain]))


def test_what_is_no_name_breaks_no_list_of_names() -> None:
    cite = load_style("apa", "en").cite
    assert cite(item("book", "T", author=[None, [], 5, {"family": "Doe"}])) == "Doe. (n.d.). <i>T</i>."
    assert cite(item("book", "T", author=["The Card Society"])) == "The Card Society. (n.d.). <i>T</i>."
