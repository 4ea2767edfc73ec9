"""Records against the portal: which are new, which change an entry, which are there already."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kartotek.content.entries import RawEntry, Source, parse_entry, read_entry
from kartotek.content.ledger import LedgerLine
from kartotek.content.splice import Spliced, SpliceError
from kartotek.content.yaml_output import entry_text
from kartotek.diagnostics import Diagnostic, SetupError
from kartotek.importers.candidate import canonical, read_data
from kartotek.importers.entry_names import new_name
from kartotek.importers.known_journals import Journals, known_journal
from kartotek.importers.matching import IDENTIFIERS, Match, Matcher
from kartotek.importers.merging import Merged, as_entry_says, fill, merge
from kartotek.importers.own_rows import completed, named_in
from kartotek.importers.plan import FileWrite, Outcome, RecordResult
from kartotek.importers.records import AND_OTHERS, Candidate, Failed, Skipped
from kartotek.model.publication import Publication
from kartotek.model.publication_fields import FIELDS
from kartotek.text.likeness import may_be_one_title
from kartotek.urls import item

PlannedRecord = Candidate | Failed | Skipped
_NO_DATE = "{!r} is not all of a date: write 2024, 2024-01, 2024-01-15, 2024-21 (spring) or 2020/2022"
_SHORTENED = "its list of names ({}) ends with `and others`; add those who are missing"


@dataclass(slots=True)
class Planner:
    """Decides about one record after the other. What it has decided counts for the records that follow."""

    site: Path
    sources: Mapping[str, Source]
    """The files of all publications, by name."""
    matcher: Matcher
    ledger: Mapping[str, LedgerLine]
    own_address: str
    """The address of the portal, "" if it is not known: a record whose `url` is a page here is that entry."""
    update: bool
    """Whether fields that are empty are filled in entries that were not imported from this source."""
    elsewhere: Collection[str] = ()
    """The entries that other sources have brought or found."""
    journals: Journals = field(default_factory=dict)
    """Those that have an entry, by ISSN: new entries name them by id."""
    lines: dict[str, LedgerLine] = field(default_factory=dict)
    """The ledger as it will be."""
    writes: list[FileWrite] = field(default_factory=list)
    _claimed: dict[str, Candidate] = field(default_factory=dict)
    """The record that each entry belongs to, by the name of the entry."""
    _keys: dict[str, Candidate] = field(default_factory=dict)
    _cite_keys: set[str] = field(default_factory=set)
    _by_alias: dict[str, str] = field(default_factory=dict)
    _owners: dict[str, str] = field(default_factory=dict)
    """The key of the record that each name of an entry was given to, now or earlier."""

    def __post_init__(self) -> None:
        self.lines.update(self.ledger)
        self._owners.update((line.id, key) for key, line in self.ledger.items())
        for name, publication in self.matcher.publications.items():
            self._cite_keys.add((publication.cite_key or name).casefold())
            for alias in publication.aliases:
                self._by_alias[alias.strip("/")] = name

    def decide(self, records: Sequence[PlannedRecord]) -> list[RecordResult]:
        """The results of all records, in their order. Those that were imported before have the first choice, then those
        that say most: names and entries do not depend on the order in a file."""
        results: dict[int, RecordResult] = {}
        for i in sorted(range(len(records)), key=lambda i: self._turn(records[i])):
            results[i] = self._decide(records[i])
        return [results[i] for i in range(len(records))]

    def _turn(self, record: PlannedRecord) -> tuple[bool, int, str]:
        if not isinstance(record, Candidate):
            return False, 0, ""
        if line := self.ledger.get(record.key):  # of two records of one entry, that which has brought it comes first
            return False, int(line.adopted), ""
        return True, -len(record.data), record.key

    def absent(self, records: Sequence[PlannedRecord]) -> list[str]:
        """The entries of the portal that came from this source, and have no record among these any more."""
        there = {record.key for record in records}
        gone = {line.id for key, line in self.ledger.items() if key not in there and line.id in self.sources}
        return sorted(gone.difference(self.lines[key].id for key in there if key in self.lines))

    def _decide(self, record: PlannedRecord) -> RecordResult:
        if isinstance(record, Failed):
            return RecordResult.of(Outcome.FAILED, record, reason=record.reason)
        if isinstance(record, Skipped):
            return RecordResult.of(Outcome.SKIPPED, record, reason=record.reason)
        if first := self._keys.get(record.key):
            return _repeated(record, first)
        self._keys[record.key] = record
        result = self._of_known(record) if record.key in self.ledger else self._of_new(record)
        notes = [found.message for found in record.diagnostics]
        if result.outcome is Outcome.IMPORTED:  # later it is the editor who knows who they are
            notes += record.doubts
            notes += [_NO_DATE.format(value) for name, value in record.unmapped if name in ("year", "date")]
            notes += [_SHORTENED.format(name) for name, value in record.unmapped if value == AND_OTHERS]
        unmapped = tuple(name for name, value in record.unmapped if value != AND_OTHERS)
        return replace(result, notes=(*result.notes, *notes), unmapped=unmapped)

    def _of_known(self, record: Candidate) -> RecordResult:
        """A record that was imported before."""
        line = self.ledger[record.key]
        name = self._found_again(record, line)
        if not name:
            reason = f"an editor removed its entry {line.id}"
            return RecordResult.of(Outcome.SKIPPED, record, reason=reason)
        if self._is_another(record, name, line):
            reason = (
                f"its key was that of {name}, another work; if it is the same, give that entry this title, else import "
                "with a new --source"
            )
            return RecordResult.of(Outcome.DOUBTFUL, record, reason=reason)
        if first := self._claimed.get(name):
            return _repeated(record, first)
        self._claimed[name] = record
        return self._merged(_without_refused(completed(record, line), line), name, line)

    def _is_another(self, record: Candidate, name: str, line: LedgerLine) -> bool:
        """Whether a key was given to another work since: programs number theirs anew. Titles may be corrected, but not
        together with a DOI or the authors, nor into that of another entry."""
        title = record.publication.title
        known = self.matcher.publications.get(name)
        titles = [str(line.values.get("title", "")), *([known.title] if known else [])]
        if any(may_be_one_title(title, each) for each in titles):
            return False
        if self.matcher.find(record.publication).id not in ("", name):
            return True
        fields = (*IDENTIFIERS, "authors")
        pairs = ((canonical(each, line.values), canonical(each, record.data)) for each in fields)
        return any(before and now and before != now for before, now in pairs)

    def _found_again(self, record: Candidate, line: LedgerLine) -> str:
        """The entry of a record that was imported before, which may have another name by now; "" if it is gone."""
        if line.id in self.sources:
            return line.id
        if renamed := self._by_alias.get(item("publications", line.id).strip("/")):
            return renamed
        match = self.matcher.find(record.publication)
        return match.id if self._owners.get(match.id, record.key) == record.key else ""

    def _of_new(self, record: Candidate) -> RecordResult:
        if named := self._of_named(record):
            return named
        match = self._own_page(record) or self.matcher.find(record.publication)
        if match.doubt:
            return RecordResult.of(Outcome.DOUBTFUL, record, reason=match.doubt)
        if not match.id:
            return self._added(record, match.near)
        if first := self._claimed.get(match.id):
            return _repeated(record, first)
        self._claimed[match.id] = record
        return self._merged(record, match.id, None)

    def _of_named(self, record: Candidate) -> RecordResult | None:
        """A record that names its entry, though nothing is known of what was exported of it; None for others, and for
        a new entry that has a name already."""
        name, source = named_in(record.key)
        if name not in self.sources:
            if not source:
                return None
            reason = f"there is no entry {name!r} (kartotek rename gives an entry another name)"
            return RecordResult.of(Outcome.DOUBTFUL, record, reason=reason)
        if first := self._claimed.get(name):
            return _repeated(record, first)
        entry = read_entry(self.site, self.sources[name])
        here = {} if isinstance(entry, Diagnostic) else data_of(entry)
        other = [key for key in record.data if canonical(key, record.data) != canonical(key, here)]
        if other and not self.update:
            known = f"write --source {source}" if source else "it has no column `export`, so export again"
            reason = (
                f"it says other things than {name} ({', '.join(other)}), and when it was exported is not known: {known}"
            )
            return RecordResult.of(Outcome.DOUBTFUL, record, id=name, reason=reason)
        self._claimed[name] = record
        return self._merged(record, name, None)

    def _own_page(self, record: Candidate) -> Match | None:
        """The entry whose page a record gives as its address: it was exported here."""
        address = record.publication.url
        if not (self.own_address and address.startswith(self.own_address)):
            return None
        path = address.removeprefix(self.own_address).strip("/")
        name = path.rpartition("/")[2]
        return Match(name) if name in self.sources and path == item("publications", name).strip("/") else None

    def _added(self, record: Candidate, near: tuple[str, ...]) -> RecordResult:
        """A new entry."""
        known = self.matcher.publications
        name = new_name(
            record,
            lambda name: name in self.sources or name in known or name in self._owners or name in self._cite_keys,
        )
        self._owners[name] = record.key
        data = dict(record.data)
        if journal := known_journal(record.publication, self.journals):
            data["journal"] = journal  # the ledger keeps what the source says: an editor may prefer that
        notes: tuple[str, ...] = ()
        if (cite_key := str(data.get("cite_key", "")).casefold()) and cite_key in self._cite_keys:
            notes = (f"its key {data.pop('cite_key')!r} is that of another entry, and was left out",)
        self._cite_keys.add(cite_key or name.casefold())
        front = {key: value for key, value in data.items() if key != "abstract"}
        source = Source("publications", name, f"content/publications/{self._folder(record)}{name}.md")
        after = entry_text(front, data.get("abstract", "")).encode()
        parsed = parse_entry(source, after)
        if isinstance(parsed, Diagnostic) or data_of(parsed) != data:
            return RecordResult.of(Outcome.FAILED, record, reason="its values cannot be written as YAML")
        self.writes.append(FileWrite(source.file, None, after))
        self.matcher.add(name, record.publication)
        self._claimed[name] = record
        self.lines[record.key] = LedgerLine(name, record.data, record.unmapped)
        return RecordResult.of(Outcome.IMPORTED, record, id=name, near=near, notes=notes)

    def _folder(self, record: Candidate) -> str:
        """The folder of a new entry below that of publications, with a slash."""
        year = record.publication.year
        return f"{year:04}/" if year is not None and year >= 0 else "undated/"

    def _merged(self, record: Candidate, name: str, line: LedgerLine | None) -> RecordResult:
        """A record that has an entry, with what was imported from it last."""
        if name not in self.sources:  # made by this very import
            return RecordResult.of(Outcome.SKIPPED, record, id=name, reason="it stands twice in the file")
        source = self.sources[name]
        entry = read_entry(self.site, source)
        if isinstance(entry, Diagnostic):
            return RecordResult.of(
                Outcome.DOUBTFUL, record, id=name, reason=f"its entry cannot be read: {entry.message}"
            )
        if "retired" in entry.data:
            return RecordResult.of(Outcome.SKIPPED, record, id=name, reason="its entry is retired")
        here = data_of(entry)
        record = replace(record, data=as_entry_says(here, record.data))
        adopted = line.adopted if line else name in self.elsewhere or not _are_same(here, record.data)
        merged = merge(here, record.data, line.values) if line else Merged({}, (), ())
        if adopted:
            filled = fill(here, record.data, self.matcher.publications[name].type) if self.update else {}
            kept = tuple(each for each in merged.kept if each in here)
            merged = Merged({**filled, **merged.values}, (), kept)
        new_line = LedgerLine(name, record.data, record.unmapped, adopted)
        if merged.values or merged.removed:
            try:
                before = (self.site / source.file).read_bytes()
                after = _spliced(self.site, entry, merged)
            except SpliceError as error:
                return RecordResult.of(Outcome.DOUBTFUL, record, id=name, reason=str(error), kept=merged.kept)
            self.writes.append(FileWrite(source.file, before, after))
        if line is None or not same_line(line, new_line):
            self.lines[record.key] = new_line
        changed = (*merged.values, *merged.removed)
        outcome = Outcome.UPDATED if changed else Outcome.UNCHANGED
        return RecordResult.of(outcome, record, id=name, changed=changed, kept=merged.kept)


def _repeated(record: Candidate, first: Candidate) -> RecordResult:
    """A record that stands in the file twice; the second is doubtful if it is another work under the same key."""
    where = f"line {first.raw.line}" if first.raw.line else "an earlier one"
    if record.raw.file != first.raw.file:
        where = f"{first.raw.file}, {where}"
    if record.publication.title != first.publication.title and record.key == first.key:
        return RecordResult.of(Outcome.DOUBTFUL, record, reason=f"it has the key of another record ({where})")
    return RecordResult.of(Outcome.SKIPPED, record, reason=f"it stands twice in the source ({where})")


def _without_refused(record: Candidate, line: LedgerLine) -> Candidate:
    """A record with what was imported last of fields that are wrong in the source now: a slip there empties nothing."""
    if not record.refused:
        return record
    before = {name: line.values[name] for name in record.refused if name in line.values}
    known = {name: value for name, value in record.data.items() if name not in before}
    return replace(record, data={**known, **before})


def same_line(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether two lines of a ledger say the same, whatever form their lists are in."""
    if one.adopted != other.adopted:
        return False
    return one.id == other.id and dict(one.values) == dict(other.values) and one.unmapped == other.unmapped


def data_of(entry: RawEntry) -> dict[str, Any]:
    """The fields of an entry, with the text below them as its abstract."""
    return {**entry.data, "abstract": entry.body} if entry.body else dict(entry.data)


def _are_same(entry: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether an entry says just what a record says: an import that was stopped has made it. It may lack the key, which
    another entry can have."""
    fields = {*entry, *record} - ({"cite_key"} if "cite_key" not in entry else set())
    return all(canonical(name, entry) == canonical(name, record) for name in fields)


def _spliced(site: Path, entry: RawEntry, merged: Merged) -> bytes:
    """The file with its changes. Raises SpliceError if it could not be changed in place, or would have errors then."""
    source, here = entry.source, data_of(entry)
    text = Spliced(site / source.file)
    order = list(FIELDS)
    below = source.file.endswith(".md") and "abstract" not in entry.data
    for key, value in merged.values.items():
        if key == "abstract" and below:
            text.set_body(str(value))
        else:
            text.set_field(key, value, order)
    for key in merged.removed:
        if key == "abstract" and below:
            text.set_body("")
        else:
            text.remove_field(key)
    content = text.content()
    parsed = parse_entry(source, content)
    expected = {key: value for key, value in here.items() if key not in merged.removed} | dict(merged.values)
    if isinstance(parsed, Diagnostic) or not _says(data_of(parsed), expected):
        raise SpliceError("its entry cannot be changed in place")
    if wrong := read_data(data_of(parsed)):
        raise SpliceError(f"its entry would have an error: {wrong}")
    return content


def _says(data: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    return data.keys() == expected.keys() and all(
        data[key] == expected[key] or canonical(key, data) == canonical(key, expected) for key in data
    )


def publications_of(entries: Iterable[tuple[Source, Any]]) -> Iterator[tuple[Source, Publication]]:
    """The publications among the entries of a portal, with their files."""
    for source, record in entries:
        if source.collection == "publications" and isinstance(record, Publication):
            yield source, record


def refuse_unreadable(sources: Iterable[Source], readable: Iterable[str]) -> None:
    """Raise SetupError if publications cannot be read: their records would be imported a second time."""
    known = set(readable)
    broken = [source.file for source in sources if source.collection == "publications" and source.name not in known]
    if broken:
        more = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
        raise SetupError(
            f"{broken[0]}{more} cannot be read, so it is not known which records are there already",
            "run `kartotek check`, correct what it says, and import again",
        )
