"""The addresses of an older portal (`redirects.csv`), with what each leads to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from kartotek import urls
from kartotek.content.redirects import FILE, Redirect
from kartotek.diagnostics import Diagnostic
from kartotek.model.kinds import PAGES
from kartotek.model.portal import GONE, Portal
from kartotek.text.likeness import did_you_mean

StoredTarget = tuple[str, str, int]
"""See `Portal.redirects`."""


def resolved(redirects: Sequence[Redirect], portal: Portal) -> tuple[dict[str, StoredTarget], list[Diagnostic]]:
    """By old address: what it leads to. Diagnostics are for ids that no entry has, and for addresses that are an alias
    of an entry, too, or are kept for the host or the search index."""
    found: dict[str, StoredTarget] = {}
    diagnostics: list[Diagnostic] = []
    for redirect in redirects:
        target = _target(redirect, portal.things, portal.retired)
        if what := _reserved(redirect.old):
            message = f"/{redirect.old} cannot be an old address here: {what}"
            diagnostics.append(Diagnostic(FILE, redirect.line, 1, "address-clash", message, "delete this line"))
        elif redirect.old in portal.aliases:
            owner = "/".join(portal.aliases[redirect.old])
            message = f"/{redirect.old} is an old address of {owner} already"
            hint = "delete this line, or the alias in that entry"
            diagnostics.append(Diagnostic(FILE, redirect.line, 1, "address-clash", message, hint))
        elif isinstance(target, Diagnostic):
            diagnostics.append(target)
        else:
            found[redirect.old] = target
    lines = {redirect.old: redirect for redirect in redirects if redirect.old in found}
    return found, [*diagnostics, *_circles(lines)]


def _circles(lines: Mapping[str, Redirect]) -> Iterator[Diagnostic]:
    """A diagnostic for each line whose address leads back to itself, by itself or by others."""
    settled: set[str] = set()
    for redirect in lines.values():
        passed: dict[str, None] = {}
        old = redirect.old
        while old in lines and old not in settled and old not in passed:
            passed[old] = None
            old = _address(lines[old].target)
        if old in passed:
            hint = "write where it really leads, or a reason why it leads nowhere"
            message = f"/{old} leads back to itself"
            yield Diagnostic(FILE, lines[old].line, 1, "redirect", message, hint)
        settled.update(passed)


def _address(target: str) -> str:
    """The target of a line as old addresses are written; "" if it is not an address of the portal."""
    if not target.startswith("/"):
        return ""
    return unquote(urlsplit(target).path).strip("/").removesuffix("/index.html")


def _reserved(old: str) -> str:
    """Why no page can be at an old address: what no plan of pages lists. The answer is part of a message; "" if there
    is nothing."""
    first = old.partition("/")[0].lower()
    if first in urls.HOSTS_FILES or first in (".htaccess", ".nojekyll"):
        return f"web hosts look for {first}"
    return "the search index is in that folder" if f"{first}/" == urls.PAGEFIND else ""


def _target(
    redirect: Redirect, things: Mapping[str, Mapping[str, Any]], retired: Mapping[str, Any]
) -> StoredTarget | Diagnostic:
    """What one line leads to. An id is a name that one kind has, or KIND/NAME."""
    target, line = redirect.target, redirect.line
    if not target:
        return GONE, redirect.reason, line
    if target.startswith("/") or urls.is_elsewhere(target):
        return "", target, line
    kind, slash, key = target.partition("/")
    if slash:
        kinds = [kind] if key in things.get(kind, {}) or target in retired else []
    else:
        key = kind
        kinds = [each for each in things if key in things[each] or f"{each}/{key}" in retired]
    if len(kinds) == 1 and (kinds[0] != PAGES.key or "." not in key):
        return kinds[0], key, line
    if len(kinds) > 1:
        hint = f"write {' or '.join(f'{each}/{key}' for each in kinds)}"
        return Diagnostic(FILE, line, 1, "redirect", f"{target!r} is the id of several entries", hint)
    names = [name for each in things.values() for name in each]
    hint = did_you_mean(key, names, "write the id of an entry, or an address that begins with /")
    return Diagnostic(FILE, line, 1, "unknown-id", f"there is no entry {target!r} that is shown", hint)
