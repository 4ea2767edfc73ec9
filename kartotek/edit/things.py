"""What a person means by a name on the command line: something that has an entry, or that publications only mention."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartotek.config.settings import Site
from kartotek.content.entries import Source
from kartotek.diagnostics import SetupError
from kartotek.edit.references import address_of
from kartotek.model.authority import Journal, Keyword, Organisation
from kartotek.model.kinds import JOURNALS, KEYWORDS, KINDS, ORGANISATIONS, PEOPLE, Kind
from kartotek.model.link import link
from kartotek.model.people import contributors_of
from kartotek.model.person import Person
from kartotek.model.portal import Links, Portal
from kartotek.model.publication import ISSUERS, Publication
from kartotek.model.records import Records
from kartotek.site.begin import begin_job, plain_errors
from kartotek.site.load import load, today
from kartotek.site.options import BuildOptions
from kartotek.text.likeness import did_you_mean
from kartotek.text.name_matching import letters
from kartotek.text.names import parse_name


@dataclass(frozen=True, slots=True)
class Contents:
    """A site as it is: its settings, its entry files, their records, and all that these mention, drafts too."""

    site: Path
    settings: Site
    sources: tuple[Source, ...]
    records: Records
    portal: Portal


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a page; or a name that leads to none, whose `key` is "". `source` is the file of its entry, None
    if publications only mention it."""

    kind: Kind[Any]
    key: str
    record: Any
    source: Source | None

    def __str__(self) -> str:
        return f"{self.kind.key}/{self.key or self.label}"

    @property
    def label(self) -> str:
        """Its main name."""
        return self.kind.naming.label(self.record, "")


def read_contents(site: Path, jobs: int) -> Contents:
    """Read a site. Raises SettingsError, and SetupError if something cannot be read."""
    job = begin_job(BuildOptions(site, site / "dist", jobs=jobs, drafts=True))
    with plain_errors(site):
        loaded = load(job)
        entries = loaded.entries.values()
        records = Records()
        for entry in entries:
            if entry.record is not None:
                records.add(entry.source, entry.record)
        portal = loaded.portal if job.settings.people_from == 1 else link(records.copy(), today(), drafts=True)[0]
    return Contents(site, job.settings.site, tuple(entry.source for entry in entries), records, portal)


def find_pair(contents: Contents, one: str, other: str) -> tuple[Thing, Thing]:
    """Two things of one kind. Raises SetupError if there are none, or if it is not clear which are meant."""
    found = [_meant(contents, words) for words in (one, other)]
    for words, keys in zip((one, other), found, strict=True):
        if not keys:
            raise _gone(contents, words) or _unknown(contents, words)
    kinds = [kind for kind in found[0] if kind in found[1]]
    if not kinds:
        what = [" or ".join(KINDS[kind].label.lower() for kind in keys) for keys in found]
        message = f"{one!r} is of the kind {what[0]}, and {other!r} of the kind {what[1]}"
        raise SetupError(message, "give two of one kind")
    if len(kinds) > 1:
        ways = " or ".join(f"{kind}/{found[0][kind][0]} {kind}/{found[1][kind][0]}" for kind in kinds)
        raise SetupError(f"there are {one!r} and {other!r} of several kinds", f"write {ways}")
    (kind,) = kinds
    for words, keys in zip((one, other), found, strict=True):
        if len(keys[kind]) > 1:
            raise SetupError(f"{words!r} may be any of {', '.join(keys[kind])}", f"write {kind}/ and one of these")
    first, second = (
        _thing(contents, kind, keys[kind][0], words) for words, keys in zip((one, other), found, strict=True)
    )
    if first.key == second.key:
        if gone := _gone(contents, one):
            raise gone
        raise SetupError(f"{one!r} and {other!r} are one already: {first}", "there is nothing to do")
    return first, second


def has_page(contents: Contents, thing: Thing) -> bool:
    """Whether something has an address."""
    return thing.source is not None or thing.key in contents.portal.things[thing.kind.key]


def _meant(contents: Contents, words: str) -> Mapping[str, tuple[str, ...]]:
    """By kind: the keys of what is called so, by its file, its address, its key or one of its names."""
    named = re.sub(r"^https?://[^/]+/", "", words.strip()).replace("\\", "/").strip("/")
    for source in contents.sources:
        if source.file == named:
            return {source.collection: (source.name,)}
    kind, _, rest = named.partition("/")
    if kind in KINDS and rest:
        keys = _of_kind(contents, kind, rest)
        return {kind: keys} if keys else {}
    by_key = {kind: (named,) for kind in KINDS if named in _keys(contents, kind)}
    return by_key or {kind: keys for kind in KINDS if (keys := _of_kind(contents, kind, named))}


def _keys(contents: Contents, kind: str) -> set[str]:
    entries = {source.name for source in contents.sources if source.collection == kind}
    return entries | contents.portal.things[kind].keys()


def _of_kind(contents: Contents, kind: str, words: str) -> tuple[str, ...]:
    if words in _keys(contents, kind):
        return (words,)
    wanted, naming = letters(words), KINDS[kind].naming
    things = {**contents.portal.things[kind], **contents.records.things[kind]}
    main = [key for key, thing in things.items() if wanted and letters(naming.label(thing, "")) == wanted]
    found = main or [key for key, thing in things.items() if wanted in map(letters, _names(kind, thing))]
    return tuple(found or ([""] if any(unlinked(contents, kind, words)) else ()))


def _names(kind: str, thing: Any) -> Iterator[str]:
    if KINDS[kind].lists_works:  # titles of publications and pages are no names by which others mention them
        yield from KINDS[kind].naming.all_names(thing)


def unlinked(contents: Contents, kind: str, name: str) -> Iterator[tuple[str, str]]:
    """Where publications print a name that leads to nothing: the key of each, and the name as it is there.

    That of an affiliation is of no organisation; that of a person may be the address of somebody else.
    """
    wanted = letters(name)
    for key, links in contents.portal.links.items():
        for printed, thing in _printed(kind, contents.portal.publications[key], links):
            if not thing and wanted and letters(printed) == wanted:
                yield key, printed


def _printed(kind: str, publication: Publication, links: Links) -> Iterator[tuple[str, str]]:
    """The names of a kind that a publication prints, each with the key of what it leads to, or ""."""
    if kind == ORGANISATIONS.key:
        yield from links.affiliations
        yield from ((getattr(publication, field), getattr(links, field)) for field in ISSUERS)
    elif kind == KEYWORDS.key:
        yield from zip((label for _, label in publication.keywords), links.keywords, strict=True)
    elif kind == JOURNALS.key:
        yield publication.journal or publication.book, links.container or links.host
        yield publication.series, links.series
    elif kind == PEOPLE.key:
        for role, i, contributor in contributors_of(publication):
            if contributor.name:
                yield contributor.display, getattr(links, role)[i]


def _unlinked_record(kind: str, name: str) -> Any:
    if kind == PEOPLE.key:
        return Person("", parse_name(name))
    return {ORGANISATIONS.key: Organisation, KEYWORDS.key: Keyword, JOURNALS.key: Journal}[kind]("", name)


def _thing(contents: Contents, kind: str, key: str, words: str) -> Thing:
    """The thing with a key. Raises SetupError if its entry cannot be read."""
    source = next((each for each in contents.sources if (each.collection, each.name) == (kind, key)), None)
    record = contents.records.things[kind].get(key) or contents.portal.things[kind].get(key)
    if not key:
        name = words.partition("/")[2] if words.startswith(f"{kind}/") else words
        record = _unlinked_record(kind, next(unlinked(contents, kind, name))[1])
    if record is None:
        raise SetupError(f"{source.file if source else key} has errors", "run `kartotek check`, and correct them first")
    return Thing(KINDS[kind], key, record, source)


def _gone(contents: Contents, words: str) -> SetupError | None:
    """That something was merged or renamed before; None if it was not."""
    named = words.strip().strip("/")
    for kind in KINDS:
        address = named if named.startswith(f"{kind}/") else address_of(kind, named).strip("/")
        if now := contents.portal.aliases.get(address):
            message = f"there is no {address} any more: its address leads to {'/'.join(now)}"
            return SetupError(message, "it was merged with that, or renamed, before")
    return None


def _unknown(contents: Contents, words: str) -> SetupError:
    """That nothing is called so, and what may be meant."""
    keys = {f"{kind}/{key}" if "/" in words else key for kind in KINDS for key in _keys(contents, kind)}
    hint = did_you_mean(words, keys, "write its name, the name of its file without .md, or KIND/NAME")
    return SetupError(f"there is nothing called {words!r}", hint)
