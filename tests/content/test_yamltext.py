"""Front matter is read as YAML says, but for types: every value is text."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kartotek.content.yamltext import YamlError, load

keys = st.from_regex(r"[a-z]+(?:_[a-z]+)?", fullmatch=True)
words = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=30),  # YAML folds those
    st.sampled_from(
        ["no", "yes", "04", "1984", "1.10", "2024-01-15", "~", "null", "", "12:30", "0x1F", "- a", "a: b", "#x"]
    ),
)
values = st.one_of(
    words,
    st.lists(words, max_size=4),
    st.dictionaries(keys, words, max_size=4),
    st.lists(st.dictionaries(keys, words, min_size=1, max_size=3), max_size=3),
)
entries = st.dictionaries(keys, values, min_size=1, max_size=6)


@given(entries, st.sampled_from([None, True, False]), st.booleans())
def test_what_was_written_as_yaml_is_read_back(entry: dict[str, Any], flow: bool | None, unicode: bool) -> None:
    text = yaml.safe_dump(entry, default_flow_style=flow, allow_unicode=unicode, sort_keys=False)
    assert load(text) == entry


LINES = st.sampled_from(
    """\
title: On cards
title: 'On: cards'
title: "On \\u00e6 cards"
title: On: cards
title: [a, b
title:
authors: [Ada Lind, Bo Berg]
authors:
  - Ada Lind
- Bo Berg
  - {name: Ada, id: ada}
    orcid: x
language: no
issue: 04
issued: 2020-05
note: |
note: >-
  several

  lines # of text
# said
keywords: {en: [Cards], da: [Kort]}
\tx: y
? a
: b
a: 'it''s'
a: "b
...
@x
%x
a:b
a : b
{a: b}
[]
}
x: ]
key: value: more
æ: ø""".splitlines()
)


def _read(text: str) -> tuple[Any, YamlError | None]:
    try:
        return load(text), None
    except YamlError as diagnostic:
        return None, diagnostic


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_whatever_is_typed_is_read_as_pyyaml_reads_it_or_refused_with_a_place(text: str) -> None:
    try:
        expected: Any = yaml.load(text, Loader=yaml.BaseLoader)  # makes texts, lists and maps only
        sound = True
    except yaml.YAMLError:
        sound = False
    value, diagnostic = _read(text)
    if diagnostic is None:
        assert sound
        assert value == expected
    else:
        assert not sound or diagnostic.code == "duplicate-key"
        assert 1 <= diagnostic.line <= text.count("\n") + 1
        assert diagnostic.message


@given(st.text(max_size=60))
def test_no_text_ends_the_build(text: str) -> None:
    _value, diagnostic = _read(text)
    assert diagnostic is None or 1 <= diagnostic.line <= len(text.splitlines()) + 1


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb: 2\na: 3", "duplicate-key", (3, 1)),
        ("a: &x b\nc: *x", "yaml-alias", (1, 4)),
        ("a: !!int 4", "yaml-alias", (1, 4)),
        ("a: " + "[" * 17 + "]" * 17, "yaml-depth", (1, 19)),
        ("- " * 100_000 + "x", "yaml-depth", (1, 33)),
    ],
)
def test_what_entries_may_not_hold(text: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(YamlError) as caught:
        load(text)
    assert (caught.value.code, (caught.value.line, caught.value.column)) == (code, place)
