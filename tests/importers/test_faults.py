"""Imports that are disturbed: nothing is half-written, and the same command goes on where it stopped."""

import errno
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.content.ledger import read_ledger
from tests.conftest import tree
from tests.faults import faults

NUMBERS = (errno.ENOSPC, errno.EACCES, errno.EMFILE, errno.EIO)
REFS = "".join(
    f"@article{{k{i}, title = {{Card {i}}}, author = {{Ada Lind}}, journal = {{J}}, year = 2020, pages = {i}}}\n\n"
    for i in range(4)
)


def run(site: Path) -> int:
    return main(["import", "--site", str(site), "--jobs", "1", str(site / "refs.bib")])


def kept(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(site).items() if not path.startswith(".kartotek")}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], Path, dict[str, bytes]]:
    """A site with records to import, another to update, and both as they are after that."""
    new, old = tmp_path_factory.mktemp("new"), tmp_path_factory.mktemp("old")
    for site in (new, old):
        (site / "site.yaml").write_text("title: Test\n")
        (site / "refs.bib").write_text(REFS)
    assert run(old) == 0
    (old / "refs.bib").write_text(REFS.replace("{J}", "{K}"))
    wanted = []
    for site in (new, old):
        copy = tmp_path_factory.mktemp("done") / "site"
        shutil.copytree(site, copy)
        assert run(copy) == 0
        wanted.append(kept(copy))
    return new, wanted[0], old, wanted[1]


def _calls_for(number: int, calls: Sequence[str]) -> Iterator[int]:
    """The calls that fail with an error: all calls fail, and those of one kind with one error after the other."""
    seen: Counter[str] = Counter()
    for i, call in enumerate(calls):
        kind = call.partition(" ")[0]
        if NUMBERS[seen[kind] % len(NUMBERS)] == number:
            yield i
        seen[kind] += 1


@pytest.mark.parametrize("which", [0, 2])
@pytest.mark.parametrize("number", NUMBERS)
def test_a_call_that_fails(
    which: int, number: int, sites: tuple[Path, dict[str, bytes], Path, dict[str, bytes]], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    start, expected = sites[which], sites[which + 1]
    assert isinstance(start, Path)
    assert isinstance(expected, dict)
    before = kept(start)
    site = tmp_path / "count"
    shutil.copytree(start, site)
    with faults(site) as counted:
        assert run(site) == 0
    for failing in _calls_for(number, counted.calls):
        site = tmp_path / str(failing)
        shutil.copytree(start, site)
        with faults(site, failing, number, 1000 if number == errno.ENOSPC else 1) as made:
            status = run(site)
        said = capsys.readouterr().err
        assert "Traceback" not in said, made.failed
        assert status in (0, 1, 2), made.failed
        for path, data in kept(site).items():
            if path == "imports/refs.jsonl":  # one entry that could not be read keeps its line, others have new ones
                assert read_ledger(site, "refs").keys() == {f"k{i}" for i in range(4)}
            elif not path.endswith(".new"):
                assert data in (before.get(path), expected.get(path)), (made.failed, path)
        assert run(site) == 0, made.failed
        assert kept(site) == expected, made.failed


@pytest.mark.parametrize("which", [0, 2])
def test_an_import_that_is_killed(
    which: int, sites: tuple[Path, dict[str, bytes], Path, dict[str, bytes]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    class Killed(BaseException):
        """Nothing of the program runs after it."""

    start, expected = sites[which], sites[which + 1]
    assert isinstance(start, Path)
    replace, left = os.replace, 0

    def killed(here: Path, there: Path) -> None:
        nonlocal left
        if not left:
            raise Killed
        left -= 1
        replace(here, there)

    for number in range(5):
        site, left = tmp_path / str(number), number
        shutil.copytree(start, site)
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", killed)
            with pytest.raises(Killed):
                run(site)
        assert len(list(site.rglob(".*.new"))) == 1
        assert run(site) == 0
        assert kept(site) == expected
