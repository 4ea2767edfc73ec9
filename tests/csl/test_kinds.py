"""Kinds of citations that were wrong once, each with several instances. What is right is what citeproc-js makes, or the
rule that is named."""

from pathlib import Path
from typing import Any

import pytest

from kartotek.csl import StyleError, load_style, parse_style
from tests.csl.citations import BERG, LIND, day, item


def cited(style: str, one: dict[str, Any]) -> str:
    return load_style(style, "en").cite(one)


def styled(layout: str, one: dict[str, Any], *, more: str = "", options: str = "") -> str:
    """An item in a style that has only a layout."""
    style = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {options}><info/>{more}'
        f"<bibliography><layout>{layout}</layout></bibliography></style>"
    )
    return parse_style(style.encode()).cite(one)


def in_title_case(title: str) -> str:
    return styled("<text variable='title' text-case='title'/>", item("book", title))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Roe v. Wade", "Roe v. Wade"),
        ("the case of Elsevire Inc. v. Sci-Hib revisited", "The Case of Elsevire Inc. v. Sci-Hib Revisited"),
        ("Kramer vs. Kramer", "Kramer vs. Kramer"),
        ("the U.S. in the world", "The U.S. in the World"),
        ("waking up at 5 a.m. in winter", "Waking up at 5 a.m. in Winter"),
        ("no. 5 of the series", "No. 5 of the Series"),
        ("the end. a beginning", "The End. a Beginning"),
        ("the end? a beginning", "The End? A Beginning"),
    ],
)
def test_a_full_stop_is_no_end_of_a_title(title: str, said: str) -> None:
    assert in_title_case(title) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("an S-matrix for 't Hooft's holes", "An S-Matrix for ’t Hooft’s Holes"),
        ("on d'Arc and l'Hôpital", "On d’Arc and l’Hôpital"),
        ("the o'clock that wasn't", "The o’clock That Wasn’t"),
        ("an apostrophe’s life", "An Apostrophe’s Life"),
    ],
)
def test_what_follows_an_apostrophe_stays_small(title: str, said: str) -> None:
    assert in_title_case(title) == said


@pytest.mark.parametrize("name", ["FMICS", "CLEF 2010", "INTERSPEECH", "LREC", "ACM SIGCOMM"])
@pytest.mark.parametrize("style", ["chicago-author-date", "modern-language-association", "apa", "ieee"])
def test_a_container_called_by_an_acronym_keeps_it(style: str, name: str) -> None:
    made = cited(style, item("paper-conference", "On cards", author=[LIND], **{"container-title": name}))
    assert name in made


@pytest.mark.parametrize("name", ["FMICS", "CLEF 2010"])
def test_an_acronym_is_no_sentence(name: str) -> None:
    assert styled("<text variable='title' text-case='sentence'/>", item("book", name)) == name
    shouted = styled("<text variable='title' text-case='sentence'/>", item("book", "THE ORIGIN OF SPECIES"))
    assert shouted == "The origin of species"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("why E = mc² holds", "Why E = mc² Holds"),
        ("the p53 gene", "The p53 Gene"),
        ("saline solution of β-carotene", "Saline Solution of β-Carotene"),
        ("the x<sup>th</sup> of pH 7", "The x<sup>th</sup> of pH 7"),
    ],
)
def test_signs_are_no_words(title: str, said: str) -> None:
    assert in_title_case(title) == said


@pytest.mark.parametrize("style", ["apa", "ieee", "modern-language-association", "harvard"])
@pytest.mark.parametrize(
    ("page", "label"),
    [("xi-xxv", "pp."), ("xi", "p."), ("XI\u2013XXV", "pp."), ("a-f", "pp."), ("i, iv", "pp."), ("S12-S15", "pp."),
     ("e123", "p.")],
)  # fmt: skip
def test_pages_in_letters_are_several_as_others_are(style: str, page: str, label: str) -> None:
    made = cited(style, item("chapter", "Foreword", author=[LIND], page=page, **{"container-title": "Big book"}))
    assert f" {label} " in made.replace("(", " ")


@pytest.mark.parametrize(
    ("page", "form", "said"),
    [
        ("110-5", "expanded", "110\u2013115"),
        ("N110-5", "expanded", "N110-5"),
        ("N110-N5", "expanded", "N110\u2013N115"),
        ("110-N6", "expanded", "110-N6"),
        ("n11564-n1568", "minimal", "n11564\u20138"),
        ("xi-xxv", "expanded", "xi\u2013xxv"),
        ("1536-1538", "chicago", "1536\u201338"),
        ("12-1\u201312-15", "minimal", "12-1\u201312-15"),
    ],
)
def test_a_range_of_pages_has_one_prefix(page: str, form: str, said: str) -> None:
    layout = "<text variable='page'/>"
    assert styled(layout, item("book", "T", page=page), options=f"page-range-format='{form}'") == said


HARD_DOIS = (
    ("10.1580/1080-6032(2003)014[0064:br]2.0.co;2", "10.1580/1080-6032(2003)014%5B0064:br%5D2.0.co;2"),
    ("10.1002/(sici)1096<1::aid-a>3.0.co;2-#", "10.1002/(sici)1096%3C1::aid-a%3E3.0.co;2-%23"),
    ("10.1000/a b'c..d", "10.1000/a%20b%27c..d"),
)


@pytest.mark.parametrize(("doi", "encoded"), HARD_DOIS)
def test_a_doi_is_itself_and_encoded_only_in_an_address(doi: str, encoded: str) -> None:
    one = item("article-journal", "Sharks", author=[LIND], DOI=doi, **{"container-title": "J"})
    shown = doi.replace("<", "&lt;").replace(">", "&gt;")
    assert f"doi:{shown}" in cited("vancouver", one)
    assert f"doi: {shown}" in cited("ieee", one)
    for style in ("apa", "chicago", "harvard", "mla"):
        assert f"https://doi.org/{encoded}" in cited(style, one)


def test_ieee_says_that_something_is_online() -> None:
    addresses = ("https://a.example/1", "https://b.example/", "https://c.example/x.pdf")
    for type_, address in zip(("report", "paper-conference", "thesis"), addresses, strict=True):
        made = cited("ieee", item(type_, "On cards", author=[LIND], URL=address, issued=day(2020), publisher="P"))
        assert f"[Online]. Available: {address}" in made


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("<group><text value='in'/><text variable='note'/></group>", ""),
        ("<group><group><text value='in'/></group><text variable='note'/></group>", "in"),
        ("<group><text macro='words'/><text variable='note'/></group>", "words"),
        ("<group><text macro='empty'/><text value='in'/></group>", ""),
        ("<group><group><text value='in'/><text variable='note'/></group><text value='x'/></group>", ""),
    ],
)
def test_a_group_in_a_group_counts_as_a_variable(group: str, said: str) -> None:
    macros = (
        "<macro name='words'><text value='words'/></macro>"
        "<macro name='empty'><text value='no '/><text variable='note'/></macro>"
    )
    assert styled(group, item("book", "T"), more=macros) == said


def test_a_space_before_a_delimiter_stays() -> None:
    three = item("book", "Karten", author=[LIND, BERG, LIND], publisher="P", **{"publisher-place": "Aarhus"})
    assert cited("din-1505-2", three).count("</span> ; <span") == 2
    assert "Aarhus\u00a0: P" in cited("din-1505-2", three)
    for delimiter in (" ; ", " , ", " · "):
        layout = f"<group delimiter='{delimiter}'><text variable='publisher'/><text variable='title'/></group>"
        assert styled(layout, three) == f"P{delimiter}Karten"


@pytest.mark.parametrize("display", ["block", "indent"])
def test_a_block_has_a_line_of_its_own(display: str) -> None:
    one = item("book", "On cards", note="A note.", publisher="P")
    block = f"<text variable='note' display='{display}'/>"
    assert styled(f"<text variable='title'/>{block}", one) == "On cards<br>A note."
    assert styled(f"{block}<text variable='title'/>", one) == "A note.<br>On cards"
    assert styled(f"<text variable='title'/>{block}<text variable='publisher'/>", one) == "On cards<br>A note.<br>P"
    columns = "<text variable='publisher' display='left-margin'/><text variable='title' display='right-inline'/>"
    assert styled(columns, one) == "P On cards"


@pytest.mark.parametrize(
    ("attributes", "title", "said"),
    [
        ("font-weight='bold'", "a <b>b</b> c", "<b>a </b>b<b> c</b>"),
        ("font-style='italic'", "a <i>b</i> c", "<i>a </i>b<i> c</i>"),
        ("font-variant='small-caps'", "a <sc>b</sc>", '<span class="small-caps">a </span>b'),
        ("font-style='italic'", "a <b>b</b> c", "<i>a <b>b</b> c</i>"),
        ("font-style='italic'", 'a <span class="nodecor">b</span>', "<i>a </i>b"),
        ("font-style='italic' font-weight='bold'", "a <i>b</i>", "<i><b>a </b></i><b>b</b>"),
    ],
)
def test_formatting_within_the_same_formatting_turns_over(attributes: str, title: str, said: str) -> None:
    assert styled(f"<text variable='title' {attributes}/>", item("book", title)) == said


@pytest.mark.parametrize(
    ("attribute", "tag"),
    [("font-weight='bold'", "b"), ("font-style='italic'", "i"), ("text-decoration='underline'", "u")],
)
def test_formatting_of_a_style_within_the_same_is_the_same(attribute: str, tag: str) -> None:
    layout = f"<group {attribute}><text value='a '/><text variable='title' {attribute}/></group>"
    assert styled(layout, item("book", "b")) == f"<{tag}>a b</{tag}>"


def test_each_name_has_the_affixes_of_names() -> None:
    three = item("book", "T", author=[LIND, BERG, LIND])
    order = "name-as-sort-order='all' sort-separator=' '"
    layout = f"<names variable='author'><name initialize-with='' suffix='.' {order}/></names>"
    assert styled(layout, three) == "Lind A., Berg B., Lind A."
    group = {"literal": "World Health Organization"}
    assert styled(layout, item("book", "T", author=[LIND, group])) == "Lind A., World Health Organization"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Anon"),
        ({"editor": [BERG]}, "Bo Berg"),
        ({"translator": [LIND]}, "Ada Lind"),
        ({"author": [LIND]}, "Ada Lind"),
    ],
)
def test_a_choice_of_substitutes_gives_one(more: dict[str, Any], said: str) -> None:
    layout = (
        "<names variable='author'><substitute><choose><if type='song'><text value='x'/></if><else>"
        "<names variable='editor'/><names variable='translator'/><text value='Anon'/></else></choose></substitute>"
        "</names>"
    )
    assert styled(layout, item("book", "T", **more)) == said


@pytest.mark.parametrize("number", ["<text variable='citation-number'/>", "<number variable='citation-number'/>"])
def test_an_entry_alone_has_no_number(number: str) -> None:
    one = item("book", "T")
    assert styled(f"{number}<text variable='title'/>", one) == "T"
    assert styled(f"<group prefix='[' suffix='] '>{number}</group><text variable='title'/>", one) == "T"
    assert styled(f"<group delimiter='. '>{number}<text variable='title'/></group>", one) == "T"


@pytest.mark.parametrize(
    ("text", "said"),
    [("EDB-tjensten for fag", "EDB-Tjensten For Fag"), ("on l'été", "On L’été"), ("(in press)", "(In Press)")],
)
def test_all_words_have_capitals(text: str, said: str) -> None:
    assert styled("<text variable='title' text-case='capitalize-all'/>", item("book", text)) == said


def test_apostrophes_of_styles_are_printed_as_such() -> None:
    for affix in ("Disponible à l'adresse ", "aujourd'hui ", "n'est "):
        made = styled(f'<text variable="title" prefix="{affix}"/>', item("book", "T"))
        assert made == affix.replace("'", "\u2019") + "T"


@pytest.mark.parametrize("title", ["a <i>b", "a b</i>", "<sup>a", "a <b>b<i></b>"])
def test_half_a_tag_is_text(title: str) -> None:
    made = styled("<text variable='title'/>", item("book", title))
    assert made.replace("<b>", "").replace("</b>", "").count("<") == 0
    assert "&lt;" in made


@pytest.mark.parametrize(
    ("short", "name", "opening"),
    [
        ("harvard", "harvard-cite-them-right", "\u2018"),
        ("chicago", "chicago-author-date", "\u201c"),
        ("mla", "modern-language-association", "\u201c"),
        ("vancouver", "nlm-citation-sequence", ""),
    ],
)
def test_a_short_name_is_the_style_itself(short: str, name: str, opening: str) -> None:
    one = item("article-journal", "On cards", author=[LIND], editor=[BERG, LIND], **{"container-title": "J"})
    assert load_style(short, "en").name == load_style(name, "en").name == name
    assert cited(short, one) == cited(name, one)
    assert opening in cited(short, one)


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("<text macro='nope'/>", "there is no macro 'nope'"),
        ("<group><choose><if type='book'><text macro='title'/></if></choose></group>", "there is no macro 'title'"),
        ("<names variable='author'><substitute><text macro='x'/></substitute></names>", "there is no macro 'x'"),
        ("<number form='roman'/>", "an element has no 'variable'"),
        ("<text/>", "a text has none of value, term, macro and variable"),
        ("<nope/>", "there is no element 'nope'"),
    ],
)
def test_what_is_wrong_with_a_style_is_said(layout: str, said: str, tmp_path: Path) -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info/>'
        f"<bibliography><layout>{layout}</layout></bibliography></style>"
    )
    (tmp_path / "mine.csl").write_text(style)
    with pytest.raises(StyleError, match=f"the style mine.csl cannot be understood: {said}"):
        load_style("mine.csl", "en", tmp_path)


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ({"family": "van Happel", "given": "Eduard"}, "Happel, Eduard van"),
        ({"family": "de la Tour", "given": "Ana"}, "Tour, Ana de la"),
        ({"family": "d'Aubignac", "given": "François"}, "Aubignac, François d’"),
        ({"family": '"van Happel"', "given": "Eduard"}, "van Happel, Eduard"),
        ({"family": "Doe", "given": "John, III"}, "Doe, John, III"),
        ({"family": "boyd", "given": "danah"}, "boyd, danah"),
    ],
)
def test_particles_in_the_family_name_are_found(name: dict[str, str], inverted: str) -> None:
    one = item("book", "T", author=[name])
    layout = "<names variable='author'><name name-as-sort-order='all'/></names>"
    assert styled(layout, one) == inverted


@pytest.mark.parametrize(
    ("given", "said"),
    [("Ph. M.E.", "Ph.M.E."), ("ME.", "ME."), ("TSerendorjiin", "Ts."), ("Jean-Luc", "J.-L."), ("Søren", "S."),
     ("Åse Þóra", "Å.Þ.")],
)  # fmt: skip
def test_abbreviated_given_names_are_not_cut_again(given: str, said: str) -> None:
    one = item("book", "T", author=[{"family": "X", "given": given}])
    assert styled("<names variable='author'><name initialize-with='.'/></names>", one) == f"{said} X"


@pytest.mark.parametrize("type_", ["book", "thesis", "report"])
def test_one_type_of_several_is_enough(type_: str) -> None:
    layout = "<choose><if type='book thesis report' match='all'><text value='yes'/></if></choose>"
    assert styled(layout, item(type_, "T")) == "yes"
    assert styled(layout, item("song", "T")) == ""


@pytest.mark.parametrize("title", ["红楼梦", "源氏物語", "구운몽"])
def test_scripts_without_italics_have_none(title: str) -> None:
    assert styled("<text variable='title' font-style='italic'/>", item("book", title, language="zh")) == title
    mixed = f"{title} in English"
    assert styled("<text variable='title' font-style='italic'/>", item("book", mixed)) == f"<i>{mixed}</i>"


@pytest.mark.parametrize(("term", "said"), [("and", "And"), ("in", "In"), ("no date", "No date")])
def test_an_entry_begins_with_a_capital(term: str, said: str) -> None:
    one = item("book", "T")
    assert styled(f"<text term='{term}'/>", one) == said
    assert styled(f"<text variable='title'/><text term='{term}' prefix=' '/>", one) == f"T {term}"
    assert styled(f"<text value='x '/><text term='{term}'/>", one) == f"x {term}"
