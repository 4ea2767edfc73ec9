"""Which name means which entry: an index of the names of one kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kartotek.text.name_matching import letters


@dataclass(slots=True)
class NameIndex:
    """Keys of entries by name. Names are compared by their letters (`text.name_matching`), without case and accents.

    Several entries may have the same name; who asks must decide what that means.
    """

    _found: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    def add(self, key: str, names: Iterable[str]) -> None:
        """Register an entry under these names."""
        for name in names:
            plain = letters(name)
            _, keys = self._found.setdefault(plain, (name, []))
            if plain and key not in keys:
                keys.append(key)

    def find(self, name: str) -> list[str]:
        """The keys of all entries with this name, in the order in which they were registered; often none."""
        return self._found[plain][1] if self._found and (plain := letters(name)) in self._found else []

    def clashes(self) -> list[tuple[str, list[str]]]:
        """Names that several entries have, as they were first written, with the keys of those entries."""
        return [(name, keys) for name, keys in self._found.values() if len(keys) > 1]
