"""Texts that run from right to left, on pages that run from left to right."""

import re
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.pages.parts.cite import in_source
from tests.conftest import WriteSite

WORK = """\
---
type: article-journal
title: "{title}"
{language}
authors: ["{author}", Anna Berg]
journal: "{journal}"
place: "{place}"
note: "{place} (2021)."
issued: 2020
---
{abstract}
"""
WORKS = {
    "ar": ("دراسة في البطاقات (1919)!", "language: ar", "محمد الخوارزمي", "مجلة", "القاهرة", "ملخص."),
    "he": ("מהו כרטיס?", "language: he", "דוד כהן", "ספרן", "תל אביב", "תקציר."),
    "fa": ("«کارت» در سال 1398", "language: fa", "رضا احمدی", "کتابدار", "تهران", "چکیده."),
    "unknown": ("שאלה, 1900–1950?", "", "שרה לוי", "ספרן", "חיפה", "תקציר."),
}


@pytest.fixture
def dist(write_site: WriteSite) -> Path:
    names = ("title", "language", "author", "journal", "place", "abstract")
    files = {
        f"content/publications/{key}.md": WORK.format(**dict(zip(names, texts, strict=True)))
        for key, texts in WORKS.items()
    }
    latin = {"content/publications/latin.md": "---\ntype: book\ntitle: Mahu kartis?\nlanguage: he\nissued: 2019\n---\n"}
    site = write_site({"site.yaml": "title: Cards\nbase_url: https://example.org/\n", **files, **latin})
    assert main(["build", "--site", str(site)]) == 0
    return site / "dist"


@pytest.mark.parametrize("key", list(WORKS))
def test_a_page_says_which_way_each_text_runs(dist: Path, key: str) -> None:
    title, language, author, journal, place, abstract = WORKS[key]
    page = (dist / "publications" / key / "index.html").read_text("utf-8")
    lang = f' lang="{language[-2:]}"' if language else ""
    assert f'<h1{lang} dir="rtl">{title}</h1>' in page
    assert f'<div class="prose"{lang} dir="rtl"><p>{abstract}</p>' in page
    assert re.search(rf'<a href="[^"]*" dir="rtl">{author}</a>', page)
    assert re.search(rf'<a href="[^"]*" dir="rtl">{journal}</a>', page)
    assert f'<p dir="rtl">{place} (2021).</p>' in page
    assert re.search(r'<a href="[^"]*">Anna Berg</a>', page)


@pytest.mark.parametrize("key", list(WORKS))
def test_lists_and_indexes_do_so_too(dist: Path, key: str) -> None:
    title, _, author, journal, *_ = WORKS[key]
    assert re.search(rf'<h3[^>]* dir="rtl"><a [^>]*>{re.escape(title)}', all_of(dist))
    assert re.search(rf'<a [^>]*dir="rtl">{author}</a>', all_of(dist))
    given, family = author.split(" ")
    assert f'dir="rtl">{family}, {given}</a>' in (dist / "people" / "index.html").read_text("utf-8")
    assert f'dir="rtl">{journal}</a>' in (dist / "journals" / "index.html").read_text("utf-8")


def all_of(dist: Path) -> str:
    return (dist / "publications" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("key", list(WORKS))
def test_citations_keep_each_part_apart(dist: Path, key: str) -> None:
    """So the year stays between author and title, as the style has it."""
    title, _, author, journal, *_ = WORKS[key]
    page = re.sub("</?span[^>]*>", "", (dist / "publications" / key / "index.html").read_text("utf-8"))
    given, family = author.split(" ")
    stop = "" if title.endswith(("?", "!")) else "."
    people = f"<bdi>{family}, {given[0]}.</bdi>, &amp; Berg, A."
    assert f"{people} (2020). <bdi>{title}</bdi>{stop} <bdi><i>{journal}</i></bdi>." in page
    assert f"  journal = {{<bdi>{journal}</bdi>}},\n" in page


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  title = {{שאלה?}},", "  title = {{<bdi>שאלה?</bdi>}},"),
        ("TI  - שאלה?\r", "TI  - <bdi>שאלה?</bdi>\r"),
        ('  "title": "שאלה?",', '  "title": "<bdi>שאלה?</bdi>",'),
    ],
)
def test_sources_to_copy_keep_values_apart(line: str, shown: str) -> None:
    assert in_source(f"{line}\n") == f"{shown}\n"


def test_a_title_in_latin_letters_runs_from_left_to_right(dist: Path) -> None:
    page = (dist / "publications" / "latin" / "index.html").read_text("utf-8")
    assert '<h1 lang="he">Mahu kartis?</h1>' in page
    assert "<bdi" not in page
    assert '"rtl"' not in page.partition("Related publications")[0]


@pytest.mark.parametrize("key", list(WORKS))
def test_exports_are_plain_text(dist: Path, key: str) -> None:
    """Marks of direction would be letters of the name to a program."""
    for ending in ("bib", "ris", "json"):
        text = (dist / "publications" / key / f"{key}.{ending}").read_text("utf-8")
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
        assert WORKS[key][3] in text
