"""A draft in the making, from a record in which fields may stand several times: what nobody reads is reported."""

import re
from collections.abc import Iterable
from typing import Any

from kartotek.importers import values
from kartotek.importers.fitting import fitted
from kartotek.importers.records import Draft, Raw


class DraftFromPairs:
    """`data` has the fields of the entry so far. Values of the record are taken out one by one; those that are left in
    the end are `unmapped`."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.data: dict[str, Any] = {}
        self.unmapped: list[tuple[str, str]] = []
        self._left: dict[str, list[str]] = {}
        for name, value in raw.pairs:
            if text := re.sub(r"[ \t]{2,}", " ", str(value)).strip():
                self._left.setdefault(name, []).append(text)

    def see(self, *names: str) -> str:
        """The first value of the first of these fields that has one, left where it is."""
        return next((self._left[name][0] for name in names if self._left.get(name)), "")

    def take(self, *names: str) -> list[str]:
        """All values of these fields, also those that stand there twice: two authors may have one name."""
        return [value for name in names for value in self._left.pop(name, ())]

    def take_one(self, *names: str) -> str:
        """The first value of the first of these fields that has one. Others that say the same are taken as well."""
        chosen = self.see(*names)
        for name in names:
            rest = [value for value in self._left.pop(name, ()) if _folded(value) != _folded(chosen)]
            self.leave(name, rest)
        return chosen

    def put(self, field: str, value: Any, name: str = "") -> None:
        """Set a field that is empty. Another value than it has is unmapped, if `name` says what the source calls it."""
        if not value:
            return
        if field not in self.data:
            self.data[field] = value
        elif name and self.data[field] != value:
            self.unmapped.append((name, str(value)))

    def add(self, field: str, more: Iterable[Any]) -> None:
        """Add to a field that is a list what it does not have yet."""
        for value in more:
            known = self.data.setdefault(field, [])
            if value and value not in known:
                known.append(value)

    def put_addresses(self, name: str, addresses: Iterable[str]) -> None:
        """Put web addresses where they belong, the first as `url`; what is none is unmapped."""
        for address in addresses:
            before = dict(self.data)
            values.put_address(self.data, address)
            if self.data == before and not says_address(self.data, address):
                self.leave(name, [address])

    def leave(self, name: str, rest: Iterable[str]) -> None:
        """Say that values have no place in an entry."""
        self.unmapped += [(name, value) for value in rest if value]

    def draft(self, ignored: Iterable[str]) -> Draft:
        """The draft. `ignored` are fields that say nothing about the work."""
        for name in ignored:
            self._left.pop(name, None)
        for name, rest in self._left.items():
            self.leave(name, rest)
        shortened = [(name, " ".join(value.split())) for name, value in self.unmapped]
        return fitted(self.raw, self.data, shortened)


def says_address(data: dict[str, Any], address: str) -> bool:
    """Whether a record has what an address says already, as identifier or as `url`."""
    alone: dict[str, Any] = {}
    values.put_address(alone, address)
    return bool(alone) and all(_folded(str(data.get(field, ""))).endswith(_folded(value)) for field, value in
        alone.items())  # fmt: skip


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
