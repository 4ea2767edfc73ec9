"""What the editor in the browser is told of our fields, of the forge, and of where it may go."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from kartotek.admin.bundle import import_map
from kartotek.admin.config import SiteIdentity, backend, configuration
from kartotek.admin.labels import LABELS
from kartotek.admin.type_styles import type_styles
from kartotek.config.editing import Editing
from kartotek.config.settings import LANGUAGES
from kartotek.model.kinds import KINDS
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.render.language import language
from kartotek.render.policy import admin_policy
from kartotek.start.schemas import schema
from kartotek.start.words import translator

PLACE = SiteIdentity("Our research", "https://research.example.org/")
GITLAB = Editing("a/b", forge="gitlab", address="https://git.example.org/", app_id="17ab")


def told(editing: Editing, code: str = "en") -> dict[str, Any]:
    return configuration(editing, PLACE, code, language(code).gettext)


def collections(code: str = "en") -> dict[str, Any]:
    return {each["name"]: each for each in told(Editing("library/portal", folder="web"), code)["cms"]["collections"]}


def leaves(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All fields, also those in others."""
    for field in fields:
        yield field
        yield from leaves(field.get("fields", [field["field"]] if "field" in field else []))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_its_form_and_every_form_its_field(kind: str) -> None:
    names = [field["name"] for field in collections()[kind]["fields"]]
    expected = ["body" if key == KINDS[kind].text else key for key in KINDS[kind].fields]
    assert names == [*expected, "kartotek_source"]
    assert told(GITLAB)["shapes"][kind].keys() == KINDS[kind].fields.keys() - {KINDS[kind].text}


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_entry_needs_the_form_asks_for(kind: str) -> None:
    """A person's name may be in parts for the schema; the form wants it in one line."""
    needed = schema(KINDS[kind].page).get("required", ["name"])
    forms = collections()[kind]["fields"]
    assert [field["name"] for field in forms if field.get("required")] == needed


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_forms_speak_a_language(code: str) -> None:
    """Only names and abbreviations are the same in two languages, or words that are."""
    forms = [field for each in collections(code).values() for field in leaves(each["fields"])]
    labels = {field["label"] for field in forms if "label" in field}
    assert translator(code)("Title in other languages") in labels
    english = {label for label in labels if label in LABELS.values()}
    assert code == "en" or all(len(label) < 15 for label in english), english
    hints = {field["hint"] for field in forms if "hint" in field}
    said = translator(code)("The title in other languages.")
    assert (said == "The title in other languages.") is (code == "en")
    assert any(hint.startswith(said) for hint in hints)
    assert not any("](" in hint or "`" in hint for hint in hints)


def test_entries_are_where_the_portal_is_in_the_repository() -> None:
    assert collections()["people"]["folder"] == "web/content/people"
    assert told(Editing("library/portal", folder="web"))["cms"]["media_folder"] == "web/content/files"


def test_addresses_last() -> None:
    """Nothing is deleted or renamed without a word at its old address."""
    for collection in collections().values():
        assert collection["delete"] is False
        assert collection["slug"]["editable"] == ["create"]


def test_a_form_rejects_what_the_schema_rejects() -> None:
    orcid = next(field for field in collections()["people"]["fields"] if field["name"] == "born")
    pattern, said = orcid["pattern"]
    assert re.fullmatch(pattern, "1960-05")
    assert not re.fullmatch(pattern, "May 1960")
    assert "2024-01-15" in said


def test_how_one_signs_in_is_decided_by_the_forge() -> None:
    assert backend(Editing("a/b")) == {"name": "github", "repo": "a/b", "branch": "main", "auth_methods": ["token"]}
    helper = backend(Editing("a/b", sign_in="https://auth.example.org/"))
    assert (helper["base_url"], helper["auth_methods"]) == ("https://auth.example.org", ["oauth", "token"])
    assert "auth_type" not in helper
    own = backend(Editing("a/b", address="https://git.example.org/"))
    assert own["api_root"] == "https://git.example.org/api/v3"
    found = backend(GITLAB)
    assert (found["auth_type"], found["app_id"], found["api_root"]) == (
        "pkce",
        "17ab",
        "https://git.example.org/api/v4",
    )
    gitea = backend(Editing("a/b", forge="gitea", address="https://codeberg.org/"))
    assert (gitea["auth_methods"], gitea["api_root"]) == (["token"], "https://codeberg.org/api/v1")
    assert backend(Editing("a/b", forge="test")) == {"name": "test-repo"}


@pytest.mark.parametrize(
    ("editing", "origin"),
    [
        (Editing("a/b"), " https://api.github.com"),
        (GITLAB, " https://git.example.org"),
        (Editing("a/b", forge="test"), ""),
    ],
)
def test_nothing_but_the_forge_may_be_called(editing: Editing, origin: str) -> None:
    policy = admin_policy(import_map(), editing.reach)
    said = dict(part.split(" ", 1) for part in policy.split("; "))
    assert said["connect-src"] == f"'self' blob: data:{origin}"
    assert said["default-src"] == "'none'"
    assert "http" not in policy.replace(f"data:{origin}", "")
    assert "unsafe" not in said["script-src"]


def test_a_type_hides_the_fields_it_does_not_have() -> None:
    styles = type_styles()
    for key, row in TYPES.items():
        hidden = set(re.findall(rf'"{key}"\]\) \[data-key-path="(\w+)"', styles))
        assert hidden <= TYPED_FIELDS
        assert not hidden & set(row.rows)
    assert '"book"]) [data-key-path="journal"]' in styles


def test_the_import_map_is_one_line_that_html_can_hold() -> None:
    assert "<" not in import_map()
    assert json.loads(import_map())["imports"]["immutable"] == "./cms/immutable.js"
