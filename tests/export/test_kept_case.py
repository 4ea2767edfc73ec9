"""Words whose capitals must stay, `[DNA]{.nocase}`: citations and .bib know them, everything else shows the words."""

import json
import re
from typing import Any

import pytest

from kartotek.csl import load_style
from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_in_file, csl_item
from kartotek.export.datacite import datacite
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.export.work import Work
from kartotek.model.common import Contributor
from kartotek.model.publication import Publication
from kartotek.pages.parts.cite import cited_item
from kartotek.render.language import Language
from kartotek.render.markdown import inline, plain, spans
from kartotek.roundtrip.compare import disagreements_of, formats
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.dates import PartialDate
from kartotek.text.likeness import may_be_one_title
from kartotek.text.names import PersonName
from kartotek.text.rich import Span
from tests.conftest import WriteSite
from tests.export.works import TODAY, work

LIND = Contributor(PersonName("Ada", "Lind"))


def made(title: str, **values: Any) -> Work:
    values = {"type": "book", "language": "en", **values}
    return work(Publication("a", title=title, authors=(LIND,), issued=PartialDate(2020), **values))


def cited(style: str, of: Work) -> str:
    return re.sub("<[^>]+>", "", load_style(style, "en").cite(cited_item(of, Language("en"))))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("[DNA]{.nocase} in cards", "DNA in cards"),
        ("Plots with [knitr]{.nocase}", "Plots with knitr"),
        ("A [*E. coli* K-12]{.nocase} card", "A E. coli K-12 card"),
        ("[A [b] c]{.nocase}, [d]{.nocase}", "A [b] c, d"),
        ("[link](https://x.example/) [x]{.other}", "[link](https://x.example/) [x]{.other}"),
    ],
)
def test_a_page_shows_the_words_alone(title: str, shown: str) -> None:
    assert plain(title) == shown
    assert "nocase" not in inline(title)
    assert "span" not in inline(title)
    record = made(title)
    for text in (ris(record), json.dumps(datacite(record)), json.dumps(work_thing(record))):
        assert shown in text
        assert ".nocase" not in text


@pytest.mark.parametrize("style", ["chicago", "mla"])
@pytest.mark.parametrize(
    ("title", "kept", "without"),
    [
        ("Plots with [knitr]{.nocase} in cards", "Plots with knitr in Cards", "Plots with Knitr in Cards"),
        ("The [mc²]{.nocase} formula", "The mc² Formula", ""),
        ("On [p]{.nocase}-adic numbers", "On p-Adic Numbers", "On P-Adic Numbers"),
        ("[bell hooks]{.nocase} and her cards", "bell hooks and Her Cards", "Bell Hooks and Her Cards"),
    ],
)
def test_a_style_leaves_them(style: str, title: str, kept: str, without: str) -> None:
    assert kept in cited(style, made(title))
    assert without in cited(style, made(re.sub(r"\[(.*?)\]\{.nocase\}", r"\1", title)))


@pytest.mark.parametrize("acronym", ["FMICS", "CLEF 2020", "INTERSPEECH"])
@pytest.mark.parametrize("style", ["chicago", "mla"])
def test_a_container_called_by_an_acronym(style: str, acronym: str) -> None:
    """The same letters in a title stay, too."""
    assert acronym in cited(style, made("On cards", type="paper-conference", book=acronym))
    assert acronym in cited(style, made("On cards", series=acronym))


@pytest.mark.parametrize("title", ["All about [knitr]{.nocase}", "The [de Broglie]{.nocase} book", "[pH]{.nocase}"])
def test_the_book_of_a_chapter(title: str) -> None:
    """The title of a book that has an entry is one with markup."""
    book = Publication("b", "book", title, language="en")
    chapter = Publication("a", "chapter", "One", authors=(LIND,), book="b", language="en")
    words = re.sub(r"\[(.*?)\]\{.nocase\}", r"\1", title)
    kept = re.search(r"\[(.*?)\]", title)
    assert kept is not None
    assert kept[1] in cited("chicago", work(chapter, book))
    assert csl_item(work(chapter, book))["container-title"].count('<span class="nocase">') == 1
    assert f"{{{kept[1]}}}" in bibtex(work(chapter, book))
    assert words in ris(work(chapter, book))


@pytest.mark.parametrize("biblatex", [False, True])
@pytest.mark.parametrize("word", ["knitr", "Bayesian", "van der Waals"])
def test_bib_has_braces_around_them(word: str, biblatex: bool) -> None:
    title = f"[{word}]{{.nocase}} Methods for Cards"
    assert f"title = {{{{{word}}} Methods for Cards}}" in bibtex(made(title), biblatex=biblatex)
    assert "{Methods}" not in bibtex(made(title), biblatex=biblatex)


def test_csl_json_has_the_span_that_readers_know() -> None:
    for item in (csl_item(made("On [knitr]{.nocase}")), csl_in_file(made("On [knitr]{.nocase}"))):
        assert item["title"] == 'On <span class="nocase">knitr</span>'


def test_what_is_emphasised_stays_emphasised() -> None:
    assert spans("*[coli]{.nocase}*") == (Span("coli", "em"),)


@pytest.mark.parametrize("title", ["[DNA]{.nocase} in cards", "On [knitr]{.nocase}", "A [*b* c]{.nocase} d"])
def test_nothing_is_lost_on_the_way(title: str) -> None:
    assert disagreements_of(made(title), TODAY, formats()) == []


def test_titles_are_one_with_and_without_the_mark() -> None:
    assert may_be_one_title("[mRNA]{.nocase}", "mRNA")


def test_a_portal_shows_no_trace_of_it(write_site: WriteSite) -> None:
    entry = "---\ntype: book\ntitle: '[knitr]{.nocase} for cards'\nsubtitle: A [pH]{.nocase} study\nissued: 2020\n---\n"
    site = write_site({"content/publications/a.md": entry, "site.yaml": "title: T\nsearch: false\n"})
    build(BuildOptions(site, site / "dist"))
    for file in (site / "dist").rglob("*.html"):
        assert ".nocase" not in file.read_text("utf-8"), file
