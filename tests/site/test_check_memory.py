"""What a check remembers: the next one is quick, says the same, and is in nobody's way."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from kartotek.content import scan
from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.output.lock import only_build
from kartotek.site import check as check_module
from kartotek.site import check_memory, entries, load
from kartotek.site.build import build
from kartotek.site.cache_folder import cache_key
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.site.program_version import program_version
from kartotek.store.key import VARIABLE, key_outside
from kartotek.store.value import write_value
from tests.conftest import ARTICLE, WriteSite, tree
from tests.faults import faults
from tests.store.test_key import Trap

CLOSED = ARTICLE.replace("keywords:", "files: [{path: a.pdf, access: embargoed, embargo_until: 2030-01-01}]\nkeywords:")


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """A site with something to tell: two entries of one work, and a link that leads nowhere."""
    return write_site(
        {
            "site.yaml": "title: Test\nsearch: false\nnavigation: [people]\n",
            "content/publications/on-cards.md": ARTICLE,
            "content/publications/on-cards-too.md": ARTICLE + "See [this](/people/nobody/).\n",
        }
    )


def told(site: Path, *, hints: bool = False) -> list[Diagnostic]:
    try:
        return check(BuildOptions(site, site / "dist"), hints=hints, remember=True).diagnostics
    except ContentError as error:
        return error.diagnostics


def reads(site: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which entries a check reads; ["nothing"] if it does not even load."""
    read: list[str] = []
    loads: list[str] = []
    real_read, real_load = entries.read_changed, load.load

    def reading(*arguments: object, **named: object) -> object:
        found = real_read(*arguments, **named)  # type: ignore[arg-type]
        read.extend(found.fresh)
        return found

    def loading(*arguments: object, **named: object) -> object:
        loads.append("once")
        return real_load(*arguments, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(load, "read_changed", reading)
        patch.setattr(check_module, "load", loading)
        told(site)
    return sorted(Path(file).stem for file in read) if loads else ["nothing"]


def fresh(site: Path, *, hints: bool = False) -> list[Diagnostic]:
    """What a check of a copy without memory tells."""
    copy = site.with_name("copy")
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".kartotek", "dist"))
    try:
        return told(copy, hints=hints)
    finally:
        shutil.rmtree(copy)


def test_the_second_check_reads_nothing_and_tells_the_same(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(site)
    assert {found.code for found in first} == {"probable-duplicate", "dead-link"}
    assert reads(site, monkeypatch) == ["nothing"]
    assert told(site) == first
    report = check(BuildOptions(site, site / "dist"), remember=True)
    assert report.publications == 2


def test_a_check_writes_into_the_cache_alone(site: Path) -> None:
    before = tree(site)
    told(site)
    written = [path for path in tree(site) if path not in before]
    assert sorted(written) == [".kartotek/checked", ".kartotek/mark"]
    assert {path: content for path, content in tree(site).items() if path in before} == before


def test_a_check_by_another_command_writes_nothing(site: Path) -> None:
    before = tree(site)
    check(BuildOptions(site, site / "dist", drafts=True))
    assert tree(site) == before


def test_errors_are_remembered_too(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "content/publications/wrong.md").write_text("---\ntype: no-such\ntitle: W\n---\n")
    first = told(site)
    assert "unknown-value" in {found.code for found in first}
    assert reads(site, monkeypatch) == ["nothing"]
    assert told(site) == first


def test_hints_are_remembered_apart(site: Path) -> None:
    plain, hints = told(site), told(site, hints=True)
    assert len(hints) > len(plain)
    assert (told(site), told(site, hints=True)) == (plain, hints)


def test_a_comment_in_the_settings_moves_what_is_told_of_them(site: Path) -> None:
    settings = site / "site.yaml"
    settings.write_text("title: Test\nsearch: false\nnavigation: [nowhere]\n")
    (first,) = [found for found in told(site) if found.file == "site.yaml"]
    settings.write_text("# a comment\ntitle: Test\nsearch: false\nnavigation: [nowhere]\n")
    (second,) = [found for found in told(site) if found.file == "site.yaml"]
    assert (first.line, second.line) == (3, 4)


def test_another_day_is_another_check(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = site / "content/publications/on-cards.md"
    entry.write_text(ARTICLE.replace("2020-05", "2030"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")  # 1 January 2025
    assert "date-doubt" not in {found.code for found in told(site)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")  # 1 January 2024
    assert "date-doubt" in {found.code for found in told(site)}


def test_a_document_that_has_just_changed_may_do_so_again_unseen(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "content/publications/on-cards.md").write_text(CLOSED)
    (site / "content/files").mkdir()
    (site / "content/files/a.pdf").write_text("%PDF")
    told(site)
    assert reads(site, monkeypatch) != ["nothing"]
    monkeypatch.setattr(load, "FRESH_NS", 0)
    told(site)
    assert reads(site, monkeypatch) == ["nothing"]
    (site / "content/files/a.pdf").unlink()
    assert "bad-path" in {found.code for found in told(site)}


@pytest.mark.parametrize("settled", [True, False], ids=["old", "just written"])
def test_an_entry_that_is_changed_and_put_back_during_a_check_is_told_in_the_right_lines(
    settled: bool, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = site / "content/publications/on-cards-too.md"
    written, real = entry.read_text(), check_module._planned
    if settled:
        monkeypatch.setattr(scan, "FRESH_NS", 0)
    with monkeypatch.context() as patch:

        def planned(*arguments: object) -> object:
            entry.write_text(written.replace("About", "\n\n\nAbout"))
            found = real(*arguments)  # type: ignore[arg-type]
            entry.write_text(written)
            return found

        patch.setattr(check_module, "_planned", planned)
        assert told(site) != fresh(site)
    assert told(site) == fresh(site)


def test_what_many_entries_say_is_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a check after an edit, by a build after a check, and by a check after a build."""
    monkeypatch.setattr(check_memory, "_FEW", 0)
    told(site)
    (site / "content/publications/on-cards.md").write_text(ARTICLE.replace("On Cards", "On Drawers"))
    assert reads(site, monkeypatch) == ["on-cards"]
    clean = site.with_name("clean")
    shutil.copytree(site, clean, ignore=shutil.ignore_patterns(".kartotek"))
    build(BuildOptions(clean, clean / "dist"))
    with monkeypatch.context() as patch:
        patch.setattr(load, "_read_all", None, raising=False)
        patch.setattr("kartotek.site.entries._read", None)  # nothing is left to read
        build(BuildOptions(site, site / "dist"))
    assert tree(site / "dist") == tree(clean / "dist")
    told(clean)
    shutil.copytree(clean, clean.with_name("later"))
    assert not (clean / ".kartotek/checked-entries").exists()
    (clean / "content/publications/on-cards.md").write_text(ARTICLE)
    assert reads(clean, monkeypatch) == ["on-cards"]


def test_a_running_build_is_not_waited_for_nor_disturbed(site: Path) -> None:
    options = BuildOptions(site, site / "dist")
    build(options)
    expected, kept = fresh(site), tree(site / ".kartotek")
    writing = sqlite3.connect(options.cache / "cache.sqlite", isolation_level=None)
    with only_build(options.cache):
        writing.execute("BEGIN EXCLUSIVE")
        assert told(site) == expected
        writing.execute("ROLLBACK")
    writing.close()
    assert {name: data for name, data in tree(site / ".kartotek").items() if name != "checked"} == kept
    assert build(options).written == 0


def test_a_build_keeps_what_checks_remember(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(site)
    report = build(BuildOptions(site, site / "dist"))
    assert report.notes == []
    assert reads(site, monkeypatch) == ["nothing"]


@pytest.mark.parametrize("name", ["checked", "checked-entries"])
def test_a_damaged_memory_is_no_memory(site: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_memory, "_FEW", 0)
    first = told(site)
    for file in (site / ".kartotek").glob("checked*"):
        data = bytearray(file.read_bytes())
        if file.name == name:
            data[len(data) // 2] ^= 1
        file.write_bytes(data if file.name == name or name == "checked" else b"")
    assert told(site) == first


def test_what_a_repository_ships_is_not_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = site / ".kartotek"
    first = told(site)
    shutil.rmtree(cache)
    key_outside.cache_clear()
    with monkeypatch.context() as patch:
        patch.setenv(VARIABLE, "the key of the attacker")
        told(site)
        for name in ("checked", "checked-entries"):
            write_value(cache / name, program_version(), cache_key(cache), Trap(site / "sprung"))
    key_outside.cache_clear()
    shipped = tree(cache)
    assert told(site) == first
    assert not (site / "sprung").exists()
    assert tree(cache) == shipped, "it is for a build to discard"


def test_a_link_in_the_place_of_the_cache_is_not_followed(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (site / ".kartotek").symlink_to(elsewhere)
    assert len(told(site)) == 2
    assert list(elsewhere.iterdir()) == []


def test_a_link_in_the_cache_is_replaced_and_not_followed(site: Path, tmp_path: Path) -> None:
    told(site)
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    (site / ".kartotek/checked").unlink()
    (site / ".kartotek/checked").symlink_to(victim)
    assert len(told(site)) == 2
    assert (victim.read_text(), (site / ".kartotek/checked").is_symlink()) == ("untouched", False)


def test_a_cache_that_cannot_be_written_or_read_only_costs_time(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call to the system that concerns the cache fails once, and all after it."""
    monkeypatch.setattr(check_memory, "_FEW", 0)
    expected = told(site)
    for cold in (True, False):
        with faults(site / ".kartotek") as seen:
            shutil.rmtree(site / ".kartotek") if cold else None
            told(site)
        assert len(seen.calls) > 3
        for lasting in (1, 1000):
            for failing in range(len(seen.calls)):
                if cold:
                    shutil.rmtree(site / ".kartotek", ignore_errors=True)
                with faults(site / ".kartotek", failing, lasting=lasting) as made:
                    assert told(site) == expected, made.failed
                assert told(site) == expected, made.failed


def test_a_memory_of_another_version_is_not_used(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(site)
    with monkeypatch.context() as patch:
        patch.setattr(check_memory, "program_version", lambda: "another")
        assert reads(site, monkeypatch) != ["nothing"]


def test_files_of_killed_checks_are_removed_in_time(site: Path) -> None:
    told(site)
    old, new = (site / ".kartotek" / f"waiting-{name}" for name in ("old", "new"))
    for file in (old, new):
        file.write_text("half")
    os.utime(old, (0, 0))
    (site / ".kartotek/checked").unlink()
    told(site)
    assert (old.exists(), new.exists()) == (False, True)
