"""Names made fit for addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.text.slugs import slugify


@given(st.text(max_size=300))
def test_a_slug_is_safe_anywhere(text: str) -> None:
    """In addresses, in file names, and in HTML without being escaped."""
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slugify(text))
    assert len(slugify(text)) <= 120


@given(st.text(max_size=300))
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@given(st.text(st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x17F), min_size=1, max_size=30))
def test_a_name_in_european_letters_always_has_an_address(text: str) -> None:
    assert slugify(text)


@given(st.integers(0, 9), st.integers(0, 9))
def test_long_names_that_differ_only_at_their_end_have_two_addresses(one: int, other: int) -> None:
    start = "proceedings of the annual conference " * 5
    assert (slugify(f"{start}{one}") == slugify(f"{start}{other}")) == (one == other)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Care work", "care-work"),
        ("Ærø & Ødegård", "aero-and-odegard"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        ("L’Hôpital", "lhopital"),
        ("Straße", "strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("Достоевский", "dostoevskiy"),
        ("«»!?", ""),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug
