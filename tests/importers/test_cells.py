"""Values of entries in cells: whatever an entry says, its cell is read back as the same."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kartotek.importers import cells

AS_A_PERSON_WRITES = [
    ("title", "On *Cards*; {a} [b]", "On *Cards*; {a} [b]"),
    ("authors", ["Ada Lind", "Berg, Bo"], "Ada Lind; Berg, Bo"),
    (
        "authors",
        [{"name": "Ada Lind", "orcid": "0000-0002-1825-0097", "affiliations": ["itu", "ku"]}, {"literal": "The Group"}],
        "Ada Lind {orcid: 0000-0002-1825-0097, affiliations: [itu, ku]}; {literal: The Group}",
    ),
    ("keywords", {"da": ["kort", "arkiv"], "en": ["cards"]}, "{da: [kort, arkiv], en: [cards]}"),
    ("keywords", ["a; b", "[c]", "f(x)"], '"a; b"; "[c]"; f(x)'),
    ("event", {"name": "Card Days", "place": "Aarhus"}, "{name: Card Days, place: Aarhus}"),
    ("retracted", "true", "true"),
    ("links", ["https://example.org/a;b"], '"https://example.org/a;b"'),
]


@pytest.mark.parametrize(("field", "value", "cell"), AS_A_PERSON_WRITES)
def test_a_cell_looks_as_a_person_would_write_it(field: str, value: Any, cell: str) -> None:
    assert cells.write(field, value) == cell
    assert cells.read(field, cell) == value


_TEXT = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=' ;{}[]",:\\#"'), min_size=1).map(
    str.strip
)
_TEXTS = _TEXT.filter(bool)
_PERSON = _TEXTS | st.fixed_dictionaries({"name": _TEXTS, "affiliations": st.lists(_TEXTS, min_size=1)})
_PART = st.fixed_dictionaries({"funder": _TEXTS, "grant": _TEXTS})


@given(st.lists(_PERSON, min_size=1))
@example([{"name": "A", "affiliations": ["b:?"]}])
@example([{"name": '0;"', "affiliations": ["0"]}])
@example([{"name": "0", "affiliations": ['0;"']}])
def test_people_are_read_back_whatever_they_are_called(people: list[Any]) -> None:
    assert cells.read("authors", cells.write("authors", people)) == people


@given(st.lists(_PART, min_size=1))
def test_lists_of_maps_are_read_back(parts: list[Any]) -> None:
    assert cells.read("funding", cells.write("funding", parts)) == parts


@given(st.dictionaries(st.sampled_from(["da", "en", "de"]), _TEXTS, min_size=1))
def test_maps_are_read_back(texts: dict[str, str]) -> None:
    assert cells.read("translated_title", cells.write("translated_title", texts)) == texts


def test_a_bracket_that_is_never_closed_hides_no_semicolon() -> None:
    assert cells.read("keywords", "a [b; c") == ["a [b", "c"]


def test_braces_that_are_no_map_are_refused() -> None:
    with pytest.raises(cells.CellError, match="is not a map"):
        cells.read("event", "{name: Card Days")
