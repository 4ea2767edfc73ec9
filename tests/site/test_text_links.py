"""Each link of a text that a built portal has broken is told by `check`, at its line, before it is built."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kartotek.diagnostics import Diagnostic
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.verify.check import check_links
from tests.conftest import ARTICLE, WriteSite

BASE = "https://portal.test/sub/"
SETTINGS = f"title: T\noutput: full\nsearch: false\ncitation_styles: none\nlanguages: [en, da]\nbase_url: {BASE}\n"
ALIVE = (
    "/people/ada-lind/", "/people/", "../../people/ada-lind/", "../../people/index.html", "index.html", ".", "../../",
    f"{BASE}people/", "/files/paper.pdf", "/files/README",
    "/publications/headings/headings.bib", "/da/people/", "/da/", "/robots.txt",
    "/publications/publications.atom", "#cite", "#main", "/publications/headings/#a-heading", "?q=1", "#top",
    "/publications/headings/#a-heading-2", "mailto:a@b.test", "https://elsewhere.test/#x",
    "/publications/headings/index.html#plain-words", "/publications/headings/?a=b#deutsch", "/people",
    "/publications/headings/data.7z", "/publications/headings/READ",
    "/.well-known/resourcesync", "/da", "/keywords/web-2.0", "/publications/headings/index.html", "/publications/",
)  # fmt: skip
DEAD = {
    "figure1.png": "content/files/ and write /files/figure1.png",
    "images/f.png?x#y": "content/files/ and write /files/images/f.png",
    "fulltext": "or /fulltext for a page",
    "../zzzzzzzzz/": "remove the link",
    "../../../out/": "begins with a slash",
    "../headings/headings.bib": "write /publications/headings/headings.bib",
    "../../files/paper.pdf": "write /files/paper.pdf",
    "www.elsewhere.test": "write https://www.elsewhere.test",
    "elsewhere.org/paper": "write https://elsewhere.org/paper",
    "elsewhere.de": "write https://elsewhere.de",
    "elsewhere.sh/x.html": "write https://elsewhere.sh",
    "elsewhere.org?x": "write https://elsewhere.org",
    "notes.md": "content/files/ and write /files/notes.md",
    "fig.ps#page2": "content/files/ and write /files/fig.ps",
    "plot.v2.js": "content/files/ and write /files/plot.v2.js",
    "/people//ada-lind/": "did you mean /people/ada-lind/?",
    "/files//paper.pdf": "put the file there",
    "/publications/headings/READ/": "did you mean /publications/headings/?",
    "10.1000/xyz": "write https://doi.org/10.1000/xyz",
    f"{BASE}nobody/": "remove the link",
    "/nobody/": "remove the link",
    "/people/ada-lindh/": "did you mean /people/ada-lind/?",
    "/en/people/": "remove the link",
    "/files/no.pdf": "put the file there",
    "#ref1": "name a heading",
    "#S1.F2": "name a heading",
    "/people/ada-lind/#career": "name a heading",
    "/publications/headings/#a-headin": "did you mean 'a-heading'?",
    f"{BASE}publications/headings/#nope": "name a heading",
}
HEADINGS = ARTICLE.replace("About cards.", "# A heading\n\n## A heading\n").replace(
    "issued:",
    "plain_summary: {en: '# Plain words'}\nabstracts: {de: '# Deutsch'}\n"
    "files: [{path: data.7z}, {path: READ}]\nissued:",
)
CONTENT: Mapping[str, str] = {
    "site.yaml": SETTINGS,
    "content/publications/headings.md": HEADINGS,
    "content/people/ada-lind.md": "---\nname: Ada Lind\n---\nShe counts.\n",
    "content/files/paper.pdf": "%PDF",
    "content/files/README": "A file without an ending.",
    "content/files/data.7z": "A file whose ending begins with a digit.",
    "content/files/READ": "A document without an ending.",
    "content/keywords/web-2.0.md": "---\nlabel: Web\n---\n",
}


def check_and_build(site: Path) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What `check` tells of links, and what is broken in the portal that is built."""
    told = [each for each in check(BuildOptions(site, site / "dist", jobs=1)).diagnostics if each.code == "dead-link"]
    build(BuildOptions(site, site / "dist", jobs=1))
    return told, check_links(site / "dist", 1).diagnostics


@pytest.mark.parametrize(
    "text",
    [
        "---\nA [word]({0}).\n",
        "abstracts: {{fr: 'A [word]({0})'}}\n---\n",
        "plain_summary: {{en: '[word]({0})'}}\n---\n",
    ],
)
def test_what_is_broken_in_the_portal_is_told_in_the_entry(write_site: WriteSite, text: str) -> None:
    links = [*ALIVE, *DEAD]
    entry = ARTICLE.partition("---\nAbout")[0]
    site = write_site(
        {**CONTENT, **{f"content/publications/w{i}.md": entry + text.format(link) for i, link in enumerate(links)}}
    )
    told, broken = check_and_build(site)
    hints = {links[int(each.file[len("content/publications/w") : -len(".md")])]: each.hint for each in told}
    assert hints.keys() == DEAD.keys()
    assert [link for link, hint in hints.items() if DEAD[link] not in hint] == []
    assert all(each.line > 1 for each in told)
    numbers = [re.search(r"publications/w(\d+)/", each.file) for each in broken]
    assert {links[int(number[1])] for number in numbers if number} == {*DEAD}
    assert all(numbers)


def test_links_of_settings_are_seen_from_every_page_that_has_them(write_site: WriteSite) -> None:
    """A footer is on all pages, a description on the home page of each language."""
    footer = "[a](/people/) [b](people/) [c](/nope/) [d](https://elsewhere.test) [e](/robots.txt) [f](../journals/)"
    description = "{en: 'Our [people](people/) [x](no.html)', da: '[Folk](/people/) [y](/da/no/)'}"
    footers = f"{{da: '{footer}', en: '[a](/people/)'}}"
    site = write_site({**CONTENT, "site.yaml": f"{SETTINGS}footer: {footers}\ndescription: {description}\n"})
    told, broken = check_and_build(site)
    found = {each.message.partition(" leads")[0]: each for each in told}
    assert [(each, found[each].file, found[each].line) for each in sorted(found)] == [
        ("../journals/", "site.yaml", 7),
        ("/da/no/", "site.yaml", 8),
        ("/nope/", "site.yaml", 7),
        ("no.html", "site.yaml", 8),
        ("people/", "site.yaml", 7),
    ]
    assert "on other pages than the first" in found["../journals/"].message
    for link in ("people/", "../journals/"):
        assert found[link].hint.startswith(f"write /{link.removeprefix('../')}")
    addresses = {each.message.split("'")[1] for each in broken}  # as pages have them
    assert addresses == {"/sub/da/nope/", "../da/no/", "no.html", "people/", "../journals/"}


def test_a_text_in_one_language_is_seen_from_its_pages_alone(write_site: WriteSite) -> None:
    person = "---\nname: Ada Lind\nbiographies: {da: '[x](../../../robots.txt)'}\n---\n[x](../../robots.txt)\n"
    page = "---\ntitle: Om\n---\n[x](../../robots.txt)\n"
    pages = {"content/pages/about.da.md": page, "content/pages/about.md": page.replace("../../", "../")}
    only = {"content/pages/only.da.md": page}
    site = write_site({**CONTENT, "content/people/ada-lind.md": person, **pages, **only})
    told, broken = check_and_build(site)
    assert [(each.file, each.hint) for each in told] == [
        ("content/pages/only.da.md", "write an address that begins with a slash, or with https://")
    ]
    assert [each.file for each in broken] == ["dist/only/index.html"]


def test_a_link_is_told_where_it_stands(write_site: WriteSite) -> None:
    """Not where the same letters are in a word, in another address, or in the same address before it."""
    text = (
        "The word /n is no link: [1](/nobody/x), [2](/n), [3](</n>), [4](/n 'T'), [5](/publications/headings/#n).\n"
        "[6](/publications/headings/#no) [7](\\/m) ![8](/m\u00fc(1).png) [9]( /publications/headings/#no )\n\n"
        "[k]: /k\n\n[k] /k"
    )
    site = write_site({**CONTENT, "content/publications/w.md": ARTICLE.replace("About cards.", text)})
    told = [each for each in check(BuildOptions(site, site / "dist")).diagnostics if each.code == "dead-link"]
    lines = (site / "content/publications/w.md").read_text("utf-8").splitlines()
    places = sorted((each.line, each.column) for each in told)
    assert [lines[line - 1][column - 1 :].split()[0] for line, column in places] == [
        "/nobody/x),", "/n),", "/n>),", "/n", "/publications/headings/#n).",
        "/publications/headings/#no)", "\\/m)", "/mü(1).png)", "/publications/headings/#no", "/k",
    ]  # fmt: skip


def test_parts_of_own_templates_are_known(write_site: WriteSite) -> None:
    own = '{% extends "theme/thing.html" %}{% block content %}<p id="mine">{% endblock %}'
    entry = ARTICLE + "[x](/people/ada-lind/#mine) [y](/people/ada-lind/#other)\n"
    site = write_site({**CONTENT, "templates/partials/own.html": own, "content/publications/w.md": entry})
    told = [each for each in check(BuildOptions(site, site / "dist")).diagnostics if each.code == "dead-link"]
    assert [each.message.partition(" leads")[0] for each in told] == ["/people/ada-lind/#other"]


def test_a_link_in_a_summary_opens_a_file_unless_an_entry_closes_it(write_site: WriteSite) -> None:
    """As one in an abstract does."""
    entry = ARTICLE.replace("issued:", "plain_summary: {en: '[x](/files/open.pdf) [y](/files/closed.pdf)'}\nissued:")
    closing = ARTICLE.replace("issued:", "files: [{path: closed.pdf, access: closed}]\nissued:")
    files = {"content/files/open.pdf": "%PDF", "content/files/closed.pdf": "%PDF closed"}
    entries = {"content/publications/a.md": entry, "content/publications/b.md": closing}
    site = write_site({**CONTENT, **files, **entries})
    diagnostics = build(BuildOptions(site, site / "dist")).diagnostics
    assert [(each.code, each.file) for each in diagnostics if each.code != "orphan-file"] == [
        ("access-clash", "content/publications/a.md")
    ]
    assert (site / "dist/files/open.pdf").is_file()
    assert not (site / "dist/files/closed.pdf").exists()
    assert check_links(site / "dist", 1).diagnostics == []
