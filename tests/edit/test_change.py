"""A change of several files is made wholly or not at all, whatever the disk does."""

import errno
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError, SetupError
from kartotek.edit.apply_report import apply_report
from kartotek.edit.change import apply_changes, apply_fixes
from kartotek.edit.files import FileChange
from kartotek.edit.fix import find_fixes
from kartotek.edit.merge import merge
from kartotek.edit.rename import rename
from kartotek.edit.retire import retire
from kartotek.site.cache_folder import own_cache
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport
from tests.conftest import ARTICLE, WriteSite, tree
from tests.edit.test_rename import FILES
from tests.faults import Faults, faults

COMMANDS: Mapping[str, Callable[[Path], object]] = {
    "rename": lambda site: apply_changes(site, rename(site, "unit", "dept", 1).changes, 1),
    "merge": lambda site: apply_changes(site, merge(site, "part", "unit", 1).changes, 1),
    "merge what has no entry": lambda site: apply_changes(site, merge(site, "keywords/book", "Drawers", 1).changes, 1),
    "fix": lambda site: apply_fixes(site, [each.change for each in find_fixes(site)], 1),
    "retire": lambda site: apply_changes(site, retire(site, "people/ada", "She asked.", 1).changes, 1),
}

TO_MEND = {
    "content/publications/one.md": "---\ntype: book\ntitle: The {One}\n---\n",
    "content/publications/other.md": "---\ntype: book\ntitle: Other\nissued: 2020-1-5\n---\n",
}


def visible(site: Path) -> dict[str, bytes]:
    """What editors see: readers pass over hidden files and folders."""
    return {path: data for path, data in tree(site).items() if not re.search(r"(?:^|/)\.", path)}


def writing(made: Faults) -> list[int]:
    """The numbers of the calls that write, move or remove something, or look at what was written."""
    names = ("write", "fsync", "replace", "unlink", "chmod", "sendfile", "copy_file_range", "utime")
    calls = [call.partition(" ") for call in made.calls]
    return [i for i, (name, _, what) in enumerate(calls) if name in names or what.endswith((".new", ".old"))]


def put_back(site: Path, old: Mapping[str, bytes]) -> None:
    for path in tree(site).keys() - old.keys():
        (site / path).unlink()
    for path, data in old.items():
        (site / path).write_bytes(data)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_fails_at_any_call(write_site: WriteSite, command: str) -> None:
    chapter = str(FILES["content/publications/chapter.md"]).replace("[book]", "[book, Drawers]")
    site = write_site({**FILES, **TO_MEND, "content/publications/chapter.md": chapter})
    change, old = COMMANDS[command], tree(site)
    change(site)
    whole = {**{path: data for path, data in tree(site).items() if path not in visible(site)}, **old}
    put_back(site, whole)  # with the lock, which the first change made
    with faults(site) as counted:
        change(site)
    new = visible(site)
    assert new != old
    numbers = writing(counted)
    assert len(numbers) > 5, "the calls are not seen"
    for number in numbers:
        put_back(site, whole)
        told = ""
        with faults(site, number, errno.ENOSPC) as made:
            try:
                change(site)
            except SetupError as error:
                told = error.message
        assert visible(site) == (old if told else new), made.failed
        assert ("nothing was changed" in told) == bool(told), made.failed


def test_a_disk_that_fails_for_good_loses_nothing(write_site: WriteSite) -> None:
    """What cannot be put back is beside its place, and the message says where."""
    site = write_site(FILES)
    change, old = COMMANDS["rename"], tree(site)
    change(site)
    whole = {**{path: data for path, data in tree(site).items() if path not in visible(site)}, **old}
    put_back(site, whole)
    with faults(site) as counted:
        change(site)
    new, stuck = visible(site), 0
    for number in writing(counted):
        put_back(site, whole)
        told = ""
        with faults(site, number, errno.EIO, lasting=1_000_000):
            try:
                change(site)
            except SetupError as error:
                told = f"{error.message}: {error.hint}"
        if not told:  # it was done, but for the removal of hidden files
            assert visible(site) == new
            continue
        moves = re.findall(r"move (\S+) to (\S+?)(?:,|$)", told)
        for beside, place in moves:
            Path(beside).rename(place)
        for left in re.findall(r"remove (\S+?)(?:,|$)", told):
            Path(left).unlink()
        assert {path: visible(site).get(path) for path in old} == old
        stuck += bool(moves)
    assert stuck


def test_an_error_in_the_place_of_another_is_seen(write_site: WriteSite) -> None:
    """Of one code, and as many as before."""
    broken = ARTICLE.replace("journal:", "projects: [one]\njournal:")
    site = write_site({"content/publications/a.md": broken})
    with pytest.raises(ContentError) as refused:
        apply_changes(
            site,
            [FileChange("content/publications/a.md", broken.encode(), broken.replace("[one]", "[two]").encode())],
            1,
        )
    assert ["two" in found.message for found in refused.value.diagnostics] == [True]
    assert (site / "content/publications/a.md").read_text() == broken
    moved = FileChange("content/publications/a.md", broken.encode(), broken.encode(), "content/publications/b.md")
    apply_changes(site, [moved], 1)  # the error is the old one, though its file is called otherwise
    assert (site / "content/publications/b.md").read_text() == broken


TO_BOXES = {"field": "title", "from": "On Cards", "to": "On Boxes"}
MADE: Mapping[str, Callable[[Path], tuple[FileChange, ...]]] = {
    "rename": lambda site: rename(site, "unit", "dept", 1).changes,
    "merge": lambda site: merge(site, "part", "unit", 1).changes,
    "retire": lambda site: retire(site, "people/ada", "She asked.", 1).changes,
    "fix": lambda site: tuple(each.change for each in find_fixes(site)),
    "claim": lambda site: apply_report(site, report("people/ada", claim={"names": ["A. Lind"]}), 1).changes,
    "claim without entry": lambda site: apply_report(site, report("people/cy-c", claim={"names": ["C."]}), 1).changes,
    "split": lambda site: apply_report(site, report("people/cy-c", split={"works": ["one"], "to": ""}), 1).changes,
    "correct": lambda site: apply_report(site, report("publications/cards", changes=[TO_BOXES]), 1).changes,
}
"""What makes changes of files from what is in them."""


def report(entry: str, **asked: object) -> str:
    return f"```json\n{json.dumps({'kartotek': 1, 'entry': entry, **asked})}\n```\n"


@pytest.mark.parametrize("command", MADE)
def test_what_somebody_saves_meanwhile_is_not_overwritten(write_site: WriteSite, command: str) -> None:
    """Between the moment in which a change is made and that in which it is written, in any of its files."""
    written = {**FILES, **TO_MEND, "content/publications/cards.md": ARTICLE}
    written["content/publications/one.md"] = TO_MEND["content/publications/one.md"].replace(
        "type", "authors: Cy C\ntype"
    )
    site = write_site(written)
    changes = MADE[command](site)
    assert changes
    old = visible(site)
    for change in changes:
        file = site / change.file
        file.write_bytes(old.get(change.file, b"---\nname: Cy\n---\n") + b"\nMeanwhile.\n")
        saved = visible(site)
        with pytest.raises(SetupError, match=f"{change.file} is no longer what it was"):
            apply_changes(site, changes, 1)
        assert visible(site) == saved
        file.write_bytes(old[change.file]) if change.file in old else file.unlink()
    apply_changes(site, changes, 1)
    assert visible(site) != old


def test_what_somebody_saves_while_the_site_is_checked_is_not_put_back(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is refused, and the text that was there before is beside the new one."""
    broken = ARTICLE.replace("journal:", "projects: [nothing]\njournal:").encode()
    site = write_site({"content/publications/a.md": ARTICLE, "content/publications/b.md": ARTICLE})
    checks = iter((b"", b"---\ntype: book\ntitle: Mine\n---\n"))

    def meanwhile(options: BuildOptions) -> BuildReport:
        if saved := next(checks):
            (site / "content/publications/b.md").write_bytes(saved)
        return check(options)

    monkeypatch.setattr("kartotek.edit.change.check", meanwhile)
    files = ("content/publications/a.md", "content/publications/b.md")
    with pytest.raises(SetupError, match="could be put back") as refused:
        apply_changes(site, [FileChange(file, ARTICLE.encode(), broken) for file in files], 1)
    assert (site / "content/publications/a.md").read_text() == ARTICLE
    assert "Mine" in (site / "content/publications/b.md").read_text()
    beside = re.search(r"compare \S+b\.md with (\S+)$", refused.value.hint)
    assert beside
    assert Path(beside[1]).read_text() == ARTICLE


def test_two_changes_at_a_time_are_refused(write_site: WriteSite) -> None:
    site = write_site(FILES)
    with own_cache(BuildOptions(site, site / "dist")), pytest.raises(SetupError, match="is running"):
        COMMANDS["rename"](site)


def test_a_link_stays_a_link(write_site: WriteSite) -> None:
    site = write_site({"content/publications/_texts/a.md": ARTICLE})
    link = site / "content/publications/a.md"
    link.symlink_to("_texts/a.md")
    apply_changes(
        site, [FileChange("content/publications/a.md", ARTICLE.encode(), ARTICLE.replace("Cards", "Boxes").encode())], 1
    )
    assert link.is_symlink()
    assert "Boxes" in link.read_text()
