"""Builds in a real Dask cluster: a scheduler and two workers, as processes of their own on this machine."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import pytest

from kartotek.cli import main
from kartotek.diagnostics import SetupError
from kartotek.site.build import build
from kartotek.site.options import BuildOptions, Watcher
from kartotek.workers.cluster import Cluster, cluster_map
from tests.conftest import ARTICLE, WriteSite
from tests.corpus import write_corpus

DASK = Path(sys.executable).with_name("dask")
ROOT = Path(__file__).parents[2]


@dataclass
class Machines:
    """The processes of a cluster, and the address of its scheduler."""

    address: str
    scheduler: subprocess.Popen[str]
    workers: list[subprocess.Popen[str]]


@contextmanager
def started(
    *arguments: str, at: str, environment: dict[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of Dask, once its log says what the pattern `at` asks for: the first group."""
    process = subprocess.Popen(
        [str(DASK), *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    assert process.stderr
    try:
        told = next((found[1] for line in process.stderr if (found := re.search(at, line))), "")
        assert told, f"dask {arguments[0]} ended"
        yield process, told
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@contextmanager
def worker(address: str, environment: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """One more worker of a scheduler."""
    begin = ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    with started(*begin, at=r"Registered to:\s+(\S+)", environment=environment) as (process, _):
        yield process


@contextmanager
def cluster(workers: int, environment: dict[str, str] | None = None) -> Iterator[Machines]:
    """A scheduler with so many workers."""
    with ExitStack() as stack:
        begin = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        scheduler, address = stack.enter_context(started(*begin, at=r"Scheduler at:\s+(tcp://\S+)"))
        made = [stack.enter_context(worker(address, environment)) for _ in range(workers)]
        yield Machines(address, scheduler, made)


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    with cluster(2) as made:
        yield made


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 1,000 real papers."""
    site = tmp_path_factory.mktemp("papers")
    assert write_corpus(site / "content", every=2) == 1000
    (site / "site.yaml").write_text("title: Papers\nbase_url: https://papers.test/\noutput: standard\nsearch: false\n")
    return site


def files(portal: Path) -> dict[str, bytes]:
    return {path.relative_to(portal).as_posix(): path.read_bytes() for path in portal.rglob("*") if path.is_file()}


def test_the_demo_is_the_same_bytes(machines: Machines, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "site.yaml", tmp_path)
    told = ["build", "--site", str(tmp_path), "--no-search"]
    assert main([*told, "--out", str(tmp_path / "alone")]) == 0
    assert main([*told, "--out", str(tmp_path / "dist"), "--clean", "--cluster", machines.address]) == 0
    assert files(tmp_path / "dist") == files(tmp_path / "alone")


def test_a_worker_that_is_killed_costs_only_its_tasks(papers: Path) -> None:
    """The portal is what this machine makes of the papers alone, byte for byte."""
    build(BuildOptions(papers, papers / "alone", jobs=2, cache_folder=".alone"))
    with cluster(2) as machines:

        def kill(what: str, done: int, _total: int) -> None:
            if what == "rendering pages" and done:
                machines.workers[0].kill()

        options = BuildOptions(papers, papers / "dist", cluster=machines.address)
        assert build(options, Watcher(kill)).publications == 1000
        assert machines.workers[0].wait() != 0
    assert files(papers / "dist") == files(papers / "alone")


def test_a_scheduler_that_is_killed_leaves_what_was_published(papers: Path, write_site: WriteSite) -> None:
    out = papers / "published"
    build(BuildOptions(write_site({"site.yaml": "title: Before\n", "content/publications/a.md": ARTICLE}), out))
    before = files(out)
    with cluster(1) as machines:

        def kill(what: str, done: int, _total: int) -> None:
            if what == "rendering pages" and done:
                machines.scheduler.kill()

        with pytest.raises(SetupError, match="went away before the work was done"):
            build(BuildOptions(papers, out, cluster=machines.address, cache_folder=".left"), Watcher(kill))
    assert before
    assert files(out) == before


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("tcp://127.0.0.1:1", "no scheduler answers at tcp://127.0.0.1:1"),
        ("tcp://127.0.0.1:99999999", "is not the address of a scheduler"),
        ("localhost", "localhost is not the address of a scheduler"),
        ("http://127.0.0.1:8786", "is not the address of a scheduler"),
    ],
)
def test_a_scheduler_that_is_not_there(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], address: str, words: str
) -> None:
    site = write_site({"site.yaml": "title: Cards\n", "content/publications/a.md": ARTICLE})
    assert main(["build", "--site", str(site), "--cluster", address]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told
    assert not (site / "dist/index.html").exists()


def double(shared: int, task: int) -> int:
    return shared * task


def one_version() -> str:
    return "1"


def version_of_the_process() -> str:
    return str(os.getpid())


def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    with cluster(0) as machines, pytest.raises(SetupError, match="has no workers"):
        list(cluster_map(double, 2, [1, 2], Cluster(machines.address, tmp_path, one_version)))


def test_a_worker_with_another_version(tmp_path: Path, machines: Machines) -> None:
    with pytest.raises(SetupError, match="another version of Kartotek, of Python or of a package"):
        list(cluster_map(double, 2, [1, 2], Cluster(machines.address, tmp_path, version_of_the_process)))


def test_a_worker_without_the_package(tmp_path: Path) -> None:
    """It is kept from finding it by a folder of that name that has nothing in it."""
    (tmp_path / "kartotek").mkdir()
    (tmp_path / "kartotek/__init__.py").write_text("raise ModuleNotFoundError('No module named kartotek')\n")
    with (
        cluster(1, {"PYTHONPATH": str(tmp_path)}) as machines,
        pytest.raises(SetupError, match="does not have Kartotek"),
    ):
        list(cluster_map(double, 2, [1, 2], Cluster(machines.address, tmp_path, one_version)))


class _WhenHalfDone:
    """Twenty tasks that do something to the machines once the first is done."""

    def __init__(self, machines: Machines, folder: Path, version: Callable[[], str] = one_version) -> None:
        self.done: list[int] = []
        self._results = cluster_map(slowly, 2, range(20), Cluster(machines.address, folder, version))

    def then(self, what: Callable[[], object]) -> list[int]:
        self.done.append(next(self._results))
        what()
        self.done += self._results
        return self.done


def slowly(shared: int, task: int) -> int:
    sleep(0.1)
    return shared * task


def test_all_workers_gone_is_told_and_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kartotek.workers.cluster._LOOK_S", 0.1)
    monkeypatch.setattr("kartotek.workers.cluster._PATIENCE_S", 1)
    with cluster(1) as machines, pytest.raises(SetupError, match="all workers of the scheduler"):
        _WhenHalfDone(machines, tmp_path).then(machines.workers[0].kill)


def test_a_worker_that_comes_in_the_place_of_the_last_goes_on(tmp_path: Path) -> None:
    with cluster(1) as machines, ExitStack() as stack:

        def replaced() -> None:
            machines.workers[0].kill()
            stack.enter_context(worker(machines.address))

        assert _WhenHalfDone(machines, tmp_path).then(replaced) == [2 * task for task in range(20)]


def test_a_worker_of_another_version_that_comes_later_does_nothing(tmp_path: Path) -> None:
    """It was not there when all workers were asked."""
    with cluster(1, {"VERSION": "1"}) as machines, ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("VERSION", "1")

        def another() -> None:
            stack.enter_context(worker(machines.address, {"VERSION": "2"}))
            machines.workers[0].kill()

        with pytest.raises(SetupError, match="a worker that came later has another version") as raised:
            _WhenHalfDone(machines, tmp_path, version_of_the_environment).then(another)
        assert "same lock file" in raised.value.hint


def version_of_the_environment() -> str:
    return os.environ["VERSION"]


def test_results_come_in_the_order_of_the_tasks(tmp_path: Path, machines: Machines) -> None:
    done = cluster_map(double, 2, range(100), Cluster(machines.address, tmp_path, one_version))
    assert list(done) == [2 * task for task in range(100)]
