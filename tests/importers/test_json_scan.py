"""Records are found in JSON of any shape, and one that is broken costs no other."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.importers import json_scan
from kartotek.importers.json_scan import json_records, load
from kartotek.importers.records import Failed, Raw, SourceRecords


def _raw(record: dict[str, Any], text: str, line: int) -> Raw:
    return Raw("f.json", line, str(record.get("id", "")), "", (("record", text),))


def _records(text: str) -> SourceRecords:
    return json_records(text, "f.json", (("message", "items"), ("message",), ("items",)), _raw)


def _told(text: str) -> list[tuple[int, str]]:
    """Line of each record, and its id or what is wrong with it."""
    found = _records(text).found
    return [(each.line, each.key if isinstance(each, Raw) else getattr(each, "reason", "")) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1}, {"id": 2}]',
        '{"id": 1}\n{"id": 2}\n',
        '{"items": [{"id": 1}, {"id": 2}], "total": 2}',
        '{"config": {"items": 5, "a": [1]}, "items": [{"id": 1}, {"id": 2}]}',
        '{"status": "ok", "message": {"facets": {}, "items": [{"id": 1}, {"id": 2}]}}',
        '[{"id": 1},\n {"id": 2},\n]',
        '[{"id": 1} {"id": 2}]',
    ],
)
def test_records_are_found_in_lists_in_envelopes_and_one_after_the_other(text: str) -> None:
    assert [key for _, key in _told(text)] == ["1", "2"]
    assert _records(text).count == 2


@pytest.mark.parametrize("text", ['{"id": 1}', '{"message": {"id": 1}, "status": "ok"}', '{"id": 1, "items": "text"}'])
def test_one_record_alone_is_found(text: str) -> None:
    assert _told(text) == [(1, "1")]


def test_an_empty_list_has_no_records() -> None:
    assert _records("[]") == SourceRecords((), 0)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{"id": 2 "title": "B"}', "a comma or a closing bracket is missing (line 3, column 11)"),
        ('{"id": 2, "title": }', "a value is missing (line 3, column 21)"),
        ('{"id": 2, "title" "B"}', "a colon is missing (line 3, column 20)"),
        ('{"id": 2, "tags": [1, 2}', "a comma or a closing bracket is missing (line 3, column 25)"),
        ('{"id": 2, "tags": ["a"', "a comma or a closing bracket is missing (line 5, column 2)"),
        ('{"id": 2, "title": "B}', "a comma or a closing bracket is missing (line 4, column 4)"),
        ('{"id": 2, "title": "\\q"}', "a backslash stands before a character that it says nothing of"),
        ('{"id": 2, "title": ' + "[" * 200_000 + "]" * 200_000 + "}", "it is nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", "it has a number of too many digits"),
        ("null", "a single value is in the place of a record"),
    ],
)
def test_a_broken_record_fails_alone_with_its_line(broken: str, reason: str) -> None:
    text = f'[\n {{"id": 1}},\n {broken},\n {{"id": 3}}\n]'
    found = _records(text)
    assert [each.line for each in found.found] == [2, 3, 4]
    assert isinstance(found.found[1], Failed)
    assert found.found[1].reason.startswith(reason)
    assert (found.found[0].key, found.found[2].key) == ("1", "3")
    assert found.count == 3


@pytest.mark.parametrize("patience", [0, json_scan._MOST_SEARCHED])
def test_records_that_all_lack_their_end_are_told_one_by_one(monkeypatch: pytest.MonkeyPatch, patience: int) -> None:
    """The whole file is searched for the end of the first ones only."""
    monkeypatch.setattr(json_scan, "_MOST_SEARCHED", patience)
    monkeypatch.setattr(json_scan, "_LONGEST", 10)
    text = "[\n" + ",\n".join(f'{{"id": {i}, "tags": ["a", "b"]' for i in range(50)) + ',\n{"id": 51}\n]'
    records = _records(text)
    assert [each.line for each in records.found] == list(range(2, 53))
    assert isinstance(records.found[-1], Raw)
    assert records.count == 51


def test_a_file_that_was_cut_off_says_so() -> None:
    found = _records('[{"id": 1}, {"id": 2, "ti')
    assert [type(each) for each in found.found] == [Raw, Failed]
    assert found.count == 2
    assert found.notes == ("f.json ends before its list does: it may have been cut off",)


_WHOLE = [
    '[{"id": 1, "a": ["x]"]}, {"id": 2}]',
    '{"status": "ok", "message": {"facets": {}, "items": [{"id": 1}, {"id": "}"}], "total": [2, "]"]}}',
    '{"message": {"id": 1, "title": "A \\" b"}, "status": "ok"}',
    '{"id": 1, "items": "text"}',
    "[]",
]


@pytest.mark.parametrize("whole", _WHOLE)
def test_a_text_that_breaks_off_is_known_wherever_it_does(whole: str) -> None:
    assert not _records(f"{whole}\n").breaks_off
    assert [end for end in range(1, len(whole)) if not _records(whole[:end]).breaks_off] == []


@pytest.mark.parametrize(
    "wrong",
    [
        '[{"id": 1 "a": 2}, {"id": 2}]',
        '[{"id": 1}},\n{"id": 2}]',
        '[{"id": 1}, nul]',
        '{"id": 1 "a": 2}',
        '{"message": {"id": 1 "a": 2}, "status": "ok"}',
    ],
)
def test_a_mistake_within_a_text_does_not_break_it_off(wrong: str) -> None:
    assert not _records(wrong).breaks_off


def test_a_bracket_too_many_is_told_and_reading_goes_on() -> None:
    found = _records('[{"id": 1}},\n{"id": 2}]')
    assert [each.key for each in found.found] == ["1", "2"]
    assert found.notes == ("f.json:1: a bracket } that belongs to nothing",)


def test_a_second_list_is_not_passed_over_without_a_word() -> None:
    assert _records('[{"id": 1}]\n[{"id": 2}]').notes == (
        "f.json:1: the list ends here, and what follows was not read",
    )


def test_a_field_that_stands_twice_is_kept_under_another_name() -> None:
    assert load('{"id": 1, "id": 2, "id": 2}') == {"id": 2, "repeated id": 1}


def test_a_record_keeps_its_text_and_not_its_values() -> None:
    """A million records would otherwise need ten times the size of their file."""
    record = {"id": "a", "author": [{"family": "Lind", "given": "Ada"}] * 3}
    found = _records(json.dumps([record] * 3)).found
    assert all(isinstance(each, Raw) and each.pairs == (("record", json.dumps(record)),) for each in found)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('ab"\\\n{}[],:é', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab{[", max_size=2), inner, max_size=3),
    max_leaves=6,
)
_OBJECTS = st.lists(st.dictionaries(st.sampled_from(["id", "title", "author"]), _VALUES, max_size=3), max_size=4)


@given(_OBJECTS, st.sampled_from([None, 0, 1, 4]))
def test_every_list_of_objects_is_read_and_counted(objects: list[dict[str, Any]], indent: int | None) -> None:
    records = _records(json.dumps(objects, indent=indent))
    assert [load(each.pairs[0][1]) for each in records.found if isinstance(each, Raw)] == objects
    assert records.count == len(objects)
    assert records.notes == ()


@given(_OBJECTS, st.sampled_from([None, 1]), st.data())
def test_a_sign_too_few_or_too_many_loses_nothing_without_a_word(
    objects: list[dict[str, Any]], indent: int | None, data: st.DataObject
) -> None:
    """Where as many objects are read as before, all is well; else a record has failed, or a note says why."""
    text = json.dumps(objects, indent=indent)
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from(["", "{", "}", "[", "]", '"', ",", "\n", "\\"]))
    broken = text[:at] + sign + text[at + (not sign) :]
    records = _records(broken)
    read = [each for each in records.found if isinstance(each, Raw)]
    if len(read) < len(objects):
        assert any(isinstance(each, Failed) for each in records.found) or records.notes or records.count != len(read)
