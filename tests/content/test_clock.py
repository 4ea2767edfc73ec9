"""What has changed is seen although the clock was moved back between two builds."""

import os
from datetime import timedelta
from pathlib import Path
from time import time_ns

import pytest

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite, tree

DAY = timedelta(days=1) // timedelta(microseconds=1) * 1000


def at(paths: list[Path], moment: int) -> None:
    """Set the time of files, in ns."""
    for path in paths:
        os.utime(path, ns=(moment, moment))


def test_an_edit_of_the_same_size_with_an_older_time(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = write_site({"content/publications/a.md": ARTICLE, "content/publications/b.md": ARTICLE})
    options, entry = BuildOptions(site, site / "dist"), site / "content/publications/a.md"
    with monkeypatch.context() as patch:
        patch.setattr("kartotek.content.scan.time_ns", lambda: time_ns() + 2 * DAY)
        at([*(site / "content").rglob("*.md")], time_ns() + DAY)
        build(options)
    at([path for path in (site / ".kartotek").rglob("*") if path.is_file()], time_ns() + DAY)
    entry.write_text(ARTICLE.replace("On Cards", "On Boxes"))
    at([entry], time_ns() - DAY)
    assert build(options).written
    clean = BuildOptions(site, tmp_path / "clean", clean=True)
    edited = tree(site / "dist")
    assert b"On Boxes" in edited["publications/a/index.html"]
    build(clean)
    assert edited == tree(clean.out)


def test_a_page_from_the_future_that_somebody_edited_is_made_again(write_site: WriteSite) -> None:
    site = write_site({"content/publications/a.md": ARTICLE})
    options, page = BuildOptions(site, site / "dist"), site / "dist/publications/a/index.html"
    build(options)
    right = page.read_bytes()
    at(list((site / "dist").rglob("*")), time_ns() + DAY)
    build(options)
    page.write_bytes(right.replace(b"On Cards", b"On Boxes"))
    at([page], time_ns() - DAY)
    build(options)
    assert page.read_bytes() == right
