"""The colour of an organisation: its own, or that of what it is part of."""

from collections.abc import Iterable, Iterator

from kartotek.model.authority import Organisation
from kartotek.model.kinds import ORGANISATIONS
from kartotek.view.fact import Fact
from kartotek.view.view import View


def line_of(view: View, organisation: Organisation) -> list[str]:
    """The keys of what an organisation is part of, the widest first; the line ends at one that is not shown."""
    line: list[str] = []
    above = organisation.parent
    while above and view.exists(ORGANISATIONS.key, above):
        line.insert(0, above)
        above = view.thing(ORGANISATIONS, above).parent
    return line


def accent_of(view: View, organisation: Organisation) -> str:
    """Its colour, or that of the nearest organisation above it that has one; "" if none has."""
    above = (view.thing(ORGANISATIONS, key).accent for key in reversed(line_of(view, organisation)))
    return organisation.accent or next(filter(None, above), "")


def accent_facts(view: View, units: Iterable[str]) -> Iterator[Fact]:
    """What decides the colours of some organisations: their entries and those above them, as far as these are shown."""
    for unit in view.shown(ORGANISATIONS.key, tuple(units)):
        for key in (unit, *line_of(view, view.thing(ORGANISATIONS, unit))):
            yield (ORGANISATIONS.key, key)
            yield ("names", f"{ORGANISATIONS.key}/{view.thing(ORGANISATIONS, key).parent}")
