"""A difference is shown with texts of strangers in it: they are readable, and cannot command a terminal."""

import json

import pytest

from kartotek.compare.difference import Difference, EntryChange
from kartotek.compare.render import RENDERERS

NAME = "Bind\u00a03\x1b[31m\n::error::\u202e\udce9"
FOUND = Difference("old", "new", [EntryChange("changed", "people", NAME, f"people/{NAME}/index.html")])


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_a_terminal_would_obey_is_shown_as_letters(form: str) -> None:
    said = RENDERERS[form](FOUND)
    assert "Bind\u00a03" in said
    assert not set("\x1b\u202e\udce9") & set(said)
    assert not any(line.lstrip().startswith("::") for line in said.splitlines())
    assert "x1b" in said


def test_programs_get_what_can_be_printed() -> None:
    said = RENDERERS["json"](FOUND)
    said.encode()
    assert json.loads(said)["entries"][0]["name"] == NAME
