"""CERIF: every record is valid by the schema of OpenAIRE's guidelines, and whatever a record refers to is there."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kartotek.cli import main
from kartotek.content.entries import Source
from kartotek.export.cerif import NAMESPACE, Cerif
from kartotek.export.work_builder import describe
from kartotek.model.authority import Organisation, Project
from kartotek.model.common import Contributor, Funding
from kartotek.model.link import link
from kartotek.model.person import Person
from kartotek.model.publication import Event, File, Publication, Relation
from kartotek.model.records import Records
from kartotek.model.types import TYPES
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName
from tests.conftest import WriteSite
from tests.export.mapping import VALUES
from tests.export.works import SITE, person
from tests.hard_cases import portal_of, publications

_FOLDER = Path(__file__).parents[1] / "schemas"
_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_IN = {"c": NAMESPACE}
UNITS = {
    "university": Organisation(
        "university", "University of Cards", acronym="UC", ror="01aj84f44", url="https://uc.example"
    ),
    "institute": Organisation("institute", "Institute", names=(("da", "Institut"),), parent="university"),
}
PROJECTS = {
    "cards": Project(
        "cards", "All the cards", acronym="ATC", start=PartialDate(2019, 1, 1), end=PartialDate(2021),
        people=(Contributor(PersonName("Ada", "Lind"), id="ada-lind"), Contributor(None, "The Group")),
        organisations=("institute",), funding=(Funding("The Card Fund", "17", "035b05819"),),
    )
}  # fmt: skip
PEOPLE = {
    "ada-lind": Person(
        "ada-lind", PersonName("Ada", "Lind"), orcid="0000-0002-1825-0097", affiliations=("institute", "gone"),
        url="https://lind.example",
    )
}  # fmt: skip
MADE = Cerif(SITE.base_url, PEOPLE, UNITS, PROJECTS)


class _Near(etree.Resolver):
    """The schema of XML itself, which the profile would fetch, is beside that of DataCite."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        del public_id  # which the schemas do not use
        if (system_url or "").endswith("2001/xml.xsd"):
            return self.resolve_filename(str(_FOLDER / "datacite-4.7/include/xml.xsd"), context)
        return None


@cache
def _schema() -> etree.XMLSchema:
    parser = etree.XMLParser()
    parser.resolvers.add(_Near())
    return etree.XMLSchema(etree.parse(_FOLDER / "cerif-1.2/openaire-cerif-profile.xsd", parser))


def _valid(record: str) -> etree._Element:
    root = etree.fromstring(record)
    _schema().assertValid(root)
    return root


def _id_at(root: etree._Element, path: str) -> str:
    """What the record is called that is referred to at a path."""
    found = root.find(path, _IN)
    assert found is not None
    return found.get("id", "")


def _work(record: Publication, *others: Publication, access: str = "") -> etree._Element:
    records = Records()
    for other in (record, *others):
        records.add(Source("publications", other.key, f"{other.key}.md"), other)
    for family, things in (("people", PEOPLE), ("organisations", UNITS), ("projects", PROJECTS)):
        for key, thing in things.items():
            records.add(Source(family, key, f"{key}.md"), thing)
    return _valid(MADE.work(describe(link(records, date(2025, 1, 1))[0], SITE, record.key, access)))


def test_every_hard_case_is_valid() -> None:
    for record in publications(200):
        _valid(MADE.work(describe(portal_of(record), SITE, record.key, "open")))


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_with_every_field_is_valid(type_: str) -> None:
    for field, value in VALUES.items():
        given: dict[str, Any] = {"title": "T", field: value}
        _work(Publication("k", type_, **given))


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("article-journal", "Publication"), ("poster", "Publication"), ("dataset", "Product"), ("software", "Product"),
     ("interview", "Product"), ("patent", "Patent")],
)  # fmt: skip
def test_a_work_is_a_publication_a_product_or_a_patent(type_: str, kind: str) -> None:
    root = _work(Publication("k", type_, "T"))
    assert (root.tag, root.get("id")) == (f"{{{NAMESPACE}}}{kind}", "publications/k")


def test_people_organisations_and_projects_are_valid_and_say_who_they_are() -> None:
    ada = _valid(MADE.person("ada-lind"))
    assert ada.findtext("c:ORCID", namespaces=_IN) == "https://orcid.org/0000-0002-1825-0097"
    assert [unit.get("id") for unit in ada.iter(f"{{{NAMESPACE}}}OrgUnit")] == [
        "organisations/institute", "organisations/university",
    ]  # fmt: skip
    institute = _valid(MADE.organisation("institute"))
    assert [name.text for name in institute.findall("c:Name", _IN)] == ["Institute", "Institut"]
    assert institute.findtext("c:PartOf/c:OrgUnit/c:RORID", namespaces=_IN) == "https://ror.org/01aj84f44"
    cards = _valid(MADE.project("cards"))
    assert cards.findtext("c:StartDate", namespaces=_IN) == "2019-01-01"
    assert cards.find("c:EndDate", _IN) is None  # the schema has no place for a year alone
    assert cards.findtext("c:Funded/c:As/c:Funding/c:Identifier", namespaces=_IN) == "17"
    assert _id_at(cards, "c:Team/c:Member/c:Person") == "people/ada-lind"


def test_an_article_says_who_wrote_it_where_and_what_it_is_in() -> None:
    author = Contributor(PersonName("A.", "Lind"), id="ada-lind", affiliations=("Institute", "Elsewhere"))
    root = _work(
        Publication(
            "k", "article-journal", "On cards", authors=(author, Contributor(None, "The Group")), journal="Cards",
            issn=("1234-5679",), issued=PartialDate(2020, 5), pages="41-58", doi="10.1234/cards", projects=("cards",),
            license="CC-BY-4.0", event=Event("CardCon", country="DK"), funding=(Funding("The Card Fund", "17"),),
            related=(Relation("Cites", doi="10.1234/other"), Relation("IsPartOf", doi="10.1234/whole")),
        ),
        access="open",
    )  # fmt: skip
    first, second = root.findall("c:Authors/c:Author", _IN)
    assert first.findtext("c:DisplayName", namespaces=_IN) == "A. Lind"
    assert _id_at(first, "c:Person") == "people/ada-lind"
    assert first.findtext("c:Person/c:PersonName/c:FirstNames", namespaces=_IN) == "Ada"  # no other than its own record
    units = [found.findtext("c:OrgUnit/c:Name", namespaces=_IN) for found in first.findall("c:Affiliation", _IN)]
    assert units == ["Institute", "Elsewhere"]
    assert second.find("c:OrgUnit", _IN) is not None
    told = {
        name: root.findtext(name, namespaces=_IN) for name in ("c:StartPage", "c:DOI", "c:License", "c:PublicationDate")
    }
    assert told == {
        "c:StartPage": "41", "c:DOI": "10.1234/cards", "c:License": "https://spdx.org/licenses/CC-BY-4.0",
        "c:PublicationDate": "2020-05",
    }  # fmt: skip
    assert root.findtext("c:PublishedIn/c:Publication/c:ISSN", namespaces=_IN) == "1234-5679"
    assert _id_at(root, "c:OriginatesFrom/c:Project") == "projects/cards"
    assert root.findtext("c:PresentedAt/c:Event/c:Name", namespaces=_IN) == "CardCon"
    assert [found.text for found in root.findall("c:References/c:Publication/c:DOI", _IN)] == ["10.1234/other"]
    assert root.findtext("{http://purl.org/coar/access_right}Access") == "http://purl.org/coar/access_right/c_abf2"


@pytest.mark.parametrize("wrong", [("On cards</Title>", "</Title><Poem/>"), ("c_6501", "c_0000"), ("Lind", "<b/>")])
def test_the_schema_refuses_what_is_not_valid(wrong: tuple[str, str]) -> None:
    record = Publication("k", "article-journal", "On cards", authors=(person("Bo", "Lind"),))
    made = MADE.work(describe(portal_of(record), SITE, "k", ""))
    with pytest.raises(etree.DocumentInvalid):
        _valid(made.replace(*wrong))


def test_a_chapter_leads_to_the_record_of_its_book() -> None:
    root = _work(Publication("c", "chapter", "C", book="book"), Publication("book", "book", "The Book"))
    assert _id_at(root, "c:PartOf/c:Publication") == "publications/book"


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0009-0001-2345-6789", "0000-0009-9999-999X"])
def test_an_orcid_id_that_the_profile_does_not_know_is_left_out(orcid: str) -> None:
    author = Contributor(PersonName("Bo", "Berg"), orcid=orcid)
    found = _work(Publication("k", "book", "T", authors=(author,))).findtext(".//c:ORCID", namespaces=_IN)
    assert found == (None if orcid.endswith("X") else f"https://orcid.org/{orcid}")


def test_only_open_files_are_named() -> None:
    files = (File(url="https://example.org/a.pdf"), File(url="https://example.org/b.pdf", access="closed"))
    root = _work(Publication("k", "book", "T", authors=(person("Ada", "Lind"),), files=files), access="open")
    assert [found.text for found in root.iter(f"{{{NAMESPACE}}}URI")] == ["https://example.org/a.pdf"]


def test_the_repository_has_all_records_and_no_reference_leads_nowhere(write_site: WriteSite) -> None:
    chapter = "type: chapter\ntitle: A\nauthors: [{name: Ada Lind, affiliations: [Institute]}]\nbook: b\nissued: 2020"
    patent = "type: patent\ntitle: C\nauthors: [Ada Lind]\nissued: 2020\ndraft: true"
    texts = {
        "publications/a": f"{chapter}\nprojects: [cards]\nrelated: [{{id: c, relation: Cites}}]",
        "publications/b": "type: book\ntitle: B\neditors: [Bo Berg]\nissued: 2020",
        "publications/c": patent,
        "organisations/institute": "name: Institute",
        "projects/cards": "title: Cards\norganisations: [institute]",
    }
    settings = "title: T\nbase_url: https://cards.example/\ncontact: a@cards.example\nsearch: false\n"
    files = {f"content/{name}.md": f"---\n{text}\n---\n" for name, text in texts.items()}
    site = write_site({"site.yaml": settings, **files})
    assert main(["build", "--site", str(site)]) == 0
    root = etree.parse(site / "dist/data/oai.xml").getroot()
    (records,) = [found for found in root if found.get("metadataPrefix") == "oai_cerif_openaire"]
    ids = {found[0].get("id") for found in records.iter(f"{_OAI}metadata")}
    assert ids == {
        "publications/a", "publications/b", "people/ada-lind", "people/bo-berg", "organisations/institute",
        "projects/cards",
    }  # fmt: skip
    assert {f"oai:cards.example:{name}" for name in ids} == {found.text for found in records.iter(f"{_OAI}identifier")}
    for metadata in records.iter(f"{_OAI}metadata"):
        _schema().assertValid(etree.fromstring(etree.tostring(metadata[0])))
    assert {found.get("id") for found in records.iter() if found.get("id")} <= ids
