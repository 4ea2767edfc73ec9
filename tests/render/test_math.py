"""Formulas in one line of text, as citations and titles have them."""

from xml.etree import ElementTree

import pytest

from kartotek.render.math import in_one_line, in_plain_text, mathml


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (r"\frac{n+1}{2}", "(n+1)/2"),
        (r"\frac{x_1^2}{2}", "x<sub>1</sub><sup>2</sup>/2"),
        (r"\frac{x^2+y^2}{2}", "(x<sup>2</sup>+y<sup>2</sup>)/2"),
        (r"\sqrt{x^2+y^2}", "√(x<sup>2</sup>+y<sup>2</sup>)"),
        (r"2\frac{1}{2}", "2(1/2)"),
        (r"2\,\dfrac{1}{2}", "2 (1/2)"),
        (r"\frac{a}{b}c", "(a/b)c"),
        (r"\frac{1}{2}\frac{3}{4}", "(1/2)(3/4)"),
        (r"{n+\frac12}^2", "(n+1/2)<sup>2</sup>"),
        (r"\sqrt{2}x", "(√2)x"),
        (r"\sqrt{x+1}y", "√(x+1)y"),
        (r"\sqrt{2}^3", "(√2)<sup>3</sup>"),
        (r"2\sqrt{2}", "2√2"),
        (r"\sin\frac{x}{2}", "sin (x/2)"),
        (r"a+\frac{b}{c}-f(\frac12)", "a+b/c−f(1/2)"),
        (r"(a)\frac{b}{c}(d)", "(a)(b/c)(d)"),
        (r"x / \frac{a}{b}", "x/(a/b)"),
        (r"e^{\frac{1}{2}}", "e<sup>1/2</sup>"),
    ],
)
def test_a_fraction_or_root_in_one_line_says_what_the_formula_says(formula: str, line: str) -> None:
    assert in_one_line(formula) == line


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("P'", "P′"), ("n^2", "n²"), ("CO_2", "CO₂"), ("e^{-kt}", "e^(−kt)"), ("e^{x^2}", "e^(x²)"),
        (r"x_\alpha", "x_α"), ("10^{-3}", "10⁻³"), (r"\binom{n}{k}", r"\binom{n}{k}"), ("a < b", "a < b"),
    ],
)  # fmt: skip
def test_a_formula_in_a_text_without_markup_is_in_characters(formula: str, text: str) -> None:
    assert in_plain_text(formula) == text


@pytest.mark.parametrize("source", ["\x00", "a\x1fb", "\\text{&#1;}", "\uffff"])
def test_characters_that_xml_forbids_are_in_no_formula(source: str) -> None:
    made = mathml(source, "inline")
    assert made is None or ElementTree.fromstring(made).tag.endswith("math")
    assert in_one_line(source) is None or made
