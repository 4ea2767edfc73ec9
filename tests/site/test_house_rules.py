"""Who is asked to keep to the rules of a portal, and who is not; `tests/mistakes/rules.md` has what is said."""

import json
from collections.abc import Mapping

import pytest

from kartotek.diagnostics import ContentError
from kartotek.model.publication_fields import FIELDS
from kartotek.model.types import TYPES
from kartotek.site.begin import SettingsError
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite

SETTINGS = "title: Test\nsearch: false\nrules: {}\n"
BOOK = "type: book\ntitle: B\npublisher: P\nissued: 2020\n"


def told(write_site: WriteSite, rules: str, files: Mapping[str, str]) -> list[str]:
    """The codes of what breaks a rule, each with the name of the entry."""
    site = write_site(
        {"site.yaml": SETTINGS.format(rules), **{f"content/{name}": text for name, text in files.items()}}
    )
    try:
        found = check(BuildOptions(site, site / "dist")).diagnostics
    except ContentError as error:
        found = error.diagnostics
    return [f"{each.code} {each.file.rpartition('/')[2]}" for each in found if each.code.startswith("rule-")]


def test_each_field_of_each_type_can_be_asked_for_or_is_refused(write_site: WriteSite) -> None:
    """No name of a field ends a check."""
    asked = {type_: list(FIELDS) for type_ in TYPES}
    site = write_site({"site.yaml": SETTINGS.format(json.dumps({"required": asked}))})
    with pytest.raises(SettingsError) as refused:
        check(BuildOptions(site, site / "dist"))
    refusals = {found.message for found in refused.value.diagnostics}
    assert {"type book cannot have the field `journal`", "works cannot be asked for `status`"} < refusals
    for type_, fields in asked.items():
        said = ("type {} cannot have the field `{}`", "works cannot be asked for `{1}`")
        asked[type_] = [name for name in fields if not {text.format(type_, name) for text in said} & refusals]
    entries = {f"publications/{type_}.yaml": f"type: {type_}\ntitle: The {type_}\n" for type_ in TYPES}
    found = told(write_site, json.dumps({"required": asked}), entries)
    assert found == sorted(f"rule-field {type_}.yaml" for type_ in TYPES)


def test_who_is_left_alone(write_site: WriteSite) -> None:
    files = {
        "publications/draft.yaml": BOOK + "draft: true\n",
        "publications/retired.yaml": BOOK + "retired: {reason: Its author asked.}\n",
        "publications/old.yaml": BOOK.replace("2020", "2019"),
        "publications/waiting.yaml": BOOK + "publish_on: 2999-01-01\n",
        "publications/undated.yaml": BOOK.replace("issued: 2020", "status: in-press"),
    }
    rules = "{required: {all: [doi]}, since: 2020}"
    assert told(write_site, rules, files) == ["rule-field undated.yaml", "rule-field waiting.yaml"]


def test_what_a_chapter_has_from_its_book_is_there(write_site: WriteSite) -> None:
    files = {"publications/b.yaml": BOOK, "publications/c.yaml": "type: chapter\ntitle: C\nbook: b\n"}
    assert told(write_site, "{required: {chapter: [publisher, issued]}}", files) == []
    assert told(write_site, "{required: {all: [license], chapter: pages}, since: 2021}", files) == []
    assert told(write_site, "{required: {chapter: pages}}", files) == ["rule-field c.yaml"]


def test_the_licence_of_a_file_is_one(write_site: WriteSite) -> None:
    files = {"publications/b.yaml": BOOK + "files: [{url: 'https://a.test/b.pdf', license: cc-by-4.0}]\n"}
    assert told(write_site, "{required: {all: [license]}, licenses: [CC-BY-4.0]}", files) == []
    assert told(write_site, "{licenses: [CC0]}", files) == ["rule-license b.yaml"]
    files = {"publications/b.yaml": BOOK + "license: CC0-1.0\n"}
    assert told(write_site, "{licenses: [CC0]}", files) == []


def test_whose_orcid_is_asked_for(write_site: WriteSite) -> None:
    files = {
        "publications/a.md": ARTICLE,
        "organisations/ours.yaml": "name: Ours\n",
        "organisations/part.yaml": "name: Part\nparent: ours\n",
        "people/part.yaml": "name: Ada Lind\naffiliations: [part]\n",
        "people/dead.yaml": "name: Bo Berg\naffiliations: [ours]\ndied: 1999\n",
        "people/guest.yaml": "name: Cy Falk\n",
        "people/known.yaml": "name: Di Holm\naffiliations: [ours]\norcid: 0000-0002-1825-0097\n",
        "people/draft.yaml": "name: Eva Lund\naffiliations: [ours]\ndraft: true\n",
    }
    assert told(write_site, "{orcid: ours}", files) == ["rule-orcid part.yaml"]
    assert told(write_site, "{orcid: true}", files) == ["rule-orcid guest.yaml", "rule-orcid part.yaml"]
    assert told(write_site, "{orcid: false}", files) == []


def test_a_name_in_the_entry_of_a_listed_keyword_may_be_written(write_site: WriteSite) -> None:
    files = {
        "publications/b.yaml": BOOK + "keywords: [card index, Zettelkasten, cards, Trees]\n",
        "keywords/cards.yaml": "label: Cards\nsynonyms: [Card index]\n",
        "keywords/trees.yaml": "label: Trees\nretired: {reason: Too wide.}\n",
    }
    assert told(write_site, "{keywords: [CARDS]}", files) == 2 * ["rule-keyword b.yaml"]
    assert told(write_site, "{keywords: entries}", files) == 2 * ["rule-keyword b.yaml"]
    assert told(write_site, "{keywords: [cards, zettelkasten, trees]}", files) == []


def test_builds_publish_what_breaks_a_rule(write_site: WriteSite) -> None:
    rules = "{required: {all: [doi]}, severity: error}"
    site = write_site({"site.yaml": SETTINGS.format(rules), "content/publications/a.md": ARTICLE})
    options = BuildOptions(site, site / "dist", strict=True)
    with pytest.raises(ContentError):
        check(options)
    assert build(options).diagnostics == []


def test_a_rule_that_cannot_be_kept_stops_builds_too(write_site: WriteSite) -> None:
    settings = SETTINGS.format("{required: {book: [jurnal]}}")
    site = write_site({"site.yaml": settings, "content/publications/a.md": ARTICLE})
    with pytest.raises(SettingsError):
        build(BuildOptions(site, site / "dist"))


@pytest.mark.parametrize("name", ["CC BY 4.0", "cc-by-4.0", "https://creativecommons.org/licenses/by/4.0/"])
def test_a_licence_is_the_same_however_the_rules_call_it(name: str, write_site: WriteSite) -> None:
    files = {f"publications/{i}.yaml": f"{BOOK}license: {written}\n" for i, written in enumerate(["CC-BY-4.0", name])}
    assert told(write_site, json.dumps({"licenses": [name]}), files) == []


def test_a_licence_is_asked_for_by_the_name_that_entries_have(write_site: WriteSite) -> None:
    files = {
        "site.yaml": SETTINGS.format("{licenses: [CC BY 4.0, MIT]}"),
        "content/publications/b.yaml": f"{BOOK}license: CC-BY-3.0\n",
    }
    site = write_site(files)
    (found,) = (each for each in check(BuildOptions(site, site / "dist")).diagnostics if each.code == "rule-license")
    assert found.hint == "did you mean 'CC-BY-4.0'?"
