"""Dates of all kinds in every export."""

from pathlib import Path
from typing import Any

import pytest

from kartotek.export.atom import entry, feed
from kartotek.export.bibtex import bibtex
from kartotek.export.coins import coins
from kartotek.export.csl import csl_item
from kartotek.export.csv_rows import HEADER, row
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import dublin_core
from kartotek.export.highwire import highwire
from kartotek.export.open_graph import open_graph
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.model.publication import Publication
from kartotek.roundtrip.compare import disagreements_of, formats
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.dates import PartialDate, parse_date
from tests.conftest import ARTICLE, WriteSite, tree
from tests.export.works import LISTED, TODAY, article, tags, work

DATED = {
    "2024-21": ("2024", "2024", "2024-21", "2024", "2024///Spring", "2024", "2024"),
    "1676~": ("c. 1676", "", "1676~", "1676", "1676///circa", "1676", "1676"),
    "1676-03%": ("c. 1676?", "mar", "1676-03%", "1676", "1676/03//circa, uncertain", "1676/03", "1676-03"),
    "2020/2022": ("2020--2022", "", "2020/2022", "2020", "2020///2020 to 2022", "2020", "2020"),
    "2024-01/2024-03": ("2024", 'jan # "--" # mar', "", "2024", "2024///2024-01 to 2024-03", "2024", "2024"),
    "2024-05-01/2024-05-03": ("2024", "may", "", "2024", "2024/05//2024-05-01 to 2024-05-03", "2024/05", "2024-05"),
    "-0299": ("300 BC", "", "-0299", "300 BC", "", "", "-0299"),
}
"""Dates, and what is made of them: year and month in BibTeX, biblatex, PY and DA in RIS, a citation tag, JSON-LD."""


@pytest.mark.parametrize("date", DATED)
def test_dates_of_all_kinds(date: str) -> None:
    year, month, biblatex, py, da, tag, published = DATED[date]
    made = article(issued=parse_date(date))
    assert f"  year = {{{year}}},\n" in bibtex(made)
    assert month in bibtex(made)
    assert f"  date = {{{biblatex or date}}},\n" in bibtex(made, biblatex=True)
    assert (tags(ris(made), "PY"), tags(ris(made), "DA")) == ([py], [da] if da else [])
    assert dict(highwire(made)).get("citation_publication_date", "") == tag
    assert work_thing(made)["datePublished"] == published
    assert ("DC.date", date, "") in dublin_core(made)
    assert dict(zip(HEADER, row(made), strict=True))["date"] == date


@pytest.mark.parametrize(
    ("date", "csl"),
    [
        ("2024-21", {"date-parts": [[2024]], "season": 1}),
        ("2024-21/2024-22", {"date-parts": [[2024, 21], [2024, 22]]}),
        ("1676~", {"date-parts": [[1676]], "circa": True}),
        ("1676?/1680", {"date-parts": [[1676], [1680]], "circa": True}),
        ("2018-12/2019-01", {"date-parts": [[2018, 12], [2019, 1]]}),
        ("-0299", {"date-parts": [[-300]]}),
        ("0000", {"date-parts": [[-1]]}),
    ],
)
def test_dates_in_csl(date: str, csl: dict[str, Any]) -> None:
    assert csl_item(article(issued=parse_date(date)))["issued"] == csl


def test_dates_in_datacite() -> None:
    def told(date: str) -> Any:
        (issued,) = datacite(article(issued=parse_date(date)))["dates"]
        return issued["date"], issued.get("dateInformation")

    assert told("2020/2022") == ("2020/2022", None)
    assert told("-0299") == ("-0299", None)
    assert told("2024-21") == ("2024", "2024-21 (EDTF)")
    assert told("1676~/1680") == ("1676/1680", "1676~/1680 (EDTF)")
    assert datacite(article(issued=parse_date("0987/0990")))["publicationYear"] == "0987"


@pytest.mark.parametrize("date", ["", "-0299", "0000"])
def test_what_cannot_be_registered_has_no_record(date: str, write_site: WriteSite, tmp_path: Path) -> None:
    """DataCite requires a year of four digits; neither the file nor any link to it is there."""
    out = tmp_path / "dist"
    old = ARTICLE.replace("issued: 2020-05\n", f"issued: {date}\n" if date else "")
    settings = "title: Test\nsearch: false\nbase_url: https://x.example/\n"
    site = write_site({**LISTED, "site.yaml": settings, "content/publications/c.md": old})
    build(BuildOptions(site, out))
    assert (out / "publications/b/b.datacite.json").exists()
    telling = [name for name, content in tree(out).items() if b"c.datacite.json" in content]
    assert (sorted(path.name for path in out.glob("publications/c/c.*")), telling) == (
        ["c.bib", "c.json", "c.linkset.json", "c.ris"],
        [],
    )


def test_what_readers_of_dates_do_not_know_is_left_out() -> None:
    ancient, spring = article(issued=parse_date("-0299")), article(issued=parse_date("2024-21"))
    tags_of = dict(open_graph(ancient, "A", "", "", "en"))
    assert "article:published_time" not in tags_of
    assert "rft.date" not in coins(ancient)
    assert "<published>" not in entry(ancient)
    assert "<entry" not in feed("F", "https://a.example/f", "https://a.example/", "en", [(entry(ancient), "")])
    assert "rft.date=2024&rft.ssn=spring" in coins(spring)
    assert "<published>2024-03-01T00:00:00Z</published>" in entry(spring)
    assert dict(zip(HEADER, row(ancient), strict=True))["year"] == "-299"


def test_an_exhibition_lasts() -> None:
    shown = Publication("e", "exhibition", "Cards", issued=parse_date("2024-05-01/2024-06-30"))
    thing = work_thing(work(shown))
    assert (thing["startDate"], thing["endDate"]) == ("2024-05-01", "2024-06-30")


def test_what_has_not_appeared_has_no_date() -> None:
    coming = article(issued=None, accepted=PartialDate(2024, 3), status="in-press")
    item = csl_item(coming)
    assert ("issued" in item, item["status"]) == (False, "in press")
    assert "year = " not in bibtex(coming)
    assert "note = {In press}" in bibtex(coming)
    assert "pubstate = {inpress}" in bibtex(coming, biblatex=True)
    assert (tags(ris(coming), "PY"), tags(ris(coming), "N1")) == ([], ["In press"])
    assert disagreements_of(coming, TODAY, formats()) == []


def test_a_thesis_of_which_only_the_day_it_was_handed_in_is_known_has_that_date() -> None:
    assert "year = {2019}" in bibtex(work(Publication("t", "thesis", "T", submitted=PartialDate(2019))))
