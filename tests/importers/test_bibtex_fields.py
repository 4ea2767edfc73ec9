"""Records of BibTeX and biblatex in the fields of entries: what reference managers really write."""

from typing import Any

import pytest

from kartotek.importers.bibtex import read
from kartotek.importers.bibtex_fields import draft
from kartotek.importers.candidate import read_draft
from kartotek.importers.records import Candidate, Raw


def imported(text: str) -> Candidate:
    (raw,) = read(text, "x.bib").found
    assert isinstance(raw, Raw)
    made = read_draft(draft(raw))
    assert isinstance(made, Candidate), made
    return made


def fields(kind: str, given: str) -> dict[str, Any]:
    """The fields of the entry that a record with a title becomes, without type, title and key."""
    data = dict(imported(f"@{kind}{{k, title = {{T}}, {given}}}").data)
    return {key: value for key, value in data.items() if key not in ("type", "title", "cite_key")}


TYPES = {
    "@article{k, title={T}, journal={J}}": "article-journal",
    "@article{k, title={T}, journal={arXiv preprint arXiv:2001.01234}}": "preprint",
    "@article{k, title={T}, journal={CoRR}, volume={abs/2001.01234}}": "preprint",
    "@article{k, title={T}, journaltitle={Politiken}, entrysubtype={newspaper}}": "article-newspaper",
    "@misc{k, title={T}, howpublished={Dataset}}": "dataset",
    "@misc{k, title={T}, eprint={2001.01234}, archivePrefix={arXiv}}": "preprint",
    "@misc{k, title={T}, url={https://a.test}}": "other",
    "@Conference{k, title={T}}": "paper-conference",
    "@mastersthesis{k, title={T}}": "thesis",
    "@collection{k, title={T}}": "anthology",
    "@inbook{k, title={T}}": "chapter",
    "@gizmo{k, title={T}}": "other",
}


@pytest.mark.parametrize("text", TYPES)
def test_types(text: str) -> None:
    assert imported(text).data["type"] == TYPES[text]


NAMES: dict[str, list[Any]] = {
    "Ada Lind and Berg, Bo": ["Ada Lind", "Bo Berg"],
    "{World Health Organization}": [{"literal": "World Health Organization"}],
    "Lind, Ada and others": ["Ada Lind"],
    "van der Waals, Johannes D.": ["Johannes D. van der Waals"],
    "King, Jr., Martin Luther": ["Martin Luther King Jr."],
    "{\\O}rsted, H. C.": ["H. C. Ørsted"],
    "Plato": ["Plato"],
    "family=Waals, given=Johannes, prefix=van der": ["Johannes van der Waals"],
    "{NASA}": [{"literal": "NASA"}],
    "{Barnes and Noble} and Ada Lind": [{"literal": "Barnes and Noble"}, "Ada Lind"],
    "Smith Jones, Ann": [{"given": "Ann", "family": "Smith Jones"}],
    "Lind, A.; Berg, B.": ["A. Lind", "B. Berg"],
    "Ada Lind \\& Bo Berg": ["Ada Lind", "Bo Berg"],
    "Lind, Ada, Berg, Bo": ["Ada Lind", "Bo Berg"],
    "{Cards; Drawers, Inc.} and {Cards & Co. Ltd}": [
        {"literal": "Cards; Drawers, Inc."},
        {"literal": "Cards & Co. Ltd"},
    ],
    "A.Lind": ["A. Lind"],
    "Lind A, Berg B": ["A. Lind", "B. Berg"],
    "M&uuml;ller, Hans": ["Hans Müller"],
    "M&uuml;ller, Hans &amp; Berg, Bo": ["Hans Müller", "Bo Berg"],
    "Šimić A, Berg Č": ["A. Šimić", "Č. Berg"],
    "Čapek, Karel; Berg, Bo": ["Karel Čapek", "Bo Berg"],
    "Łukasz Nowak og Bo Berg": ["Łukasz Nowak", "Bo Berg"],
    "Иванов И, Петров ПС": ["И. Иванов", "П. С. Петров"],
    "Lind, A., Berg, B. & Hansen, C.": ["A. Lind", "B. Berg", "C. Hansen"],
    "Lind, A., Berg, B., \\& Hansen, C.": ["A. Lind", "B. Berg", "C. Hansen"],
    "Müller, H. & Berg, B.": ["H. Müller", "B. Berg"],
    "Lind A, Berg B, et al.": ["A. Lind", "B. Berg"],
    "Lind, Ada et al.": ["Ada Lind"],
}


@pytest.mark.parametrize("value", NAMES)
def test_names(value: str) -> None:
    found = fields("book", f"author = {{{value}}}")["authors"]
    assert [_as_it_may_be(name) for name in found] == [_as_it_may_be(name) for name in NAMES[value]]


def test_a_name_of_nothing_but_et_al_stays_one() -> None:
    line = "Lind" + " et al." * 2000
    assert fields("book", f"author = {{{line}}}")["authors"]


KEYWORDS = {
    "a, b": ["a", "b"],
    "a, b; c": ["a, b", "c"],
    "R\\&D, {Cards, old and new}, {a; b}": ["R&D", "Cards, old and new", "a; b"],
    "{{DNA}, {RNA}}": ["DNA", "RNA"],
    "{DNA}, {RNA}": ["DNA", "RNA"],
    "x\\textasciicircum{}2, \\textbraceleft{}y\\textbraceright{}": ["x^2", "{y}"],
}


@pytest.mark.parametrize("value", KEYWORDS)
def test_keywords(value: str) -> None:
    assert fields("book", f"keywords = {{{value}}}")["keywords"] == KEYWORDS[value]


def _as_it_may_be(name: Any) -> Any:
    """Parts in one line "Family, Given" are as good as a map of them."""
    if isinstance(name, dict) and "family" in name:
        return f"{name['family']}, {name['given']}"
    return name


DATES = {
    "year = 2020, month = may": "2020-05",
    "year = 2020, month = {5}, day = {7}": "2020-05-07",
    "year = 2020, month = {May 7}": "2020-05-07",
    "year = 2020, month = {Sept.}": "2020-09",
    "year = 2020, month = {maj}": "2020-05",
    "year = 2020, month = {Spring}": "2020-21",
    "year = 2020, month = {3rd March}": "2020-03-03",
    "year = {1996/97}": "1996/1997",
    "year = {1996/97}, month = jan": "1996-01",
    "year = {1999/00}": "1999/2000",
    "year = {1999-00}": "1999/2000",
    "year = {1998-01}": "1998-01",
    "year = 2020, month = {13}": "2020",
    "year = {2020}, month = feb, day = 30": "2020-02",
    "year = {c. 1620}": "1620~",
    "date = {2020-05/2021}": "2020-05/2021",
    "date = {1676~}": "1676~",
}


@pytest.mark.parametrize("given", DATES)
def test_dates(given: str) -> None:
    assert fields("book", given) == {"issued": DATES[given]}


VALUES: dict[tuple[str, str], dict[str, Any]] = {
    ("article", "year = {in press}"): {"status": "in-press"},
    ("article", "note = {Submitted}, year = 2020"): {"status": "submitted", "submitted": "2020"},
    ("article", "journal = {J}, number = 4, pages = {41--58}"): {"journal": "J", "issue": "4", "pages": "41-58"},
    ("techreport", "number = {R-4}, institution = {I}"): {"institution": "I", "number": ["R-4"]},
    ("phdthesis", "school = {Uni}"): {"institution": "Uni", "qualification": "PhD"},
    ("thesis", "type = {mathesis}, institution = {Uni}"): {"institution": "Uni", "qualification": "Master’s"},
    ("book", "edition = {Second}, publisher = {P and Q}, address = {Oslo}"): {
        "edition": "2", "publisher": "P and Q", "place": "Oslo",
    },
    ("book", "isbn = {978-3-16-148410-0}, pagetotal = 300"): {"isbn": ["978-3-16-148410-0"], "number_of_pages": "300"},
    ("article", "url = {https://doi.org/10.1000/ABC}"): {"doi": "10.1000/abc"},
    ("article", "doi = {https://doi.org/10.1000/A}, url = {http://dx.doi.org/10.1000/A}"): {
        "doi": "https://doi.org/10.1000/A",
    },
    ("misc", "howpublished = {\\url{https://a.test/x_y}}"): {"url": "https://a.test/x_y"},
    ("article", "keywords = {one, Two; three}, language = {ngerman}"): {
        "language": "de", "keywords": ["one, Two", "three"],
    },
    ("article", "keywords = {one, two, One}"): {"keywords": ["one", "two"]},
    ("inproceedings", "booktitle = {B}, eventtitle = {E}, venue = {V}, eventdate = {2020-05-01/2020-05-03}"): {
        "book": "B", "event": {"name": "E", "place": "V", "start": "2020-05-01", "end": "2020-05-03"},
    },
    ("patent", "number = {4}, holder = {H}, location = {countrydk}"): {
        "publisher": "H", "number": ["4"], "country": "DK",
    },
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_values(case: tuple[str, str]) -> None:
    assert fields(*case) == VALUES[case]


UNMAPPED = {
    "article{k, title={T}, publisher={P}": ("publisher", "P"),
    "book{k, title={T}, addendum={S}": ("addendum", "S"),
    "book{k, title={T}, isbn={978-3-16-148410-1}": ("isbn", "978-3-16-148410-1"),
    "book{k, title={T}, author={Lind, Ada and others}": ("author", "and others"),
    "book{k, title={T}, year={n.d.}": ("year", "n.d."),
    "book{k, title={T}, title={U}": ("title", "U"),
    "book{k, title={T}, publisher=nobody": ("undefined string", "nobody"),
    "book{k, title={T}, note={\\emph{x}\\textbf}": ("note", "\\emph{x}\\textbf"),
}


@pytest.mark.parametrize("given", UNMAPPED)
def test_what_has_no_place_is_kept_apart(given: str) -> None:
    assert UNMAPPED[given] in imported(f"@{given}}}").unmapped


def test_bookkeeping_of_programs_is_no_loss() -> None:
    text = "@book{k, title={T}, timestamp={x}, owner={y}, file={:a.pdf:PDF}, bdsk-url-1={z}}"
    assert imported(text).unmapped == ()


def test_a_title_that_is_no_tex_is_rather_shown_as_it_is_than_lost() -> None:
    made = imported("@book{k, title = {{DT}\\{_Team} at \\emph}}")
    assert made.data["title"] == "DT_Team at \\\\emph"
    assert ("title", "{DT}\\{_Team} at \\emph") in made.unmapped


def test_what_our_own_exports_say_for_want_of_better_is_no_value() -> None:
    thesis = imported("@thesis{a, title={Sorting}, type={Thesis}, institution={University of Cards}, date={2020}}")
    assert "qualification" not in thesis.data
    patent = imported("@misc{a, title={A drawer}, howpublished={Patent DK}, year={1897}}")
    assert (patent.data["type"], patent.data["country"], "medium" in patent.data) == ("patent", "DK", False)


def test_fields_of_al_folio_become_links_and_more() -> None:
    made = imported(
        "@article{a, abbr={JoC}, bibtex_show={true}, title={On cards}, author={Lind*†, Ada and Berg*, Bo}, year={2020},"
        " journal={J}, arxiv={2401.01234}, code={https://code.example/a\\_b}, html={https://j.example/1},"
        " poster={poster.pdf}, award={The **Prize** of the year}, award_name={Prize}, selected={true},"
        " inspirehep_id={3255}, preview={cards.gif}, altmetric={1}, dimensions={true}}"
    )
    assert made.data == {
        "type": "article-journal", "title": "On cards", "authors": ["Ada Lind", "Bo Berg"], "issued": "2020",
        "journal": "J", "arxiv": "2401.01234", "identifiers": ["INSPIRE 3255"],
        "links": [
            {"url": "https://j.example/1", "label": "Web page"},
            {"url": "https://code.example/a_b", "label": "Code"},
        ],
        "featured": "true", "award": "Prize", "cite_key": "a",
    }  # fmt: skip
    assert made.unmapped == (("poster", "poster.pdf"),)


@pytest.mark.parametrize(
    "mark",
    [
        "*", "†‡", "{*}", "{\\textdagger}", "\\dag", "$^*$", "$^{*}$", "$^{1,\\dagger}$", "$^1$", "$ ^ {* *} $",
        "$\\dagger$", "\\textsuperscript{*}", "\\textsuperscript{1, \\ddag}", "*{\\textdaggerdbl}",
    ],
)  # fmt: skip
def test_signs_at_names_that_lead_to_notes_are_left_out(mark: str) -> None:
    for names in (f"Lind{mark}, Ada and Bo Berg{mark}", f"Ada Lind{mark} and Berg, Bo{mark}"):
        made = imported(f"@article{{a, title={{On cards}}, author={{{names}}}, year={{2020}}, journal={{J}}}}")
        assert made.data["authors"] == ["Ada Lind", "Bo Berg"], names


def test_the_uuids_of_pure_are_no_keys_for_citing() -> None:
    made = imported(
        "@article{6e3a35f04a1a4d9d8d4b3b0b5c5d5f01,\n"
        'title = "On cards",\nkeywords = "cards, drawers",\nauthor = "Ada Lind and Bo Berg",\nyear = "2020",\n'
        'month = may,\nday = "1",\ndoi = "10.1234/cards",\nlanguage = "Dansk",\nvolume = "3",\npages = "1--20",\n'
        'journal = "Journal of Indexes",\nissn = "1234-5679",\npublisher = "Drawer Press",\nnumber = "4",\n}\n'
    )
    assert "cite_key" not in made.data
    assert (made.data["language"], made.data["issued"], made.data["issue"]) == ("da", "2020-05-01", "4")
    assert made.key == "6e3a35f04a1a4d9d8d4b3b0b5c5d5f01"
