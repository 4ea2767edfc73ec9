"""What follows from a change is no change of its own, and what is told is true: by the names of parts, by language."""

import pytest

from kartotek.cli import main
from tests.compare.test_diff import CARDS, DRAWERS, SECOND, SETTINGS, Builder
from tests.conftest import ARTICLE

PERSON = "---\nname: Bo Berg\nother_names: [B. Berg]\nbiographies: {da: Han tegner.}\n---\nHe draws.\n"
WORK = "---\ntype: book\ntitle: Work {0} {1}\nauthors: [Bo Berg]\nissued: {0}\n---\n"
MANY = {f"content/publications/w{year}-{i}.md": WORK.format(year, i) for year in (2001, 2003) for i in range(4)}


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    made = Builder(tmp_path_factory.mktemp("sites"))
    made.old = made.build("old", {**MANY, "content/people/bo-berg.md": PERSON})
    return made


def told(builder: Builder, capsys: pytest.CaptureFixture[str], changes: dict[str, str]) -> list[str]:
    """The lines of the report."""
    new = builder.build("new", {**MANY, "content/people/bo-berg.md": PERSON, **changes})
    capsys.readouterr()
    main(["diff", str(builder.old), str(new), "--jobs", "1"])
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def test_a_work_less_changes_no_charts_counts_and_neighbours(
    builder: Builder, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(builder, capsys, {CARDS: ARTICLE.replace("---\n", "---\ndraft: true\n", 1)})
    assert not [line for line in lines if "changed" in line and "of which only the look" not in line]


def test_a_closed_document_is_told_as_that(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(builder, capsys, {DRAWERS: SECOND.replace("path: paper.pdf", "path: paper.pdf, access: closed")})
    (changed,) = [line for line in lines if line.endswith("(/publications/drawers/)")]
    assert changed == "Berg 2019: access changed; files removed (/publications/drawers/)"
    assert "/publications/drawers/paper.pdf" in lines[lines.index("Files that cease to be public") + 1]
    assert "such as a document that was closed" in lines[-1]


def test_a_biography_is_no_other_name(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(builder, capsys, {"content/people/bo-berg.md": PERSON.replace("He draws.", "She paints.")})
    (changed,) = [line for line in lines if line.endswith("(/people/bo-berg/)")]
    assert "names" not in changed


def test_a_change_in_another_language_alone_is_told(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(builder, capsys, {"content/people/bo-berg.md": PERSON.replace("Han tegner.", "Hun maler nu.")})
    assert lines[0] == "1 page changed"
    assert lines[1].endswith("(/da/people/bo-berg/)")


def test_another_first_language_is_one_line(builder: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(builder, capsys, {"site.yaml": SETTINGS.replace("[en, da]", "[da, en]")})
    assert "addresses without a language have pages in da, which were in en: what they say is not compared" in lines
    assert not [line for line in lines if line.endswith("pages changed")]


def test_another_address_of_the_portal_changes_no_documents(
    builder: Builder, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(builder, capsys, {"site.yaml": SETTINGS.replace("https://portal.test/", "https://other.test/a/")})
    assert lines[0] == "Also"
