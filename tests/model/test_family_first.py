"""Names of peoples who write the family name first: how an entry says so, and how pages and citations show them."""

import json
from pathlib import Path

import pytest

from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.importers import csl, csl_fields
from kartotek.importers.records import Raw
from kartotek.model.common_fields import contributors
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.names import PersonName
from tests.conftest import WriteSite

SITE = "title: T\nbase_url: https://example.org/\ncitation_styles: [apa, modern-language-association]\nsearch: false\n"
NAMES = [
    ("Mao Zedong", "Mao", "Zedong", "Mao, Z."),
    ("Nagy Tünde", "Nagy", "Tünde", "Nagy, T."),
    ("Nguyễn Văn An", "Nguyễn", "Văn An", "Nguyễn, V. A."),
    ("Kawabata Yasunari", "Kawabata", "Yasunari", "Kawabata, Y."),
]


@pytest.mark.parametrize(("line", "family", "given", "_apa"), NAMES)
def test_an_entry_says_so(line: str, family: str, given: str, _apa: str) -> None:
    diagnostics = EntryDiagnostics()
    raws: list[dict[str, str]] = [
        {"name": line, "family_first": "yes"},
        {"name": f"{family}, {given}", "family_first": "true"},
        {"given": given, "family": family, "family_first": "true"},
    ]
    for found in contributors(raws, ("authors",), diagnostics) or ():
        assert found.name == PersonName(given, family, family_first=True)
        assert (found.display, found.name.inverted) == (line, f"{family}, {given}")
    assert diagnostics.found == []


def _built(write_site: WriteSite, authors: str, **people: str) -> Path:
    work = f"---\ntype: book\ntitle: Cards\nauthors: {authors}\nissued: 2010\nlanguage: en\n---\n"
    files = {f"content/people/{name}.md": text for name, text in people.items()}
    site = write_site({"site.yaml": SITE, "content/publications/a.md": work, **files})
    build(BuildOptions(site, site / "dist"))
    return site / "dist"


@pytest.mark.parametrize(("line", "family", "given", "apa"), NAMES)
def test_an_entry_of_the_person_settles_it_for_all_works(
    write_site: WriteSite, line: str, family: str, given: str, apa: str
) -> None:
    dist = _built(write_site, f"[Ada Lind, {given} {family}]", x=f"---\nname: {line}\nfamily_first: yes\n---\n")
    page = (dist / "publications/a/index.html").read_text("utf-8")
    assert f'href="../../people/x/">{line}</a>' in page
    assert apa in page
    assert f"and {line}" in page  # MLA, where others have the given name first
    assert line in (dist / "people/x/index.html").read_text("utf-8")
    [item] = json.loads((dist / "publications/a/a.json").read_text("utf-8"))
    assert item["author"][1] == {"family": family, "given": given, "static-ordering": True}
    assert f"{family}, {given}" in (dist / "publications/a/a.bib").read_text("utf-8")


def test_files_of_csl_say_it_to_us() -> None:
    name = {"family": "Mao", "given": "Zedong", "static-ordering": True}
    (found,) = csl.read(json.dumps([{"id": "k", "type": "book", "title": "T", "author": [name]}]), "f").found
    assert isinstance(found, Raw)
    assert csl_fields.draft(found).data["authors"] == [{"name": "Mao, Zedong", "family_first": "true"}]
