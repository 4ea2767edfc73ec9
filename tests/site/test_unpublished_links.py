"""Links in texts to what is not shown: `check` tells them, until it is published."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError, Diagnostic, Severity
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from kartotek.verify.check import check_links
from tests.conftest import ARTICLE, WriteSite

DAY = "1735689600"  # 2025-01-01
FILES = (
    "files: [{path: c.pdf, access: closed}, {path: e.pdf, access: embargoed, embargo_until: 2030-05}, {path: o.pdf}]"
)
CONTENT: Mapping[str, str] = {
    "site.yaml": "title: T\nsearch: false\noutput: full\nlanguages: [en, da]\nbase_url: https://portal.test/\n",
    "content/pages/draft.da.md": "---\ntitle: Utkast\ndraft: true\n---\n",
    "content/people/new.md": "---\nname: Eva Ny\ndraft: true\naliases: [staff/eva.html]\n---\n",
    "content/publications/new.md": ARTICLE.replace(
        "---\n", "---\ndraft: true\naliases: [old/new]\nfiles: [{path: draft.pdf}]\n", 1
    ),
    "content/publications/later.md": ARTICLE.replace("---\n", "---\npublish_on: 2030-02\naliases: [old/later]\n", 1),
    "content/publications/files.md": ARTICLE.replace("issued:", f"{FILES}\nissued:"),
    "content/publications/both.md": ARTICLE.replace("issued:", "files: [{path: c.pdf}, {path: copy.pdf}]\nissued:"),
    "content/files/c.pdf": "%PDF 1",
    "content/files/copy.pdf": "%PDF 1",
    "content/files/draft.pdf": "%PDF 4",
    "content/files/e.pdf": "%PDF 2",
    "content/files/o.pdf": "%PDF 3",
}
UNPUBLISHED = {
    "/draft/": "leads nowhere yet: content/pages/draft.da.md is a draft",
    "/people/new/": "leads nowhere yet: content/people/new.md is a draft",
    "/publications/new/": "leads nowhere yet: content/publications/new.md is a draft",
    "../new/": "leads nowhere yet: content/publications/new.md is a draft",
    "/da/publications/new/": "leads nowhere yet: content/publications/new.md is a draft",
    "/publications/new/new.bib": "leads nowhere yet: content/publications/new.md is a draft",
    "https://portal.test/old/new/": "leads nowhere yet: content/publications/new.md is a draft",
    "https://portal.test/staff/eva.html": "leads nowhere yet: content/people/new.md is a draft",
    "/publications/later/": "leads nowhere until 2030-02-01: content/publications/later.md is published on that day",
    "https://portal.test/publications/later/": "leads nowhere until 2030-02-01: content/publications/later.md is",
    "https://portal.test/old/later": "leads nowhere until 2030-02-01: content/publications/later.md is published on",
    "/publications/files/c.pdf": "leads nowhere yet: content/publications/files.md says that it is closed",
    "/publications/files/e.pdf": "leads nowhere until 2030-05-01: content/publications/files.md says that it is",
    "/publications/both/c.pdf": "leads nowhere yet: content/publications/files.md says that it is closed",
    "/publications/both/copy.pdf": "leads nowhere yet: content/publications/files.md says that content/files/c.pdf,",
    "/publications/new/draft.pdf": "leads nowhere yet: content/publications/new.md is a draft",
}
SHOWN = ("/publications/files/", "/publications/files/o.pdf", "/people/ada-lind/", "/people/")


def told_and_broken(site: Path, *, drafts: bool = False) -> tuple[list[Diagnostic], set[str]]:
    """What `check` tells of links, and the entries whose pages have a link that is broken once they are built."""
    found = check(BuildOptions(site, site / "dist", jobs=1, drafts=drafts)).diagnostics
    build(BuildOptions(site, site / "dist", jobs=1, drafts=drafts))
    broken = {Path(each.file).parent.name for each in check_links(site / "dist", 1).diagnostics}
    return [each for each in found if each.code.endswith("-link")], broken


def linking(links: list[str]) -> dict[str, str]:
    return {
        f"content/publications/w{i}.md": ARTICLE.replace("About cards.", f"Text.\n\nA [word]({link}).")
        for i, link in enumerate(links)
    }


def test_what_is_not_shown_is_told_at_the_link(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly the links are told that the public portal would have broken."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    links = [*UNPUBLISHED, *SHOWN]
    site = write_site({**CONTENT, **linking(links)})
    told, broken = told_and_broken(site)
    assert {(each.code, each.severity) for each in told} == {("unpublished-link", Severity.WARNING)}
    messages = {links[int(each.file[len("content/publications/w") : -len(".md")])]: each.message for each in told}
    assert messages.keys() == UNPUBLISHED.keys()
    assert [link for link, words in UNPUBLISHED.items() if f"{link} {words}" not in messages[link]] == []
    lines = (site / "content/publications/w0.md").read_text("utf-8").splitlines()
    assert {lines[each.line - 1][each.column - 1 - len("A [word](") :][:9] for each in told} == {"A [word]("}
    assert all(each.hint for each in told)
    assert broken | {"w3", "w4"} == {f"w{i}" for i in range(len(UNPUBLISHED))}  # which lead where w2 does


def test_publishing_silences_it(write_site: WriteSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + 6 * 366 * 86400))
    published = {path: text.replace("draft: true\n", "") for path, text in CONTENT.items()}
    links = [link for link in UNPUBLISHED if not link.endswith(("c.pdf", "copy.pdf", "/draft/"))]
    assert told_and_broken(write_site({**published, **linking(links)})) == ([], set())


def test_a_preview_with_drafts_has_them(write_site: WriteSite) -> None:
    assert told_and_broken(write_site({**CONTENT, **linking(["/publications/new/"])}), drafts=True) == ([], set())


@pytest.mark.parametrize("link", ["/old/new/", "/old/new", "/old/new?x#y"])
def test_of_two_wrongs_the_lasting_one_is_told(write_site: WriteSite, link: str) -> None:
    """An old address is there in the first language alone, after publication as well."""
    ((told,), _) = told_and_broken(write_site({**CONTENT, **linking([link])}))
    assert (told.code, told.hint.partition(",")[0]) == ("dead-link", "write the address of the page as it is now")


def test_what_a_draft_would_not_have_either_is_a_mistake(write_site: WriteSite) -> None:
    links = ["/publications/new/nonsense.xyz", "/publications/new/page/2/", "/publications/new/newer.bib"]
    told, _ = told_and_broken(write_site({**CONTENT, **linking(links)}))
    assert [each.code for each in told] == ["dead-link"] * len(links)


def test_a_draft_tells_nothing_of_its_own_links(write_site: WriteSite) -> None:
    draft = ARTICLE.replace("---\n", "---\ndraft: true\n", 1).replace("About cards.", "[x](/publications/new/)")
    assert told_and_broken(write_site({**CONTENT, "content/publications/two.md": draft})) == ([], set())


def test_an_entry_that_cannot_be_read_is_told_once(write_site: WriteSite) -> None:
    wrong = {"content/people/wrong.md": "---\nnam: A\n---\n"}
    with pytest.raises(ContentError) as raised:
        told_and_broken(write_site({**CONTENT, **linking(["/people/wrong/"]), **wrong}))
    found = [each for each in raised.value.diagnostics if each.code not in ("probable-duplicate", "access-clash")]
    assert {each.file for each in found} == {"content/people/wrong.md"}
