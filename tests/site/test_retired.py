"""What is retired leaves a notice at its address, and nothing else of it is anywhere."""

from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.compare.difference import compare
from kartotek.compare.sides import open_side
from tests.conftest import WriteSite, tree
from tests.site.test_closed_files import holding, places, run

REASON = 'The author asked for "it": é.'
SECRET = b"%PDF secret"
FILES: Mapping[str, str | bytes] = {
    "site.yaml": (
        "title: Test\nlanguages: [en, da]\nsearch: false\ncitation_styles: [none]\ncontact: ask@portal.test\n"
        "base_url: https://portal.test/\n"
    ),
    "content/publications/gone.md": (
        "---\n# a comment\ntype: book\ntitle: A *Withdrawn* Book\nauthors: [Ada Lind, Bo Berg]\nissued: 1999\n"
        "doi: 10.1234/gone\nkeywords: [Rare]\nfiles: [{path: gone.pdf}]\nimage: gone.png\nimage_alt: x\n"
        "aliases: [/old/gone/]\n---\nThe abstract of it.\n"
    ),
    "content/publications/chapter.md": "---\ntype: chapter\ntitle: Chapter\nbook: gone\nissued: 1999\n---\n",
    "content/publications/other.md": (
        "---\ntype: book\ntitle: Other\nissued: 2001\nauthors: [{name: Cy Dahl, id: cy}]\norganisations: [unit]\n"
        "projects: [work]\nrelated: [{id: gone, relation: Cites}]\nkeywords: [Cards]\n---\n"
    ),
    "content/people/cy.md": "---\nname: Cy Dahl\nimage: cy.png\nimage_alt: Cy\n---\nThe life of Cy.\n",
    "content/organisations/unit.md": "---\nname: The Unit\n---\n",
    "content/projects/work.md": "---\ntitle: The Work\n---\n",
    "content/keywords/cards.md": "---\nlabel: Cards\n---\n",
    "content/journals/series.md": "---\ntitle: The Series\n---\n",
    "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
    "content/pages/about.da.md": "---\ntitle: Om\n---\nTekst.\n",
    "content/files/gone.pdf": SECRET,
    "content/files/gone.png": SECRET,
    "content/files/cy.png": b"cy",
}


def retire(site: Path, name: str, reason: str = REASON) -> int:
    return main(["retire", "--site", str(site), "--jobs", "1", name, "--reason", reason])


def test_of_a_publication_only_the_notice_is_left(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    site = write_site(FILES)
    run(site)
    assert len(holding(site, SECRET)) == 2
    (site / "dist").rename(site / "before")
    assert retire(site, "gone") == 0
    text = str(FILES["content/publications/gone.md"])
    added = 'retired: {date: 2025-01-01, reason: "The author asked for \\"it\\": é."}\n'
    assert (site / "content/publications/gone.md").read_text("utf-8") == text.replace("---\nThe", f"{added}---\nThe")
    run(site)
    files = tree(site / "dist")
    assert holding(site, SECRET) == []
    assert sorted(path for path in files if "gone" in path) == [
        "da/publications/gone/index.html", "old/gone/index.html", "publications/gone/index.html",
    ]  # fmt: skip
    notice = files["publications/gone/index.html"].decode()
    for said in (
        "A Withdrawn Book", "Ada Lind, Bo Berg, 1999", "10.1234/gone", 'asked for "it": é.', "ask@portal.test",
        '<meta name="robots" content="noindex">', "1 January 2025",
    ):  # fmt: skip
        assert said in unescape(notice)
    assert "1. januar 2025" in files["da/publications/gone/index.html"].decode()
    assert "The abstract of it" not in str(files)
    assert {path for path, data in files.items() if b"publications/gone/" in data} == {
        "old/gone/index.html", "publications/gone/index.html", "da/publications/gone/index.html",
    }  # fmt: skip
    assert not any("rare" in path or "ada-lind" in path for path in files)
    chapter, other = files["publications/chapter/index.html"].decode(), files["publications/other/index.html"].decode()
    assert "<dd>A Withdrawn Book</dd>" in chapter
    assert "A Withdrawn Book" in files["publications/chapter/chapter.bib"].decode()
    assert "<dd><span>A Withdrawn Book</span></dd>" in other


def test_the_difference_says_so(write_site: WriteSite) -> None:
    site = write_site(FILES)
    run(site)
    (site / "dist").rename(site / "before")
    assert retire(site, "gone") == 0
    run(site)
    with open_side(str(site / "before")) as old, open_side(str(site / "dist")) as new:
        difference = compare(old, new, 1)
    told = [(each.change, each.path) for each in difference.entries]
    assert ("retired", "publications/gone/index.html") in told
    assert not any("publications/gone/" in path for gone in difference.gone for path in gone.paths)
    assert sorted(difference.files_closed) == ["files/gone.png", "publications/gone/gone.pdf"]


@pytest.mark.parametrize("name", ["cy", "unit", "work", "keywords/cards", "series", "about"])
def test_every_kind_leaves_a_notice(write_site: WriteSite, name: str) -> None:
    site = write_site(FILES)
    before = run(site)
    assert retire(site, name) == 0
    assert run(site) == before
    files = tree(site / "dist")
    key = name.rpartition("/")[2]
    place = next(path for path in files if path.endswith(f"{key}/index.html") and not path.startswith("da/"))
    for path in (place, f"da/{place}"):
        assert b"asked for" in files[path]
    linking = [path for path, data in files.items() if f'{place.removesuffix("index.html")}"'.encode() in data]
    assert set(linking) <= {place, f"da/{place}"}
    assert (b"The life of Cy" in files["people/cy/index.html"]) == (name != "cy")
    assert ("files/cy.png" in files) == (name != "cy")
    assert place not in files["sitemap.xml"].decode()


def test_the_reason_is_in_the_language_of_the_page_or_says_which_it_is_in(write_site: WriteSite) -> None:
    site = write_site(FILES)
    texts = {
        "gone": "{en: It was wrong., da: Den var forkert.}",
        "other": "It was wrong.",
        "chapter": "{da: Den var forkert.}",
    }
    for name, text in texts.items():
        path = site / f"content/publications/{name}.md"
        path.write_text(path.read_text().replace("issued:", f"retired: {{reason: {text}}}\nissued:"))
    site.joinpath("content/publications/left.md").write_text("---\ntype: book\ntitle: Left\n---\n")
    run(site)
    english, danish = b"<p>It was wrong.</p>", b"<p>Den var forkert.</p>"
    for name, (en, da) in {
        "gone": (english, danish),
        "other": (english, english.replace(b"<p>", b'<p lang="en">')),
        "chapter": (danish.replace(b"<p>", b'<p lang="da">'), danish),
    }.items():
        for prefix, wanted in (("", en), ("da/", da)):
            assert wanted in (site / f"dist/{prefix}publications/{name}/index.html").read_bytes()


def test_its_files_are_closed_by_whatever_name(write_site: WriteSite) -> None:
    opens = "---\ntype: book\ntitle: Opens\nissued: 2000\nfiles: [{path: gone.pdf}]\n---\n[x](/files/gone.png)\n"
    site = write_site({**FILES, "content/publications/opens.md": opens})
    assert retire(site, "gone") == 0
    assert places(run(site)) == [
        ("publications/opens.md", 5, "access-clash"), ("publications/opens.md", 7, "access-clash")
    ]  # fmt: skip
    assert holding(site, SECRET) == []


@pytest.mark.parametrize(
    ("name", "reason", "told"),
    [
        ("gone", " ", "the reason is empty"),
        ("nobody", "x", "there is no entry"),
        ("gone", "a\x1b[0m", "cannot be shown"),
    ],
)
def test_what_cannot_be_leaves_all_as_it_is(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], name: str, reason: str, told: str
) -> None:
    site = write_site(FILES)
    before = tree(site)
    assert retire(site, name, reason) == 2
    assert told in capsys.readouterr().err
    assert tree(site) == before


def test_a_notice_is_written_once(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({**FILES, "site.yaml": f"{FILES['site.yaml']!s}navigation: [about]\n"})
    assert retire(site, "gone") == 0
    assert retire(site, "gone") == 2
    assert "is retired already" in capsys.readouterr().err
    before = tree(site)
    assert retire(site, "about") == 1  # the navigation names it
    assert "'about' is neither" in capsys.readouterr().err
    assert tree(site) == before
