"""A file is private until something published opens it, and what anyone keeps closed stays closed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kartotek import urls
from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.site.build import BuildSession, build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite, tree

SECRET = b"%PDF closed"
BASE = "https://portal.test/sub/"
SITE = f"title: Test\noutput: full\nsearch: false\nlanguages: [en, da]\nbase_url: {BASE}\n"
DAY = 1735689600  # 2025-01-01


def entry(fields: str = "", body: str = "About cards.", title: str = "On Cards") -> str:
    return ARTICLE.replace("On Cards", title).replace("issued:", f"{fields}\nissued:").replace("About cards.", body)


def files(*documents: str) -> str:
    return f"files: [{', '.join(f'{{{document}}}' for document in documents)}]"


def run(site: Path, *, drafts: bool = False, orphans: bool = False) -> list[Diagnostic]:
    """Build the site, hold the result to a clean build, and return what was said, without orphans unless asked."""
    found = build(BuildOptions(site, site / "dist", drafts=drafts)).diagnostics
    clean = build(BuildOptions(site, site / "clean", cache_folder=".other", clean=True, drafts=drafts)).diagnostics
    assert found == clean
    assert tree(site / "dist") == tree(site / "clean")
    return [diagnostic for diagnostic in found if orphans or diagnostic.code != "orphan-file"]


def places(found: list[Diagnostic]) -> list[tuple[str, int, str]]:
    return [(diagnostic.file.removeprefix("content/"), diagnostic.line, diagnostic.code) for diagnostic in found]


def holding(site: Path, content: bytes = SECRET) -> list[str]:
    return sorted(path for path, data in tree(site / "dist").items() if data == content)


def mentioning(site: Path, name: str) -> list[str]:
    """Published files in which an address ends with a name."""
    made = tree(site / "dist")
    return sorted(path for path, data in made.items() if f"/{name}".encode() in data)


def _deleted(path: Path) -> None:
    path.unlink()
    (path.parent / "other.md").write_text(entry(title="Other"))


def _a_draft(path: Path) -> None:
    path.write_text(path.read_text().replace("issued:", "draft: true\nissued:"))
    (path.parent / "other.md").write_text(entry(title="Other"))


def _without_files(path: Path) -> None:
    path.write_text(entry())


@pytest.mark.parametrize("change", [_deleted, _a_draft, _without_files])
@pytest.mark.parametrize("access", ["closed", "restricted", "open"])
def test_what_nobody_opens_is_private(write_site: WriteSite, change: Callable[[Path], None], access: str) -> None:
    """It was published as long as it was open, and is gone when nobody opens it any more."""
    document = files(f"path: a/closed.pdf, access: {access}")
    site = write_site({"content/publications/one.md": entry(document), "content/files/a/closed.pdf": SECRET})
    run(site)
    assert holding(site) == (["publications/one/closed.pdf"] if access == "open" else [])
    change(site / "content/publications/one.md")
    assert run(site) == []
    assert holding(site) == []
    assert mentioning(site, "closed.pdf") == []


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        ({"content/publications/one.md": entry(body="[The map](/files/map.pdf#page=2)")}, "files/map.pdf"),
        ({"content/publications/one.md": entry('abstracts: {da: "![Kort](/files/map.pdf)"}')}, "files/map.pdf"),
        ({"content/publications/one.md": entry(body="[The map][1]\n\n[1]: /files/m%61p.pdf")}, "files/map.pdf"),
        ({"content/publications/one.md": entry(body=f"[The map]({BASE}files/map.pdf)")}, "files/map.pdf"),
        ({"content/publications/one.md": entry(body=f"<{BASE}files/map.pdf>")}, "files/map.pdf"),
        ({"content/publications/one.md": entry(body="[The map](/&#102;iles/map.pdf)")}, "files/map.pdf"),
        ({"content/publications/one.md": entry("image: map.pdf\nimage_alt: A map")}, "files/map.pdf"),
        ({"content/publications/one.md": entry(files("path: map.pdf"))}, "publications/one/map.pdf"),
        ({"content/people/ada-lind.md": "---\nname: Ada Lind\n---\n[Map](../../files/map.pdf)"}, "files/map.pdf"),
        ({"content/people/ada-lind.md": "---\nname: Ada Lind\nimage: map.pdf\nimage_alt: A\n---\n"}, "files/map.pdf"),
        ({"content/keywords/cards.yaml": 'label: Cards\ndefinition: "[Map](/files/map.pdf)"\n'}, "files/map.pdf"),
        ({"content/organisations/a.md": "---\nname: A\n---\n| [Map](/files/map.pdf) |\n| - |\n"}, "files/map.pdf"),
        ({"content/pages/about.da.md": "---\ntitle: Om\n---\n> [Kort](/files/map.pdf)"}, "files/map.pdf"),
        ({"site.yaml": f'{SITE}footer: {{da: "[Map](/files/map.pdf)"}}\n'}, "files/map.pdf"),
        ({"site.yaml": f'{SITE}description: "[Map](/files/map.pdf)"\n'}, "files/map.pdf"),
        ({"site.yaml": f"{SITE}logo: map.pdf\n"}, "files/map.pdf"),
    ],
)
def test_what_opens_a_file(write_site: WriteSite, texts: dict[str, str], place: str) -> None:
    standard: dict[str, str | bytes] = {"site.yaml": SITE, "content/publications/one.md": entry()}
    site = write_site({**standard, **texts, "content/files/map.pdf": SECRET, "content/files/other.pdf": SECRET})
    assert run(site) == []
    assert holding(site) == [place]


@pytest.mark.parametrize(
    "texts",
    [
        {"content/pages/about.md": "---\ntitle: About\n---\n`[map](/files/map.pdf)` and files/map.pdf"},
        {"content/pages/about.md": "---\ntitle: About\n---\n[map](https://elsewhere.test/files/map.pdf)"},
        {"content/pages/about.md": "---\ntitle: About\ndraft: true\n---\n[map](/files/map.pdf)"},
        {"content/organisations/a.md": "---\nname: A\ndraft: true\n---\n[map](/files/map.pdf)"},
        {"content/publications/two.md": entry("publish_on: 2999-01-01", "[map](/files/map.pdf)", "Two")},
        {"content/publications/two.md": entry("draft: true\nimage: map.pdf\nimage_alt: A", title="Two")},
        {"content/publications/two.md": entry("draft: true\n" + files("path: map.pdf"), title="Two")},
    ],
)
def test_what_opens_nothing(write_site: WriteSite, texts: dict[str, str]) -> None:
    site = write_site({"content/publications/one.md": entry(), **texts, "content/files/map.pdf": SECRET})
    assert run(site) == []
    assert holding(site) == []


def test_a_preview_shows_the_files_of_drafts(write_site: WriteSite) -> None:
    draft = entry("draft: true\n" + files("path: map.pdf"))
    site = write_site({"content/publications/one.md": draft, "content/files/map.pdf": SECRET})
    assert run(site, drafts=True) == []
    assert holding(site) == ["publications/one/map.pdf"]


OPENING = {
    "content/publications/b.md": entry(files("path: closed.pdf"), title="B"),
    "content/people/ada-lind.md": "---\nname: Ada Lind\nimage: closed.pdf\nimage_alt: She\n---\nShe.\n",
    "content/publications/c.md": entry("image: closed.pdf\nimage_alt: It", title="C"),
    "content/publications/d.md": entry(body="See [*the* paper](/files/closed.pdf) here.", title="D"),
    "content/pages/about.md": f"---\ntitle: About\n---\nText.\n\n![Picture]({BASE}files/closed.pdf)\n",
    "site.yaml": f'{SITE}logo: closed.pdf\nfooter: "[footer](/files/closed.pdf)"\n'
    'description: {da: "[lead](/files/closed.pdf)"}\n',
}
CLASHES = [
    ("pages/about.md", 6, "access-clash"),
    ("people/ada-lind.md", 3, "access-clash"),
    ("publications/b.md", 5, "access-clash"),
    ("publications/c.md", 5, "access-clash"),
    ("publications/d.md", 10, "access-clash"),
    ("site.yaml", 6, "access-clash"),
    ("site.yaml", 7, "access-clash"),
    ("site.yaml", 8, "access-clash"),
]


@pytest.mark.parametrize(
    "strictest",
    [
        files("path: closed.pdf, access: closed"),
        files("path: closed.pdf, access: restricted"),
        files("path: closed.pdf, access: embargoed, embargo_until: 2999-01-01"),
        "draft: true\n" + files("path: closed.pdf, access: closed"),
        "publish_on: 2999-01-01\n" + files("path: closed.pdf, access: closed"),
    ],
)
def test_the_strictest_wins(write_site: WriteSite, strictest: str) -> None:
    """Over documents, images and links, in every file that is made; and everyone who opens it is warned."""
    site = write_site(
        {**OPENING, "content/publications/a.md": entry(strictest, title="A"), "content/files/closed.pdf": SECRET}
    )
    found = run(site)
    assert places(found) == CLASHES
    assert all("content/publications/a.md" in diagnostic.message for diagnostic in found)
    assert holding(site) == []
    assert mentioning(site, "closed.pdf") == []
    assert "See <em>the</em> paper here." in (site / "dist/publications/d/index.html").read_text()
    assert "Picture" in (site / "dist/about/index.html").read_text()
    assert "lead" in (site / "dist/da/index.html").read_text()
    with pytest.raises(ContentError):
        build(BuildOptions(site, site / "dist", strict=True))
    (site / "content/publications/a.md").write_text(entry(title="A"))
    assert run(site) == []
    assert holding(site) == ["files/closed.pdf", "publications/b/closed.pdf"]
    assert len(mentioning(site, "closed.pdf")) > len(OPENING)


@pytest.mark.parametrize(
    ("one", "other", "warned"),
    [
        ("access: closed", "access: restricted", ["b"]),
        ("access: closed", "access: closed", []),
        ("access: open", "access: open", []),
        ("access: embargoed, embargo_until: 2020-01-01", "access: open", []),
        ("access: embargoed, embargo_until: 2999-01-01", "access: embargoed, embargo_until: 2998-01-01", ["b"]),
        ("access: embargoed, embargo_until: 2998-01-01", "access: closed", ["a"]),
    ],
)
def test_two_entries_that_disagree(write_site: WriteSite, one: str, other: str, warned: list[str]) -> None:
    site = write_site(
        {
            "content/publications/a.md": entry(files(f"path: x.pdf, {one}"), title="A"),
            "content/publications/b.md": entry(files(f"path: x.pdf, {other}"), title="B"),
            "content/files/x.pdf": SECRET,
        }
    )
    assert [diagnostic.file for diagnostic in run(site)] == [f"content/publications/{name}.md" for name in warned]
    assert bool(holding(site)) == (not warned and "closed" not in one)


def test_the_day_an_embargo_ends(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    embargo = files("path: x.pdf, access: embargoed, embargo_until: 2025-01-02")
    site = write_site(
        {
            "content/publications/a.md": entry(embargo, title="A"),
            "content/publications/b.md": entry(files("path: x.pdf"), title="B"),
            "content/files/x.pdf": SECRET,
        }
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY))
    assert places(run(site)) == [("publications/b.md", 5, "access-clash")]
    assert holding(site) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY + 86400))
    assert run(site) == []
    assert holding(site) == ["publications/a/x.pdf", "publications/b/x.pdf"]


@pytest.mark.parametrize("link", ["symbolic", "hard"])
def test_another_name_opens_nothing(write_site: WriteSite, link: str) -> None:
    site = write_site(
        {
            "content/publications/a.md": entry(files("path: deep/closed.pdf, access: closed"), title="A"),
            "content/publications/b.md": entry(files("path: open.pdf"), "[x](/files/open.pdf)", title="B"),
            "content/files/deep/closed.pdf": SECRET,
        }
    )
    name = site / "content/files/open.pdf"
    if link == "hard":
        os.link(site / "content/files/deep/closed.pdf", name)
    else:
        name.symlink_to("deep/closed.pdf")
    found = run(site)
    assert places(found) == [("publications/b.md", 5, "access-clash"), ("publications/b.md", 10, "access-clash")]
    assert holding(site) == []
    name.unlink()
    name.write_bytes(b"a copy of something else")
    assert run(site) == []
    assert holding(site, b"a copy of something else") == ["files/open.pdf", "publications/b/open.pdf"]


@pytest.mark.parametrize("held", [None, BuildSession()])
def test_a_link_in_an_abstract_opens_and_closes_at_the_next_build(
    write_site: WriteSite, held: BuildSession | None
) -> None:
    """An abstract concerns its own page alone, but for this."""
    site = write_site({"content/publications/one.md": entry(), "content/files/map.pdf": SECRET})
    path = site / "content/publications/one.md"
    for body, expected in (("A.", []), ("[A](/files/map.pdf)", ["files/map.pdf"]), ("B.", []), ("C.", [])):
        path.write_text(entry(body=body))
        build(BuildOptions(site, site / "dist"), session=held)
        assert holding(site) == expected


def test_what_is_withheld_stays_so_when_only_an_abstract_changes(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/publications/a.md": entry(files("path: x.pdf, access: closed"), title="A"),
            "content/publications/b.md": entry(
                files("path: x.pdf") + "\nimage: x.pdf\nimage_alt: X", "Old [x](/files/x.pdf).", title="B"
            ),
            "content/files/x.pdf": SECRET,
        }
    )
    first = run(site)
    path = site / "content/publications/b.md"
    path.write_text(path.read_text().replace("Old", "New"))
    assert run(site) == first
    assert mentioning(site, "x.pdf") == holding(site) == []
    assert "New x." in (site / "dist/publications/b/index.html").read_text()


@pytest.mark.parametrize(
    ("address", "page", "name"),
    [
        ("/files/a.pdf", "about/", "a.pdf"),
        ("/files/a/b%20c.pdf?x#y", "about/", "a/b c.pdf"),
        ("../files/a.pdf", "about/", "a.pdf"),
        ("../../files/a.pdf", "da/about/", "a.pdf"),
        ("../files/a.pdf", "da/about/", ""),
        ("/about/../files//a.pdf", "about/", "a.pdf"),
        ("files/a.pdf", "", "a.pdf"),
        ("files/a.pdf", "about/", ""),
        (f"{BASE}files/a.pdf", "about/", "a.pdf"),
        ("HTTPS://Portal.TEST/sub/files/a.pdf", "about/", "a.pdf"),
        ("https://portal.test/SUB/files/a.pdf", "about/", ""),
        ("https://elsewhere.test/files/a.pdf", "about/", ""),
        ("https://[/files/a.pdf", "about/", ""),
        ("mailto:files/a.pdf", "about/", ""),
        ("#files/a.pdf", "about/", ""),
    ],
)
def test_which_file_a_link_leads_to(address: str, page: str, name: str) -> None:
    assert urls.linked_file(address, page, BASE) == name


@pytest.mark.parametrize("when", ["draft: true", "publish_on: 2999-01-01"])
def test_what_is_not_published_yet_closes_nothing_that_it_calls_open(write_site: WriteSite, when: str) -> None:
    """Else a draft that names the document of a published entry, as a translation may, would take it away."""
    site = write_site(
        {
            "content/publications/one.md": entry(files("path: map.pdf")),
            "content/publications/two.md": entry(f"{when}\n" + files("path: map.pdf"), title="Two"),
            "content/files/map.pdf": SECRET,
        }
    )
    assert run(site) == []
    assert holding(site) == ["publications/one/map.pdf"]


def test_a_warning_moves_along_with_the_link_it_is_about(write_site: WriteSite) -> None:
    """An abstract concerns its own page alone, so builds after its edit are quick."""
    closing = entry(files("path: map.pdf, access: closed"), title="Closing")
    site = write_site(
        {
            "content/publications/one.md": entry("", "[map](/files/map.pdf)"),
            "content/publications/two.md": closing,
            "content/files/map.pdf": SECRET,
        }
    )
    first = [found.line for found in run(site)]
    path = site / "content/publications/one.md"
    path.write_text(path.read_text().replace("[map]", "A paragraph.\n\n[map]"))
    assert [found.line for found in run(site)] == [line + 2 for line in first]


def test_each_link_to_a_closed_file_is_told_where_it_stands(write_site: WriteSite) -> None:
    """Also one that is there twice, or that is written otherwise than a parser gives it; but what is said in one place
    of a text in the front matter is said once."""
    closing = entry(files("path: a b.pdf, access: closed", "path: c.pdf, access: closed"), title="A")
    body = (
        "The word /files/c.pdf, and `[x](/files/c.pdf)`: [one](/files/c.pdf), [two](/files/c.pdf 'T')\n"
        "and [three](</files/a b.pdf>) and [four](/files/a%20b.pdf), [five][1], [six][1].\n\n[1]: /files/c.pdf"
    )
    summary = "plain_summary: {en: '[x](/files/c.pdf) [y](/files/c.pdf)'}"
    site = write_site(
        {
            "content/publications/a.md": closing,
            "content/publications/b.md": entry(summary, body=body, title="B"),
            "content/files/a b.pdf": SECRET,
            "content/files/c.pdf": b"%PDF other",
        }
    )
    found = [each for each in run(site) if each.code == "access-clash"]
    lines = (site / "content/publications/b.md").read_text().splitlines()
    assert [lines[each.line - 1][: each.column - 1].rpartition(" ")[2] for each in found] == [
        "", "[one](", "[two](", "[three](<", "[four](", "",
    ]  # fmt: skip
