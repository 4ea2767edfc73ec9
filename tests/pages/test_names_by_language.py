"""People who have another name in another language: Carl Linnaeus is Carl von Linné on a Danish page."""

import json
import re
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite

PEOPLE = {
    "linnaeus": ("{en: Carl Linnaeus, da: Carl von Linné, la: Carolus Linnaeus}", "Carl Linnaeus", "Carl von Linné"),
    "comenius": ("{en: John Amos Comenius, da: Johan Amos Comenius, cs: Jan Amos Komenský}",
                 "John Amos Comenius", "Johan Amos Comenius"),
    "maimonides": ('{en: Maimonides, da: Maimonides, he: "משה בן מימון"}', "Maimonides", "Maimonides"),
    "hypatia": ("{da: Hypatia fra Alexandria, en: Hypatia of Alexandria}", "Hypatia of Alexandria",
                "Hypatia fra Alexandria"),
}  # fmt: skip
PRINTED = {
    "linnaeus": "Carolus Linnaeus", "comenius": "Jan Amos Komenský", "maimonides": "משה בן מימון",
    "hypatia": "Hypatia of Alexandria",
}  # fmt: skip
"""What they are called in the entries of works."""


def site_of(write_site: WriteSite, **more: str) -> Path:
    files = {"site.yaml": "title: Cards\nbase_url: https://example.org/\nlanguages: [en, da]\n"}
    for key, (names, *_) in PEOPLE.items():
        files[f"content/people/{key}.md"] = f"---\nname: {names}\n---\n"
        files[f"content/publications/of-{key}.md"] = (
            f"---\ntype: book\ntitle: A book of {key}\nlanguage: la\nissued: 1735\n"
            f'authors: ["{PRINTED[key]}", Ada Lind]\neditors: [Bo Berg]\n---\n'
        )
    return write_site(files | more)


@pytest.fixture
def dist(write_site: WriteSite) -> Path:
    site = site_of(write_site)
    assert main(["build", "--site", str(site)]) == 0
    return site / "dist"


def page(dist: Path, address: str) -> str:
    return (dist / address / "index.html").read_text("utf-8")


@pytest.mark.parametrize("key", list(PEOPLE))
def test_pages_lists_and_heads_have_the_name_in_their_language(dist: Path, key: str) -> None:
    _, english, danish = PEOPLE[key]
    for prefix, name in (("", english), ("da/", danish)):
        own = page(dist, f"{prefix}people/{key}")
        assert f"<h1>{name}</h1>" in own
        assert f"<title>{name} " in own
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', own)
        assert data is not None
        thing = json.loads(data[1])["mainEntity"]
        assert thing["name"] == name
        assert name not in thing.get("alternateName", ())
        for address in (f"publications/of-{key}", "publications"):
            assert re.search(rf'people/{key}/"[^>]*>{name}</a>', page(dist, prefix + address))


@pytest.mark.parametrize(
    ("prefix", "key", "name", "letter"),
    [
        ("", "linnaeus", "Linnaeus, Carl", "L"),
        ("da/", "linnaeus", "von Linné, Carl", "V"),
        ("", "comenius", "Comenius, John Amos", "C"),
        ("da/", "comenius", "Comenius, Johan Amos", "C"),
    ],
)
def test_indexes_sort_by_it(dist: Path, prefix: str, key: str, name: str, letter: str) -> None:
    section = next(each for each in page(dist, f"{prefix}people").split("<section") if f"people/{key}/" in each)
    assert f">{letter}</h2>" in section
    assert f">{name}</a>" in section


@pytest.mark.parametrize("key", list(PEOPLE))
def test_exports_and_citations_have_the_name_as_printed(dist: Path, key: str) -> None:
    family = PRINTED[key].split(" ")[-1]
    for ending in ("bib", "ris", "json"):
        assert family in (dist / f"publications/of-{key}/of-{key}.{ending}").read_text("utf-8")
    for prefix in ("", "da/"):
        assert family in page(dist, f"{prefix}publications/of-{key}").split('id="cite"')[1]


def test_a_page_names_the_others_with_their_languages(dist: Path) -> None:
    assert '<bdi lang="la">Carolus Linnaeus</bdi>' in page(dist, "people/linnaeus")
    assert '<bdi lang="da">Carl von Linné</bdi>' in page(dist, "people/linnaeus")
    assert '<bdi lang="he" dir="rtl">משה בן מימון</bdi>' in page(dist, "da/people/maimonides")


def test_a_name_that_is_in_no_language_of_the_entry_stays_as_printed(write_site: WriteSite) -> None:
    work = "---\ntype: book\ntitle: C\nissued: 1740\nauthors: [{name: C. Linnaeus, id: linnaeus}]\n---\n"
    site = site_of(write_site, **{"content/publications/c.md": work})
    assert main(["build", "--site", str(site)]) == 0
    assert re.search(r'people/linnaeus/"[^>]*>C. Linnaeus</a>', page(site / "dist", "da/publications/c"))


@pytest.mark.parametrize(
    "names", ["name: Carl Linnaeus\nnames: {da: Carl von Linné}", "name: {en: Carl Linnaeus, da: Carl von Linné}"]
)
def test_a_new_name_in_another_language_reaches_all_pages(write_site: WriteSite, names: str) -> None:
    """An incremental build, after the name has changed in one language only."""
    work = "---\ntype: book\ntitle: A\nissued: 1735\nauthors: [Carl Linnaeus]\n---\n"
    person = f"---\n{names}\nother_names: [Carolus Linnaeus]\n---\n"
    before = site_of(write_site, **{"content/people/linnaeus.md": person, "content/publications/of-linnaeus.md": work})
    assert main(["build", "--site", str(before)]) == 0
    entry = before / "content/people/linnaeus.md"
    entry.write_text(entry.read_text("utf-8").replace("Carl von Linné", "Karl Linné"), "utf-8")
    assert main(["build", "--site", str(before)]) == 0
    for address in ("da/people/linnaeus", "da/publications/of-linnaeus", "da/publications", "da/years/1735"):
        assert "Karl Linné" in page(before / "dist", address), address
        assert "Carl von Linné" not in page(before / "dist", address), address
    assert "Carl Linnaeus" in page(before / "dist", "publications/of-linnaeus")


SCRIPTS = {
    "wang": ("name: Wang Xiaoming\nfamily_first: true\nnames: {zh: 王小明}", "Wang Xiaoming", "王小明", "zh"),
    "tolstoj": ("name: Lev Tolstoj\nnames: {ru: Лев Толстой, fr: Léon Tolstoï}", "Lev Tolstoj", "Лев Толстой", "ru"),
    "mahfouz": ("name: Naguib Mahfouz\nnames: {ar: نجيب محفوظ}", "Naguib Mahfouz", "نجيب محفوظ", "ar"),
}


@pytest.mark.parametrize("printed", ["main", "other"])
def test_a_name_in_another_script_stands_beside(write_site: WriteSite, printed: str) -> None:
    files = {"site.yaml": "title: T\nbase_url: https://example.org/\nsearch: false\n"}
    for key, (entry, name, other, _) in SCRIPTS.items():
        author = name if printed == "main" else other
        files[f"content/people/{key}.md"] = f"---\n{entry}\n---\n"
        files[f"content/publications/of-{key}.md"] = (
            f'---\ntype: book\ntitle: A\nissued: 1900\nauthors: ["{author}", Ada Lind]\n---\n'
        )
    site = write_site(files)
    assert main(["build", "--site", str(site)]) == 0
    for key, (_, name, other, language) in SCRIPTS.items():
        shown = page(site / "dist", f"publications/of-{key}")
        head = byline(shown)
        direction = ' dir="rtl"' if language == "ar" else ""
        assert re.search(rf'people/{key}/"[^>]*>{name}</a> <span lang="{language}"{direction}>{other}</span>', head)
        assert "Léon" not in head
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)
        assert data is not None
        author, lind = json.loads(data[1])["author"]
        wanted = [other] if printed == "main" else [name, "Léon Tolstoï"][: 1 + (key == "tolstoj")]
        assert author["alternateName"] == wanted
        assert "alternateName" not in lind


def test_names_in_one_script_stand_alone(dist: Path) -> None:
    for key in ("comenius", "linnaeus", "hypatia"):
        assert "<span" not in byline(page(dist, f"publications/of-{key}"))


def byline(shown: str) -> str:
    return shown.split('class="byline"')[1].split("</div>")[0]
