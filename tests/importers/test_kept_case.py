"""Braces in .bib files and spans of CSL-JSON: words are marked where their capitals would change, and nowhere else."""

import pytest

from kartotek.importers.markdown_text import line_of
from kartotek.importers.tex import markdown_blocks, markdown_line
from kartotek.render.markdown import plain

MARKED = {
    "A study of {knitr} plots and more": "A study of [knitr]{.nocase} plots and more",
    "{knitr} Methods for Cards": "[knitr]{.nocase} Methods for Cards",
    "Some Methods for {Gaussian} Random Fields": "Some Methods for [Gaussian]{.nocase} Random Fields",
    "On {p}-adic numbers and their use": "On [p]{.nocase}-adic numbers and their use",
    "Hepatitis {A} Virus Replication": "Hepatitis [A]{.nocase} Virus Replication",
    r"The \nocase{de} Broglie wave": "The [de]{.nocase} Broglie wave",
    r"The \NoCaseChange{knitr} book": "The [knitr]{.nocase} book",
    "Cards and {{knitr}} in use": "Cards and [knitr]{.nocase} in use",
}
HABITS = {
    "{The Whole Title}": "The Whole Title",
    "{{The Whole Title}}": "The Whole Title",
    "{DNA} and {mRNA} in the cards of {Denmark} and elsewhere": "DNA and mRNA in the cards of Denmark and elsewhere",
    "{B}ayesian {M}ethods for {D}rawers": "Bayesian Methods for Drawers",
    "{Bayesian} Methods for Drawers: {Some} Cards": "Bayesian Methods for Drawers: Some Cards",
    r"{\"U}ber {\'e}tudes {\O}": "Über études Ø",
    "{The} {Use} {of} {Braces} in cards": "The Use of Braces in cards",
    "Plots with {ggplot2} in {2020} and later": "Plots with ggplot2 in 2020 and later",
    r"On {$x$} and {\em coli} cards": "On $x$ and coli cards",
}


@pytest.mark.parametrize("value", MARKED)
def test_a_word_that_would_change_is_marked(value: str) -> None:
    assert markdown_line(value) == MARKED[value]


@pytest.mark.parametrize("value", HABITS)
def test_braces_that_say_nothing_are_dropped(value: str) -> None:
    assert markdown_line(value) == HABITS[value]


def test_an_abstract_has_none() -> None:
    assert markdown_blocks(r"We use \nocase{knitr} and {cards}.") == "We use knitr and cards."


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ('On <span class="nocase">knitr</span> cards', "On [knitr]{.nocase} cards"),
        ("<span class='nocase'>bell hooks</span> at work", "[bell hooks]{.nocase} at work"),
        ('The <span class="nocase"><i>E. coli</i> K</span> card', "The [*E. coli* K]{.nocase} card"),
        ('A <span style="x">word</span>', "A word"),
    ],
)
def test_the_span_of_csl_and_zotero(title: str, read: str) -> None:
    assert line_of(title) == read


@pytest.mark.parametrize("title", ["[a]{.nocase}", "A [b] {.nocase}", "[c]{d}"])
def test_what_looks_like_the_mark_is_shown_as_it_was(title: str) -> None:
    assert plain(line_of(title)) == title
