"""An `index.md` in a folder of its own is named by the folder, as in the page bundles of Hugo."""

from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.content.folder import source_of
from tests.conftest import WriteSite

BOOK = (
    "---\ntype: book\ntitle: {}\nauthors: [Ada Lind]\nissued: 2020\n---\nSee [the other](/publications/berg-2021/).\n"
)
FILES = {
    "site.yaml": "title: T\nlanguages: [en, da]\nsearch: false\n",
    "content/publications/lind-2020/index.md": BOOK.format("Cards"),
    "content/publications/2021/berg-2021/index.yaml": "type: book\ntitle: Drawers\nauthors: [Bo Berg]\nissued: 2021\n",
    "content/people/ada-lind/index.md": "---\nname: Ada Lind\n---\nShe lives.\n",
    "content/pages/about/index.md": "---\ntitle: About\n---\nText.\n",
    "content/pages/about/index.da.md": "---\ntitle: Om\n---\nTekst.\n",
}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("content/publications/lind-2020/index.md", "lind-2020"),
        ("content/publications/2021/berg-2021/index.yaml", "berg-2021"),
        ("content/pages/about/index.da.md", "about.da"),
        ("content/people/ada/index.yml", "ada"),
        ("content/publications/index.md", "index"),
        ("content/publications/2021/index-of-cards.md", "index-of-cards"),
    ],
)
def test_who_names_an_entry(file: str, name: str) -> None:
    source = source_of(file)
    assert source
    assert source.name == name


def build(site: Path) -> None:
    assert main(["build", "--site", str(site), "--jobs", "1", "--strict"]) == 0


def test_the_folder_is_the_address(write_site: WriteSite) -> None:
    site = write_site(FILES)
    build(site)
    for page in ("publications/lind-2020", "publications/berg-2021", "people/ada-lind", "about", "da/about"):
        assert (site / "dist" / page / "index.html").is_file(), page
    assert not (site / "dist/publications/index").exists()
    assert "Tekst." in (site / "dist/da/about/index.html").read_text()
    assert "Cards" in (site / "dist/publications/lind-2020/lind-2020.bib").read_text()


def test_it_gets_another_name_with_its_folder(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(FILES)
    assert main(["rename", "--site", str(site), "--jobs", "1", "publications/berg-2021", "berg-on-drawers"]) == 0
    assert (site / "content/publications/2021/berg-on-drawers/index.yaml").is_file()
    assert "/publications/berg-on-drawers/" in (site / "content/publications/lind-2020/index.md").read_text()
    assert main(["rename", "--site", str(site), "--jobs", "1", "pages/about", "about-us"]) == 0
    assert {path.name for path in (site / "content/pages/about-us").iterdir()} == {"index.md", "index.da.md"}
    build(site)
    assert (site / "dist/da/about-us/index.html").is_file()
    capsys.readouterr()


def test_a_folder_and_a_file_of_one_name(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({**FILES, "content/publications/lind-2020.md": BOOK.format("Again")})
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 1
    assert "rename the folder of content/publications/lind-2020/index.md" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["Müller 2024", "A_B", "con"])
def test_a_folder_that_cannot_be_an_address(
    folder: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({f"content/publications/{folder}/index.md": BOOK.format("Cards")})
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 1
    said = capsys.readouterr().err
    assert "[bad-name]" in said
    assert ("rename the folder to " in said) == (folder != "con")
