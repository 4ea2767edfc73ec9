"""The drawing of who worked together: what it says fits into it."""

import re
from itertools import pairwise

import pytest

from kartotek.pages.parts.network import Network, network
from kartotek.view.named import Named
from tests.conftest import ROOT

LETTER = 0.6 * 13
"""The width of a letter of a broad typeface, in the size of the drawing."""
LONG = "Janne Bondi Johannessen-Kristoffersen"


def drawn(count: int, name: str) -> Network:
    keys = [f"p{number}" for number in range(count)]
    together = [(a, b, 2) for a, b in pairwise(keys)]
    made = network([(key, 3) for key in keys], together, dict.fromkeys(keys, Named(name)), around=True)
    assert made is not None
    return made


@pytest.mark.parametrize("count", [4, 7, 12])
def test_long_names_are_inside_the_drawing(count: int) -> None:
    template = (ROOT / "templates/partials/profile.html").read_text("utf-8")
    view = re.search(r'viewBox="0 0 (\d+) 380"', template)
    assert view
    for node in drawn(count, LONG).nodes:
        width = LETTER * len(node.label)
        first = node.label_x - {"start": 0, "middle": width / 2, "end": width}[node.side]
        assert first >= 0, node
        assert first + width <= int(view[1]), node


def test_a_name_of_usual_length_is_written_in_full() -> None:
    assert {node.label for node in drawn(5, "Janne Bondi Johannessen").nodes} == {"Janne Bondi Johannessen"}


def test_people_who_worked_with_none_of_the_others_are_left_out() -> None:
    keys = "abcdefgh"
    names = {key: Named(key.upper()) for key in keys}
    made = network([(key, 3) for key in keys], [("a", "b", 2), ("c", "d", 1), ("a", "d", 1)], names, around=False)
    assert made is not None
    assert sorted(node.label for node in made.nodes) == ["A", "B", "C", "D"]
    assert network([(key, 3) for key in keys], [("a", "b", 2)], names, around=False) is None
