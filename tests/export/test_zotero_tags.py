"""What Zotero needs of a page, by the mistakes that it made of ours: its translator was tried, and read."""

from typing import Any

import pytest

from kartotek.export.dublin_core import dublin_core
from kartotek.export.highwire import highwire
from kartotek.export.zotero_tags import zotero_tags
from kartotek.model.common import Contributor
from kartotek.model.publication import Event, Publication
from kartotek.model.types import TYPES
from kartotek.pages.parts.head import tags_of
from kartotek.text.dates import PartialDate
from tests.export.works import person, work

_DECIDES = {
    "citation_journal_title": "journalArticle", "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper", "citation_conference": "conferencePaper",
    "citation_inbook_title": "bookSection", "citation_dissertation_institution": "thesis",
}  # fmt: skip
"""The type of item that Zotero makes of a page with a tag, whatever other tags say (Embedded Metadata.js, `hwType`)."""
_PLACED: dict[str, dict[str, Any]] = {
    "alone": {},
    "in a journal": {"journal": "The Journal"},
    "in a book": {"book": "The Book"},
    "at an event": {"event": Event("CardCon"), "institution": "Card Institute"},
}


def _tags(type_: str, **values: Any) -> dict[str, str]:
    made = work(Publication("k", type_, "T", **values))
    return dict([*highwire(made), *zotero_tags(made)])


@pytest.mark.parametrize("placed", _PLACED)
@pytest.mark.parametrize("type_", TYPES)
def test_no_tag_makes_something_else_of_a_page_than_what_it_says(type_: str, placed: str) -> None:
    given = {name: value for name, value in _PLACED[placed].items() if name in TYPES[type_].rows}
    tags = _tags(type_, **given)
    decided = [_DECIDES[name] for name in tags if name in _DECIDES]
    assert decided[-1:] in ([], [tags["z:itemType"]])


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("article-newspaper", "newspaperArticle"), ("podcast", "podcast"), ("legal-case", "case"), ("webpage", "webpage")],
)
def test_what_is_not_in_a_journal_names_where_it_appeared_without_becoming_an_article(type_: str, kind: str) -> None:
    tags = _tags(type_, journal="Daily Cards")
    assert (tags["z:itemType"], tags["prism.publicationName"]) == (kind, "Daily Cards")


@pytest.mark.parametrize("type_", ["paper-conference", "interview", "other"])
def test_what_is_printed_in_a_journal_is_its_article_as_in_exports(type_: str) -> None:
    assert _tags(type_, journal="The Journal")["z:itemType"] == "journalArticle"


@pytest.mark.parametrize(
    ("type_", "field", "value", "tag"),
    [
        ("patent", "country", "DK", "z:country"), ("patent", "filed", PartialDate(2023, 1, 31), "z:filingDate"),
        ("thesis", "qualification", "PhD", "z:thesisType"), ("software", "version", "2.1", "z:versionNumber"),
        ("book", "edition", "2", "z:edition"), ("book", "place", "Aarhus", "z:place"),
        ("artefact", "medium", "Oak", "z:medium"), ("podcast", "medium", "MP3", "z:audioFileType"),
        ("report", "series", "Cards", "z:seriesTitle"), ("book", "number_of_pages", "212", "z:numPages"),
        ("talk", "event", Event("CardCon"), "z:meetingName"), ("podcast", "number", ("17",), "z:number"),
        ("webpage", "url", "https://example.org/cards", "z:url"), ("book", "short_title", "Cards", "z:shortTitle"),
        ("article-journal", "section", "Reviews", "z:section"), ("book", "series_number", "7", "z:seriesNumber"),
        ("book", "number_of_volumes", "3", "z:numberOfVolumes"),
        ("software", "programming_language", ("Python",), "z:programmingLanguage"),
    ],
)  # fmt: skip
def test_fields_that_no_other_tag_has_are_those_of_its_schema(type_: str, field: str, value: object, tag: str) -> None:
    told = value.name if isinstance(value, Event) else value[0] if isinstance(value, tuple) else str(value)
    assert _tags(type_, **{field: value})[tag] == told


@pytest.mark.parametrize("name", ["The Card Group", "World Health Organization", "Ny Carlsberg Fondet"])
def test_the_last_word_of_a_group_is_no_family_name(name: str) -> None:
    told = _tags("report", authors=(Contributor(None, name),))
    assert told["citation_author"] == f"{name},"


@pytest.mark.parametrize("name", ["UNESCO", "Cards, Drawers and Sons"])
def test_groups_that_need_no_comma_get_none(name: str) -> None:
    assert (
        _tags(
            "report",
            authors=(Contributor(None, name), person("Ada", "Lind")),
        )["citation_author"]
        == "Lind, Ada"
    )
    assert (
        dict(highwire(work(Publication("k", "report", "T", authors=(Contributor(None, name),)))))["citation_author"]
        == name
    )


@pytest.mark.parametrize("language", ["da", "de", "zh-Latn"])
def test_a_title_in_another_language_is_no_abbreviation_of_the_journal(language: str) -> None:
    record = Publication("k", "article-journal", "T", journal="J", translated_title=((language, "Other"),))
    terms = dublin_core(work(record))
    assert ("DC.title", "Other", language) in terms
    assert "DCTERMS.alternative" not in [name for name, _, _ in terms]


def test_an_abstract_is_whole_and_once_in_the_head() -> None:
    record = Publication("k", "book", "T", abstract="It takes $O(n^2)$ steps.", abstracts=(("da", "Det tager tid."),))
    lines = [line for line in tags_of(work(record)) if 'abstract"' in line]
    assert [line.partition('"')[2].partition('"')[0] for line in lines] == ["citation_abstract", "DCTERMS.abstract"]
    assert "It takes $O(n^2)$ steps." in lines[0]
    assert 'lang="da"' in lines[1]


@pytest.mark.parametrize(
    ("license_", "told"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("All rights reserved", "All rights reserved"),
    ],
)
def test_rights_are_the_address_of_the_licence_as_in_exports(license_: str, told: str) -> None:
    terms = dublin_core(work(Publication("k", "book", "T", license=license_)))
    assert [text for name, text, _ in terms if name == "DC.rights"] == [told]
