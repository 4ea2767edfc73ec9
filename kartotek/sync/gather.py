"""All records of a source, read from its lists or its folder, and all that went wrong on the way.

A list that breaks off is left out as a whole: of half a list nobody knows what is missing. The other lists of the
source are used, but then nothing counts as gone from it.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kartotek.config.sources import SOURCE_KINDS, SourceSetting
from kartotek.diagnostics import SetupError
from kartotek.diagnostics.render import counted
from kartotek.fetch.answers import Answer, Trouble, TroubleKind
from kartotek.fetch.client import Client
from kartotek.importers.candidate import read_draft
from kartotek.importers.formats import (
    FORMATS,
    ImportFormat,
    UnrecognisedFormatError,
    draft_of,
    find_format,
    named,
    read_file,
)
from kartotek.importers.importing import SourceRead, read_files
from kartotek.importers.planning import PlannedRecord
from kartotek.importers.records import Candidate, Found, Raw, Skipped, SourceRecords
from kartotek.sync.lists import AnswerPage, Ask, OddAnswerError, RecordList
from kartotek.sync.services import SERVICES, Service
from kartotek.text.likeness import may_be_one_title

_AGAIN = 2
"""How often a list that was changed while it was read is read once more."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be fetched, and why: two parts of a sentence; what to do about it; whether there is no network."""

    what: str
    reason: str
    hint: str = ""
    no_network: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records of a source. `is_whole` says that these are all it has, as far as it says."""

    read: SourceRead
    problems: Sequence[Problem] = ()
    is_whole: bool = True
    lists: int = 0
    """How many lists were read to their end."""


@dataclass(slots=True)
class _Collected:
    records: list[PlannedRecord] = field(default_factory=list)
    count: int = 0
    notes: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    is_whole: bool = True
    """Whether there are as many records as the source says."""


def gather(source: SourceSetting, people: Sequence[str], client: Client, site: Path) -> Gathered:
    """All that a source has. `people` are the ORCID iDs of the people of the portal. Raises nothing of the network."""
    if source.kind == "folder":
        return _from_folder(source, site)
    service = SERVICES[source.kind]
    key = key_of(source)
    if service.needs_key and not key:
        hint = f"put it into the environment variable {source.key_variable}"
        problem = Problem(SOURCE_KINDS[source.kind].label, "gives nothing without a key", hint)
        return Gathered(SourceRead((), 0), (problem,), is_whole=False)
    if key and not _is_safe(source.address):
        problem = Problem(
            SOURCE_KINDS[source.kind].label, "would get its key over http, where others can read it", _SAFE
        )
        return Gathered(SourceRead((), 0), (problem,), is_whole=False)
    whose = list(dict.fromkeys([*source.orcid, *(people if source.people else ())]))
    if source.people and not whose and not source.ror:
        note = "no entry in content/people/ gives an ORCID iD, so there is nobody to ask for"
        return Gathered(SourceRead((), 0, (note,)), is_whole=False)
    return _from_lists(source, service, service.lists(source, whose, service.access(source, key)), client)


def key_of(source: SourceSetting) -> str:
    """The key for a source, from the environment; "" if there is none."""
    return os.environ.get(source.key_variable, "").strip()


_SAFE = "write its address with https://"


def _is_safe(address: str) -> bool:
    """Whether a key may be sent to an address: nobody on the way reads it."""
    parts = urlsplit(address)
    return parts.scheme != "http" or parts.hostname in ("127.0.0.1", "::1", "localhost")


def _from_lists(source: SourceSetting, service: Service, lists: Iterator[RecordList], client: Client) -> Gathered:
    problems: list[Problem] = []
    found: list[_Collected] = []
    for each in lists:
        collected = _read_list(source, service, each, client)
        if isinstance(collected, Problem):
            problems.append(collected)
            if collected.no_network:
                break  # the others would only wait in vain
        else:
            found.append(collected)
    everything = [record for each in found for record in each.records]
    records = _without_repeats(everything) if service.format else everything
    count = sum(each.count for each in found) - (len(everything) - len(records))
    notes = [note for each in found for note in each.notes]
    for reason, number in sum((each.left_out for each in found), Counter[str]()).items():
        notes.append(f"{counted(number, 'record')} left out: {reason}")
    is_whole = not problems and all(each.is_whole for each in found)
    return Gathered(SourceRead(records, count, notes), problems, is_whole, len(found))


def _read_list(source: SourceSetting, service: Service, wanted: RecordList, client: Client) -> _Collected | Problem:
    """All records of one list, or why there are none."""
    for attempt in range(_AGAIN + 1):
        collected = _Collected()
        try:
            total = _read_pages(source, service, wanted, client, collected)
        except OddAnswerError as error:
            if error.again and attempt < _AGAIN:
                continue
            return Problem(wanted.what, error.reason, error.hint)
        except _NoAnswerError as error:
            found = error.trouble
            hint = _key_hint(source, service, found) or found.hint
            return Problem(wanted.what, found.sentence, hint, found.kind is TroubleKind.NO_NETWORK)
        except SetupError as error:
            return Problem(wanted.what, error.message, _hint(error))
        if total is not None and collected.count + collected.left_out.total() < total:
            collected.is_whole = False
            collected.notes.append(f"it says that it has {total:,} {wanted.what}, and gives {collected.count:,}")
        return collected
    raise AssertionError("the last attempt returns")


def _hint(error: SetupError) -> str:
    if isinstance(error, UnrecognisedFormatError):
        return f"say which it is with `format:` in site.yaml, one of {'|'.join(FORMATS)}"
    return error.hint


def _key_hint(source: SourceSetting, service: Service, trouble: Trouble) -> str:
    """What to do about a refusal for want of a key, or of a better one; "" if it has nothing to do with keys."""
    takes_one = service.key_header or service.key_query
    if not takes_one or trouble.status not in (401, 403, 429):
        return ""
    if not key_of(source):
        return f"put a key into the environment variable {source.key_variable}, or try again later"
    return f"check the key in {source.key_variable}, and that it has not expired" if trouble.status != 429 else ""


class _NoAnswerError(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.reason)
        self.trouble = trouble


def _read_pages(
    source: SourceSetting, service: Service, wanted: RecordList, client: Client, collected: _Collected
) -> int | None:
    """Read one page after the other. Returns how many records there should be, None if that is not said."""
    pages = wanted.pages()
    try:
        ask = next(pages)
        while True:
            page = _page(ask, client)
            if ask.has_records:
                _collect(source, service, wanted, page, collected)
            ask = pages.send(page)
    except StopIteration as end:
        return end.value if isinstance(end.value, int) else None


def _page(ask: Ask, client: Client) -> AnswerPage:
    answer = client.get(ask.request)
    if isinstance(answer, Trouble):
        raise _NoAnswerError(answer)
    host = urlsplit(answer.url).netloc
    beginning = answer.body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<!doctype html", b"<html")):
        raise OddAnswerError(f"{host} gives a web page instead of records", "check the address")
    if not ask.is_json:
        return AnswerPage(answer)
    if not beginning:
        raise OddAnswerError(f"{host} gives an empty answer", "try again later")
    try:
        return AnswerPage(answer, json.loads(answer.body))
    except (ValueError, RecursionError):
        raise OddAnswerError(f"{host} gives an answer that is not JSON", "check the address of its API") from None


def _collect(
    source: SourceSetting, service: Service, wanted: RecordList, page: AnswerPage, collected: _Collected
) -> None:
    """Add the records of a page. Raises SetupError if they cannot be read."""
    row, name = _format_of(source, service, page.answer)
    read: SourceRecords = read_file(row, name, page.answer.body)
    if read.breaks_off:  # what is missing would count as gone
        raise OddAnswerError(f"{urlsplit(page.answer.url).netloc} gives JSON that breaks off", "try again later")
    collected.count += read.count
    collected.notes += read.notes
    keys = {found.key for found in read.found}
    if keys and service.format and keys <= collected.keys:  # Crossref may give one cursor for all pages, so not by that
        raise OddAnswerError("gives the same page again and again", "try again later", again=True)
    collected.keys |= keys - {""}
    for found in read.found:
        placed = replace(found, file=source.name, line=0) if service.format else found
        if reason := _left_out(placed, wanted) if service.format else "":
            collected.left_out[reason] += 1
            collected.count -= 1
        else:
            collected.records.append(read_draft(draft_of(row, placed)) if isinstance(placed, Raw) else placed)


def _left_out(found: Found, wanted: RecordList) -> str:
    """Why a record of a service becomes no entry, such as an attachment; "" if it may.

    Every night has the same ones, so they are counted and not listed.
    """
    if isinstance(found, Skipped):
        return found.reason
    return wanted.leaves_out(_map_of(found)) if isinstance(found, Raw) else ""


def _format_of(source: SourceSetting, service: Service, answer: Answer) -> tuple[ImportFormat, str]:
    """The format of an answer, and what its file is called."""
    if service.format:
        return named(service.format), source.name
    name = urlsplit(answer.url).path.rstrip("/").rpartition("/")[2] or source.name
    return (named(source.format) if source.format else find_format(name, answer.body)), name


def _map_of(raw: Raw) -> Mapping[str, Any]:
    value = raw.pairs[0][1]
    made = json.loads(value, strict=False) if isinstance(value, str) else value
    return made if isinstance(made, dict) else {}


def _without_repeats(records: Sequence[PlannedRecord]) -> list[PlannedRecord]:
    """The records without those of works that other lists have as well.

    Several people have one work; of its records that which says most stays, whoever was asked first. What has the key
    of another work is left for the import to tell.
    """
    best: dict[str, Candidate] = {}
    for record in records:
        if isinstance(record, Candidate) and (record.key not in best or _says(record) > _says(best[record.key])):
            best[record.key] = record
    return [record for record in records if not isinstance(record, Candidate) or not _repeats(record, best[record.key])]


def _says(record: Candidate) -> tuple[int, str]:
    text = repr(record.raw.pairs)
    return len(text), text


def _repeats(record: Candidate, best: Candidate) -> bool:
    same = may_be_one_title(record.publication.title, best.publication.title)
    return record is not best and bool(record.raw.key) and same


def _from_folder(source: SourceSetting, site: Path) -> Gathered:
    """The records of all files in a folder, by their names."""
    folder = site / source.folder
    if not folder.is_dir():
        problem = Problem(source.folder, "is no folder", "check its name; it is looked for beside site.yaml")
        return Gathered(SourceRead((), 0), (problem,), is_whole=False)
    if not folder.resolve().is_relative_to(site.resolve()):
        problem = Problem(
            source.folder, "is a link that leads out of the portal", "put the files into a folder beside site.yaml"
        )
        return Gathered(SourceRead((), 0), (problem,), is_whole=False)
    paths = sorted(path for path in folder.rglob("*") if _is_ours(path, folder))
    if not paths:
        return Gathered(SourceRead((), 0, (f"there are no files in {source.folder}",)), is_whole=False)
    records: list[PlannedRecord] = []
    problems: list[Problem] = []
    count, notes = 0, list[str]()
    for path in paths:
        try:
            read = read_files([path], source.format)
        except (SetupError, OSError) as error:
            hint = _hint(error) if isinstance(error, SetupError) else "check the permissions"
            reason = error.message if isinstance(error, SetupError) else f"{path}: {error.strerror}"
            problems.append(Problem(path.relative_to(folder).as_posix(), reason, hint))
            continue
        records += read.records
        count += read.count
        notes += read.notes
    return Gathered(SourceRead(records, count, notes), problems, not problems, len(paths) - len(problems))


def _is_ours(path: Path, folder: Path) -> bool:
    """Whether this is a file of the folder: not hidden, not one that Excel has open, and no link that leads out."""
    parts = path.relative_to(folder).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and path.is_file() and path.resolve().is_relative_to(folder.resolve())
