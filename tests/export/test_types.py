"""What exports make of theses, patents, talks, chapters and other types."""

from dataclasses import replace
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_item
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import dublin_core
from kartotek.export.highwire import highwire
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.signposting import signposts
from kartotek.model.common import Contributor
from kartotek.model.publication import Event, Publication
from kartotek.roundtrip.compare import disagreements_of, formats
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName
from tests.export.works import ORCID, TODAY, person, tags, work


@pytest.mark.parametrize(
    ("type_", "tag"),
    [("anthology", "A3"), ("book", "A3"), ("chapter", "A2"), ("paper-conference", "A2"), ("report", "ED")],
)
def test_where_ris_has_editors(type_: str, tag: str) -> None:
    assert tags(ris(work(Publication("e", type_, "E", editors=(person("Bo", "Berg"),)))), tag) == ["Berg, Bo"]


def test_a_thesis() -> None:
    thesis = work(
        Publication(
            "t", "thesis", "T", qualification="PhD thesis", institution="University", publisher="Press",
            authors=(person("Ada", "Lind"),), supervisors=(person("Bo", "Berg"),), awarded=PartialDate(2020, 5, 4),
        )
    )  # fmt: skip
    item = csl_item(thesis)
    assert (item["publisher"], item["genre"], item["issued"]) == (
        "University",
        "PhD thesis",
        {"date-parts": [[2020, 5, 4]]},
    )
    reference = ris(thesis)
    assert [tags(reference, tag) for tag in ("PB", "M3", "A3")] == [["University"], ["PhD thesis"], ["Berg, Bo"]]
    (supervisor,) = datacite(thesis)["contributors"]
    assert (supervisor["name"], supervisor["contributorType"]) == ("Berg, Bo", "Supervisor")
    assert "@phdthesis{t," in bibtex(thesis)


def test_a_patent() -> None:
    patent = work(
        Publication(
            "p", "patent", "P", authors=(person("Ada", "Lind"),), number=("DK 1234",), country="DK",
            filed=PartialDate(1899, 7, 8), issued=PartialDate(1900, 11, 13),
        )
    )  # fmt: skip
    made = bibtex(patent)
    assert "howpublished = {Patent DK 1234}" in made
    assert "note = {Filed 1899-07-08}" in made
    assert "location = {DK}" in bibtex(patent, biblatex=True)
    assert [tags(ris(patent), tag) for tag in ("SN", "CY", "N1")] == [["DK 1234"], ["DK"], ["Filed 1899-07-08"]]
    item = csl_item(patent)
    assert (item["jurisdiction"], item["submitted"]) == ("DK", {"date-parts": [[1899, 7, 8]]})


def test_a_talk_in_proceedings_has_its_conference_and_its_book() -> None:
    event = Event("CardCon 2020", "Oslo")
    record = Publication("t", "paper-conference", "T", book="Proceedings of CardCon", place="Aarhus", event=event)
    talk = work(record)
    found = {tag: tags(ris(talk), tag) for tag in ("T2", "C3", "CY", "C1")}
    assert found == {"T2": ["CardCon 2020"], "C3": ["Proceedings of CardCon"], "CY": ["Oslo"], "C1": ["Aarhus"]}
    assert "eventtitle = {CardCon 2020}" in bibtex(talk)
    assert tags(ris(work(replace(record, event=None))), "T2") == ["Proceedings of CardCon"]


def test_a_chapter_appeared_when_and_where_its_book_did() -> None:
    book = Publication(
        "book", "book", "The Book", issued=PartialDate(2020), series="Lecture Notes", volume="12", edition="2"
    )
    chapter = Publication("c", "chapter", "C", book="book")
    told = work(chapter, book)
    for said in ("year = {2020}", "series = {Lecture Notes}", "volume = {12}", "edition = {Second}"):
        assert said in bibtex(told)
    assert tags(ris(told), "PY") == ["2020"]
    assert csl_item(told)["collection-title"] == "Lecture Notes"
    assert ("citation_publication_date", "2020") in highwire(told)
    assert disagreements_of(told, TODAY, formats()) == []
    own = replace(chapter, issued=PartialDate(2019), series="Reprints", edition="1")
    item = csl_item(work(own, book))
    assert (item["issued"], item["collection-title"]) == ({"date-parts": [[2019]]}, "Reprints")
    assert "volume" not in item
    coming = csl_item(work(replace(chapter, status="in-preparation"), book))
    assert "issued" not in coming


AT_MEETING = Publication(
    "m", "paper-conference", "M", issued=PartialDate(2021), language="en",
    event=Event("Cards 2021", place="Aalborg", start=PartialDate(2021, 5, 4), end=PartialDate(2021, 5, 4)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("url", "is_repository"),
    [
        ("https://github.com/lind/cards", True),
        ("https://gitlab.example.org/lind/cards", True),
        ("https://git.example.org/cards", True),
        ("https://codeberg.org/lind/cards", True),
        ("https://example.org/cards.git", True),
        ("https://digital.example.org/cards", False),
        ("https://example.org/legitimate", False),
    ],
)
def test_the_address_of_software_is_that_of_a_repository_only_where_it_is_one(url: str, *, is_repository: bool) -> None:
    thing = work_thing(work(Publication("a", "software", "A", url=url)))
    assert thing.get("codeRepository", "") == (url if is_repository else "")


def test_a_conference_paper_in_a_journal_is_an_article() -> None:
    printed = work(replace(AT_MEETING, journal="The Journal", volume="3"))
    for biblatex, field in ((False, "journal"), (True, "journaltitle")):
        entry_ = bibtex(printed, biblatex=biblatex)
        assert entry_.startswith("@article{m,")
        assert f"  {field} = {{The Journal}}" in entry_
    reference = ris(printed)
    assert [tags(reference, tag) for tag in ("TY", "T2", "JF", "C3", "M3", "N1")] == [
        ["JOUR"], ["The Journal"], ["The Journal"], [], ["Conference paper"], ["Cards 2021, Aalborg"],
    ]  # fmt: skip
    named = [name for name, _ in highwire(printed)]
    assert named.index("citation_conference") < named.index("citation_journal_title")
    assert disagreements_of(printed, TODAY, formats()) == []
    film = work(Publication("o", "other", "O", journal="The Journal", medium="Film", issued=PartialDate(2021)))
    assert bibtex(film).startswith("@article{o,")
    assert datacite(film)["types"] == {"resourceTypeGeneral": "Other", "resourceType": "Film"}


def test_a_paper_without_proceedings_names_its_meeting() -> None:
    given = work(AT_MEETING)
    plain = bibtex(given)
    assert plain.startswith("@inproceedings{m,")
    assert "booktitle = {Cards 2021}" in plain
    assert "address = {Aalborg}" in plain
    assert "note = " not in plain
    latex = bibtex(given, biblatex=True)
    assert latex.startswith("@unpublished{m,")
    assert "eventtitle = {Cards 2021}" in latex
    assert "eventdate = {2021-05-04}" in latex
    assert "howpublished = {Conference paper}" in latex
    assert csl_item(given)["event-date"] == {"date-parts": [[2021, 5, 4]]}
    assert disagreements_of(given, TODAY, formats()) == []


def test_mandatory_fields_of_biblatex() -> None:
    def latex(type_: str, **values: Any) -> str:
        return bibtex(work(Publication("r", type_, "R", publisher="Acme", **values)), biblatex=True)

    assert "institution = {Acme},\n  type = {Report},\n  url" in latex("report")
    paper = latex("working-paper", institution="Unit")
    assert "publisher = {Acme},\n  institution = {Unit},\n  type = {Working paper},\n" in paper
    assert "type = {Thesis}" in latex("thesis")
    assert "holder = {{Acme}}" in latex("patent")
    assert "publisher" not in latex("patent")
    assert "type = {Working paper}" in bibtex(work(Publication("r", "working-paper", "R")))


def test_supervisors_are_named() -> None:
    thesis = work(Publication("t", "thesis", "T", supervisors=(person("Per", "Holm"),), institution="University"))
    for biblatex in (False, True):
        assert "note = {Supervised by Per Holm}" in bibtex(thesis, biblatex=biblatex)
    assert "Holm" not in str(csl_item(thesis))  # CSL has no supervisors; styles print a contributor as "With Per Holm"


def test_the_supervisor_of_a_book_is_no_editor() -> None:
    """In RIS, A3 is the editor of a book, and the supervisor of a thesis."""
    per = (person("Per", "Holm"),)
    for type_, line in (("book", "N1  - Supervised by Per Holm"), ("thesis", "A3  - Holm, Per")):
        made = ris(work(Publication("t", type_, "T", supervisors=per)))
        assert [each.strip() for each in made.splitlines() if "Holm" in each] == [line]


def test_a_thesis_is_issued_by_its_institution() -> None:
    thesis = work(
        Publication("t", "thesis", "T", institution="University", publisher="Press", issued=PartialDate(2020))
    )
    assert datacite(thesis)["publisher"] == {"name": "University"}
    assert [text for name, text, _ in dublin_core(thesis) if name == "DC.publisher"] == ["University", "Press"]


def test_editors_of_a_book_are_its_creators() -> None:
    book = work(Publication("b", "anthology", "B", editors=(Contributor(PersonName("Bo", "Berg"), orcid=ORCID),)))
    assert ("author", f"https://orcid.org/{ORCID}", "") in signposts(book, (), (), "")
    assert ("citation_editor", "Berg, Bo") in highwire(book)


def test_a_chapter_tells_of_its_book() -> None:
    book = Publication(
        "book", "anthology", "The Book", editors=(person("Bo", "Berg"),), publisher="Press", doi="10.1234/book",
        isbn=("978-0-262-51087-5",),
    )  # fmt: skip
    chapter = work(Publication("c", "chapter", "C", authors=(person("Ada", "Lind"),), book="book", pages="5-9"), book)
    record = datacite(chapter)
    assert record["relatedItems"] == [
        {
            "relatedItemType": "Book",
            "relationType": "IsPublishedIn",
            "titles": [{"title": "The Book"}],
            "relatedItemIdentifier": {"relatedItemIdentifier": "10.1234/book", "relatedItemIdentifierType": "DOI"},
            "firstPage": "5",
            "lastPage": "9",
            "publisher": "Press",
        }
    ]
    related = {(item["relatedIdentifierType"], item["relationType"]) for item in record["relatedIdentifiers"]}
    assert related == {("ISBN", "IsPartOf"), ("DOI", "IsPartOf")}
    assert tags(ris(chapter), "A2") == ["Berg, Bo"]
    assert csl_item(chapter)["editor"] == [{"family": "Berg", "given": "Bo"}]
