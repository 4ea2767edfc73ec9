"""The synthetic corpus of the benchmarks is the same for the same seed, and builds without a doubt."""

from pathlib import Path

from benchmarks.corpus import Corpus, write_corpus
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


def test_the_corpus_has_no_faults(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site({})
    write_corpus(site / "content", 500)
    report = build(BuildOptions(site, tmp_path / "dist", search=False, strict=True))
    assert (report.publications, report.diagnostics) == (500, [])
    assert report.pages > 1000
