"""Suggestions come from small files, and everything is in the file where the script looks for it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kartotek.search.folding import core
from kartotek.search.shards import Files, _safe
from kartotek.search.suggestions import Renewed, Suggestion, SuggestionIndex, filed, renewed

_NAMES = st.text("abcæø李 ", min_size=1, max_size=8)


def by_names(things: Sequence[Suggestion]) -> Mapping[str, bytes]:
    return _whole(_at_once(things).names)


def _at_once(things: Sequence[Suggestion]) -> Renewed:
    made = renewed(SuggestionIndex(), things)
    assert made is not None
    return made


def _whole(files: Files) -> Mapping[str, bytes]:
    return {end: content for end, content in files.items() if content is not None}


def _people(count: int) -> list[Suggestion]:
    """Many people of few names, all of which begin alike."""
    names = [f"An{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} Berg{chr(97 + i // 7 % 26)}" for i in range(count)]
    return [Suggestion("people", f"p{i}", name, weight=i % 50, note="x" * 60) for i, name in enumerate(names)]


def _rows_for(files: Mapping[str, bytes], beginning: str) -> list[Any]:
    """The rows that the script reads for what was typed (templates/assets/search/names.js)."""
    first = json.loads(files[".json"])
    if "files" not in first:
        return list(first["rows"])
    if beginning in first["tops"]:
        return list(json.loads(files[f"-{_safe(beginning)}-top.json"])["rows"])
    starts = [start for start in first["files"] if start <= beginning]
    return list(json.loads(files[f"-{_safe(starts[-1])}.json"])["rows"]) if starts else []


def test_a_small_portal_has_one_file() -> None:
    assert list(by_names(_people(20))) == [".json"]


def test_many_things_are_in_small_files() -> None:
    people = _people(3000)
    files = by_names(people)
    assert len(files) > 10
    assert max(map(len, files.values())) < 40_000
    for person in people[::17]:
        given_name, family_name = person.label.lower().split()
        for word in (given_name, family_name):
            assert [person.kind, person.key, person.label] in [row[:3] for row in _rows_for(files, word)]
    # who has most works comes first, and stands for a beginning that is in several files
    assert [row[3] for row in _rows_for(files, "an")[:5]] == [49] * 5


def test_one_more_name_changes_few_files() -> None:
    people = _people(3000)
    before, after = by_names(people), by_names([*people, Suggestion("people", "new", "Anzz Quist")])
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert len(changed) < 6
    now = renewed(_at_once(people).made_from, [Suggestion("people", "new", "Anzz Quist")])
    assert now is not None
    made = {name: content for name, content in now.names.items() if content is not None}
    assert len(made) < len(after)
    assert {**before, **made} == after


@given(st.lists(_NAMES, min_size=1, max_size=40))
def test_everything_is_found_by_each_word_of_its_names(names: list[str]) -> None:
    things = [Suggestion("people", str(i), name, note="x" * 1500) for i, name in enumerate(names)]
    files = by_names(things)
    for thing in things:
        for word in thing.all_words():
            for form in (word, core(word)):
                assert thing.key in [row[1] for row in _rows_for(files, form)]


def test_order_is_that_of_no_list() -> None:
    people = _people(500)
    assert by_names(people) == by_names(people[::-1])


def test_numbers_are_filed_backwards() -> None:
    works = [Suggestion("publications", f"w{i}", f"Work {i}", identifiers=(f"10.1000/{i:05}",)) for i in range(2000)]
    files = _whole(_at_once(works).identifiers)
    assert len(files) > 3
    assert ["publications", "w77", "Work 77", 0, "", ["10.1000/00077"]] in _rows_for(files, filed("10.1000/00077"))


_EDITS = st.lists(st.tuples(st.integers(0, 59), st.none() | _NAMES, st.integers(0, 2)), max_size=5)


@given(st.lists(_EDITS, max_size=4), st.booleans())
def test_edits_give_the_same_files_as_all_at_once(rounds: list[list[tuple[int, str | None, int]]], whole: bool) -> None:
    """Files that are the same as before are not made, and are the same."""
    things = {
        str(i): replace(thing, note="x" * 900, whole=whole, identifiers=(f"10/{i * 7}",))
        for i, thing in enumerate(_people(60))
    }
    made = _at_once(list(things.values()))
    there = [{**made.names}, {**made.identifiers}, {**made.words}]
    for edits in rounds:
        found, gone = dict[str, Suggestion](), set[str]()
        for i, name, weight in edits:
            if name is None:
                found.pop(str(i), None)
                gone |= {f"people/p{i}"} if things.pop(str(i), None) else set()
            else:
                ids = (name,) if weight else ()
                found[str(i)] = things[str(i)] = replace(
                    _people(60)[i], label=name, weight=weight, note="x" * 900, identifiers=ids
                )
                gone.discard(f"people/p{i}")
        now = renewed(made.made_from, found.values(), gone)
        clean = _at_once(list(things.values()))
        if now is None:
            assert there == [clean.names, clean.identifiers, clean.words]
            continue
        made = now
        for group, files in enumerate((made.names, made.identifiers, made.words)):
            there[group] = {end: there[group][end] if new is None else new for end, new in files.items()}
        assert there == [clean.names, clean.identifiers, clean.words]
