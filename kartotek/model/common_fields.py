"""How what several kinds of entries share is read: contributors, links, funding, and the fields of every entry."""

from dataclasses import replace
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field
from kartotek.content.local_address import local_address
from kartotek.content.maps import given_otherwise, map_of
from kartotek.content.multilingual_text import multilingual
from kartotek.content.paths import ValuePath
from kartotek.model.common import Contributor, Funding, Link, Retirement
from kartotek.model.likely_mistakes import group_name, warn_of_several_names
from kartotek.model.likely_names import warn_of_cut_names, warn_of_extras, without_capitals
from kartotek.model.roles import CREDIT, OTHER_ROLES, ROLE_TABLE
from kartotek.text import identifiers
from kartotek.text.name_extras import is_titled, without_extras
from kartotek.text.names import PersonName, family_comes_first, parse_name


def _contributor(
    name: PersonName | None = None,
    given: str = "",
    family: str = "",
    suffix: str = "",
    family_first: bool = False,
    **rest: Any,
) -> Contributor:
    """A contributor from a map with a name in parts; someone with one name only has it as family name."""
    if name is None and (given or family):
        name = PersonName(given, family, suffix) if family else PersonName("", given, suffix)
    if name is not None and family_first:
        name = replace(name, family_first=True)
    return Contributor(name=name, **rest)


@s.takes(s.TEXT)
def person_name(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> PersonName | None:
    """A personal name in one line, "Given Family" or "Family, Given"; None, with a diagnostic, if it has no family
    name."""
    line = f.text(raw, path, diagnostics)
    if line is None:
        return None
    warn_of_extras(line, path, diagnostics)
    plain = without_extras(line, numbers=False) or line
    name = PersonName("", plain) if is_titled(plain) else parse_name(plain)
    if not name.family:
        diagnostics.add("bad-name-form", path, f"{line!r} is not a name", 'write "Given Family" or "Family, Given"')
        return None
    return name


FAMILY_FIRST = Field(f.flag, "Whether the family name is written first, as in Nagy Tünde and Mao Zedong.")


def in_their_order(raw: Any) -> Any:
    """A map with a `name` in one line, in which the family name is told apart if it comes first (`family_first`)."""
    line = raw.get("name") if isinstance(raw, dict) else None
    if isinstance(line, str) and str(raw.get("family_first", "")).lower() in ("true", "yes"):
        return {**raw, "name": family_comes_first(line)}
    return raw


@s.takes(s.TEXT)
def given_names(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """Given names without titles and the like, which are reported."""
    text = f.text(raw, path, diagnostics)
    plain = without_extras(f"Name, {text}", numbers=False).removeprefix("Name, ") if text else text
    if not text or not plain or plain == "Name" or plain == " ".join(text.split()):
        return text
    diagnostics.add("name-extra", path, f"{text!r} has more in it than given names", f"write {plain!r}")
    return plain


@s.takes(s.TEXT)
def family_name(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A family name, with a warning for one in capital letters."""
    text = f.text(raw, path, diagnostics)
    if text and (right := without_capitals(f"Name {text}").removeprefix("Name ")) != text:
        message = f"{text!r} is in capital letters, and citation styles do not change that"
        diagnostics.add("all-capitals", path, message, f"write {right!r}")
    return text


CONTRIBUTOR_FIELDS = {
    "name": Field(person_name, 'The name in one line, "Given Family" or "Family, Given".'),
    "given": Field(given_names, "Given names."),
    "family": Field(family_name, "Family name, with its particles."),
    "suffix": Field(f.text, "Jr., III and the like."),
    "family_first": FAMILY_FIRST,
    "literal": Field(group_name, "The name of a group, printed as written."),
    "id": Field(f.entry_id, "The id of a person entry, or an id for a person who has no entry yet."),
    "orcid": Field(f.identifier(identifiers.orcid), "ORCID iD."),
    "affiliations": Field(f.list_of(f.text), "Ids or names of organisations at the time of writing."),
    "corresponding": Field(f.flag, "Whether this is the corresponding author."),
    "equal": Field(f.flag, "Whether this is one of those who contributed equally."),
    "credit": Field(f.list_of(f.choice(CREDIT)), "Roles of CRediT, such as `methodology`; one or several."),
}
_contributor_map = map_of(CONTRIBUTOR_FIELDS, _contributor)


@s.takes(s.either(s.TEXT, s.schema_of(_contributor_map)))
def contributor(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Contributor | None:
    """A contributor, given as a name in one line or as a map; None, with a diagnostic, if it names nobody or names them
    twice."""
    if isinstance(raw, str):
        name = person_name(raw, path, diagnostics)
        warn_of_several_names(raw, path, diagnostics)
        return Contributor(name=name) if name else None
    return _named_once(_contributor_map(in_their_order(raw), path, diagnostics), raw, path, diagnostics)


def _named_once(
    found: Contributor | None, raw: Any, path: ValuePath, diagnostics: EntryDiagnostics
) -> Contributor | None:
    """A contributor that was read from a map, if the map names somebody in exactly one way; else None."""
    if found is None:
        return None
    ways = [way for way in ("name", "family", "literal") if raw.get(way)]
    if not ways and any(given_otherwise(way, raw, CONTRIBUTOR_FIELDS) for way in ("name", "family", "literal")):
        return None
    if len(ways) != 1 and not (not ways and raw.get("given")):
        what = " and ".join(ways) if ways else "no name"
        hint = "give either name, or given and family, or literal (for a group)"
        diagnostics.add("bad-name-form", path, f"this person has {what}", hint)
        return None
    lost = [part for part in ("given", "suffix") if raw.get(part)] if ways in (["name"], ["literal"]) else []
    if lost:
        hint = "write the whole name into name, or into given, family and suffix"
        diagnostics.add("bad-name-form", path, f"this person has {ways[0]} and {' and '.join(lost)}", hint)
        return None
    if found.name is None and not found.literal:
        return None  # a part could not be read, which was reported
    return found


_each_contributor = f.list_of(contributor)


@s.takes(s.schema_of(_each_contributor))
def contributors(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> tuple[Contributor, ...] | None:
    """Contributors in order, a list or one alone; None if nobody is named."""
    warn_of_cut_names(raw, path, diagnostics)
    found: tuple[Contributor, ...] | None = _each_contributor(raw, path, diagnostics)
    return found


_OTHER_WORDS = {
    **{word: key for key, role in OTHER_ROLES.items() for word in (role.label, role.plural, role.datacite, role.csl)},
    **{role.marc: key for key, role in OTHER_ROLES.items() if role.marc},
}
"""What roles are called elsewhere."""
_known_role = f.choice(OTHER_ROLES, {word: key for word, key in _OTHER_WORDS.items() if word not in ("", "Other")})


@s.takes(s.schema_of(_known_role))
def role(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A role of one of the `contributors`; None, with a diagnostic, for one that has a list of its own."""
    known = ROLE_TABLE.get(raw) if isinstance(raw, str) else None
    if known and known.listed_in != "contributors":
        hint = f"list this person under `{known.listed_in}`"
        diagnostics.add("unknown-value", path, f"{known.plural.lower()} have a field of their own", hint)
        return None
    found: str | None = _known_role(raw, path, diagnostics)
    return found


OTHER_CONTRIBUTOR_FIELDS = {
    **CONTRIBUTOR_FIELDS,
    "role": Field(f.list_of(role), "What this person did, one role or several; each of the `contributors` needs it."),
}


def _other_contributor(role: tuple[str, ...], **rest: Any) -> Contributor:
    return _contributor(roles=tuple(dict.fromkeys(role)), **rest)


_other_map = map_of(OTHER_CONTRIBUTOR_FIELDS, _other_contributor, required=("role",))


@s.takes(s.schema_of(_other_map))
def _one_of_others(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Contributor | None:
    if isinstance(raw, str) and raw.strip():
        hint = f"write {{name: {raw.strip()}, role: curator}}, or another role"
        diagnostics.add("missing-key", path, "a contributor needs a role", hint)
        return None
    return _named_once(_other_map(in_their_order(raw), path, diagnostics), raw, path, diagnostics)


other_contributors = f.list_of(_one_of_others)


LINK_FIELDS = {
    "url": Field(f.url, "The address."),
    "label": Field(multilingual, "The text of the link."),
}
_link_map = map_of(LINK_FIELDS, Link, required=("url",))


@s.takes(s.either(s.URL, s.schema_of(_link_map)))
def link(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Link | None:
    """A link, given as an address or as a map; None if the address cannot be used."""
    if isinstance(raw, str):
        address = f.url(raw, path, diagnostics)
        return Link(address) if address else None
    found: Link | None = _link_map(raw, path, diagnostics)
    return found


links = f.list_of(link)


FUNDING_FIELDS = {
    "funder": Field(multilingual, "The funder's name."),
    "grant": Field(f.text, "The number or name of the grant."),
    "ror": Field(f.identifier(identifiers.ror), "The funder's ROR id."),
}
funding = f.list_of(map_of(FUNDING_FIELDS, Funding, required=("funder",)))


RETIREMENT_FIELDS = {
    "reason": Field(multilingual, "The reason, in a sentence that everyone may read."),
    "date": Field(f.calendar_date, "The day since which it is retired."),
}


COMMON_FIELDS = {
    "draft": Field(f.flag, "Drafts are not published."),
    "aliases": Field(f.list_of(local_address), "Old addresses that redirect here."),
    "retired": Field(
        map_of(RETIREMENT_FIELDS, Retirement, required=("reason",), alone="reason"),
        "Withdrawn: its page becomes a notice with the reason, and its files are closed.",
    ),
}
"""Fields that entries of every kind may have."""
