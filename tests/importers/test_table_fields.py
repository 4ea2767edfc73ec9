"""Rows of tables in the fields of entries, and our own CSV read back."""

from pathlib import Path
from typing import Any

import pytest

from kartotek.config.settings import Site
from kartotek.export import csv_rows
from kartotek.export.work_builder import describe
from kartotek.importers import table_rows
from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Draft, Raw
from kartotek.importers.table_columns import COLUMNS, KINDS, kind_named, plain_name
from kartotek.importers.table_dates import date
from kartotek.importers.table_fields import draft
from kartotek.model.publication_fields import FIELDS
from kartotek.model.types import TYPES
from kartotek.site.begin import begin_job
from kartotek.site.load import load
from kartotek.site.options import BuildOptions
from tests.conftest import ROOT
from tests.corpus import write_corpus
from tests.hard_cases import portal_of


def drafted(**cells: str) -> Draft:
    """A row whose columns are called as the arguments, with spaces for underscores."""
    pairs = tuple((name.replace("_", " "), cell) for name, cell in cells.items())
    return draft(Raw("x.csv", 2, cells.get("key", ""), "row", pairs))


def test_a_row_of_zotero() -> None:
    made = drafted(
        Key="ABCD2345", Item_Type="journalArticle", Publication_Year="2019",
        Author="Lind, Ada; World Health Organization",
        Title="On <i>E. coli</i> and 3*4", Publication_Title="Journal of Indexes", DOI="10.1000/182",
        Url="https://doi.org/10.1000/182", Abstract_Note="First.\n\nSecond *one*.", Date="2019-05-03", Pages="41–58",
        Extra="PMID: 12345\nA remark", Manual_Tags="cards; indexes", Automatic_Tags="Cards; drawers", Rights="All",
        Date_Added="2020-01-01 10:00:00", Language="en-US",
    )  # fmt: skip
    assert made.data == {
        "type": "article-journal", "title": r"On *E. coli* and 3\*4",
        "authors": ["Ada Lind", {"literal": "World Health Organization"}], "issued": "2019-05-03",
        "journal": "Journal of Indexes", "pages": "41-58", "doi": "10.1000/182", "pmid": "12345", "language": "en-US",
        "abstract": "First.\n\nSecond \\*one\\*.", "keywords": ["cards", "indexes", "drawers"],
    }  # fmt: skip
    assert made.unmapped == (("rights", "All"), ("extra", "A remark"))


def test_a_row_of_a_danish_table() -> None:
    made = drafted(
        Titel="Om kort", Forfattere="Ada Lind; Bo Berg", Udgivelsesår="2019", Udgivelsesdato="15-03-2019",
        Publikationstype="Bidrag til tidsskrift › Tidsskriftartikel", Tidsskrift="Kortnyt", Hæfte="4", Sprog="dansk",
        Fagfællebedømt="Ja", Emneord="kort, arkiv", Sider="s. 5-9",
    )  # fmt: skip
    assert made.data == {
        "type": "article-journal", "title": "Om kort", "authors": ["Ada Lind", "Bo Berg"], "issued": "2019-03-15",
        "peer_reviewed": "true", "journal": "Kortnyt", "issue": "4", "pages": "5-9", "language": "da",
        "keywords": ["kort", "arkiv"],
    }  # fmt: skip
    assert made.unmapped == ()


def test_a_row_of_pure() -> None:
    made = drafted(
        Title_of_the_contribution_in_original_language="Cards", Contributors="Lind, Ada\nBerg, Bo",
        Type="Contribution to book/anthology/report › Book chapter", Publication_date="2/9/2021",
        Host_publication_title="The Book", Electronic_ISBNs="978-0-306-40615-7", Peer_reviewed="No",
        UUID="0c8f0f2e-5d2b-4f4e-9d61-3a1d2b3c4d5e", Open_Access_Status="Unknown", Event_title="Card Days",
    )  # fmt: skip
    assert made.data == {
        "type": "chapter", "title": "Cards", "authors": ["Ada Lind", "Bo Berg"], "issued": "2021",
        "peer_reviewed": "false", "book": "The Book", "eisbn": ["978-0-306-40615-7"], "event": {"name": "Card Days"},
    }  # fmt: skip
    assert made.unmapped == (("open_access", "Unknown"), ("date", "2/9/2021"))


def test_a_row_of_dspace() -> None:
    """Values joined by bars, with the keys of authority records, in columns for each language."""
    row = {
        "id": "3f1c9c1e-8a2b-4a4e-9d61-3a1d2b3c4d5e",
        "dc.contributor.author[]": "Lind, Ada::0a1b::600||Berg, Bo||Department of Cards and Drawers",
        "dc.contributor.advisor[en_US]": "Elm, Eva",
        "dc.date.accessioned": "2020-06-01T10:00:00Z",
        "dc.date.issued[]": "2020-05",
        "dc.identifier.uri[]": "http://hdl.handle.net/1887/45||https://doi.org/10.1234/cards",
        "dc.language.iso": "da",
        "dc.subject[en_US]": "Cards, playing",
        "dc.subject[da]": "Kort||Skuffer",
        "dc.title[en_US]": "On cards",
        "dc.title[da]": "Om kort: en undersøgelse",
        "dc.title.alternative": "Cards",
        "dc.description.abstract[en_US]": "What cards are for.",
        "dc.description.abstract[da]": "Hvad kort er til.",
        "dc.rights.uri": "http://creativecommons.org/licenses/by/4.0/",
        "dc.type[en_US]": "Thesis",
        "dc.publisher": "University of Aarhus",
    }
    made = draft(Raw("items.csv", 2, "3f1c", "row", tuple(row.items())))
    assert made.data == {
        "type": "thesis", "title": "On cards", "translated_title": {"da": "Om kort: en undersøgelse"},
        "authors": ["Ada Lind", "Bo Berg", {"literal": "Department of Cards and Drawers"}],
        "supervisors": ["Eva Elm"], "issued": "2020-05", "institution": "University of Aarhus",
        "doi": "10.1234/cards", "handle": "1887/45", "language": "da", "abstract": "What cards are for.",
        "abstracts": {"da": "Hvad kort er til."}, "license": "CC-BY-4.0",
        "keywords": ["Cards, playing", "Kort", "Skuffer"],
    }  # fmt: skip
    assert made.unmapped == (("dc.title.alternative", "Cards"),)


def test_the_handle_of_a_dspace_that_registered_none_leads_nowhere() -> None:
    pairs = (("dc.title", "Cards"), ("dc.identifier.uri", "http://hdl.handle.net/123456789/45"))
    made = draft(Raw("items.csv", 2, "a", "row", pairs))
    assert "handle" not in made.data
    assert made.unmapped == (("dc.identifier.uri, no Handle", "http://hdl.handle.net/123456789/45"),)


DATES = {
    "2019-05": "2019-05", "15-03-2020": "2020-03-15", "15.3.2020": "2020-03-15", "3/25/2020": "2020-03-25",
    "25/3/2020": "2020-03-25", "3/4/2020": "2020", "4/4/2020": "2020-04-04", "January 2021": "2021-01",
    "15. marts 2020": "2020-03-15", "Mar 15, 2020": "2020-03-15", "2020/3/5": "2020-03-05", "03/2020": "2020-03",
    "2020-03-15T10:00:00Z": "2020-03-15", "2020-03-15 10:00": "2020-03-15", "2018/2020": "2018/2020", "soon": "",
    "32-13-2020": "2020",
}  # fmt: skip


@pytest.mark.parametrize("said", DATES)
def test_dates_as_people_and_spreadsheets_write_them(said: str) -> None:
    assert date(said) == DATES[said]


PLACES: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"type": "Ph.d.-afhandling", "publisher": "ITU"}, {"type": "thesis", "institution": "ITU"}),
    ({"type": "Contribution to journal › Review article"}, {"type": "review"}),
    ({"item type": "thesis", "type": "PhD thesis"}, {"type": "thesis", "qualification": "PhD thesis"}),
    ({"item type": "report", "type": "Working paper"}, {"type": "working-paper"}),
    ({"item type": "conferencePaper", "publication title": "Proc."}, {"type": "paper-conference", "book": "Proc."}),
    ({"item type": "preprint", "url": "https://arxiv.org/abs/2101.00001v2"},
     {"type": "preprint", "arxiv": "2101.00001v2"}),
    ({"journal": "J"}, {"type": "article-journal", "journal": "J"}),
    ({"isbn": "0 306 40615 2, 978 0 306 40615 7"}, {"type": "book", "isbn": ["0 306 40615 2", "978 0 306 40615 7"]}),
    ({"eissn": "1234-5679 2434-561X", "container": "J"},
     {"type": "article-journal", "journal": "J", "eissn": ["1234-5679", "2434-561X"]}),
    ({"reviewed work": "Sacred texts, by David Stork and Bo Berg"},
     {"type": "other", "reviewed": {"title": "Sacred texts", "authors": ["David Stork", "Bo Berg"]}}),
    ({"original work": "Les rites, Paris: Nourry, 1909"},
     {"type": "other",
      "original": {"title": "Les rites", "place": "Paris", "publisher": "Nourry", "issued": "1909"}}),
    ({"apc": "1850.50 EUR"}, {"type": "other", "apc": {"amount": "1850.50", "currency": "EUR"}}),
    ({"authors": "Lind, Ada {orcid: 0000-0002-1825-0097}"},
     {"type": "other", "authors": [{"name": "Lind, Ada", "orcid": "0000-0002-1825-0097"}]}),
    ({"authors": "Lind A, Berg B & Hansen E"}, {"type": "other", "authors": ["A. Lind", "B. Berg", "E. Hansen"]}),
    ({"authors": "A. Lind, B. Berg"}, {"type": "other", "authors": ["A. Lind", "B. Berg"]}),
    ({"authors": "Ada Lind, Bo Berg og Erik Hansen"},
     {"type": "other", "authors": ["Ada Lind", "Bo Berg", "Erik Hansen"]}),
    ({"authors": "Department of Cards, Drawers and Boxes"},
     {"type": "other", "authors": [{"given": "Drawers and Boxes", "family": "Department of Cards"}]}),
    ({"authors": '"Cards; Drawers"; Lind, Ada', "container": "J"},
     {"type": "article-journal", "journal": "J", "authors": [{"literal": "Cards; Drawers"}, "Ada Lind"]}),
    ({"year": "forår 2008"}, {"type": "other", "issued": "2008-21"}),
    ({"year": "05-03-2005"}, {"type": "other", "issued": "2005-03-05"}),
    ({"year": "1996/97"}, {"type": "other", "issued": "1996/1997"}),
    ({"year": "1999/00"}, {"type": "other", "issued": "1999/2000"}),
    ({"year": "1999-00"}, {"type": "other", "issued": "1999/2000"}),
    ({"year": "2019.0"}, {"type": "other", "issued": "2019"}),
    ({"authors": "Lind, A., Berg, B. & Hansen, C."}, {"type": "other", "authors": ["A. Lind", "B. Berg", "C. Hansen"]}),
    ({"authors": "Lind A, Berg B, et al."}, {"type": "other", "authors": ["A. Lind", "B. Berg"]}),
    ({"authors": "M&uuml;ller, Hans; Berg, Bo"}, {"type": "other", "authors": ["Hans Müller", "Bo Berg"]}),
    ({"type": "Bog", "pages": "312 s."}, {"type": "book", "number_of_pages": "312"}),
    ({"type": "Bog", "pages": "xii, 312 pp."}, {"type": "book", "number_of_pages": "xii, 312"}),
    ({"supervisors": "Bo Berg", "type": "thesis"}, {"type": "thesis", "supervisors": ["Bo Berg"]}),
]  # fmt: skip


@pytest.mark.parametrize("cell", ["yes", "2", "1909", "10.5555/a"])
@pytest.mark.parametrize("name", ["reviewed", "original", "original edition", "originaludgave"])
def test_columns_of_others_describe_no_other_work(name: str, cell: str) -> None:
    made = drafted(title="T", **{name: cell})
    assert made.data == {"type": "other", "title": "T"}
    assert (name, cell) in made.unmapped


@pytest.mark.parametrize("cell", ["40179", "2008 eller 2009", "3/4/2008"])
def test_a_year_of_which_something_is_lost_is_told(cell: str) -> None:
    assert ("year", cell) in drafted(title="T", year=cell).unmapped


@pytest.mark.parametrize("cell", ["2008", "(2008)", "c2008", "2008/09", "2008-05", "2008.0", "1999/00"])
def test_a_year_of_which_nothing_is_lost_is_not_told(cell: str) -> None:
    assert drafted(title="T", year=cell).unmapped == ()


def test_formulas_in_the_title_of_another_work_stay() -> None:
    assert drafted(title="T", **{"reviewed work": "On $x^2$"}).data["reviewed"] == {"title": "On $x^2$"}


@pytest.mark.parametrize(("cells", "expected"), PLACES)
def test_what_goes_where(cells: dict[str, str], expected: dict[str, Any]) -> None:
    assert drafted(title="T", **cells).data == {**expected, "title": "T"}


def test_the_tables_name_only_what_there_is() -> None:
    assert set(KINDS.values()) <= TYPES.keys()
    names = [name for several in COLUMNS.values() for name in several]
    assert len(names) == len(set(names))
    assert all(plain_name(name) == name for name in names)
    fields = {to.strip().split(".")[0] for to in COLUMNS}
    assert fields - FIELDS.keys() == {"key", "kind", "date", "year", "container", "extra", "rights"}
    assert {kind_named(row.label) for row in TYPES.values()} == set(TYPES)


SITE = Site(title=(("", "T"),), base_url="https://portal.test/")
OF_JOURNALS = frozenset({"publisher", "place"})
"""What our CSV says of an article, which the entry of its journal has."""


def test_our_own_csv_is_read_back(tmp_path: Path) -> None:
    """An imported row is exported as the same row: 522 works."""
    (tmp_path / "site.yaml").write_text("title: T\n")
    write_corpus(tmp_path / "content")
    for path in (ROOT / "content").rglob("*.*"):
        copy = tmp_path / "content" / path.relative_to(ROOT / "content")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    portal = load(begin_job(BuildOptions(tmp_path, tmp_path / "dist", jobs=1))).portal
    demo = {path.stem for path in (ROOT / "content/publications").rglob("*")}
    keys = [*(key for key in portal.publications if key in demo), *list(portal.publications)[:400]]
    rows = [csv_rows.row(describe(portal, SITE, key, "")) for key in keys]
    text = csv_rows.MARK + "".join(map(csv_rows.line, (csv_rows.HEADER, *rows)))
    records = table_rows.read(text.encode(), "all.csv")
    assert records.count == len(records.found) == len(keys) > 500
    for row, record in zip(rows, records.found, strict=True):
        assert isinstance(record, Raw)
        candidate = read_draft(draft(record))
        assert isinstance(candidate, Candidate)
        again = csv_rows.row(describe(portal_of(candidate.publication), SITE, "record", ""))
        other = {name for name, one, two in zip(csv_rows.HEADER, row, again, strict=True) if one != two}
        assert other <= (OF_JOURNALS - set(TYPES[row[1]].rows)), (row, again)
