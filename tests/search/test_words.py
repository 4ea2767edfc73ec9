"""The words from which the script finds what was meant by a slip."""

import json
from collections import Counter

from kartotek.search.suggestions import Suggestion
from kartotek.search.words import by_words


def _things(count: int) -> list[Suggestion]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [f"{letters[i % 26]}{letters[i // 26 % 26]}{letters[i // 676 % 26]}ology" for i in range(count)]
    return [Suggestion("publications", str(i), f"On {word}") for i, word in enumerate(words)]


def _counts(things: list[Suggestion]) -> Counter[str]:
    return Counter(word for each in things for word in each.all_words())


def test_words_are_listed_as_they_are_searched() -> None:
    things = [Suggestion("people", "a", "Anders Søgaard"), Suggestion("publications", "b", "H₂O 2024: Søgaard’s 翻译")]
    words = json.loads(by_words(_counts(things))[".json"])["words"]
    assert words == {"6": ["anders", "0"], "7": ["sogaard", "1"]}


def test_a_large_portal_has_files_by_length_and_letter() -> None:
    files = by_words(_counts(_things(5000)))
    names = json.loads(files[".json"])["files"]
    assert "8a" in names
    assert {f"-{name}.json" for name in names} == files.keys() - {".json"}
    assert max(map(len, files.values())) < 10_000
    (words,) = json.loads(files["-8c.json"])["words"].values()
    assert words[0].split(" ")[:2] == ["caaology", "cabology"]


def test_order_is_that_of_no_list() -> None:
    assert by_words(_counts(_things(300))) == by_words(_counts(_things(300)[::-1]))
