"""The order of lists, as readers of a language expect it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.text.collation import collation, initial

ALPHABETS = {
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
}


@pytest.mark.parametrize("code", ALPHABETS)
@given(data=st.data())
def test_words_stand_in_the_order_of_the_alphabet(code: str, data: st.DataObject) -> None:
    alphabet = ALPHABETS[code]
    words = data.draw(st.lists(st.text(alphabet, min_size=1, max_size=6), max_size=12))

    def places(word: str) -> list[int]:
        return [alphabet.index(letter) for letter in word.replace("aa", "å")]  # one letter, written in two ways

    key = collation(code)
    assert [places(word) for word in sorted(words, key=key)] == sorted(places(word) for word in words)


@pytest.mark.parametrize("code", ["en", *ALPHABETS])
@given(data=st.data())
def test_the_order_does_not_depend_on_where_one_begins(code: str, data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.text(max_size=10), max_size=8))
    other_way = data.draw(st.permutations(texts))
    assert sorted(texts, key=collation(code)) == sorted(other_way, key=collation(code))


@given(st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=8))
def test_in_danish_every_letter_has_its_place_in_the_index(word: str) -> None:
    first = "å" if word.startswith("aa") else word[0]
    assert initial(word, "da") == first.upper()
    assert initial(f"»{word.title()}«", "da") == first.upper()


@pytest.mark.parametrize(
    ("code", "text", "letter"),
    [
        ("en", "Ærø", "A"), ("en", "Øster", "O"), ("en", "Éluard", "E"), ("da", "Éluard", "E"), ("da", "Ärztin", "Æ"),
        ("da", "Достоевский", "D"), ("en", "3D", "#"), ("en", "", "#"), ("en", "(Un)known", "U"), ("el", "Όμηρος", "Ο"),
        ("he", "״שָׁלוֹם״", "ש"), ("he", "Достоевский", "D"), ("he", "Cards", "C"),
    ],
)  # fmt: skip
def test_index_letters(code: str, text: str, letter: str) -> None:
    assert initial(text, code) == letter


def test_numbers_stand_in_the_order_of_what_they_count() -> None:
    names = ["Part 10", "Part 2", "Part 1", "Part 11", "1984", "3D", "Ärger 2", "Ärger 10"]
    ordered = ["3D", "1984", "Ärger 2", "Ärger 10", "Part 1", "Part 2", "Part 10", "Part 11"]
    assert sorted(names, key=collation("en")) == ordered


def test_accents_do_not_part_what_belongs_together() -> None:
    names = ["Muller", "Müller, B", "Muller, C", "Mulligan", "Müller, A"]
    ordered = ["Muller", "Müller, A", "Müller, B", "Muller, C", "Mulligan"]
    assert sorted(names, key=collation("en")) == ordered
