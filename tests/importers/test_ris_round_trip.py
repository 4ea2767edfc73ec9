"""What the portal exports as RIS is imported as it was: the entry that comes back has the same RIS."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.config.settings import Site, read_settings
from kartotek.export.ris import ris
from kartotek.export.work import Work
from kartotek.export.work_builder import describe
from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Raw
from kartotek.importers.ris import read
from kartotek.importers.ris_fields import draft
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from tests.conftest import ROOT, tree
from tests.corpus import write_corpus
from tests.hard_cases import portal_of

SITE = Site(title=(("", "Cards"),))
SAME_IN_RIS = {
    "review": "article-journal",
    "editorial": "article-journal",
    "letter": "article-journal",
    "book-review": "article-journal",
    "conference-abstract": "paper-conference",
    "artefact": "other",
}
"""Types that RIS does not tell apart (M3 has the medium of an artefact)."""


def read_portal(site: Path) -> Portal:
    settings, _ = read_settings(site)
    assert settings is not None
    return load(Job(BuildOptions(site, site / "dist"), settings)).portal


def imported(reference: str) -> Candidate:
    found = read(reference, "x.ris")
    assert found.count == 1
    (raw,) = found.found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate), made
    return made


def lines_of(work: Work) -> list[str]:
    """The RIS of a work, but for what cannot come back: titles of which RIS does not say the language, links to
    documents, of which it does not say who may read them, and what the work has from its journal's entry alone."""
    inherited = {"PB": not work.record.publisher and not work.record.institution, "CY": not work.record.place}
    return [
        line
        for line in ris(work).split("\r\n")
        if line[:2] not in ("TT", "L1") and not (inherited.get(line[:2]) and work.record.journal)
    ]


def differences(portal: Portal, keys: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Works whose RIS is another one when it was imported, with the lines before and after."""
    for key in keys:
        work = describe(portal, SITE, key, "")
        made = imported(ris(work)).publication
        before = lines_of(work)
        after = lines_of(describe(portal_of(made), SITE, made.key, ""))
        if before != after:
            yield key, [line for line in before if line not in after], [line for line in after if line not in before]
        kind = work.record.type
        assert made.type == kind or made.type == SAME_IN_RIS.get(kind), key


@pytest.mark.parametrize("site", [ROOT, ROOT / "tests/golden/site"], ids=["demo", "golden"])
def test_portals_come_back_as_they_were(site: Path) -> None:
    portal = read_portal(site)
    found = list(differences(portal, list(portal.publications)))
    assert [each for each in found if "<b>" not in str(each)] == []  # an abstract that shows tags as text


def test_300_papers_come_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Papers\n")
    write_corpus(tmp_path / "content")
    portal = read_portal(tmp_path)
    assert list(differences(portal, list(portal.publications)[::6][:300])) == []


def test_entries_come_back_with_the_same_fields(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Papers\n")
    write_corpus(tmp_path / "content")
    portal = read_portal(tmp_path)
    for key in list(portal.publications)[::20]:
        record: Publication = portal.publications[key]
        made = imported(ris(describe(portal, SITE, key, ""))).publication
        assert [one.display for one in made.authors] == [one.display for one in record.authors], key
        for name in ("title", "issued", "book", "journal", "volume", "issue", "pages", "doi", "publisher", "url"):
            assert getattr(made, name) == getattr(record, name), (key, name)


def test_an_export_that_is_imported_where_it_came_from_changes_nothing(tmp_path: Path) -> None:
    """Works without any identifier are found by the address of their page."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "site.yaml").write_text("title: Test\nbase_url: https://portal.example/\n")
    portal = read_portal(tmp_path)
    site = Site(title=(("", "Test"),), base_url="https://portal.example/")
    (tmp_path / "all.ris").write_text("".join(ris(describe(portal, site, key, "")) for key in portal.publications))
    before = tree(tmp_path / "content")
    assert main(["import", "--site", str(tmp_path), "--jobs", "1", str(tmp_path / "all.ris")]) == 0
    assert tree(tmp_path / "content") == before
