"""Where links stand in a text, as anyone may have written it: a stranger's pull request is built before it is read."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.render.markdown import inline_with_links, links, links_of_line, markdown


@pytest.mark.parametrize(
    "text",
    [
        "`[x](/a)` [x](/a#)",
        "``[x](/a) ` [y](/a)`` [x](/a#)",
        "` `` [x](/a#) ```",
        r"\`[x](/a#)`",
        r"\\`[x](/a)` [x](/a#)",
        r"`\` [x](/a#)`",
        "[x](</a#>) `",
        "[`x`](/a#)",
        "d`Alembert [x](/a#).\n\nl`Hopital [y](/a), o`k",
        "```\n[x](/a)\n\n[x](/a)\n```\n[x](/a#)",
        "~~~\n[x](/a)\n~~~\n[x](/a#)",
        "    [x](/a)\n\n[x](/a#)",
        "- y\n\n      [x](/a)\n\n  [x](/a#)",
        "![y [x](/b)](/a#)",
        "[x][r]\n\n    [r]: /a\n\n> [r]:\n> </a#>",
        "| y |\n|--|\n| `[x](/a)` \\| [x](/a#) |",
    ],
)
def test_code_has_no_link(text: str) -> None:
    assert links(text.replace("#", "")) == [("/a", text.index("/a#"))]


_LINES = st.sampled_from(
    [
        "[x](/a)", "[![x](/a)](</a> '/a')", "`[x](/a)`", "``[x](/a) ` [x](/a)``", "![a [x](/a)](/a)", "![r]", "$", "$$",
        r"\[x](/a) [x](/a)", "[x][r]", "[r]", "[r]: /a", "[r]:", "/a '[x](/a)'", "[x](", "/a)", "~~~", "```", "`", "``",
        "$[x](/a)$", "<b title='[x](/a)'>", "[x](/b#c)", "<https://a.test/>", "| [x](/a) | [x](/a) |", "|--|--|", "===",
        r"| \| [x](/a) | y", "| `[x](/a)` | [x](/a) |", "---", "# [x](/a) #", "", "words", "[*x*{.nocase}](/a)",
        "[x[y](/a)](/a)", "[x](/a){.nocase}",
    ]
)  # fmt: skip
_BEGINS = st.lists(st.sampled_from(["", "> ", "- ", "1. ", "    ", "  ", "\t", "* >"]), max_size=2).map("".join)
_TEXTS = st.lists(st.tuples(_BEGINS, _LINES).map("".join), min_size=1, max_size=8).map("\n".join)


def _shown(html: str) -> list[str]:
    return re.findall(r'(?:href|src)="([^"]*)"', html)


@given(_TEXTS)
def test_what_is_told_as_a_link_is_shown_as_one(text: str) -> None:
    """All links of the page are told, in their order, and another address at the place of one is the address of that
    link: of no other, unless both have it from one definition."""
    found = links(text)
    assert [address for address, _ in found] == _shown(markdown(text))
    for i, (address, at) in enumerate(found):
        if text.startswith(address, at):  # else there is a tab in the middle of an indent, and the line is told
            other = _shown(markdown(f"{text[:at]}http://zz{text[at + len(address) :]}"))
            changed = {j for j, shown in enumerate(other) if shown == "http://zz"}
            assert i in changed
            assert changed == {j for j, (_, place) in enumerate(found) if place == at}
        else:
            assert "\t" in text
            line = text[at:].partition("\n")[0]
            assert address in line or "[r]" in line


@given(_TEXTS)
def test_links_of_a_line_are_those_that_are_shown(text: str) -> None:
    assert links_of_line(text) == _shown(inline_with_links(text))


@pytest.mark.parametrize(
    "text",
    ["[a](/x) " + " ".join("`" * i for i in range(1, 1600)), "[a](/x)\n[](<" + r"\a" * 26],
    ids=["code", "escapes"],
)
def test_no_text_takes_long(text: str) -> None:
    """The parser of Markdown needs less than a second for each."""
    start = process_time()
    assert links(text)[:1] == [("/x", 4)]
    assert process_time() - start < 3


def test_a_number_of_thousands_of_digits_is_no_character() -> None:
    text = f"[a](/&#{'9' * 5000};) [b](/x)"
    assert [text[at:].startswith(address[:2]) for address, at in links(text)] == [True, True]
