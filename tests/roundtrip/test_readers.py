"""Exports are read back by readers that are not ours; what goes wrong with that is said plainly."""

import sys
from dataclasses import replace
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.config.settings import Site
from kartotek.export.formats import WHOLE
from kartotek.export.ris import ris
from kartotek.export.work_builder import describe
from kartotek.model.common import Contributor
from kartotek.model.publication import Notice, OtherWork, Publication
from kartotek.roundtrip.compare import disagreements_of, formats
from kartotek.roundtrip.facts import differences
from kartotek.text.dates import PartialDate
from tests.conftest import WriteSite
from tests.export.works import ARTICLE_RECORD, LISTED, SITE, TODAY, article, person, tags, work
from tests.hard_cases import PEOPLE, portal_of


@pytest.mark.parametrize("site", [Site(title=(("", "No address"),)), SITE], ids=["without base_url", "with"])
def test_3000_authors(site: Site) -> None:
    authors = tuple(person(f"Given{i}", f"van der Family{i}", "Jr." if i % 7 == 0 else "") for i in range(3000))
    many = describe(portal_of(replace(ARTICLE_RECORD, authors=authors)), site, "a", "")
    assert disagreements_of(many, TODAY, formats()) == []
    assert len(tags(ris(many), "AU")) == 3000


@pytest.mark.parametrize("contributor", PEOPLE, ids=lambda contributor: contributor.display)
def test_each_name_alone(contributor: Contributor) -> None:
    assert disagreements_of(article(authors=(contributor,)), TODAY, formats()) == []
    anthology = Publication("b", "anthology", "B", editors=(contributor,), issued=PartialDate(2020))
    assert disagreements_of(work(anthology), TODAY, formats()) == []


_ERRATUM = Notice("erratum", PartialDate(2024, 3, 1), doi="10.1234/e")


@pytest.mark.parametrize(
    "values",
    [
        {"journal": "", "reviewed": OtherWork("Sacred Drawers", issued=PartialDate(2013))},
        {"reviewed": OtherWork("Step, by *step*; drawers", authors=(person("Bo", "Berg"),))},
        {"original": OtherWork("Skuffer: {om} dem; og mere", language="da"), "type": "book", "journal": ""},
        {"journal": "", "container_title_short": "J. Index."},
        {"notices": (_ERRATUM, _ERRATUM)},
    ],
    ids=lambda values: " ".join(values),
)
def test_a_review_without_a_journal_a_short_title_alone_and_a_notice_twice(values: dict[str, Any]) -> None:
    assert disagreements_of(article(**values), TODAY, formats()) == []


def test_an_export_that_has_lost_what_is_reviewed_or_the_original_is_told() -> None:
    other = OtherWork("Sacred Drawers")
    made, bare = article(type="book-review", reviewed=other, original=other), article(type="book-review")
    told = {
        name: [line.partition(" reads ")[0] for line in differences(row.wanted(made), row.read(row.made(bare)))]
        for name, row in formats().items()
        if name in ("RIS", "CSV", "CSL-JSON", "biblatex")
    }
    assert "the reviewed title" in told["RIS"]
    assert "the reviewed title" in told["CSV"]
    assert {"the reviewed title", "the original title"} <= set(told["CSL-JSON"])
    assert "the original title" in told["biblatex"]


@pytest.mark.parametrize("title", ["In $x}{y$", "In $}{$ and $a}$", "In ${x$"])
def test_no_formula_ends_its_field(title: str) -> None:
    assert disagreements_of(article(title=title), TODAY, formats()) == []


@pytest.mark.parametrize("kind", ["report", "working-paper", "patent", "dataset"])
@pytest.mark.parametrize("number", ["IMM-REP-1998-8", "1998-1234", "978-0-306-40615-7", "SAND2010-5512, 2", "A–B 3"])
def test_numbers_of_reports_are_not_taken_for_standard_numbers(kind: str, number: str) -> None:
    made = Publication("b", kind, "B", number=(number,), isbn=("978-3-16-148410-0",), issued=PartialDate(2020))
    assert disagreements_of(work(made), TODAY, formats()) == []


def test_check_reads_exports_back(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["check", "--site", str(write_site(LISTED)), "--jobs", "1", "--roundtrip"]
    assert main(command) == 0
    monkeypatch.setitem(WHOLE, ".ris", lambda work: ris(work).replace("On Cards", "On Carts"))
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "content/publications/a.md\n" in said
    assert "[roundtrip]" in said
    assert "in RIS the title reads 'On Carts'" in said


def test_a_file_that_no_reader_takes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WHOLE, ".json", lambda _: "[{]")
    (diagnostic,) = disagreements_of(article(), TODAY, formats())
    assert diagnostic.startswith("CSL-JSON cannot be read back: JSONDecodeError")


def test_check_says_what_is_not_installed(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in [name for name in sys.modules if name.startswith("kartotek.roundtrip.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "pybtex.database", None)
    import kartotek.roundtrip as room

    monkeypatch.delattr(room, "bibtex", raising=False)
    assert main(["check", "--site", str(write_site(LISTED)), "--roundtrip"]) == 2
    said = capsys.readouterr().err
    assert "pybtex" in said
    assert 'pip install -e ".[roundtrip]"' in said
