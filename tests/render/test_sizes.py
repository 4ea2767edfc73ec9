"""Sizes of files in words."""

import pytest

from kartotek.render.language import language


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 byte"),
        (812, "812 bytes"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (2_940_000, "2.9 MB"),
        (9_949_999, "9.9 MB"),
        (9_950_000, "10 MB"),
        (12_400_000_000, "12 GB"),
        (3_000_000_000_000, "3,000 GB"),
    ],
)
def test_a_size_has_two_or_three_digits_and_its_unit(size: int, said: str) -> None:
    assert language("en").size(size) == said


@pytest.mark.parametrize(("code", "said"), [("da", "2,9 MB"), ("de", "2,9 MB"), ("nb", "2,9 MB")])
def test_a_size_has_the_comma_of_the_language(code: str, said: str) -> None:
    assert language(code).size(2_940_000) == said
