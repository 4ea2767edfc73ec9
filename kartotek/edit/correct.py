"""Apply a report of a visitor to the entries: the very lines it is about, and nothing else.

What `edit.report` read is of the right form; here it is compared with what the entry says now, and read by the readers
that read entries. The site is checked as a whole when the changes are written (`edit.change`).
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path as FilePath
from typing import Any

from kartotek.content.entries import RawEntry, Source, locate, parse_entry, read_entry
from kartotek.content.entry_diagnostics import EntryDiagnostic, EntryDiagnostics
from kartotek.content.folder import find_sources, source_of
from kartotek.content.paths import ValuePath
from kartotek.content.splice import Spliced, SpliceError
from kartotek.diagnostics import Diagnostic, SetupError, Severity
from kartotek.edit.files import FileChange
from kartotek.edit.report import FieldChange, VisitorReport
from kartotek.model.common import is_hidden
from kartotek.model.kinds import KINDS, PUBLICATIONS
from kartotek.model.person import Person
from kartotek.model.publication import Publication, is_published
from kartotek.model.records import read_record
from kartotek.model.reportable import CONTRIBUTORS, IDENTIFIERS, LISTS, REPORTABLE, Said, said
from kartotek.site.begin import begin_job
from kartotek.site.load import load, today
from kartotek.site.options import BuildOptions
from kartotek.text.name_matching import letters
from kartotek.text.names import parse_name


@dataclass(frozen=True, slots=True)
class Corrected:
    """What is to be done: a sentence for the title of a pull request, lines in Markdown for its text, the files."""

    title: str
    lines: tuple[str, ...]
    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """An entry that is published: its file as read, and its record."""

    entry: RawEntry
    record: Any


def correct_fields(site: FilePath, report: VisitorReport) -> Corrected:
    """What makes the changes of a report; nothing is changed yet.

    Raises SetupError if there is no such entry, it says something else than the report saw, or a value cannot be used.
    """
    found = find_published(site, report.kind, report.key)
    if found is None:
        message = f"{report.entry} has no file of its own that is published: it is only named in other entries"
        raise SetupError(message, "correct those entries by hand")
    names_people = report.kind == PUBLICATIONS.key and any(change.field in CONTRIBUTORS for change in report.changes)
    shown = _as_shown(site, report.key) if names_people else found.record
    wanted = [change for change in report.changes if not _is_done(shown, change)]
    wanted = [change for change in wanted if not _names_hidden(found.record, change)]
    if not wanted:
        raise SetupError(f"{report.entry} says so already", "close the report")
    made = edited(site, found, [value for change in wanted for value in _new_values(found, change)])
    fields = " and ".join(change.field.replace("_", " ") for change in wanted)
    lines = [
        f"- `{change.field}`: {code(change.was) or 'nothing'} becomes {code(change.to) or 'nothing'}"
        for change in wanted
    ]
    return Corrected(f"Correct {fields} of {report.entry}", (*lines, *made.remarks), (made.change,))


def find_published(site: FilePath, kind: str, key: str) -> PublishedEntry | None:
    """The entry of this name, if it is published today: of others nothing is said to strangers.

    Raises SetupError if it cannot be read.
    """
    sources, _ = find_sources(site, KINDS)
    source = next((each for each in sources if (each.collection, each.name) == (kind, key)), None)
    if source is None:
        return None
    entry = _read(site, source)
    record, _ = read_record(entry)
    if record is None:
        raise SetupError(f"{source.file} has errors", "correct them first; `kartotek check` names them")
    shown = is_published(record, today()) if isinstance(record, Publication) else not is_hidden(record)
    return (
        PublishedEntry(_read(site, source), record) if shown else None
    )  # a reader of records may complete what was read


def is_file_published(site: FilePath, file: str) -> bool:
    """Whether a file, by its path from the site, is an entry that is published: of others nothing is told."""
    parts = FilePath(file).parts
    source = source_of(FilePath(file).as_posix()) if len(parts) > 2 and parts[1] in KINDS else None
    try:
        return source is not None and find_published(site, source.collection, source.name) is not None
    except SetupError:
        return False


def _as_shown(site: FilePath, key: str) -> Publication:
    """A publication as its page has it: the names in it are those that entries of people settle."""
    return load(begin_job(BuildOptions(site, site / "dist", jobs=1))).portal.publications[key]


def _read(site: FilePath, source: Source) -> RawEntry:
    entry = read_entry(site, source)
    if isinstance(entry, Diagnostic):
        raise SetupError(f"{source.file}:{entry.line} cannot be read: {entry.message}", "correct that file first")
    return entry


def _is_done(record: Any, change: FieldChange) -> bool:
    """Whether the entry says already what the report asks for. Raises SetupError if it says what the report did not
    see."""
    now = _spaced(said(record, change.field))
    if now == _spaced(change.to):
        return True
    if now != _spaced(change.was):
        says = code(now) or "nothing"
        message = (
            f"{change.field} was changed since: it says {says}, and the report saw {code(change.was) or 'nothing'}"
        )
        raise SetupError(message, "make the change by hand, if it is still needed")
    return False


def is_hidden_name(person: Any, name: str) -> bool:
    """Whether a name is a former one of a person, which is to be shown nowhere; nobody is told that it is."""
    return letters(str(parse_name(name))) in {letters(str(parse_name(each))) for each in person.hidden_names}


def _names_hidden(record: Any, change: FieldChange) -> bool:
    """Whether a change would make a former name of a person one that is shown."""
    if not isinstance(record, Person) or change.field not in ("name", "other_names"):
        return False
    names = (change.to,) if isinstance(change.to, str) else change.to
    return any(is_hidden_name(record, name) for name in names if name)


def _spaced(value: Said) -> Said:
    """A value as a report can have it: with single spaces."""
    return " ".join(value.split()) if isinstance(value, str) else tuple(" ".join(item.split()) for item in value)


@dataclass(frozen=True, slots=True)
class Without:
    """In the place of a list: the same without the items at some places."""

    places: frozenset[int]


NewValue = tuple[ValuePath, Any]
"""Where in an entry a value is to be, and the value; "" or [] removes a field. The place behind the last item of a list
adds one."""


def _new_values(found: PublishedEntry, change: FieldChange) -> list[NewValue]:
    """The values to write. Raises SetupError if the entry has the field in a form of its own."""
    field, data = change.field, found.entry.data
    written = data.get(field)
    if not change.to and field == KINDS[found.entry.source.collection].naming.field:
        raise SetupError(f"{field} cannot be empty", "make the change by hand")
    if isinstance(written, dict):
        raise SetupError(f"the entry gives its {field} in several languages", "make the change by hand")
    if change.was and field not in data:
        raise SetupError(f"the entry gives its {field} in another way", "make the change by hand")
    if field in CONTRIBUTORS:
        people = _people(written or [], change)
        return list(_in_list(field, written, people)) if isinstance(written, list) and written else [((field,), people)]
    kind = found.entry.source.collection
    if field in LISTS:
        items = [_canonical(kind, field, item) for item in change.to]
        return [((field,), items[0] if len(items) == 1 and not isinstance(written, list) else items)]
    if isinstance(written, dict | list):
        raise SetupError(f"the entry gives its {field} in another way", "make the change by hand")
    return [((field,), _canonical(kind, field, str(change.to)))]


def _in_list(field: str, written: list[Any], people: list[Any]) -> Iterator[NewValue]:
    """How the items of a list become others: those that stay keep their lines and comments, unless they change
    places."""
    if people[: len(written)] == written or len(people) == len(written):
        yield from (((field, i), new) for i, new in enumerate(people) if [new] != written[i : i + 1])
        return
    left = iter(enumerate(written))
    kept = [next((i for i, item in left if item == person), -1) for person in people]
    if people and -1 not in kept:
        yield (field,), Without(frozenset(range(len(written))) - set(kept))
    else:
        yield (field,), people


def _canonical(kind: str, field: str, value: str) -> str:
    """An identifier without what is around it; what is none stays as it is, and is refused later."""
    if field not in IDENTIFIERS:
        return value
    read = KINDS[kind].fields[field].read(value, (field,), EntryDiagnostics())
    return str(read[0] if isinstance(read, tuple) else read) if read else value


def _people(written: Any, change: FieldChange) -> list[Any]:
    """The list of contributors with other names or in another order: who stays keeps what the entry says of them."""
    items = written if isinstance(written, list) else [written]
    if len(items) != len(change.was):
        raise SetupError(f"not all {change.field} of the entry can be read", "make the change by hand")
    pairs = list(zip(change.was, change.to, strict=False))
    if len(change.was) == len(change.to) and all(old == new or new not in change.was for old, new in pairs):
        return [item if old == new else _renamed(item, new) for item, (old, new) in zip(items, pairs, strict=True)]
    return _moved(items, change)


def _moved(items: Sequence[Any], change: FieldChange) -> list[Any]:
    """The same where some were added, left out, or put elsewhere."""
    people: list[Any] = list(change.to)
    moved: dict[str, list[Any]] = {}
    new: list[int] = []
    for tag, start, end, at, to in SequenceMatcher(None, change.was, change.to, autojunk=False).get_opcodes():
        if tag == "equal":
            people[at:to] = items[start:end]
        else:
            for name, item in zip(change.was[start:end], items[start:end], strict=True):
                moved.setdefault(name, []).append(item)
            new += range(at, to)
    for i in new:
        if found := moved.get(change.to[i]):
            people[i] = found.pop(0)
    return people


def _renamed(item: Any, name: str) -> Any:
    """A contributor with a new name. What else the entry says of them stays: affiliations, but also an id."""
    if not isinstance(item, dict):
        return name
    rest = {key: value for key, value in item.items() if key not in ("name", "given", "family", "suffix", "literal")}
    return {"literal" if "literal" in item else "name": name, **rest}


@dataclass(frozen=True, slots=True)
class Edited:
    """The new content of a file, and remarks in Markdown for the one who reads the change."""

    change: FileChange
    remarks: tuple[str, ...]


def edited(site: FilePath, found: PublishedEntry, values: Sequence[NewValue]) -> Edited:
    """An entry with new values of fields, or of items of a list.

    Raises SetupError if a value cannot be used, with the sentence that `check` has for it, or if anything but these
    values would differ when the file is read again.
    """
    source = found.entry.source
    expected = deepcopy(found.entry.data)
    try:
        text = Spliced(site / source.file)
        for path, value in values:
            _write(text, expected, path, value, tuple(KINDS[source.collection].fields))
        content = text.content()
    except SpliceError as error:
        raise SetupError(f"{error}; nothing was changed", "make the change by hand") from error
    after = parse_entry(source, content)
    if isinstance(after, Diagnostic) or (after.data, after.body) != (expected, found.entry.body):
        raise SetupError(
            f"{source.file} is written in a way that cannot be changed in place", "make the change by hand"
        )
    return Edited(FileChange(source.file, text.raw, content), _remarks(found, after, {path[0] for path, _ in values}))


def _write(text: Spliced, expected: dict[str, Any], path: ValuePath, value: Any, order: Sequence[str]) -> None:
    """Write one value into the text of a file, and into what is expected to be read from it then."""
    field = str(path[0])
    if len(path) > 1 and path[1] == len(expected[field]):
        text.append(field, [value], order)
        expected[field].append(value)
    elif len(path) > 1:
        text.set_item(path, value)
        expected[field][path[1]] = value
    elif isinstance(value, Without):
        text.remove_items(path, value.places)
        expected[field] = [item for i, item in enumerate(expected[field]) if i not in value.places]
    elif value in ("", []):
        text.remove_field(field)
        expected.pop(field, None)
    else:
        text.set_field(field, value, order)
        expected[field] = value


def _remarks(found: PublishedEntry, after: RawEntry, fields: set[str | int]) -> tuple[str, ...]:
    """What `check` says of the new values. Raises SetupError if one of them is an error that was not there."""
    said_before = {_sentence(each) for each in read_record(found.entry)[1]}
    record, now = read_record(after)
    new = [each for each in now if _sentence(each) not in said_before]
    wrong = [each for each in locate(after, new) if each.severity is Severity.ERROR]
    if wrong:
        raise SetupError(wrong[0].message, wrong[0].hint)
    reported = [each for each in new if each.path and each.path[0] in fields]
    for each in reported:
        field = str(each.path[0])
        if after.data.get(field) and field in REPORTABLE[after.source.collection] and not said(record, field):
            raise SetupError(each.message, each.hint)  # it is a warning, and the value would not be shown
    return tuple(f"- Please look at {code(each.message)}: {each.hint and code(each.hint)}" for each in reported)


def _sentence(diagnostic: EntryDiagnostic) -> tuple[str, str]:
    return diagnostic.code, diagnostic.message


def code(value: Said) -> str:
    """A value of others as code in Markdown, in which it can neither be a link nor call anybody; "" if it is empty."""
    text = value if isinstance(value, str) else "; ".join(value)
    if not text:
        return ""
    longest = max((len(run) for run in _runs(text)), default=0)
    fence, gap = "`" * (longest + 1), " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _runs(text: str) -> list[str]:
    """The runs of backticks in a text."""
    return ["`" * len(run) for run in "".join(letter if letter == "`" else " " for letter in text).split()]
