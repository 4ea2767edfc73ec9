"""What goes wrong around a build: one clear message, the right exit status, and dist/ as it was."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import ARTICLE, ROOT, WriteSite, tree

GOOD = {"content/publications/on-cards.md": ARTICLE}
BAD = "---\ntype: boook\ntitle: Misspelt\n---\n"


def build(site: Path, *arguments: str) -> int:
    return main(["build", "--site", str(site), "--jobs", "1", *arguments])


def test_without_site_yaml(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path) == 2
    assert "there is no site.yaml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_settings_with_diagnostics(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({**GOOD, "site.yaml": "titel: Cards\nlanguages: [en, tlh]\n"})
    assert build(site) == 2
    told = capsys.readouterr().err
    assert "write `title: Cards`" in told
    assert "2:17" in told
    assert not (site / "dist").exists()


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["--format", "xml"], ["--no-such"], ["--base-url", "ftp://x/"]])
def test_wrong_usage(write_site: WriteSite, arguments: list[str]) -> None:
    site = write_site(GOOD)
    try:
        status = build(site, *arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    assert status == 2
    assert not (site / "dist").exists()


@pytest.mark.parametrize(("instead", "told"), [(None, "there is no publication to show"), ("x", "is a file")])
def test_an_empty_content_never_replaces_what_is_published(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], instead: str | None, told: str
) -> None:
    """A checkout that failed or a folder that was not mounted, not a portal without publications."""
    site = write_site(GOOD)
    assert build(site) == 0
    before = tree(site / "dist")
    for lost in ("content/publications", "content"):
        shutil.rmtree(site / lost)
        if instead:
            (site / lost).write_text(instead)
        assert build(site) == 1
        assert told in capsys.readouterr().err
        assert tree(site / "dist") == before
        if instead:
            (site / lost).unlink()


def test_folders_that_cannot_be_read_hide_no_diagnostics(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site({**GOOD, "content/publications/b.md": BAD, "content/publications/2020/c.md": ARTICLE})
    (site / "content/publications/loop").symlink_to(".")
    (site / "content/publications/self.md").symlink_to("self.md")
    scandir = os.scandir

    def refused(path: Path) -> object:
        if path.name == "2020":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refused)
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 1
    told = capsys.readouterr().err
    assert "the folder cannot be read: Permission denied" in told
    assert "did you mean 'book'?" in told
    assert "publications/loop" not in told
    assert "publications/self.md" in told


def test_one_broken_file_hides_no_other_and_publishes_nothing(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(GOOD)
    assert build(site) == 0
    before = tree(site / "dist")
    (site / "content/publications/a.md").write_text("---\ntitle: [\n---\n")
    (site / "content/publications/b.md").write_text(BAD)
    (site / "content/publications/on-cards.md").write_text(ARTICLE.replace("On Cards", "Changed"))
    assert build(site) == 1
    told = capsys.readouterr().err
    assert "content/publications/a.md" in told
    assert "did you mean 'book'?" in told
    assert tree(site / "dist") == before


def test_faults_as_json_and_as_annotations(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({"content/publications/b.md": BAD})
    assert main(["check", "--site", str(site), "--format", "json"]) == 1
    (diagnostic,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (diagnostic["file"], diagnostic["line"], diagnostic["column"]) == ("content/publications/b.md", 2, 7)
    assert (diagnostic["severity"], diagnostic["code"]) == ("error", "unknown-value")
    assert main(["check", "--site", str(site), "--format", "github"]) == 1
    line = capsys.readouterr().out
    assert line.startswith("::error file=content/publications/b.md,line=2,col=7,title=unknown-value::'boook'")


def test_dist_that_is_a_file(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({**GOOD, "dist": "precious"})
    assert build(site) == 2
    assert "is a file" in capsys.readouterr().err
    assert (site / "dist").read_text() == "precious"


def test_a_folder_that_is_not_ours_is_not_touched(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({**GOOD, "thesis/chapter.txt": "precious"})
    for extra in ([], ["--clean"]):
        assert build(site, "--out", str(site / "thesis"), *extra) == 2
        assert "was not built by Kartotek" in capsys.readouterr().err
        assert tree(site / "thesis") == {"chapter.txt": b"precious"}
    for folder in (site, site / "content", site.parent):
        assert build(site, "--out", str(folder)) == 2


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("{% extends 'base.html' %}\n{% block main %}\n{{ publication.titel }}\n{% endblock %}", "3:1"),
        ("{% extends 'base.html' %}\n{% block main %}{% endif %}", "2:1"),
        ("{% include 'missing.html' %}", "missing.html"),
        ("{{ 1 / 0 }}", "1:1"),
    ],
)
def test_a_template_error_has_file_and_line(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], template: str, place: str
) -> None:
    site = write_site(GOOD)
    assert build(site) == 0
    before = tree(site / "dist")
    (site / "templates").mkdir()
    (site / "templates/publication.html").write_text(template)
    assert build(site) == 1
    told = capsys.readouterr().err
    assert "publication.html" in told
    assert place in told
    assert "Traceback" not in told
    assert tree(site / "dist") == before


def test_templates_that_are_none(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({**GOOD, "templates/partials/card.html": b"<li>\n\xff</li>"})
    assert build(site) == 1
    told = capsys.readouterr().err
    assert "templates/partials/card.html" in told
    assert "the byte 0xFF on line 2 is not UTF-8" in told
    shutil.rmtree(site / "templates")
    (site / "templates/publication.html").mkdir(parents=True)
    assert build(site) == 1
    told = capsys.readouterr().err
    assert "templates/publication.html" in told
    assert "there is a folder where" in told
    shutil.rmtree(site / "templates")
    (site / "templates").write_text("x")
    assert build(site) == 1
    assert "templates is a file, not a folder" in capsys.readouterr().err
    assert not (site / "dist/index.html").exists()


def test_out_that_cannot_be_made(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({**GOOD, "file": "x"})
    assert build(site, "--out", str(site / "file/dist")) == 2
    assert "file is a file, and it cannot hold" in capsys.readouterr().err


def test_a_full_disk_leaves_the_published_pages(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real thing needs a disk of its own; what the operating system says is the same."""
    site = write_site(GOOD)
    assert build(site) == 0
    before = tree(site / "dist")
    (site / "content/publications/on-cards.md").write_text(ARTICLE.replace("On Cards", "Changed"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "stage")

    monkeypatch.setattr("kartotek.output.stage.Stage.put", full)
    assert build(site) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert tree(site / "dist") == before
    assert list((site / ".kartotek").glob(".stage-*")) == []


def test_another_site_is_no_place_for_a_portal(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(GOOD)
    other = site.rename(site.with_name("other"))
    assert build(other) == 0
    site = write_site(GOOD)
    before = tree(other)
    assert build(site, "--out", str(other)) == 2
    assert "contains another site" in capsys.readouterr().err
    assert tree(other) == before


def test_what_a_host_put_into_dist_stays(write_site: WriteSite) -> None:
    site = write_site({**GOOD, "dist/CNAME": "portal.example.org", "dist/.git/HEAD": "ref: refs/heads/pages"})
    assert build(site) == 0
    assert build(site) == 0
    assert (site / "dist/CNAME").read_text() == "portal.example.org"
    assert (site / "dist/.git/HEAD").is_file()
    assert (site / "dist/index.html").is_file()


def test_a_folder_of_dist_that_cannot_be_written(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing moves until all can move. (Root may write everywhere, so the system's answer is played.)"""
    site = write_site(GOOD)
    assert build(site) == 0
    before = tree(site / "dist")
    (site / "content/publications/on-cards.md").write_text(ARTICLE.replace("On Cards", "Changed"))
    locked = site / "dist/publications/on-cards"
    may = os.access
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != locked and may(path, mode))
    assert build(site) == 2
    assert "Permission denied" in capsys.readouterr().err
    assert tree(site / "dist") == before


def test_a_build_that_was_stopped_while_publishing_is_repaired(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site({**GOOD, "dist/CNAME": "portal.example.org"})
    move = os.replace

    def stop(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "404.html":
            raise OSError(errno.EIO, "Input/output error", str(target))
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", stop)
        assert build(site) == 2
        assert "some pages are new, some old" in capsys.readouterr().err
    assert build(site) == 0
    assert (site / "dist/404.html").is_file()


def test_a_name_too_long_for_a_file(write_site: WriteSite) -> None:
    book = "A very long title of a book " * 12
    entry = "---\ntype: chapter\ntitle: X\nbook: {}\nissued: 2024\n---\n"
    site = write_site({
        **GOOD,
        "content/publications/one.md": entry.format(book + "one"),
        "content/publications/two.md": entry.format(book + "two"),
    })  # fmt: skip
    assert build(site) == 0
    assert len(list((site / "dist/journals").glob("a-very-long-title-*"))) == 2


def test_without_the_search_program(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = write_site({**GOOD, "site.yaml": "title: Test\n"})
    import pagefind_bin

    monkeypatch.setattr(pagefind_bin, "__file__", str(tmp_path / "nowhere/__init__.py"))
    assert build(site) == 2
    told = capsys.readouterr().err
    assert "has no program for this computer" in told
    assert "--no-search" in told
    assert tree(site / "dist") == {}
    assert build(site, "--no-search") == 0
    before = tree(site / "dist")
    (site / "content/publications/on-cards.md").write_text(ARTICLE.replace("On Cards", "Changed"))
    assert build(site) == 2
    assert tree(site / "dist") == before


def test_a_search_program_that_fails(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = write_site({**GOOD, "site.yaml": "title: Test\n"})
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho out of memory >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr("kartotek.search.pagefind.program", lambda: program)
    assert build(site) == 2
    assert "status 3: out of memory" in capsys.readouterr().err


def test_strange_but_sound_files(write_site: WriteSite) -> None:
    """A byte order mark, Windows line ends, decomposed letters, scripts from right to left, symbols."""
    odd = "\ufeff" + ARTICLE.replace("Ada Lind", "A\u030asa محمد العربي 🂡").replace("\n", "\r\n")
    site = write_site({"content/publications/on-cards.md": odd, "content/publications/.#lock.md": "x"})
    assert build(site) == 0
    page = (site / "dist/publications/on-cards/index.html").read_text("utf-8")
    assert "Åsa محمد العربي 🂡" in page


def test_the_command_as_a_program(write_site: WriteSite) -> None:
    site = write_site({"content/publications/b.md": BAD})
    command = [sys.executable, str(ROOT / "build.py"), "check", "--site", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "1 error in 1 file" in done.stderr


def test_a_preview_of_no_site_ends_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--site", str(tmp_path / "nowhere")]) == 2
    assert "there is no site.yaml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("front_matter", "said"),
    [
        ("type: book\ntitle: A\npages: 1\ntitle: B", "'title' is already given 2 lines above"),
        ("type: anthology\ntitle: A\njournal: B", "type anthology cannot have the field `journal`"),
        ("type: software\ntitle: A\nbook: B", "delete `book`, or change the type to chapter or paper-conference"),
        ("type: book\ntitle: A\nsdgs: [18]", "write a number from 1 to 17"),
        ("type: book\ntitle: A\nretracted:", "`retracted` is empty  [missing-key]"),
        ("type: book\ntitle: A\nretracted:", "\n1 error in 1 file"),
        ("type:\ntitle: A", "\n1 error in 1 file"),
        ("type: book\ntitle: A\nrelated: [{id: a, relation: Cites}]", "an entry cannot be related to itself"),
        ("type: book\ntitle: A\nfiles: [{label: A}]", "found none of them"),
        ("type: book\ntitle: A\ndate: 2020", "write `issued: 2020`"),
        ("type: Journal article\ntitle: A", "write 'article-journal'"),
        ("type: inproceedings\ntitle: A", "write 'paper-conference'"),
        ("type: journalArticle\ntitle: A", "write 'article-journal'"),
        ("type: book-chapter\ntitle: A", "write 'chapter'"),
        ("type: patent\ntitle: A\ncountry: Danmark", "write DK"),
        ("type: book\ntitle: A\norcid: 0000-0002-1825-0097", "authors: [{name: ..., orcid: ...}]"),
        ("type: book\ntitle: A\nfiles: [lind-2020.pdf]", "write {path: lind-2020.pdf}"),
        ("type: book\ntitle: A\nfiles: [https://a.test/b.pdf]", "write {url: https://a.test/b.pdf}"),
        ("type: book\ntitle: A\nevent: Card Days 2020", "write {name: Card Days 2020}"),
        ("type: book\ntitle: A\nevent: '[x]: y'", "write {name: ...}"),
        ("type: book\ntitle: A\nrelated: [other]", "write {id: other, relation: ...}"),
        ("type: book\ntitle: A\nlanguage: dansk", "write da"),
        ('type: book\ntitle: "A\nissued: 2020', "3:8  error  this is not YAML: the quote that begins here"),
        (
            "type: book\ntitle: A\nauthors: [Ada, Bo\nissued: 2020",
            "4:10  error  this is not YAML: the list that begins",
        ),
        ("type: book\ntitle: A\nissued 2020\nvolume: 3", "4:1  error  this is not YAML: this line has no colon"),
        ("type: book\ntitle: A\n authors: [Ada]", "4:2  error  this is not YAML: this line does not fit"),
        ("type: book\ntitle: A\n\tissued: 2020", "4:1  error  this is not YAML: there is a tab before"),
        ("type: book\ntitle: A\nauthors:\n\t- Ada", "5:1  error  this is not YAML: there is a tab before"),
        ("type: book\ntitle: A\nevent:\n  name: On: B", "5:11  error  this is not YAML: a text has a colon"),
        ("type: book\ntitle: *A*", "3:8  error  this is not YAML: a text begins with *"),
    ],
)
def test_what_is_said_of_a_key(
    front_matter: str, said: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({"content/publications/a.md": f"---\n{front_matter}\n---\n"})
    assert main(["check", "--site", str(site)]) == 1
    assert said in capsys.readouterr().err
