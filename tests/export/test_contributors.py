"""People in other roles than the four that have a field: each format has a role where its own word means the same."""

import json

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_in_file, csl_item
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import simple
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.model.common import Contributor
from kartotek.model.publication import Publication
from kartotek.model.roles import CREDIT, ROLE_TABLE
from kartotek.model.types import TYPES
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName
from tests.export.works import person, tags, work


def with_roles(type_: str, *people: Contributor) -> Work:
    return work(
        Publication("k", type_, "T", authors=(person("Ada", "Lind"),), issued=PartialDate(2020), contributors=people)
    )


def having(*roles: str, name: str = "Cy Dahl") -> Contributor:
    given, family = name.split(" ")
    return Contributor(PersonName(given, family), roles=roles)


@pytest.mark.parametrize(
    ("type_", "role", "variable"),
    [
        ("exhibition", "curator", "curator"),
        ("interview", "interviewer", "interviewer"),
        ("video", "director", "director"),
        ("podcast", "host", "host"),
        ("book", "illustrator", "illustrator"),
        ("chapter", "series-editor", "collection-editor"),
        ("anthology", "compiler", "compiler"),
    ],
)
def test_citations_have_the_roles_that_csl_knows(type_: str, role: str, variable: str) -> None:
    item = csl_item(with_roles(type_, having(role)))
    assert item[variable] == [{"family": "Dahl", "given": "Cy"}]
    assert item["author"] == [{"family": "Lind", "given": "Ada"}]


@pytest.mark.parametrize("role", ["photographer", "data-collector", "assignee", "opponent", "contact-person"])
def test_no_citation_names_those_whose_role_csl_does_not_know(role: str) -> None:
    assert "Dahl" not in json.dumps(csl_item(with_roles("other", having(role))))


@pytest.mark.parametrize("type_", ["thesis", "student-thesis", "report"])
def test_supervisors_are_not_told_with_a_contributor(type_: str) -> None:
    record = Publication("k", type_, "T", authors=(person("Ada", "Lind"),), supervisors=(person("Cy", "Dahl"),))
    assert "Dahl" not in json.dumps(csl_item(work(record)))


def test_particles_stay_with_the_family_name_in_files() -> None:
    made = with_roles("video", Contributor(PersonName("Jan", "van Dahl"), roles=("director",)))
    assert csl_in_file(made)["director"] == [{"family": "van Dahl", "given": "Jan"}]


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("foreword-author", "foreword = {Dahl, Cy}"),
        ("afterword-author", "afterword = {Dahl, Cy}"),
        ("annotator", "annotator = {Dahl, Cy}"),
        ("illustrator", "note = {Illustrator: Cy Dahl}"),
        ("data-collector", "note = {Data collector: Cy Dahl}"),
    ],
)
def test_biblatex_has_a_field_or_a_note(role: str, line: str) -> None:
    assert f"  {line},\n" in bibtex(with_roles("book", having(role)), biblatex=True)
    assert f"note = {{{ROLE_TABLE[role].label}: Cy Dahl}}" in bibtex(with_roles("book", having(role)))


def test_a_patent_is_held_by_its_assignees() -> None:
    group = Contributor(literal="Dahl, Holm and Sons", roles=("assignee",))
    made = with_roles("patent", having("assignee"), group)
    entry = bibtex(made, biblatex=True)
    assert "  holder = {Dahl, Cy and {Dahl, Holm and Sons}},\n" in entry
    assert "Assignee" not in entry
    assert tags(ris(made), "PB") == ["Cy Dahl, Dahl, Holm and Sons"]
    assert tags(ris(made), "N1") == []
    assert tags(ris(with_roles("patent", having("applicant"))), "N1") == ["Applicant: Cy Dahl"]


@pytest.mark.parametrize(
    ("type_", "role", "tag"),
    [("book", "series-editor", "A2"), ("chapter", "series-editor", "A3"), ("video", "performer", "C1")],
)
def test_ris_has_the_tag_of_the_type(type_: str, role: str, tag: str) -> None:
    made = ris(with_roles(type_, having(role)))
    assert tags(made, tag) == ["Dahl, Cy"]
    assert tags(made, "N1") == []


@pytest.mark.parametrize(
    ("role", "kind"),
    [("data-collector", "DataCollector"), ("contact-person", "ContactPerson"), ("curator", "Other"), ("host", "Other")],
)
def test_datacite_has_types_of_contributors(role: str, kind: str) -> None:
    found = datacite(with_roles("dataset", having(role)))["contributors"]
    assert [(one["name"], one["contributorType"]) for one in found] == [("Dahl, Cy", kind)]


def test_someone_with_several_roles_is_in_each() -> None:
    made = with_roles("dataset", having("data-collector", "data-curator"), having("producer", name="Bo Berg"))
    found = [(one["name"], one["contributorType"]) for one in datacite(made)["contributors"]]
    assert found == [("Berg, Bo", "Producer"), ("Dahl, Cy", "DataCollector"), ("Dahl, Cy", "DataCurator")]
    assert [text for name, text in simple(made) if name == "contributor"] == ["Dahl, Cy", "Berg, Bo"]
    assert tags(ris(made), "N1") == ["Producer: Bo Berg", "Data collector: Cy Dahl", "Data curator: Cy Dahl"]


@pytest.mark.parametrize(
    ("type_", "role", "name"),
    [
        ("book", "illustrator", "illustrator"),
        ("video", "director", "director"),
        ("software", "maintainer", "maintainer"),
        ("podcast", "producer", "producer"),
        ("exhibition", "performer", "performer"),
    ],
)
def test_schema_org_has_a_property_where_the_class_has_one(type_: str, role: str, name: str) -> None:
    assert [one["name"] for one in work_thing(with_roles(type_, having(role)))[name]] == ["Cy Dahl"]


@pytest.mark.parametrize("type_", [key for key, row in TYPES.items() if row.schema_org != "Book"])
def test_schema_org_names_other_roles(type_: str) -> None:
    found = work_thing(with_roles(type_, having("illustrator")))["contributor"][-1]
    assert (found["@type"], found["roleName"], found["contributor"]["name"]) == ("Role", "illustrator", "Cy Dahl")


def test_credit_is_told_by_its_addresses() -> None:
    ada = Contributor(PersonName("Ada", "Lind"), credit=("software", "writing-original-draft"))
    thing = work_thing(work(Publication("k", "article-journal", "T", authors=(ada, person("Bo", "Berg")))))
    assert [one["name"] for one in thing["author"]] == ["Ada Lind", "Bo Berg"]
    [role] = thing["contributor"]
    assert role["contributor"]["name"] == "Ada Lind"
    assert role["roleName"] == [
        "https://credit.niso.org/contributor-roles/software/",
        "https://credit.niso.org/contributor-roles/writing-original-draft/",
    ]


def test_credit_has_the_fourteen_roles_of_the_standard() -> None:
    assert len(CREDIT) == 14
    assert CREDIT["writing-review-editing"].url == "https://credit.niso.org/contributor-roles/writing-review-editing/"
