"""A broken portal per diagnostic code: each is told with its place, a plain message and what to type instead."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError, Diagnostic, Severity
from kartotek.diagnostics.codes import ONLY, SEVERITIES
from kartotek.site.begin import SettingsError
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite

FOLDER = Path(__file__).parent / "broken"
PORTALS = sorted(path.name for path in FOLDER.iterdir())
MADE_HERE = {"deep-parent", "host-limit", "link-outside", "special-file", "too-large", "unreadable-file"}
MADE_ELSEWHERE = {code for code, command in ONLY.items() if command not in ("check", "check --hints")}
"""No portal has them as long as Kartotek is right; `tests/roundtrip` breaks a format, `tests/verify` links. Of spelling
and order only `check --fix` speaks (`tests/edit`), and only `check --links` asks others (`tests/links`)."""


def disagreements_of(site: Path, out: Path) -> list[Diagnostic]:
    try:
        return build(BuildOptions(site, out)).diagnostics
    except (ContentError, SettingsError) as error:
        return error.diagnostics


def places(diagnostics: list[Diagnostic]) -> str:
    return "".join(
        f"{diagnostic.file}:{diagnostic.line}:{diagnostic.column} {diagnostic.code}\n" for diagnostic in diagnostics
    )


def test_every_code_has_its_portal() -> None:
    """Or a case in `tests/mistakes/`."""
    said = "".join(path.read_text("utf-8") for path in (FOLDER.parent / "mistakes").glob("*.md"))
    in_cases = set(re.findall(r"  \[([a-z0-9-]+)\]$", said, re.MULTILINE))
    assert set(PORTALS) | in_cases | MADE_HERE | MADE_ELSEWHERE == set(SEVERITIES)


@pytest.mark.parametrize("code", PORTALS)
def test_is_told_at_its_place(code: str, tmp_path: Path) -> None:
    """`expected.txt` names all diagnostics of the portal, in the order they are told."""
    diagnostics = disagreements_of(FOLDER / code, tmp_path / "dist")
    expected = (FOLDER / code / "expected.txt").read_text("utf-8")
    assert places(diagnostics) == expected
    assert code in {diagnostic.code for diagnostic in diagnostics}
    for diagnostic in diagnostics:
        assert diagnostic.code not in ONLY
        assert diagnostic.severity is SEVERITIES[diagnostic.code]
        assert diagnostic.hint, "a diagnostic without help"
        for text in (diagnostic.message, diagnostic.hint):
            assert not any(word in text for word in ("Error", "Traceback", "<class", "NoneType", "  ")), text


def test_an_entry_of_50_mb_is_refused(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site({"content/publications/a.md": b"---\ntitle: x\n---\n" + b"x" * 50_000_000})
    assert places(disagreements_of(site, tmp_path / "dist")) == "content/publications/a.md:1:1 too-large\n"


def tree_of(levels: int) -> dict[str, str]:
    """Entries of organisations, each a part of the one before; the first is `o1`."""
    parents = {number: f"parent: o{number - 1}\n" if number > 1 else "" for number in range(1, levels + 1)}
    return {f"content/organisations/o{number}.yaml": f"name: O{number}\n{text}" for number, text in parents.items()}


def test_a_tree_that_is_too_deep_is_refused(write_site: WriteSite, tmp_path: Path) -> None:
    """At the first entry that is too deep, and in no time that grows with the square of the depth."""
    work = "---\ntype: book\ntitle: B\norganisations: [o50]\n---\n"
    site = write_site({"content/publications/b.md": work, **tree_of(50)})
    assert disagreements_of(site, tmp_path / "dist") == []
    assert "O50" in (tmp_path / "dist/organisations/index.html").read_text()
    assert "publications/b/" in (tmp_path / "dist/organisations/o1/index.html").read_text()
    write_site(tree_of(800))
    assert places(disagreements_of(site, tmp_path / "dist")) == "content/organisations/o51.yaml:2:9 deep-parent\n"


def test_a_file_that_cannot_be_read_is_named(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site({"content/publications/b.md": "---\ntype: book\ntitle: B\n---\n"})
    (site / "content/publications/a.md").symlink_to("nowhere.md")
    assert places(disagreements_of(site, tmp_path / "dist")) == "content/publications/a.md:1:1 unreadable-file\n"


LINKS = {
    "an entry": "content/publications/a.md",
    "a folder of entries": "content/publications/a",
    "a collection": "content/people",
    "a template": "templates/a.html",
    "a folder of assets": "templates/assets",
    "a document": "content/files/a.pdf",
    "a folder of documents": "content/files/a",
    "all documents": "content/files",
    "the settings": "site.yaml",
    "the old addresses": "redirects.csv",
}


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_that_leads_out_is_refused_with_its_target_unnamed(
    kind: str, write_site: WriteSite, tmp_path: Path
) -> None:
    site = write_site({"content/publications/b.md": "---\ntype: book\ntitle: B\n---\n"})
    secret = tmp_path / "secret"
    secret.mkdir()
    path = site / LINKS[kind]
    path.parent.mkdir(exist_ok=True)
    (secret / "a.html").write_text("a secret")
    path.unlink(missing_ok=True)
    path.symlink_to(secret / "a.html" if path.suffix else secret)
    (found,) = disagreements_of(site, tmp_path / "dist")
    assert (found.file, found.code) == (LINKS[kind], "link-outside")
    assert "secret" not in found.message + found.hint
    assert not (tmp_path / "dist").exists()


def test_an_entry_is_no_link_to_a_document_which_may_be_closed(write_site: WriteSite, tmp_path: Path) -> None:
    entry = "---\ntype: book\ntitle: B\n---\n"
    site = write_site({"content/publications/b.md": entry, "content/files/closed.md": entry})
    (site / "content/publications/a.md").symlink_to("../files/closed.md")
    found = [diagnostic for diagnostic in disagreements_of(site, tmp_path / "dist") if diagnostic.code != "orphan-file"]
    assert places(found) == "content/publications/a.md:0:0 link-outside\n"


def test_links_within_content_are_followed(write_site: WriteSite, tmp_path: Path) -> None:
    site = write_site({"content/publications/b.md": "---\ntype: book\ntitle: B\n---\n"})
    (site / "content/publications/a.md").symlink_to("b.md")
    assert disagreements_of(site, tmp_path / "dist") == []
    assert (tmp_path / "dist/publications/a/index.html").exists()


def test_pipes_are_passed_over(write_site: WriteSite, tmp_path: Path) -> None:
    """They would be waited for, for ever."""
    pipes = [
        "content/files/a.pdf", "content/pipe", "content/publications/a.md", "templates/assets/a.css",
        "templates/home.html",
    ]  # fmt: skip
    site = write_site({"content/publications/b.md": "---\ntype: book\ntitle: B\n---\n"})
    for pipe in pipes:
        (site / pipe).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(site / pipe)
    diagnostics = disagreements_of(site, tmp_path / "dist")
    assert [(found.file, found.code) for found in diagnostics] == [(pipe, "special-file") for pipe in pipes]
    assert all(found.severity is SEVERITIES[found.code] for found in diagnostics)
    assert (tmp_path / "dist/publications/b/index.html").exists()


@pytest.mark.parametrize("file", ["site.yaml", "redirects.csv"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_stands_in_the_place_of_settings_is_named(
    file: str, make: Callable[[Path], None], write_site: WriteSite, tmp_path: Path
) -> None:
    """Nothing is published: the portal would be another without the file."""
    site = write_site({"content/publications/b.md": "---\ntype: book\ntitle: B\n---\n"})
    (site / file).unlink(missing_ok=True)
    make(site / file)
    (found,) = disagreements_of(site, tmp_path / "dist")
    assert (found.file, found.severity) == (file, Severity.ERROR)
    assert found.code == ("special-file" if make is os.mkfifo else "unreadable-file")
    assert not (tmp_path / "dist").exists()


def test_a_portal_that_its_host_would_refuse_is_told(write_site: WriteSite, tmp_path: Path) -> None:
    """With --strict nothing is published; without `host` it is a note."""
    entry = "---\ntype: book\ntitle: B\nfiles: [{path: b.pdf, access: open}]\n---\n"
    large: dict[str, str | bytes] = {
        "content/publications/b.md": entry,
        "content/files/b.pdf": b"%PDF" + b"0" * 27_000_000,
    }
    settings = "title: Test\nsearch: false\nhost: cloudflare\n"
    site = write_site({"site.yaml": f"{settings}base_url: https://p.test/\nshare_images: true\n", **large})
    out = tmp_path / "dist"
    with pytest.raises(ContentError):
        build(BuildOptions(site, out, strict=True))
    assert not list(out.glob("*.html"))
    for _ in ("made", "unchanged"):
        (said,) = disagreements_of(site, out)
        assert places([said]) == "site.yaml:3:7 host-limit\n"
        assert "publications/b/b.pdf with 27.0 MB" in said.message
        assert "people: listed" in said.hint
        assert "`share_images: false` (1 files)" in said.hint
    write_site({"site.yaml": settings.replace("cloudflare", "github")})
    assert disagreements_of(site, out) == []
    write_site({"site.yaml": settings.replace("host: cloudflare\n", "")})
    (note,) = build(BuildOptions(site, out)).notes
    assert "Cloudflare Pages takes files of at most 26.2 MB" in note
