"""Retractions, corrections and the like: on pages, in all that is made for citing, and on the page of the notice."""

import json
from pathlib import Path

import pytest

from kartotek.importers.notes import take_sign, without_notices
from kartotek.model.publication import NOTICES
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite

SITE = (
    "title: T\nbase_url: https://example.org/\nlanguages: [en, da]\ncitation_styles: [apa, vancouver]\nsearch: false\n"
)


def entry(more: str, title: str = "Fatty acid") -> str:
    return (
        f"---\ntype: article-journal\ntitle: {title}\nauthors: [Ada Lind]\njournal: J Haem\nissued: 2008\n"
        f"language: en\n{more}---\n"
    )


@pytest.fixture
def built(write_site: WriteSite) -> "Built":
    return Built(write_site)


class Built:
    """A portal of the given publications, built."""

    def __init__(self, write_site: WriteSite) -> None:
        self._write = write_site

    def __call__(self, **publications: str) -> Path:
        files = {f"content/publications/{name}.md": text for name, text in publications.items()}
        site = self._write({"site.yaml": SITE, **files})
        build(BuildOptions(site, site / "dist"))
        return site / "dist"


@pytest.mark.parametrize(
    ("given", "sign"),
    [
        ("retracted: yes\n", "[RETRACTED]"),
        ("notices: [{kind: retraction}]\n", "[RETRACTED]"),
        ("notices: [{kind: removal, date: 2010-06-01}]\n", "[REMOVED]"),
        ("notices: [{kind: withdrawal, reason: Double.}]\n", "[WITHDRAWN]"),
    ],
)
def test_all_that_is_made_for_citing_begins_with_the_sign(built: Built, given: str, sign: str) -> None:
    dist = built(a=entry(given))
    here, titled = dist / "publications/a", f"{sign} Fatty acid"
    page = (here / "index.html").read_text("utf-8")
    assert f'<meta name="citation_title" content="{titled}">' in page
    assert f'<meta property="og:title" content="{titled}">' in page
    citations = page.split('id="cite"')[1]
    assert citations.count(titled) >= 2
    assert json.loads((here / "a.json").read_text("utf-8"))[0]["title"].replace("</span>", "").endswith(titled)
    assert f"title = {{[{{{sign[1:-1]}}}] {{Fatty}} acid}}" in (here / "a.bib").read_text("utf-8")
    assert f"TI  - {titled}" in (here / "a.ris").read_text("utf-8")
    assert titled in (here / "a.datacite.json").read_text("utf-8")
    assert titled in (dist / "people/ada-lind/ada-lind.atom").read_text("utf-8")


def test_a_title_that_says_it_already_says_it_once(built: Built) -> None:
    dist = built(a=entry("retracted: yes\n", title='"RETRACTED: Fatty acid"'))
    page = (dist / "publications/a/index.html").read_text("utf-8")
    assert '<meta name="citation_title" content="RETRACTED: Fatty acid">' in page


def test_a_title_that_begins_with_the_word_has_the_sign(built: Built) -> None:
    dist = built(a=entry("retracted: yes\n", title='"Retracted papers in medicine: a study"'))
    page = (dist / "publications/a/index.html").read_text("utf-8")
    assert '<meta name="citation_title" content="[RETRACTED] Retracted papers in medicine: a study">' in page


def test_other_notices_leave_the_title_alone(built: Built) -> None:
    given = (
        "notices: [{kind: expression-of-concern, date: 2010-06-01, reason: Images., doi: 10.1234/n}, {kind: erratum}]\n"
    )
    dist = built(a=entry(given))
    page = (dist / "publications/a/index.html").read_text("utf-8")
    assert '<meta name="citation_title" content="Fatty acid">' in page
    assert "There is an expression of concern about this publication." in page
    assert "Images." in page
    assert 'href="https://doi.org/10.1234/n"' in page
    assert "There is an erratum to this publication." in page
    assert "Der er et erratum til denne publikation." in (dist / "da/publications/a/index.html").read_text("utf-8")
    assert "Expression of concern 2010-06-01: Images. (https://doi.org/10.1234/n)" in page


def test_a_notice_and_its_work_lead_to_each_other(built: Built) -> None:
    dist = built(
        a=entry("notices: [{kind: erratum, id: e}]\n"),
        b=entry("notices: [{kind: retraction, doi: 10.1234/r}]\n", title="Bones"),
        e=entry("", title="Erratum to all"),
        r=entry("doi: 10.1234/r\n", title="Why it was wrong"),
    )
    for work, notice, said, answer in (
        ("a", "e", "Erratum to all", "This is an erratum to"),
        ("b", "r", "Why it was wrong", "This is the retraction notice of"),
    ):
        page = (dist / f"publications/{work}/index.html").read_text("utf-8")
        assert said in page.split("</header>")[1] if "</header>" in page else said in page
        assert answer in (dist / f"publications/{notice}/index.html").read_text("utf-8")


def test_files_have_dates_and_explanations(built: Built) -> None:
    given = (
        "files: [{url: 'https://example.org/a.pdf', version: accepted, date: 2020-02-03, description: With figures.}]\n"
    )
    page = (built(a=entry(given)) / "publications/a/index.html").read_text("utf-8")
    assert "3 February 2020, With figures." in page


@pytest.mark.parametrize(
    ("title", "rest", "field"),
    [
        ("[RETRACTED] Cards", "Cards", {"retracted": "true"}),
        ("RETRACTED: Cards", "Cards", {"retracted": "true"}),
        ("RETRACTED ARTICLE: Cards", "Cards", {"retracted": "true"}),
        ("[Retracted] Cards", "Cards", {"retracted": "true"}),
        ("[WITHDRAWN] Cards", "Cards", {"notices": [{"kind": "withdrawal"}]}),
        ("REMOVED: Cards", "Cards", {"notices": [{"kind": "removal"}]}),
        ("Retracted papers and their readers", "Retracted papers and their readers", {}),
        ("Removed: how statues fall", "Removed: how statues fall", {}),
        ("Withdrawn: the politics of exit", "Withdrawn: the politics of exit", {}),
        ("[RETRACTED]", "[RETRACTED]", {}),
    ],
)
def test_signs_in_imported_titles_become_fields(title: str, rest: str, field: dict[str, object]) -> None:
    data: dict[str, object] = {"title": title}
    take_sign(data)
    assert data == {"title": rest, **field}


@pytest.mark.parametrize("kind", NOTICES)
def test_notes_of_exports_come_back(kind: str) -> None:
    words = {"retraction": "Retracted", "removal": "Removed", "withdrawal": "Withdrawn"}.get(
        kind, kind.replace("-", " ").capitalize()
    )
    note, found = without_notices(f"A remark; {words} 2010-06: Why (https://example.org/n); Addendum 2011")
    assert note == "A remark"
    said = {"date": "2010-06", "reason": "Why"}
    if kind == "retraction":
        assert found["retracted"] == {**said, "notice": "https://example.org/n"}
    else:
        assert found["notices"][0] == {"kind": kind, **said, "url": "https://example.org/n"}
    assert found["notices"][-1] == {"kind": "addendum", "date": "2011"}


def test_a_note_that_begins_like_a_notice_is_a_note() -> None:
    assert without_notices("Withdrawn: from the library") == ("Withdrawn: from the library", {})
