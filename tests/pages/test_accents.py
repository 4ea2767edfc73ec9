"""Organisations with a colour of their own (`accent`): their pages link a style sheet, and no page has styles in it."""

import re
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.contrast import CARD_DARK, PAPER, PAPER_DARK, READABLE, contrast
from tests.conftest import WriteSite, tree

WORK = "---\ntype: book\ntitle: B\nauthors: [{name: Ada Lind, affiliations: [group]}]\nissued: 2020\n---\n"


def unit(name: str, parent: str = "", accent: str = "") -> str:
    lines = [f"name: {name}", f"parent: {parent}" if parent else "", f"accent: '{accent}'" if accent else ""]
    return "---\n" + "\n".join(filter(None, lines)) + "\n---\n"


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """A university with a colour, a faculty with another, and below it a group without one."""
    return write_site(
        {
            "site.yaml": "title: T\nsearch: false\n",
            "content/publications/b.md": WORK,
            "content/organisations/university.md": unit("University", accent="#003d73"),
            "content/organisations/faculty.md": unit("Faculty", "university", "0B5563"),
            "content/organisations/group.md": unit("Group", "faculty"),
            "content/organisations/library.md": unit("Library", "university"),
            "content/organisations/other.md": unit("Other"),
        }
    )


def built(site: Path, out: str = "dist", *, clean: bool = False) -> Path:
    build(BuildOptions(site, site / out, clean=clean))
    return site / out


def sheets(dist: Path, page: str) -> list[str]:
    """The style sheets of a page, by name."""
    html = (dist / page / "index.html").read_text("utf-8")
    assert "style=" not in html
    assert "<style" not in html
    return re.findall(r'<link rel="stylesheet" href="[./]*assets/([^"]+)"', html)


def test_pages_of_an_organisation_and_its_units_have_its_colour(site: Path) -> None:
    dist = built(site)
    assert {
        name: sheets(dist, f"organisations/{name}")[1:] for name in ("university", "faculty", "group", "other")
    } == {
        "university": ["accents/003d73.css"],
        "faculty": ["accents/0b5563.css"],
        "group": ["accents/0b5563.css"],  # that of what is nearest above it
        "other": [],
    }
    assert sheets(dist, "organisations/library")[1:] == ["accents/003d73.css"]
    for page in ("people/ada-lind", "publications/b", "organisations"):
        assert sheets(dist, page) == ["theme.css"]
    assert sorted(path.name for path in (dist / "assets/accents").iterdir()) == ["003d73.css", "0b5563.css"]


def test_it_is_read_in_light_and_in_dark(site: Path) -> None:
    """In dark mode it is a lighter shade; paper keeps its own ink."""
    css = (built(site) / "assets/accents/003d73.css").read_text("utf-8")
    found = re.findall(r"@media screen and \(prefers-color-scheme: (\w+)\) { :root { --accent: (#\w{6}); "
                       r"--accent-ink: (#\w{6}); } }", css)  # fmt: skip
    assert [scheme for scheme, _, _ in found] == ["light", "dark"]
    (_, light, _), (_, dark, _) = found
    assert light == "#003d73"
    assert contrast(light, PAPER) >= READABLE
    assert min(contrast(dark, paper) for paper in (PAPER_DARK, CARD_DARK)) >= READABLE
    assert all(contrast(color, ink) >= READABLE for _, color, ink in found)


def test_edits_are_followed(site: Path, write_site: WriteSite) -> None:
    """Another colour for the whole, none for the faculty, another parent; files of colours that nobody has go."""
    built(site)
    for name, text in {
        "university": unit("University", accent="#7a1f5c"),
        "faculty": unit("Faculty", "university"),
        "library": unit("Library", "other"),
        "other": unit("Other", accent="#123456"),
    }.items():
        write_site({f"content/organisations/{name}.md": text})
        dist = built(site)
        assert tree(dist) == tree(built(site, "clean", clean=True)), name
    assert sheets(dist, "organisations/group")[1:] == ["accents/7a1f5c.css"]
    assert sheets(dist, "organisations/library")[1:] == ["accents/123456.css"]
    assert sorted(path.name for path in (dist / "assets/accents").iterdir()) == ["123456.css", "7a1f5c.css"]


def test_pages_state_its_checksum_if_they_state_checksums(site: Path, write_site: WriteSite) -> None:
    write_site({"site.yaml": "title: T\nsearch: false\nintegrity: true\n"})
    dist = built(site)
    html = (dist / "organisations/group/index.html").read_text("utf-8")
    (said,) = re.findall(r'accents/0b5563\.css" integrity="sha384-([^"]+)"', html)
    assert said == b64encode(sha384((dist / "assets/accents/0b5563.css").read_bytes()).digest()).decode()


def test_one_that_is_hard_to_read_is_told_and_shown_darker(site: Path, write_site: WriteSite) -> None:
    write_site({"content/organisations/other.md": unit("Other", accent="#ffaa00")})
    (found,) = build(BuildOptions(site, site / "dist")).diagnostics
    assert (found.code, found.line, found.column) == ("low-contrast", 3, 9)
    assert found.message == "#ffaa00 is hard to read on #faf8f3: contrast 1.8, not 4.5; #9b6800 is shown"
    assert sheets(site / "dist", "organisations/other")[1:] == ["accents/9b6800.css"]


@pytest.mark.parametrize(("accent", "code"), [("'red'", "unknown-value"), ("'#fff'", "unknown-value")])
def test_what_is_no_colour_is_an_error(accent: str, code: str, site: Path, write_site: WriteSite) -> None:
    write_site({"content/organisations/other.md": f"---\nname: Other\naccent: {accent}\n---\n"})
    with pytest.raises(ContentError) as raised:
        build(BuildOptions(site, site / "dist"))
    (found,) = raised.value.diagnostics
    assert (found.code, found.hint) == (code, 'write six digits: "#0b5563"')


def test_a_colour_without_quotes_is_a_comment_which_is_told(site: Path, write_site: WriteSite) -> None:
    write_site({"content/organisations/other.md": "---\nname: Other\naccent: #0b5563\n---\n"})
    (found,) = build(BuildOptions(site, site / "dist")).diagnostics
    assert (found.code, found.line) == ("empty-value", 3)
    assert found.hint == 'write the colour in quotes, as # begins a comment: "#0b5563"'
