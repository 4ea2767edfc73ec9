"""One thing of two, whose entries have texts and names in several languages."""

import pytest

from tests.conftest import WriteSite
from tests.edit.test_merge import merge, read
from tests.edit.test_rename import SITE


def test_texts_in_several_languages_are_joined(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    people = {
        "carl": "name: {en: Carl Linnaeus, da: Carl von Linné}\nposition: {en: Botanist}",
        "karl": "name: {sv: Karl Linné}\nposition: {en: Physician, da: Botaniker}",
    }
    site = write_site(
        {"site.yaml": SITE} | {f"content/people/{key}.md": f"---\n{text}\n---\n" for key, text in people.items()}
    )
    assert merge(site, "karl", "carl") == 0
    entry = read(site, "people/carl.md")
    assert "name: {en: Carl Linnaeus, da: Carl von Linné}" in entry
    assert "position: {en: Botanist, da: Botaniker}" in entry
    assert "Karl Linné" in entry
    assert "Physician" in capsys.readouterr().err
