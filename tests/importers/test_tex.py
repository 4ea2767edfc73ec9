"""TeX becomes Markdown that shows what TeX would have printed."""

import re

import pytest

from kartotek.importers.tex import TexError, markdown_blocks, markdown_line, plain
from kartotek.render.markdown import plain as shown

AS_MARKDOWN = {
    r"\'Etude de l'{\"o}l na\"{\i}ve": "Étude de l'öl naïve",
    r"{\O}stergaard and {\AA}se \c{c}": "Østergaard and Åse ç",
    r"\emph{Homo {s}apiens}": "*Homo sapiens*",
    r"\textbf{Bold} and \texttt{code}": "**Bold** and `code`",
    r"{DNA} -- a ``thing'' --- here": "DNA – a “thing” — here",
    r"R\&D at 5\%, C\# and 5%": "R&D at 5%, C# and 5%",
    r"On $x_1 < y$ and \(z^2\)": "On $x_1 < y$ and $z^2$",
    r"It costs \$5 and \$6": r"It costs \$5 and \$6",
    r"\href{https://a.test/b}{text}": "[text](https://a.test/b)",
    r"\LaTeX{} and \unknown{words}": "LaTeX and words",
    "A * B and [c](d) in `e": r"A \* B and \[c](d) in ‘e",
    "snake_case _x_": r"snake_case \_x\_",
    r"a\\b \enquote{q}": "a b “q”",
}


@pytest.mark.parametrize("value", AS_MARKDOWN)
def test_a_title(value: str) -> None:
    assert markdown_line(value) == AS_MARKDOWN[value]


def test_plain_text_needs_no_escapes() -> None:
    assert plain(r"A * B \& {C} at \emph{D}") == "A * B & C at D"


def test_what_markdown_would_take_for_markup_is_shown_as_it_was() -> None:
    for text in ("*a* _b_ <b> [x](y) z \\ $1$", "1. one", "# two", "a*b*c", "<script>x</script>", "~~a~~ `b`"):
        tex = re.sub(r"[\\$~`]", lambda found: _WRITTEN[found[0]], text)
        assert shown(markdown_line(tex)) == text


_WRITTEN = {"\\": r"\textbackslash{}", "$": r"\$", "~": r"\textasciitilde{}", "`": r"\textasciigrave{}"}


def test_paragraphs_stay_and_begin_no_lists() -> None:
    assert (
        markdown_blocks("First\nline.\n\n1. Second {part}.\n\n- Third")
        == "First line.\n\n1\\. Second part.\n\n\\- Third"
    )


@pytest.mark.parametrize("value", [r"\emph{x", r"a}b \emph{c}", r"$x"])
def test_what_is_no_tex_is_an_error_and_no_traceback(value: str) -> None:
    with pytest.raises(TexError):
        markdown_line(value)
