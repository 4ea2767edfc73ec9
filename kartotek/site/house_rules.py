"""What breaks a rule that `site.yaml` has for this portal, beyond the entry format (`config.rules`)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kartotek.config.rules import ALL, ENTRIES, EVERYONE, Rules
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.content.paths import ValuePath
from kartotek.model.authority import Organisation
from kartotek.model.common_fields import COMMON_FIELDS
from kartotek.model.kinds import KEYWORDS, ORGANISATIONS, PEOPLE, PUBLICATIONS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.mentions import keyword_path
from kartotek.model.person import Person
from kartotek.model.publication import Publication, in_its_book
from kartotek.model.publication_fields import FIELDS, type_named
from kartotek.model.records import Records
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.text.enumeration import listed
from kartotek.text.foreign_names import field_meant
from kartotek.text.licenses import license_id
from kartotek.text.likeness import did_you_mean
from kartotek.text.name_matching import letters

_OR = re.compile(r"\s+or\s+")
_UNASKED = frozenset({"type", "title", "status", "category", "featured", "retracted", "publish_on", *COMMON_FIELDS})
"""Fields that every work has, if only by default, and those that most are better without."""


def wrong_names(rules: Rules) -> Iterator[EntryDiagnostic]:
    """What the rules ask for by a name that no type and no field has, or that is none of that type: errors of
    `site.yaml`, with their paths in it."""
    for type_, fields in rules.required:
        path: ValuePath = ("rules", "required", type_)
        if type_ != ALL and type_ not in TYPES:
            meant = type_named(type_)
            hint = f"write {meant}" if meant else did_you_mean(type_, (ALL, *TYPES), "docs/types.md lists the types")
            yield EntryDiagnostic("site-setting", path, f"there is no type {type_!r}", hint, at_key=True)
            continue
        for i, line in enumerate(fields):
            for name in _OR.split(line):
                if said := _why_not(name, type_):
                    yield EntryDiagnostic("site-setting", (*path, i), *said)


def _why_not(name: str, type_: str) -> tuple[str, str] | None:
    """Why works of a type cannot be asked for a field, and what to do; None if they can be."""
    if name not in FIELDS:
        meant = field_meant(name, "" if type_ == ALL else type_, FIELDS.keys())
        return f"there is no field {name!r}", f"write {meant.field}" if meant else did_you_mean(name, FIELDS, _FIELDS)
    if name in _UNASKED:
        return f"works cannot be asked for `{name}`", "remove it here: it is there by default, or seldom"
    if not _has_field(type_, name):
        return f"type {type_} cannot have the field `{name}`", "remove it here"
    return None


_FIELDS = "docs/entry-format.md lists the fields"


def _has_field(type_: str, name: str) -> bool:
    """Whether works of a type may have a field."""
    if type_ == ALL or name not in TYPED_FIELDS:
        return True
    return TYPES[type_].may_have(name)


def find_breaches(records: Records, rules: Rules, diagnostics: LinkDiagnostics) -> None:
    """Report what breaks a rule. Drafts and what is retired are left alone; works that wait for their day are not."""
    required = {type_: tuple(_required_of(type_, rules)) for type_ in TYPES} if rules.required else {}
    licenses = {_plain_license(name) for name in rules.licenses}
    vocabulary = _Vocabulary(rules.keywords, records)
    for record in records.publications.values():
        completed = in_its_book(record, records.publications.get(record.book))
        if record.draft or record.retired or (completed.year is not None and completed.year < rules.since):
            continue
        _report_missing(completed, required.get(record.type, ()), diagnostics)
        if licenses:
            _report_licenses(record, licenses, rules.licenses, diagnostics)
        if rules.keywords:
            vocabulary.report_others(record, diagnostics)
    if rules.orcid:
        _report_people(records, rules.orcid, diagnostics)


def unknown_organisations(records: Records, rules: Rules) -> Iterator[tuple[int, str, str]]:
    """The ids in `Rules.orcid` that no organisation has: the place of each, the id, and a hint."""
    known = records.of(ORGANISATIONS)
    for i, id_ in enumerate(rules.orcid if rules.orcid != EVERYONE else ()):
        if id_ not in known:
            yield i, id_, did_you_mean(id_, known, "write the id of an entry in content/organisations/")


def _required_of(type_: str, rules: Rules) -> Iterator[tuple[str, ...]]:
    """What the rules ask of a type: its own fields, and of those for all types the ones that it may have. Of those in
    one tuple one is enough."""
    for of, lines in rules.required:
        for line in lines if of in (type_, ALL) else ():
            if possible := tuple(name for name in _OR.split(line) if _has_field(type_, name)):
                yield possible


def _report_missing(
    publication: Publication, required: Iterable[tuple[str, ...]], diagnostics: LinkDiagnostics
) -> None:
    missing = dict.fromkeys(fields for fields in required if not any(_has(publication, name) for name in fields))
    if missing:
        asked = listed([" or ".join(fields) for fields in missing])
        shown = listed([" or ".join(f"`{field}: ...`" for field in fields) for fields in missing])
        message = f"the rules of this portal ask for {asked} here"
        diagnostics.add(PUBLICATIONS.key, publication.key, ("type",), "rule-field", message, f"add {shown}")


def _has(publication: Publication, field: str) -> bool:
    """Whether a work has a field; `false` is a value. It has a licence if one of its files has."""
    if field == "license" and any(file.license for file in publication.files):
        return True
    return getattr(publication, field) not in ("", (), None)


def _plain_license(name: str) -> str:
    return (license_id(name) or " ".join(name.split())).casefold()


def _report_licenses(
    publication: Publication, allowed: set[str], names: Sequence[str], diagnostics: LinkDiagnostics
) -> None:
    names = [license_id(name) or name for name in names]
    files = [(("files", i, "license"), file.license) for i, file in enumerate(publication.files)]
    for path, name in [(("license",), publication.license), *files]:
        if name and _plain_license(name) not in allowed:
            message = f"{name!r} is not one of the licences of this portal"
            hint = did_you_mean(name, names, f"write one of {', '.join(names)}")
            diagnostics.add(PUBLICATIONS.key, publication.key, path, "rule-license", message, hint)


_COMPARED = 200
"""Keywords for which the most like one is looked for: among thousands that takes long, and thousands may be wrong."""
_FEW = 12
"""Keywords that a hint lists."""


class _Vocabulary:
    """The keywords that works may have: those of a list, with the other names that their entries give them, or of all
    entries."""

    def __init__(self, listed: tuple[str, ...], records: Records) -> None:
        self._listed, self._records = listed, records
        self._hints: dict[str, str] = {}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Every name that may be written, by its letters."""
        names = {} if self._listed == ENTRIES else {letters(name): name for name in self._listed}
        for entry in self._records.of(KEYWORDS).values():
            own = {letters(name): name for name in entry.all_names}
            if not entry.retired and (self._listed == ENTRIES or not own.keys().isdisjoint(names)):
                names = own | names
        return names

    def report_others(self, publication: Publication, diagnostics: LinkDiagnostics) -> None:
        """Report the keywords of a work that are none of these."""
        for i, (_, label) in enumerate(publication.keywords):
            if letters(label) not in self._names:
                message = f"{label!r} is not one of the keywords of this portal"
                path = keyword_path(publication, i)
                hint = self._hint(label)
                diagnostics.add(PUBLICATIONS.key, publication.key, path, "rule-keyword", message, hint)

    def _hint(self, label: str) -> str:
        """What to write instead."""
        if label not in self._hints:
            entries = self._records.of(KEYWORDS).values()
            of_entries = self._listed == ENTRIES
            main = [entry.label for entry in entries if not entry.retired] if of_entries else self._listed
            where = "content/keywords/ has them" if of_entries else "`rules` in site.yaml lists them"
            otherwise = f"write one of {', '.join(main)}" if 0 < len(main) <= _FEW else f"choose another: {where}"
            near = len(self._hints) < _COMPARED
            self._hints[label] = did_you_mean(label, self._names.values(), otherwise) if near else otherwise
        return self._hints[label]


def _report_people(records: Records, units: tuple[str, ...], diagnostics: LinkDiagnostics) -> None:
    """Report people of organisations, or of parts of them, who have no ORCID iD. Of the dead none is asked."""
    organisations = records.of(ORGANISATIONS)
    for key, person in records.of(PEOPLE).items():
        if person.orcid or person.draft or person.retired or person.died:
            continue
        if units == EVERYONE or _is_of(person, units, organisations):
            message = "the rules of this portal ask for an ORCID iD here"
            hint = f"add `orcid: ...`, which {person.label} finds, or gets, at https://orcid.org"
            diagnostics.add(PEOPLE.key, key, ("name",), "rule-orcid", message, hint)


def _is_of(person: Person, units: tuple[str, ...], organisations: Mapping[str, Organisation]) -> bool:
    """Whether a person is affiliated with one of the organisations, or with a part of it."""
    seen: set[str] = set()
    waiting = list(person.affiliations)
    while waiting:
        unit = waiting.pop()
        if unit in units:
            return True
        if unit in organisations and unit not in seen:
            seen.add(unit)
            waiting.append(organisations[unit].parent)
    return False
