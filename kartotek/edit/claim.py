"""Apply what somebody reported of a person's page: "this is me", or "these works are by somebody else of that name"."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kartotek.content.paths import ValuePath
from kartotek.content.yaml_output import entry_text
from kartotek.diagnostics import SetupError
from kartotek.edit.correct import (
    Corrected,
    Edited,
    NewValue,
    PublishedEntry,
    code,
    edited,
    find_published,
    is_hidden_name,
)
from kartotek.edit.files import FileChange
from kartotek.edit.report import Claim, Split, VisitorReport
from kartotek.model.kinds import PEOPLE, PUBLICATIONS
from kartotek.model.person import Person
from kartotek.model.portal import Portal
from kartotek.model.roles import ROLES
from kartotek.site.begin import begin_job
from kartotek.site.load import load
from kartotek.site.options import BuildOptions
from kartotek.text.names import PersonName, parse_name


def claimed(site: Path, report: VisitorReport, claim: Claim, jobs: int) -> Corrected:
    """What writes an ORCID iD and other names into the entry of a person, which is made if there is none; nothing is
    changed yet.

    Raises SetupError if there is no such person, or the entry has another ORCID iD.
    """
    portal = _portal(site, jobs)
    person = _person(portal, report.key)
    if claim.orcid and person.orcid not in ("", claim.orcid):
        message = f"{report.entry} has another ORCID iD, {person.orcid}"
        raise SetupError(message, "ask the one who reported it; these may be two people of one name")
    known = {*person.all_names, *(name for name in claim.names if is_hidden_name(person, name))}
    names = [name for name in claim.names if name not in known]
    found = find_published(site, PEOPLE.key, report.key)
    data: dict[str, Any] = {}
    if names:
        data["other_names"] = [*_other_names(found), *names]
    if claim.orcid and not (found and found.record.orcid):
        data["orcid"] = claim.orcid
    if not data:
        raise SetupError(f"{report.entry} says so already", "close the report")
    made = edited(site, found, [((key,), value) for key, value in data.items()]) if found else None
    change = made.change if made else _new_person(site, report.key, person.name, data)
    lines = [
        f"- The person says: this is me. Please make sure of it; the ORCID iD {code(claim.orcid)} can be looked up."
    ]
    lines = lines if claim.orcid else ["- The person says: this is me. Please make sure of it."]
    lines += [f"- `other_names` gets {code(name)}: works under that name are listed here." for name in names]
    lines += _moving(site, portal, report.key, names)
    return Corrected(f"Complete {report.entry}", (*lines, *(made.remarks if made else ())), (change,))


def _moving(site: Path, portal: Portal, person: str, names: list[str]) -> Iterator[str]:
    """The works that are listed on a page of these names until now, and on that of this person from then on.

    Someone with an entry keeps their works, or shares the name, which is reported where the works are looked at.
    """
    to = code(f"people/{person}")
    for key, other in portal.things[PEOPLE.key].items():
        if key != person and not {*names}.isdisjoint(other.all_names) and not find_published(site, PEOPLE.key, key):
            for work in portal.works[PEOPLE.key].get(key, ()):
                yield f"- {code(f'publications/{work}')} moves from {code(f'people/{key}')} to {to}."


def _portal(site: Path, jobs: int) -> Portal:
    return load(begin_job(BuildOptions(site, site / "dist", jobs=jobs))).portal


def _person(portal: Portal, key: str) -> Person:
    """The record of someone who has a page. Raises SetupError if nobody has it."""
    person: Person | None = portal.things[PEOPLE.key].get(key)
    if person is None:
        raise SetupError(f"there is no page people/{key}", "look whether the person has another page by now")
    return person


def _other_names(found: PublishedEntry | None) -> list[Any]:
    written = found.entry.data.get("other_names") if found else None
    return written if isinstance(written, list) else [written] if written else []


def _new_person(site: Path, key: str, name: PersonName, data: dict[str, Any]) -> FileChange:
    """A new entry. Raises SetupError if there is one of that name after all, such as a draft."""
    folder = f"content/{PEOPLE.key}"
    if any((site / folder).rglob(f"{key}.*")):
        raise SetupError(f"people/{key} has an entry that is not published", "make the change by hand")
    line = str(name) if parse_name(str(name)) == name else name.inverted
    return FileChange(f"{folder}/{key}.md", None, entry_text({"name": line, **data}, "").encode())


def split_off(site: Path, report: VisitorReport, split: Split, jobs: int) -> Corrected:
    """What gives some works of a person to somebody else of the same name; nothing is changed yet.

    If the one has an entry, so does the other from then on, and all their works say which of the two it is: a name
    alone would be either.
    """
    portal = _portal(site, jobs)
    person = _person(portal, report.key)
    works = portal.works[PEOPLE.key].get(report.key, ())
    if strange := [work for work in split.works if work not in works]:
        raise SetupError(
            f"publications/{strange[0]} is not a work of {report.entry}", "look whether it was changed since"
        )
    other = split.to or _free_key(site, portal, report.key)
    owners = dict.fromkeys(split.works, other)
    changes: list[FileChange] = []
    found = find_published(site, PEOPLE.key, report.key)
    is_new = other not in portal.things[PEOPLE.key]
    if found is not None:
        owners = dict.fromkeys(works, report.key) | owners
    if found is not None and is_new:
        changes.append(_new_person(site, other, person.name, {}))
    edits = [made for work, owner in owners.items() if (made := _attributed(site, portal, work, report.key, owner))]
    lines = [f"- {code(f'publications/{work}')} is by {code(f'people/{other}')}." for work in split.works]
    if len(owners) > len(split.works):
        lines.append(f"- All other works say now that they are by {code(report.entry)}.")
    changes += [made.change for made in edits]
    return Corrected(f"Tell people/{other} from {report.entry}", tuple(lines), tuple(changes))


def _free_key(site: Path, portal: Portal, key: str) -> str:
    """A key for somebody of the same name: "bo-berg-2"."""
    known, number = portal.things[PEOPLE.key], 2
    while f"{key}-{number}" in known or any((site / "content" / PEOPLE.key).rglob(f"{key}-{number}.*")):
        number += 1
    return f"{key}-{number}"


def _attributed(site: Path, portal: Portal, work: str, person: str, owner: str) -> Edited | None:
    """A work in which the person of this key is named by id as `owner`; None if it is so already.

    Raises SetupError if the work gives an ORCID iD, which says who it is.
    """
    found = find_published(site, PUBLICATIONS.key, work)
    if found is None:
        raise SetupError(f"publications/{work} is not published", "make the change by hand")
    values: list[NewValue] = []
    for path, item in _mentions(portal, found, work, person):
        old = dict(item) if isinstance(item, dict) else {"name": item}
        if old.get("orcid") and owner != person:
            message = f"publications/{work} gives the ORCID iD {old['orcid']} of the person"
            raise SetupError(message, "make the change by hand, if that is wrong")
        if old.get("id", person if old.get("orcid") else "") != owner:
            new = {**old, "id": owner}
            values.append((path, new if len(path) > 1 else [new]))
    return edited(site, found, values) if values else None


def _mentions(portal: Portal, found: PublishedEntry, work: str, person: str) -> Iterator[tuple[ValuePath, Any]]:
    """Where an entry names a person, and how. Raises SetupError if that is not clear."""
    for role in ROLES:
        keys, written = getattr(portal.links[work], role), found.entry.data.get(role)
        if person not in keys:
            continue
        items = written if isinstance(written, list) else [written]
        if len(items) != len(keys):
            raise SetupError(f"not all {role} of publications/{work} can be read", "make the change by hand")
        for i, key in enumerate(keys):
            if key == person:
                yield ((role, i) if isinstance(written, list) else (role,)), items[i]
