"""Files that were damaged on their way: no record vanishes, and none stops the others."""

from importlib import import_module
from random import Random

import pytest

from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import FORMATS
from kartotek.importers.records import Raw
from tests.importers.seeds import SEEDS

_GUESSED = frozenset(name for name, row in FORMATS.items() if ".json" in row.suffixes) | {"csl-yaml", "csv"}
"""Where a bracket or a dash is missing, both counts are guesses, and a difference is told."""
SIGNS = ("<", "&", ">", "\x0c", "\u2028", "{", "*", "\\", ";", "- ", "  ", "TY  - BOOK\n", "PMID- 7\n", "PT J\n")


def damaged(text: str, random: Random) -> str:
    """The text with a line too few or too many, cut off at an end, or with a sign where none should be."""
    lines = text.split("\n")
    line, place = random.randrange(len(lines)), random.randrange(len(text))
    return random.choice(
        (
            "\n".join([*lines[:line], *lines[line + 1 :]]),
            "\n".join([*lines[:line], lines[line], *lines[line:]]),
            text[:place],
            text[place:],
            text[:place] + random.choice(SIGNS) + text[place:],
        )
    )


def test_there_is_a_file_of_every_format() -> None:
    assert {*SEEDS, "xlsx"} == {*FORMATS}


@pytest.mark.parametrize("name", [name for name in SEEDS if name not in _GUESSED])
def test_every_record_of_a_damaged_file_is_accounted_for(name: str) -> None:
    reader = import_module(f"kartotek.importers.{FORMATS[name].reader}")
    mapping = import_module(f"kartotek.importers.{FORMATS[name].mapping}")
    random = Random(1)
    for _ in range(150):
        text = damaged(SEEDS[name], random)
        records = reader.read(text, "x")
        assert records.count == len(records.found), text
        for raw in records.found:
            if isinstance(raw, Raw):
                assert read_draft(mapping.draft(raw))
