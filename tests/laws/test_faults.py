"""Law 2 when a call to the system fails: `dist/` is the old portal or the new, and the next build puts all right."""

import errno
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.diagnostics import ContentError, SetupError
from kartotek.output.stage import PublishError
from kartotek.site.build import BuildSession, build
from kartotek.site.options import BuildOptions
from tests.conftest import tree
from tests.faults import ERRORS, faults

SETTINGS = "title: Test\ncitation_styles: [apa]\nsearch: {}\n"

VERSIONS = (
    {"one": "title: One\nauthors: [Ada Lind]", "two": "title: Two\nkeywords: [Cards]", "three": "title: Three"},
    {"one": "title: Won\nauthors: [Bo Falk]", "two": "title: Two\nkeywords: [Boxes]", "four": "title: Four"},
)
"""Between them entries are changed, added and removed."""

Tree = dict[str, bytes]


def write(site: Path, version: int, settings: str) -> None:
    folder = site / "content/publications"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (site / "site.yaml").write_text(settings)
    for name, text in VERSIONS[version].items():
        (folder / f"{name}.md").write_text(f"---\ntype: book\nissued: 2020\n{text}\n---\nAbout it.\n")


class Trial:
    """A site that is built again and again, each time with one call that fails."""

    def __init__(self, folder: Path, *, search: bool = False, serving: bool = False) -> None:
        self.settings = SETTINGS.format(str(search).lower())
        self.site = folder / "site"
        self.options = BuildOptions(self.site, self.site / "dist", jobs=1)
        self.session = BuildSession() if serving else None
        self.sure = False
        self.clean: list[Tree] = []
        for version in (0, 1):
            clean = folder / f"clean-{version}"
            write(clean, version, self.settings)
            build(BuildOptions(clean, clean / "dist", jobs=1))
            self.clean.append(tree(clean / "dist"))

    def build(self) -> None:
        """Build as the command does, or as `serve`: it looks at `dist/` only after a build that failed."""
        exclusive, self.sure = self.sure, False
        report = build(replace(self.options, exclusive=exclusive), session=self.session)
        self.sure = self.session is not None and report.remembered

    def dist(self) -> Tree:
        return tree(self.options.out)

    def begin(self, *, cold: bool) -> tuple[Tree, int]:
        """Make ready what the next build begins with; returns what is in `dist/`, and the version it will build."""
        if cold:
            shutil.rmtree(self.site, ignore_errors=True)
            write(self.site, 1, self.settings)
            return {}, 1
        before = self.dist()
        version = int(before == self.clean[0])
        write(self.site, version, self.settings)
        return before, version

    def calls(self, *, cold: bool) -> list[str]:
        """The calls that a build makes, in order."""
        _, version = self.begin(cold=cold)
        with faults(self.site) as counted:
            self.build()
        assert self.dist() == self.clean[version]
        assert len(counted.calls) > 300, "the calls of a build are not seen"
        return counted.calls

    def fail(self, failing: int, number: int, lasting: int, *, cold: bool) -> None:
        """A build in which a call fails, and one in which none does."""
        before, version = self.begin(cold=cold)
        wanted, mixed = self.clean[version], False
        error: Exception | None = None
        with faults(self.site, failing, number, lasting) as made:
            try:
                self.build()
            except PublishError as found:
                mixed, error = True, found
            except (SetupError, ContentError) as found:
                error = found
        if len(made.calls) <= failing:
            return  # it had fewer calls than the one that was counted
        left = self.dist()
        if mixed:
            assert all(content in (before.get(path), wanted.get(path)) for path, content in left.items()), made.failed
        elif error:
            assert left in (before, wanted), (made.failed, error)
        else:
            assert left == wanted, made.failed
        self.build()
        assert self.dist() == wanted, f"after {made.failed}"


def spread(calls: int, turns: int) -> Iterator[tuple[int, int]]:
    """Numbers of calls over the whole build, each with an error."""
    draw = random.Random(turns)
    for turn in range(turns):
        yield min(calls - 1, int((turn + draw.random()) * calls / turns)), ERRORS[turn % len(ERRORS)]


def every(calls: int) -> Iterator[tuple[int, int]]:
    """Every call, with every error."""
    for failing in range(calls):
        for number in ERRORS:
            yield failing, number


HOW = {"cold": (True, False), "edited": (False, False), "served": (False, True)}


def run(folder: Path, how: str, turns: Callable[[int], Iterator[tuple[int, int]]], *, search: bool = False) -> None:
    cold, serving = HOW[how]
    trial = Trial(folder, search=search, serving=serving)
    trial.begin(cold=True)
    trial.build()
    for failing, number in turns(len(trial.calls(cold=cold))):
        # a disk stays full, and a folder stays closed; a bad read or a lack of descriptors may pass
        trial.fail(failing, number, 1 if number in (errno.EIO, errno.EMFILE) else 1_000_000, cold=cold)


@pytest.mark.parametrize("how", HOW)
def test_a_call_that_fails(tmp_path: Path, how: str) -> None:
    run(tmp_path, how, lambda calls: spread(calls, 8 if how == "cold" else 16))


@pytest.mark.long
@pytest.mark.parametrize("how", HOW)
def test_every_call_fails_in_turn(tmp_path: Path, how: str) -> None:
    run(tmp_path, how, every)


@pytest.mark.long
@pytest.mark.parametrize("how", HOW)
def test_a_call_that_fails_with_search(tmp_path: Path, how: str) -> None:
    run(tmp_path, how, lambda calls: spread(calls, 100), search=True)


@pytest.mark.parametrize("how", ["cold", "edited"])
def test_a_folder_that_cannot_be_read_once_leaves_nothing_out(tmp_path: Path, how: str) -> None:
    """Neither files of the search index, nor those that are to be removed: the usual ways to walk through folders skip
    what they cannot read."""
    cold, _ = HOW[how]
    trial = Trial(tmp_path, search=True)
    trial.begin(cold=True)
    trial.build()
    folders = [i for i, call in enumerate(trial.calls(cold=cold)) if re.match(r"scandir .*/(?:bundle|dist)\b", call)]
    assert len(folders) > 5
    for failing in folders:
        trial.fail(failing, errno.EIO, 1, cold=cold)


def test_a_preview_that_cannot_read_its_site_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site.yaml").write_text("title: Test\n")
    monkeypatch.setattr("kartotek.serve.live._end_in_order", lambda: None)  # signals are this process's own
    with faults(tmp_path, 0, errno.EACCES, lasting=1_000_000):
        assert main(["serve", "--site", str(tmp_path)]) == 2
    assert "Permission denied" in capsys.readouterr().err
