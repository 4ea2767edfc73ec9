"""What a publication is cited as on its page: what the entry says, in the words that styles expect."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.config.settings import Site
from kartotek.csl import load_style
from kartotek.export.csl import csl_item
from kartotek.export.work_builder import describe
from kartotek.model.common import Contributor
from kartotek.model.publication import OtherWork, Publication
from kartotek.pages.parts.cite import _cited, cited_item
from kartotek.render.language import Language
from kartotek.text.dates import parse_date
from kartotek.text.names import PersonName
from tests.conftest import WriteSite
from tests.hard_cases import portal_of

ENGLISH = Language("en")
LIND = Contributor(PersonName("Ada", "Lind"))
STYLES = ("apa", "chicago", "harvard", "mla", "vancouver")


def cited(style: str, **values: Any) -> str:
    made = replace(Publication("a", "book", "On cards", authors=(LIND,), language="en"), **values)
    work = describe(portal_of(made), Site(()), "a", "")
    return load_style(style, "en").cite(cited_item(work, ENGLISH))


@pytest.mark.parametrize(("version", "said"), [("v0.5.0", "0.5.0"), ("Version 2", "2"), ("ver. 1.1", "1.1"),
                                               ("viva", "viva"), ("2021-05", "2021-05")])  # fmt: skip
def test_a_version_is_called_one_once(version: str, said: str) -> None:
    made = cited("apa", type="software", version=version)
    assert f"(Version {said})" in made
    assert re.search(rf"V(ersion|\.) {said}", cited("mla", type="software", version=version))


@pytest.mark.parametrize("filed", ["2018-01-02", "1897", "1900-07"])
def test_a_patent_that_was_only_filed_is_not_issued(filed: str) -> None:
    values = {"type": "patent", "number": ("15/859111",), "filed": parse_date(filed)}
    for status in ("submitted", "published"):
        made = cited("chicago", status=status, **values)
        assert "filed" in made
        assert "issued" not in made
        assert "for publication" not in made
    assert "issued" in cited("chicago", issued=parse_date("1900-11-13"), **values)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("given", ["Ogo", "Per", "Åse"])
def test_a_supervisor_is_no_author(style: str, given: str) -> None:
    made = cited(style, type="thesis", institution="U", supervisors=(Contributor(PersonName(given, "Arand")),))
    assert "Arand" not in made
    assert "With" not in made


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Growth of *Escherichia coli* in milk", "Growth of <i>Escherichia coli</i> in Milk"),
        ("Notes on *drosophila melanogaster*", "Notes on <i>drosophila melanogaster</i>"),
        ("Reading *Om begrebet ironi* today", "Reading <i>Om begrebet ironi</i> Today"),
    ],
)
def test_emphasis_keeps_its_case(title: str, said: str) -> None:
    assert said in cited("chicago", type="article-journal", title=title, journal="J")


def test_names_are_split_as_their_entries_say(write_site: WriteSite, tmp_path: Path) -> None:
    people = {
        "Anh Van Vu": "given: Anh Van\nfamily: Vu",
        "Liliana Vázquez Fernández": "given: Liliana\nfamily: Vázquez Fernández",
        "Ludwig Mies van der Rohe": "name: 'Mies van der Rohe, Ludwig'",
        "Maria Skłodowska Curie": "name: 'Skłodowska Curie, Maria'",
    }
    entries: dict[str, str | bytes] = {
        f"content/people/p{i}.md": f"---\n{fields}\n---\n" for i, fields in enumerate(people.values())
    }
    entries["content/publications/w.md"] = (
        f"---\ntype: book\ntitle: W\nauthors: [{', '.join(people)}]\nissued: 2001\n---\n"
    )
    site = write_site({**entries, "site.yaml": "title: T\nsearch: false\n"})
    assert main(["build", "--site", str(site), "--out", str(tmp_path / "dist")]) == 0
    folder = tmp_path / "dist" / "publications" / "w"
    page = (folder / "index.html").read_text("utf-8")
    assert "Vu, A. V., Vázquez Fernández, L., Mies van der Rohe, L., &amp; Skłodowska Curie, M." in page
    assert "author = {Vu, Anh Van and " in (folder / "w.bib").read_text("utf-8")


def test_a_style_that_does_not_cite_a_work_has_no_box(write_site: WriteSite) -> None:
    """APA has no private interviews in its lists; Harvard has."""
    entry = "---\ntype: interview\ntitle: On drawers\nauthors: [Ada Lind]\nissued: 1999\nlanguage: en\n---\n"
    where = {"site.yaml": "title: T\nsearch: false\ncitation_styles: [apa, harvard]\n"}
    site = write_site({**where, "content/publications/w.md": entry})
    assert main(["build", "--site", str(site)]) == 0
    page = (site / "dist/publications/w/index.html").read_text("utf-8")
    assert "Lind, A. (1999) ‘On drawers’" in page
    assert ">Harvard<" in re.sub(r"\s+", "", page)
    assert ">APA<" not in re.sub(r"\s+", "", page)


Buttons = Callable[[str], list[str]]


@pytest.fixture
def buttons(write_site: WriteSite, tmp_path: Path) -> Buttons:
    """The names of the buttons for the citation styles of a site."""

    def build(styles: str) -> list[str]:
        entry = "---\ntype: book\ntitle: W\nauthors: [Ada Lind]\nissued: 2001\n---\n"
        settings = f"title: T\nsearch: false\ncitation_styles: [{styles}]\n"
        site = write_site({"site.yaml": settings, "content/publications/w.md": entry})
        assert main(["build", "--site", str(site), "--out", str(tmp_path / "dist")]) == 0
        page = (tmp_path / "dist" / "publications" / "w" / "index.html").read_text("utf-8")
        return re.findall(r"<summary>([^<]*)</summary>\s*<p class=\"citation\"", page)

    return build


@pytest.mark.parametrize(
    ("styles", "named"),
    [
        ("apa, chicago, harvard, mla, vancouver", ["APA", "Chicago", "Harvard", "MLA", "Vancouver"]),
        ("ieee, american-medical-association, nature", ["IEEE", "AMA", "Nature"]),
        ("din-1505-2, iso690-author-date-en, the-lancet", ["DIN 1505-2", "ISO-690", "The Lancet"]),
        (
            "harvard-cite-them-right-10th-edition, harvard-cite-them-right-11th-edition",
            [
                "Cite Them Right 10th edition (author-date/Harvard)",
                "Cite Them Right 11th edition (author-date/Harvard)",
            ],
        ),
    ],
)
def test_styles_have_short_names_that_differ(buttons: Buttons, styles: str, named: list[str]) -> None:
    assert buttons(styles) == named


def test_a_formula_is_cited_as_a_page_shows_it() -> None:
    for title, said in (("On $P'$", "On P′"), ("Why $E=mc^2$", "Why E = mc<sup>2</sup>"), ("$\\alpha$ rays", "α rays")):
        for style in STYLES:
            assert said in cited(style, title=title).replace("Rays", "rays")
        assert "$" in str(csl_item(describe(portal_of(Publication("a", "book", title)), Site(()), "a", ""))["title"])


@pytest.mark.parametrize("field", ["reviewed", "original"])
def test_the_title_of_another_work_is_cited_as_it_is_shown(field: str) -> None:
    marked = OtherWork("On $x^2$ in *Escherichia coli* and cards", language="en")
    told: dict[str, Any] = {field: marked}
    for style in ("apa", "chicago-author-date"):
        said = cited(style, type="book-review" if field == "reviewed" else "book", title="T", **told)
        assert "x<sup>2</sup>" in said
        assert "Escherichia coli" in re.sub(r"</?i>", "", said)
    told = {field: OtherWork("Les rites de passage", language="fr")}
    said = cited("chicago-author-date", type="book-review" if field == "reviewed" else "book", title="T", **told)
    assert "Les rites de passage" in said


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("report", "2020-3"),
        ("working-paper", "12-07"),
        ("legal-case", "70-18"),
        ("report", "a-1-2"),
        ("report", "R&D-2020-3"),
        ("report", "<x>-1"),
    ],
)
def test_a_number_with_a_hyphen_is_one_number(style: str, kind: str, number: str) -> None:
    record = Publication("a", kind, "On cards", authors=(LIND,), number=(number,), institution="X", language="en")
    work = describe(portal_of(record), Site(()), "a", "")
    made = _cited(load_style(style, "en"), cited_item(work, ENGLISH), work)
    assert "\u2013" not in made
    assert not re.search(r"\bnos\b", made, re.IGNORECASE)
    assert (
        escape(number.lower(), quote=False) in made.lower() or style in ("harvard", "vancouver") or kind == "legal-case"
    )
    assert "\u2010" not in made
    two = replace(record, number=("17", "18"))
    work = describe(portal_of(two), Site(()), "a", "")
    made = _cited(load_style("mla", "en"), cited_item(work, ENGLISH), work)
    assert "nos. 17, 18" in made
