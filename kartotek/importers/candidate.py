"""Drafts are read as entries are read, by the same readers as `check`; what an entry could not have is set aside."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from kartotek.content.entries import RawEntry, Source
from kartotek.content.entry_diagnostics import EntryDiagnostic, EntryDiagnostics
from kartotek.content.paths import ValuePath
from kartotek.diagnostics import Severity
from kartotek.diagnostics.codes import SEVERITIES
from kartotek.importers.fitting import as_text
from kartotek.importers.notes import take_sign
from kartotek.importers.records import Candidate, Draft, Failed
from kartotek.model.publication import Publication
from kartotek.model.publication_fields import FIELDS, read_publication
from kartotek.model.roles import ROLES
from kartotek.text import digests
from kartotek.text.name_matching import letters
from kartotek.text.rich import without_nocase

_MOST_CORRECTIONS = 50
_SET_ASIDE = frozenset({"unused-field", "empty-value"})
"""Warnings for values that no page would show."""


def read_draft(draft: Draft) -> Candidate | Failed:
    """A draft as an entry, without the values that `check` would call errors; these are in `unmapped`.

    A record without a title is no entry: it is `Failed`.
    """
    data = deepcopy(dict(draft.data))
    take_sign(data)
    raw = draft.raw
    unmapped = list(draft.unmapped)
    if not str(data.get("title", "")).strip():
        return Failed(raw.file, raw.line, "it has no title", raw.key)
    reported: list[EntryDiagnostic] = []
    refused: set[str] = set()
    for _ in range(_MOST_CORRECTIONS):
        publication, found = _read(data)
        wrong = next((each for each in found if _must_go(each)), None)
        if wrong is None:
            if publication is None:
                break
            reported += found
            made = Candidate(raw, _key_of(raw.key, publication), data, publication, tuple(unmapped), tuple(reported))
            doubts = (*draft.doubts, *_doubts_of_title(str(data["title"])))
            return replace(made, refused=frozenset(refused), former=draft.former, doubts=doubts)
        removed = [(each, _take_out(data, each.path)) for each in _like(wrong, found)]
        if not any(value for _, value in removed):
            break
        for each, taken in reversed(removed):
            if taken:
                unmapped.append((taken[0], as_text(taken[1])))
                if SEVERITIES[each.code] is Severity.ERROR:
                    reported.append(each)
                    refused.add(str(each.path[0]))
    return Failed(raw.file, raw.line, "it has values that no entry can have", raw.key)


def _doubts_of_title(title: str) -> Iterator[str]:
    if _QUOTED.fullmatch(title.strip()):
        yield f"the title is {title.strip()}: leave out the quotation marks, unless it is a quotation"


_QUOTED = re.compile('“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|‘[^‘’]+’|"[^"]+"')


def _like(wrong: EntryDiagnostic, found: list[EntryDiagnostic]) -> list[EntryDiagnostic]:
    """This diagnostic and its like in other items of the list, the last first, so that places stay what they are."""
    alike = {
        each.path: each
        for each in reversed(found)
        if (each.code, each.path[:1], len(each.path)) == (wrong.code, wrong.path[:1], len(wrong.path))
    }
    return sorted(alike.values(), key=lambda each: [str(step).zfill(9) for step in each.path], reverse=True)


def _read(data: dict[str, Any]) -> tuple[Publication | None, list[EntryDiagnostic]]:
    diagnostics = EntryDiagnostics()
    body = str(data.get("abstract", ""))
    fields = {key: value for key, value in data.items() if key != "abstract"}
    source = Source("publications", "record", "content/publications/record.md")
    publication = read_publication(RawEntry(source, fields, body, "", 2, 3, b""), diagnostics)
    return publication, diagnostics.found


def read_data(data: dict[str, Any]) -> str:
    """The message of the first error that an entry with these fields would have; "" if it has none."""
    publication, found = _read(data)
    wrong = next((each.message for each in found if SEVERITIES[each.code] is Severity.ERROR), "")
    return wrong or ("" if publication else "it has no type or title")


def _must_go(found: EntryDiagnostic) -> bool:
    return SEVERITIES[found.code] is Severity.ERROR or found.code in _SET_ASIDE


def _take_out(data: dict[str, Any], path: ValuePath) -> tuple[str, Any] | None:
    """Remove the value at a path, and return its name and itself; a name of a person stays as that of a group.

    None if there is nothing that could be removed: an entry cannot be without type and title.
    """
    if not path or path[0] in ("type", "title") or path[0] not in data:
        return None
    holder: Any = data
    steps = list(path)
    while len(steps) > 1 and isinstance(holder, dict | list):
        following = _at(holder, steps[0])
        if not isinstance(following, dict | list):
            break
        holder, steps = following, steps[1:]
    name, last = ".".join(str(step) for step in path if isinstance(step, str)), steps[0]
    value = _at(holder, last)
    if value is None:
        return None
    if path[0] in ROLES and isinstance(value, str) and isinstance(last, int):
        holder[last] = {"literal": value}
        return name, value
    del holder[last]
    if not holder and holder is not data:
        del data[str(path[0])]
    return name, value


def _at(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(step)
    return holder[step] if isinstance(step, int) and step < len(holder) else None


def _key_of(given: str, publication: Publication) -> str:
    """What tells a record from all others of its source: its own key, or an identifier, or a digest of what it is."""
    if given:
        return given
    for name in ("doi", "arxiv", "pmid", "pmcid", "handle"):
        if found := getattr(publication, name):
            return f"{name}:{found}"
    first = next(iter(names_of(publication)), "")
    title = letters(without_nocase(publication.title))
    value = (publication.type, title, publication.year, letters(first), publication.pages)
    return digests.of_value(value).hex()[:16]


def names_of(publication: Publication) -> Iterator[str]:
    """Family names or groups of those who wrote it, or else edited it."""
    for contributor in publication.authors or publication.editors:
        yield contributor.name.family if contributor.name else contributor.literal


def canonical(field: str, data: Mapping[str, Any]) -> Any:
    """What a value of an entry means, for comparing two ways of writing it; None if it is missing or cannot be read."""
    if field not in data or field not in FIELDS:
        return None
    value = data[field]
    read = FIELDS[field].read(value, (field,), EntryDiagnostics())
    return value if read is None else read
