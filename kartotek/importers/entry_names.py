"""Names of the entries that records become: by the rule of all new entries, and each one that no other has."""

from collections.abc import Callable, Iterator

from kartotek.content.entry_names import names_for
from kartotek.importers.candidate import names_of
from kartotek.importers.records import Candidate
from kartotek.render.markdown import plain
from kartotek.text import digests


def new_name(candidate: Candidate, is_taken: Callable[[str], bool]) -> str:
    """A name that no entry has yet, as short as it can be."""
    return next(name for name in _names(candidate) if not is_taken(name))


def _names(candidate: Candidate) -> Iterator[str]:
    """Ever longer names of a record, the last ones with a digest of its key."""
    publication = candidate.publication
    names = list(names_for(next(names_of(publication), ""), publication.year, plain(publication.title)))
    yield from names
    base = names[0] if names else "record"
    digest = digests.of_value((candidate.key, candidate.raw.key)).hex()
    yield from (f"{base}-{digest[:length]}" for length in range(4, len(digest) + 1))
