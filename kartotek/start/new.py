"""A new entry: a file with the fields of its kind and type, each with a comment, to be filled in."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kartotek.config.settings import LANGUAGES, read_settings
from kartotek.content.entries import LONGEST_NAME, NAME
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.entry_names import names_for
from kartotek.content.folder import find_sources
from kartotek.diagnostics import SetupError
from kartotek.model.kinds import KINDS, PUBLICATIONS, Kind
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.start.examples import EXAMPLES
from kartotek.start.site_file import plain_sentence, scalar
from kartotek.start.words import translator
from kartotek.start.write import write_new
from kartotek.text.file_names import is_device
from kartotek.text.likeness import did_you_mean
from kartotek.text.names import PersonName
from kartotek.text.slugs import slugify

_LATER = frozenset({"draft", "retired", "retracted", "notices", "aliases", "cite_key", "cite_keys", "featured"})
"""Fields that no entry begins with."""
_OF_SOME_TYPES = TYPED_FIELDS | {"editors", "translators", "supervisors"}
_HOMES = ("journal", "book", "institution", "publisher", "number")
"""Fields that say where a work appeared: the first that a type has is asked for."""
_HOME_OF = {
    **dict.fromkeys(("poster", "talk", "conference-abstract", "exhibition", "performance"), "event"),
    **dict.fromkeys(("proceedings", "video", "map"), "publisher"),
    **dict.fromkeys(("other", "interview"), ""),
}
"""The same for types for which the first would not be right; "" for none."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is asked for; "" is what is not known yet.

    `kind` is what one is called ("publication"), `title` its title, name or label. `type`, `authors` and `year` are for
    publications; so is `number`, the field of an identifier and its value. `id` is the name of the file, "" if it is
    made of the others; `language` is that of the comments, "" for the first language of the site.
    """

    kind: str
    type: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    id: str = ""
    language: str = ""
    number: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class MadeEntry:
    """The path of the new file from the site, and the fields in it that are still empty."""

    file: str
    empty: tuple[str, ...]


def new_entry(site: Path, asked: NewEntry) -> MadeEntry:
    """Write the file of a new entry. Raises SetupError if what is asked for cannot be used, or it is there already."""
    kind = kind_called(asked.kind)
    settings, _ = read_settings(site)
    if settings is None:
        raise SetupError("site.yaml has errors", "run `kartotek check`, and correct them first")
    values = _values(kind, asked)
    name = _name(kind, asked, values)
    check_name(site, kind, name, named=bool(asked.id))
    first = first_fields(kind, asked.type)
    written = {key: value for key, (value, _) in values.items()}
    text = entry_text(kind, asked.type, written, asked.language or spoken_in(settings.site.languages))
    file = f"content/{kind.key}/{name}.md"
    write_new(site, {file: text.encode()})
    return MadeEntry(file, tuple(key for key in first if key not in values))


def type_names(kind: str) -> tuple[str, ...]:
    """The types that an entry of a kind can have; none for all kinds but publications. Raises SetupError."""
    return tuple(TYPES) if kind_called(kind) is PUBLICATIONS else ()


def name_field(kind: str) -> str:
    """The field with the name of an entry of a kind. Raises SetupError."""
    return kind_called(kind).naming.field


def kind_called(name: str) -> Kind[Any]:
    """The kind of entry of which one, or several, are called so. Raises SetupError."""
    called = {kind.page: kind for kind in KINDS.values()}
    if found := called.get(name) or KINDS.get(name):
        return found
    raise SetupError(
        f"there is no kind of entry {name!r}", did_you_mean(name, called, f"write one of {', '.join(called)}")
    )


def entry_text(kind: Kind[Any], type_: str, values: Mapping[str, str], language: str) -> str:
    """The text of an entry: the fields that come first, with their values as they are written, and the others as
    comments, both in the order of the reference."""
    about = translator(language)
    first = first_fields(kind, type_)
    shown = [key for key in kind.fields if key in first or values.get(key)]
    lines = [comment_line(kind, key, values.get(key, ""), about) for key in shown]
    if any(not values.get(key) for key in first):
        lines.append(draft_line(language))
    return "\n".join(("---", *lines, *other_lines(kind, type_, shown, language), "---", ""))


def spoken_in(languages: Sequence[str]) -> str:
    """The first language of a site that comments are written in."""
    return next((code for code in languages if code in LANGUAGES), LANGUAGES[0])


def comment_line(kind: Kind[Any], key: str, value: str, about: Callable[[str], str]) -> str:
    """A field with its value, and what it is; `about` translates that."""
    return _line(key, value, plain_sentence(about(kind.fields[key].about)))


def draft_line(language: str) -> str:
    """The line that keeps an entry back until it is complete."""
    _ = translator(language)
    return _line("draft", "true", _("Delete this line when the fields above are filled in."))


def other_lines(kind: Kind[Any], type_: str, known: Collection[str], language: str) -> list[str]:
    """The fields that are not known, as comments with an example each, below a line that says so."""
    _, examples = translator(language), EXAMPLES.get(kind.key, {})
    more = [key for key in fields_of(kind, type_) if key not in known]
    head = _("More fields, each with an example. To use one, remove the # before it.")
    return [f"# {head}", *(f"# {comment_line(kind, key, examples.get(key, '...'), _)}" for key in more)]


def _line(key: str, value: str, about: str) -> str:
    return f"{key}: {value}  # {about}" if value else f"{key}:  # {about}"


def fields_of(kind: Kind[Any], type_: str) -> Iterator[str]:
    """The fields that an entry may begin with, in the order of the reference."""
    for key in kind.fields:
        if key in _LATER or key == kind.text:
            continue
        if kind is PUBLICATIONS and key in _OF_SOME_TYPES and not TYPES[type_].may_have(key):
            continue
        yield key


def first_fields(kind: Kind[Any], type_: str) -> tuple[str, ...]:
    """The fields that every entry of this kind and type should have, in the order of the reference."""
    if kind is not PUBLICATIONS:
        return (kind.naming.field,)
    rows = TYPES[type_].rows
    home = _HOME_OF.get(type_, next((row for row in rows if row in _HOMES), ""))
    wanted = {"type", "title", "authors", "awarded" if "awarded" in rows else "issued", home}
    if type_ in ("anthology", "proceedings"):
        wanted = wanted - {"authors"} | {"editors"}
    return tuple(key for key in kind.fields if key in wanted)


def _values(kind: Kind[Any], asked: NewEntry) -> dict[str, tuple[str, Any]]:
    """What was given, by field: as it is written in the file, and as it was read. Raises SetupError."""
    if kind is not PUBLICATIONS:
        if asked.type or asked.authors or asked.year:
            raise SetupError("--type, --author and --year are for publications", "leave them out")
        return _read(kind, {kind.naming.field: ("--title", asked.title)})
    if not asked.type:
        raise SetupError("it is not said of which type it is", f"write --type and one of {', '.join(TYPES)}")
    _read(kind, {"type": ("--type", asked.type)})
    first = first_fields(kind, asked.type)
    given: dict[str, tuple[str, str | Sequence[str]]] = {
        "type": ("--type", asked.type),
        "title": ("--title", asked.title),
        "editors" if "editors" in first else "authors": ("--author", asked.authors),
        "awarded" if "awarded" in first else "issued": ("--year", asked.year),
    }
    if field := asked.number[0]:
        given[field] = (f"--{field}", asked.number[1])
    return _read(kind, given)


def _read(kind: Kind[Any], given: Mapping[str, tuple[str, str | Sequence[str]]]) -> dict[str, tuple[str, Any]]:
    """Options by field, read as the check reads them. Raises SetupError, which names the option."""
    values: dict[str, tuple[str, Any]] = {}
    for key, (option, raw) in given.items():
        if not raw:
            continue
        diagnostics = EntryDiagnostics()
        read = kind.fields[key].read(raw if isinstance(raw, str) else list(raw), (key,), diagnostics)
        if diagnostics.found or read is None:
            found = next(iter(diagnostics.found), None)
            raise SetupError(f"{option}: {found.message if found else 'it is empty'}", found.hint if found else "")
        written = scalar(raw) if isinstance(raw, str) else f"[{', '.join(scalar(each) for each in raw)}]"
        values[key] = (written, read)
    return values


def _name(kind: Kind[Any], asked: NewEntry, values: Mapping[str, tuple[str, Any]]) -> str:
    """The name of the file: what was asked for, or `family-year-words`, or the slug of a name."""
    if asked.id:
        return asked.id
    if kind is not PUBLICATIONS:
        slug = slugify(asked.title)
        return slug[:LONGEST_NAME].strip("-") or f"new-{kind.page}"
    people = next((values[key][1] for key in ("authors", "editors") if key in values), ())
    years = [values[key][1].year for key in ("issued", "awarded") if key in values]
    family = next(map(_family, people), "")
    return next(names_for(family, next(iter(years), None), asked.title), f"new-{kind.page}")


def _family(contributor: Any) -> str:
    name: PersonName | None = contributor.name
    return name.family if name else str(contributor.display)


def check_name(site: Path, kind: Kind[Any], name: str, *, named: bool) -> None:
    """Raise SetupError if the file of an entry cannot be called so, or there is such an entry. `named` says whether
    somebody chose the name."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME or is_device(name):
        better = slugify(name)[:LONGEST_NAME].strip("-") or "a-name-in-letters"
        better += "-1" if better == name else ""
        hint = f"write --id with small letters, digits and hyphens, such as {better}"
        raise SetupError(f"{name!r} cannot be the name of an entry", hint)
    for source in find_sources(site, KINDS)[0]:
        if source.collection == kind.key and source.name == name:
            what = "write another name with --id" if named else "complete it, or give this one a name with --id"
            raise SetupError(f"there is {source.file} already, and it stays as it is", what)
