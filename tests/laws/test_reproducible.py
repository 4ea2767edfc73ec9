"""Law 1 between machines: one site, built in two environments that differ in all they can, has the same bytes.

What differs: the file system, the order in which folders list their files, time zone, locale, umask, path, hash seed,
number of jobs, the cache (cold, or warm after an edit that was undone), and the program (a checkout, or a wheel in
another folder).

For other versions of Python there is `tests/test_golden.py`, which compares every byte of a portal: the workflow
`test.yml` runs it under each that is supported, and `tests/test_kit.py` sees to it.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.generators.golden import DAY
from tests.conftest import ROOT, tree
from tests.repository import git
from tests.shuffled import copy_shuffled, listed, memory_disk

EDITED = "content/publications/2020/on-cards.md"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a copy of the site, and what builds there have of their surroundings. `package` has `kartotek/`."""

    site: Path
    package: Path
    umask: int
    variables: dict[str, str]

    def run(self, seed: int, *arguments: str) -> str:
        """What Python prints, run in the folder above the site."""
        found = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.site.parent,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.site.parent),
                "KARTOTEK_CACHE_KEY": "a key for tests of two environments",
                "SOURCE_DATE_EPOCH": DAY,
                "PYTHONPATH": str(self.package),
                "PYTHONHASHSEED": str(seed),
                **self.variables,
            },
            umask=self.umask,
            capture_output=True,
            check=False,
        )
        assert found.returncode == 0, found.stderr.decode()
        return found.stdout.decode()

    def built(self, jobs: int, seed: int) -> dict[str, bytes]:
        """All files of `dist/`, after a build."""
        site = self.site.name
        self.run(seed, "-m", "kartotek", "build", "--site", site, "--out", f"{site}/dist", "--jobs", str(jobs))
        return tree(self.site / "dist")


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A folder with what a wheel of the checkout installs."""
    folder = tmp_path / "wheel"
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture
def places(wheel: Path, tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """Both have the same site in a repository, with a search. The first is in memory, the second has the wheel.

    It is never the same day in both time zones.
    """
    original = tmp_path / "original"
    shutil.copytree(ROOT / "tests/golden/site", original)
    settings = original / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("search: false", "search: true"), "utf-8")
    git(original, "init")
    git(original, "add", "-A")
    git(original, "commit", "-m", "The golden portal", at="2024-05-01T23:30:00-07:00")
    with memory_disk() as disk:
        near, far = disk / "a/site", tmp_path / "other folder/på en ø/kartotek's site"
        copy_shuffled(original, near, 1)
        copy_shuffled(original, far, 2)
        folder = "content/publications"
        assert listed(near / folder) != listed(far / folder), "the order of directories is the same"
        plain = {"TZ": "Etc/GMT+12", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        danish = {"TZ": "Pacific/Kiritimati", "LANG": "da_DK.UTF-8", "LC_CTYPE": "C.UTF-8", "LANGUAGE": "da"}
        yield Place(near, ROOT, 0o022, plain), Place(far, wheel, 0o077, danish)


def test_another_machine_makes_the_same_bytes_cold_and_warm(places: tuple[Place, Place]) -> None:
    near, far = places
    package = Path(far.run(0, "-c", "import kartotek; print(kartotek.__path__[0])").strip())
    assert package.is_relative_to(far.package), "it is not the wheel that builds"
    expected = near.built(jobs=1, seed=1)
    assert any(path.startswith("pagefind/") for path in expected), "there is no search"
    assert b"2024-05-0" in expected["sitemap.xml"], "there is no history"

    assert differing(far.built(jobs=2, seed=2), expected) == [], "cold"
    entry = far.site / EDITED
    before = entry.read_bytes()
    entry.write_bytes(before.replace(b"title: ", b"title: Other ", 1))
    assert "publications/index.html" in differing(far.built(jobs=1, seed=3), expected)
    entry.write_bytes(before)
    assert differing(far.built(jobs=2, seed=4), expected) == [], "after an edit that was undone"
    assert differing(far.built(jobs=1, seed=5), expected) == [], "with nothing to do"


def differing(made: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """The paths of files that are not the same in both."""
    return sorted(path for path in made.keys() | expected.keys() if made.get(path) != expected.get(path))
