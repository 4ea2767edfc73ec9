"""Roles of people that have no field of their own: what records call them, and how entries have these people.

A role is known where the word of a format means exactly the same (`model.roles`); whoever has another is reported as
unmapped by the importer.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from kartotek.importers.values import name_in_one_line
from kartotek.model.roles import CREDIT, OTHER_ROLES

OF_CSL: Mapping[str, str] = {role.csl: key for key, role in OTHER_ROLES.items() if role.csl}
"""By variable of CSL: the role."""
OF_DATACITE: Mapping[str, str] = {role.datacite: key for key, role in OTHER_ROLES.items() if role.datacite != "Other"}
"""By contributorType of DataCite: the role."""
OF_BIBLATEX: Mapping[str, str] = {
    role.biblatex: key for key, role in OTHER_ROLES.items() if role.biblatex not in ("", "holder")
}
"""By field of biblatex: the role; the holder of a patent may be a firm's name that is no list of names."""
OF_ZOTERO: Mapping[str, str] = {
    **{name: name for name in ("director", "producer", "composer", "performer", "narrator", "host", "guest", "chair")},
    **{name: name for name in ("interviewer", "recipient", "organizer", "contributor")},
    "castMember": "performer", "scriptwriter": "script-writer", "seriesEditor": "series-editor",
}  # fmt: skip
"""By creatorType of Zotero: the role."""
_BY_LABEL = {label: key for key, role in OTHER_ROLES.items() for label in (role.label, role.plural)}
_IN_WORDS = re.compile(rf"({'|'.join(map(re.escape, _BY_LABEL))}): (\S.*)")


def add(contributors: list[Any], person: Any, role: str) -> None:
    """Add a person with a role to the `contributors` of an entry; one who is there already has one role more."""
    added = dict(person) if isinstance(person, Mapping) else {"name": person}
    for known in contributors:
        if {name: value for name, value in known.items() if name != "role"} == added:
            roles = known["role"] if isinstance(known["role"], list) else [known["role"]]
            if role not in roles:
                known["role"] = [*roles, role]
            return
    contributors.append({**added, "role": role})


def of_ris(kind: str, people_of: Callable[[str], list[Any]]) -> list[Any]:
    """The people of a reference of this type (TY) whom tags name that mean a role; `people_of` reads a tag."""
    found: list[Any] = []
    for key, role in OTHER_ROLES.items():
        if (tag := role.ris.get(kind, "")) and tag != "PB":
            for person in people_of(tag):
                add(found, person, key)
    return found


def in_words(remark: str) -> list[Any]:
    """The people of a remark as our exports write it, "Curators: Ada Lind, Bo Berg"; none of another."""
    found: list[Any] = []
    if said := _IN_WORDS.fullmatch(remark):
        people = [name_in_one_line(name) for name in said[2].split(", ")]
        for person in people if all(people) else ():
            add(found, person, _BY_LABEL[said[1]])
    return found


def credit_of(said: str) -> str:
    """The role of CRediT by its address or its name; "" if it is none."""
    key = re.sub(r"[^a-z]+", "-", said.strip().rstrip("/").rpartition("/")[2].lower()).strip("-")
    return key if key in CREDIT else ""
