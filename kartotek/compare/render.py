"""A difference between two portals for people (text), for a pull request (Markdown) and for programs (JSON).

Texts come from pages, and so from anyone who may propose an entry: they cannot write control characters to a terminal,
nor links and mentions into a comment.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict

from kartotek.compare.difference import Difference, EntryChange, Gone
from kartotek.compare.places import address_of
from kartotek.diagnostics.plain_text import one_line
from kartotek.diagnostics.render import as_json as data_as_json
from kartotek.diagnostics.render import counted

_MOST = 50
"""Lines of one section; programs get all of them."""
_HELP = (
    "give each a successor: `kartotek rename` for an entry with a new name, `kartotek retire` for one that is "
    "withdrawn, redirects.csv for any other address; if they are to be gone, such as a document that was closed, add "
    "--allow-gone"
)
_ORDER = ("added", "changed", "moved", "retired", "listed", "removed")
_LISTED = "only listed now, with one work and no entry (an entry of their own keeps the page)"

ReportSection = tuple[str, list[str]]
"""A heading and its lines."""


def as_text(difference: Difference) -> str:
    """For a terminal or a log."""
    blocks = [
        f"{heading}\n" + "".join(f"  {line}\n" for line in lines) for heading, lines in _sections(difference, one_line)
    ]
    if difference.errors:
        blocks.append(f"help: {_HELP}\n")
    return "\n".join(blocks) or "nothing differs that a reader would notice\n"


def as_markdown(difference: Difference) -> str:
    """For a comment on a pull request."""
    blocks = ["## What this changes in the portal\n"]
    for heading, lines in _sections(difference, _escaped):
        blocks.append(f"**{heading}**\n\n" + "".join(f"- {line}\n" for line in lines))
    if difference.errors:
        blocks.append(f"What to do: {_HELP}.\n")
    if len(blocks) == 1:
        blocks.append("Nothing that a reader would notice.\n")
    return "\n".join(blocks)


def as_json(difference: Difference) -> str:
    """Everything, for programs."""
    return f"{data_as_json(as_data(difference))}\n"


def as_data(difference: Difference) -> dict[str, object]:
    """The difference in lists and maps, as docs/addresses.md describes it."""
    return {
        "entries": [asdict(entry) | {"address": address_of(entry.path)} for entry in difference.entries],
        "gone": [
            {"what": gone.what, "profile": gone.profile, "addresses": [address_of(path) for path in gone.paths]}
            for gone in difference.gone
        ],
        "appeared": {what: [address_of(path) for path in paths] for what, paths in difference.appeared.items()},
        "heavier": [
            {"address": address_of(path), "before": before, "now": now} for path, before, now in difference.heavier
        ],
        "emptied": [address_of(path) for path in difference.emptied],
        "files_opened": [address_of(path) for path in difference.files_opened],
        "files_closed": [address_of(path) for path in difference.files_closed],
        "switched": [asdict(switched) for switched in difference.switched],
        "looks": difference.looks,
        "languages": list(difference.languages),
    }


RENDERERS: dict[str, Callable[[Difference], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}


def _sections(difference: Difference, quote: Callable[[str], str]) -> Iterator[ReportSection]:
    """The parts of the report that have something to say, what is wrong first."""
    if difference.errors:
        total = sum(len(gone.paths) for gone in difference.errors)
        lines = [line for gone in difference.errors for line in _gone(gone, quote)]
        count = counted(total, "address", "addresses")
        yield f"error: {count} without a redirect or a notice in {quote(difference.new)}", lines
    for change in _ORDER:
        lines = [_entry(entry, quote) for entry in difference.entries if entry.change == change]
        if lines:
            yield f"{counted(len(lines), 'page')} {_LISTED if change == 'listed' else change}", _at_most(lines)
    for heading, paths in (
        ("Files that become public", difference.files_opened),
        ("Files that cease to be public", difference.files_closed),
        ("Lists that become empty", difference.emptied),
    ):
        if paths:
            yield heading, _at_most(quote(address_of(path)) for path in sorted(paths))
    if difference.heavier:
        rows = (f"{quote(address_of(path))}: {_kb(before)} to {_kb(now)}" for path, before, now in difference.heavier)
        yield "Pages that grew", _at_most(rows)
    if lines := list(_other(difference, quote)):
        yield "Also", lines


def _other(difference: Difference, quote: Callable[[str], str]) -> Iterator[str]:
    """What is said in one line each: profiles, new addresses by form, pictures, pages that look different."""
    if difference.languages:
        before, now = map(quote, difference.languages)
        yield f"addresses without a language have pages in {now}, which were in {before}: what they say is not compared"
    if profile := [gone for gone in difference.gone if gone.profile]:
        total = counted(sum(len(gone.paths) for gone in profile), "address", "addresses")
        what = quote(_joined(gone.what for gone in profile))
        yield f"no {what} any more ({total}): the portal is built with another choice of exports"
    if difference.appeared:
        total = counted(sum(map(len, difference.appeared.values())), "new address", "new addresses")
        yield f"{total}: {quote(_joined(_appeared(difference)))}"
    for files in difference.switched:
        setting = f"(`{files.setting}` in site.yaml)"
        news = f"{files.now:,} now, none before" if files.now else f"none any more, {files.before:,} before"
        yield f"{files.what}: {news} {setting}"
    if difference.looks:
        yield f"{counted(difference.looks, 'page')} of which only the look, or what is listed around it, has changed"


def _appeared(difference: Difference) -> Iterator[str]:
    """How many addresses of each form are new; exports are one form."""
    exports = 0
    for what, paths in difference.appeared.items():
        if what.startswith("."):
            exports += len(paths)
        else:
            yield f"{len(paths):,} {what}"
    if exports:
        yield counted(exports, "export")


def _joined(words: Iterable[str]) -> str:
    """ "one, two, three"."""
    return ", ".join(words)


def _entry(entry: EntryChange, quote: Callable[[str], str]) -> str:
    words = f": {quote('; '.join(entry.words))}" if entry.words else ""
    return f"{quote(entry.name)}{words} ({quote(address_of(entry.path))})"


def _gone(gone: Gone, quote: Callable[[str], str]) -> list[str]:
    """A few addresses one by one; many of one form in a line with their number and the first."""
    if len(gone.paths) <= 10:
        return [f"{quote(address_of(path))} ({quote(gone.what)})" for path in gone.paths]
    return [f"{len(gone.paths):,} addresses, {quote(gone.what)}: {quote(address_of(gone.paths[0]))} and others"]


def _at_most(lines: Iterable[str]) -> list[str]:
    """The first lines, with one that counts the others."""
    every = list(lines)
    return every if len(every) <= _MOST else [*every[:_MOST], f"and {len(every) - _MOST:,} more"]


def _kb(size: int) -> str:
    return f"{size / 1000:,.0f} kB"


def _escaped(text: str) -> str:
    """Text as Markdown shows it: no markup, no links, and nobody is called by an @."""
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~<>&$:-])", r"\\\1", one_line(text))
    return escaped.replace("@", "@\u200b")
