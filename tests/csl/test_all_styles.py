"""Every style of the CSL repository can be used; one that could not would say why in a sentence, as StyleError."""

import pytest

from kartotek.csl import find_style, load_style, parse_style
from tests.csl.citations import HARD

STYLES = find_style("apa").parent
ITEM = HARD["a chapter"]


@pytest.mark.long
def test_every_independent_style_is_understood() -> None:
    paths = sorted(STYLES.glob("*.csl"))
    assert len(paths) > 2800
    silent = [path.stem for path in paths if not parse_style(path.read_bytes(), "en", path.stem).cite(ITEM)]
    assert not silent


@pytest.mark.long
def test_every_dependent_style_has_its_parent() -> None:
    names = sorted(path.stem for path in (STYLES / "dependent").glob("*.csl"))
    assert len(names) > 7000
    wrong = [name for name in names if load_style(name, "en").name != name]
    assert not wrong
