"""What docs/theme.md tells sites to change takes a few lines, and is what visitors then see."""

import re
from pathlib import Path

import pytest

from kartotek.render.theme import default_theme
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite

DOCS = (Path(__file__).parents[2] / "docs/theme.md").read_text("utf-8").split("## Five changes")[1].split("\n## ")[0]
CHANGES = dict(re.findall(r"\*\*An? ([\w ]+)\.\*\*.*?```\w+\n(.*?)```", DOCS, re.DOTALL))
FEATURED = '<h2 id="featured">{{ _("Featured") }}</h2>\n'


def test_five_changes_take_fewer_than_ten_lines_each() -> None:
    assert set(CHANGES) == {"colour", "template", "label", "chart", "kind of page"}
    assert all(change.count("\n") < 10 for change in CHANGES.values())


@pytest.fixture
def dist(write_site: WriteSite) -> Path:
    """A portal with all five."""
    css, home = ((default_theme() / name).read_text("utf-8") for name in ("assets/theme.css", "home.html"))
    assert FEATURED in home
    site = write_site(
        {
            "site.yaml": "title: Cards\nsearch: false\nlanguages: [en, da]\n",
            "content/publications/a.md": ARTICLE.replace("issued:", "featured: true\nissued:"),
            "templates/assets/theme.css": css + CHANGES["colour"] + CHANGES["chart"],
            "templates/partials/footer.html": CHANGES["template"],
            "templates/home.html": home.replace(FEATURED, CHANGES["label"]),
            "templates/keyword.html": CHANGES["kind of page"],
        }
    )
    assert build(BuildOptions(site, site / "dist")).diagnostics == []
    return site / "dist"


def test_visitors_see_what_was_changed(dist: Path) -> None:
    home, danish, keyword = ((dist / name / "index.html").read_text("utf-8") for name in ("", "da", "keywords/cards"))
    assert '<h2 id="featured">New from us</h2>' in home
    assert '<h2 id="featured">Nyt fra os</h2>' in danish
    assert '<footer class="site-footer"><p class="wide">Cards · <a href="./data/">' in home
    assert '<p class="lead">1</p>' in keyword
    assert "On Cards</a>" in keyword
    assert (dist / "assets/theme.css").read_text("utf-8").endswith(CHANGES["chart"])
