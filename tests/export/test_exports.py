"""Exports say what entries say: each file is read back by a reader of its format that is not ours."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
import rispy

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_item
from kartotek.export.csv_rows import HEADER, row
from kartotek.export.datacite import datacite
from kartotek.export.dublin_core import dublin_core
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.shared_values import first_page, last_page, page_span, particles
from kartotek.export.work_builder import WorkBuilder, describe
from kartotek.model.common import Contributor
from kartotek.model.publication import File, Publication
from kartotek.roundtrip.compare import disagreements_of, formats
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName
from tests.conftest import WriteSite, tree
from tests.export.works import ARTICLE_RECORD, LISTED, SITE, TODAY, article, person, tags, work
from tests.hard_cases import SECRET, portal_of


@pytest.mark.parametrize(
    ("pages", "span", "first", "last"),
    [
        ("41-58", ("41", "58"), "41", "58"),
        ("41 – 58", ("41", "58"), "41", "58"),
        ("e123", ("e123", ""), "e123", ""),
        ("1-10, 15", ("1", "10, 15"), "1", "15"),
        ("5, 9", ("5, 9", ""), "5", "9"),
        ("xi-xv, 1-20", ("xi", "xv, 1-20"), "xi", "20"),
        ("12-1-12-15", ("12-1", "12-15"), "12-1", "12-15"),
        ("", ("", ""), "", ""),
    ],
)
def test_pages(pages: str, span: tuple[str, str], first: str, last: str) -> None:
    assert (page_span(pages), first_page(pages), last_page(pages)) == (span, first, last)


@pytest.mark.parametrize(
    ("family", "parts"),
    [
        ("van der Waals", ("van der", "Waals")),
        ("de La Fontaine", ("de", "La Fontaine")),
        ("van ’s Gravesande", ("van ’s", "Gravesande")),
        ("ibn Sīnā", ("", "ibn Sīnā")),
        ("al-Khwārizmī", ("", "al-Khwārizmī")),
        ("d'Ohsson", ("", "d'Ohsson")),
        ("Ortega y Gasset", ("", "Ortega y Gasset")),
        ("hooks", ("", "hooks")),
        ("王", ("", "王")),
    ],
)
def test_particles(family: str, parts: tuple[str, str]) -> None:
    assert particles(family) == parts


def test_names_in_csl() -> None:
    authors = (person("Johannes", "van der Waals"), person("M. L.", "King", "Jr."), Contributor(literal="AT&T"))
    assert csl_item(article(authors=authors))["author"] == [
        {"family": "Waals", "given": "Johannes", "non-dropping-particle": "van der"},
        {"family": "King", "given": "M. L.", "suffix": "Jr."},
        {"literal": "AT&T"},
    ]


def test_a_reference_in_ris() -> None:
    made = ris(
        article(
            authors=(person("Ada", "Lind", "Jr."),),
            subtitle="A *study*",
            issued=PartialDate(2020, 5),
            pages="41-58",
            doi="10.1234/a_b",
            keywords=(("en", "Cards"), ("da", "Kort")),
            abstract="Two\n\nlines",
        )
    )
    assert made.split("\r\n") == [
        "TY  - JOUR",
        "ID  - a",
        "AU  - Lind, Ada, Jr.",
        "TI  - A: A study",
        "T2  - J",
        "JF  - J",
        "PY  - 2020",
        "DA  - 2020/05//",
        "SP  - 41",
        "EP  - 58",
        "DO  - 10.1234/a_b",
        "UR  - https://hard.example/publications/a/",
        "LA  - en",
        "KW  - Cards",
        "KW  - Kort",
        "AB  - Two lines",
        "ER  - ",
        "",
        "",
    ]


def test_no_value_can_end_a_line_in_ris() -> None:
    made = ris(article(note="One\r\nER  - \nTY  - BOOK", title="T\u2028ER  - x"))
    assert [line[:6] for line in made.split("\r\n") if line.startswith(("TY", "ER"))] == ["TY  - ", "ER  - "]
    assert made.splitlines()[-2:] == ["ER  - ", ""]


def test_another_script_with_transliteration_and_translation() -> None:
    """A language tag with a script in it (BCP 47) says what is but written in other letters."""
    titles = (("zh-Latn", "Hónglóu mèng"), ("en", "Dream of the Red Chamber"))
    author = Contributor(PersonName("雪芹", "曹"))
    book = work(Publication("r", "book", "红楼梦", translated_title=titles, authors=(author,), language="zh",
        issued=PartialDate(1791)))  # fmt: skip
    assert [(title["title"], title.get("titleType")) for title in datacite(book)["titles"]] == [
        ("红楼梦", None),
        ("Hónglóu mèng", "AlternativeTitle"),
        ("Dream of the Red Chamber", "TranslatedTitle"),
    ]
    assert [tags(ris(book), tag) for tag in ("TI", "TT")] == [["红楼梦"], ["Dream of the Red Chamber"]]
    assert ("DC.title", "Hónglóu mèng", "zh-Latn") in dublin_core(book)
    assert book.authors[0].display == "曹雪芹"
    assert disagreements_of(book, TODAY, formats()) == []


def test_a_preprint_is_published_by_its_archive() -> None:
    preprint = work(Publication("x", "preprint", "X", arxiv="2001.00001"))
    item = csl_item(preprint)
    assert (item["publisher"], item["number"]) == ("arXiv", "arXiv:2001.00001")
    assert datacite(work(Publication("x", "preprint", "X", arxiv="2001.00001", issued=PartialDate(2020))))[
        "publisher"
    ] == {"name": "arXiv"}
    assert "publisher" not in csl_item(work(Publication("a", "article-journal", "A", arxiv="2001.00001")))


@pytest.mark.parametrize(
    ("edition", "said"),
    [("2", "Second"), ("11", "11th"), ("22", "22nd"), ("Revised", "Revised"), ("0", "0"), ("2019", "2019")],
)
def test_editions_are_ordinals_in_bibtex(edition: str, said: str) -> None:
    book = work(Publication("b", "book", "B", edition=edition))
    assert f"edition = {{{said}}}" in bibtex(book)
    assert f"edition = {{{edition}}}" in bibtex(book, biblatex=True)


def test_the_day_a_thesis_was_awarded_is_the_day_it_appeared() -> None:
    thesis = Publication("t", "thesis", "T", awarded=PartialDate(2020, 5, 4))
    kinds = {date["dateType"]: date["date"] for date in datacite(work(thesis))["dates"]}
    assert kinds == {"Issued": "2020-05-04", "Other": "2020-05-04"}
    later = replace(thesis, issued=PartialDate(2021))
    assert datacite(work(later))["dates"][0] == {"date": "2021", "dateType": "Issued"}


def test_rich_titles() -> None:
    rich = article(title="*In vivo* **and** `code` & $x^2$", subtitle="5 %")
    assert csl_item(rich)["title"] == "<i>In vivo</i> <b>and</b> code & $x^2$: 5 %"
    assert r"{\textit{In vivo} \textbf{and} \texttt{code} \& $x^2$: 5 \%}" in bibtex(rich)
    assert tags(ris(rich), "TI") == ["In vivo and code & $x^2$: 5 %"]


def test_files_that_are_not_open_are_in_no_export() -> None:
    files = (
        File(path="open one.pdf"),
        File(path="open.docx"),
        File(path="later.pdf", access="embargoed", embargo_until=PartialDate(2999)),
        File(path=SECRET, access="closed"),
        File(url="https://elsewhere.example/closed.pdf", access="restricted"),
    )
    made = article(files=files)
    assert tags(ris(made), "L1") == ["https://hard.example/publications/a/open%20one.pdf"]
    everything = "".join(format_.made(made) for format_ in formats().values())
    assert not [secret for secret in ("later", SECRET, "closed.pdf") if secret in everything]


def test_formulas_of_abstracts_stay_what_they_are() -> None:
    abstract = "Half is $\\frac{1}{2}$ & $a_{1}^2 < b$,\n\n$$\n10^{-3}\n$$\n\nnot *more*."
    said = "Half is $\\frac{1}{2}$ & $a_{1}^2 < b$, $10^{-3}$ not more."
    made = article(abstract=abstract, abstract_language="en")
    assert csl_item(made)["abstract"] == tags(ris(made), "AB")[0] == work_thing(made)["abstract"] == said
    assert datacite(made)["descriptions"][0]["description"] == said


@pytest.mark.parametrize(
    ("access", "told"),
    [
        (("restricted",), "restricted access"),
        (("closed",), "metadata only access"),
        (("closed", "restricted"), "restricted access"),
        (("restricted", "open"), "open access"),
    ],
)
def test_how_open_files_are_is_told(access: tuple[str, ...], told: str) -> None:
    record = replace(ARTICLE_RECORD, files=tuple(File(path=f"{way}.pdf", access=way) for way in access))
    work_ = WorkBuilder(portal_of(record), SITE).whole("a")
    assert ("DCTERMS.accessRights", told, "en") in dublin_core(work_)


@pytest.mark.parametrize(
    ("name", "id_", "address"),
    [
        ("mit", "MIT", "https://spdx.org/licenses/MIT.html"),
        ("CC-BY-4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("Elsevier-2020", None, None),
        ("MIT OR Apache-2.0", None, None),
    ],
)
def test_licences_have_the_names_of_spdx(name: str, id_: str | None, address: str | None) -> None:
    (rights,) = datacite(article(license=name))["rightsList"]
    assert (rights["rights"], rights.get("rightsIdentifier"), rights.get("rightsUri")) == (name, id_, address)


def test_goals_are_subjects() -> None:
    (subject,) = datacite(article(sdgs=(3,)))["subjects"]
    assert (subject["subject"], subject["valueUri"]) == ("SDG 3", "https://sdgs.un.org/goals/goal3")


def test_datacite_says_who_and_under_which_terms() -> None:
    author = Contributor(PersonName("Ada", "Lind"), orcid="0000-0002-1825-0097", affiliations=("Reading Room",))
    record = datacite(
        describe(portal_of(replace(ARTICLE_RECORD, authors=(author,), license="CC-BY-4.0")), SITE, "a", "gold")
    )
    (creator,) = record["creators"]
    assert creator["nameIdentifiers"][0]["nameIdentifier"] == "https://orcid.org/0000-0002-1825-0097"
    assert creator["affiliation"] == [{"name": "Reading Room"}]
    assert [right["rights"] for right in record["rightsList"]] == ["CC-BY-4.0", "open access"]
    assert record["rightsList"][0]["rightsIdentifierScheme"] == "SPDX"
    assert datacite(article())["creators"] == [{"name": ":unkn"}]


@pytest.mark.parametrize("title", ["=SUM(A1)", "+1", "-omics", "@home"])
def test_no_cell_is_a_formula(title: str) -> None:
    assert dict(zip(HEADER, row(article(title=title)), strict=True))["title"] == f"'{title}"


@pytest.mark.parametrize(
    ("family", "given", "made"),
    [
        ("Ortega y Gasset", "José", "{Ortega y Gasset}, José"),
        ("de la Cruz y Vega", "Juan", "de la {Cruz y Vega}, Juan"),
        ("van der Waals", "J.", "van der Waals, J."),
        ("Strand and Sons", "A", "{Strand and Sons}, A"),
        ("others", "", "{others}"),
        ("Plato", "", "Plato"),
    ],
)
def test_names_in_bibtex(family: str, given: str, made: str) -> None:
    assert f"author = {{{made}}}" in bibtex(article(authors=(person(given, family),)))


def test_the_capitals_of_names_stay_in_english_titles() -> None:
    assert "{Relative clauses in the {Danish} of {København}}" in bibtex(
        article(title="Relative clauses in the Danish of København")
    )
    assert "{Notes on Cards: the {BERT} Model}" in bibtex(article(title="Notes on Cards: the BERT Model"))


def test_lists_hold_all_their_publications(write_site: WriteSite, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    build(BuildOptions(write_site(LISTED), out))
    at = out / "people/ada-lind/ada-lind"
    titles = ["On Drawers", "On Cards"]
    assert [reference["title"] for reference in rispy.loads(at.with_suffix(".ris").read_text("utf-8"))] == titles
    items = json.loads(at.with_suffix(".json").read_text("utf-8"))
    assert [item["title"] for item in items] == ["On <i>Drawers</i>", "On Cards"]
    table = at.with_suffix(".csv").read_bytes().decode("utf-8-sig")
    assert [cells["title"] for cells in csv.DictReader(StringIO(table, newline=""))] == titles
    assert table.count("\r\n") == 3
    assert at.with_suffix(".bib").read_text("utf-8").count("@article{") == 2
    own = json.loads((out / "publications/b/b.json").read_text("utf-8"))
    assert [item["id"] for item in own] == ["b"]
    assert json.loads((out / "publications/b/b.datacite.json").read_text("utf-8"))["titles"] == [
        {"title": "On Drawers"}
    ]


def test_the_site_says_which_bibtex(write_site: WriteSite, tmp_path: Path) -> None:
    site, out = write_site(LISTED), tmp_path / "dist"
    build(BuildOptions(site, out))
    before = tree(out)
    (site / "site.yaml").write_text("title: Test\nsearch: false\nbibtex: biblatex\noutput: full\n")
    build(BuildOptions(site, out))
    after = tree(out)
    changed = {name for name in after if before.get(name) != after[name]}
    pages = {f"publications/{key}/index.html" for key in ("a", "b")}  # their panel shows it
    assert changed == {name for name in after if name.endswith(".bib")} | pages
    assert b"journaltitle = {Journal of Indexes}" in after["publications/a/a.bib"]
