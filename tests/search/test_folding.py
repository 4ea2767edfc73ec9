"""What people type and what was written are the same letters."""

import pytest

from kartotek.search.folding import core, other_forms, plain, tokens


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Søgaard", ["Sogaard", "Soegaard", "Søgaard"]),
        ("Ærø", ["Aero", "Aeroe", "Æro"]),
        ("Åse", ["Ase", "Aase"]),
        ("Müller", ["Muller", "Mueller"]),
        ("Strauß", ["Strauss"]),
        ("Guðrún", ["Gudrun"]),
        ("Þór", ["Thor"]),
        ("Łukasz", ["Lukasz"]),
        ("CO₂", ["co2"]),
        ("10⁻⁹", ["10−9"]),
        ("Ångström", ["Angstrom", "Aangstroem"]),
    ],
)
def test_a_word_is_found_however_it_is_typed(written: str, typed: list[str]) -> None:
    found = {written.lower(), plain(written), *other_forms([written], [written])}
    for word in typed:
        assert {word.lower(), plain(word), core(word)} & found, word


@pytest.mark.parametrize(("one", "other"), [("Søgård", "Soegaard"), ("Aarhus", "Århus"), ("Müller", "Mueller")])
def test_all_ways_to_write_a_name_have_something_in_common(one: str, other: str) -> None:
    assert core(one) == core(other)


def test_texts_without_spaces_are_cut() -> None:
    assert tokens("基於機器翻譯 BERT模型") == ["基於", "於機", "機器", "器翻", "翻譯", "bert", "模型"]
    assert other_forms(["情緒分析"]) == ["情緒", "緒分", "分析"]


def test_plain_words_need_no_other_forms() -> None:
    assert other_forms(["A question of value"], ["Ada Lind"]) == []
