"""Organisations of the portal that published, awarded or commissioned a work, or that publish a journal.

They are found as affiliations are: by the id of an entry, or by any of its names. A name stays as it was printed, an id
becomes the name. These works are not listed at the organisation: its list has what its people made, as that of a
university press would else have what anybody wrote.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kartotek.model.authority import Journal, Organisation
from kartotek.model.kinds import ORGANISATIONS
from kartotek.model.naming import NameIndex
from kartotek.model.portal import Settled
from kartotek.model.publication import ISSUERS, Publication
from kartotek.model.records import Records
from kartotek.text.multilingual import Multilingual, texts_of


class Organisations:
    """The organisations that have an entry, by id and by all their names."""

    def __init__(self, records: Records, shown: Mapping[str, object]) -> None:
        """`shown` are those that have a page, by key."""
        self._entries: Mapping[str, Organisation] = records.of(ORGANISATIONS)
        self._shown = shown
        self._names, self._found = NameIndex(), dict[str, str]()
        for key, unit in self._entries.items():
            self._names.add(key, unit.all_names)

    def find(self, name: str) -> str:
        """The key of the one with this id or name; "" if there is none with a page, or more than one."""
        key = self._found.get(name)
        if key is None:
            named = (key for _, text in texts_of(name) for key in self._names.find(text))
            found = [name] if name in self._shown else list(dict.fromkeys(named))
            key = self._found[name] = found[0] if len(found) == 1 and found[0] in self._shown else ""
        return key

    def issuers(self, publication: Publication) -> dict[str, Any]:
        """By field of `ISSUERS`: the key of the organisation that it names, for those that have a page."""
        named = ((field, getattr(publication, field)) for field in ISSUERS)
        return {field: key for field, name in named if name and (key := self.find(name))}

    def names(self, publication: Publication) -> Settled:
        """The fields of a publication that give an id, each with the name; that of an entry without a page, too."""
        named = ((field, self._entries.get(getattr(publication, field))) for field in ISSUERS)
        return {field: _name_of(unit) for field, unit in named if unit}

    def named(self, journals: Mapping[str, Journal]) -> dict[str, Journal]:
        """The journals, with the name of a publisher in the place of its id."""
        ids = [(key, journal) for key, journal in journals.items() if journal.publisher in self._entries]
        names = {key: replace(journal, publisher=_name_of(self._entries[journal.publisher])) for key, journal in ids}
        return {**journals, **names}

    def publishers(self, journals: Mapping[str, Journal]) -> dict[str, str]:
        """By journal: the key of its publisher, if that has a page."""
        named = ((key, journal.publisher) for key, journal in journals.items() if journal.publisher)
        return {key: unit for key, publisher in named if (unit := self.find(publisher))}


def _name_of(unit: Organisation) -> str:
    """The name of an organisation, in all languages in which its entry has it."""
    own = () if (unit.name in (text for _, text in unit.names)) else (("", unit.name),)
    return Multilingual((*own, *unit.names)) if unit.names else unit.name
