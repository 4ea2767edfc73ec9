"""Personal names: no part of one is ever lost, and each is sorted by its family name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.text.names import in_other_script, parse_name


@pytest.mark.parametrize(
    ("name", "other", "differ"),
    [
        ("ʻAukai Kam", "Aukai Kam", False),
        ("ʼAli", "Ali", False),
        ("Ｗang", "Wang", False),
        ("ｶﾅ", "カナ", False),
        ("ʻAukai", "Лев", True),
        ("Ｗang", "王", True),
    ],
)
def test_signs_and_widths_are_no_scripts(name: str, other: str, differ: bool) -> None:
    assert in_other_script(name, other) is differ


words = st.text(st.characters(categories=("Lu", "Ll", "Lo"), include_characters="-.'’"), min_size=1, max_size=8)
odd_words = st.one_of(
    words,
    words.map(lambda word: f"({word})"),
    words.map(lambda word: f'"{word}"'),
    st.sampled_from(["Dr.", "PhD", "Jr.", "III", "van", "de", "von", "y", "and", "Mr."]),
)


@pytest.mark.parametrize(
    ("written", "given_name", "family", "suffix"),
    [
        ("Irina Papazu", "Irina", "Papazu", ""),
        ("Papazu, Irina", "Irina", "Papazu", ""),
        ("I.B.Papazu", "I.B.", "Papazu", ""),
        ("Atreya, Arjun, V", "Arjun", "Atreya", "V"),
        ("V, Arjun", "Arjun", "V", ""),
        ("  Papazu ,  Irina ", "Irina", "Papazu", ""),
        ("Niels Borch Rasmussen", "Niels Borch", "Rasmussen", ""),
        ("van der Waals, Johannes Diderik", "Johannes Diderik", "van der Waals", ""),
        ("Johannes van der Waals", "Johannes", "van der Waals", ""),
        ("Alexander von Humboldt", "Alexander", "von Humboldt", ""),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven", ""),
        ("Willem in 't Veld", "Willem", "in 't Veld", ""),
        ("Gerard ’t Hooft", "Gerard", "’t Hooft", ""),
        ("Piet ten Have", "Piet", "ten Have", ""),
        ("Anna zur Hausen", "Anna", "zur Hausen", ""),
        ("Karl von und zu Liechtenstein", "Karl", "von und zu Liechtenstein", ""),
        ("Caspar av Ekenstam", "Caspar", "av Ekenstam", ""),
        ("Luca dalla Bernardina", "Luca", "dalla Bernardina", ""),
        ("Pietro degli Antonii Jr.", "Pietro", "degli Antonii", "Jr."),
        ("Jean Le Rond d'Alembert", "Jean Le Rond", "d'Alembert", ""),
        ("David ben Gurion", "David", "ben Gurion", ""),
        ("Muhammad ibn Musa al-Khwarizmi", "Muhammad ibn Musa", "al-Khwarizmi", ""),
        ("Mohammed Abd el-Krim", "Mohammed", "Abd el-Krim", ""),
        ("Santiago Ramón y Cajal", "Santiago", "Ramón y Cajal", ""),
        ("Antoni i Puig", "Antoni i", "Puig", ""),
        ("Josep Puig i Cadafalch", "Josep", "Puig i Cadafalch", ""),
        ("Manuel Teixeira e Sousa", "Manuel", "Teixeira e Sousa", ""),
        ("María del Carmen García", "María del Carmen", "García", ""),
        ("María de los Ángeles Gómez", "María de los Ángeles", "Gómez", ""),
        ("Ana Maria da Silva", "Ana Maria", "da Silva", ""),
        ("Ursula K. Le Guin", "Ursula K.", "Le Guin", ""),
        ("van der Waals", "", "van der Waals", ""),
        ("bell hooks", "bell", "hooks", ""),
        ("Martin Luther King Jr.", "Martin Luther", "King", "Jr."),
        ("King, Jr., Martin Luther", "Martin Luther", "King", "Jr."),
        ("King, Martin Luther, Jr.", "Martin Luther", "King", "Jr."),
        ("King, Martin Luther Jr.", "Martin Luther", "King", "Jr."),
        ("King Jr., Martin Luther", "Martin Luther", "King", "Jr."),
        ("Martin Luther King, Jr.", "Martin Luther", "King", "Jr."),
        ("Snorri", "", "Snorri", ""),
        ("Henry IV", "", "Henry IV", ""),
        ("Frederik X", "", "Frederik X", ""),
        ("Louis XIV", "", "Louis XIV", ""),
        ("Thutmosis III", "", "Thutmosis III", ""),
        ("Pope John Paul II", "", "Pope John Paul II", ""),
        ("Carl XVI Gustaf", "", "Carl XVI Gustaf", ""),
        ("Friedrich II. von Preußen", "", "Friedrich II. von Preußen", ""),
        ("Harald V of Norway", "", "Harald V of Norway", ""),
        ("Christian IV, King of Denmark", "", "Christian IV, King of Denmark", ""),
        ("Malcolm X", "Malcolm", "X", ""),
        ("Jinping XI", "Jinping", "XI", ""),
        ("Paul V Lind", "Paul V", "Lind", ""),
        ("Þórunn Arnardóttir", "Þórunn", "Arnardóttir", ""),
        ("Anne-Stine Ruud Husevåg", "Anne-Stine Ruud", "Husevåg", ""),
        ("曹 雪芹", "雪芹", "曹", ""),
        ("曹, 雪芹", "雪芹", "曹", ""),
        ("김 철수", "철수", "김", ""),
        ("ジョン スミス", "ジョン", "スミス", ""),
    ],
)
def test_a_name_has_its_parts(written: str, given_name: str, family: str, suffix: str) -> None:
    name = parse_name(written)
    assert (name.given, name.family, name.suffix) == (given_name, family, suffix)


@given(st.lists(odd_words, min_size=1, max_size=5))
def test_no_word_of_a_name_is_lost(parts: list[str]) -> None:
    written = " ".join(parts)
    name = parse_name(written)
    assert sorted(str(name).replace(" ", "")) == sorted(written.replace(" ", ""))
    assert name.family


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("曹, 雪芹", "曹雪芹"),
        ("김 철수", "김철수"),
        ("夏目, 漱石", "夏目漱石"),
        ("ジョン スミス", "ジョン スミス"),
        ("Wang, 明", "明 Wang"),
    ],
)
def test_names_are_printed_in_their_own_order(written: str, printed: str) -> None:
    assert str(parse_name(written)) == printed


@given(st.lists(words, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=3))
def test_what_stands_before_the_comma_is_the_family_name(family: list[str], given_names: list[str]) -> None:
    name = parse_name(f"{' '.join(family)}, {' '.join(given_names)}")
    if not name.suffix:
        assert (name.family, name.given) == (" ".join(family), " ".join(given_names))


@given(st.lists(words, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=3))
def test_a_name_from_an_index_is_read_back(family: list[str], given_names: list[str]) -> None:
    name = parse_name(f"{' '.join(family)}, {' '.join(given_names)}")
    assert parse_name(name.inverted) == name
