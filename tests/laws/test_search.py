"""Law 1 with search: after any edits, `dist/` is what a clean build makes on another file system, in another order."""

import random
import shutil
from pathlib import Path

import pytest

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import tree
from tests.laws.test_incremental import edit, entry
from tests.repository import git
from tests.shuffled import copy_shuffled, memory_disk

SETTINGS = "title: Test\ncitation_styles: none\n"


def hold_to_clean_builds(site: Path, seeds: range) -> None:
    """Edit a site some times, build after each, and compare with a clean build in memory."""
    (site / "content/publications").mkdir(parents=True)
    (site / "site.yaml").write_text(SETTINGS)
    git(site, "init")
    for i in range(4):
        work = entry(random.Random(i)).replace("draft: true\n", "")
        (site / f"content/publications/entry-{i}.md").write_text(work)
    build(BuildOptions(site, site / "dist"))
    for seed in seeds:
        draw = random.Random(f"edits {seed}")
        for step in (draw.randrange(10_000) for _ in range(draw.randint(1, 3))):
            edit(site, step)
            settings = site / "site.yaml"
            settings.write_text(settings.read_text().replace("search: false", "citation_styles: none"))
        search = draw.random() < 0.8
        build(BuildOptions(site, site / "dist", jobs=1 + seed % 2, search=search))
        if not search:
            continue
        with memory_disk() as clean:
            for part in ("content", "templates", ".git"):
                if (site / part).is_dir():
                    copy_shuffled(site / part, clean / part, seed)
            shutil.copy(site / "site.yaml", clean)
            build(BuildOptions(clean, clean / "dist", jobs=2 - seed % 2))
            assert tree(site / "dist") == tree(clean / "dist"), seed


def test_an_incremental_index_is_a_clean_one(tmp_path: Path) -> None:
    hold_to_clean_builds(tmp_path, range(8))


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 300, 50))
def test_many_incremental_indexes_are_clean_ones(start: int, tmp_path: Path) -> None:
    hold_to_clean_builds(tmp_path, range(start, start + 50))
