"""Tags of other programs become emphasis where they are pairs, and stay what was typed where they are not."""

import pytest

from kartotek.importers.markdown_text import line_of, paragraphs_of


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("A literal <b> here, and a <b>bold</b> word", r"A literal \<b> here, and a **bold** word"),
        ("cut in <i>Escherichia", r"cut in \<i>Escherichia"),
        ("Escherichia</i> cut", r"Escherichia\</i> cut"),
        ("of<i> E. coli </i>here", "of *E. coli* here"),
        ("<b></b>nothing<i> </i>and", "nothing and"),
        ("<i><b>both</b></i>", "***both***"),
        ("a <b/> c", "a c"),
        ("<i>x <b> y </b></i>", "*x **y***"),
        ("<i>x<b></b></i>", "*x*"),
    ],
)
def test_emphasis_has_both_its_ends(text: str, made: str) -> None:
    assert line_of(text) == made
    assert paragraphs_of(f"<jats:p>{text}</jats:p>") == made


def test_many_blanks_after_a_tag_that_nothing_closes_cost_nothing() -> None:
    assert line_of("<b>" + " " * 200_000 + "x").startswith(r"\<b>")
