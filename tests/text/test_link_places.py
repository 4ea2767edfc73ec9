"""Where links stand in a text, as anyone may have written it: a stranger's pull request is built before it is read."""

from time import process_time

import pytest

from kartotek.render.markdown import links
from kartotek.text.link_places import with_places


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
    ],
)
def test_code_has_no_link(text: str) -> None:
    at = text.index("/a#")
    assert list(with_places(text.replace("#", ""), links(text.replace("#", "")))) == [("/a", at)]


@pytest.mark.parametrize(
    "text",
    ["[a](/x) " + " ".join("`" * i for i in range(1, 1600)), "[a](/x)\n[](<" + r"\a" * 26],
    ids=["code", "escapes"],
)
def test_no_text_takes_long(text: str) -> None:
    """The parser of Markdown needs less than a second for each."""
    start = process_time()
    assert list(with_places(text, ["/x"])) == [("/x", 4)]
    assert process_time() - start < 3


def test_a_number_of_thousands_of_digits_is_no_character() -> None:
    text = f"[a](/&#{'9' * 5000};) [b](/x)"
    assert [text[at:].startswith(address[:2]) for address, at in with_places(text, links(text))] == [True, True]
