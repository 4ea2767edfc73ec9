"""The countries that an organisation's partners are in, on a map and in a table."""

import gzip
import re
from pathlib import Path

import pytest

from kartotek.pages.parts.places_of_countries import HEIGHT, PLACES, WIDTH
from kartotek.render.language import language
from kartotek.render.theme import default_theme
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite, tree

WORK = "---\ntype: book\ntitle: Work {}\nauthors: [{{name: Ada Lind, affiliations: [{}]}}]\nissued: 2020\n---\n"
LARGEST = 24_000
"""Bytes of the picture, packed."""


def unit(name: str, country: str = "", parent: str = "") -> str:
    lines = [f"name: {name}", f"country: '{country}'" if country else "", f"parent: {parent}" if parent else ""]
    return "---\n" + "\n".join(filter(None, lines)) + "\n---\n"


def works(*named: str) -> dict[str, str]:
    """Works, each from some organisations."""
    return {f"content/publications/w{number}.md": WORK.format(number, units) for number, units in enumerate(named)}


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """A library with a reading room, and partners in three countries, one by what it is part of."""
    return write_site(
        {
            "site.yaml": "title: T\nsearch: false\n",
            "content/organisations/library.md": unit("Library", "DK"),
            "content/organisations/room.md": unit("Reading room", "", "library"),
            "content/organisations/oslo.md": unit("Oslo", "NO"),
            "content/organisations/bergen.md": unit("Bergen", "NO"),
            "content/organisations/school.md": unit("School", "", "oslo"),
            "content/organisations/lund.md": unit("Lund", "SE"),
            "content/organisations/somewhere.md": unit("Somewhere"),
            **works("library, school", "room, bergen, oslo", "library, lund", "library, somewhere", "lund, oslo"),
        }
    )


def built(site: Path, out: str = "dist", *, clean: bool = False) -> Path:
    build(BuildOptions(site, site / out, clean=clean))
    return site / out


def shown(dist: Path, page: str) -> str:
    """The part of a page with the map; "" if there is none."""
    html = (dist / page / "index.html").read_text("utf-8")
    found = re.search(r'<h2 id="map">.*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def rows(part: str) -> list[tuple[str, ...]]:
    """Country, organisations and publications."""
    return re.findall(r'<tr><th scope="row">([^<]*)</th><td>(\d+)</td><td>(\d+)</td></tr>', part)


def test_the_table_counts_partners_and_works_by_country(site: Path) -> None:
    """Its own units are no partners; a school has the country of its university."""
    part = shown(built(site), "organisations/library")
    assert rows(part) == [("Norway", "3", "2"), ("Sweden", "1", "1")]
    assert re.findall(r"<title>([^<]*)</title>", part) == ["Norway: 2", "Sweden: 1"]


def test_circles_lie_on_the_picture_and_are_larger_for_more_works(site: Path) -> None:
    part = shown(built(site), "organisations/library")
    width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', part)[0])
    circles = [tuple(map(int, each)) for each in re.findall(r'<circle cx="(\d+)" cy="(\d+)" r="(\d+)"', part)]
    (norway, sweden) = circles
    assert all(r < x < width - r and r < y < height - r for x, y, r in circles)
    assert norway[0] < sweden[0]  # west of it
    assert norway[2] > sweden[2]
    (picture,) = re.findall(r'<image href="([^"]+)"', part)
    assert (site / "dist/organisations/library" / picture).resolve() == (site / "dist/assets/world.svg").resolve()


def test_circles_at_the_edge_of_the_world_are_whole(site: Path, write_site: WriteSite) -> None:
    codes = ("FJ", "WS", "TO", "KI", "WF", "AQ", "GL")
    units = {f"content/organisations/u{code.lower()}.md": unit(code, code) for code in codes}
    write_site({**units, **works(*["library, " + ", ".join(f"u{code.lower()}" for code in codes)] * 12)})
    part = shown(built(site), "organisations/library")
    width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', part)[0])
    circles = [tuple(map(int, each)) for each in re.findall(r'<circle cx="(-?\d+)" cy="(-?\d+)" r="(\d+)"', part)]
    assert len(circles) == len(PLACES.keys() & set(codes))
    assert all(r <= x <= width - r and r <= y <= height - r for x, y, r in circles)


def test_one_country_or_one_work_is_no_map(site: Path) -> None:
    dist = built(site)
    assert shown(dist, "organisations/somewhere") == ""  # one work, of Denmark
    assert shown(dist, "organisations/school") == ""
    assert "world.svg" not in (dist / "people/ada-lind/index.html").read_text("utf-8")
    assert rows(shown(dist, "organisations/lund")) == [("Denmark", "1", "1"), ("Norway", "1", "1")]


def test_a_country_in_the_language_of_the_page(site: Path, write_site: WriteSite) -> None:
    write_site({"site.yaml": "title: T\nsearch: false\nlanguages: [en, da]\n"})
    assert [row[0] for row in rows(shown(built(site), "da/organisations/library"))] == ["Norge", "Sverige"]


def test_edits_are_followed(site: Path, write_site: WriteSite) -> None:
    """Another country of a partner, or of what a partner is part of; one more; none."""
    built(site)
    for name, text in {
        "lund": unit("Lund", "FI"),
        "oslo": unit("Oslo", "IS"),
        "somewhere": unit("Somewhere", "US"),
        "bergen": unit("Bergen"),
    }.items():
        write_site({f"content/organisations/{name}.md": text})
        dist = built(site)
        assert tree(dist) == tree(built(site, "clean", clean=True)), name
    names = [row[0] for row in rows(shown(dist, "organisations/library"))]
    assert names == ["Iceland", "Finland", "United States"]


def test_what_the_map_has_no_place_for_is_in_the_table(site: Path, write_site: WriteSite) -> None:
    (unplaced,) = {"BV"} - PLACES.keys()
    write_site({"content/organisations/lund.md": unit("Lund", unplaced)})
    part = shown(built(site), "organisations/library")
    assert [row[0] for row in rows(part)] == ["Norway", "Bouvet Island"]
    assert part.count("<circle") == 1


def test_the_picture_is_small_and_the_places_are_on_it() -> None:
    picture = (default_theme() / "assets/world.svg").read_bytes()
    assert f'viewBox="0 0 {WIDTH} {HEIGHT}"' in picture.decode()
    assert len(gzip.compress(picture, 9, mtime=0)) < LARGEST
    assert all(0 <= x < WIDTH and 0 <= y <= HEIGHT for x, y in PLACES.values())
    named = [code for code in PLACES if language("en").country_name(code) == code]
    assert named == []


def test_labels_cover_neither_circles_nor_each_other(site: Path, write_site: WriteSite) -> None:
    """Of many small countries side by side only some have a label, and each has its row."""
    codes = ("DE", "NL", "BE", "LU", "FR", "CH", "LI", "AT", "CZ")
    units = {f"content/organisations/u{code.lower()}.md": unit(code, code) for code in codes}
    write_site({**units, **works("library, " + ", ".join(f"u{code.lower()}" for code in codes), "library")})
    part = shown(built(site), "organisations/library")
    boxes = [
        (int(x) - {"start": 0, "middle": 3.5, "end": 7}[side] * len(name), int(y), 7 * len(name))
        for x, y, side, name in re.findall(r'<text x="(\d+)" y="(\d+)" text-anchor="(\w+)">([^<]*)<', part)
    ]
    assert 3 <= len(boxes) < len(rows(part)) == len(codes) + 1  # and Sweden
    for i, (x, y, wide) in enumerate(boxes):
        for x2, y2, wide2 in boxes[:i]:
            assert abs(y - y2) >= 16 or x + wide <= x2 or x2 + wide2 <= x
