"""Profiles of people, keywords and the like: what their works tell of them."""

from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import html

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite, tree

SITE = "title: T\nsearch: false\noutput: full\n"


class Given(NamedTuple):
    """What a test says of a work."""

    year: int
    authors: str = "Ada Lind"
    more: str = ""
    title: str = "On Files"
    abstract: str = ""
    type: str = "article-journal"


def works(*given: Given) -> dict[str, str]:
    return {
        f"content/publications/w{i:03}.md": (
            f"---\ntype: {each.type}\ntitle: {each.title} {i}\nauthors: [{each.authors}]\nissued: {each.year}\n"
            f"{each.more}\n---\n{each.abstract}\n"
        )
        for i, each in enumerate(given)
    }


def page(site: Path, url: str, out: str = "dist") -> html.HtmlElement:
    return html.fromstring((site / out / url / "index.html").read_text())


def texts(found: list[html.HtmlElement]) -> list[str]:
    return [" ".join(" ".join(each.itertext()).split()) for each in found]


def section(root: html.HtmlElement, heading: str) -> list[str]:
    """The entries of the list below a heading."""
    return texts(root.xpath(f"//section[h2[normalize-space()='{heading}']]//li"))


def built(write_site: WriteSite, files: dict[str, str], settings: str = SITE) -> Path:
    site = write_site({"site.yaml": settings, **files})
    build(BuildOptions(site, site / "dist"))
    return site


def test_someone_with_one_work_has_a_short_page(write_site: WriteSite) -> None:
    site = built(write_site, works(Given(2020, "Ada Lind, Bo Berg")))
    root = page(site, "people/ada-lind")
    assert not root.xpath("//svg | //*[@class='year']")
    assert "Co-authors" not in root.text_content()


def test_bars_lead_to_the_headings_of_years_on_the_page_where_they_are(write_site: WriteSite) -> None:
    site = built(write_site, works(*[Given(2000 + i // 2) for i in range(120)]))
    root = page(site, "people/ada-lind")
    addresses = root.xpath("//figure//svg//a/@href")
    assert addresses == root.xpath("//figure//tbody//a/@href"), "the table leads where the bars do"
    assert len(addresses) == 60
    for address in addresses:
        path, _, anchor = address.partition("#")
        target = html.fromstring((site / "dist/people/ada-lind" / path / "index.html").read_text())
        assert texts(target.xpath(f"//h2[@id='{anchor}']")) == [anchor.removeprefix("y")]
    assert any(address.startswith("#") for address in addresses)
    assert any("page/3/" in address for address in addresses)


def test_a_long_life_has_bars_of_decades_that_lead_to_their_newest_year(write_site: WriteSite) -> None:
    site = built(write_site, works(*map(Given, (1800, 1803, 1850, 1901, 1909))))
    root = page(site, "people/ada-lind")
    assert root.xpath("//figure//svg//a/@href") == ["#y1803", "#y1850", "#y1909"]


def test_bars_are_parted_by_what_works_are(write_site: WriteSite) -> None:
    site = built(write_site, works(*[Given(2020 + i % 2, type="book" if i else "dataset") for i in range(6)]))
    root = page(site, "people/ada-lind")
    assert texts(root.xpath("//ul[@class='legend']/li")) == ["Book, anthology, thesis or report 5", "Dataset 1"]
    head = texts(root.xpath("//figure//thead//th"))
    assert head == ["Year", "Publications", "Book, anthology, thesis or report", "Dataset"]
    assert texts(root.xpath("//figure//tbody/tr[1]/*")) == ["2020", "3", "2", "1"]


def test_the_share_of_open_access_counts_works_of_which_it_is_known(write_site: WriteSite) -> None:
    known = [Given(2020 + i // 3, more="open_access: gold" if i % 2 else "open_access: closed") for i in range(6)]
    site = built(write_site, works(*known, Given(2021)))
    root = page(site, "people/ada-lind")
    assert "Open access: 3 of 6 publications of which it is known (50%)" in " ".join(root.text_content().split())
    assert texts(root.xpath("//figure//tbody/tr/*[last()]")) == ["1 of 3", "2 of 3"]
    site = built(write_site, works(*known[:4], *[Given(2021)] * 3))
    assert "of which it is known" not in page(site, "people/ada-lind").text_content()


def test_co_authors_and_journals_have_the_number_of_works(write_site: WriteSite) -> None:
    both = Given(2020, "Ada Lind, Bo Berg", "journal: Cards\nkeywords: [Part 10, Part 2, Part 1]")
    site = built(write_site, works(both, both, Given(2021, "Cy Dahl, Ada Lind, Al Ek")))
    root = page(site, "people/ada-lind")
    assert section(root, "Co-authors") == ["Bo Berg 2", "Cy Dahl 1", "Al Ek 1"]
    assert section(root, "Keywords") == ["Part 1 2", "Part 2 2", "Part 10 2"]
    assert section(root, "Journals and books") == ["Cards 2"]
    assert section(page(site, "journals/cards"), "People") == ["Bo Berg 2", "Ada Lind 2"]


def test_a_crowd_of_single_co_authors_is_not_listed(write_site: WriteSite) -> None:
    crowd = ", ".join(f"A{chr(97 + i)} Person" for i in range(20))
    site = built(write_site, works(Given(2020, f"Ada Lind, Bo Berg, {crowd}"), Given(2021, "Ada Lind, Bo Berg")))
    assert section(page(site, "people/ada-lind"), "Co-authors") == ["Bo Berg 2"]


def test_a_network_shows_who_worked_together(write_site: WriteSite) -> None:
    group = Given(2020, "Ada Lind, Bo Berg, Cy Dahl, Di Ek, Ed Fors")
    site = built(write_site, works(group, group, *[Given(2021, "Ada Lind, Bo Berg")] * 3))
    root = page(site, "people/ada-lind")
    rows = texts(root.xpath("//section[@aria-labelledby='network']//tbody/tr"))
    assert {"Ada Lind Bo Berg 5", "Bo Berg Cy Dahl 2"} <= {*rows}
    assert len(rows) == 4 + 6
    assert texts(root.xpath("//section[@aria-labelledby='network']//svg//text"))[0] == "Bo Berg"


def test_units_of_an_organisation_are_none_of_its_partners(write_site: WriteSite) -> None:
    entries = {
        "content/organisations/library.md": "---\nname: Library\n---\n",
        "content/organisations/room.md": "---\nname: Reading Room\nparent: library\n---\n",
        "content/organisations/museum.md": "---\nname: Museum\n---\n",
    }
    site = built(write_site, works(*[Given(2020, more="organisations: [room, museum]")] * 2) | entries)
    assert section(page(site, "organisations/library"), "Partner organisations") == ["Museum 2"]


TOPICS = {
    "content/keywords/maps.md": "---\nlabel: {en: Maps, da: Kort}\nsynonyms: [cartography]\n---\n",
    "content/keywords/files.md": "---\nlabel: Files\n---\n",
    "content/keywords/drawers.md": "---\nlabel: Drawers\n---\n",
    "content/keywords/oak-drawers.md": "---\nlabel: Oak drawers\n---\n",
}


def about_topics(abstract: str = "Old cartography.") -> dict[str, str]:
    """Five works of Ada Lind: each keyword is that of a work of Bo Berg."""
    own = (Given(2020, title="A drawer"), Given(2020, title="The file", abstract=abstract))
    also = (Given(2021, title="A file in an oak drawer"), Given(2021, title="Kort", abstract="Cartography."))
    keywords = "keywords: [Maps, Files, Drawers, Oak drawers]"
    return works(*own, *also, Given(2019, title="Drawers and maps"), Given(2018, "Bo Berg", keywords)) | TOPICS


def test_a_fingerprint_is_made_of_keywords_found_in_titles_and_abstracts(write_site: WriteSite) -> None:
    root = page(built(write_site, about_topics()), "people/ada-lind")
    assert section(root, "Fingerprint") == ["Maps", "Drawers", "Files"]
    assert "Computed from keywords, titles and abstracts." in root.text_content()
    assert section(root, "Keywords") == []


def test_the_setting_leaves_fingerprints_out(write_site: WriteSite) -> None:
    root = page(built(write_site, about_topics(), SITE + "fingerprint: false\n"), "people/ada-lind")
    assert section(root, "Fingerprint") == []


def test_an_abstract_that_names_another_topic_changes_the_fingerprint_at_once(write_site: WriteSite) -> None:
    site = built(write_site, about_topics())
    profile = site / "dist/people/ada-lind/index.html"
    before = profile.read_text()
    file = site / "content/publications/w001.md"
    file.write_text(file.read_text().replace("Old cartography.", "Nothing."))
    build(BuildOptions(site, site / "dist"))
    build(BuildOptions(site, site / "clean", clean=True))
    assert profile.read_text() != before
    assert tree(site / "dist") == tree(site / "clean")


@pytest.mark.parametrize("url", ["people/ada-lind", "keywords/maps"])
def test_ones_own_name_stands_out_among_the_authors(url: str, write_site: WriteSite) -> None:
    site = built(write_site, about_topics())
    own = page(site, url).xpath("//ol[@class='cards']//a[@aria-current]")
    assert texts(own) == (["Ada Lind"] * 5 if url.startswith("people") else [])
