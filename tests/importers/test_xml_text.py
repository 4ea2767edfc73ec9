"""Comments and CDATA in XML: what looks like a record in there is none."""

from collections.abc import Callable

import pytest

from kartotek.importers import arxiv, crossref_xml, datacite_xml, endnote, orcid_xml
from kartotek.importers.records import Failed, Raw, SourceRecords
from kartotek.importers.xml_text import tags_alone

FILES: dict[str, tuple[Callable[[str, str], SourceRecords], str, str]] = {
    "EndNote": (
        endnote.read,
        "<xml><records>{}</records></xml>",
        "<record>{}<titles><title>A</title></titles></record>",
    ),
    "arXiv": (arxiv.read, "<feed>{}</feed>", "<entry><title>A</title>{}</entry>"),
    "Crossref": (
        crossref_xml.read,
        "<doi_records>{}</doi_records>",
        "<doi_record>{}<crossref></crossref></doi_record>",
    ),
    "DataCite": (
        datacite_xml.read,
        "<resources>{}</resources>",
        "<resource><titles><title>A</title></titles>{}</resource>",
    ),
    "ORCID": (orcid_xml.read, "<works>{}</works>", "<work><title><title>A</title></title>{}</work>"),
}


@pytest.mark.parametrize("name", FILES)
def test_records_in_comments_are_none(name: str) -> None:
    read, around, record = FILES[name]
    off = record.format("")
    tag = off[1:].partition(">")[0]
    texts = {
        f"<!-- of old ones:\n<{tag}> -->\n{around.format(record.format(''))}": 3,
        around.format(f"<!-- {off} -->\n{record.format('')}"): 2,
        around.format(record.format(f"<!-- see <{tag}> --><x><![CDATA[</{tag}><{tag}>]]></x>")): 1,
    }
    for text, line in texts.items():
        said = read(text, "x.xml")
        assert said.count == 1, text
        assert [each.line for each in said.found if isinstance(each, Raw | Failed)] == [line], text
        assert "closed" not in str(said.found[0])


def test_comments_that_nothing_closes_cost_nothing() -> None:
    text = "<a/>" + "<!--" * 100_000
    assert tags_alone(text) == text
