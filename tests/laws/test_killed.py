"""Law 2: a build that is killed leaves old pages or new ones, none half-written; and the next build puts all right."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import tree
from tests.laws.test_incremental import entry

SETTINGS = "title: Test\noutput: full\nlanguages: [en, da]\n"


def write(site: Path, seed: int, count: int) -> None:
    """A site with entries of one version."""
    folder = site / "content/publications"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (site / "site.yaml").write_text(SETTINGS)
    for i in range(count):
        (folder / f"entry-{i}.md").write_text(entry(random.Random(seed * 1000 + i)))


def begin(site: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "kartotek", "build", "--site", str(site), "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.parametrize(
    ("seed_of_moments", "kills"), [(0, 3), (1, 3), pytest.param(2, 50, marks=pytest.mark.long)], ids=str
)
def test_kill_9_at_any_moment(tmp_path: Path, seed_of_moments: int, kills: int) -> None:
    versions = []
    for seed, count in ((1, 30), (2, 24)):
        clean = tmp_path / f"clean-{seed}"
        write(clean, seed, count)
        build(BuildOptions(clean, clean / "dist"))
        versions.append((seed, count, tree(clean / "dist")))
    site = tmp_path / "site"
    write(site, 1, 30)
    start = time.perf_counter()
    assert begin(site).wait() == 0
    usual = time.perf_counter() - start
    draw = random.Random(seed_of_moments)
    killed = 0
    for turn in range(3 * kills):
        seed, count, wanted = versions[(turn + 1) % 2]
        _, _, before = versions[turn % 2]
        write(site, seed, count)
        start = time.perf_counter()
        process = begin(site)
        try:
            process.wait(timeout=usual * draw.uniform(0.2, 1.0))
            usual = time.perf_counter() - start  # the machine is quicker now than it was
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
        for path, content in tree(site / "dist").items():
            assert content in (before.get(path), wanted.get(path)), f"{path} is neither the old one nor the new"
        build(BuildOptions(site, site / "dist", jobs=1))
        assert tree(site / "dist") == wanted
        if killed == kills:
            return
    raise AssertionError(f"only {killed} builds were slow enough to be killed")
