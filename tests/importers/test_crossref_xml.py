"""Works of Crossref in XML become entries: each with what it takes from what it is in."""

from typing import Any

import pytest

from kartotek.importers import crossref
from kartotek.importers.candidate import read_draft
from kartotek.importers.crossref_xml import read
from kartotek.importers.formats import FORMATS, find_format
from kartotek.importers.records import Candidate, Failed, Raw, Skipped

_DOI = "<doi_data><doi>{}</doi><resource>https://a.test/</resource></doi_data>"
ARTICLE = f"""<journal><journal_metadata language="en"><full_title>Journal of Cards</full_title>
<abbrev_title>J. Cards</abbrev_title><issn media_type="print">1234-5679</issn></journal_metadata>
<journal_issue><publication_date media_type="print"><month>05</month><year>2020</year></publication_date>
<journal_volume><volume>3</volume></journal_volume><issue>2</issue></journal_issue>
<journal_article publication_type="full_text"><titles><title>On <i>cards</i> &amp; drawers</title></titles>
<contributors>
<person_name contributor_role="author" sequence="first"><given_name>Ada</given_name><surname>Lind</surname>
<affiliations><institution><institution_name>University of Cards</institution_name></institution></affiliations>
<ORCID authenticated="true">https://orcid.org/0000-0002-1825-0097</ORCID></person_name>
<person_name contributor_role="author" sequence="additional"><given_name>Bo</given_name><surname>van der Berg</surname>
<affiliation>Drawer House</affiliation></person_name>
<organization contributor_role="author" sequence="additional">The Card Group</organization>
</contributors>
<jats:abstract xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1"><jats:title>Abstract</jats:title>
<jats:p>About <jats:italic>cards</jats:italic>.</jats:p></jats:abstract>
<publication_date media_type="online"><month>04</month><day>09</day><year>2020</year></publication_date>
<publication_date media_type="print"><month>05</month><year>2020</year></publication_date>
<acceptance_date><month>02</month><day>01</day><year>2020</year></acceptance_date>
<pages><first_page>20</first_page><last_page>25</last_page></pages>
<fr:program xmlns:fr="http://www.crossref.org/fundref.xsd" name="fundref"><fr:assertion name="fundgroup">
<fr:assertion name="funder_name">Fund<fr:assertion name="funder_identifier">https://doi.org/10.13039/1</fr:assertion>
</fr:assertion><fr:assertion name="award_number">7</fr:assertion></fr:assertion></fr:program>
<ai:program xmlns:ai="http://www.crossref.org/AccessIndicators.xsd" name="AccessIndicators">
<ai:license_ref applies_to="vor">https://creativecommons.org/licenses/by/4.0/</ai:license_ref></ai:program>
<program xmlns="http://www.crossref.org/relations.xsd"><related_item>
<intra_work_relation relationship-type="hasPreprint" identifier-type="doi">10.1234/pre</intra_work_relation>
</related_item></program>
<citation_list><citation key="1"><doi>10.9/ref</doi></citation></citation_list>
{_DOI.format("10.1234/ABC")}</journal_article></journal>"""
CHAPTER = f"""<book book_type="edited_book"><book_series_metadata language="en"><series_metadata><titles>
<title>Studies in Cards</title></titles><issn>1234-5679</issn></series_metadata>
<contributors><person_name contributor_role="editor" sequence="first"><given_name>Eva</given_name><surname>Elm</surname>
</person_name></contributors><titles><title>The Book of Drawers</title></titles><volume>4</volume>
<edition_number>2</edition_number><publication_date><year>2019</year></publication_date><isbn>978-0-306-40615-7</isbn>
<publisher><publisher_name>Drawer Press</publisher_name><publisher_place>Oslo</publisher_place></publisher>
{_DOI.format("10.1234/book")}</book_series_metadata>
<content_item component_type="chapter"><contributors><person_name contributor_role="author" sequence="first">
<given_name>Ada</given_name><surname>Lind</surname></person_name></contributors><titles><title>Wood</title></titles>
<pages><first_page>1</first_page><last_page>9</last_page></pages>{_DOI.format("10.1234/book.1")}</content_item></book>"""
PAPER = f"""<conference><event_metadata><conference_name>CardCon</conference_name>
<conference_location>Oslo</conference_location>
<conference_date start_year="2020" start_month="05" start_day="01" end_year="2020" end_month="05" end_day="03"/>
</event_metadata><proceedings_metadata><proceedings_title>Proceedings of CardCon</proceedings_title>
<publisher><publisher_name>Card Press</publisher_name></publisher>
<publication_date><year>2020</year></publication_date></proceedings_metadata>
<conference_paper><titles><title>Sorting</title></titles>{_DOI.format("10.1234/cc.1")}</conference_paper></conference>"""
THESIS = f"""<dissertation language="en">
<person_name contributor_role="author" sequence="first"><given_name>Ada</given_name>
<surname>Lind</surname></person_name><titles><title>Drawers</title></titles>
<approval_date><month>6</month><day>11</day><year>2018</year></approval_date>
<institution><institution_name>University of Cards</institution_name></institution><degree>PhD</degree>
{_DOI.format("10.1234/thesis")}</dissertation>"""
PREPRINT = f"""<posted_content type="preprint"><group_title>Cards</group_title><titles><title>Early</title></titles>
<posted_date><month>1</month><day>2</day><year>2021</year></posted_date>{_DOI.format("10.1234/early")}</posted_content>"""
JOURNAL = (
    f"<journal><journal_metadata><full_title>Cards</full_title>{_DOI.format('10.1234/j')}</journal_metadata></journal>"
)
BOOK = CHAPTER[: CHAPTER.index("<content_item")] + "</book>"


def records(*works: str) -> str:
    inside = "\n".join(
        f'<doi_record owner="10.1234"><crossref xmlns="http://www.crossref.org/xschema/1.1">{each}</crossref></doi_record>'
        for each in works
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<doi_records>\n{inside}\n</doi_records>\n'


def _made(work: str) -> Candidate:
    found = read(records(work), "a.xml")
    (raw,) = found.found
    assert isinstance(raw, Raw)
    assert found.count == 1
    made = read_draft(crossref.draft(raw))
    assert isinstance(made, Candidate)
    return made


def test_an_article_becomes_an_entry() -> None:
    made = _made(ARTICLE)
    assert made.key == "10.1234/abc"
    assert made.data == {
        "type": "article-journal",
        "title": "On *cards* & drawers",
        "authors": [
            {"name": "Ada Lind", "orcid": "0000-0002-1825-0097", "affiliations": ["University of Cards"]},
            {"name": "Bo van der Berg", "affiliations": ["Drawer House"]},
            {"literal": "The Card Group"},
        ],
        "issued": "2020-05",
        "online": "2020-04-09",
        "accepted": "2020-02-01",
        "journal": "Journal of Cards",
        "container_title_short": "J. Cards",
        "volume": "3",
        "issue": "2",
        "pages": "20-25",
        "issn": ["1234-5679"],
        "doi": "10.1234/abc",
        "language": "en",
        "abstract": "About *cards*.",
        "license": "CC-BY-4.0",
        "related": [{"relation": "IsNewVersionOf", "doi": "10.1234/pre"}],
        "funding": [{"funder": "Fund", "grant": "7"}],
    }
    assert made.unmapped == ()


@pytest.mark.parametrize(
    ("work", "wanted"),
    [
        (CHAPTER, {"type": "chapter", "title": "Wood", "book": "The Book of Drawers", "series": "Studies in Cards",
                   "editors": ["Eva Elm"], "publisher": "Drawer Press", "place": "Oslo", "issued": "2019",
                   "isbn": ["978-0-306-40615-7"], "edition": "2", "volume": "4", "pages": "1-9",
                   "doi": "10.1234/book.1"}),
        (BOOK, {"type": "anthology", "title": "The Book of Drawers", "series": "Studies in Cards",
                "doi": "10.1234/book", "issued": "2019"}),
        (PAPER, {"type": "paper-conference", "book": "Proceedings of CardCon", "issued": "2020",
                 "event": {"name": "CardCon", "place": "Oslo", "start": "2020-05-01", "end": "2020-05-03"}}),
        (THESIS, {"type": "thesis", "authors": ["Ada Lind"], "awarded": "2018-06-11", "qualification": "PhD",
                  "institution": "University of Cards"}),
        (PREPRINT, {"type": "preprint", "issued": "2021-01-02", "doi": "10.1234/early"}),
    ],
    ids=["chapter", "book", "paper", "thesis", "preprint"],
)  # fmt: skip
def test_other_works(work: str, wanted: dict[str, Any]) -> None:
    data = _made(work).data
    assert {field: data.get(field) for field in wanted} == wanted


def test_a_journal_is_no_work_and_an_error_is_told() -> None:
    found = read(records(JOURNAL, "<error>Malformed DOI</error>", ARTICLE), "a.xml")
    journal, error, article = found.found
    assert found.count == 3
    assert isinstance(journal, Skipped)
    assert journal.reason == "it is a journal, not a work"
    assert isinstance(error, Failed)
    assert error.reason == "Crossref gave no work: Malformed DOI"
    assert isinstance(article, Raw)


def test_the_answer_to_a_query_is_read() -> None:
    query = records(ARTICLE).partition("\n")[2].replace("doi_records", "crossref_result")
    assert find_format("a.xml", query.encode()) is FORMATS["crossref-xml"]
    (raw,) = read(query, "a.xml").found
    assert isinstance(raw, Raw)
