"""A text in several languages is a text."""

import json
import pickle

import pytest

from kartotek.text.multilingual import Multilingual, language_of, texts_of

TEXTS = Multilingual([("da", "Kort"), ("en-GB", "Card"), ("de", "Karte")])


@pytest.mark.parametrize(
    ("languages", "text", "tag"),
    [
        (["de"], "Karte", "de"),
        (["en", "da"], "Card", "en-GB"),
        (["fr", "de"], "Karte", "de"),
        (["fr"], "Kort", "da"),
        (["de-AT"], "Karte", "de"),
        ([], "Kort", "da"),
    ],
)
def test_the_best_of_several_languages(languages: list[str], text: str, tag: str) -> None:
    best = TEXTS.best(languages)
    assert str(best) == text
    assert language_of(best) == tag
    assert texts_of(best) == texts_of(TEXTS)


def test_a_translation_more_is_a_change() -> None:
    """So an incremental build makes the page again."""
    assert Multilingual([("da", "Kort")]) != "Kort"
    assert Multilingual([("da", "Kort")]) != TEXTS
    assert Multilingual(TEXTS.texts) == TEXTS
    assert TEXTS.best(["de"]) != TEXTS


def test_it_is_stored_and_written_as_what_it_is() -> None:
    again = pickle.loads(pickle.dumps(TEXTS.best(["de"]), 5))
    assert again == TEXTS.best(["de"])
    assert again.language == "de"
    assert json.dumps(TEXTS) == '"Kort"'
