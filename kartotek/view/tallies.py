"""What the profiles of people, keywords and the like count of each publication.

A tally is so short that it is kept with the excerpt of its publication: a keyword may have thousands of works.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.config.settings import Settings
from kartotek.export.work_builder import WorkBuilder
from kartotek.model.kinds import GROUPINGS, ORGANISATIONS
from kartotek.model.lists import line_above
from kartotek.model.portal import Portal
from kartotek.text.digests import of_value
from kartotek.view.excerpts import Excerpts, NoExcerpts
from kartotek.view.fact import fact, part_of
from kartotek.view.topics import NOTHING, Topics, Vocabulary, make_vocabulary, texts_of, topics_of

_PART, _WEIGHT = "\n", "\t"
"""What is between the parts of a packed tally; no key has either."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A publication as profiles count it: the keys of its year and type, how open it is (a key of
    `labels.OPEN_ACCESS`, or ""), and its topics."""

    year: str
    type: str
    access: str
    topics: Topics

    def packed(self) -> bytes:
        """The tally as bytes."""
        topics = (f"{key}{_WEIGHT}{weight}" for key, weight in self.topics)
        return _PART.join((self.year, self.type, self.access, *topics)).encode()


def unpacked(data: bytes) -> Tally:
    """The tally that was packed.

    >>> unpacked(Tally("2024", "book", "", (("maps", 12),)).packed())
    Tally(year='2024', type='book', access='', topics=(('maps', 12),))
    """
    year, type_, access, *topics = data.decode().split(_PART)
    weighed = (topic.split(_WEIGHT) for topic in topics)
    return Tally(year, type_, access, tuple((key, int(weight)) for key, weight in weighed))


class Tallies:
    """The part of `View` that counts."""

    _portal: Portal
    _works: WorkBuilder
    settings: Settings
    excerpts: Excerpts = NoExcerpts()
    _vocabulary: Vocabulary | None = None
    _countries: Mapping[str, str] | None = None

    @fact("tallies")
    def tally(self, key: str) -> Tally:
        """What profiles count of a publication."""
        kept = self.excerpts.tally(key)
        if kept is not None:
            return unpacked(kept)
        if self._vocabulary is None:
            self._vocabulary = self.vocabulary()
        return self.tally_anew(key, self._vocabulary)

    @part_of("tallies")
    def tally_anew(self, key: str, vocabulary: Vocabulary) -> Tally:
        """The same, made now."""
        work, given = self._portal.publications[key], self._portal.links[key].keywords
        year = GROUPINGS["years"].group_of(work)
        return Tally(year, work.type, self._works.access(key), topics_of(work, given, vocabulary))

    @part_of("tallies")
    def tally_source(self, key: str, vocabulary: Vocabulary) -> bytes:
        """The digest of what a tally is made from: as long as it is the same, a kept tally is right."""
        work, given = self._portal.publications[key], self._portal.links[key].keywords
        year = GROUPINGS["years"].group_of(work)
        return of_value((vocabulary.digest, year, work.type, self._works.access(key), texts_of(work), given))

    @fact("countries")
    def countries(self) -> Mapping[str, str]:
        """The country of each organisation (ISO 3166-1), as far as it is known: that of its entry, or else of the
        nearest that it is part of."""
        if self._countries is None:
            units: Mapping[str, Any] = self._portal.things[ORGANISATIONS.key]
            lines = {key: (key, *line_above(key, units, ORGANISATIONS.parent)) for key in units}
            said = {key: [units[each].country for each in line if units[each].country] for key, line in lines.items()}
            self._countries = {key: countries[0] for key, countries in said.items() if countries}
        return self._countries

    @fact("vocabulary")
    def vocabulary(self) -> Vocabulary:
        """The keywords as they are looked for in texts."""
        if not self.settings.fingerprint:
            return NOTHING
        portal = self._portal
        return make_vocabulary(portal.things["keywords"], portal.works["keywords"], len(portal.publications))
