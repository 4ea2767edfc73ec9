"""Citations: real works and hard cases in the styles that Kartotek comes with.

`citations.txt` holds what is expected: each citation there was read against the rules of its style. `python -m
tests.test_csl` writes it anew: read the diff as you would read a citation.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.config.settings import Settings, Site, read_settings
from kartotek.csl import CitedItem, StyleError, load_style
from kartotek.export.csl import csl_item
from kartotek.export.work_builder import describe
from kartotek.model.common import Contributor
from kartotek.model.publication import Event, Publication
from kartotek.pages.parts.cite import reading
from kartotek.render.language import Language
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from kartotek.text.dates import PartialDate, parse_date
from kartotek.text.names import PersonName
from tests.conftest import ARTICLE, WriteSite
from tests.hard_cases import portal_of

ROOT = Path(__file__).parent.parent
ENGLISH = Language("en")
EXPECTED = Path(__file__).parent / "citations.txt"
STYLES = Settings(Site(())).citation_styles

WORKS = (
    "abel-1826-unmoglichkeit", "angstrom-1868-spectre-solaire", "arrhenius-1884-conductibilite",
    "arrhenius-1896-carbonic-acid", "barry-et-al-2019-faroese", "bartholin-1669-crystalli-islandici",
    "basboll-kristensen-1977-lydskrevet-dansk", "bick-nygaard-2007-cg-interlingua", "bjerknes-1904-wettervorhersage",
    "bjerknes-1921-circular-vortex", "bohr-1911-metallernes-elektrontheori", "bohr-1913-constitution-1",
    "bohr-1913-constitution-2", "brahe-1573-de-nova-stella", "dahl-1968-simula-67", "dask-1957",
    "data-og-relationer-i-omsorgsarbejdet", "erlang-otp", "gier-algol-1962", "hammershaimb-1891-faerosk-anthologi",
    "kierkegaard-1841-begrebet-ironi", "linux-0-01", "lonnrot-1835-kalewala", "naur-randell-1969-software-engineering",
    "poulsen-1900-recording", "thomsen-1869-gotiske-sprogklasses",
)  # fmt: skip
"""Entries of the demo portal."""


def person(family: str, given: str = "", **more: str) -> dict[str, str]:
    return {"family": family, "given": given, **more}


def item(type_: str, title: str, **more: Any) -> dict[str, Any]:
    return {"id": title, "type": type_, "title": title, "language": "en", **more}


def day(*parts: int, **more: str) -> dict[str, Any]:
    return {"date-parts": [list(parts)], **more}


LIND, BERG, ORN = person("Lind", "Ada"), person("Berg", "Bo"), person("Ørn", "Åse")

HARD: dict[str, dict[str, Any]] = {
    "no author": item("book", "A title & more <x>", publisher="P"),
    "in press": item("article-journal", "Cards to come", author=[LIND], status="in press", **{"container-title": "J"}),
    "a group": item(
        "report", "Annual report", author=[{"literal": "World Health Organization"}], issued=day(2020), number="12",
        genre="Technical report", publisher="WHO",
    ),
    "only editors": item(
        "book", "Collected cards", editor=[BERG, LIND], issued=day(2001), publisher="Card Press",
        **{"publisher-place": "Aarhus"},
    ),
    "a suffix": item(
        "book", "Why we can't wait", author=[person("King", "Martin Luther", suffix="Jr.")], issued=day(1964),
        publisher="Harper & Row",
    ),
    "one word, before our era": item("book", "Symposium", author=[person("Plato")], issued=day(-385)),
    "Chinese": item("book", "红楼梦", author=[person("曹", "雪芹")], issued=day(1791), language="zh"),
    "a suffix among others": item(
        "book", "Why we wait", author=[person("King", "Martin Luther", suffix="Jr."), LIND], issued=day(1964),
    ),
    "particles": item(
        "article-journal", "What is a gas?", issued=day(1873, 6, 14), page="1-10, 15", volume="3",
        author=[
            person("Waals", "Johannes", **{"non-dropping-particle": "van der"}),
            person("Cruz", "Ana", **{"non-dropping-particle": "de la"}),
            person("Sina", "A.", **{"non-dropping-particle": "ibn"}),
        ],
        **{"container-title": "J"},
    ),
    "a dataset": item(
        "dataset", "Danish corpus", version="2.1", publisher="Zenodo", author=[LIND], issued=day(2021, 5),
        DOI="10.5281/z.1",
    ),
    "a page e123": item(
        "paper-conference", "On cards in drawers", author=[LIND, BERG, ORN], page="e123", issued=day(2019),
        publisher="ACL", **{"container-title": "Proceedings of CardCon 2019"},
    ),
    "a season": item(
        "article-magazine", "Spring cards", author=[LIND], issued=day(2019, season="1"),
        **{"container-title": "Cards Monthly"},
    ),
    "a newspaper": item(
        "article-newspaper", "Cards are back", author=[LIND], issued=day(2019, 3, 4), page="7",
        **{"container-title": "Politiken"},
    ),
    "a chapter": item(
        "chapter", "The development of the SIMULA languages", editor=[person("Wexelblat", "Richard L.")],
        page="439-480", issued=day(1981), publisher="Academic Press",
        author=[person("Nygaard", "Kristen"), person("Dahl", "Ole-Johan")],
        **{"container-title": "History of programming languages", "publisher-place": "New York"},
    ),
    "quotes and italics": item(
        "thesis", 'A <i>fine</i> index of "cards"', genre="PhD thesis", publisher="University of Copenhagen",
        issued=day(2019, 5, 3), author=[person("Holm", "J. D.")],
    ),
    "over a year's end": item(
        "article-journal", "Winter cards", author=[LIND], volume="1", page="100-104",
        issued={"date-parts": [[2018, 12], [2019, 1]]}, **{"container-title": "J"},
    ),
}  # fmt: skip


DATED = {
    "in spring": "2024-21",
    "about a year": "1676~",
    "perhaps in a month": "1676-03?",
    "over three years": "2020/2022",
    "over three months": "2024-01/2024-03",
    "on three days": "2024-05-01/2024-05-03",
    "300 BC": "-0299",
    "over two centuries BC": "-0299/-0199",
    "from spring to summer": "2024-21/2024-22",
}
"""Dates of entries, each of the same article."""


def dated(date: str) -> dict[str, Any]:
    authors = (Contributor(PersonName("Ada", "Lind")),)
    made = Publication("a", "article-journal", "Cards", authors=authors, journal="J", language="en", volume="1")
    return csl_item(describe(portal_of(replace(made, issued=parse_date(date))), Site(()), "a", ""))


def items() -> Mapping[str, CitedItem]:
    """Everything that is cited here, by name."""
    settings, _ = read_settings(ROOT)
    assert settings is not None
    portal = load(Job(BuildOptions(ROOT, ROOT / "dist"), settings)).portal
    works = {key: reading(describe(portal, settings.site, key, ""), ENGLISH) for key in WORKS}
    hard = HARD | {name: dated(date) for name, date in DATED.items()}
    return {**works, **{name: CitedItem(item) for name, item in hard.items()}}


def cited() -> str:
    """The text of `citations.txt`."""
    lines: list[str] = []
    for name, read in items().items():
        lines.append(f"## {name}")
        lines += [f"{style}: {load_style(style, 'en').cite(read)}" for style in STYLES]
        lines += [f"{STYLES[0]} (da): {load_style(STYLES[0], 'da').cite(read)}", ""]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def blocks() -> dict[str, str]:
    return {block.partition("\n")[0]: block for block in cited().split("## ")[1:]}


@pytest.mark.parametrize("name", [*WORKS, *HARD, *DATED])
def test_a_work_is_cited_by_the_rules(name: str, blocks: dict[str, str]) -> None:
    expected = {block.partition("\n")[0]: block for block in EXPECTED.read_text("utf-8").split("## ")[1:]}
    assert blocks[name].strip() == expected[name].strip()


def test_three_thousand_authors() -> None:
    many = item(
        "article-journal", "T", author=[person(f"Author{i}", "Given Name") for i in range(3000)], issued=day(2020)
    )
    apa = load_style("apa", "en").cite(many)
    assert apa.startswith("Author0, G. N., Author1, G. N.,")
    assert apa.count("Author") == 20
    assert ", … Author2999, G. N. (2020)" in apa
    assert (
        load_style("modern-language-association", "en").cite(many).startswith("Author0, Given Name, et al. <i>T</i>.")
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "a < b & c", "\ue000x", '"', "'", "''", "“", "<i>", "</i>"]
)
def test_no_title_escapes(style: str, title: str) -> None:
    html = load_style(style, "en").cite(item("book", title, author=[LIND], issued=day(2020)))
    tags = re.findall(r"<[^>]*>", html)
    assert set(tags) <= {"<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>"}
    for tag in ("i", "b", "sup"):
        assert tags.count(f"<{tag}>") == tags.count(f"</{tag}>"), html
    assert not re.search("[\ue000-\ue012]", html)


def test_a_style_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>Mine</title></info><bibliography><layout suffix='.'><group delimiter=': '>"
        "<names variable='author'><name form='short'/></names><text variable='title'/></group></layout></bibliography>"
        "</style>"
    )
    style = load_style("mine.csl", "en", tmp_path)
    assert (style.title, style.cite(item("book", "On Cards", author=[LIND]))) == ("Mine", "Lind: On Cards.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<style", "is not XML"),
        ("<html/>", "is not a CSL style"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><style/>', "document type"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "has no bibliography"),
    ],
)
def test_a_style_that_cannot_be_used(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "bad.csl").write_text(content)
    with pytest.raises(StyleError, match=said):
        load_style("bad.csl", "en", tmp_path)


@pytest.mark.parametrize("name", ["no-such-style", "../apa", "none.csl"])
def test_a_style_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(StyleError):
        load_style(name, "en", tmp_path)


def test_an_item_is_not_changed() -> None:
    one = HARD["particles"]
    before = json.dumps(one)
    load_style("apa", "en").cite(one)
    assert json.dumps(one) == before


if __name__ == "__main__":
    EXPECTED.write_text(cited(), "utf-8")


ON_CARDS = Publication(
    "h",
    "article-journal",
    r"On $\alpha_1$ and cards",
    authors=(Contributor(PersonName("Ada", "Lind")),),
    journal="Biochimica et biophysica acta",
    language="en",
)


@pytest.mark.parametrize(
    ("style", "values", "said"),
    [
        ("chicago-author-date", {}, "On α<sub>1</sub> and Cards"),
        ("apa", {"title": "$P'$"}, "P′. <i>Biochimica"),
        ("apa", {"title": "Why $x''$ and $E=mc^2$"}, "Why x″ and E = mc<sup>2</sup>"),
        ("apa", {"title": r"On $\frac{1}{2}$"}, r"On $\frac{1}{2}$"),
        ("chicago-author-date", {"issued": "2020"}, "<i>Biochimica et biophysica acta</i>"),
        ("modern-language-association", {"issued": "2020", "pages": "12-1–12-15"}, "pp. 12-1–12-15"),
        ("vancouver", {"issued": "2020", "pages": "12-1–12-15"}, "12-1–12-15"),
        ("apa", {"issued": "2020", "arxiv": "2001.00001"}, "<i>Biochimica et biophysica acta</i>."),
        ("apa", {"doi": "10.1000/a<b>c"}, "https://doi.org/10.1000/a%3Cb%3Ec"),
        ("chicago-author-date", {"issued": "2020-02-01/2020-02-03", "type": "article-newspaper"}, "February 1–3"),
    ],
)
def test_what_styles_must_not_touch(style: str, values: dict[str, str], said: str) -> None:
    given: dict[str, Any] = {name: parse_date(text) if name == "issued" else text for name, text in values.items()}
    work = describe(portal_of(replace(ON_CARDS, **given)), Site(title=(("", "T"),)), "h", "")
    made = load_style(style, "en").cite(reading(work, ENGLISH))
    assert said in made
    assert "arXiv" not in made


def test_a_work_in_press_has_no_year_of_its_conference() -> None:
    event = Event("Cards 2020", start=PartialDate(2020, 2))
    work = describe(portal_of(replace(ON_CARDS, status="in-press", event=event)), Site(title=(("", "T"),)), "h", "")
    assert "2020." not in load_style("chicago-author-date", "en").cite(reading(work, ENGLISH)).replace("Cards 2020", "")


def _citations(dist: Path, address: str) -> list[str]:
    page = (dist / address / "index.html").read_text("utf-8")
    return re.findall(r'<p class="citation">(.*)</p>', page)


def test_an_article_number_is_said_once(write_site: WriteSite, tmp_path: Path) -> None:
    entry = ARTICLE.replace("keywords: [Cards]", "volume: 15\narticle_number: e2098\ndoi: 10.1371/one.e2098")
    site = write_site({"content/publications/a.md": entry})
    assert main(["build", "--site", str(site), "--out", str(tmp_path / "dist")]) == 0
    found = [text.replace("10.1371/one.e2098", "") for text in _citations(tmp_path / "dist", "publications/a")]
    assert [text.count("e2098") for text in found] == [1] * len(STYLES)
    assert "Article e2098" in found[0]


def test_what_a_work_is_stands_in_the_language_of_the_page(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site(
        {
            "site.yaml": "title: T\nsearch: false\nlanguages: [en, da]\n",
            "content/publications/a.md": ARTICLE.replace("issued: 2020-05", "status: in-press"),
            "content/publications/w.md": "---\ntype: conference-abstract\ntitle: W\nissued: 2020\n---\n",
        }
    )
    assert main(["build", "--site", str(site), "--out", str(tmp_path / "dist")]) == 0
    said = {
        address: _citations(tmp_path / "dist", address)[0]
        for address in ("publications/a", "da/publications/a", "publications/w", "da/publications/w")
    }
    assert "in press" in said["publications/a"]
    assert "i trykken" in said["da/publications/a"]
    assert "[Conference abstract]" in said["publications/w"]
    assert "[Konferenceabstrakt]" in said["da/publications/w"]
