"""`same_as` takes identifiers as well as addresses, and pages and JSON-LD say what they are."""

import json

import pytest

from kartotek.cli import main
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.model.elsewhere import same_as
from tests.conftest import WriteSite


def read(kind: str, text: str) -> tuple[tuple[str, ...], list[str]]:
    diagnostics = EntryDiagnostics()
    return same_as(kind).read(text, ("same_as",), diagnostics), [each.message for each in diagnostics.found]


@pytest.mark.parametrize(
    ("kind", "text", "address"),
    [
        ("people", "ISNI 0000 0001 2103 2683", "https://isni.org/isni/0000000121032683"),
        ("people", "0000000121032683", "https://isni.org/isni/0000000121032683"),
        ("people", "Q42", "https://www.wikidata.org/entity/Q42"),
        ("people", "https://www.wikidata.org/wiki/Q42", "https://www.wikidata.org/entity/Q42"),
        ("people", "A5023888391", "https://openalex.org/A5023888391"),
        ("people", "Scopus 7004212771", "https://www.scopus.com/authid/detail.uri?authorId=7004212771"),
        ("people", "A-1009-2008", "https://www.webofscience.com/wos/author/record/A-1009-2008"),
        ("organisations", "isni.org/isni/0000000121032683", "https://isni.org/isni/0000000121032683"),
        ("projects", "RAiD 10.26259/0d3ca1b7", "https://raid.org/10.26259/0d3ca1b7"),
        ("journals", "openalex.org/S137773608", "https://openalex.org/S137773608"),
        ("keywords", "wikidata:Q183046", "https://www.wikidata.org/entity/Q183046"),
        ("people", "https://viaf.org/viaf/34454460/", "https://viaf.org/viaf/34454460/"),
        ("people", "https://example.org/?who=Q42#me", "https://example.org/?who=Q42#me"),
    ],
)
def test_is_kept_as_the_address_where_it_is_looked_up(kind: str, text: str, address: str) -> None:
    assert read(kind, text) == ((address,), [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ISNI 0000 0001 2103 2684", "has a wrong digit"),
        ("wikidata:42", "is not an item of Wikidata"),
        ("ResearcherID: A-10-2008", "is not a ResearcherID"),
        ("somewhere", "is not an address"),
    ],
)
def test_what_is_none_is_told(text: str, said: str) -> None:
    found, (message,) = read("people", text)
    assert not found
    assert said in message


def test_surplus_is_told_and_taken_off() -> None:
    (address,), (message,) = read("people", "<https://www.wikidata.org/wiki/Q42>.")
    assert address == "https://www.wikidata.org/entity/Q42"
    assert "hardly part" in message


def test_pages_and_json_ld_say_what_it_is(write_site: WriteSite) -> None:
    site = write_site(
        {
            "content/people/ada.md": "---\nname: Ada Lind\n"
            "same_as: [ISNI 0000 0001 2103 2683, 'https://viaf.org/viaf/1/']\n---\n",
            "content/organisations/u.md": "---\nname: U\nsame_as: [Q183046]\n---\n",
            "content/projects/p.md": "---\ntitle: P\nsame_as: ['RAiD: 10.26259/0d3ca1b7']\n---\n",
            "content/publications/a.md": "---\ntype: book\ntitle: T\nauthors: [Ada Lind]\norganisations: [u]\n"
            "projects: [p]\nidentifiers: ['ark:12148/btv1b8449691v', W2741809807, OCLC 12345]\n---\n",
        }
    )
    assert main(["build", "--site", str(site), "--jobs", "1", "--no-search"]) == 0
    for page, label, property_id, value, address in (
        ("people/ada", "ISNI: 0000 0001 2103 2683", "ISNI", "0000000121032683",
         "https://isni.org/isni/0000000121032683"),
        ("organisations/u", "Wikidata: Q183046", "Wikidata", "Q183046", "https://www.wikidata.org/entity/Q183046"),
        ("projects/p", "RAiD: 10.26259/0d3ca1b7", "RAiD", "10.26259/0d3ca1b7", "https://raid.org/10.26259/0d3ca1b7"),
        ("publications/a", "OpenAlex: W2741809807", "OpenAlex", "W2741809807", "https://openalex.org/W2741809807"),
        ("publications/a", "ark:/12148/btv1b8449691v", "ARK", "ark:/12148/btv1b8449691v",
         "https://n2t.net/ark:/12148/btv1b8449691v"),
    ):  # fmt: skip
        html = (site / "dist" / page / "index.html").read_text().replace("<wbr>", "")
        assert f'href="{address}"' in html
        assert f">{label}</a>" in html
        wanted = {"@type": "PropertyValue", "propertyID": property_id, "value": value, "url": address}
        assert json.dumps(wanted, separators=(",", ":"))[1:-1] in html
    assert "OCLC 12345" in html
    assert ">viaf.org</a>" in (site / "dist/people/ada/index.html").read_text()
