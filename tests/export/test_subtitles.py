"""A title with a question mark or an exclamation mark at its end has no colon before its subtitle."""

import json
import re
from dataclasses import replace

import pytest

from kartotek.export.bibtex import bibtex
from kartotek.export.csl import csl_in_file, csl_item
from kartotek.export.dublin_core import simple
from kartotek.export.ris import ris
from kartotek.export.schema_org import work_thing
from kartotek.importers.csl import read
from kartotek.importers.csl_fields import draft
from kartotek.model.publication import OtherWork, Publication
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from kartotek.text.dates import PartialDate
from kartotek.view.named import full_title
from tests.conftest import WriteSite
from tests.export.works import ARTICLE_RECORD, article, tags, work
from tests.importers.exported import imported

TITLES = [
    ("What is a card?", "A study", "What is a card? A study"),
    ("Cards!", "A cry", "Cards! A cry"),
    ("“Who reads?”", "Notes", "“Who reads?” Notes"),
    ("何か？", "研究", "何か？ 研究"),
    ("What? Nothing", "A study", "What? Nothing: A study"),
]


@pytest.mark.parametrize(("title", "subtitle", "whole"), TITLES)
def test_no_colon_follows_a_question_mark(title: str, subtitle: str, whole: str) -> None:
    made = article(title=title, subtitle=subtitle)
    assert csl_item(made)["title"] == work_thing(made)["name"] == dict(simple(made))["title"] == whole
    assert tags(ris(made), "TI") == [whole]
    assert whole in bibtex(made).replace("{", "").replace("}", "")
    back = imported(json.dumps([csl_in_file(made)]), read, draft)[0].data
    assert (back["title"], back["subtitle"]) == (title, subtitle)


MARKED = ["What about [iPhone?]{.nocase}", "Was ist `Wer?`", "*What?*"]


@pytest.mark.parametrize("title", MARKED)
def test_markdown_does_not_hide_the_question_mark(title: str) -> None:
    book = Publication("b", "book", title, subtitle="A study", issued=PartialDate(2013))
    assert "? A study" in full_title(book).striptags()
    review = replace(ARTICLE_RECORD, type="book-review", reviewed=OtherWork(id="b"))
    assert "? A study" in re.sub("<[^>]*>", "", str(csl_item(work(review, book))["reviewed-title"]))


@pytest.mark.parametrize("title", MARKED)
def test_nor_on_its_page(write_site: WriteSite, title: str) -> None:
    entry = f"---\ntype: book\ntitle: '{title}'\nsubtitle: A study\nissued: 2013\nauthors: [Bo Berg]\n---\n"
    site = write_site({"site.yaml": "title: T\nsearch: false\n", "content/publications/a.md": entry})
    build(BuildOptions(site, site / "dist"))
    heading = re.search("<h1.*?</h1>", (site / "dist/publications/a/index.html").read_text("utf-8"), re.DOTALL)
    assert heading is not None
    assert ":" not in re.sub("<[^>]*>", "", heading[0])


@pytest.mark.parametrize(("title", "subtitle", "whole"), TITLES)
def test_nor_in_what_others_say_of_it(title: str, subtitle: str, whole: str) -> None:
    book = Publication("b", "book", title, subtitle=subtitle, issued=PartialDate(2013))
    assert csl_item(work(Publication("c", "chapter", "C", book="b"), book))["container-title"] == whole
    review = replace(ARTICLE_RECORD, type="book-review", reviewed=OtherWork(id="b"))
    assert csl_item(work(review, book))["reviewed-title"] == whole
