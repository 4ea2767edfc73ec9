"""Every export of thousands of publications is read back, and says what the entry says."""

from functools import cache
from pathlib import Path

import pytest

from kartotek.config.settings import Site, read_settings
from kartotek.model.common import Contributor
from kartotek.model.portal import Portal
from kartotek.model.publication import OtherWork, Publication
from kartotek.model.types import TYPES
from kartotek.roundtrip.compare import disagreements
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.text.names import PersonName
from tests.conftest import ROOT
from tests.corpus import write_corpus
from tests.hard_cases import portal_of, publications

SITE = Site(title=(("", "Hard cases"),), base_url="https://hard.example/")
COUNT = 2000
PARTS = 8
"""So many tests share the publications of a portal, so that workers can share the tests."""
in_parts = pytest.mark.parametrize("part", range(PARTS))
a_quarter_at_once = pytest.mark.parametrize(
    "part", [pytest.param(part, marks=[pytest.mark.long] if part % 4 else []) for part in range(PARTS)]
)
"""For what is so like the rest that the others can wait for the week."""


def part_of(portal: Portal, part: int) -> list[str]:
    assert len(portal.publications) == COUNT
    return list(portal.publications)[part::PARTS]


def read(site: Path) -> tuple[Portal, Site]:
    settings, _ = read_settings(site)
    assert settings is not None
    return load(Job(BuildOptions(site, site / "dist"), settings)).portal, settings.site


@pytest.mark.parametrize("site", [ROOT, ROOT / "tests/golden/site"], ids=["demo", "golden"])
def test_portals_come_back_as_they_were(site: Path) -> None:
    portal, settings = read(site)
    assert list(disagreements(portal, settings, portal.publications)) == []


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Portal, Site]:
    site = tmp_path_factory.mktemp("papers")
    (site / "site.yaml").write_text("title: Papers\noutput: full\nbase_url: https://papers.example/\n")
    assert write_corpus(site / "content") == COUNT
    return read(site)


@a_quarter_at_once
def test_2000_papers_come_back_as_they_were(papers: tuple[Portal, Site], part: int) -> None:
    portal, settings = papers
    assert list(disagreements(portal, settings, part_of(portal, part))) == []


@cache
def hard_cases(seed: int) -> Portal:
    return portal_of(*publications(COUNT, seed))


@a_quarter_at_once
def test_2000_hard_cases_come_back_as_they_were(part: int) -> None:
    portal = hard_cases(1)
    assert list(disagreements(portal, SITE, part_of(portal, part))) == []


@pytest.mark.long
@in_parts
@pytest.mark.parametrize("seed", range(2, 6))
def test_more_hard_cases_come_back_as_they_were(seed: int, part: int) -> None:
    portal = hard_cases(seed)
    assert list(disagreements(portal, SITE, part_of(portal, part))) == []


def test_hard_cases_are_of_all_types() -> None:
    assert {publication.type for publication in publications(len(TYPES))} == set(TYPES)


@pytest.mark.parametrize("title", ["Sacred texts", "On $x^2$ & *cards*", "[DNA]{.nocase} now"])
@pytest.mark.parametrize("type_", ["book-review", "article-journal", "webpage", "other"])
def test_what_a_work_reviews_and_comes_from_is_no_alarm(type_: str, title: str) -> None:
    other = OtherWork(title, (Contributor(PersonName("Bo", "Berg")),), language="fr")
    portal = portal_of(Publication("a", type_, "T", reviewed=other, original=other))
    assert list(disagreements(portal, SITE, portal.publications)) == []
