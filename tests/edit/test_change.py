"""A change of several files is made wholly or not at all, whatever the disk does."""

import errno
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError, SetupError
from kartotek.edit.change import apply_changes
from kartotek.edit.files import FileChange
from kartotek.edit.merge import merge
from kartotek.edit.rename import rename
from kartotek.edit.retire import retire
from tests.conftest import ARTICLE, WriteSite, tree
from tests.edit.test_rename import FILES
from tests.faults import Faults, faults

COMMANDS: Mapping[str, Callable[[Path], object]] = {
    "rename": lambda site: apply_changes(site, rename(site, "unit", "dept", 1).changes, 1),
    "merge": lambda site: apply_changes(site, merge(site, "part", "unit", 1).changes, 1),
    "merge what has no entry": lambda site: apply_changes(site, merge(site, "keywords/book", "Drawers", 1).changes, 1),
    "retire": lambda site: apply_changes(site, retire(site, "people/ada", "She asked.", 1).changes, 1),
}


def visible(site: Path) -> dict[str, bytes]:
    """What editors see: readers pass over hidden files."""
    return {path: data for path, data in tree(site).items() if not path.rpartition("/")[2].startswith(".")}


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
    site = write_site({**FILES, "content/publications/chapter.md": chapter})
    change, old = COMMANDS[command], tree(site)
    with faults(site) as counted:
        change(site)
    new = tree(site)
    assert new != old
    numbers = writing(counted)
    assert len(numbers) > 5, "the calls are not seen"
    for number in numbers:
        put_back(site, old)
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
    with faults(site) as counted:
        change(site)
    new, stuck = tree(site), 0
    for number in writing(counted):
        put_back(site, old)
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
        apply_changes(site, [FileChange("content/publications/a.md", broken.replace("[one]", "[two]").encode())], 1)
    assert ["two" in found.message for found in refused.value.diagnostics] == [True]
    assert (site / "content/publications/a.md").read_text() == broken
    moved = FileChange("content/publications/a.md", broken.encode(), "content/publications/b.md")
    apply_changes(site, [moved], 1)  # the error is the old one, though its file is called otherwise
    assert (site / "content/publications/b.md").read_text() == broken


def test_a_link_stays_a_link(write_site: WriteSite) -> None:
    site = write_site({"content/publications/_texts/a.md": ARTICLE})
    link = site / "content/publications/a.md"
    link.symlink_to("_texts/a.md")
    apply_changes(site, [FileChange("content/publications/a.md", ARTICLE.replace("Cards", "Boxes").encode())], 1)
    assert link.is_symlink()
    assert "Boxes" in link.read_text()
