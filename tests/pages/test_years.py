"""Publications by year: where they stand, in what order, and the chart, whatever their dates."""

import re
from pathlib import Path

import pytest

from kartotek import urls
from kartotek.pages.parts.chart import per_year
from kartotek.render.language import Language
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite
from tests.hard_cases import portal_of, publications

LABEL = Language("en").year
DATES = {
    "ancient": "-0299",
    "first": "0000",
    "about": "1676~",
    "period": "2020/2022",
    "spring": "2020-21",
    "day": "2020-05-04",
    "undated": "",
}


def article(date: str) -> str:
    return ARTICLE.replace("issued: 2020-05\n", f"issued: {date}\n" if date else "")


@pytest.fixture
def dist(write_site: WriteSite, tmp_path: Path) -> Path:
    entries = {f"content/publications/{name}.md": article(date) for name, date in DATES.items()}
    out = tmp_path / "dist"
    build(BuildOptions(write_site({**entries, "site.yaml": "title: Test\nsearch: false\nlanguages: [en, da]\n"}), out))
    return out


def read(page: Path) -> str:
    return page.read_text("utf-8").replace("\u2009", " ")


def test_each_year_has_its_page(dist: Path) -> None:
    """Years before 1 are named as people count them; a period stands under the year it begins in."""
    pages = {path.name for path in (dist / "years").iterdir() if path.is_dir()}
    assert pages == {"300-bc", "1-bc", "1676", "2020", "undated"}
    assert "<h1>300 BC</h1>" in read(dist / "years/300-bc/index.html")
    assert "<h1>300 f.Kr.</h1>" in read(dist / "da/years/300-bc/index.html")
    assert (dist / "years/300-bc/300-bc.bib").exists()
    assert "<b>2020–2022</b>" in read(dist / "years/2020/index.html")
    assert "<b>ca. 1676</b>" in read(dist / "da/years/1676/index.html")
    assert "1 BC →" in read(dist / "years/300-bc/index.html")


def test_a_page_tells_its_date(dist: Path) -> None:
    for page, said in (("publications", "Published – Spring 2020"), ("da/publications", "Udgivet – forår 2020")):
        assert said in re.sub("</?span[^>]*>", "", read(dist / page / "spring/index.html"))


def test_newest_first_and_undated_last() -> None:
    shown = portal_of(*publications(200)).publications.values()
    order = [(date is None, *(-part for part in date.order)) if (date := one.date) else (True,) for one in shown]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("counts", "step", "bars", "first", "last"),
    [
        ({}, 1, 0, "", ""),
        ({"undated": 3}, 1, 0, "", ""),
        ({"2020": 1, "2024": 2, "undated": 1}, 1, 5, "2020", "2024"),
        ({"1950": 1, "2024": 2}, 10, 8, "1950", "2020"),
        ({"-299": 1, "2024": 2}, 100, 24, "301 BC", "2000"),
        ({"-9999": 1, "9999": 2}, 1000, 20, "10001 BC", "9000"),
        ({"0": 1, "3": 1}, 1, 4, "1 BC", "3"),
    ],
)
def test_a_chart_stays_small(counts: dict[str, int], step: int, bars: int, first: str, last: str) -> None:
    chart = per_year(counts, LABEL)
    assert (chart.step, len(chart.bars), chart.first, chart.last) == (step, bars, first, last)
    assert sum(bar.count for bar in chart.bars) == sum(count for year, count in counts.items() if year != "undated")
    assert step > 1 or {bar.url for bar in chart.bars if bar.count} == {
        urls.item("years", year) for year in counts if year != "undated"
    }
