"""Packed files beside text files: the same in every build, and of nothing but the portal's own files."""

import gzip
import sys
from types import ModuleType

import pytest

from kartotek.cli import main
from tests.conftest import ARTICLE, WriteSite, tree

FILES = {
    "site.yaml": "title: Test\noutput: full\nsearch: false\ncitation_styles: none\nprecompressed: [gzip]\n",
    "content/publications/a.md": ARTICLE.replace("issued:", "files: [{path: table.csv, access: open}]\nissued:"),
    "content/publications/b.md": ARTICLE.replace("On Cards", "On Drawers"),
    "content/files/table.csv": "a,b\n" * 500,
}


def test_each_is_what_it_stands_beside_and_follows_it(write_site: WriteSite) -> None:
    site = write_site(FILES)
    assert main(["build", "--site", str(site)]) == 0
    entry = site / "content/publications/a.md"
    entry.write_text(entry.read_text() + "Another abstract.\n")  # only its own page is made
    assert main(["build", "--site", str(site)]) == 0
    made = tree(site / "dist")
    assert main(["build", "--site", str(site), "--clean"]) == 0
    assert made == tree(site / "dist")
    packed = {path for path in made if path.endswith(".gz")}
    assert {"publications/a/index.html.gz", "assets/theme.css.gz"} <= packed
    assert "publications/a/table.csv.gz" not in packed
    for path in packed:
        assert gzip.decompress(made[path]) == made[path.removesuffix(".gz")]
        assert made[path][4:8] == bytes(4), "a time in it would differ from build to build"
    (site / "site.yaml").write_text(FILES["site.yaml"].replace("[gzip]", "[]"))
    assert main(["build", "--site", str(site)]) == 0
    assert not list((site / "dist").rglob("*.gz"))


def test_brotli_is_used_where_a_setting_asks_for_it(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """It need not be installed for this: a module that stands for it is."""
    substitute = ModuleType("brotli")
    substitute.__dict__["compress"] = lambda data, quality: b"%d" % quality + data[::-1]
    monkeypatch.setitem(sys.modules, "brotli", substitute)
    monkeypatch.setattr("kartotek.site.packed_files.version", lambda _: "1.2")
    site = write_site({**FILES, "site.yaml": FILES["site.yaml"].replace("[gzip]", "brotli")})
    assert main(["build", "--site", str(site), "--jobs", "1"]) == 0
    assert (site / "dist/index.html.br").read_bytes() == b"9" + (site / "dist/index.html").read_bytes()[::-1]
    assert not list((site / "dist").rglob("*.gz"))
