"""What a publication is about, as far as its keywords, its titles and its abstracts tell: the topics of fingerprints.

Topics are the keywords of the portal, so each has a page and a name in every language. A work has a keyword as a topic
if its entry gives it, or if one of the keyword's names (its labels in all languages, its synonyms) is in a title or in
an abstract. docs/profiles.md says how topics are weighted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kartotek.model.authority import Keyword
from kartotek.model.portal import Keys, Works
from kartotek.model.publication import Publication
from kartotek.text.digests import of_value

GIVEN, IN_TITLE, IN_ABSTRACT = 3, 2, 1
"""Points of a topic in one work; they are added up."""
_MOST = 12
"""How many topics are kept of a work."""
_SHORTEST = 3
"""Letters of a name that is looked for in texts: "AI" is too often something else."""
_LONGEST = 6
"""Words of such a name."""
_WORD = re.compile(r"[^\W_]+")

Topics = tuple[tuple[str, int], ...]
"""Keys of keywords with their weights, the heaviest first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The keywords of a portal, as they are looked for in texts.

    `phrases` has, by its first word, all names that begin with it, the longest first, each with the key of its keyword.
    `rarity` has the keys of all keywords with works, each with a number that is higher the fewer it has.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    rarity: Mapping[str, int]
    digest: bytes

    def found_in(self, text: str) -> set[str]:
        """The keys of the keywords whose names are in a text; where one name is part of another, that of the longer."""
        words, found, at = _words(text), set[str](), 0
        while at < len(words):
            for phrase, key in self.phrases.get(words[at], ()):
                if words[at : at + len(phrase)] == phrase:
                    found.add(key)
                    at += len(phrase) - 1
                    break
            at += 1
        return found


def _words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters; an s at the end does not count, so that one network is among networks."""
    return tuple(
        [word[:-1] if word[-1] == "s" and len(word) > _SHORTEST else word for word in _WORD.findall(text.lower())]
    )


NOTHING = Vocabulary({}, {}, b"")
"""The vocabulary of a portal without fingerprints."""


def make_vocabulary(keywords: Mapping[str, Keyword], works: Works, count: int) -> Vocabulary:
    """The vocabulary of a portal with `count` publications; `works` are those of each keyword.

    Rarity is in doublings: what half as many works have counts one more. So it does not change with each new work.
    """
    rarity = {key: count.bit_length() - len(works[key]).bit_length() + 1 for key in sorted(keywords) if works.get(key)}
    phrases: dict[str, dict[tuple[str, ...], str]] = {}
    for key in rarity:
        for name in keywords[key].all_names:
            words = _words(name)
            if 0 < len(words) <= _LONGEST and len(name) >= _SHORTEST:
                phrases.setdefault(words[0], {}).setdefault(words, key)
    ordered = {
        word: tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0]))) for word, names in phrases.items()
    }
    return Vocabulary(ordered, rarity, of_value((ordered, rarity)))


def topics_of(work: Publication, given: Keys, vocabulary: Vocabulary) -> Topics:
    """The topics of a work; `given` are the keys of its keywords."""
    points = Counter(dict.fromkeys(filter(None, given), GIVEN))
    for texts, worth in ((_titles(work), IN_TITLE), (_abstracts(work), IN_ABSTRACT)):
        points.update(dict.fromkeys({key for text in texts for key in vocabulary.found_in(text)}, worth))
    weights = {key: number * vocabulary.rarity[key] for key, number in points.items() if key in vocabulary.rarity}
    return tuple(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST])


def texts_of(work: Publication) -> tuple[str, ...]:
    """All texts in which topics are looked for."""
    return (*_titles(work), *_abstracts(work))


def _titles(work: Publication) -> Iterable[str]:
    return (work.title, work.subtitle, *(title for _, title in work.translated_title))


def _abstracts(work: Publication) -> Iterable[str]:
    return (work.abstract, *(text for _, text in work.abstracts))
