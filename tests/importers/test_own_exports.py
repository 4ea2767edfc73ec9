"""What the portal exports comes back as it was, but for what a format cannot say."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.export.bibtex import bibtex
from kartotek.export.mapping import COLUMNS, MAPPING
from kartotek.export.work import Work
from kartotek.export.work_builder import WorkBuilder
from kartotek.importers.bibtex import read
from kartotek.importers.bibtex_fields import draft
from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Raw
from kartotek.model.common import Contributor
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.site.begin import begin_job
from kartotek.site.load import load
from kartotek.site.options import BuildOptions
from kartotek.text.multilingual import Multilingual
from tests.conftest import ROOT, tree

FALLBACK_DATES = {"online", "accepted", "submitted", "awarded"}
"""Formats with one date have the first of these that is given, as the date of publication."""
LOST = {
    "biblatex": {
        *FALLBACK_DATES,
        "event",  # without its country
        "abstract",  # without emphasis and breaks of lines
        "language",  # biblatex names languages, and has one name for both kinds of Norwegian
    },
    "bibtex": {
        *FALLBACK_DATES, "event", "abstract", "language",
        "title", "subtitle",  # are one field
        "publisher", "institution",  # are one field for theses and reports
    },
}  # fmt: skip
TYPES_LOST = {"artefact", "letter", "review", "editorial", "book-review", "article-newspaper", "article-magazine"}
"""Types for which BibTeX and biblatex have none."""


@cache
def demo() -> tuple[Portal, WorkBuilder]:
    job = begin_job(BuildOptions(ROOT, ROOT / "dist", drafts=True))
    portal = load(job).portal
    return portal, WorkBuilder(portal, job.settings.site)


def imported(text: str) -> Candidate:
    (raw,) = read(text, "x.bib").found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate)
    return made


def differing(work: Work, before: Publication, after: Publication, column: str) -> dict[str, tuple[Any, Any]]:
    """The fields that the mapping names for a format and that differ, with both values."""
    found: dict[str, tuple[Any, Any]] = {}
    for row in MAPPING:
        if not getattr(row, column) or row.field in LOST[column]:
            continue
        was, now = getattr(before, row.field, None), getattr(after, row.field, None)
        if isinstance(was, Multilingual):  # a file has one language
            was = str(was.best([before.language]))
        if isinstance(was, tuple):  # the format names people, not where they worked
            was = tuple(replace(each, affiliations=()) if isinstance(each, Contributor) else each for each in was)
        if row.field == "journal" and was:
            was = work.container
        if row.field == "issn":
            was = work.issn
        if row.field == "url" and str(now).startswith("https://portal.example/publications/"):
            now = ""
        if (row.field == "type" and was in TYPES_LOST) or row.field == "cite_key":
            continue
        if was != now:
            found[row.field] = was, now
    return found


@pytest.mark.parametrize("column", ["bibtex", "biblatex"])
def test_the_demo_comes_back(column: str) -> None:
    assert column in COLUMNS
    portal, builder = demo()
    for key, publication in portal.publications.items():
        work = builder.whole(key)
        made = imported(bibtex(work, biblatex=column == "biblatex"))
        found = differing(work, publication, made.publication, column)
        if publication.event and column == "bibtex":
            found.pop("note", None)  # where BibTeX has its event
        if publication.type == "report" and not publication.institution:
            found.pop("institution", None)  # biblatex has one field for who issues a report
            found.pop("publisher", None)
        assert found == {}, key
        assert made.data["cite_key"] == key


def test_an_export_that_is_imported_where_it_came_from_changes_nothing(tmp_path: Path) -> None:
    """Works without any identifier are found by the address of their page."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "site.yaml").write_text("title: Test\nbase_url: https://portal.example/\n")
    portal, builder = demo()
    (tmp_path / "all.bib").write_text(
        "\n".join(bibtex(builder.whole(key), biblatex=True) for key in portal.publications)
    )
    before = tree(tmp_path / "content")
    assert main(["import", "--site", str(tmp_path), "--jobs", "1", str(tmp_path / "all.bib")]) == 0
    assert tree(tmp_path / "content") == before
