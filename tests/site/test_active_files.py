"""A file that can run something is refused when something published opens it, whichever build finds it."""

from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite

CODE = "active-file"
SITE = "title: Test\nsearch: false\ncitation_styles: none\n"
FILES = {
    "site.yaml": SITE,
    "content/publications/a.md": ARTICLE.replace("issued:", "files: [{path: paper.pdf, access: open}]\nissued:"),
    "content/files/paper.pdf": "%PDF",
    "content/files/page.html": "<script>alert(1)</script>",
}


def refused(site: Path) -> list[str]:
    """The places of files that are refused."""
    try:
        build(BuildOptions(site, site / "dist"))
    except ContentError as error:
        return [f"{found.file.rpartition('/')[2]}:{found.line}" for found in error.diagnostics if found.code == CODE]
    return []


def test_nobody_is_bothered_by_what_is_private(write_site: WriteSite) -> None:
    assert refused(write_site(FILES)) == []


def test_a_later_build_refuses_what_became_active(write_site: WriteSite) -> None:
    site = write_site(FILES)
    assert refused(site) == []
    (site / "content/files/paper.pdf").write_text("<html>")
    assert refused(site) == refused(site) == ["a.md:5"]
    assert (site / "dist/publications/a/paper.pdf").read_text() == "%PDF", "what was published stays as it was"
    (site / "content/files/paper.pdf").write_text("%PDF 2")
    entry = site / "content/publications/a.md"
    entry.write_text(entry.read_text() + "See [it](/files/page.html).\n")  # an abstract, which only one page shows
    assert refused(site) == ["a.md:11"]


@pytest.mark.parametrize("allowed", ["true", "html", "[html, svg]"])
def test_a_setting_allows_it(write_site: WriteSite, allowed: str) -> None:
    entry = FILES["content/publications/a.md"].replace("paper.pdf", "page.html")
    site = write_site({**FILES, "content/publications/a.md": entry})
    assert refused(site) == ["a.md:5"]
    (site / "site.yaml").write_text(f"{SITE}active_files: {allowed}\n")
    assert refused(site) == []
    assert (site / "dist/publications/a/page.html").is_file()
    (site / "site.yaml").write_text(f"{SITE}active_files: {allowed.replace('true', 'false').replace('html', 'css')}\n")
    assert refused(site) == ["a.md:5"]
