"""Files that were damaged on their way: no record vanishes, and none stops the others."""

from importlib import import_module
from random import Random

import pytest

from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import FORMATS
from kartotek.importers.records import Raw
from tests.importers.test_endnote import ARTICLE, library
from tests.importers.test_hugoblox import PAGE
from tests.importers.test_medline import ONE as MEDLINE
from tests.importers.test_pure_xml import ARTICLE as OUTPUT
from tests.importers.test_pure_xml import envelope
from tests.importers.test_refer import ARTICLE as REFER
from tests.importers.test_ris import GOOD
from tests.importers.test_ris_fields import PURE
from tests.importers.test_wos import HEAD
from tests.importers.test_wos import ONE as WOS

FILES = {
    "ris": "\n".join([GOOD, PURE, f"1.\n{GOOD}"]),
    "medline": "\n\n".join([MEDLINE, MEDLINE, MEDLINE]),
    "wos": f"{HEAD}{WOS}{WOS}EF",
    "endnote": library(ARTICLE, ARTICLE, ARTICLE).replace("<record>", "\n<record>"),
    "pure-xml": envelope(OUTPUT, OUTPUT, OUTPUT),
    "refer": f"{REFER}\n{REFER}{REFER}",
    "hugoblox": PAGE,
}
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


@pytest.mark.parametrize("name", FILES)
def test_every_record_of_a_damaged_file_is_accounted_for(name: str) -> None:
    reader = import_module(f"kartotek.importers.{FORMATS[name].reader}")
    mapping = import_module(f"kartotek.importers.{FORMATS[name].mapping}")
    random = Random(1)
    for _ in range(150):
        text = damaged(FILES[name], random)
        records = reader.read(text, "x")
        assert records.count == len(records.found), text
        for raw in records.found:
            if isinstance(raw, Raw):
                assert read_draft(mapping.draft(raw))
