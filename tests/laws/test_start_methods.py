"""Worker processes that begin by spawn or forkserver, as on Windows, make the same bytes as one process does."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kartotek import workers
from kartotek.cli import main
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport
from tests.conftest import ARTICLE, ROOT, tree

GOLDEN = ROOT / "tests/golden/site"
WORKS = 12
PHASES = {
    "read": "_read_all",
    "index": "_write_documents",
    "excerpt": "_make",
    "render": "_render_task",
    "stage the index": "_stage_some",
}
"""The function that the workers of each phase call."""


@pytest.fixture
def phases(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The functions that were done in worker processes; tasks are small, so that all of them should be."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    monkeypatch.setattr("kartotek.site.entries._PER_TASK", 10)
    monkeypatch.setattr("kartotek.site.search_index._PER_TASK", 10)
    monkeypatch.setattr("kartotek.site.excerpts._PER_TASK", 5)
    monkeypatch.setattr("kartotek.site.render.PER_TASK", 15)
    monkeypatch.setattr("kartotek.site.roundtrip_check._PER_TASK", 5)
    monkeypatch.setattr("kartotek.output.survey._WORTH_A_PROCESS", 100)
    seen: set[str] = set()

    class Recorded(ProcessPoolExecutor):
        def __init__(self, *arguments: Any, initargs: tuple[Any, ...], **more: Any) -> None:
            seen.add(initargs[0].__name__)
            super().__init__(*arguments, initargs=initargs, **more)

    monkeypatch.setattr(workers, "ProcessPoolExecutor", Recorded)
    return seen


def make_site(folder: Path) -> Path:
    """The golden portal, which has one of everything, with a search and more publications."""
    shutil.copytree(GOLDEN, folder)
    settings = folder / "site.yaml"
    settings.write_text(settings.read_text().replace("search: false", "search: true"))
    for i in range(WORKS):
        work = ARTICLE.replace("On Cards", f"On {i} *cards*").replace("About", f"About {i} and $x^{i}$:")
        (folder / f"content/publications/on-{i}.md").write_text(work.replace("Ada Lind", f"Ada Lind, Person {i % 5}"))
    return folder


def edits(folder: Path) -> Iterator[None]:
    """Nothing; then what only pages of publications show; then what lists show, and a damaged file."""
    yield
    works = list((folder / "content/publications").glob("on-*.md"))
    for path in works:
        path.write_text(path.read_text().replace("About", "Again about"))
    yield
    for path in works:
        path.write_text(path.read_text().replace("title: On", "title: Once more on"))
    (folder / "dist/years/2020/index.html").write_text("damaged")
    yield


def builds(folder: Path, jobs: int) -> Iterator[tuple[BuildReport, dict[str, bytes]]]:
    site = make_site(folder)
    for _ in edits(site):
        yield build(BuildOptions(site, site / "dist", jobs=jobs)), tree(site / "dist")


# processes that begin by forkserver are sent the same things, and to begin is what takes the time: one build will do
@pytest.mark.parametrize(("method", "count"), [("spawn", 3), ("forkserver", 1)])
def test_every_phase_makes_the_same_bytes(
    method: str, count: int, phases: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(workers.START_METHOD, method)
    alone = builds(tmp_path / "alone", 1)
    spread = builds(tmp_path / "spread", 2)
    everything = set(PHASES.values())
    for expected_phases in (everything,) * count:
        (_, expected), (report, made) = next(alone), next(spread)
        assert report.written
        assert sorted(made) == sorted(expected)
        assert [path for path in made if made[path] != expected[path]] == []
        assert phases == expected_phases
        phases.clear()


def test_the_round_trip_of_exports_too(phases: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(workers.START_METHOD, "spawn")
    site = make_site(tmp_path / "site")
    report = check(BuildOptions(site, site / "dist", jobs=2), roundtrip=True)
    assert "_read_back" in phases
    assert "roundtrip" not in {diagnostic.code for diagnostic in report.diagnostics}


def test_a_method_that_is_not_there(
    phases: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site(tmp_path / "site")
    monkeypatch.setenv(workers.START_METHOD, "teleport")
    assert main(["build", "--site", str(site), "--jobs", "2"]) == 2
    assert "error: KARTOTEK_START_METHOD is 'teleport', which is not a way to start" in capsys.readouterr().err
    assert phases == set()
    assert not (site / "dist").exists()
