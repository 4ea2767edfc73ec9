"""What several kinds of records share: contributors, links, funding, and the fields of every entry."""

from dataclasses import dataclass
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import Field, LocalText
from kartotek.content.local_address import local_address
from kartotek.content.maps import given_otherwise, map_of
from kartotek.content.yamltext import Path
from kartotek.model.likely_mistakes import warn_of_several_names
from kartotek.model.likely_names import warn_of_cut_names, warn_of_extras
from kartotek.model.sparse import SparseRecord
from kartotek.text import identifiers
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName, parse_name


@dataclass(frozen=True)
class Contributor(SparseRecord):
    """One author, editor, translator or supervisor, as the entry of a publication or a project names them.

    Either `name` (a person) or `literal` (a group, printed as it is written) is given, never both. `id` is the key of a
    person, as the editor gave it, or "" if the person is to be found by ORCID iD or name. `affiliations` are ids or
    names of organisations, as written.
    """

    name: PersonName | None = None
    literal: str = ""
    id: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    corresponding: bool = False

    @property
    def display(self) -> str:
        """The name as it is printed."""
        return str(self.name) if self.name else self.literal


def _contributor(
    name: PersonName | None = None, given: str = "", family: str = "", suffix: str = "", **rest: Any
) -> Contributor:
    """A contributor from a map with a name in parts; someone with one name only has it as family name."""
    if name is None and (given or family):
        name = PersonName(given, family, suffix) if family else PersonName("", given, suffix)
    return Contributor(name=name, **rest)


@s.takes(s.TEXT)
def person_name(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> PersonName | None:
    """A personal name in one line, "Given Family" or "Family, Given"; None, with a diagnostic, if it has no family
    name."""
    line = f.text(raw, path, diagnostics)
    if line is None:
        return None
    warn_of_extras(line, path, diagnostics)
    name = parse_name(line)
    if not name.family:
        diagnostics.add("bad-name-form", path, f"{line!r} is not a name", 'write "Given Family" or "Family, Given"')
        return None
    return name


CONTRIBUTOR_FIELDS = {
    "name": Field(person_name, 'The name in one line, "Given Family" or "Family, Given".'),
    "given": Field(f.text, "Given names."),
    "family": Field(f.text, "Family name, with its particles."),
    "suffix": Field(f.text, "Jr., III and the like."),
    "literal": Field(f.text, "The name of a group, printed as written."),
    "id": Field(f.entry_id, "The id of a person entry, or an id for a person who has no entry yet."),
    "orcid": Field(f.identifier(identifiers.orcid), "ORCID iD."),
    "affiliations": Field(f.list_of(f.text), "Ids or names of organisations at the time of writing."),
    "corresponding": Field(f.flag, "Whether this is the corresponding author."),
}
_contributor_map = map_of(CONTRIBUTOR_FIELDS, _contributor)


@s.takes(s.either(s.TEXT, s.schema_of(_contributor_map)))
def contributor(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> Contributor | None:
    """A contributor, given as a name in one line or as a map; None, with a diagnostic, if it names nobody or names them
    twice."""
    if isinstance(raw, str):
        name = person_name(raw, path, diagnostics)
        warn_of_several_names(raw, path, diagnostics)
        return Contributor(name=name) if name else None
    found: Contributor | None = _contributor_map(raw, path, diagnostics)
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
def contributors(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> tuple[Contributor, ...] | None:
    """Contributors in order, a list or one alone; None if nobody is named."""
    warn_of_cut_names(raw, path, diagnostics)
    found: tuple[Contributor, ...] | None = _each_contributor(raw, path, diagnostics)
    return found


@dataclass(frozen=True)
class Link(SparseRecord):
    """An address elsewhere, with the text to show for it."""

    url: str
    label: str = ""


LINK_FIELDS = {
    "url": Field(f.url, "The address."),
    "label": Field(f.text, "The text of the link."),
}
_link_map = map_of(LINK_FIELDS, Link, required=("url",))


@s.takes(s.either(s.URL, s.schema_of(_link_map)))
def link(raw: Any, path: Path, diagnostics: EntryDiagnostics) -> Link | None:
    """A link, given as an address or as a map; None if the address cannot be used."""
    if isinstance(raw, str):
        address = f.url(raw, path, diagnostics)
        return Link(address) if address else None
    found: Link | None = _link_map(raw, path, diagnostics)
    return found


links = f.list_of(link)


@dataclass(frozen=True)
class Funding(SparseRecord):
    """Who paid, under which grant; `ror` is the funder's id without an address."""

    funder: str
    grant: str = ""
    ror: str = ""


FUNDING_FIELDS = {
    "funder": Field(f.text, "The funder's name."),
    "grant": Field(f.text, "The number or name of the grant."),
    "ror": Field(f.identifier(identifiers.ror), "The funder's ROR id."),
}
funding = f.list_of(map_of(FUNDING_FIELDS, Funding, required=("funder",)))


def in_language(texts: LocalText, language: str) -> str:
    """The text in exactly this language, or ""."""
    return next((text for tag, text in texts if tag == language), "")


def best_for(texts: LocalText, language: str, first: str) -> tuple[str, str]:
    """Language and text for a page in `language`: the text in it, else that in the first language of the site (`first`;
    a text whose language is "" counts as such), else any; both "" if there is none."""
    known = {tag or first: text for tag, text in reversed(texts)}
    tag = next((tag for tag in (language, first, *(tag or first for tag, _ in texts)) if tag in known), "")
    return tag, known.get(tag, "")


def own_language_first(texts: LocalText, language: str) -> list[tuple[str, str]]:
    """Pairs of language and text: those in the language of the page first, then the others as written."""
    return sorted(texts, key=lambda text: text[0] != language)


@dataclass(frozen=True)
class Retirement(SparseRecord):
    """Since when, and why, an entry is shown no more but for a notice at its address."""

    reason: LocalText
    date: PartialDate | None = None


RETIREMENT_FIELDS = {
    "reason": Field(
        f.text_or_texts, "The reason, in a sentence that everyone may read; one text, or a map of language to text."
    ),
    "date": Field(f.calendar_date, "The day since which it is retired."),
}


def is_hidden(record: Any) -> bool:
    """Whether a record of any kind is shown by no page: a draft, or something retired."""
    return record.draft or record.retired is not None


COMMON_FIELDS = {
    "draft": Field(f.flag, "Drafts are not published."),
    "aliases": Field(f.list_of(local_address), "Old addresses that redirect here."),
    "retired": Field(
        map_of(RETIREMENT_FIELDS, Retirement, required=("reason",), alone="reason"),
        "Withdrawn: its page becomes a notice with the reason, and its files are closed.",
    ),
}
"""Fields that entries of every kind may have."""
