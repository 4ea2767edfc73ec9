"""The publications of the last build, read where they are asked for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from kartotek.model.publication import File, Publication, in_its_book, without_withheld
from kartotek.model.settled_names import with_settled
from kartotek.site.entries import Entry


class StoredPublications(Mapping[str, Publication]):
    """The published entries, in the order of the last build; records are completed as linking does it."""

    def __init__(
        self,
        order: Sequence[str],
        files: Mapping[str, str],
        entries: Mapping[str, Entry],
        changed: Mapping[str, Publication],
        withheld: Mapping[str, File],
        settled: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self._order = dict.fromkeys(order)
        self._withheld, self._settled = withheld, settled
        self._files, self._entries, self._changed = files, entries, changed

    def in_order(self, order: Sequence[str]) -> "StoredPublications":
        """The same publications in another order."""
        return StoredPublications(order, self._files, self._entries, self._changed, self._withheld, self._settled)

    def __getitem__(self, key: str) -> Publication:
        if key not in self._order:
            raise KeyError(key)
        record = without_withheld(self._entry(key), self._withheld)
        if names := self._settled.get(key):
            record = with_settled(record, names)
        return in_its_book(record, self._entry(record.book)) if record.book in self._order else record

    def _entry(self, key: str) -> Publication:
        """The record of an entry: a changed one, or that of the last build."""
        return self._changed.get(key) or cast("Publication", self._entries[self._files[key]].record)

    def __contains__(self, key: object) -> bool:
        return key in self._order

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)
