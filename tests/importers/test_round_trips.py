"""Export, import: what the mapping table names for a format comes back as it was, but for what is listed.

Works of all types, with every field that each can have, go the whole way: entry files, a portal, the file of a list as
a build writes it, `import` into an empty portal, and that portal.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from kartotek.config.settings import Site
from kartotek.content.yaml_output import entry_text
from kartotek.export.formats import AROUND, joined, listed
from kartotek.export.mapping import COLUMNS, MAPPING
from kartotek.export.work_builder import describe
from kartotek.importers.importing import ImportOptions, import_files
from kartotek.importers.plan import Outcome
from kartotek.model.common import Contributor
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.model.roles import ROLES
from kartotek.model.types import TYPES
from kartotek.render.markdown import plain
from kartotek.site.begin import begin_job
from kartotek.site.load import load
from kartotek.site.options import BuildOptions
from tests.conftest import ROOT
from tests.importers.losses import LOSSES
from tests.importers.works import entries

FILES = {"bibtex": ".bib", "biblatex": ".bib", "ris": ".ris", "csl_json": ".json", "csv": ".csv"}


def portal_in(site: Path) -> Portal:
    loaded = load(begin_job(BuildOptions(site, site / "dist", drafts=True)))
    return loaded.portal


@cache
def portal_of(count: int) -> Portal:
    """A portal of so many works."""
    with TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "content/publications").mkdir(parents=True)
        (site / "site.yaml").write_text("title: Works\n")
        for entry in entries(count):
            body = entry.pop("abstract", "")
            path = site / f"content/publications/{entry['cite_key']}.md"
            path.write_text(entry_text(entry, body), "utf-8")
        return portal_in(site)


def exported(portal: Portal, column: str) -> bytes:
    """The file of a list of all works, as a build writes it."""
    suffix = FILES[column]
    site = Site(title=(("", "Works"),))
    at = list(AROUND).index(suffix)
    works = (describe(portal, site, key, "") for key in portal.publications)
    return joined(suffix, [listed(work, biblatex=column == "biblatex")[at] for work in works])


_COMPANY = re.compile(r"^Inc\. (\w+)$")
"""One of the corpus that was taken apart as people are; it comes back whole."""


def meaning(field: str, work: Publication) -> Any:
    """What a field says: people by their names, as ids are those of entries; titles without escapes."""
    value = getattr(work, field, None)
    if field in ROLES:
        people: tuple[Contributor, ...] = getattr(work, field)
        return [(_COMPANY.sub(r"\1, Inc.", each.display), each.roles) for each in people]
    return plain(value) if field in ("title", "subtitle") and value else value


def differing(column: str, before: Publication, after: Publication) -> Iterator[str]:
    """The fields that the mapping names for a format, and that are not what they were."""
    for row in MAPPING:
        if getattr(row, column) and meaning(row.field, before) != meaning(row.field, after):
            yield row.field


def came_back(column: str, count: int, site: Path) -> Iterator[tuple[Publication, Publication]]:
    """Each work as it was, and as it came back."""
    before = portal_of(count)
    assert len(before.publications) == count
    assert {work.type for work in before.publications.values()} == set(TYPES)
    (site / "site.yaml").write_text("title: Works\n")
    path = site / f"works{FILES[column]}"
    path.write_bytes(exported(before, column))
    plan = import_files(ImportOptions(site, [path]))
    assert (plan.counts[Outcome.IMPORTED], plan.counted) == (count, count)
    after = {work.cite_key: work for work in portal_in(site).publications.values()}
    for work in before.publications.values():
        yield work, after[work.cite_key]


def _compare(column: str, count: int, site: Path) -> None:
    told: list[str] = []
    met: set[str] = set()
    for before, after in came_back(column, count, site):
        for field in differing(column, before, after):
            reasons = [loss for loss in LOSSES[column] if loss.field == field and loss.of(before)]
            met.update(loss.why for loss in reasons)
            if not reasons:
                was, now = meaning(field, before), meaning(field, after)
                told.append(f"{before.type} {before.key}: {field} was {was!r}, is {now!r}")
    assert told == []
    assert {loss.why for loss in LOSSES[column]} <= met  # a reason that is none any more


@pytest.mark.parametrize("column", FILES)
def test_240_works_of_all_types_come_back(column: str, tmp_path: Path) -> None:
    _compare(column, 240, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("column", FILES)
def test_2000_works_of_all_types_come_back(column: str, tmp_path: Path) -> None:
    _compare(column, 2000, tmp_path)


@pytest.mark.parametrize("column", FILES)
def test_the_guide_lists_what_a_format_cannot_hold(column: str) -> None:
    """A line of the table in docs/importing.md: each reason, and after it the fields."""
    by_reason: dict[str, list[str]] = {}
    for loss in LOSSES[column]:
        by_reason.setdefault(loss.why, []).append(f"`{loss.field}`")
    reasons = "; ".join(f"{why} ({', '.join(fields)})" for why, fields in by_reason.items())
    guide = (ROOT / "docs/importing.md").read_text("utf-8").splitlines()
    assert f"| {COLUMNS[column]} | {reasons} |" in guide
