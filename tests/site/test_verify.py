"""One bit of a stored file flips, and its size and times say nothing: `--verify` finds it, wherever it is."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import ARTICLE, tree

KINDS = {
    "a page": "dist/publications/on-cards/index.html",
    "an export": "dist/publications/on-cards/on-cards.bib",
    "an index": "dist/people/index.html",
    "an asset": "dist/assets/*.css",
    "colours": "dist/assets/colors.css",
    "a document": "dist/publications/on-cards/card.pdf",
    "robots": "dist/robots.txt",
    "a packed page": "dist/publications/on-cards/index.html.gz",
    "suggestions": "dist/search/names*.json",
    "words": "dist/search/words*.json",
    "facets": "dist/search/facets*.json",
    "a program of the editor": "dist/admin/*.js",
    "what other sites load": "dist/assets/embed*.js",
    "settings for a host": "dist/_headers",
    "a fragment": "dist/pagefind/fragment/*",
    "an index of words": "dist/pagefind/index/*",
    "metadata": "dist/pagefind/*.pf_meta",
    "the entry of the index": "dist/pagefind/pagefind-entry.json",
    "a program": "dist/pagefind/pagefind.js",
    "a fragment in the cache": ".kartotek/search-*/bundle/fragment/*",
    "words in the cache": ".kartotek/search-*/bundle/index/*",
    "metadata in the cache": ".kartotek/search-*/bundle/*.pf_meta",
    "a search document": ".kartotek/search-*/documents/*",
    "what suggestions and facets are made from": ".kartotek/searchdata-*",
    "excerpts": ".kartotek/excerpts-*",
    "values": ".kartotek/cache.sqlite",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("verify") / "site"
    entry = ARTICLE.replace("keywords:", "files: [{path: card.pdf}]\nkeywords:")
    files = {
        "site.yaml": (
            "title: Test\noutput: full\ncitation_styles: none\nprecompressed: [gzip]\nhost: netlify\n"
            "base_url: https://a.test/\nediting: a/b\n"
        ),
        "content/publications/on-cards.md": entry,
        "content/publications/more.md": ARTICLE.replace("On Cards", "More"),
        "content/files/card.pdf": "%PDF-1.7",
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    assert run(site) == 0
    return site


@pytest.fixture
def site(built: Path) -> Iterator[Path]:
    """The site as it was built; whatever a test did to it is mended behind it."""
    yield built
    assert run(built, "--verify") == 0


def run(site: Path, *options: str) -> int:
    return main(["build", "--site", str(site), "--jobs", "1", *options])


def flip(path: Path) -> None:
    """Change one bit, and leave size and time as they are."""
    stat = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    mode = stat.st_mode
    path.chmod(0o644)
    with path.open("r+b") as file:
        file.write(data)
    path.chmod(mode)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_bit_is_found_and_mended(kind: str, site: Path) -> None:
    expected = tree(site / "dist")
    flip(sorted(site.glob(KINDS[kind]))[0])
    assert run(site, "--verify") == 0
    assert tree(site / "dist") == expected
    bundle = {f"pagefind/{name}": data for name, data in tree(next(site.glob(".kartotek/search-*/bundle"))).items()}
    assert bundle.items() <= expected.items()


def test_what_any_build_finds(site: Path) -> None:
    """All that is read again, and files of the index, whose inodes have a time that nobody can set."""
    expected = tree(site / "dist")
    entry = site / "content/publications/on-cards.md"
    for kind in ("words in the cache", "a search document", "excerpts", "values"):
        for path in sorted(site.glob(KINDS[kind])):
            flip(path)
        text = entry.read_text()
        entry.write_text(text.replace("On Cards", "On Boxes"))
        assert run(site) == 0
        entry.write_text(text)
        assert run(site) == 0
        assert tree(site / "dist") == expected, kind


def test_a_cache_that_was_restored_is_used(site: Path, tmp_path: Path) -> None:
    """As by CI: contents and times are what they were, inodes and their times are not."""
    shutil.copytree(site, tmp_path / "copy")
    shutil.rmtree(site / ".kartotek")
    shutil.copytree(tmp_path / "copy/.kartotek", site / ".kartotek")
    before = {path.name for path in site.glob(".kartotek/search-*")}
    (site / "content/publications/new.md").write_text(ARTICLE.replace("On Cards", "New"))
    assert run(site) == 0
    assert {path.name for path in site.glob(".kartotek/search-*")} == before
    (site / "content/publications/new.md").unlink()
