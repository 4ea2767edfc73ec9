"""The files by which results are narrowed and sorted."""

import json

import pytest

from kartotek.search.facets import FacetValue, facet_files, state_of

WORKS = ("c", "a", "b")
PEOPLE = (FacetValue("lind", "Ada Lind", (), ("a", "c")), FacetValue("berg", "Bo Berg", (("da", "Bo Bjerg"),), ("c",)))


def test_works_are_numbered_by_their_keys() -> None:
    few = {"type": {"c": "book", "a": "article", "b": "book"}, "year": {"a": "2020"}, "review": {}}
    _, files = facet_files(WORKS, "some state", few, {"person": PEOPLE, "journal": ()}, {"date": WORKS})
    assert json.loads(files[".json"]) == {
        "state": "some state",
        "count": 3,
        "few": {"type": [["article", "book"], "122"], "year": [["2020"], "100"]},
        "many": {"person": ["berg"]},
        "block": 2048,
        "names": 128,
    }
    assert json.loads(files["-person-names-0.json"]) == [["berg", "Bo Berg", {"da": "Bo Bjerg"}], ["lind", "Ada Lind"]]
    assert json.loads(files["-person-0.json"]) == [[1], [], [0, 1]]
    assert json.loads(files["-by-date.json"]) == [2, 0, 1]
    assert sorted(files) == ["-by-date.json", "-person-0.json", "-person-names-0.json", ".json"]


def test_large_portals_have_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartotek.search.facets._BLOCK", 2)
    monkeypatch.setattr("kartotek.search.facets._NAMES", 1)
    _, files = facet_files(WORKS, "", {}, {"person": PEOPLE}, {})
    assert json.loads(files[".json"])["many"] == {"person": ["berg", "lind"]}
    assert json.loads(files["-person-names-1.json"]) == [["lind", "Ada Lind"]]
    assert [json.loads(files[f"-person-{i}.json"]) for i in (0, 1)] == [[[1], []], [[0, 1]]]


def test_no_value_is_too_many() -> None:
    """A column is text in UTF-8, whose signs a script counts one by one."""
    values = {f"{i:05}": f"{i:05}" for i in range(2000)}
    _, files = facet_files(sorted(values), "", {"year": values}, {}, {})
    listed, signs = json.loads(files[".json"])["few"]["year"]
    assert [listed[ord(sign) - ord("0") - 1] for sign in signs] == sorted(values)


def test_the_state_is_that_of_a_set() -> None:
    assert state_of(["a", "b"]) == state_of(["b", "a"]) != state_of(["ab"])
