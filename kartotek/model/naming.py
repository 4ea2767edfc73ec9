"""Which name means which entry: one index for labels, other names and identifiers of a collection."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kartotek.text.slugs import slugify


@dataclass(slots=True)
class NameIndex:
    """Keys of entries by the slug of each name they go by, so that case and diacritics do not matter."""

    keys_by_slug: dict[str, list[str]] = field(default_factory=dict)

    def add(self, key: str, names: Iterable[str]) -> None:
        """Let an entry be found under these names."""
        for name in names:
            slug = slugify(name)
            keys = self.keys_by_slug.setdefault(slug, [])
            if slug and key not in keys:
                keys.append(key)

    def find(self, name: str) -> list[str]:
        """The keys of all entries that go by the name."""
        return self.keys_by_slug.get(slugify(name), [])

    def clashes(self) -> list[tuple[str, list[str]]]:
        """Slugs that several entries claim."""
        return [(slug, keys) for slug, keys in self.keys_by_slug.items() if len(keys) > 1]
