"""The works that people, organisations and projects want to be seen first (`selected`)."""

import json
import re
from pathlib import Path

import pytest

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite, tree

Sections = list[tuple[str, list[str]]]
SITE = "title: T\nsearch: false\n"
WORK = "---\ntype: book\ntitle: Work {}\nauthors: [{}]\nissued: {}\norganisations: [{}]\n---\n"


def works(count: int, author: str = "Ada Lind", unit: str = "unit") -> dict[str, str]:
    """Works `w1` to `w…` of the years 2001 and later, so the last is listed first."""
    return {
        f"content/publications/w{number}.md": WORK.format(number, author, 2000 + number, unit)
        for number in range(1, count + 1)
    }


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """A person with an entry, and an organisation with a unit."""
    return write_site(
        {
            "site.yaml": SITE,
            "content/people/ada-lind.md": "---\nname: Ada Lind\nselected: [w2, w1]\n---\n",
            "content/organisations/whole.md": "---\nname: The whole\nselected: [w1]\n---\n",
            "content/organisations/unit.md": "---\nname: The unit\nparent: whole\n---\n",
        }
    )


def built(site: Path, out: str = "dist", *, clean: bool = False) -> Path:
    build(BuildOptions(site, site / out, clean=clean))
    return site / out


def sections(page: Path) -> Sections:
    """The headings of a page's main column with the works below each."""
    html = (page / "index.html").read_text("utf-8").partition('<div class="side"')[0]
    found: Sections = []
    for heading, title in re.findall(r"<h2[^>]*>([^<]*)</h2>|<h3[^>]*><a[^>]*>([^<]*)</a></h3>", html):
        if heading:
            found.append((heading, []))
        else:
            found[-1][1].append(title)
    return found


def test_a_long_list_has_them_before_it_and_stays_whole(site: Path, write_site: WriteSite) -> None:
    write_site({**works(6), "site.yaml": f"{SITE}base_url: https://p.test/\n"})
    page = built(site) / "people/ada-lind"
    first, *rest = sections(page)
    assert first == ("Selected publications", ["Work 2", "Work 1"])
    assert rest[0] == ("All 6 publications", [])
    assert [title for _, titles in rest for title in titles] == [f"Work {number}" for number in (6, 5, 4, 3, 2, 1)]
    said = json.loads(re.findall(r"ld.json.>(.*?)</script>", (page / "index.html").read_text("utf-8"))[0])
    assert said["significantLink"] == [f"https://p.test/publications/{key}/" for key in ("w2", "w1")]


def test_a_short_list_has_each_work_once(site: Path, write_site: WriteSite) -> None:
    write_site(works(4))
    assert sections(built(site) / "people/ada-lind") == [
        ("4 publications", []),
        ("Selected publications", ["Work 2", "Work 1"]),
        ("Other publications", ["Work 4", "Work 3"]),
    ]


def test_nothing_is_selected_where_everything_is(site: Path, write_site: WriteSite) -> None:
    """The works stand in the order of the entry, under no heading of their own."""
    write_site(works(2))
    assert sections(built(site) / "people/ada-lind") == [("2 publications", ["Work 2", "Work 1"])]


def test_an_organisation_selects_among_the_works_of_its_units(site: Path, write_site: WriteSite) -> None:
    write_site(works(6))
    dist = built(site)
    assert sections(dist / "organisations/whole")[0] == ("Selected publications", ["Work 1"])
    assert sections(dist / "organisations/unit")[0][0] == "6 publications"


def test_a_further_page_of_a_list_does_not_repeat_them(site: Path, write_site: WriteSite) -> None:
    """Those on the first page may stand on a further one in the list."""
    write_site(works(53))
    page = built(site) / "people/ada-lind"
    assert sections(page)[0] == ("Selected publications", ["Work 2", "Work 1"])
    assert "Work 2" not in [title for _, titles in sections(page)[1:] for title in titles]
    assert sections(page / "page/2")[0] == ("53 publications", [])


def test_reference_managers_find_each_work_once(site: Path, write_site: WriteSite) -> None:
    for count in (4, 6):
        write_site(works(count))
        html = (built(site) / "people/ada-lind/index.html").read_text("utf-8")
        assert html.count('class="Z3988"') == count


def test_edits_are_followed(site: Path, write_site: WriteSite) -> None:
    """A new title on a further page, another order, a work that is no longer theirs."""
    write_site(works(53))
    built(site)
    work, entry = site / "content/publications/w2.md", site / "content/people/ada-lind.md"
    for path, old, new in (
        (work, "Work 2", "The second"),
        (entry, "[w2, w1]", "[w1, w2, w53]"),
        (work, "[Ada Lind]", "[Bo Berg]"),
        (entry, "selected", "#"),
    ):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        assert tree(built(site)) == tree(built(site, "clean", clean=True)), new


def test_what_is_not_shown_there_is_told_with_what_was_meant(site: Path, write_site: WriteSite) -> None:
    write_site(works(2))
    write_site({"content/publications/other.md": WORK.format("X", "Bo Berg", 2020, "unit")})
    write_site({"content/people/ada-lind.md": "---\nname: Ada Lind\nselected: [w1, other]\n---\n"})
    report = build(BuildOptions(site, site / "dist"))
    (found,) = [each for each in report.diagnostics if each.file == "content/people/ada-lind.md"]
    assert found.message == "'other' is not among the works of this person, so it is not shown first"
    assert found.hint == "name 'ada-lind' in that entry, or remove it here"
    assert sections(site / "dist/people/ada-lind")[-1][1] == ["Work 2"]
