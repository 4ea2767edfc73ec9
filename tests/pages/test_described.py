"""What search engines show below the title of a page."""

import re
from html import unescape
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.pages.parts.described import shortened
from tests.conftest import WriteSite

_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')


def described(page: Path) -> str:
    found = _DESCRIPTION.search(page.read_text("utf-8"))
    return unescape(found[1]) if found else ""


def test_every_page_says_what_it_has(harvested: Path) -> None:
    silent = [
        page
        for page in harvested.rglob("index.html")
        if len(described(page)) < 10 and "noindex" not in page.read_text("utf-8")
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("people/", "People: [0-9]+ people"),
        ("types/article-journal/", "Journal articles: [0-9]+ publications"),
        ("da/years/1963/", "1963: [0-9]+ publikationer"),
        ("data/", "Data and formats: BibTeX, RIS, CSL-JSON, CSV, JSON Lines"),
        ("years/", "Years: [0-9]+–[0-9]+"),
        ("search/", "Search: Title, person, subject, DOI"),
    ],
)
def test_lists_say_how_many_works_they_have(harvested: Path, address: str, said: str) -> None:
    assert re.fullmatch(said, described(harvested / address / "index.html"))


WORKS = {
    "content/publications/a.md": (
        "---\ntype: article-journal\ntitle: On <Cards>\nauthors: [Ada Lind, Bo Ek, Cy Dam, Di Holm]\nissued: 2020-05\n"
        "journal: Journal of Indexes\n---\n"
    ),
    "content/publications/b.md": "---\ntype: book\ntitle: Drawers\nauthors: [Ada Lind]\n---\nAbout *drawers* & more.\n",
    "content/people/ada-lind.md": "---\nname: Ada Lind\n---\nAda Lind counts cards.\n",
}


def test_a_work_without_an_abstract_and_a_person_with_a_text(write_site: WriteSite) -> None:
    site = write_site(WORKS)
    assert main(["build", "--site", str(site)]) == 0
    shown = {name: described(site / "dist" / name / "index.html") for name in ("publications/a", "publications/b")}
    assert shown == {
        "publications/a": "Journal article · Ada Lind; Bo Ek; Cy Dam … · Journal of Indexes · 2020",
        "publications/b": "About drawers & more.",
    }
    assert described(site / "dist/people/ada-lind/index.html") == "Ada Lind: 2 publications. Ada Lind counts cards."


def test_a_long_text_is_cut_at_a_word_or_in_a_script_without_spaces_anywhere() -> None:
    assert shortened("card " * 100) == "card " * 59 + "card …"
    assert shortened("卡片" * 200) == "卡片" * 150 + "…"
    assert shortened("card") == "card"
