"""Which name means which entry: one index for labels, other names and identifiers of a collection."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kartotek.text.name_matching import letters


@dataclass(slots=True)
class NameIndex:
    """Keys of entries by the letters of each name they go by, so that case and accents do not matter."""

    _found: dict[str, tuple[str, list[str]]] = field(default_factory=dict)

    def add(self, key: str, names: Iterable[str]) -> None:
        """Let an entry be found under these names."""
        for name in names:
            plain = letters(name)
            _, keys = self._found.setdefault(plain, (name, []))
            if plain and key not in keys:
                keys.append(key)

    def find(self, name: str) -> list[str]:
        """The keys of all entries that go by the name."""
        return self._found[plain][1] if self._found and (plain := letters(name)) in self._found else []

    def clashes(self) -> list[tuple[str, list[str]]]:
        """Names that several entries claim."""
        return [(name, keys) for name, keys in self._found.values() if len(keys) > 1]
