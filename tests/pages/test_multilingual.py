"""Texts in several languages: each page has its own, exports that of the work or all of them."""

import json
import re
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite

SITE = "title: Cards\nbase_url: https://example.org/\nlanguages: [da, en]\n"
WORK = """\
---
type: book
title: Kartenkunde
language: de
authors: [Ada Lind]
issued: 2020
publisher: {da: Skuffeforlaget, de: Schubladenverlag, en: Drawer Press}
place: {da: København, en: Copenhagen}
note: {en: With a map., fr: Avec une carte.}
award: {da: Årets bog, en: Book of the Year}
image: map.png
image_alt: {da: Et kort, en: A map}
event: {name: {da: Kortdage, en: Card Days}, place: {da: Genève, en: Geneva}}
files:
- {url: "https://example.org/a.pdf", label: {da: Hele bogen, en: The whole book}, description: {ar: "نسخة", da: Rettet}}
links: [{url: "https://example.org/talk", label: {da: Foredrag, en: A talk}}]
funding: [{funder: {da: Kortfonden, en: The Card Fund}, grant: "7"}]
notices: [{kind: erratum, reason: {da: Et kort manglede., en: A map was missing.}}]
---
"""
FILES: dict[str, str | bytes] = {
    "site.yaml": SITE,
    "content/files/map.png": b"\x89PNG\r\n\x1a\n",
    "content/publications/a.md": WORK,
    "content/people/ada.md": "---\nname: Ada Lind\nposition: {da: Bibliotekar, en: Librarian}\n---\n",
    "content/journals/cards.md": "---\ntitle: {da: Kort, en: Cards, de: Karten}\n"
    "publisher: {da: Skuffeforlaget, en: Drawer Press}\n---\n",
    "content/organisations/library.md": "---\nname: {da: Biblioteket, en: The Library}\n"
    "place: {da: København, en: Copenhagen}\n---\n",
    "content/projects/sorting.md": "---\ntitle: {da: Sortering, en: Sorting}\n---\n",
    "content/keywords/drawer.md": "---\nlabel: {da: Skuffer, en: Drawers}\n---\n",
    "content/publications/b.md": "---\ntype: article-journal\ntitle: B\nlanguage: en\nissued: 2019\njournal: Karten\n"
    "authors: [{name: Ada Lind, affiliations: [Biblioteket]}]\nkeywords: [Drawers]\n"
    "organisations: [library]\nprojects: [sorting]\n---\n",
    "content/publications/gone.md": "---\ntype: book\ntitle: Gone\n"
    "retired: {reason: {en: By mistake., de: Aus Versehen.}}\n---\n",
}


@pytest.fixture
def dist(write_site: WriteSite) -> Path:
    site = write_site(FILES)
    assert main(["build", "--site", str(site), "--strict"]) == 0
    return site / "dist"


def page(dist: Path, address: str) -> str:
    return (dist / address / "index.html").read_text("utf-8")


DANISH = (
    "Skuffeforlaget", "København", "Årets bog", 'alt="Et kort"', "Kortdage", "Genève", ">Hele bogen<", ">Foredrag<",
    ">Kortfonden<", "<p>Et kort manglede.</p>", "Rettet",
)  # fmt: skip
ENGLISH = (
    "Drawer Press", "Copenhagen", "Book of the Year", 'alt="A map"', "Card Days", "Geneva", ">The whole book<",
    ">A talk<", ">The Card Fund<", "<p>A map was missing.</p>",
)  # fmt: skip


def shown(html: str) -> str:
    """What a reader sees: the page without its head, and what is not the citation."""
    return html.partition("<main")[2].partition('id="cite"')[0]


@pytest.mark.parametrize(("prefix", "own", "others"), [("", DANISH, ENGLISH), ("en/", ENGLISH, DANISH)])
def test_a_page_has_every_text_in_its_own_language(
    dist: Path, prefix: str, own: tuple[str, ...], others: tuple[str, ...]
) -> None:
    html = shown(page(dist, f"{prefix}publications/a"))
    assert [text for text in own if text not in html] == []
    assert [text for text in others if text in html and text != "Rettet"] == []


def test_a_text_that_is_not_in_the_language_of_the_page_says_which_it_is_in(dist: Path) -> None:
    assert '<p lang="en">With a map.</p>' in page(dist, "publications/a")
    assert "<p>With a map.</p>" in page(dist, "en/publications/a")
    assert '<bdi lang="da">Rettet</bdi>' in page(dist, "en/publications/a")  # the first of the site before the first
    assert '<p lang="en">By mistake.</p>' in page(dist, "publications/gone")


def test_things_have_names_in_the_language_of_the_page(dist: Path) -> None:
    for prefix, names in (
        ("", ("Kort", "Biblioteket", "Sortering", "Skuffer", "Bibliotekar", "København")),
        ("en/", ("Cards", "The Library", "Sorting", "Drawers", "Librarian", "Copenhagen")),
    ):
        journal, unit, project, keyword, position, place = names
        for address, name in (
            ("journals/cards", journal), ("organisations/library", unit), ("projects/sorting", project),
            ("keywords/drawer", keyword),
        ):  # fmt: skip
            assert f"<h1>{name}</h1>" in page(dist, prefix + address)
        assert position in page(dist, f"{prefix}people/ada")
        assert place in page(dist, f"{prefix}organisations/library")
        work = shown(page(dist, f"{prefix}publications/b"))
        assert [name for name in (journal, unit, project, keyword) if f">{name}</a>" not in work] == []
        assert f">{journal}</a>" in page(dist, f"{prefix}journals")


def test_exports_have_the_text_in_the_language_of_the_work(dist: Path) -> None:
    for ending in ("bib", "ris", "json"):
        text = (dist / f"publications/a/a.{ending}").read_text("utf-8")
        assert "Schubladenverlag" in text
        assert "København" in text  # there is none in German, so that in the first language of the site
        assert "Drawer Press" not in text
    assert "Schubladenverlag" in page(dist, "en/publications/a").partition('id="cite"')[2]


def test_formats_with_languages_have_them_all(dist: Path) -> None:
    html = page(dist, "publications/a")
    assert '<meta name="DC.publisher" lang="da" content="Skuffeforlaget">' in html
    assert '<meta name="DC.publisher" lang="en" content="Drawer Press">' in html
    assert '<meta name="DC.description" lang="fr" content="Avec une carte.">' in html
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    publisher = json.loads(found[1])["publisher"]["name"]
    assert {"@language": "en", "@value": "Drawer Press"} in publisher
    assert len(publisher) == 3
    data = json.loads(next((dist / "publications/a").glob("*datacite*")).read_text("utf-8"))
    assert data["publisher"] == {"name": "Schubladenverlag", "lang": "de"}
    notes = [(each.get("lang"), each["description"]) for each in data["descriptions"]]
    assert ("en", "With a map.") in notes
    assert ("fr", "Avec une carte.") in notes


@pytest.mark.parametrize("name", ["Karten", "Cards", "Kort"])
def test_a_thing_is_found_by_its_name_in_any_language(write_site: WriteSite, name: str) -> None:
    work = FILES["content/publications/b.md"]
    assert isinstance(work, str)
    site = write_site({**FILES, "content/publications/b.md": work.replace("journal: Karten", f"journal: {name}")})
    assert main(["build", "--site", str(site)]) == 0
    assert "On page" not in page(site / "dist", "journals/cards")
    assert ">B</a>" in page(site / "dist", "journals/cards")
