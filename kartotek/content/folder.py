"""The files of `content/`, sorted into collections."""

import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from kartotek.content.entries import Source
from kartotek.diagnostics import Diagnostic, Severity
from kartotek.diagnostics.special_files import leads_out, special
from kartotek.text.likeness import did_you_mean

FILES = "files"
"""`content/files/` has documents and images. Those that a published entry opens are published (`site.public_files`)."""

INDEX = "index"
"""The file of an entry that has its name from its folder."""
_ENTRY_SUFFIXES = (".md", ".yaml", ".yml")


def find_sources(site: Path, collections: Collection[str]) -> tuple[list[Source], list[Diagnostic]]:
    """All entry files in a fixed order, and diagnostics for what was wrong or left out on the way.

    `collections` are the folders of `content/` that have entries. The order is that of names, folder by folder, so it
    is the same on every file system. Nothing is raised: a folder that cannot be read is a diagnostic.
    """
    content = site / "content"
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    for folder in _folders(content, collections, diagnostics):
        if folder not in collections:
            hint = did_you_mean(folder, collections, f"the folders are {', '.join(collections)} and {FILES}")
            message = f"content/{folder}/ is not one of the folders that Kartotek reads"
            diagnostics.append(Diagnostic(f"content/{folder}", 0, 0, "unknown-collection", message, hint))
            continue
        for relative in _walk(content, f"{folder}/", diagnostics, ()):
            file = f"content/{relative}"
            if source := source_of(file):
                sources.append(source)
            elif file.endswith(_ENTRY_SUFFIXES):
                hint = "remove the _; to hold back an entry write `draft: true`"
                diagnostics.append(_ignored(file, "begins with _ and is ignored", hint))
            else:
                renamed = _as_entry(file)
                hint = f"rename it to {renamed}" if renamed else f"move documents and images to content/{FILES}/"
                diagnostics.append(_ignored(file, "is not an entry: entries end in .md or .yaml", hint))
    diagnostics += _duplicate_names(sources)
    return sources, diagnostics


def source_of(file: str) -> Source | None:
    """The source of a path such as "content/publications/2024/a.md"; None if a file with that path is not an entry.

    An `index.md` in a folder of its own is named by that folder, as in Hugo, whose page bundles are such folders.
    """
    _, collection, *folders, name = file.split("/")
    stem, dot, suffix = name.rpartition(".")
    if f"{dot}{suffix}" not in _ENTRY_SUFFIXES or "/_" in file:
        return None
    page, in_language, language = stem.partition(".")
    return Source(collection, f"{folders[-1]}{in_language}{language}" if folders and page == INDEX else stem, file)


_ALMOST = {
    "markdown": "md",
    "mdown": "md",
    "mkd": "md",
    "txt": "md",
    "text": "md",
    "md": "md",
    "yaml": "yaml",
    "yml": "yaml",
}
"""Endings of files that are probably meant as entries, in small letters, with the right one."""


def _as_entry(file: str) -> str:
    """The name that would make a file an entry; "" if it is probably none."""
    stem, _, suffix = file.rpartition("/")[2].rpartition(".")
    if suffix.lower() == "txt" and stem.endswith((".md", ".yaml", ".yml")):
        return stem
    right = _ALMOST.get(suffix.lower())
    return f"{stem}.{right}" if right and stem and "/_" not in file else ""


def _ignored(file: str, why: str, hint: str) -> Diagnostic:
    return Diagnostic(file, 0, 0, "ignored-file", f"{file} {why}", hint, Severity.WARNING)


def _folders(content: Path, collections: Collection[str], diagnostics: list[Diagnostic]) -> list[str]:
    """The folders of `content/` that may be collections; for what lies beside them there are diagnostics."""
    if content.exists() and not content.is_dir():
        hint = "make it a folder with folders such as publications/ in it"
        diagnostics.append(Diagnostic("content", 0, 0, "unknown-collection", "content is a file, not a folder", hint))
    if content.is_symlink() and not content.resolve().is_relative_to(content.parent.resolve()):
        diagnostics.append(leads_out("content"))
        return []
    folders: list[str] = []
    for entry in _listed(content, "content", diagnostics) if content.is_dir() else ():
        if not _is_plain(entry) and (found := special(entry.path, f"content/{entry.name}", [content], ())):
            diagnostics.append(found)
        elif entry.is_dir():
            if entry.name != FILES and entry.name[0] != "_":
                folders.append(entry.name)
        elif entry.name in (*collections, FILES):
            file = f"content/{entry.name}"
            hint = "rename the file, and make a folder of that name"
            diagnostics.append(Diagnostic(file, 0, 0, "unknown-collection", f"{file} is a file, not a folder", hint))
        else:
            hint = "move an entry to content/publications/ or to another folder for entries"
            diagnostics.append(_ignored(f"content/{entry.name}", "is outside the folders for entries", hint))
    return folders


def _listed(folder: Path, name: str, diagnostics: list[Diagnostic]) -> list[os.DirEntry[str]]:
    """What is in a folder, sorted; hidden and editors' temporary files are passed over."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        diagnostics.append(Diagnostic(name, 0, 0, "unreadable-file", message, "check the folder's permissions"))
        return []
    return [entry for entry in entries if entry.name[0] not in ".#" and entry.name[-1] != "~"]


def special_at_top(site: Path, file: str) -> Diagnostic | None:
    """The same for a file beside `content/`, such as `site.yaml`; links may lead to other files of the site.

    It is always an error: without the file it would be another portal.
    """
    found = special(str(site / file), file, [site], [site / "content" / FILES])
    return replace(found, severity=Severity.ERROR) if found else None


def _walk(content: Path, prefix: str, diagnostics: list[Diagnostic], above: Collection[str]) -> Iterator[str]:
    """Paths of all files below a folder of `content/`, folder by folder.

    A folder beginning with _ is passed over, and so is a link that leads back to a folder it is in (`above`).
    """
    here = os.path.realpath(content / prefix)
    if here in above:
        return
    for entry in _listed(content / prefix, f"content/{prefix}".rstrip("/"), diagnostics):
        path = prefix + entry.name
        if not _is_plain(entry) and (found := special(entry.path, f"content/{path}", [content], [content / FILES])):
            diagnostics.append(found)
        elif not _is_folder(entry):
            yield path
        elif entry.name[0] != "_":
            yield from _walk(content, f"{path}/", diagnostics, {*above, here})


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file or a folder, as nearly everything is."""
    return entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _duplicate_names(sources: list[Source]) -> list[Diagnostic]:
    seen: dict[tuple[str, str], Source] = {}
    diagnostics: list[Diagnostic] = []
    for source in sources:
        first = seen.setdefault((source.collection, source.name), source)
        if first is not source:
            message = f"the name {source.name!r} is already used by {first.file}; both would get the same address"
            folders = [each.file for each in (first, source) if f"/{INDEX}." in each.file]
            hint = f"rename the folder of {folders[0]}" if folders else "rename one of the two files"
            diagnostics.append(Diagnostic(source.file, 1, 1, "duplicate-name", message, hint))
    return diagnostics
