"""CSL-JSON and CSL-YAML become entries, and what the portal exports comes back as it was."""

import json
from typing import Any

import pytest

from kartotek.export.csl import csl_item
from kartotek.export.mapping import FIELDS, FORMATS
from kartotek.importers import csl, csl_yaml
from kartotek.importers.csl_fields import csl_date, draft
from kartotek.importers.records import Candidate, Failed, Raw
from kartotek.model.common import Contributor
from kartotek.model.publication import Publication
from kartotek.text.multilingual import Multilingual
from kartotek.text.names import PersonName
from tests.export.mapping import _work
from tests.importers.exported import imported, real_works, works_with

COLUMN = FORMATS.index("CSL-JSON")
NAMED = [field for field, names in FIELDS if names[COLUMN] and field != "cite_key"]

ITEM: dict[str, Any] = {
    "id": "lind2020",
    "type": "chapter",
    "title": "On <i>cards</i> &amp; x_1",
    "author": [
        {"family": "Waals", "given": "J. D.", "non-dropping-particle": "van der"},
        {"literal": "The Card Group"},
        {"family": "Lind", "given": "Ada", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
    ],
    "container-title": "The Book",
    "issued": {"date-parts": [["2020", 5]]},
    "page": "1–20",
    "edition": "2nd",
    "language": "eng",
    "ISBN": "978-0-306-40615-7 0-306-40615-2",
    "keyword": "cards, drawers",
    "URL": "https://doi.org/10.1000/ABC",
    "abstract": "<jats:p>First.</jats:p><jats:p>Second.</jats:p>",
    "accessed": {"date-parts": [[2021]]},
    "archive": "Attic",
}


def _item(**fields: Any) -> Candidate:
    item = {
        "id": "a",
        "type": "article-journal",
        "title": "T",
        **{key.replace("_", "-"): fields[key] for key in fields},
    }
    return imported(json.dumps([item]), csl.read, draft)[0]


def _again(work: Any) -> Publication:
    return imported(json.dumps([csl_item(work)]), csl.read, draft)[0].publication


def test_an_item_becomes_an_entry() -> None:
    made = imported(json.dumps([ITEM]), csl.read, draft)[0]
    assert made.data == {
        "type": "chapter",
        "title": "On *cards* & x_1",
        "authors": ["J. D. van der Waals", {"literal": "The Card Group"},
            {"name": "Ada Lind", "orcid": "0000-0002-1825-0097"}],
        "issued": "2020-05",
        "book": "The Book",
        "pages": "1-20",
        "edition": "2",
        "isbn": ["978-0-306-40615-7", "0-306-40615-2"],
        "doi": "10.1000/abc",
        "language": "en",
        "abstract": "First.\n\nSecond.",
        "keywords": ["cards", "drawers"],
        "cite_key": "lind2020",
    }  # fmt: skip
    assert made.unmapped == (("archive", "Attic"),)
    assert made.key == "lind2020"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ({"date-parts": [[2020, 5, 1]]}, "2020-05-01"),
        ({"date-parts": [["2020", "05"]]}, "2020-05"),
        ({"date-parts": [[2020, 5, 1], [2020, 5, 3]]}, "2020-05-01/2020-05-03"),
        ({"date-parts": [[2020, 2, 31]]}, "2020-02"),
        ({"date-parts": [[2020]], "season": 2}, "2020-22"),
        ({"date-parts": [[2020, 14]]}, "2020-22"),
        ({"date-parts": [[-300]]}, "-0299"),
        ({"date-parts": [[1676]], "circa": True}, "1676~"),
        ({"date-parts": [[None]], "literal": "12 May 2010"}, "2010-05-12"),
        ({"raw": "2010-05-12"}, "2010-05-12"),
        ([{"year": "2010", "month": "2"}], "2010-02"),
        ("2010-05", "2010-05"),
        ("2010-05-12T10:00:00Z", "2010-05-12"),
        ({"literal": "n.d."}, ""),
        ("July 7, 2008", "2008-07-07"),
        ("30-Mar-2020", "2020-03-30"),
        ("1993-00-00", "1993"),
        ("2010/05/12", "2010-05-12"),
        ("2010/12", "2010-12"),
        ("12/05/2010", "2010"),
        ("05/2010", "2010-05"),
        ("[1922] 2010", "2010"),
        ("[1922]", "1922"),
        ("1998–2001", "1998/2001"),
        ("2010 May 12", "2010-05-12"),
    ],
)
def test_dates_in_all_their_forms(said: Any, date: str) -> None:
    assert csl_date(said) == date


@pytest.mark.parametrize(
    ("kind", "genre", "here"),
    [
        ("article", "", "preprint"),
        ("article", "Working paper", "working-paper"),
        ("speech", "Poster", "poster"),
        ("journal-article", "", "article-journal"),
        ("posted-content", "", "preprint"),
        ("entry-encyclopedia", "", "entry-encyclopedia"),
        ("webpage", "", "webpage"),
        ("something new", "", "other"),
    ],
)
def test_types(kind: str, genre: str, here: str) -> None:
    assert _item(type=kind, genre=genre).publication.type == here


def test_a_book_with_editors_alone_is_an_anthology() -> None:
    assert _item(type="book", editor=[{"family": "Lind", "given": "Ada"}]).publication.type == "anthology"


@pytest.mark.parametrize("title", ["Why?: A study", "Why? A study"])
def test_a_short_title_parts_the_title_with_a_colon_or_without(title: str) -> None:
    made = _item(title=title, title_short="Why?").data
    assert (made["title"], made["subtitle"], made.get("short_title")) == ("Why?", "A study", None)


def test_what_has_no_place_is_told() -> None:
    made = _item(type="something new", genre="Ballad", dimensions="3 m", status="odd", contributor=[{"family": "Lind"}])
    assert dict(made.unmapped) == {
        "type": "something new",
        "genre": "Ballad",
        "dimensions": "3 m",
        "status": "odd",
    }
    assert made.data["contributors"] == [{"name": "Lind", "role": "contributor"}]


def test_lines_of_zoteros_extra_field_are_read() -> None:
    made = _item(note="PMID: 1234567\nPMCID: PMC123\nSeen at the fair.")
    assert (made.data["pmid"], made.data["pmcid"], made.data["note"]) == ("1234567", "PMC123", "Seen at the fair.")


def test_ids_that_change_with_every_export_are_no_keys() -> None:
    """Mendeley numbers its items anew each time: the second import would take them for others."""
    records = csl.read('[{"id": "ITEM-1"}, {"id": 3}, {"id": "http://zotero.org/users/1/items/AB"}]', "f").found
    assert [each.key for each in records] == ["", "", "http://zotero.org/users/1/items/AB"]


def test_texts_are_made_fit_for_files() -> None:
    made = _item(title="Caf\u0065\u0301 \ud83d x\u0000y", volume=3)
    assert (made.data["title"], made.data["volume"]) == ("Café \ufffd xy", "3")


def test_other_forms_that_programs_write() -> None:
    made = _item(
        title=["T"], container_title=["J"], event={"name": "Conference", "location": "Oslo"}, ISSN=["1234-5679"]
    )
    assert made.publication.journal == "J"
    assert made.publication.issn == ("1234-5679",)


def test_items_of_yaml_are_read_as_text_and_fail_alone() -> None:
    text = (
        "---\nreferences:\n- id: a\n  type: book\n  title: A\n  volume: 04\n  issued:\n  - year: 2010\n"
        "- id: b\n  title: B: no\n- id: c\n  title: C\n  type: book\n...\n"
    )
    found = csl_yaml.read(text, "f.yaml")
    assert [(type(each), each.line) for each in found.found] == [(Raw, 3), (Failed, 9), (Raw, 11)]
    assert found.count == 3
    sound = imported(text.replace("B: no", "B"), csl_yaml.read, draft)
    assert [each.data.get("volume") for each in sound] == ["04", None, None]
    assert sound[0].data["issued"] == "2010"


@pytest.mark.parametrize(
    "text", ["- {id: a, title: A}\n- {id: b, title: B}\n", "[{id: a, title: A}, {id: b, title: B}]"]
)
def test_lists_in_brackets_are_counted_too(text: str) -> None:
    assert [each.data["title"] for each in imported(text, csl_yaml.read, draft)] == ["A", "B"]


def test_what_is_no_record_in_a_list_in_brackets_is_counted_too() -> None:
    records = csl_yaml.read("[x, {id: a, title: A}]\n", "f.yaml")
    assert records.count == len(records.found) == 2


def test_aliases_cannot_fill_the_memory() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nreferences:\n- id: [*b, *b]\n"
    assert [type(each) for each in csl_yaml.read(bomb, "f").found] == [Failed]


def _mends(work: Any, field: str) -> Any:
    """A field as CSL-JSON can have it: names without ids, journals by their names, one line, one kind of letter."""
    record = work.record
    value = getattr(record, field)
    if isinstance(value, Multilingual):  # a file has one language
        return str(value.best([record.language]))
    if field in ("authors", "editors"):
        return tuple(Contributor(each.name, each.literal) for each in getattr(work, field))
    if field == "event" and value:
        return (value.name, value.place, value.start, value.end)
    if field in ("journal", "book"):
        return work.container if value else ""
    if field == "title":
        return value.replace("\\", "")
    if field in ("issn", "series"):
        return getattr(work, field)
    if field == "abstract":
        return work.abstract
    return value.replace("--", "-") if field == "pages" else value


NOT_AGAIN = {
    "type": "types that CSL has no word for: review, editorial, letter; anthology without editors",
    "contributors": "CSL has not all roles, and each has a list of its own",
    "original": "CSL has no variable for its language",
    "supervisors": "only of theses: `contributor` of others may be anybody",
    "eisbn": "CSL has one place for numbers of both kinds",
    "eissn": "the same",
    "online": "CSL has one date of publication",
    "accepted": "the same",
    "awarded": "the same",
    "publisher": "of reports, working papers and theses it is the institution",
    "institution": "of other types it is the publisher",
    "journal": "of conference papers a container may be a book",
    "arxiv": "only of preprints; others have no number there",
    "submitted": "of patents it is the date of filing",
    "filed": "it is the date of the work if there is no other",
}


def test_real_works_come_back_as_they_were_exported() -> None:
    for work in real_works():
        again = _again(work)
        for field in NAMED:
            if field in NOT_AGAIN or (field == "place" and work.place != work.record.place):
                continue
            expected, found = _mends(work, field), getattr(again, field)
            if field == "event" and found:
                found = (found.name, found.place, found.start, found.end)
            if field == "title":
                found = found.replace("\\", "")
            assert found == expected, (work.key, field)


@pytest.mark.parametrize("field", [field for field in NAMED if field not in NOT_AGAIN])
def test_every_field_comes_back_from_every_type(field: str) -> None:
    for work in works_with(field, _work):
        assert getattr(_again(work), field) == getattr(work.record, field), work.record.type


def test_names_with_particles_come_back() -> None:
    for name in (("Johannes", "van der Waals"), ("Ignace", "d'Ohsson"), ("Alī", "ibn Sīnā"), ("", "Plato")):
        record = Publication("k", "book", "T", authors=(Contributor(PersonName(*name)),))
        assert _again(_work(record)).authors == record.authors


def test_lists_of_other_things_are_no_records() -> None:
    made = csl_yaml.read("collections:\n- name: posts\n  title: Posts\n- title: Pages\n", "config.yml")
    assert (made.found, made.count) == ((), 0)
