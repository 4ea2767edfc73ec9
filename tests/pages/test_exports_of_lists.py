"""The exports that the page of a thing offers: its own, or those of the only work in its list."""

import re
from pathlib import Path

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite, tree


def offered(site: Path, page: str) -> list[str]:
    """The files that a page offers below its list, from the root of the portal."""
    html = (site / "dist" / page / "index.html").read_text()
    (line,) = re.findall(r'<p class="exports">.*', html)
    return [address.replace("../", "") for address in re.findall(r'href="([^"]+)"', line)]


def exported(site: Path) -> set[str]:
    """The files for machines of Ada Lind."""
    return {path.suffix for path in (site / "dist/people/ada-lind").iterdir()} - {".html"}


def test_a_person_with_one_work_has_its_exports_and_a_feed_of_their_own(write_site: WriteSite) -> None:
    site = write_site(
        {"site.yaml": "title: T\nsearch: false\nbase_url: https://x.example/\n", "content/publications/a.md": ARTICLE}
    )
    build(BuildOptions(site, site / "dist"))
    of_work = [f"publications/a/a.{form}" for form in ("bib", "ris", "json")]
    feed = "people/ada-lind/ada-lind.atom"
    assert offered(site, "people/ada-lind") == [*of_work, feed]
    assert exported(site) == {".atom"}
    for address in (*of_work, feed):
        assert (site / "dist" / address).is_file()
    second = site / "content/publications/b.md"
    second.write_text(ARTICLE.replace("On Cards", "On Boxes"))
    build(BuildOptions(site, site / "dist"))
    assert offered(site, "people/ada-lind") == [
        f"people/ada-lind/ada-lind.{form}" for form in ("bib", "ris", "json", "csv", "atom")
    ]
    assert exported(site) == {".atom", ".bib", ".csv", ".json", ".ris"}
    second.unlink()
    build(BuildOptions(site, site / "dist"))
    assert exported(site) == {".atom"}
    build(BuildOptions(site, site / "clean", clean=True))
    assert tree(site / "dist") == tree(site / "clean")


def test_one_work_of_many_authors_does_not_fill_the_disk(write_site: WriteSite) -> None:
    """What the page of each author takes does not grow with the number of authors."""

    def size_of_page(count: int) -> int:
        authors = ", ".join(f"Given{i:03} Family{i:03}" for i in range(count))
        site = write_site(
            {
                "site.yaml": "title: T\nsearch: false\nbase_url: https://x.example/\n",
                "content/publications/a.md": ARTICLE.replace("authors: [Ada Lind]", f"authors: [{authors}]"),
            }
        )
        build(BuildOptions(site, site / "dist"))
        return sum(len(content) for content in tree(site / "dist/people/given000-family000").values())

    assert size_of_page(240) < size_of_page(120) + 200
