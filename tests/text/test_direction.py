"""Which way texts run: by their language, by their letters where these say otherwise."""

import pytest

from kartotek.text.direction import direction_of_language, direction_of_text


@pytest.mark.parametrize("tag", ["ar", "he", "fa", "ur", "yi", "ps", "dv", "syr", "ckb", "sd", "ug", "az-Arab",
                                 "pa-PK", "ku-Arab-IQ", "ff-Adlm", "prs", "iw"])  # fmt: skip
def test_languages_from_right_to_left(tag: str) -> None:
    assert direction_of_language(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "da", "zh-Hant", "ar-Latn", "he-Latn-IL", "az", "pa", "ku", "ff", "sr-Cyrl", ""])
def test_languages_from_left_to_right(tag: str) -> None:
    assert direction_of_language(tag) == "ltr"


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("מבוא ל-Machine Learning and Data", "he", "rtl"),
        ("Mahu kartis?", "he", "ltr"),
        ("1984", "he", "rtl"),
        ("1984", "en", "ltr"),
        ("מהו כרטיס?", "en", "rtl"),
        ("سؤال عن كتب Dewey", "", "rtl"),
        ("On the word כרטיס (1919)", "", "ltr"),
        ("On the word כרטיס (1919)", "en", "ltr"),
        ("<p><em>سلام</em></p>", "da", "rtl"),
        ("܀ ܫܠܡܐ", "", "rtl"),
        ("卡片研究", "zh", "ltr"),
    ],
)
def test_a_text_runs_as_its_language_unless_its_letters_run_otherwise(text: str, language: str, direction: str) -> None:
    assert direction_of_text(text, language) == direction
