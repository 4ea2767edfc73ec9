"""The work that a review is about, and the original of a reprint or a translation, in each format."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_in_file, csl_item
from kartotek.export.datacite import datacite
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.model.publication import OtherWork, Publication, Relation
from kartotek.text.dates import PartialDate
from tests.export.works import ARTICLE_RECORD, person, tags, work

BOOK = Publication("sacred", "book", "Sacred texts", subtitle="A history", authors=(person("David", "Stork"),),
    issued=PartialDate(2013), doi="10.1234/sacred", language="en")  # fmt: skip
REVIEW = replace(ARTICLE_RECORD, type="book-review", title="Diverging teachers", authors=(person("Kengo", "Akiyami"),))
TOLD = OtherWork("Sacred texts: A history", (person("David", "Stork"),), PartialDate(2013))


@pytest.mark.parametrize(
    ("review", "book"),
    [
        ({"reviewed": TOLD}, {}),
        ({"reviewed": OtherWork(id="sacred")}, {}),
        ({"related": (Relation("Reviews", id="sacred"),)}, {}),
        ({"related": (Relation("Reviews", doi="10.1234/sacred"),)}, {}),
        ({}, {"related": (Relation("IsReviewedBy", id="a"),)}),
    ],
)
def test_a_review_names_the_book_and_never_itself(review: dict[str, Any], book: dict[str, Any]) -> None:
    made = work(replace(REVIEW, **review), replace(BOOK, **book))
    item = csl_item(made)
    assert (item["type"], item["title"]) == ("review-book", "Diverging teachers")
    assert item["reviewed-title"] == "Sacred texts: A history"
    assert item["reviewed-author"] == [{"family": "Stork", "given": "David"}]
    assert tags(ris(made), "RI") == ["Sacred texts: A history, by David Stork"]
    said = "{Review of Sacred texts: A history, by David Stork}"
    assert f"  titleaddon = {said},\n" in bibtex(made, biblatex=True)
    assert f"  note = {said},\n" in bibtex(made)
    (about,) = [item for item in datacite(made)["relatedItems"] if item["relationType"] == "Reviews"]
    assert (about["titles"], about["publicationYear"]) == ([{"title": "Sacred texts: A history"}], "2013")
    thing = work_thing(made)["itemReviewed"]
    assert (thing["@type"], thing["name"], thing["author"][0]["name"]) == (
        "Book", "Sacred texts: A history", "David Stork",
    )  # fmt: skip


def test_what_an_entry_says_itself_goes_before_what_the_entry_of_the_book_says() -> None:
    said = OtherWork("Old texts", id="sacred")
    item = csl_item(work(replace(REVIEW, reviewed=said), BOOK))
    assert (item["reviewed-title"], item["reviewed-author"][0]["family"]) == ("Old texts", "Stork")


@pytest.mark.parametrize("make", [csl_item, csl_in_file])
def test_a_review_of_a_work_that_is_not_known_is_an_article(make: Callable[[Work], dict[str, Any]]) -> None:
    for related in ((), (Relation("Reviews", doi="10.1234/elsewhere"),)):
        item = make(work(replace(REVIEW, related=related)))
        assert item["type"] == "article-journal"
        assert "reviewed-title" not in item


FRENCH = OtherWork("Les rites", (person("Arnold", "van Gennip"),), PartialDate(1909), "fr", "Nourry", "Paris")


@pytest.mark.parametrize(
    ("original", "relation", "name"),
    [
        (FRENCH, "IsTranslationOf", "translationOfWork"),
        (replace(FRENCH, language="en-GB"), "IsVariantFormOf", "exampleOfWork"),
        (replace(FRENCH, language=""), "IsVersionOf", "exampleOfWork"),
    ],
)
def test_reprints_and_translations(original: OtherWork, relation: str, name: str) -> None:
    made = work(replace(ARTICLE_RECORD, type="book", journal="", title="The rites", original=original))
    item = csl_item(made)
    assert [item[f"original-{part}"] for part in ("title", "publisher", "publisher-place")] == [
        "Les rites", "Nourry", "Paris",
    ]  # fmt: skip
    assert item["original-date"] == {"date-parts": [[1909]]}
    assert item["original-author"][0]["family"].endswith("Gennip")
    entry = bibtex(made, biblatex=True)
    for field, value in (("origtitle", "Les rites"), ("origdate", "1909"), ("origlocation", "Paris")):
        assert f"  {field} = {{{value}}},\n" in entry
    assert ("  origlanguage = {french},\n" in entry) == (original.language == "fr")
    assert "  note = {Originally published as: Les rites, Paris: Nourry, 1909},\n" in bibtex(made)
    assert tags(ris(made), "OP") == ["Les rites, Paris: Nourry, 1909"]
    assert datacite(made)["relatedItems"][0]["relationType"] == relation
    assert (work_thing(made)[name]["name"], work_thing(made)[name]["datePublished"]) == ("Les rites", "1909")


@pytest.mark.parametrize("said", [{"id": "rites"}, {"doi": "10.1234/rites"}])
def test_a_translation_that_is_related_to_its_original_names_it(said: dict[str, str]) -> None:
    first = replace(BOOK, key="rites", title="Les rites", subtitle="", language="fr", doi="10.1234/rites",
        publisher="Nourry", issued=PartialDate(1909))  # fmt: skip
    translation = replace(ARTICLE_RECORD, type="book", journal="", related=(Relation("IsTranslationOf", **said),))
    item = csl_item(work(translation, first))
    assert (item["original-title"], item["original-publisher"]) == ("Les rites", "Nourry")
    assert item["original-date"] == {"date-parts": [[1909]]}


def test_a_reprint_may_name_the_entry_of_its_original() -> None:
    first = replace(BOOK, key="first", title="Information theory", publisher="John Wiley", issued=PartialDate(1959))
    made = work(replace(ARTICLE_RECORD, type="book", journal="", original=OtherWork(id="first")), first)
    item = csl_item(made)
    assert (item["original-date"], item["original-publisher"]) == ({"date-parts": [[1959]]}, "John Wiley")


@pytest.mark.parametrize("field", ["reviewed", "original"])
def test_particles_are_in_the_family_names_of_files(field: str) -> None:
    """Zotero drops a particle that is told apart."""
    other = OtherWork("Sacred texts", (person("Johannes", "van der Waals"),), PartialDate(2013))
    told: dict[str, Any] = {field: other}
    item = csl_in_file(work(replace(REVIEW, **told)))
    [name] = item[f"{field}-author"]
    assert name["family"] == "van der Waals"
    assert "non-dropping-particle" not in name


MARKED = OtherWork(
    "On $x^2$ and *Cards* & co", (person("Ada", "Lind"), person("Bo", "Berg"), person("Cy", "Dahl")), language="de"
)
BY = "by Ada Lind, Bo Berg and Cy Dahl"


def test_formulas_and_emphasis_in_the_title_of_another_work_stay_what_they_are() -> None:
    made = work(replace(ARTICLE_RECORD, type="book", journal="", original=MARKED))
    assert csl_item(made)["original-title"] == "On $x^2$ and <i>Cards</i> & co"
    assert "  origtitle = {On $x^2$ and \\textit{Cards} \\& co},\n" in bibtex(made, biblatex=True)
    assert "  note = {Originally published as: On $x^2$ and Cards \\& co},\n" in bibtex(made)
    review = work(replace(REVIEW, reviewed=MARKED))
    assert csl_item(review)["reviewed-title"] == "On $x^2$ and <i>Cards</i> & co"
    assert f"{{Review of On $x^2$ and Cards \\& co, {BY}}}" in bibtex(review)
    assert tags(ris(review), "RI") == [f"On $x^2$ and Cards & co, {BY}"]
    assert work_thing(review)["itemReviewed"]["name"] == "On $x^2$ and Cards & co"
