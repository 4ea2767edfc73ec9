"""Make one person, keyword, journal, organisation, project or publication of two, everywhere.

The first goes, the second stays: it takes over what only the other has, also its names and its addresses, and all that
named the other names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kartotek.config.settings import FILE
from kartotek.content.entries import Source
from kartotek.content.redirects import FILE as REDIRECTS
from kartotek.content.splice import SpliceError
from kartotek.diagnostics import SetupError
from kartotek.edit.after_merge import lost_works
from kartotek.edit.files import FileChange
from kartotek.edit.following import ContributorPlaces, Followed, followed
from kartotek.edit.mergeable import refuse
from kartotek.edit.new_name import of_ledgers, of_redirects, of_settings
from kartotek.edit.references import address_of
from kartotek.edit.surviving import Surviving, entry_of_mention, source_of, surviving
from kartotek.edit.things import Contents, Thing, find_pair, has_page, read_contents
from kartotek.model.kinds import PEOPLE


@dataclass(frozen=True, slots=True)
class Merging:
    """What is to be done: the address that goes ("" if there is none) and the one that stays, the changes of files, for
    each file its change in words, and what of the one that goes has no place in the other: names of fields, and their
    values as text."""

    old: str
    new: str
    changes: tuple[FileChange, ...]
    words: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]


def merge(site: Path, old: str, new: str, jobs: int, *, force: bool = False) -> Merging:
    """What makes one of two: `old` goes, and `new` stays. Nothing is changed yet.

    Both are given by name, KIND/NAME or file; they need no entry, as long as publications mention them. Raises
    SetupError if there are no such two, or if they cannot be one; `force` is for those that probably should not.
    """
    contents = read_contents(site, jobs)
    gone, stays = find_pair(contents, old, new)
    refuse(contents, gone, stays, force=force)
    try:
        changed, kept = _changed(contents, gone, stays, {})
        others = [source for source in changed if source not in (gone.source, stays.source)]
        entries = [(source, changed[source].content) for source in others]
        if lost := lost_works(contents, gone, stays, [*entries, (source_of(stays), kept.content)]):
            _refuse_lost(gone, stays, lost)
            changed, kept = _changed(contents, gone, stays, lost)
        return _merging(contents, gone, stays, changed, kept)
    except SpliceError as error:
        raise SetupError(f"{error}; nothing was changed", "correct that file first") from error


Changed = Mapping[Source, Followed]
"""The files of the two, and those that name what goes."""


def _changed(
    contents: Contents, gone: Thing, stays: Thing, named: Mapping[str, ContributorPlaces]
) -> tuple[Changed, Surviving]:
    """The files as they will be, and the entry that stays. Raises SpliceError."""
    files: dict[Source, Followed] = {}
    for source in contents.sources:
        places = named.get(source.name, ()) if source.collection == "publications" else ()
        made = followed(contents, source, gone, stays, places)
        if made.mended or source in (gone.source, stays.source):
            files[source] = made
    own, other = (
        files[thing.source].content if thing.source else entry_of_mention(thing) for thing in (stays, gone)
    )  # what is joined names the one that stays already
    return files, surviving(contents, gone, stays, own, other)


def _refuse_lost(gone: Thing, stays: Thing, lost: Mapping[str, ContributorPlaces]) -> None:
    """Raise SetupError if works would be lost that cannot be kept by an id."""
    works = [key for key, places in lost.items() if gone.kind is not PEOPLE or not places]
    if works:
        raise SetupError(
            f"publications/{works[0]} would not be a work of {stays}; nothing was changed",
            f"run `kartotek check`, and correct what it says of {gone} and {stays} first",
        )


def _merging(contents: Contents, gone: Thing, stays: Thing, changed: Changed, kept: Surviving) -> Merging:
    """All changes of files, in words too."""
    site, settings, names = contents.site, contents.settings, (gone.kind.key, gone.key, stays.key)
    taken = f"takes over {', '.join(kept.taken)}" if kept.taken else "takes over its address"
    changes = [FileChange(kept.file, changed[stays.source].before if stays.source else None, kept.content)]
    words = [(kept.file, taken if stays.source else f"is new, and {taken}")]
    if gone.source:
        changes.append(FileChange(gone.source.file, changed[gone.source].before, None))
        words.append((gone.source.file, f"is removed; it is part of {stays} now"))
    for source, made in changed.items():
        if source not in (gone.source, stays.source):
            changes.append(FileChange(source.file, made.before, made.content))
            words.append((source.file, f"{made.mended} reference{'' if made.mended == 1 else 's'}"))
    old, new = (f"/{address_of(thing.kind.key, thing.key)}" for thing in (gone, stays))
    if not has_page(contents, gone):
        return Merging("", new, tuple(changes), tuple(words), kept.left)
    if change := of_settings(site, settings, names):
        changes.append(change)
        words.append((FILE, "its links"))
    if change := of_redirects(site, settings, names, has_entry=gone.source is not None):
        changes.append(change)
        words.append((REDIRECTS, "what old addresses lead to"))
    for change in of_ledgers(site, names, merged=True):
        changes.append(change)
        words.append((change.file, "what was imported for it"))
    return Merging(old, new, tuple(changes), tuple(words), kept.left)
