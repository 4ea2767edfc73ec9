"""People in other roles: in entries, in lists of works, and on pages."""

from pathlib import Path

import pytest

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.model.common_fields import contributors, other_contributors
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from tests.conftest import WriteSite

SITE = "title: T\nbase_url: https://example.org/\nlanguages: [en, da]\ncitation_styles: [apa, mla]\nsearch: false\n"


def entry(more: str, type_: str = "exhibition") -> str:
    return f"---\ntype: {type_}\ntitle: Drawers\nauthors: [Ada Lind]\nissued: 2020\nlanguage: en\n{more}---\n"


def built(write_site: WriteSite, **publications: str) -> Path:
    files = {f"content/publications/{name}.md": text for name, text in publications.items()}
    site = write_site({"site.yaml": SITE, **files})
    build(BuildOptions(site, site / "dist"))
    return site / "dist"


@pytest.mark.parametrize(
    ("raw", "said", "hint"),
    [
        ("Ada Lind", "a contributor needs a role", "write {name: Ada Lind, role: curator}, or another role"),
        ({"name": "Ada Lind"}, "role", ""),
        ({"name": "Ada Lind", "role": "editor"}, "editors have a field of their own", "`editors`"),
        ({"name": "Ada Lind", "role": "supervisor"}, "supervisors have a field of their own", "`supervisors`"),
        ({"name": "Ada Lind", "role": "DataCollector"}, "'DataCollector' is not", "write 'data-collector'"),
        ({"name": "Ada Lind", "role": "cur"}, "'cur' is not", "write 'curator'"),
        ({"name": "Ada Lind", "role": "Script writers"}, "'Script writers' is not", "write 'script-writer'"),
        ({"name": "Ada Lind", "role": ["host", "currator"]}, "'currator' is not", "curator"),
    ],
)
def test_what_is_wrong_is_told(raw: object, said: str, hint: str) -> None:
    diagnostics = EntryDiagnostics()
    other_contributors([raw], ("contributors",), diagnostics)
    [found] = diagnostics.found
    assert said in found.message
    assert hint in found.hint


def test_credit_is_one_of_the_fourteen() -> None:
    diagnostics = EntryDiagnostics()
    raw = [{"name": "Ada Lind", "credit": ["methodology", "Writing – original draft"]}]
    contributors(raw, ("authors",), diagnostics)
    assert [found.hint for found in diagnostics.found] == ["write 'writing-original-draft'"]


@pytest.mark.parametrize(
    ("type_", "role", "one", "several", "danish"),
    [
        ("exhibition", "curator", "Curator", "Curators", "Kuratorer"),
        ("interview", "interviewer", "Interviewer", "Interviewers", "Interviewere"),
        ("podcast", "host", "Host", "Hosts", "Værter"),
        (
            "thesis",
            "committee-member",
            "Member of the assessment committee",
            "Assessment committee",
            "Bedømmelsesudvalg",
        ),
    ],
)
def test_pages_name_them_by_role(
    write_site: WriteSite, type_: str, role: str, one: str, several: str, danish: str
) -> None:
    bo, cy = f"{{name: Bo Berg, role: {role}}}", f"{{name: Cy Dahl, role: [{role}, photographer]}}"
    dist = built(
        write_site,
        a=entry(f"contributors: [{bo}]\n", type_),
        b=entry(f"contributors: [{bo}, {cy}]\n", type_),
    )
    assert f'<h2 class="byline-role">{one}</h2>' in (dist / "publications/a/index.html").read_text("utf-8")
    page = (dist / "publications/b/index.html").read_text("utf-8")
    assert f'<h2 class="byline-role">{several}</h2>' in page
    assert f'<h2 class="byline-role">{danish}</h2>' in (dist / "da/publications/b/index.html").read_text("utf-8")
    photographer = page.split('<h2 class="byline-role">Photographer</h2>')[1].split("</ul>")[0]
    assert 'href="../../people/cy-dahl/"' in photographer
    assert "Bo Berg" not in photographer
    assert "Drawers" in (dist / "people/cy-dahl/index.html").read_text("utf-8")


def test_someone_may_be_listed_once_for_each_role(write_site: WriteSite) -> None:
    listed = "{name: Bo Berg, role: curator}, {name: Bo Berg, role: designer}"
    twice = "{name: Bo Berg, role: [host, curator]}, {name: Bo Berg, role: curator}"
    site = write_site(
        {
            "site.yaml": SITE,
            "content/publications/a.md": entry(f"contributors: [{listed}]\n"),
            "content/publications/b.md": entry(f"contributors: [{twice}]\n"),
        }
    )
    found = [each for each in check(BuildOptions(site, site / "dist")).diagnostics if each.code == "person-twice"]
    assert [each.file for each in found] == ["content/publications/b.md"]


def test_the_page_says_who_contributed_equally_and_what(write_site: WriteSite) -> None:
    ada = "{name: Ada Lind, equal: yes, credit: [writing-original-draft, methodology]}"
    text = entry("", "article-journal").replace("[Ada Lind]", f"[{ada}, {{name: Bo Berg, equal: yes}}, Cy Dahl]")
    dist = built(write_site, a=text)
    page = (dist / "publications/a/index.html").read_text("utf-8")
    assert page.count("(equal contribution)") == 2
    credit = page.split("<h2>Contributions (CRediT)</h2>")[1].split("</section>")[0]
    assert "Ada Lind" in credit
    first, second = credit.index("contributor-roles/methodology/"), credit.index("Writing – original draft")
    assert first < second
    danish = (dist / "da/publications/a/index.html").read_text("utf-8")
    assert danish.count("(bidrog lige meget)") == 2
    assert "Skrivning – oprindeligt udkast" in danish
    assert "CRediT" not in (dist / "people/cy-dahl/index.html").read_text("utf-8")
