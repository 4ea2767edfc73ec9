"""What befalls caches, `dist/` and content between builds: it is mended or told, and never met with a traceback."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.diagnostics import SetupError
from kartotek.output import stage as staging
from kartotek.site import search_index
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport
from tests.conftest import tree

ENTRIES = ("one", "two", "three")


def write(site: Path, name: str, title: str = "") -> None:
    (site / "content/publications").mkdir(parents=True, exist_ok=True)
    (site / f"content/publications/{name}.md").write_text(
        f"---\ntype: book\ntitle: {title or f'On {name}'}\nauthors: [Ada Lind]\nissued: 2020\n---\nAn abstract.\n"
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three books, built."""
    (tmp_path / "site.yaml").write_text("title: Test\n")
    for name in ENTRIES:
        write(tmp_path, name)
    run(tmp_path)
    return tmp_path


def run(site: Path, out: str = "dist") -> BuildReport:
    return build(BuildOptions(site, site / out))


def rewrite(site: Path, name: str = "one") -> None:
    path = site / f"content/publications/{name}.md"
    path.write_text(path.read_text() + "\nMore.\n")


def is_clean(site: Path) -> bool:
    """Whether `dist/` is what a site that has never been built makes of the same content."""
    other = site.parent / f"{site.name}-clean"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(site, other, ignore=shutil.ignore_patterns("dist*", ".kartotek*", "elsewhere"))
    run(other)
    return tree(site / "dist") == tree(other / "dist")


def values(site: Path) -> list[str]:
    with sqlite3.connect(site / ".kartotek/cache.sqlite") as db:
        return [name for (name,) in db.execute("SELECT name FROM kept") if name != "stamp"]


def test_any_damaged_value_of_the_memory_costs_but_time(site: Path) -> None:
    names = values(site)
    assert len(names) > 15
    for i, name in enumerate(names):
        with sqlite3.connect(site / ".kartotek/cache.sqlite") as db:
            (data,) = db.execute("SELECT data FROM kept WHERE name = ?", (name,)).fetchone()
            db.execute("UPDATE kept SET data = ? WHERE name = ?", (data[:-1] + bytes([data[-1] ^ 1]), name))
        write(site, "one", f"On {i} cards") if i % 2 else rewrite(site)
        run(site)
        if i % 2:
            assert f"On {i} cards" in (site / "dist/publications/one/index.html").read_text()
    assert is_clean(site)


def test_a_value_that_is_missing_costs_but_time(site: Path) -> None:
    for name in ("entries/keys", "entries/000000", "portal/people/keys", "outputs", "facts"):
        with sqlite3.connect(site / ".kartotek/cache.sqlite") as db:
            db.execute("DELETE FROM kept WHERE name = ?", (name,))
        rewrite(site)
        run(site)
    assert is_clean(site)


def test_a_memory_that_cannot_be_written_is_told(site: Path) -> None:
    db = sqlite3.connect(site / ".kartotek/cache.sqlite", isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    rewrite(site)
    report = run(site)
    db.close()
    assert ["the next build will be slower" in note for note in report.notes] == [True]
    assert "More." in (site / "dist/publications/one/index.html").read_text()
    run(site)
    assert is_clean(site)


def test_files_from_before_1970(site: Path) -> None:
    for path in ("content/publications/one.md", "dist/index.html", "dist/people"):
        os.utime(site / path, (-(10**9), -(10**9)))
    run(site)
    rewrite(site, "two")
    run(site)
    assert is_clean(site)


def test_what_is_put_in_the_place_of_a_document_may_bear_its_time(site: Path) -> None:
    """As rsync and archives do it."""
    document = site / "content/files/card.txt"
    document.parent.mkdir()
    document.write_text("old")
    entry = site / "content/publications/one.md"
    entry.write_text(entry.read_text() + "[A card](/files/card.txt)\n")
    run(site)
    stat = document.stat()
    document.write_text("new")
    os.utime(document, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    run(site)
    assert (site / "dist/files/card.txt").read_text() == "new"
    assert is_clean(site)


def _a_file(folder: Path, _elsewhere: Path) -> None:
    folder.write_text("a file")


def _a_link_to_a_folder(folder: Path, elsewhere: Path) -> None:
    folder.symlink_to(elsewhere, target_is_directory=True)


def _a_link_to_nothing(folder: Path, elsewhere: Path) -> None:
    folder.symlink_to(elsewhere / "nothing")


@pytest.mark.parametrize("stands", [_a_file, _a_link_to_a_folder, _a_link_to_nothing])
@pytest.mark.parametrize("remembered", [True, False])
def test_what_stands_where_a_folder_belongs(site: Path, stands: Callable[[Path, Path], None], remembered: bool) -> None:
    elsewhere = site / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("somebody's")
    shutil.rmtree(site / "dist/years")
    stands(site / "dist/years", elsewhere)
    if not remembered:
        shutil.rmtree(site / ".kartotek")
    run(site)
    assert tree(elsewhere) == {"index.html": b"somebody's"}
    assert not (site / "dist/years").is_symlink()
    assert is_clean(site)


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to("../elsewhere"), Path.mkdir])
def test_what_version_control_keeps_in_dist_stays(site: Path, make: Callable[[Path], None]) -> None:
    """In a worktree `.git` is a file."""
    make(site / "dist/.git")
    rewrite(site)
    run(site)
    assert os.path.lexists(site / "dist/.git")


def test_a_stage_in_dist_is_known_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache is on another disk, a build that is killed leaves its stage in `dist/`."""
    (tmp_path / "site.yaml").write_text("title: Test\nsearch: false\n")
    write(tmp_path, "one")
    monkeypatch.setattr(staging, "_on_one_disk", lambda _one, _other: False)
    left = staging.make_stage(tmp_path / "dist", tmp_path / ".kartotek")
    assert left.folder.parent == tmp_path / "dist"
    run(tmp_path)
    assert not left.folder.exists()
    assert is_clean(tmp_path)


def test_a_marker_that_was_cut_short_is_whole_again(site: Path) -> None:
    (site / "dist" / staging.MARKER).write_text("Built")
    rewrite(site)
    run(site)
    assert is_clean(site)


def _in_dist(site: Path) -> None:
    with next((site / "dist/pagefind/fragment").iterdir()).open("ab") as file:
        file.write(b"junk")


def _in_bundle(site: Path) -> None:
    with next(site.glob(".kartotek/search-*/bundle/index/*")).open("ab") as file:
        file.write(b"junk")
    shutil.rmtree(site / "dist")


def _a_document(site: Path) -> None:
    next(site.glob(".kartotek/search-*/documents/publications-two.html")).unlink()
    rewrite(site)


@pytest.mark.parametrize("damage", [_in_dist, _in_bundle, _a_document])
def test_a_damaged_search_index_is_made_anew(site: Path, damage: Callable[[Path], None]) -> None:
    damage(site)
    run(site)
    assert is_clean(site)


def test_fragments_of_one_name_are_not_taken_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pagefind calls a fragment after seven digits of a hash, which these two pages have in common."""
    twins, body = (
        ("p34983", "p3787"),
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        '<p data-pagefind-sort="name[data-name]" data-name="{0}">t{1}</p></body></html>\n',
    )
    monkeypatch.setattr(
        search_index, "to_html", lambda page: body.format(page.name, page.name.removeprefix("publications-p")).encode()
    )
    (tmp_path / "site.yaml").write_text("title: Test\npeople: listed\n")
    write(tmp_path, twins[1])
    run(tmp_path)
    before = tree(tmp_path / "dist/pagefind/fragment")
    write(tmp_path, twins[0])
    run(tmp_path)
    after = tree(tmp_path / "dist/pagefind/fragment")
    assert [name for name in before if name in after and before[name] != after[name]], "the two are twins no more"
    assert is_clean(tmp_path)


def test_a_folder_that_cannot_be_read_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "content/files/closed").mkdir(parents=True)

    def walk(top: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        yield str(top), ["closed"], []
        onerror(PermissionError(13, "Permission denied", str(top / "closed")))

    monkeypatch.setattr("kartotek.site.load.os.walk", walk)
    with pytest.raises(SetupError, match=r"closed: Permission denied"):
        run(site)


def test_what_cannot_be_removed_is_told_as_it_is(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "three.bib":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok=missing_ok)

    (site / "content/publications/three.md").unlink()
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(SetupError, match=r"three\.bib: Permission denied; the update stopped half-way"):
        run(site)
    monkeypatch.undo()
    run(site)
    assert is_clean(site)


def test_a_folder_of_the_cache_is_no_place_to_publish(site: Path) -> None:
    with pytest.raises(SetupError, match="where builds keep their cache"):
        run(site, ".kartotek/dist")


@pytest.mark.parametrize(
    ("out", "words"),
    [("file", "file is a file, and the portal needs"), ("file/a", "file is a file, and it cannot"),
     ("gone", "gone is a link that leads to nothing"), ("gone/a/b", "gone is a link that leads to nothing")],
)  # fmt: skip
def test_what_cannot_be_a_folder_to_publish_to_is_told_as_it_is(site: Path, out: str, words: str) -> None:
    (site / "file").write_text("precious")
    (site / "gone").symlink_to("nowhere")
    with pytest.raises(SetupError, match=words):
        run(site, out)
    assert (site / "file").read_text() == "precious"
    assert not (site / "nowhere").exists()


@pytest.mark.parametrize(
    "epoch", ["99999999999999", "9" * 40, "9" * 5000, "", "-1", "1.5", "today", " 1", "1e9", "\u0661"]
)
def test_a_day_that_there_is_not(
    site: Path, epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    for command in ("build", "check"):
        assert main([command, "--site", str(site)]) == 2
        assert "error: SOURCE_DATE_EPOCH is" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["70000", "-1", "0", "http"])
def test_a_port_that_there_is_not(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--port", port])
    assert "write a number from 1 to 65535" in capsys.readouterr().err
