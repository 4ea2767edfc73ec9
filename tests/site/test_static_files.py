"""Documents are copied as they are, and read again only if something was done to them."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kartotek.cli import main
from kartotek.output import stage
from tests.conftest import ARTICLE, WriteSite, tree

PLAIN = b'<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>'
FILES: Mapping[str, str | bytes] = {
    "content/publications/a.md": ARTICLE.replace("issued:", "files: [{path: a.pdf}, {path: b.svg}]\nissued:"),
    "content/files/a.pdf": b"%PDF one",
    "content/files/b.svg": PLAIN,
}


def build(site: Path, *options: str) -> int:
    """A build in which everything is linked and compared anew."""
    with (site / "content/keywords/cards.md").open("a") as file:
        file.write("More.\n")
    return main(["build", "--site", str(site), "--jobs", "1", *options])


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    site = write_site({**FILES, "content/keywords/cards.md": "---\nlabel: Cards\n---\n"})
    assert build(site) == 0
    return site


def test_what_has_not_changed_is_not_read_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real_open, real_described = Path.open, stage.described

    def opened(path: Path, *rest: Any, **named: Any) -> Any:
        read.append(path.name)
        return real_open(path, *rest, **named)

    def described(path: str, *rest: Any, **named: Any) -> Any:
        read.append(path.rpartition("/")[2])
        return real_described(path, *rest, **named)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(stage, "described", described)
    assert build(site) == 0
    assert "theme.css" in read, "reading is not seen"
    assert not {"a.pdf", "b.svg"} & set(read)


def test_what_was_changed_is_published_and_checked(site: Path) -> None:
    """Even where its size and time say that it was not."""
    for name, data in {"a.pdf": b"%PDF two", "b.svg": PLAIN.replace(b"path", b"circ")}.items():
        path = site / "content/files" / name
        before = path.stat()
        path.write_bytes(data)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert build(site) == 0
        assert (site / f"dist/publications/a/{name}").read_bytes() == data
    path.write_bytes(PLAIN.replace(b"<path/>", b"<script/>"))
    assert build(site) == 1
    path.write_bytes(PLAIN)
    assert build(site) == 0
    made = tree(site / "dist")
    assert build(site, "--clean") == 0
    keyword = "keywords/cards/index.html"  # whose text grows with each build
    assert {path: data for path, data in tree(site / "dist").items() if path != keyword} == {
        path: data for path, data in made.items() if path != keyword
    }


def test_what_was_damaged_is_mended(site: Path) -> None:
    out = site / "dist/publications/a/a.pdf"
    out.write_bytes(b"%PDF bad")
    assert build(site) == 0
    assert out.read_bytes() == b"%PDF one"
    before = out.stat()
    out.write_bytes(b"%PDF bad")
    os.utime(out, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert build(site, "--verify") == 0
    assert out.read_bytes() == b"%PDF one"
