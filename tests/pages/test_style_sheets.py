"""All style sheets of the theme take their sizes of type and their distances from its custom properties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[2] / "templates/assets"
SHEETS = sorted(ASSETS.rglob("*.css"))
TOKEN = r"var\(--(?:type|gap)-\d+\)"
# What is in em grows with the text that it is part of; what is negative takes back what another rule gave.
VALUE = rf"0|auto|inherit|var\(--edge\)|-?[\d.]+em|{TOKEN}|calc\((?:-1 \*|{TOKEN} \+) {TOKEN}\)"
DISTANCE = re.compile(r"(?:margin|padding)(?:-\w+)*|(?:row-|column-)?gap")
ALONE = {
    ("html", "font-size", "var(--base)"): "the size that all others are counted in",
    (".cabinet ul", "gap", "1px"): "a line between drawers, not a distance",
}


@dataclass(frozen=True)
class Declaration:
    """One line of a rule: `selector { name: value }`."""

    selector: str
    name: str
    value: str


def declarations(css: str) -> Iterator[Declaration]:
    """All that a style sheet says, whatever `@media` it is in."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for selector, body in re.findall(r"([^{};]+)\{([^{}]*)\}", bare):
        for line in filter(str.strip, body.split(";")):
            name, _, value = line.partition(":")
            yield Declaration(selector.strip(), name.strip(), value.replace("!important", "").strip())


def stray(css: str) -> list[Declaration]:
    """The sizes of type and the distances that no custom property names."""
    return [
        said
        for said in declarations(css)
        if (said.name == "font-size" or DISTANCE.fullmatch(said.name))
        and (said.selector, said.name, said.value) not in ALONE
        and not re.fullmatch(rf"(?:{VALUE})(?: (?:{VALUE}))*", said.value)
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sizes_and_distances_come_from_the_scale(sheet: Path) -> None:
    assert stray(sheet.read_text("utf-8")) == []


def test_a_size_of_its_own_is_found() -> None:
    assert stray("@media (min-width: 9rem) { p { color: red; margin: 0 1.3rem } } a { font-size: 13px; }") == [
        Declaration("p", "margin", "0 1.3rem"),
        Declaration("a", "font-size", "13px"),
    ]


def test_the_scale_has_nine_steps_of_type_and_ten_distances_and_all_are_used() -> None:
    css = "".join(sheet.read_text("utf-8") for sheet in SHEETS)
    for name, most in ("type", 9), ("gap", 10):
        defined = set(re.findall(rf"--{name}-(\d+):", css))
        assert defined == {str(step + 1) for step in range(most)}
        assert defined == set(re.findall(rf"var\(--{name}-(\d+)\)", css))


def test_every_custom_property_is_defined_and_used() -> None:
    css = "".join(sheet.read_text("utf-8") for sheet in SHEETS)
    assert set(re.findall(r"(--[\w-]+):", css)) == set(re.findall(r"var\((--[\w-]+)", css))


def test_edges_are_named_so_that_they_hold_in_both_directions_of_writing() -> None:
    sided = re.compile(r"(?:margin|padding|border)-(?:left|right)(?:-\w+)?|left|right|float|text-align")
    found = [
        said
        for sheet in SHEETS
        for said in declarations(sheet.read_text("utf-8"))
        if sided.fullmatch(said.name) and (said.value in ("left", "right") or said.name not in ("float", "text-align"))
    ]
    assert found == []
