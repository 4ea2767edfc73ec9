"""Volumes, sections, short titles and abbreviations on pages, and what works have from the entry of their journal or
book."""

import json

import pytest

from tests.conftest import WriteSite
from tests.pages.test_saying import TWO_LANGUAGES, entry, made, text_of


@pytest.mark.parametrize(
    ("fields", "english", "danish"),
    [
        ("type: book\nshort_title: '*Cards*'", "Short title Cards", "Kort titel Cards"),
        ("type: book\nseries: S\nseries_number: 41\nvolume: 2", "Number in series 41", "Nummer i serien 41"),
        ("type: book\nvolume: 2\nvolume_title: Drawers", "Title of the volume or issue Drawers", "titel Drawers"),
        ("type: anthology\nnumber_of_volumes: 4", "Number of volumes 4", "Antal bind 4"),
        ("type: article-newspaper\njournal: J\nsection: Culture", "Section Culture", "Sektion Culture"),
        ("type: paper-conference\nbook: B\nsection: Short papers", "Section Short papers", "Sektion Short papers"),
        ("type: article-journal\njournal: J\ncontainer_title_short: Jo.", "Abbreviated title Jo.", "titel Jo."),
        (
            "type: book\nisbn: 978-3-16-148410-0\neisbn: 978-0-262-51087-5",
            "ISBN 978-3-16-148410-0 (printed) 978-0-262-51087-5 (electronic)",
            "978-0-262-51087-5 (elektronisk)",
        ),
        ("type: article-journal\njournal: J\neissn: 2434-561X", "ISSN 2434-561X (electronic)", "561X (elektronisk)"),
        (
            "type: article-journal\njournal: J\napc: {amount: 1850, currency: eur, paid_by: The Library}",
            "Publication charge €1,850.00 (paid by The Library)",
            "Publiceringsafgift 1.850,00 € (betalt af The Library)",
        ),
        (
            "type: book\nplain_summary: {en: Cards help., da: Kort hjælper.}",
            "Plain-language summary English Cards help.",
            "Resumé i almindeligt sprog Dansk Kort hjælper.",
        ),
    ],
)
def test_rows_of_the_page(write_site: WriteSite, fields: str, english: str, danish: str) -> None:
    dist = made(write_site({"site.yaml": TWO_LANGUAGES, "content/publications/a.md": entry(f"{fields}\ntitle: T")}))
    assert english in text_of(dist / "publications/a/index.html")
    assert danish in text_of(dist / "da/publications/a/index.html")


def test_an_electronic_issn_of_a_journal_is_on_its_page_and_those_of_its_articles(write_site: WriteSite) -> None:
    files = {
        "content/journals/j.md": "---\ntitle: J\nissn: 1234-5679\neissn: 2434-561X\n---\n",
        "content/publications/a.md": entry("type: article-journal\njournal: j\ntitle: T"),
    }
    dist = made(write_site({"site.yaml": TWO_LANGUAGES, **files}))
    assert "ISSN 1234-5679 ISSN 2434-561X (electronic)" in text_of(dist / "journals/j/index.html")
    assert "ISSN 1234-5679 (trykt) ISSN 2434-561X (elektronisk)" in text_of(dist / "da/publications/a/index.html")


ORIGINAL = (
    "type: book\ntitle: The rites\nlanguage: en\n"
    "original: {title: 'Les *rites* et $x^2$', language: fr, issued: 1909, publisher: Nourry, place: Paris}"
)


def test_an_original_is_shown_with_its_formulas_and_in_its_language(write_site: WriteSite) -> None:
    dist = made(write_site({"site.yaml": TWO_LANGUAGES, "content/publications/a.md": entry(ORIGINAL)}))
    page = (dist / "da/publications/a/index.html").read_text("utf-8")
    assert '<span lang="fr">Les <em>rites</em> et <span class="math inline"><math' in page
    assert "</span>, Paris: Nourry, 1909 (Fransk)<" in page
    assert "Sprog Engelsk" in text_of(dist / "da/publications/a/index.html")


@pytest.mark.parametrize(
    ("authors", "english", "danish"),
    [
        ("[Ada Lind]", "Ada Lind: Cards", "Ada Lind: Cards"),
        ("[Ada Lind, Bo Berg]", "Ada Lind and Bo Berg: Cards", "Ada Lind og Bo Berg: Cards"),
        ("[Ada Lind, Bo Berg, Cy Dahl]", "Ada Lind, Bo Berg and Cy Dahl: Cards", "Ada Lind, Bo Berg og Cy Dahl: Cards"),
    ],
)
def test_a_reviewed_work_is_named_in_the_words_of_the_page(
    write_site: WriteSite, authors: str, english: str, danish: str
) -> None:
    review = f"type: book-review\njournal: J\ntitle: T\nreviewed: {{title: Cards, authors: {authors}}}"
    dist = made(write_site({"site.yaml": TWO_LANGUAGES, "content/publications/a.md": entry(review)}))
    assert f"Reviewed work {english}" in text_of(dist / "publications/a/index.html")
    assert danish in text_of(dist / "da/publications/a/index.html")


def test_the_abbreviation_of_a_journal_reaches_its_works(write_site: WriteSite) -> None:
    dist = made(
        write_site(
            {
                "content/journals/index.md": entry("title: Journal of Indexes\nabbreviation: J. Index."),
                "content/publications/a.md": entry("type: article-journal\ntitle: A\njournal: index"),
                "content/publications/b.md": entry("type: article-journal\ntitle: B\njournal: J. Index."),
                "content/publications/c.md": entry(
                    "type: article-journal\ntitle: C\njournal: index\ncontainer_title_short: JI"
                ),
            }
        )
    )
    for key, short in (("a", "J. Index."), ("b", "J. Index."), ("c", "JI")):
        (item,) = json.loads((dist / f"publications/{key}/{key}.json").read_text("utf-8"))
        assert (item["container-title"], item["container-title-short"]) == ("Journal of Indexes", short)
    assert "Abbreviated title J. Index." in text_of(dist / "journals/index/index.html")


def test_a_chapter_is_in_the_volume_of_its_book(write_site: WriteSite) -> None:
    book = "type: book\ntitle: The Book\nshort_title: Book\nseries: S\nseries_number: 41\nvolume: 2\n"
    dist = made(
        write_site(
            {
                "content/publications/book.md": entry(f"{book}volume_title: Drawers\nnumber_of_volumes: 4"),
                "content/publications/c.md": entry("type: chapter\ntitle: C\nbook: book"),
            }
        )
    )
    (item,) = json.loads((dist / "publications/c/c.json").read_text("utf-8"))
    assert (item["collection-number"], item["volume"], item["volume-title"]) == ("41", "2", "Drawers")
    assert (item["number-of-volumes"], item["container-title-short"]) == ("4", "Book")


def test_a_review_shows_and_cites_what_it_reviews(write_site: WriteSite) -> None:
    review = "type: book-review\ntitle: Diverging teachers\nauthors: [Kengo Akiyami]\njournal: Times\nissued: 2015"
    dist = made(
        write_site(
            {
                "site.yaml": TWO_LANGUAGES,
                "content/publications/sacred.md": entry("type: book\ntitle: Sacred texts\nauthors: [David Stork]"),
                "content/publications/a.md": entry(f"{review}\nrelated: [{{id: sacred, relation: Reviews}}]"),
                "content/publications/b.md": entry(f"{review}\nreviewed: {{title: Other texts, authors: [Bo Berg]}}"),
                "content/publications/c.md": entry(f"{review}\nreviewed: {{id: sacred}}"),
            }
        )
    )
    for key, title, by in (("a", "Sacred texts", "David Stork"), ("b", "Other texts", "Bo Berg")):
        page = text_of(dist / f"publications/{key}/index.html").replace(" ,", ",")
        assert f"Reviewed work {by}: {title}" in page
        assert f"Review of the book {title}, by {by[0]}. {by.split()[1]}" in page
        assert "Review of the book Diverging" not in page
        assert f"Anmeldt værk {by}: {title}" in text_of(dist / f"da/publications/{key}/index.html")
    book = text_of(dist / "publications/sacred/index.html")
    assert book.count("Diverging teachers") >= 2, "the book leads to both reviews"


def test_a_translation_shows_its_original(write_site: WriteSite) -> None:
    fields = (
        "type: book\ntitle: The rites\nissued: 1960\nauthors: [Arnold van Gennep]\nlanguage: en\n"
        "original: {title: Les rites, language: fr, issued: 1909, publisher: Nourry, place: Paris}"
    )
    dist = made(write_site({"site.yaml": TWO_LANGUAGES, "content/publications/a.md": entry(fields)}))
    page = text_of(dist / "publications/a/index.html")
    assert "Original Les rites , Paris: Nourry, 1909 (French)" in page
    assert "Nourry, 1909 (fransk)" in text_of(dist / "da/publications/a/index.html").lower().replace("nourry", "Nourry")
