"""Who published, awarded or commissioned a work, and is an organisation of the portal: linked, with its ROR id."""

import json
from pathlib import Path
from typing import Any

import pytest

from kartotek.edit.rename import rename
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite, tree

ROR = "https://ror.org/035b05819"
UNITS = {
    "content/organisations/uc.md": (
        "---\nname: University of Cards\nnames: {da: Kortuniversitetet}\nacronym: UOC\nror: 035b05819\n---\n"
    ),
    "content/organisations/press.md": "---\nname: Drawer Press\nparent: uc\n---\n",
    "content/organisations/ministry.md": "---\nname: Ministry of Indexes\nother_names: [Index Ministry]\n---\n",
    "content/organisations/waiting.md": "---\nname: Waiting Press\ndraft: true\n---\n",
    "content/organisations/twin-1.md": "---\nname: Twin Press\n---\n",
    "content/organisations/twin-2.md": "---\nname: The Other\nother_names: [Twin Press]\n---\n",
}
SITE = "title: T\nbase_url: https://example.org/\nlanguages: [en, da]\ncitation_styles: [apa]\nsearch: false\n"


def work(kind: str, more: str) -> str:
    return f"---\ntype: {kind}\ntitle: On cards\nauthors: [Ada Lind]\nissued: 2020\nlanguage: en\n{more}---\n"


def site_of(write_site: WriteSite, **publications: str) -> Path:
    files = {f"content/publications/{name}.md": text for name, text in publications.items()}
    return write_site({"site.yaml": SITE, **UNITS, **files})


def built(site: Path) -> Path:
    assert build(BuildOptions(site, site / "dist")).diagnostics == []
    return site / "dist"


def page_of(dist: Path, key: str = "a", language: str = "") -> str:
    return (dist / language / f"publications/{key}/index.html").read_text("utf-8")


def json_ld(page: str) -> Any:
    return json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])


@pytest.mark.parametrize(
    ("kind", "given", "linked", "danish"),
    [
        ("thesis", "institution: University of Cards", "uc", "Kortuniversitetet"),
        ("thesis", "institution: Kortuniversitetet", "uc", "Kortuniversitetet"),
        ("report", "institution: uc", "uc", "Kortuniversitetet"),
        ("book", "publisher: drawer press", "press", "Drawer Press"),
        ("book", "publisher: UOC", "uc", "Kortuniversitetet"),
        ("report", "commissioned_by: Index Ministry", "ministry", "Ministry of Indexes"),
    ],
)
def test_a_page_links_to_it_by_its_name_in_the_language_of_the_page(
    write_site: WriteSite, kind: str, given: str, linked: str, danish: str
) -> None:
    dist = built(site_of(write_site, a=work(kind, f"{given}\n")))
    details = page_of(dist).split('class="details"')[1].split("</dl>")[0]
    assert f'organisations/{linked}/">' in details
    details = page_of(dist, language="da").split('class="details"')[1].split("</dl>")[0]
    assert f'organisations/{linked}/">{danish}</a>' in details


@pytest.mark.parametrize("given", ["waiting", "Waiting Press", "Twin Press", "Nobody's Press"])
def test_one_that_has_no_page_or_may_be_two_is_only_named(write_site: WriteSite, given: str) -> None:
    dist = built(site_of(write_site, a=work("book", f'publisher: "{given}"\n')))
    details = page_of(dist).split('class="details"')[1].split("</dl>")[0]
    assert f"<dd>{'Waiting Press' if given == 'waiting' else given.replace(chr(39), '&#39;')}</dd>" in details


@pytest.mark.parametrize(
    ("kind", "given", "name"),
    [
        ("thesis", "institution: uc", "University of Cards"),
        ("book", "publisher: Kortuniversitetet", "Kortuniversitetet"),
        ("report", "institution: UOC", "UOC"),
    ],
)
def test_exports_have_the_printed_name_with_the_ror_id(write_site: WriteSite, kind: str, given: str, name: str) -> None:
    dist = built(site_of(write_site, a=work(kind, f"{given}\n")))
    here = dist / "publications/a"
    record = json.loads((here / "a.datacite.json").read_text("utf-8"))
    assert record["publisher"] == {
        "name": name,
        "publisherIdentifier": ROR,
        "publisherIdentifierScheme": "ROR",
        "schemeUri": "https://ror.org",
    }
    thing = json_ld(page_of(dist))
    issuer = thing["sourceOrganization" if given.startswith("institution") else "publisher"]
    assert issuer == {
        "@type": "Organization",
        "@id": ROR,
        # a printed name is one; an id stands for the name in all languages
        "name": [name, {"@language": "da", "@value": "Kortuniversitetet"}] if given.endswith("uc") else name,
        "url": "https://example.org/organisations/uc/",
        "sameAs": ROR,
    }
    for ending in ("bib", "ris", "json"):
        assert name in (here / f"a.{ending}").read_text("utf-8"), ending


def test_what_it_published_is_not_its_own_work(write_site: WriteSite) -> None:
    """The list of an organisation has what its people made."""
    dist = built(site_of(write_site, a=work("book", "publisher: press\n")))
    assert "publications/a/" not in (dist / "organisations/press/index.html").read_text("utf-8")


@pytest.mark.parametrize("given", ["press", "Drawer Press", "DRAWER PRESS"])
def test_the_publisher_of_a_journal(write_site: WriteSite, given: str) -> None:
    site = site_of(write_site, a=work("article-journal", "journal: Card News\n"))
    (site / "content/journals").mkdir()
    (site / "content/journals/card-news.md").write_text(
        f"---\ntitle: Card News\npublisher: {given}\nplace: Oslo\n---\n"
    )
    dist = built(site)
    page = (dist / "journals/card-news/index.html").read_text("utf-8")
    assert '<a href="../../organisations/press/">Drawer Press</a>, Oslo' in page
    assert json_ld(page)["about"]["publisher"]["@id"] == "https://example.org/organisations/press/"
    whole = json_ld(page_of(dist))["isPartOf"]
    assert whole["publisher"]["@id"] == "https://example.org/organisations/press/"
    assert ("Drawer Press" if given == "press" else given) in (dist / "publications/a/a.ris").read_text("utf-8")


def test_an_incremental_build_follows_it(write_site: WriteSite) -> None:
    """A new name, an id that comes to mean something, an entry that goes: all as a clean build makes it."""
    site = site_of(
        write_site,
        a=work("book", "publisher: press\n"),
        b=work("thesis", "institution: New School\n"),
        c=work("chapter", "book: a\n"),
    )
    dist = built(site)
    units = site / "content/organisations"
    for name, text in (
        ("press.md", "---\nname: Drawer Press Ltd.\n---\n"),
        ("new-school.md", "---\nname: New School\n---\n"),
        ("press.md", "---\nname: Drawer Press Ltd.\ndraft: true\n---\n"),
    ):
        (units / name).write_text(text)
        changed = tree(built(site))
        build(BuildOptions(site, site / "clean", clean=True, cache_folder=".kartotek-clean"))
        assert changed == tree(site / "clean")
    assert "organisations/new-school/" in page_of(dist, "b")
    abstract = site / "content/publications/a.md"
    abstract.write_text(abstract.read_text() + "About cards.\n")  # only the portal of the last build is read
    built(site)
    details = page_of(dist).split('class="details"')[1]
    assert "<dd>Drawer Press Ltd.</dd>" in details


def test_a_new_id_is_followed(write_site: WriteSite) -> None:
    site = site_of(write_site, a=work("book", "publisher: press\n"), b=work("thesis", "institution: press\n"))
    (site / "content/journals").mkdir()
    (site / "content/journals/card-news.md").write_text("---\ntitle: Card News\npublisher: press\n---\n")
    changes = rename(site, "organisations/press", "drawer-press", 1).changes
    changed = {change.file: (change.content or b"").decode() for change in changes}
    assert "publisher: drawer-press" in changed["content/publications/a.md"]
    assert "institution: drawer-press" in changed["content/publications/b.md"]
    assert "publisher: drawer-press" in changed["content/journals/card-news.md"]
