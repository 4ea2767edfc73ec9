"""What pages say of a publication, a person, an organisation: all that their entries tell, in the right language."""

import re
from html import unescape
from pathlib import Path

import pytest

from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite

TWO_LANGUAGES = "title: T\nsearch: false\nlanguages: [en, da]\n"


def entry(fields: str, body: str = "") -> str:
    return f"---\n{fields}\n---\n{body}"


def made(site: Path) -> Path:
    assert build(BuildOptions(site, site / "dist")).diagnostics == []
    return site / "dist"


def text_of(page: Path) -> str:
    html = re.sub(r"<(script|style)\b.*?</\1>", "", page.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_retracted_is_said_wherever_the_work_is_named(write_site: WriteSite) -> None:
    dist = made(
        write_site(
            {
                "content/publications/b.md": entry("type: book\ntitle: The Book\nretracted: {date: 2020}"),
                "content/publications/c.md": entry("type: chapter\ntitle: C\nbook: b"),
                "content/publications/d.md": entry("type: book\ntitle: D\nrelated: [{id: b, relation: Cites}]"),
                "content/publications/e.md": entry("type: book\ntitle: E\nretracted: false"),
            }
        )
    )
    own = (dist / "publications/b/index.html").read_text()
    assert "<title>Retracted: The Book" in own
    assert '<meta name="description" content="Retracted.' in own
    assert "Title of host publication The Book Retracted" in text_of(dist / "publications/c/index.html")
    assert "Cites The Book Retracted" in text_of(dist / "publications/d/index.html")
    assert "Book chapter The Book Retracted" in text_of(dist / "types/chapter/index.html")
    assert "Retracted" not in text_of(dist / "publications/e/index.html").partition("Related publications")[0]


@pytest.mark.parametrize(
    ("files", "label"),
    [
        ("{url: 'https://a.dk/x.pdf', access: open}", "Open access"),
        ("{url: 'https://a.dk/x.pdf', access: embargoed, embargo_until: 2999-01-01}", "Embargoed"),
        ("{url: 'https://a.dk/x.pdf', access: embargoed, embargo_until: 1999-01-01}", "Open access"),
        ("{url: 'https://a.dk/x.pdf', access: restricted}", "Restricted access"),
        ("{url: 'https://a.dk/x.pdf', access: closed}", "Closed access"),
        ("{url: 'https://a.dk/x.pdf', embargo_until: 2999-01-01}", "Embargoed"),
    ],
)
def test_access_follows_from_files(write_site: WriteSite, files: str, label: str) -> None:
    dist = made(write_site({"content/publications/a.md": entry(f"type: book\ntitle: T\nfiles: [{files}]")}))
    for page in ("publications/index.html", "publications/a/index.html"):
        shown = re.findall(r'<span class="access access-\w+">(.*?)</span>', (dist / page).read_text())
        assert shown == [label], page


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("status: epub-ahead-of-print\nonline: 2024-02-03", "E-pub ahead of print – 3 February 2024"),
        ("status: accepted\naccepted: 2024-02", "Accepted – February 2024"),
        ("status: submitted\nsubmitted: 2024", "Submitted – 2024"),
        ("status: in-press\naccepted: 2023", "In press – 2023"),
        ("awarded: 2021-06-01", "Published – 1 June 2021"),
        ("issued: 2022", "Published – 2022"),
    ],
)
def test_a_status_is_dated(write_site: WriteSite, fields: str, shown: str) -> None:
    dist = made(write_site({"content/publications/a.md": entry(f"type: thesis\ntitle: T\n{fields}")}))
    assert f"Publication status {shown}" in text_of(dist / "publications/a/index.html")


def test_an_affiliation_by_name_is_the_organisation(write_site: WriteSite) -> None:
    people = "authors:\n  - {name: A B, affiliations: [u]}\n  - {name: C D, affiliations: [University of U, Elsewhere]}"
    dist = made(
        write_site(
            {
                "content/publications/a.md": entry(f"type: book\ntitle: T\n{people}"),
                "content/organisations/u.md": entry("name: University of U"),
            }
        )
    )
    page = (dist / "publications/a/index.html").read_text()
    listed = page.partition('<ol class="affiliations">')[2].partition("</ol>")[0]
    assert listed.count("<li>") == 2
    assert '<a href="../../organisations/u/">University of U</a>' in listed
    assert "C D</a><sup>1,</sup><sup>2</sup>" in page


def test_what_pure_shows_of_journals_events_and_funders(write_site: WriteSite) -> None:
    fields = (
        "type: paper-conference\ntitle: T\nbook: P\nseries: Card Studies\n"
        "event: {name: Card Days, place: Oslo, country: 'NO', start: 2020-05-01, end: 2020-05-03}\n"
        "funding: [{funder: The Fund, grant: 17, ror: 035b05819}]"
    )
    dist = made(
        write_site(
            {
                "content/publications/a.md": entry(fields),
                "content/publications/b.md": entry("type: article-journal\ntitle: U\njournal: J"),
                "content/journals/card-studies.md": entry("title: Card Studies\nkind: series\nissn: 0001-0782"),
                "content/journals/j.md": entry("title: J\nissn: 0028-0836"),
            }
        )
    )
    page = text_of(dist / "publications/a/index.html")
    for row in ("Publication series Card Studies ISSN 0001-0782", "Event Card Days", "Place Oslo",
                "Country/Territory Norway", "Period 1–3 May 2020"):  # fmt: skip
        assert row in page
    html = (dist / "publications/a/index.html").read_text()
    assert '<a href="https://ror.org/035b05819" rel="external">The Fund</a> (17)' in html
    assert "Journal J ISSN 0028-0836" in text_of(dist / "publications/b/index.html")


def test_a_patent_of_an_office_for_several_countries(write_site: WriteSite) -> None:
    fields = "type: patent\ntitle: Sorter\nnumber: EP 1234567 B1\ncountry: ep"
    dist = made(write_site({"site.yaml": TWO_LANGUAGES, "content/publications/a.md": entry(fields)}))
    assert "Country/Territory European Patent Office" in text_of(dist / "publications/a/index.html")
    assert "Land/område Den Europæiske Patentmyndighed" in text_of(dist / "da/publications/a/index.html")
    html = (dist / "publications/a/index.html").read_text()
    assert '<meta name="citation_patent_country" content="EP">' in html
    assert "countryOfOrigin" not in html, "an office is no country"


def test_texts_without_a_language_are_in_the_first_of_the_site(write_site: WriteSite) -> None:
    dist = made(
        write_site(
            {
                "site.yaml": TWO_LANGUAGES,
                "content/publications/a.md": entry("type: book\ntitle: Cards\nauthors: Ada Lind\nkeywords: [Drawers]"),
                "content/publications/b.md": entry("type: book\ntitle: Kort\nlanguage: da\nkeywords: {da: [Skuffer]}"),
                "content/people/ada-lind.md": entry("name: Ada Lind\nposition: Librarian", "Born in a drawer."),
            }
        )
    )
    person = (dist / "da/people/ada-lind/index.html").read_text()
    assert '<div class="prose biography" lang="en">' in person
    assert '<span lang="en">Librarian</span>' in person
    page = (dist / "da/publications/a/index.html").read_text()
    assert '<h1 lang="en">Cards' in page
    assert 'lang="en">Drawers</a>' in page
    assert 'lang="da">Skuffer</a>' in (dist / "publications/b/index.html").read_text()
    for path in ("publications/a", "people/ada-lind"):
        assert 'lang="en"' not in (dist / path / "index.html").read_text().partition("<main")[2]


def test_headings_of_a_text_follow_that_of_the_page(write_site: WriteSite) -> None:
    dist = made(
        write_site(
            {
                "content/publications/a.md": entry("type: article-journal\ntitle: T\nauthors: [Ada Lind]\njournal: J"),
                "content/people/ada-lind.md": entry("name: Ada Lind", "# Childhood\n\n## School\n"),
                "content/journals/j.md": entry("title: J", "### History\n"),
            }
        )
    )
    person = (dist / "people/ada-lind/index.html").read_text()
    assert '<h2 id="childhood">' in person
    assert '<h3 id="school">' in person
    assert '<h2 id="history">' in (dist / "journals/j/index.html").read_text()


def test_an_old_address_leads_to_the_language_it_was_in(write_site: WriteSite) -> None:
    dist = made(
        write_site(
            {
                "site.yaml": TWO_LANGUAGES,
                "content/publications/a.md": entry("type: book\ntitle: T"),
                "content/pages/about.md": entry("title: About\naliases: [/who/]", "x"),
                "content/pages/about.da.md": entry("title: Om\naliases: [/hvem/]", "x"),
            }
        )
    )
    assert 'url=../da/about/"' in (dist / "hvem/index.html").read_text()
    assert 'url=../about/"' in (dist / "who/index.html").read_text()


def test_a_mailbox_may_stand_for_a_web_page(write_site: WriteSite) -> None:
    mail = "url: mailto:cards@example.org"
    dist = made(
        write_site(
            {
                "content/publications/a.md": entry(
                    "type: book\ntitle: T\nauthors: [Ada Lind]\norganisations: [u]\nprojects: [p]\n"
                    "related: [{url: 'mailto:cards@example.org', relation: Cites}]"
                ),
                "content/people/ada-lind.md": entry(f"name: Ada Lind\n{mail}\nsame_as: mailto:cards@example.org"),
                "content/organisations/u.md": entry(f"name: U\n{mail}"),
                "content/projects/p.md": entry(f"title: P\n{mail}"),
                "content/journals/j.md": entry(f"title: J\n{mail}"),
            }
        )
    )
    for page in ("publications/a", "people/ada-lind", "organisations/u", "projects/p", "journals/j"):
        html = unescape((dist / page / "index.html").read_text())
        assert 'href="mailto:cards@example.org" rel="external">cards@example.org</a>' in html, page


@pytest.mark.parametrize(
    ("license", "shown", "address"),
    [
        ("CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("cc0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC-FOO-9.9", "CC-FOO-9.9", ""),
        ("MIT", "MIT", "https://spdx.org/licenses/MIT.html"),
        ("All rights reserved", "All rights reserved", ""),
    ],
)
def test_only_licences_that_exist_are_linked(
    write_site: WriteSite,
    license: str,  # noqa: A002
    shown: str,
    address: str,
) -> None:
    dist = made(write_site({"content/publications/a.md": entry(f"type: book\ntitle: T\nlicense: {license}")}))
    html = (dist / "publications/a/index.html").read_text()
    assert (f'<a href="{address}" rel="external">{shown}</a>' if address else f"<span>{shown}</span>") in html


def test_a_group_that_is_a_type_is_printed_once(write_site: WriteSite) -> None:
    dist = made(
        write_site(
            {
                "content/publications/p.md": entry("type: patent\ntitle: P"),
                "content/publications/b.md": entry("type: book\ntitle: B"),
            }
        )
    )
    patent, book = (text_of(dist / f"publications/{name}/index.html") for name in "pb")
    assert "Research output: Patent › Research" in patent
    assert "Research output: Book, anthology, thesis or report › Book › Research" in book


def test_a_page_without_publications_offers_no_list_and_no_exports(write_site: WriteSite) -> None:
    dist = made(
        write_site(
            {
                "content/publications/a.md": entry("type: book\ntitle: T\norganisations: [u]"),
                "content/organisations/u.md": entry("name: U"),
                **{
                    f"content/{folder}/empty.md": entry(f"{name}: Empty")
                    for folder, name in (
                        ("organisations", "name"),
                        ("people", "name"),
                        ("projects", "title"),
                        ("journals", "title"),
                        ("keywords", "label"),
                    )
                },
            }
        )
    )
    for folder in ("organisations", "people", "projects", "journals", "keywords"):
        page = text_of(dist / folder / "empty/index.html")
        assert "Empty" in page
        assert "0 publications" not in page, folder
        assert "Export" not in page, folder
    assert "1 publication" in text_of(dist / "organisations/u/index.html")


def test_the_title_in_the_language_of_the_page_comes_first(write_site: WriteSite) -> None:
    fields = "type: book\ntitle: Tabulae\nlanguage: la\ntranslated_title: {en: Tables, da: Tavler}"
    dist = made(write_site({"site.yaml": TWO_LANGUAGES, "content/publications/a.md": entry(fields)}))
    for prefix, first, second in (("", "Tables", "Tavler"), ("da/", "Tavler", "Tables")):
        page = text_of(dist / f"{prefix}publications/a/index.html")
        head, _, details = page.partition("Details" if not prefix else "Detaljer")
        assert head.index(first) < head.index(second)
        assert details.index(first) < details.index(second)
