"""What Zotero's translators and other readers of files need, by the kinds of mistakes that they made of our exports."""

import json
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_item
from kartotek.export.formats import WHOLE
from kartotek.export.ris import ris
from kartotek.model.publication import OtherWork, Publication
from kartotek.text.dates import PartialDate
from tests.export.works import article, person, tags, work


def _latex(type_: str, **values: Any) -> str:
    return bibtex(work(Publication("k", type_, "T", **values)), biblatex=True)


def _in_file(type_: str, **values: Any) -> dict[str, Any]:
    (item,) = json.loads(WHOLE[".json"](work(Publication("k", type_, "T", **values))))
    return dict(item)


@pytest.mark.parametrize(
    ("type_", "kind", "subtype"),
    [
        ("dataset", "misc", "dataset"), ("book-review", "article", "review"), ("standard", "report", "standard"),
        ("article-magazine", "article", "magazine"),
    ],
)  # fmt: skip
def test_types_of_which_zotero_makes_no_item_are_others_with_a_subtype(type_: str, kind: str, subtype: str) -> None:
    made = _latex(type_)
    assert made.startswith(f"@{kind}{{k,")
    assert f"entrysubtype = {{{subtype}}}" in made


@pytest.mark.parametrize(
    ("type_", "there", "genre"),
    [
        ("software", "document", "Software"), ("book-review", "article-journal", "Book review"),
        ("working-paper", "report", "Working paper"),
    ],
)  # fmt: skip
def test_files_of_csl_have_types_that_zotero_reads_and_citations_those_of_csl(
    type_: str, there: str, genre: str
) -> None:
    item = _in_file(type_)
    assert (item["type"], item["genre"]) == (there, genre)
    told = Publication("k", type_, "T", reviewed=OtherWork("Sacred texts") if type_ == "book-review" else None)
    assert csl_item(work(told))["type"] == work(told).type.csl


@pytest.mark.parametrize("short", ["J. Cards", "Phys. Rev.", "Kort"])
def test_files_of_csl_have_the_short_title_of_a_journal_by_both_names(short: str) -> None:
    item = _in_file("article-journal", journal="The Journal", container_title_short=short)
    assert (item["container-title-short"], item["journalAbbreviation"]) == (short, short)


@pytest.mark.parametrize("family", ["de la Tour", "van der Berg", "von Humboldt"])
def test_particles_are_in_the_family_name_of_files(family: str) -> None:
    assert _in_file("book", authors=(person("Ada", family),))["author"] == [{"family": family, "given": "Ada"}]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("It takes $O(n^2)$ steps.", "It takes $O(n^2)$ steps."),
        ("10 % of $x_1$ & $x_2$", r"10 \% of $x_1$ \& $x_2$"),
        ("Costs 5 $ & more", r"Costs 5 \$ \& more"),
    ],
)
def test_formulas_in_abstracts_are_formulas(text: str, there: str) -> None:
    assert f"  abstract = {{{there}}},\n" in bibtex(article(abstract=text))


@pytest.mark.parametrize(
    ("book", "there"),
    [
        ("The Cambridge history of America and the world", "The {Cambridge} history of {America} and the world"),
        ("Proceedings of the meeting on DNA in Aarhus", "Proceedings of the meeting on {DNA} in {Aarhus}"),
        ("A guide to the birds of Bornholm", "A guide to the birds of {Bornholm}"),
    ],
)
def test_capitals_of_names_are_kept_in_titles_of_books(book: str, there: str) -> None:
    chapter = work(Publication("k", "chapter", "T", book=book, language="en"))
    assert f"booktitle = {{{there}}}" in bibtex(chapter)
    assert f"booktitle = {{{there}}}" in bibtex(chapter, biblatex=True)


@pytest.mark.parametrize(
    ("field", "there"), [("publisher", "publisher"), ("place", "location"), ("institution", "institution")]
)
def test_names_with_and_are_one_name_in_lists_of_biblatex(field: str, there: str) -> None:
    values = {field: "Sand and Sons"}
    assert f"{there} = {{{{Sand and Sons}}}}" in _latex("report" if field == "institution" else "book", **values)


@pytest.mark.parametrize(
    ("language", "langid", "name"),
    [("en-GB", "british", "english"), ("da", "danish", "danish"), ("nn", "nynorsk", "norwegian")],
)
def test_languages_are_those_that_biblatex_knows(language: str, langid: str, name: str) -> None:
    made = _latex("book", language=language)
    assert f"langid = {{{langid}}}" in made
    assert f"  language = {{{name}}}" in made


def test_dates_have_their_day_in_bibtex() -> None:
    made = bibtex(article(issued=PartialDate(2024, 5, 31)))
    assert "month = may" in made
    assert "day = {31}" in made
    assert "day = " not in bibtex(article(issued=PartialDate(2024, 5)))


@pytest.mark.parametrize(("type_", "kind"), [("report", "institution"), ("thesis", "school")])
def test_an_institution_stands_beside_the_publisher(type_: str, kind: str) -> None:
    both = work(Publication("k", type_, "T", publisher="Card Press", institution="Unit"))
    assert f"publisher = {{Card Press}},\n  {kind} = {{Unit}}" in bibtex(both)
    assert f"publisher = {{Card Press}},\n  {kind} = {{Unit}}" in bibtex(both, biblatex=True)


@pytest.mark.parametrize(
    ("type_", "there"),
    [
        ("artefact", "ART"),
        ("exhibition", "ART"),
        ("performance", "ART"),
        ("poster", "SLIDE"),
        ("preprint", "MANSCPT"),
    ],
)
def test_types_in_ris_are_no_articles_of_journals(type_: str, there: str) -> None:
    assert tags(ris(work(Publication("k", type_, "T"))), "TY") == [there]


def test_the_number_of_an_article_stands_where_readers_look_for_pages() -> None:
    assert (tags(ris(article(article_number="e17")), "SP"), tags(ris(article(article_number="e17")), "C7")) == (
        ["e17"], ["e17"],
    )  # fmt: skip
    assert tags(ris(article(article_number="e17", pages="1-9")), "SP") == ["1"]


def test_patents_say_country_and_filing_where_zotero_reads_them() -> None:
    patent = Publication("k", "patent", "T", country="DK", filed=PartialDate(2023, 1, 31), publisher="Acme")
    made = ris(work(patent))
    assert [tags(made, tag) for tag in ("CY", "C3", "C1")] == [["DK"], ["DK"], ["2023/01/31"]]
    assert "nationality = {DK}" in bibtex(work(patent), biblatex=True)
