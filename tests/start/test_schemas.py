"""The schemas and the check agree: what one accepts, the other does, but for what is listed."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kartotek.cli import main
from kartotek.config.settings import SETTINGS, read_settings
from kartotek.content import yamltext
from kartotek.content.entries import RawEntry, Source
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.diagnostics.codes import ERRORS
from kartotek.model.kinds import KINDS
from kartotek.model.records import read_record
from kartotek.site.house_rules import wrong_names
from kartotek.start.examples import EXAMPLES
from kartotek.start.schemas import NAMES, NOT_SAID, SITE, all_schemas, schema
from kartotek.start.site_file import EXAMPLES as SETTING_EXAMPLES
from tests.conftest import ROOT

FIELDS = {**{key: kind.fields for key, kind in KINDS.items()}, SITE: SETTINGS}
EXAMPLES_OF = {**EXAMPLES, SITE: SETTING_EXAMPLES}
SLOW = [HealthCheck.too_slow]
"""On a machine that is busy with other tests, making the values of a large schema may take a second."""
EXAMPLES_OF_A_FIELD = 50 if "KARTOTEK_EXAMPLES" in os.environ else 6
VALIDATORS = {name: Draft202012Validator(schema(name)) for name in NAMES}


class Plain(str):
    """A text that stands in the file without quotes, so that YAML 1.2 gives it a type."""

    __slots__ = ()


def typed(value: Any) -> Any:
    """What a program that reads YAML 1.2 sees (core schema, 10.3.2)."""
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [typed(each) for each in value]
    if not isinstance(value, Plain):
        return value
    if value == "":
        return None
    if value in ("true", "false"):
        return value == "true"
    if re.fullmatch(r"-?(?:0|[1-9][0-9]*)", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]", value) else str(value)


_SINGLE = """
2024 0987 2024-05 2024-13 2024-02-30 2024-05-31 2024-21 2024-21-01 1676~ -0001 -0000 2020/2022 2022/2020 2020/.. 24
true false yes No on 1 17 18 -1 04 1.5 10000 x a-b A-b a.b 2024.x da xx pt-BR zh-Hant-TW d danish DK dk EP XX UK
https://a.test/ http:// https:///x HTTPS://a.test?q#f mailto:a@b.test ftp://a.test //a.test www.a.test
a/b.pdf ../a /a a//b a\\b ./a a. 10.1234/cards doi:10.1234/x 0000-0002-1825-0097 0000-0002-1825-0098 978-3-16-148410-0
1234-5679 01aj84f44 2401.01234 PMC1 hdl:1/2 /node/17/ node . /.x a@b.test #0b5563 0b5563 123456 abc
Ada , apa vancouver papazu2024 key{ é
"""
WORDS = (*_SINGLE.split(), "Ada Lind", "Lind, Ada", "a b", " x ", "a\x07b", "a\nb", "https://a.test/ b")


def scalars(found: Any) -> st.SearchStrategy[Any]:
    """A value that is no list and no map: mostly one that could be meant."""
    words = st.sampled_from(WORDS)
    meant = [word for part in found.get("anyOf", [found]) for word in part.get("enum", []) if word is not None]
    some = [words, words.filter(lambda word: re.fullmatch(r"[\w./~?-]+", word) is not None).filter(_keeps).map(Plain)]
    if meant:
        some += [st.sampled_from(meant)] * 3
    return st.one_of(*some, st.just(Plain("")))


def _keeps(word: str) -> bool:
    """Whether a number keeps how it is written: 0987 would be 987."""
    return not re.fullmatch(r"[-+]?[0-9.]+(?:e[0-9]+)?", word) or str(typed(Plain(word))) == word


def values(found: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values for a schema, right and wrong."""
    parts = [found, *found.get("anyOf", ())]
    some = [scalars(found)] * 4
    for part in parts if depth < 4 else ():
        if isinstance(part.get("items"), dict):
            some += [st.lists(values(part["items"], depth + 1), max_size=3)] * 4
        if isinstance(part.get("additionalProperties"), dict):
            keys = st.sampled_from(("da", "en", "zh-Hant", "danish", ""))
            some += [st.dictionaries(keys, values(part["additionalProperties"], depth + 1), min_size=1, max_size=2)] * 4
        if "properties" in part:
            some += [maps(part, depth + 1)] * 6
    return st.one_of(*some, st.just(["x"]), st.just({"x": "y"}))


def maps(found: Any, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Maps with some of the keys of a schema, seldom with another."""
    each = {key: values(value, depth) for key, value in found["properties"].items()}
    few = st.lists(st.sampled_from(sorted(each)), max_size=4, unique=True)
    needed = sorted(set(found.get("required", ())) | ({"type", "title", "name"} & set(each)))
    chosen = few.map(lambda some: list(dict.fromkeys([*some, *needed]))) | few
    right = chosen.flatmap(lambda some: st.fixed_dictionaries({key: each[key] for key in some}))
    return right.filter(len) | right.map(lambda value: {**value, "no_field": "x"})


def entry_errors(name: str, data: dict[str, Any]) -> set[str]:
    """The codes of the errors that a check finds in an entry as such."""
    entry = RawEntry(Source(NAMES[name], "x", "x.yaml"), plain(data), "", "", 1, 1, b"")
    return {found.code for found in read_record(entry)[1]} & set(ERRORS)


def plain(value: Any) -> Any:
    """What Kartotek reads: all values are text."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else str(value)


def agree(name: str, data: dict[str, Any], errors: set[str]) -> None:
    faults = [f"{fault.json_path}: {fault.message}" for fault in VALIDATORS[name].iter_errors(typed(data))]
    if not errors:
        assert faults == [], data
    elif not errors & set(NOT_SAID):
        assert faults, (errors, data)


def check_site(folder: Path, data: dict[str, Any]) -> set[str]:
    """The codes of the errors that are found in `site.yaml`."""
    (folder / "site.yaml").write_text(json.dumps(plain(data)), "utf-8")
    found, diagnostics = read_settings(folder)
    wrong = wrong_names(found.rules) if found else ()
    return {each.code for each in (*diagnostics, *wrong)} & set(ERRORS)


NEEDED = {"publication": {"type": "chapter", "title": "T"}, "person": {"name": "Ada Lind"}, "keyword": {"label": "L"},
          "organisation": {"name": "N"}}  # fmt: skip
"""What an entry must have, by name of the schema; a title, if it is not among these."""


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_accepts_the_values_that_the_check_accepts(name: str, tmp_path: Path) -> None:
    """One field, beside what must be there."""
    properties = schema(name)["properties"]
    needed = NEEDED.get(name, {"title": "T"})
    one = st.sampled_from(sorted(properties)).flatmap(lambda key: st.tuples(st.just(key), values(properties[key])))

    @given(one)
    @settings(max_examples=EXAMPLES_OF_A_FIELD * len(properties), suppress_health_check=SLOW)
    def test(field: tuple[str, Any]) -> None:
        data = {**needed, field[0]: field[1]}
        agree(name, data, check_site(tmp_path, data) if name == SITE else entry_errors(name, data))

    test()


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_accepts_the_entries_that_the_check_accepts(name: str, tmp_path: Path) -> None:
    """Several fields at once, and some that must be there are not."""

    @given(maps(schema(name)))
    @settings(max_examples=8 * EXAMPLES_OF_A_FIELD, suppress_health_check=SLOW)
    def test(data: dict[str, Any]) -> None:
        agree(name, data, check_site(tmp_path, data) if name == SITE else entry_errors(name, data))

    test()


@pytest.mark.parametrize("name", NAMES)
def test_each_field_has_an_example_that_can_be_used(name: str) -> None:
    fields, examples = FIELDS[NAMES[name]], EXAMPLES_OF[NAMES[name]]
    assert set(examples) == set(fields)
    for key, text in examples.items():
        diagnostics = EntryDiagnostics()
        assert fields[key].read(yamltext.load(text), (key,), diagnostics) is not None, key
        assert diagnostics.found == [], key


@pytest.mark.parametrize("language", ["en", "da"])
def test_all_fields_are_described(language: str) -> None:
    for text in all_schemas(language).values():
        found = json.loads(text)
        Draft202012Validator.check_schema(found)
        assert [key for key, value in found["properties"].items() if not value.get("description")] == []
        assert re.findall(r'"description": ".*\]\(', text) == []
    assert ("Titel, med Markdown" in all_schemas(language)["publication.schema.json"]) == (language == "da")


def test_what_a_schema_cannot_say_is_listed_by_codes_that_there_are() -> None:
    assert set(NOT_SAID) <= set(ERRORS)
    docs = (ROOT / "docs/schemas.md").read_text("utf-8")
    assert [code for code, about in NOT_SAID.items() if about not in docs] == []


def test_they_are_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "person", "--language", "da"]) == 0
    assert json.loads(capsys.readouterr().out) == schema("person", "da")
    assert main(["schema", "--out", str(tmp_path / "a/b")]) == 0
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "a/b").iterdir()} == all_schemas()
    assert main(["schema"]) == 2
    assert "name a kind, such as publication, or write --out DIR" in capsys.readouterr().err
    assert main(["schema", "persons"]) == 2
    assert "there is no schema 'persons'\nhelp: did you mean 'person'?" in capsys.readouterr().err


def test_house_rules_are_completed_with_the_types_and_fields_that_there_are() -> None:
    def faults(required: dict[str, Any]) -> int:
        return len(list(VALIDATORS[SITE].iter_errors({"title": "T", "rules": {"required": required}})))

    assert faults({"all": "language", "article-journal": ["doi or handle", "pages"], "thesis": None}) == 0
    assert faults({"artcle-journal": ["doi"], "book": ["doi or isbnn"]}) == 2
