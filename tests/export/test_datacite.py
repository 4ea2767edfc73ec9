"""DataCite 4.7: what it has that older versions had not, and whether all that we write is valid by its XML Schema."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from datacite import schema45
from jsonschema import ValidationError
from lxml import etree

from kartotek.export.datacite import datacite, has_place_for
from kartotek.importers.datacite import draft, read
from kartotek.model.publication import Event, Notice, Publication, Relation
from kartotek.model.types import TYPES
from kartotek.roundtrip.compare import disagreements_of, formats
from kartotek.roundtrip.datacite_schema import ADDED, validate
from kartotek.text.dates import PartialDate
from tests.export.mapping import VALUES
from tests.export.works import ARTICLE_RECORD, TODAY, article, person, work
from tests.hard_cases import publications
from tests.importers.exported import imported

_FOLDER = Path(__file__).parents[1] / "schemas/datacite-4.7"
_XS = "{http://www.w3.org/2001/XMLSchema}"


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_FOLDER / "metadata.xsd"))


def _as_xml(record: dict[str, Any]) -> etree._Element:
    """A record as the client of DataCite writes it in XML. One without a DOI gets one for tests, as from a registry."""
    made = schema45.dump_etree({"doi": "10.5072/example", **record})
    return etree.fromstring(etree.tostring(made))


def test_every_hard_case_is_valid_by_the_schema_of_xml() -> None:
    tried = 0
    for record in publications(200):
        if has_place_for(record.year):
            _schema().assertValid(_as_xml(datacite(work(record))))
            tried += 1
    assert tried > 100


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_with_every_field_is_valid_by_both_schemas(type_: str) -> None:
    for field, value in VALUES.items():
        given: dict[str, Any] = {"title": "T", "issued": PartialDate(2020), field: value}
        made = datacite(work(Publication("k", type_, **given)))
        validate(made)
        _schema().assertValid(_as_xml(made))


@pytest.mark.parametrize("name", ADDED)
def test_the_lists_of_the_json_schema_are_those_of_the_xml_schema(name: str) -> None:
    file = {"resourceTypeGeneral": "resourceType"}.get(name, name)
    root = etree.parse(_FOLDER / f"include/datacite-{file}-v4.xsd")
    there = {str(each.get("value")) for each in root.iter(f"{_XS}enumeration")}
    for value in there:
        validate(_with(name, value))
    for value in ("Poem", "isTranslationOf", ""):
        with pytest.raises(ValidationError):
            validate(_with(name, value))


def _with(name: str, value: str) -> dict[str, Any]:
    """A record that has a value of a controlled list."""
    made = datacite(article())
    related = {"relatedIdentifier": "10.1/x", "relatedIdentifierType": "DOI", "relationType": "Cites"}
    if name in related:
        return {**made, "relatedIdentifiers": [{**related, name: value}]}
    if name == "contributorType":
        return {**made, "contributors": [{"name": "A", "nameType": "Personal", name: value}]}
    if name == "dateType":
        return {**made, "dates": [{"date": "2020", name: value}]}
    return {**made, "types": {name: value}}


@pytest.mark.parametrize(("type_", "general"), [("poster", "Poster"), ("talk", "Presentation"), ("map", "Image")])
def test_types_that_have_a_value_of_their_own_come_back(type_: str, general: str) -> None:
    given = work(Publication("k", type_, "T", issued=PartialDate(2020)))
    assert datacite(given)["types"]["resourceTypeGeneral"] == general
    assert _again(datacite(given)).type == type_


@pytest.mark.parametrize("relation", ["IsTranslationOf", "HasTranslation", "Collects", "Other"])
def test_every_relation_is_read_back(relation: str) -> None:
    given = article(related=(Relation(relation, doi="10.1234/x"),))
    assert disagreements_of(given, TODAY, formats()) == []
    assert _again(datacite(given)).related == given.record.related


@pytest.mark.parametrize("said", ["is a reply to", "is performed in", "er en parodi på"])
def test_a_relation_without_a_name_is_told_in_words(said: str) -> None:
    given = article(related=(Relation("Other", url="https://example.org/x", information=said),))
    (told,) = datacite(given)["relatedIdentifiers"]
    assert (told["relationType"], told["relationTypeInformation"]) == ("Other", said)
    assert _again(datacite(given)).related == given.record.related


@pytest.mark.parametrize("type_", ["book", "chapter", "article-journal"])
def test_translators_are_translators(type_: str) -> None:
    given = work(Publication("k", type_, "T", translators=(person("Ada", "Lind"),), issued=PartialDate(2020)))
    assert [one["contributorType"] for one in datacite(given)["contributors"]] == ["Translator"]
    assert _again(datacite(given)).translators == given.record.translators


@pytest.mark.parametrize(
    "event",
    [Event("CardCon"), Event("Card Days", url="https://cards.example/2020"), Event("Cards", start=PartialDate(2020))],
)
def test_the_event_is_told_as_a_related_item(event: Event) -> None:
    given = work(Publication("k", "poster", "T", event=event, issued=PartialDate(2020)))
    (item,) = datacite(given)["relatedItems"]
    assert (item["relatedItemType"], item["titles"]) == ("Event", [{"title": event.name}])
    assert _again(datacite(given)).event == event


def _again(record: dict[str, Any]) -> Publication:
    return imported(json.dumps([record]), read, draft)[0].publication


def test_docs_say_which_version_it_is() -> None:
    root = Path(__file__).parents[2]
    told = [
        (path.name, found)
        for path in (*root.glob("docs/*.md"), *root.glob("kartotek/**/*.py"))
        if "datacite_schema" not in path.name
        for found in re.findall(r"DataCite(?: Metadata Schema)? (4\.[0-9])", path.read_text("utf-8"))
    ]
    assert {version for _, version in told} == {"4.7"}, told


@pytest.mark.parametrize(("doi", "address"), [("10.1000/x", "10.1000/x"), ("", "https://hard.example/publications/b/")])
def test_a_notice_says_which_work_it_is_of(doi: str, address: str) -> None:
    corrected = replace(ARTICLE_RECORD, key="b", doi=doi, notices=(Notice("erratum", id="a"),))
    (related,) = datacite(work(ARTICLE_RECORD, corrected))["relatedIdentifiers"]
    assert (related["relatedIdentifier"], related["relationType"]) == (address, "Other")
    assert related["relationTypeInformation"] == "Is the erratum of"
    assert "relatedIdentifiers" not in datacite(work(corrected, ARTICLE_RECORD))
