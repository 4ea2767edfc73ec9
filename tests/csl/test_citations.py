"""Citations: real works and hard cases in the styles that Kartotek comes with.

`citations.txt` holds what is expected: each citation there was read against the rules of its style.
"""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.config.settings import Site
from kartotek.csl import StyleError, load_style, parse_style
from kartotek.export.work_builder import describe
from kartotek.model.common import Contributor
from kartotek.model.publication import Event, Publication
from kartotek.pages.parts.cite import cited_item
from kartotek.text.dates import PartialDate, parse_date
from kartotek.text.names import PersonName
from tests.conftest import ARTICLE, WriteSite
from tests.csl.citations import DATED, ENGLISH, EXPECTED, HARD, LIND, STYLES, WORKS, cited, day, item, person
from tests.hard_cases import portal_of


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
    assert not re.search("[\ue000-\ue021]", html)


MINE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    "<info><title>Mine</title></info><bibliography><layout suffix='.'><group delimiter=': '>"
    "<names variable='author'><name form='short'/></names><text variable='title'/></group></layout></bibliography>"
    "</style>"
)


def test_a_style_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_text(MINE)
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le"])
def test_entities_of_a_style_are_refused_in_every_encoding(encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding[:6]}"?><!DOCTYPE x [<!ENTITY a "{"a" * 99}">]><style>&a;</style>'
    with pytest.raises(StyleError, match="document type"):
        parse_style(bomb.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-7", "big5", "nonsense"])
def test_a_style_in_an_encoding_that_is_not_read(encoding: str) -> None:
    with pytest.raises(StyleError, match="is not XML"):
        parse_style(f'<?xml version="1.0" encoding="{encoding}"?><style/>'.encode())


@pytest.mark.parametrize("attribute", ["et-al-min", "et-al-use-first"])
@pytest.mark.parametrize("value", ["x", "", "-1", "2.5"])
def test_a_number_that_is_none_is_told_with_its_attribute(attribute: str, value: str) -> None:
    options = {"et-al-min": "3", "et-al-use-first": "1", attribute: value}
    given = " ".join(f'{name}="{text}"' for name, text in options.items())
    with pytest.raises(StyleError, match=f"{attribute}='{value}' of names is not a whole number"):
        parse_style(MINE.replace("<name form='short'/>", f"<name {given}/>").encode())


def test_a_style_of_another_folder_is_not_read(tmp_path: Path) -> None:
    other, templates = tmp_path / "other.csl", tmp_path / "templates"
    templates.mkdir()
    other.write_text(MINE)
    (templates / "linked.csl").symlink_to(other)
    for name in ("../other.csl", str(other), "linked.csl"):
        with pytest.raises(StyleError, match="there is no style file"):
            load_style(name, "en", templates)


@pytest.mark.parametrize("name", ["no-such-style", "../apa", "none.csl"])
def test_a_style_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(StyleError):
        load_style(name, "en", tmp_path)


def test_an_item_is_not_changed() -> None:
    one = HARD["particles"]
    before = json.dumps(one)
    load_style("apa", "en").cite(one)
    assert json.dumps(one) == before


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
        ("apa", {"title": r"On $\frac{1}{2}$"}, "On 1/2"),
        ("apa", {"title": r"On $\sqrt{n}$ and $\frac{n+1}{\hat{x}_2}$"}, "On √n and (n+1)/x̂<sub>2</sub>"),
        ("apa", {"title": r"On $\binom{n}{k}$"}, r"On $\binom{n}{k}$"),
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
    made = load_style(style, "en").cite(cited_item(work, ENGLISH))
    assert said in made
    assert "arXiv" not in made


def test_a_work_in_press_has_no_year_of_its_conference() -> None:
    event = Event("Cards 2020", start=PartialDate(2020, 2))
    work = describe(portal_of(replace(ON_CARDS, status="in-press", event=event)), Site(title=(("", "T"),)), "h", "")
    assert "2020." not in load_style("chicago-author-date", "en").cite(cited_item(work, ENGLISH)).replace(
        "Cards 2020", ""
    )


def _citations(dist: Path, address: str) -> list[str]:
    page = (dist / address / "index.html").read_text("utf-8")
    return re.findall(r'<p class="citation"[^>]*>(.*)</p>', page)


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
