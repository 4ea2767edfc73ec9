"""Files of suggestions and facets are kept from build to build, and are always those that a clean build makes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import tree
from tests.site.test_excerpts import DAMAGE

TITLES = ("Cards", "Drawers", "Xylophones", "Boxes", "Indexes", "Catalogues")


def write(site: Path, key: str, title: str, author: str = "Ada Lind", more: str = "") -> None:
    entry = f"---\ntype: book\ntitle: {title}\nauthors: [{author}]\nissued: 2020\ndoi: 10.1000/{key}\n{more}---\n"
    (site / f"content/publications/{key}.md").write_text(entry)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in ("shards", "words"):
        monkeypatch.setattr(f"kartotek.search.{module}._LARGEST", 60)  # bytes of a file, above which there are several
    monkeypatch.setattr("kartotek.search.facets._BLOCK", 4)
    monkeypatch.setattr("kartotek.search.facets._NAMES", 1)
    (tmp_path / "content/publications").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("title: Test\n")
    for title in TITLES:
        write(tmp_path, title.lower(), title)
    build(BuildOptions(tmp_path, tmp_path / "dist"))
    return tmp_path


def is_clean(site: Path) -> bool:
    build(BuildOptions(site, site / "dist", jobs=2))  # the files are made in another process then
    build(BuildOptions(site, site / "clean", cache_folder=".clean", clean=True))
    return tree(site / "dist") == tree(site / "clean")


@pytest.mark.parametrize(
    "change",
    [
        lambda site: write(site, "cards", "Carton"),
        lambda site: write(site, "cards", "Cards", "Bo Quist"),
        lambda site: write(site, "cards", "Cards", more="peer_reviewed: true\nopen_access: gold\n"),
        lambda site: write(site, "cards", "Zebras"),
        lambda site: write(site, "yarn", "Yarn"),
        lambda site: (site / "content/publications/boxes.md").unlink(),
        lambda site: (site / "dist/search/names.json").unlink(),
        lambda site: (site / "dist/search/facets-person-0.json").unlink(),
        lambda site: (site / "dist/search/facets.json").write_text("{}"),
        lambda site: (site / "site.yaml").write_text("title: Test\nsearch: false\n"),
        lambda site: (site / "site.yaml").write_text("title: Test\nfingerprint: false\n"),
    ],
    ids=[
        "a title",
        "a name",
        "facets",
        "the order",
        "a new work",
        "one less",
        "a file is gone",
        "one of facets is gone",
        "one is edited",
        "no search",
        "another setting",
    ],
)
def test_a_change_makes_what_a_clean_build_makes(site: Path, change: Callable[[Path], object]) -> None:
    change(site)
    assert is_clean(site)
    write(site, "drawers", "Chests")
    assert is_clean(site)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_of_the_cache_is_of_no_use(site: Path, damage: str) -> None:
    (kept,) = (site / ".kartotek").glob("searchdata-*")
    DAMAGE[damage](kept)
    write(site, "cards", "Carton")
    assert is_clean(site)
