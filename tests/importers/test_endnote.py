"""EndNote XML: styles, libraries of EndNote and exports of others, and what is broken in it."""

from typing import Any

import pytest

from kartotek.importers.candidate import read_draft
from kartotek.importers.endnote import read
from kartotek.importers.endnote_fields import draft
from kartotek.importers.records import Candidate, Failed, Raw

HEAD = '<?xml version="1.0" encoding="UTF-8" ?><xml><records>'
APP = '<source-app name="EndNote" version="18.0">EndNote</source-app>'


def styled(text: str, face: str = "normal") -> str:
    return f'<style face="{face}" font="default" size="100%">{text}</style>'


def library(*records: str) -> str:
    return HEAD + "".join(f"<record>{record}</record>" for record in records) + "</records></xml>"


def record(kind: str, inside: str) -> Candidate:
    text = library(f'<ref-type name="{kind}">17</ref-type><titles><title>T</title></titles>{inside}')
    (raw,) = read(text, "x.xml").found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate), made
    return made


ARTICLE = f"""<database name="Cards.enl">Cards.enl</database>{APP}<rec-number>5</rec-number>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>{styled("Lind, Ada B.")}</author><author>{styled("Card Society,")}</author></authors>
</contributors><titles><title>{styled("On ")}{styled("E. coli", "italic")}{styled(" &amp; a &lt; b in H")}{
    styled("2", "subscript")
}{styled("O")}</title><secondary-title>{styled("Journal of Cards")}</secondary-title></titles>
<periodical><full-title>{styled("Journal of Cards")}</full-title></periodical><pages>{styled("341-58")}</pages>
<volume>{styled("3")}</volume><number>{styled("4")}</number><edition>{styled("2018/03/30")}</edition>
<keywords><keyword>{styled("Cards")}</keyword><keyword>{styled("Boxes&#xD;Drawers")}</keyword></keywords>
<dates><year>{styled("2018")}</year><pub-dates><date>{styled("Apr 2")}</date></pub-dates></dates>
<isbn>{styled("0001-0782 (Print)&#xD;0001-0782 (Linking)")}</isbn><accession-num>{styled("12345678")}</accession-num>
<notes>{styled("Lind, Ada B&#xD;eng&#xD;Journal Article&#xD;J Cards. 2018")}</notes>
<urls><related-urls><url>{styled("https://example.org/a?b=1&amp;c=2")}</url></related-urls>
<pdf-urls><url>internal-pdf://123/a.pdf</url></pdf-urls></urls><custom2>{styled("PMC12345")}</custom2>
<electronic-resource-num>{styled("10.1000/cards")}</electronic-resource-num>
<remote-database-provider>{styled("NLM")}</remote-database-provider><language>{styled("eng")}</language>"""


def test_a_record_becomes_an_entry() -> None:
    (raw,) = read(library(ARTICLE), "x.xml").found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate)
    assert made.key == "endnote-5"
    assert dict(made.data) == {
        "type": "article-journal",
        "title": "On *E. coli* & a < b in H₂O",
        "authors": ["Ada B. Lind", {"literal": "Card Society"}],
        "issued": "2018-04-02",
        "online": "2018-03-30",
        "journal": "Journal of Cards",
        "volume": "3",
        "issue": "4",
        "pages": "341-358",
        "issn": ["0001-0782"],
        "doi": "10.1000/cards",
        "pmid": "12345678",
        "pmcid": "PMC12345",
        "url": "https://example.org/a?b=1&c=2",
        "language": "en",
        "keywords": ["Cards", "Boxes", "Drawers"],
    }
    assert sorted(made.unmapped) == [
        ("notes", "Lind, Ada B eng Journal Article J Cards. 2018"),
        ("pdf-urls", "internal-pdf://123/a.pdf"),
    ]


VALUES: dict[tuple[str, str], dict[str, Any]] = {
    ("Edited Book", "<contributors><authors><author>Berg, Bo</author></authors></contributors>"): {
        "type": "anthology", "editors": ["Bo Berg"],
    },
    ("Thesis", "<publisher>University</publisher><work-type>PhD thesis</work-type>"): {
        "type": "thesis", "institution": "University", "qualification": "PhD thesis",
    },
    ("Conference Paper", "<titles><secondary-title>Card Days</secondary-title></titles><custom3>Proceedings</custom3>"
     "<pub-location>Oslo</pub-location>"): {
        "type": "paper-conference", "book": "Proceedings", "event": {"name": "Card Days", "place": "Oslo"},
    },
    ("Book Section", "<titles><secondary-title>The Book</secondary-title></titles>"
     "<periodical><full-title>The Book</full-title></periodical>"): {"type": "chapter", "book": "The Book"},
    ("Journal Article", "<urls><web-urls><url>https://doi.org/10.1000/x</url></web-urls></urls>"): {
        "type": "article-journal", "doi": "10.1000/x",
    },
    ("Report", "<report-id>TR-17</report-id>"): {"type": "report", "number": ["TR-17"]},
    ("Gizmo", ""): {"type": "other"},
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES, ids=" ".join)
def test_values(case: tuple[str, str]) -> None:
    data = {key: value for key, value in record(*case).data.items() if key != "title"}
    assert data == VALUES[case]


def test_numbers_of_other_programs_are_no_keys_for_they_count_the_records_of_one_export() -> None:
    text = library("<source-app name='Zotero'>Zotero</source-app><rec-number>1</rec-number>", ARTICLE)
    assert [one.key for one in read(text, "x.xml").found] == ["", "endnote-5"]


def test_a_broken_record_costs_no_other() -> None:
    one = "<record><titles><title>T</title></titles></record>"
    text = f"{HEAD}\n{one}\n<record>\n<titles><title>this & that</title></titles></record>\n{one}\n<record><titles>"
    found = read(text, "x.xml")
    assert found.count == len(found.found) == 4
    assert [(each.line, each.reason) for each in found.found if isinstance(each, Failed)] == [
        (4, "it is not XML: not well-formed (invalid token) at column 22"),
        (6, "it is not closed, so a part of it may be missing"),
    ]


def test_a_file_without_records_has_none() -> None:
    assert read(f"{HEAD}</records></xml>", "x.xml").found == ()


def test_entities_of_a_document_type_are_not_read() -> None:
    bomb = '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    text = bomb + library("<titles><title>&a;&b;</title></titles>", ARTICLE)
    first, second = read(text, "x.xml").found
    assert isinstance(first, Failed)
    assert "undefined entity" in first.reason
    assert isinstance(second, Raw)


def test_characters_that_xml_forbids_are_passed_over() -> None:
    made = record("Journal Article", "<notes>one\x0btwo&#x1F;three</notes>")
    assert made.data["note"] == "one two three"


def test_elements_without_a_place_are_told_by_their_names() -> None:
    made = record("Gizmo", "<custom1>one</custom1><orig-pub>two</orig-pub>")
    assert sorted(made.unmapped) == [("custom1", "one"), ("orig-pub", "two"), ("ref-type", "Gizmo")]
