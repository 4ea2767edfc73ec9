"""Give an entry another name: its file moves, its old address leads to the new one, and all who name it follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kartotek import urls
from kartotek.config.settings import FILE, Site
from kartotek.content.entries import LONGEST_NAME, NAME, RawEntry, Source, parse_entry
from kartotek.content.folder import find_sources
from kartotek.content.redirects import FILE as REDIRECTS
from kartotek.content.splice import Spliced, SpliceError
from kartotek.diagnostics import Diagnostic, SetupError
from kartotek.edit.files import FileChange
from kartotek.edit.new_name import of_ledgers, of_redirects, of_settings, update_references
from kartotek.edit.references import address_of
from kartotek.model.kinds import KINDS, PAGES
from kartotek.site.begin import begin_job
from kartotek.site.options import BuildOptions
from kartotek.text.likeness import did_you_mean
from kartotek.text.slugs import slugify


@dataclass(frozen=True, slots=True)
class Renamed:
    """What is to be done: the old and the new address, the changes of files, and for each file its change in words."""

    old: str
    new: str
    changes: tuple[FileChange, ...]
    words: tuple[tuple[str, str], ...]


def rename(site: Path, old: str, new: str, jobs: int) -> Renamed:
    """What renames the entry `old` (a name, KIND/NAME, or its file) to the name `new`; nothing is changed yet.

    Raises SetupError if there is no such entry, or `new` cannot be its name.
    """
    settings = begin_job(BuildOptions(site, site / "dist", jobs=jobs)).settings.site
    sources, _ = find_sources(site, KINDS)
    found = find_entry(sources, old)
    kind, key = found.collection, key_of(found)
    _check_new_name(sources, kind, key, new)
    own = [source for source in sources if source.collection == kind and key_of(source) == key]
    changes: list[FileChange] = []
    reported: list[tuple[str, str]] = []
    try:
        for source in sources:
            change, words = _of_entry(site, source, settings, (kind, key, new), own)
            if change:
                changes.append(change)
                reported.append((source.file, words))
        if change := of_settings(site, settings, (kind, key, new)):
            changes.append(change)
            reported.append((FILE, "its links and navigation"))
        if change := of_redirects(site, settings, (kind, key, new)):
            changes.append(change)
            reported.append((REDIRECTS, "what old addresses lead to"))
        for change in of_ledgers(site, (kind, key, new), merged=False):
            changes.append(change)
            reported.append((change.file, "what was imported for it"))
    except SpliceError as error:
        raise SetupError(f"{error}; nothing was changed", "correct that file first") from error
    return Renamed(f"/{address_of(kind, key)}", f"/{address_of(kind, new)}", tuple(changes), tuple(reported))


def find_entry(sources: Sequence[Source], wanted: str) -> Source:
    """The entry of a name, of KIND/NAME, or of a file. Raises SetupError if there is none, or more than one."""
    named = wanted.replace("\\", "/").strip("/")
    found = [source for source in sources if named in (source.file, f"{source.collection}/{key_of(source)}")]
    found = found or [source for source in sources if named in (source.name, key_of(source))]
    kinds = sorted({source.collection for source in found})
    if len(kinds) > 1:
        ways = " or ".join(f"{kind}/{named}" for kind in kinds)
        raise SetupError(f"there are entries {named!r} of several kinds", f"write {ways}")
    if not found:
        hint = did_you_mean(named, {source.name for source in sources}, "write the name of its file, without .md")
        raise SetupError(f"there is no entry {wanted!r}", hint)
    return found[0]


def key_of(source: Source) -> str:
    """The key of an entry: free pages are one in all languages."""
    return source.name.partition(".")[0] if source.collection == PAGES.key else source.name


def _check_new_name(sources: Sequence[Source], kind: str, key: str, new: str) -> None:
    """Raises SetupError if an entry cannot have the name `new`."""
    if not NAME.fullmatch(new) or len(new) > LONGEST_NAME or (kind == PAGES.key and "." in new):
        better = slugify(new) or "a-name-in-letters"
        raise SetupError(f"{new!r} cannot be a web address", f"try {better!r}: small letters, digits and hyphens")
    if new == key:
        raise SetupError(f"{kind}/{key} has that name already", "give another")
    if taken := next((source for source in sources if source.collection == kind and key_of(source) == new), None):
        raise SetupError(f"{kind}/{new} is another entry: {taken.file}", "give another name, or rename that one first")


def _of_entry(
    site: Path, source: Source, settings: Site, names: tuple[str, str, str], own: Sequence[Source]
) -> tuple[FileChange | None, str]:
    """The change of one file and what it is, in words; None if it has to do with the entry in no way.

    `own` are the files of the entry itself, which move: a free page has one for each language.
    """
    _, key, new = names
    moves = source in own
    raw = (site / source.file).read_bytes()
    if not moves and key.encode() not in raw:
        return None, ""
    entry = parse_entry(source, raw)
    if isinstance(entry, Diagnostic):
        raise SpliceError(f"{source.file}:{entry.line} cannot be read: {entry.message}")
    text = Spliced(site / source.file, raw)
    count = update_references(text, entry, settings, names)
    words = f"{count} reference{'' if count == 1 else 's'}"
    if not moves:
        return (FileChange(source.file, raw, text.content()), words) if count else (None, "")
    _keep_addresses(text, entry, _languages_of(source, own, settings), settings, names)
    path = Path(source.file)
    if path.name.startswith(f"{key}."):
        moved_to = path.with_name(new + path.name[len(key) :]).as_posix()
    else:  # named by its folder
        moved_to = (path.parent.with_name(new) / path.name).as_posix()
    return FileChange(source.file, raw, text.content(), moved_to), f"is now {moved_to}"


def _languages_of(source: Source, own: Sequence[Source], settings: Site) -> list[str]:
    """The languages of the site in which a file is shown."""
    others = {each.name.partition(".")[2] for each in own if each != source}
    language = source.name.partition(".")[2] if source.collection == PAGES.key else ""
    return [language] if language else [each for each in settings.languages if each not in others]


def _keep_addresses(
    text: Spliced, entry: RawEntry, languages: Sequence[str], settings: Site, names: tuple[str, str, str]
) -> None:
    """Make the old address, in each language, an alias; the new one is none any more, if it was."""
    kind, key, new = names
    prefixes = [urls.prefix(each, settings.languages) for each in languages]
    aliases = entry.data.get("aliases") or []
    known = [aliases] if isinstance(aliases, str) else aliases
    added: list[str] = []
    for prefix in prefixes:
        was, will = f"/{prefix}{address_of(kind, key)}", f"{prefix}{address_of(kind, new)}"
        back = next((i for i, alias in enumerate(known) if alias.strip("/") == will.strip("/")), None)
        if back is None:
            added.append(was)
        else:
            text.replace(("aliases", back) if isinstance(aliases, list) else ("aliases",), was)
    if added:
        text.add_to_list("aliases", added)
