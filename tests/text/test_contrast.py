"""How well colours are read on each other: the examples of WCAG and of those who explain it."""

import re

import pytest

from kartotek.render.theme import default_theme
from kartotek.text.contrast import CARD, CARD_DARK, PAPER, PAPER_DARK, READABLE, contrast, ink_on, readable_on


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59), ("#123456", "#123456", 1)],
)
def test_contrast_is_counted_as_wcag_counts_it(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(("color", "ink"), [("#0b5563", "#ffffff"), ("#7fd1de", "#000000"), ("#ffffff", "#000000")])
def test_the_ink_is_the_one_that_is_read_better(color: str, ink: str) -> None:
    assert ink_on(color) == ink


def test_the_backgrounds_are_those_of_the_style_sheet() -> None:
    css = (default_theme() / "assets/theme.css").read_text("utf-8")
    assert re.findall(r"--paper: (#\w{6});", css) == [PAPER, PAPER_DARK]
    assert re.findall(r"--card: (#\w{6});", css) == [CARD, CARD_DARK]


@pytest.mark.parametrize("color", ["#ffcc00", "#003d73", "#000000", "#ffffff", "#00ff00", "#7a7a7a", "#ff00ff"])
def test_each_colour_has_a_shade_that_is_read_in_light_and_in_dark(color: str) -> None:
    for papers in ((PAPER, CARD), (PAPER_DARK, CARD_DARK)):
        shade = readable_on(color, *papers)
        assert min(contrast(shade, paper) for paper in papers) >= READABLE
        assert readable_on(shade, *papers) == shade
        assert contrast(ink_on(shade), shade) >= READABLE
