"""What strangers write into entries and file names cannot command a workflow, or change what a terminal shows."""

import json
import re
import shutil
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite

NAMES = ("a\n::error::x", "b\x1b[31mred\x07", "c\u202egpj", "d\r::stop-commands::x", "e\u2028::error::x", "f\udce9")
ENTRY = '---\ntype: book\ntitle: A\nisued: 1\nlanguage: "x\\n::set-output::"\n"k\\n::error::z": 1\n---\n'
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    site = write_site({})
    for folder in ("content/publications", "content/files"):
        (site / folder).mkdir(parents=True)
        for name in NAMES:
            (site / folder / f"{name}.md").write_text(ENTRY)
            (site / folder / f"{name}.txt").write_text("a document")
    (site / "redirects.csv").write_text('/a\x1b[31m,/b\n"/c\n::error::x",zz\n')
    return site


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_line_is_of_a_strangers_making(form: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--site", str(site), "--format", form]) == 1
    said = capsys.readouterr()
    printed = said.err if form == "text" else said.out
    assert UNSAFE.findall(printed) == []
    printed.encode()
    begins = [line[:2] for line in printed.splitlines()]
    assert ("::" in begins) == (form == "github")
    assert all(line.startswith(("::error file=", "::warning file=")) for line in said.out.splitlines())
    assert "a\\n" in printed


def test_programs_are_told_the_names_as_they_are(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--site", str(site), "--format", "json"]) == 1
    files = {found["file"] for found in json.loads(capsys.readouterr().out)["diagnostics"]}
    assert {f"content/publications/{name}.md" for name in NAMES} <= files


def test_files_of_such_names_are_refused_where_they_would_be_published(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(site / "content/publications")
    (site / "content/publications").mkdir()
    (site / "content/publications/a.md").write_text("---\ntype: book\ntitle: A\n---\n")
    (site / "redirects.csv").unlink()
    (site / "templates/assets").mkdir(parents=True)
    (site / "site.yaml").write_text("title: T\nsearch: false\nfiles: all\n")
    for name in NAMES:
        (site / f"templates/assets/{name}.css").write_text(name.encode("unicode_escape").decode())
        (site / f"content/files/{name}.txt").write_text(name.encode("unicode_escape").decode())
    for command in ("check", "build"):
        assert main([command, "--site", str(site), "--format", "json"]) == 1
        found = {(found["file"], found["code"]) for found in json.loads(capsys.readouterr().out)["diagnostics"]}
        assert (f"content/files/{NAMES[-1]}.txt", "bad-path") in found
        for name in NAMES[:2]:
            assert (f"content/files/{name}.txt", "ignored-file") in found
        if command == "check":
            assert (f"templates/assets/{NAMES[-1]}.css", "bad-path") in found


def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--site", str(tmp_path / "a\n::error::x\x1b[31m")]) == 2
    assert UNSAFE.findall(capsys.readouterr().err) == []
