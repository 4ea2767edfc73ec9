"""Law 1 needs it: if publications were edited and no link has changed, every page that shows one of them is planned."""

from pathlib import Path

import pytest

from kartotek.config.settings import read_settings
from kartotek.model.portal import Portal
from kartotek.model.relist import Relisted, relist
from kartotek.pages import FAMILIES
from kartotek.pages.family import Family
from kartotek.render.environment import make_environment
from kartotek.render.language import language
from kartotek.site.build import build
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.view.view import View
from tests.conftest import ROOT, tree

ABOUT_ONE = {"publications", "works", "citations", "cards", "tallies"}
"""The kinds of facts that an edit of fields which linking does not read may change."""


@pytest.fixture(scope="module", params=[ROOT, ROOT / "tests/golden/site"], ids=["demo", "golden"])
def view(request: pytest.FixtureRequest) -> View:
    site: Path = request.param
    settings, _ = read_settings(site)
    assert settings is not None
    portal = load(Job(BuildOptions(site, site / "dist"), settings)).portal
    speech = language("en")
    return View(portal, settings, speech, make_environment(site, speech))


def touched_by(portal: Portal, key: str) -> Relisted:
    found = relist(portal, [key], {key: portal.publications[key]}, ())
    assert found is not None
    return found


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_every_page_that_shows_a_publication_is_planned(family: Family, view: View) -> None:
    plan_touched = family.plan_touched
    if plan_touched is None:
        return  # all its pages are planned
    showing: dict[str, set[str]] = {}
    for page in family.plan(view):
        for kind, key in family.inputs(view, page):
            if kind in ABOUT_ONE:
                showing.setdefault(key, set()).add(page.url)
    for key, urls in showing.items():
        planned = {page.url for page in plan_touched(view, touched_by(view._portal, key).touched)}
        assert urls <= planned, key


def test_files_of_suggestions_go_with_the_last_name_that_is_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which of these files there are depends on titles, of which only one was edited."""
    for module in ("shards", "words"):
        monkeypatch.setattr(f"kartotek.search.{module}._LARGEST", 60)  # bytes of a file, above which there are several
    site, clean = tmp_path / "site", tmp_path / "clean"
    folder = site / "content/publications"
    folder.mkdir(parents=True)
    (site / "site.yaml").write_text("title: Test\noutput: full\n")
    for key, title in (("a", "Cards"), ("b", "Xylophones")):
        (folder / f"{key}.md").write_text(f"---\ntype: book\ntitle: {title}\nauthors: [Ada Lind]\nissued: 2020\n---\n")
    build(BuildOptions(site, site / "dist"))
    before = {path.name for path in (site / "dist/search").iterdir()}
    (folder / "b.md").write_text((folder / "b.md").read_text().replace("Xylophones", "Drawers"))
    build(BuildOptions(site, site / "dist"))
    build(BuildOptions(site, clean, clean=True))
    assert tree(site / "dist") == tree(clean)
    assert before - {path.name for path in (clean / "search").iterdir()}
