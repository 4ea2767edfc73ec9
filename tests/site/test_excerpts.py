"""What lists show of publications is made once and kept; whatever becomes of the file, the pages are right."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import tree
from tests.laws.test_incremental import ADDRESS, change, entry

ENTRIES = 8


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A portal in two languages, built once."""
    (tmp_path / "content/publications").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text(f"title: Test\nlanguages: [en, da]\nsearch: false\n{ADDRESS}")
    for i in range(ENTRIES):
        text = entry(random.Random(i)).replace("draft: true\n", "").replace("title: ", f"title: Card {i}, ", 1)
        (tmp_path / f"content/publications/entry-{i}.md").write_text(text.replace(f'Card {i}, "', f'"Card {i}, '))
    build(BuildOptions(tmp_path, tmp_path / "dist"))
    return tmp_path


def kept(site: Path) -> Path:
    (found,) = (site / ".kartotek").glob("excerpts-*")
    return found


def is_clean(site: Path) -> bool:
    """Whether what is published is what a build that remembers nothing makes of the same content."""
    clean = site / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    build(BuildOptions(site, clean, cache_folder=".clean", clean=True))
    return tree(site / "dist") == tree(clean)


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "truncated": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "overwritten": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"half of an excer"),
    "a folder": put_a_folder_there,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_pages_are_right_though_the_file_is_not(site: Path, damage: str) -> None:
    DAMAGE[damage](kept(site))
    change(site, "Card 3, ", "Another title, ")
    build(BuildOptions(site, site / "dist"))
    assert b"Another title" in (site / "dist/publications/index.html").read_bytes()
    assert is_clean(site)


def test_only_what_changed_is_made_anew(site: Path) -> None:
    path, size = kept(site), kept(site).stat().st_size
    change(site, "An abstract", "Zebras, an abstract")
    build(BuildOptions(site, site / "dist"))
    assert (kept(site), path.stat().st_size) == (path, size)
    change(site, "Card 3, ", "Another title, ")
    build(BuildOptions(site, site / "dist"))
    assert kept(site) == path
    assert size < path.stat().st_size < size * (ENTRIES + 2) / ENTRIES
    assert is_clean(site)


def test_what_is_no_more_does_not_fill_the_disk(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartotek.site.excerpts._MOST_GARBAGE", 0)
    size = kept(site).stat().st_size
    for turn in range(3 * ENTRIES):
        name = f"entry-{turn % ENTRIES}"
        change(site, f'title: "{"x" * (turn // ENTRIES)}Card', f'title: "{"x" * (turn // ENTRIES + 1)}Card', name)
        build(BuildOptions(site, site / "dist"))
    assert kept(site).stat().st_size < 3 * size
    assert is_clean(site)


def test_a_setting_they_are_made_from_concerns_them_all(site: Path) -> None:
    (site / "site.yaml").write_text("title: Test\nlanguages: [da, en]\nsearch: false\nbase_url: https://other.test/\n")
    build(BuildOptions(site, site / "dist"))
    assert is_clean(site)
