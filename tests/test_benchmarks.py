"""The synthetic corpus of the benchmarks is the same for the same seed, and builds without a doubt."""

import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from benchmarks import check, contestants, csl, fuzz, measure, samples, smoke
from benchmarks.corpus import Corpus, write_corpus
from kartotek.importers.formats import FORMATS
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite


def test_the_same_seed_gives_the_same_corpus() -> None:
    corpus = list(Corpus("a").entries(200))
    assert list(Corpus("a").entries(200)) == corpus
    assert list(Corpus("b").entries(200)) != corpus


def test_a_small_corpus_is_the_beginning_of_a_large_one() -> None:
    small = list(Corpus().entries(100))
    assert list(Corpus().entries(300))[: len(small)] == small


def test_the_corpus_has_no_diagnostics(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site({})
    write_corpus(site / "content", 200)
    report = build(BuildOptions(site, tmp_path / "dist", search=False, strict=True))
    assert (report.publications, report.diagnostics) == (200, [])
    assert report.pages > 400


BUSY = """
import subprocess, sys, time
end = time.process_time() + 0.3
while time.process_time() < end: pass
if sys.argv[1] == "parent": subprocess.run([sys.executable, *sys.orig_argv[1:-1], "child"], check=True)
print("done")
"""


def test_what_a_command_costs_is_counted_with_all_it_starts() -> None:
    cost, said = measure.run([sys.executable, "-c", BUSY, "parent"])
    assert said.split() == ["done", "done"]
    assert cost.cpu >= 0.5  # seconds: each of the two spends 0.3 by its own clock
    assert cost.whole == cost.memory
    assert (cost.apart_cpu, cost.apart_memory) == (0, 0)


def test_memory_is_what_a_process_holds() -> None:
    before = measure.memory_of(psutil.Process())
    held = bytes(range(1, 256)) * 400_000
    assert measure.memory_of(psutil.Process()) - before > 0.9 * len(held)


def test_a_command_that_fails_ends_a_benchmark_with_its_words() -> None:
    with pytest.raises(SystemExit, match=r"(?s)no such entry.*status 3"):
        measure.run([sys.executable, "-c", "import sys; print('no such entry', file=sys.stderr); sys.exit(3)"])


def test_the_smoke_build_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one_short = lambda content, count, seed: write_corpus(content, count - 1, seed)  # noqa: E731
    monkeypatch.setattr(smoke, "write_corpus", one_short)
    with pytest.raises(SystemExit, match="11 publications were built, not 12"):
        smoke.smoke(tmp_path, 12, jobs=2)


def test_checks_are_timed_from_the_first_on(tmp_path: Path) -> None:
    write_corpus(tmp_path / "content", 30)
    site = contestants.Kartotek(tmp_path / "content", tmp_path / "site")
    costs = list(check._checks(site, 2))
    assert [case for case, _ in costs] == 2 * ["first", "second, unchanged", "one abstract changed"]
    assert all(cost.wall > 0 for _, cost in costs)
    assert (tmp_path / "site/.kartotek/checked").exists()


@pytest.mark.parametrize("main", [csl.main, samples.main], ids=["csl", "samples"])
def test_a_folder_that_is_not_there_is_told_in_a_sentence(
    main: Callable[[], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in ([], [str(tmp_path / "none")]):
        monkeypatch.setattr(sys, "argv", ["benchmarks", *arguments])
        with pytest.raises(SystemExit):
            main()
        assert "error: " in capsys.readouterr().err


def test_the_fuzzer_damages_every_format(tmp_path: Path) -> None:
    assert {f"import {name}" for name in FORMATS} < {*fuzz.parts(tmp_path)}
