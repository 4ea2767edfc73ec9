"""Where in a file its addresses are written, for messages: found for all of them at once."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

_VALUE = re.compile(r"""=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""")
_WORD = re.compile(r"""[^\s"'()<>]++""")


class AddressPlaces:
    """The addresses in a text by their targets, with line and column of the first place where each is written."""

    def __init__(self, text: str, addresses: Iterable[str], target: Callable[[str], str]) -> None:
        """`target` says where an address leads."""
        self._text = text
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._addresses: dict[str, str] = {}
        for address in sorted(addresses):
            self._addresses.setdefault(target(address), address)
        self._at: dict[str, int] = {}
        for match in _VALUE.finditer(text):
            self._at.setdefault(match[match.lastindex or 0], match.start(match.lastindex or 0))
        for match in _WORD.finditer(text):
            self._at.setdefault(match[0], match.start())

    def of(self, target: str) -> tuple[str, int, int]:
        """An address that leads to a target, as written, with its line and column, counted from 1."""
        address = self._addresses.get(target, target)
        at = self._at.get(address)
        if at is None:
            at = self._at[address] = max(self._text.find(address), 0)
        line = bisect_left(self._ends, at)
        return address, line + 1, at - (self._ends[line - 1] if line else -1)
