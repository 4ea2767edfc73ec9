"""What is written as YAML is read back as it was, whatever it is."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.content.yaml_output import entry_text, scalar
from kartotek.content.yamltext import load

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t:#-[]{},&*!|>'\"%@`?= \u2028\ufeff"),
    min_size=1,
).map(lambda text: unicodedata.normalize("NFC", text))
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(TEXTS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["title", "authors", "event", "note"]), VALUES, min_size=1))
def test_any_value_comes_back(data: dict[str, Any]) -> None:
    header = entry_text(data, "").removeprefix("---\n").removesuffix("---\n")
    assert load(header) == data


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("On cards", "On cards"),
        ("04", "04"),
        ("10.1000/182", "10.1000/182"),
        ("https://a.test/b#c", "https://a.test/b#c"),
        ("Cards: a history", '"Cards: a history"'),
        ("Cards #2", '"Cards #2"'),
        ("[Cards]", '"[Cards]"'),
        ("Ends with:", '"Ends with:"'),
        (" spaces ", '" spaces "'),
        ('It\'s "quoted"', 'It\'s "quoted"'),
        ("*emphasis*", '"*emphasis*"'),
        ("Ærø – 東京", "Ærø – 東京"),
    ],
)
def test_texts_are_plain_where_that_is_safe(text: str, written: str) -> None:
    assert scalar(text) == written
