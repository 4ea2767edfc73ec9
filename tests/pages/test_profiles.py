"""How much a portal makes (`output`), and that whatever points to a file points to one that is there."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.config.profiles import PROFILES
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite, tree
from tests.corpus import write_corpus

ONCE = ("assets", "data", "report", "search")
"""Folders that a portal has once, however many entries there are."""
LISTED = 10
"""So many works has Ada Lind; Bo Berg has two, and Cy Dahl one."""


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """Twelve articles of two years."""
    entries = {}
    for number in range(12):
        authors = "Ada Lind" if number < LISTED else "Bo Berg" if number == LISTED else "Bo Berg, Cy Dahl"
        text = ARTICLE.replace("On Cards", f"On Cards {number}").replace("authors: [Ada Lind]", f"authors: [{authors}]")
        entries[f"content/publications/a{number}.md"] = text
    return write_site({"site.yaml": "title: T\nbase_url: https://x.example/\n", **entries})


def built(site: Path, output: str, out: str = "dist") -> Path:
    """The portal in a profile."""
    (site / "site.yaml").write_text(f"title: T\nbase_url: https://x.example/\nsearch: false\noutput: {output}\n")
    build(BuildOptions(site, site / out))
    return site / out


def endings(folder: Path) -> set[str]:
    """The ends of the names of files for machines in the folder of a page."""
    return {path.name.removeprefix(folder.name) for path in folder.iterdir() if path.is_file()} - {"index.html"}


def of_article(output: str) -> set[str]:
    """What stands beside an article of 2020: it is no software, and no dataset."""
    return {*PROFILES[output].works} - {".codemeta.json", "-ro-crate-metadata.json"}


@pytest.mark.parametrize("output", PROFILES)
def test_a_profile_makes_what_its_row_says(site: Path, output: str) -> None:
    dist, profile = built(site, output), PROFILES[output]
    assert endings(dist / "publications/a1") == of_article(output)
    assert endings(dist / "people/ada-lind") == {
        *profile.of_list("people", LISTED),
        *({".atom"} if profile.feeds_from <= LISTED else ()),
    }
    assert (dist / "people/cy-dahl").exists() == (profile.people_from == 1)
    assert endings(dist / "people/bo-berg") == {
        *profile.of_list("people", 2),
        *({".atom"} if profile.feeds_from <= 2 else ()),
    }
    assert endings(dist / "types/article-journal") == set(profile.of_list("types", 12))
    assert endings(dist / "years/2020") == set(profile.years)
    assert endings(dist / "publications") == {*profile.whole, ".atom"}


@pytest.mark.parametrize("output", PROFILES)
def test_whatever_points_to_a_file_points_to_one_that_is_there(
    site: Path, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Links, alternates, typed links, link sets and the lists for harvesters."""
    dist = built(site, output)
    assert main(["check", "--built", str(dist), "--site", str(site)]) == 0, capsys.readouterr().out
    told = (dist / "data/resourcelist.xml").read_text()
    named = {address.rpartition("/")[2] for address in re.findall(r'href="[^"]+/publications/a1/([^"]+)"', told)}
    assert named == {f"a1{ending}" for ending in of_article(output) - {".linkset.json"}}


@pytest.mark.parametrize("output", PROFILES)
def test_every_work_can_be_copied_in_three_formats(site: Path, output: str) -> None:
    """Without a script: as text on the page, or as a file that the page links to."""
    page = built(site, output) / "publications/a1"
    html = (page / "index.html").read_text()
    shown = set(re.findall('<pre data-format="([a-z]+)"', html))
    linked = set(re.findall(r'href="[^"]*/a1\.([a-z]+)"[^>]*download>', html))
    assert shown | linked >= {"bib", "ris", "json"}
    if "json" in shown:
        text = re.findall(r'<pre data-format="json"[^>]*>(.*?)</pre>', html, re.DOTALL)[0]
        assert json.loads(text)["title"] == "On Cards 1"


def test_a_list_of_one_work_leads_to_the_files_of_that_work(site: Path) -> None:
    for output in ("full", "standard"):
        html = (built(site, output) / "people/cy-dahl/index.html").read_text()
        offered = set(re.findall(r'href="[^"]*publications/a11/a11(\.[a-z]+)"[^>]*download>', html))
        assert offered == {".bib", ".ris", ".json"} & set(PROFILES[output].works)


def test_whoever_is_named_once_has_a_line_in_the_index_of_a_lean_portal(site: Path) -> None:
    (site / "content/people").mkdir()
    (site / "content/people/di-ek.md").write_text("---\nname: Di Ek\n---\n")
    entry = site / "content/publications/a0.md"
    entry.write_text(entry.read_text().replace("[Ada Lind]", "[Ada Lind, Di Ek]"))
    dist = built(site, "lean")
    index = (dist / "people/index.html").read_text()
    assert '<li id="people-cy-dahl"><a href="../publications/a11/">Dahl, Cy</a>' in index
    assert '<a href="../people/di-ek/">Ek, Di</a>' in index  # an entry is a wish for a page
    work = (dist / "publications/a11/index.html").read_text()
    assert "people/cy-dahl" not in work
    assert '<meta name="citation_author" content="Dahl, Cy">' in work
    entry = site / "content/publications/a1.md"
    entry.write_text(entry.read_text().replace("[Ada Lind]", "[Ada Lind, Cy Dahl]"))
    built(site, "lean")
    assert "people/cy-dahl/" in (dist / "publications/a11/index.html").read_text()
    assert "people-cy-dahl" not in (dist / "people/index.html").read_text()
    build(BuildOptions(site, site / "clean", clean=True))
    assert tree(dist) == tree(site / "clean")


def test_smaller_profiles_repeat_nothing_in_dublin_core(site: Path) -> None:
    """What it alone says is there: the licence, and titles in other languages."""
    entry = site / "content/publications/a2.md"
    entry.write_text(entry.read_text().replace("issued:", "license: CC-BY-4.0\nissued:"))
    for output in PROFILES:
        head = (built(site, output) / "publications/a2/index.html").read_text()
        assert '<meta name="DC.rights" content="https://creativecommons.org/licenses/by/4.0/">' in head
        assert ('name="DC.title"' in head) == (output == "full")
        assert '<meta name="citation_title" content="On Cards 2">' in head


def test_lists_of_everything_lead_reference_managers_to_files(site: Path) -> None:
    """Lists of people, keywords and the like have an OpenURL for each of their works, in every profile."""
    for output in PROFILES:
        dist = built(site, output)
        found = {page: (dist / page / "index.html").read_text().count('class="Z3988"')
                 for page in ("people/ada-lind", "years/2020", "types/article-journal", "publications")}  # fmt: skip
        everything = 12 if output == "full" else 0
        assert found == {"people/ada-lind": LISTED, "years/2020": everything, "types/article-journal": everything,
                         "publications": everything}  # fmt: skip
        assert 'href="../../years/2020/2020.ris"' in (dist / "years/2020/index.html").read_text()


def test_cards_link_to_what_the_profile_says(site: Path) -> None:
    """In smaller profiles to people who have an entry, in the smallest to nobody."""
    (site / "content/people").mkdir()
    (site / "content/people/bo-berg.md").write_text("---\nname: Bo Berg\n---\n")
    linked = {}
    for output in PROFILES:
        cards = (built(site, output) / "years/2020/index.html").read_text().partition('class="cards"')[2]
        linked[output] = tuple(text in cards for text in ("people/ada-lind/", "people/bo-berg/", "journals/"))
        assert "Ada Lind" in cards
    assert linked == {"full": (True, True, True), "standard": (False, True, False), "lean": (False, False, False)}


def test_beside_a_list_of_a_smaller_profile_stands_what_works_share(site: Path) -> None:
    """Cy Dahl made one of the two works of Bo Berg: a work's own page says that. Both are in the same journal."""
    for output in ("full", "standard"):
        side = (built(site, output) / "people/bo-berg/index.html").read_text().partition('class="side"')[2]
        assert ("people/cy-dahl/" in side) == (output == "full")
        assert "journals/journal-of-indexes/" in side
        assert "keywords/cards/" in side


def test_smaller_profiles_say_a_thing_once_in_json_ld(site: Path) -> None:
    """Of who is known by name alone the title says it all; what an entry adds is there in each profile."""
    (site / "content/people").mkdir()
    (site / "content/people/bo-berg.md").write_text("---\nname: Bo Berg\nsame_as: [https://viaf.org/viaf/1]\n---\n")
    for output in PROFILES:
        dist = built(site, output)
        blocks = {page: _json_ld(dist / page) for page in ("people/ada-lind", "people/bo-berg", "publications/a1")}
        assert bool(blocks["people/ada-lind"]) == (output == "full")
        assert blocks["people/bo-berg"]["mainEntity"]["sameAs"] == ["https://viaf.org/viaf/1"]
        work = blocks["publications/a1"]
        assert (work["name"], work["author"][0]["name"]) == ("On Cards 1", "Ada Lind")
        assert ("familyName" in work["author"][0]) == ("headline" in work) == (output == "full")


def _json_ld(page: Path) -> Any:
    found = re.search('<script type="application/ld.json">(.*?)</script>', (page / "index.html").read_text())
    return json.loads(found[1]) if found else {}


def test_from_one_profile_to_another_and_back_is_as_if_built_anew(site: Path) -> None:
    for output in ("full", "lean", "standard", "full"):
        dist = built(site, output)
        build(BuildOptions(site, site / "clean", clean=True))
        assert tree(dist) == tree(site / "clean"), output


def silent(site: Path) -> None:
    """Take `output` out of the settings."""
    (site / "site.yaml").write_text("title: T\nbase_url: https://x.example/\nsearch: false\n")


def test_a_portal_that_says_nothing_is_a_standard_one(site: Path) -> None:
    silent(site)
    build(BuildOptions(site, site / "silent"))
    assert tree(site / "silent") == tree(built(site, "standard"))


def test_who_says_nothing_is_told_before_exports_go(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once, in one line; with --strict nothing is published, and whoever says which profile is meant is not told."""
    dist = built(site, "full")
    before = tree(dist)
    silent(site)
    new = (site / "content/publications/a1.md").read_text("utf-8").replace("title: ", "title: New ")
    for number in range(101):  # the old works tell, wherever the new ones stand
        (site / f"content/publications/a0-{number:03}.md").write_text(new, "utf-8")
    options = ["build", "--site", str(site), "--out", str(dist)]
    assert main([*options, "--strict"]) == 2  # a setting is missing
    assert tree(dist) == before
    assert "write `output: full` into site.yaml to keep them" in capsys.readouterr().err
    assert main(options) == 0
    told = capsys.readouterr().err
    assert told.count("write `output: full` into site.yaml to keep them") == 1
    assert not (dist / "publications/a1/a1.ris").exists()
    assert (dist / "publications/a1/a1.bib").exists()
    (site / "content/publications/a3.md").unlink()
    assert main(options) == 0
    assert "output" not in capsys.readouterr().err
    built(site, "full")
    built(site, "standard")
    assert "`output`" not in capsys.readouterr().err


def test_who_says_nothing_publishes_nothing_against_an_older_portal(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = built(site, "full", "old")
    silent(site)
    options = ["build", "--site", str(site), "--out", str(site / "new"), "--against", str(old)]
    assert main(options) == 1
    assert "`output` is not said, and exports would be gone" in capsys.readouterr().err
    assert not (site / "new/index.html").exists()
    assert main([*options, "--allow-gone"]) == 0
    (site / "site.yaml").write_text((site / "site.yaml").read_text() + "output: standard\n")
    assert main(options) == 0


def test_a_list_that_has_become_too_short_for_an_export_is_no_other_profile(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silent(site)
    for number in range(25):
        text = ARTICLE.replace("On Cards", f"Room {number}").replace("[Cards]", "[Rooms]")
        (site / f"content/publications/r{number}.md").write_text(text)
    build(BuildOptions(site, site / "old"))
    assert (site / "old/keywords/rooms/rooms.atom").is_file()
    entry = site / "content/publications/r0.md"
    entry.write_text(entry.read_text().replace("[Rooms]", "[Cards]"))
    assert main(["build", "--site", str(site), "--out", str(site / "new"), "--against", str(site / "old")]) == 0
    assert not (site / "new/keywords/rooms/rooms.atom").exists()
    assert "`output`" not in capsys.readouterr().err


def test_programs_get_the_reason_why_nothing_was_published(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = built(site, "full", "old")
    silent(site)
    capsys.readouterr()
    options = ["--out", str(site / "new"), "--against", str(old), "--format", "json"]
    assert main(["build", "--site", str(site), *options]) == 1
    (note,) = json.loads(capsys.readouterr().out)["report"]["notes"]
    assert note.startswith("`output` is not said, and exports would be gone; write `output: full`")


@pytest.mark.parametrize("output", PROFILES)
def test_the_years_together_are_the_whole_portal(site: Path, output: str) -> None:
    """The data package names each file, and they have each work once."""
    entry = site / "content/publications/a4.md"
    entry.write_text(entry.read_text().replace("issued: 2020", "issued: 2019"))
    dist = built(site, output)
    package = json.loads((dist / "datapackage.json").read_text())
    assert package["homepage"] == "https://x.example/"
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names) == 2 * len(PROFILES[output].years)
    assert all(re.fullmatch("[a-z0-9._-]+", name) for name in names)
    found = [
        item["id"]
        for resource in package["resources"]
        if resource["format"] == "json"
        for item in json.loads(_unpacked(dist / resource["path"], resource.get("compression", "")))
    ]
    assert sorted(found) == sorted(f"a{number}" for number in range(12))
    assert all((dist / resource["path"]).is_file() for resource in package["resources"])


def _unpacked(path: Path, compression: str) -> bytes:
    """What is in a file of the package, as the package says that it is to be read."""
    return gzip.decompress(path.read_bytes()) if compression == "gz" else path.read_bytes()


MOST = {"full": (15.7, 64_000), "standard": (6.9, 48_500), "lean": (5.9, 44_000)}
"""Files and bytes that an entry may take, without the search and without files that are there once."""


@pytest.fixture(scope="module")
def some_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a sample of real records."""
    site = tmp_path_factory.mktemp("sample")
    write_corpus(site / "content", 5)
    return site


@pytest.mark.parametrize("output", PROFILES)
def test_a_portal_keeps_within_its_budget(some_hundred: Path, output: str) -> None:
    """Counts, never time: a change that makes each page heavier, or a file for each entry more, is seen here."""
    site = some_hundred
    (site / "site.yaml").write_text(f"title: T\nbase_url: https://x.example/\nsearch: false\noutput: {output}\n")
    report = build(BuildOptions(site, site / output, jobs=2))
    once = [path for path in (site / output).rglob("*") if path.is_file() and path.parts[len(site.parts) + 1] in ONCE]
    files = (report.files - len(once)) / report.publications
    size = (report.bytes - sum(path.stat().st_size for path in once)) / report.publications
    most_files, most_bytes = MOST[output]
    assert files < most_files
    assert size < most_bytes
