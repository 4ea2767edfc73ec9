"""A cache that came with a site is not used: it holds pickles and compiled templates, which is code."""

import os
import shutil
from pathlib import Path

import pytest

from kartotek.diagnostics import SetupError
from kartotek.site.build import build
from kartotek.site.cache_folder import cache_key
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport
from kartotek.store.key import VARIABLE, key_outside
from kartotek.store.store import Store
from tests.conftest import ARTICLE, WriteSite, tree
from tests.store.test_key import Trap


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    return write_site({"content/publications/on-cards.md": ARTICLE})


def run(site: Path) -> BuildReport:
    return build(BuildOptions(site, site / "dist"))


def test_a_cache_of_ours_is_used(site: Path) -> None:
    assert run(site).written
    report = run(site)
    assert (report.written, report.notes) == (0, [])


def test_what_a_repository_ships_is_discarded_and_never_run(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the attacker everything is right but the key: version, mark, digests."""
    key_outside.cache_clear()
    with monkeypatch.context() as patch:
        patch.setenv(VARIABLE, "the key of the attacker")
        run(site)
        store = Store(site / ".kartotek/cache.sqlite", cache_key(site / ".kartotek"))
        for name in [row[0] for row in store._db.execute("SELECT name FROM kept")]:
            store.put(name, Trap(site / "sprung"))
        store.commit()
        store.close()
    key_outside.cache_clear()
    victim = site / "victim"
    victim.write_text("untouched")
    for name in ("lock", "next-cache.sqlite", "search-1"):
        (site / ".kartotek" / name).unlink(missing_ok=True)
        (site / ".kartotek" / name).symlink_to(victim)
    expected = tree(site / "dist")
    shutil.rmtree(site / "dist")
    report = run(site)
    assert ["was not made by you on this computer" in note for note in report.notes] == [True]
    assert tree(site / "dist") == expected
    assert not (site / "sprung").exists()
    assert victim.read_text() == "untouched"
    assert not any(path.is_symlink() for path in (site / ".kartotek").rglob("*"))


def test_links_that_come_into_our_cache_are_removed(site: Path) -> None:
    """Git writes over ignored files."""
    run(site)
    victim = site / "victim"
    victim.write_text("untouched")
    for name in ("lock", "cache.sqlite", "cache.sqlite-journal"):
        (site / ".kartotek" / name).unlink(missing_ok=True)
        (site / ".kartotek" / name).symlink_to(victim)
    run(site)
    assert victim.read_text() == "untouched"
    assert run(site).written == 0


@pytest.mark.parametrize("stands", ["a link", "a file"])
def test_the_folder_is_no_link_and_no_file(site: Path, stands: str, tmp_path: Path) -> None:
    if stands == "a link":
        (tmp_path / "elsewhere").mkdir()
        (site / ".kartotek").symlink_to(tmp_path / "elsewhere")
    else:
        (site / ".kartotek").write_text("a file")
    with pytest.raises(SetupError, match=r"\.kartotek is (a link|not a folder)"):
        run(site)
    assert not (site / "dist").exists()


def test_the_folder_is_nobody_elses(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(site)
    somebody = os.getuid() + 1
    monkeypatch.setattr("kartotek.site.cache_folder.os.getuid", lambda: somebody)
    with pytest.raises(SetupError, match="belongs to another user"):
        run(site)


def test_without_a_key_that_lasts_nothing_is_used_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "short")
    for _ in range(2):
        key_outside.cache_clear()
        report = run(site)
        assert ["the cache is not kept" in note for note in report.notes] == [True]
    key_outside.cache_clear()
