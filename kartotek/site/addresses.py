"""Addresses that the portal and its web host keep for themselves, so that nothing of an editor can have them.

What is planned already is compared file by file (`site.planned`); these rules are about what may come: the second page
of a list, a feed, a file that a host looks for. Comparisons are in small letters, as many disks do not tell them apart.
"""

import re
from collections.abc import Iterable
from functools import cache

from kartotek import urls
from kartotek.config.settings import Settings
from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.model.kinds import GROUPINGS, INDEXES, LISTING
from kartotek.model.portal import Portal
from kartotek.model.records import Records
from kartotek.site.public_files import SETTINGS
from kartotek.text.file_names import is_device


def check_addresses(portal: Portal, records: Records, settings: Settings) -> list[tuple[Source, EntryDiagnostic]]:
    """A diagnostic for each free page, old address and name that cannot be where it would be."""
    diagnostics: list[tuple[Source, EntryDiagnostic]] = []
    reserved = {*urls.RESERVED, *urls.HOSTS_FILES, *INDEXES, *settings.site.languages}
    for name, page in records.things["pages"].items():
        source = records.sources["pages", name]
        if page.key.lower() in reserved:
            message = f"/{page.key}/ is an address of the portal itself or of its web host"
            diagnostics.append((source, EntryDiagnostic("address-clash", (), message, "rename the file")))
        if page.language and page.language not in settings.site.languages:
            message = f"{page.language!r} is not among the site's languages, so {name!r} would never be shown"
            hint = f"after the dot write one of {', '.join(settings.site.languages)}; inside a name use hyphens"
            diagnostics.append((source, EntryDiagnostic("bad-name", (), message, hint)))
    reserved_places = _Reserved(portal, settings)
    for alias, (collection, name) in portal.aliases.items():
        if what := reserved_places.what_is_at(alias):
            path = ("aliases", records.things[collection][name].aliases.index(alias))
            diagnostic = EntryDiagnostic(
                "address-clash", path, f"/{alias} cannot redirect: {what} is there", "remove the alias"
            )
            diagnostics.append((records.sources[collection, name], diagnostic))
    return diagnostics + _check_devices(portal, records)


def _check_devices(portal: Portal, records: Records) -> list[tuple[Source, EntryDiagnostic]]:
    """A warning for each name without an entry whose page Windows cannot store; entries are not called so."""
    diagnostics: list[tuple[Source, EntryDiagnostic]] = []
    for kind in LISTING:
        for key in portal.things[kind]:
            if not is_device(key) or (kind, key) in records.sources:
                continue
            mentioned = next(iter(portal.works[kind].get(key, ())), "")
            message = f"the page /{kind}/{key}/ cannot be stored on Windows, which takes {key!r} for a device"
            hint = f"if that matters, give it an entry of another name in content/{kind}/"
            source = records.sources.get(("publications", mentioned), SETTINGS)
            diagnostics.append((source, EntryDiagnostic("unportable-name", (), message, hint)))
    return diagnostics


_FOLDERS = ("assets", "data", "files", "pagefind")
"""Folders whose files the portal alone decides about."""
_SITEMAP = re.compile(r"sitemap(-\d+)?\.xml")


class _Reserved:
    """Which addresses the pages and exports of a portal may have sooner or later, so that no old address can have its
    redirect there. Paths are relative to `dist/`, in small letters."""

    def __init__(self, portal: Portal, settings: Settings) -> None:
        self._portal = portal
        self._languages = {code.lower() for code in settings.site.languages}
        self._keys = cache(self._keys_of)

    def what_is_at(self, alias: str) -> str:
        """What is where the redirect for an old address would be, or where one of its folders would be; "" if nothing.

        The answer is part of a message.
        """
        parts = urls.output_path(urls.redirect(alias)).lower().split("/")
        if parts[0] in urls.HOSTS_FILES:
            return f"what web hosts call {parts[0]}"
        if parts[0] in self._languages:
            del parts[0]
        if parts[0] in _FOLDERS:
            return f"the portal's own folder {parts[0]}/"
        for i in range(1, len(parts) + 1):
            if self._is_file(parts[:i]) or (i == len(parts) and self._is_folder(parts)):
                return f"/{'/'.join(parts[:i])}"
        return ""

    def _is_file(self, parts: list[str]) -> bool:
        """Whether there may be a file with that path, given by its parts without the language."""
        *folder, name = parts
        if name == "index.html" and self._is_folder(folder):
            return True
        match folder:
            case []:
                return name in ("404.html", "robots.txt") or _SITEMAP.fullmatch(name) is not None
            case [family]:
                return family in INDEXES and name in _exports(family)
            case [family, key]:
                return self._has(family, key) and name in _exports(key)
        return False

    def _is_folder(self, parts: list[str]) -> bool:
        """Whether there may be a page at that path, or pages below it."""
        match parts:
            case []:
                return True
            case [name]:
                return name in INDEXES or name in urls.RESERVED
            case [family, "page", *_]:
                return family in INDEXES
            case [family, key]:
                return self._has(family, key)
            case [family, key, "page", *_]:
                return self._has(family, key)
        return False

    def _has(self, family: str, key: str) -> bool:
        """Whether a kind or grouping has a thing with that key."""
        return family in INDEXES and key in self._keys(family)

    def _keys_of(self, family: str) -> frozenset[str]:
        """The keys of a kind or grouping as they are in addresses, in small letters."""
        keys: Iterable[str] = (self._portal.works if family in GROUPINGS else self._portal.things)[family]
        notices = (name.partition("/") for name in self._portal.retired)
        keys = (*keys, *(key for of, _, key in notices if of == family))
        return frozenset(urls.segment(family, key).lower() for key in keys)


def _exports(name: str) -> tuple[str, ...]:
    """The files for machines that a page of that name may have."""
    return tuple(name + suffix for suffix in urls.EXPORTS)
