"""The files of `content/`, sorted into collections."""

import os
from collections.abc import Iterator
from pathlib import Path

from kartotek.content.entries import Source
from kartotek.diagnostics import Diagnostic, Severity
from kartotek.text.likeness import did_you_mean

COLLECTIONS = ("publications", "people", "organisations", "projects", "journals", "keywords", "pages")
FILES = "files"
"""`content/files/` holds documents and images that entries name; it is copied as it is."""

_ENTRY_SUFFIXES = (".md", ".yaml", ".yml")


def find_sources(site: Path) -> tuple[list[Source], list[Diagnostic]]:
    """All entry files in a fixed order, with what was wrong or left out on the way."""
    content = site / "content"
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    for folder in _folders(content):
        if folder == FILES:
            continue
        if folder not in COLLECTIONS:
            hint = did_you_mean(folder, COLLECTIONS, f"the folders are {', '.join(COLLECTIONS)} and {FILES}")
            message = f"content/{folder}/ is none of the folders Kartotek reads"
            diagnostics.append(Diagnostic(f"content/{folder}", 0, 0, "unknown-collection", message, hint))
            continue
        for relative in _walk(content / folder):
            file = f"content/{folder}/{relative}"
            stem, _, suffix = relative.rpartition("/")[2].rpartition(".")
            if f".{suffix}" in _ENTRY_SUFFIXES:
                sources.append(Source(folder, stem, file))
            else:
                message = f"{file} is no entry: entries end in .md or .yaml"
                hint = f"move documents and images to content/{FILES}/"
                diagnostics.append(Diagnostic(file, 0, 0, "ignored-file", message, hint, Severity.WARNING))
    diagnostics += _duplicate_names(sources)
    return sources, diagnostics


def _folders(content: Path) -> list[str]:
    if not content.is_dir():
        return []
    return sorted(entry.name for entry in os.scandir(content) if entry.is_dir() and entry.name[0] not in "._")


def _walk(folder: Path, prefix: str = "") -> Iterator[str]:
    """Paths of all files below the folder, sorted; hidden and editors' temporary files are passed over."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith((".", "_", "#")) or entry.name.endswith("~"):
            continue
        if entry.is_dir():
            yield from _walk(folder / entry.name, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name


def _duplicate_names(sources: list[Source]) -> list[Diagnostic]:
    seen: dict[tuple[str, str], Source] = {}
    diagnostics: list[Diagnostic] = []
    for source in sources:
        first = seen.setdefault((source.collection, source.name), source)
        if first is not source:
            message = f"the name {source.name!r} is taken by {first.file}; both would stand at one address"
            hint = "rename one of the two files"
            diagnostics.append(Diagnostic(source.file, 1, 1, "duplicate-name", message, hint))
    return diagnostics
