"""An entry for a work that is known by an identifier: fetched, read, compared with what is there, and written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from kartotek.config.settings import Settings
from kartotek.content.entries import Source
from kartotek.diagnostics import SetupError
from kartotek.fetch.client import Client, Limits
from kartotek.importers.candidate import read_draft
from kartotek.importers.entry_names import new_name
from kartotek.importers.formats import FORMATS, draft_of, read_file
from kartotek.importers.known_journals import Journals, journals_by_issn, known_journal
from kartotek.importers.matching import Matcher, index_of
from kartotek.importers.planning import publications_of
from kartotek.importers.records import Candidate, Draft, Failed, Raw
from kartotek.lookup.hosts import SCHEMES, Asker, HostAnswer, Hosts
from kartotek.model.kinds import PUBLICATIONS
from kartotek.model.publication import Publication
from kartotek.site.begin import begin_job, plain_errors
from kartotek.site.load import load
from kartotek.site.options import BuildOptions
from kartotek.start.filled import filled_entry
from kartotek.start.new import check_name

_ISBN_OF_ITS_OWN = frozenset({"book", "anthology", "thesis", "report"})
"""Types of which each has ISBNs of its own; a chapter has that of its book."""

_ONE_EACH = frozenset({"arxiv", "pmid"})
"""Schemes in which a work has one identifier only."""
_LIMITS = Limits(tries=2)
"""Somebody waits for the answer, and can ask again."""
_SHOWN = 200
"""Letters of a value without a place that are shown."""


@dataclass(frozen=True, slots=True)
class AskedWork:
    """What is asked for: a key of SCHEMES, and the identifier as it was written. `id` is the name of the file, "" for
    one made of the record; `language` is that of the comments, "" for the first language of the site."""

    scheme: str
    identifier: str
    id: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class NewWork:
    """What was made: the file from the site, the fields that are still empty, and sentences about the record."""

    file: str
    empty: tuple[str, ...]
    notes: tuple[str, ...]


def new_work(site: Path, asked: AskedWork, hosts: Hosts, client: Client | None = None) -> NewWork:
    """Write an entry with all that is known of a work.

    Raises SetupError if the identifier is none, if nobody knows it or can be asked, or if the portal has the work
    already; then nothing is written.
    """
    scheme = SCHEMES[asked.scheme]
    try:
        identifier = scheme.canonical(asked.identifier)
    except ValueError as error:
        raise SetupError(f"--{asked.scheme}: {error}", "copy it again, with or without its address") from error
    settings, known, journals = _known(site)
    if asked.id:
        check_name(site, PUBLICATIONS, asked.id, named=True)  # nobody need be asked for a file that cannot be
    _refuse_known(asked.scheme, identifier, known)
    with client or Client(settings.site.contact, limits=_LIMITS) as opened:
        answer = scheme.ask(Asker(opened, hosts, settings.site.contact), identifier)
    candidate = _candidate(asked.scheme, identifier, answer)
    matcher = index_of((source.name, publication) for source, publication in known)
    near = _compared(candidate, matcher, {source.name: source for source, _ in known})
    taken = {source.name for source, _ in known}
    name = asked.id or new_name(candidate, taken.__contains__)
    journal = known_journal(candidate.publication, journals)
    made = filled_entry(site, name, {**candidate.data, **({"journal": journal} if journal else {})}, asked.language)
    notes = [*_other_number(asked.scheme, identifier, candidate), *_notes(candidate, near)]
    if journal:
        notes.append(f"{candidate.publication.journal} is called {journal}, the entry of the journal with its ISSN")
    return NewWork(made.file, made.empty, tuple(notes))


def _known(site: Path) -> tuple[Settings, list[tuple[Source, Publication]], Journals]:
    """The settings, the publications and the journals of a site."""
    job = begin_job(BuildOptions(site, site / "dist", drafts=True))
    with plain_errors(site):
        entries = load(job).entries.values()
    journals = journals_by_issn(entry.record for entry in entries)
    return job.settings, list(publications_of((entry.source, entry.record) for entry in entries)), journals


def _refuse_known(scheme: str, identifier: str, known: Iterable[tuple[Source, Publication]]) -> None:
    """Raise SetupError if an entry has the identifier; nobody need be asked then."""
    for source, publication in known:
        if scheme == "isbn" and publication.type not in _ISBN_OF_ITS_OWN:
            continue
        if _has(publication, scheme, identifier):
            raise _is_there(source, f"has this {SCHEMES[scheme].label}")


def _has(publication: Publication, scheme: str, identifier: str) -> bool:
    """Whether a work has an identifier, in whatever form."""
    value = getattr(publication, scheme)
    values = value if isinstance(value, tuple) else (value,)
    return _plain(scheme, identifier) in (_plain(scheme, each) for each in values if each)


def _plain(scheme: str, value: str) -> str:
    """What two forms of an identifier of one work have in common: versions of a preprint, which may say its
    subject class (math.GT/0309136), old and new ISBNs."""
    if scheme == "isbn":
        digits = value.replace("-", "")
        return digits[:9] if len(digits) == 10 else digits[3:12] if digits.startswith("978") else digits
    return re.sub(r"\.[a-z]{2}(?=/)|v[0-9]+$", "", value.lower()) if scheme == "arxiv" else value.lower()


def _is_there(source: Source, why: str) -> SetupError:
    return SetupError(f"{source.file} {why}, and stays as it is; nothing was written", "complete that entry")


def _candidate(scheme: str, identifier: str, answer: HostAnswer | None) -> Candidate:
    """The one record of an answer. Raises SetupError if there is none, or one of something else."""
    row = SCHEMES[scheme]
    hint = "check it; without an identifier, `kartotek new publication` writes an empty entry to fill in"
    nobody = SetupError(f"{row.whom} knows no {row.label} {identifier}; nothing was written", hint)
    if answer is None or not answer.data.strip():
        raise nobody
    format_ = FORMATS[answer.format]
    found = read_file(format_, f"the answer for {identifier}", answer.data).found
    records = [read_draft(draft_of(format_, each)) if isinstance(each, Raw) else each for each in found]
    if not records:
        raise nobody
    first = records[0]
    if not isinstance(first, Candidate):
        what = "has an answer that cannot be used" if isinstance(first, Failed) else "knows it, but"
        raise SetupError(f"{row.whom} {what}: {first.reason}; nothing was written", hint)
    own = getattr(first.publication, scheme)
    if not own:
        value = [identifier] if scheme == "isbn" else identifier
        if scheme == "pmid" or (scheme == "arxiv" and not first.publication.authors):
            raise nobody  # an answer in the form of a record, which says that there is none
        return _with(first, {scheme: value})
    if scheme in _ONE_EACH and not _has(first.publication, scheme, identifier):
        message = f"{row.whom} answers with another work, {own}; nothing was written"
        raise SetupError(message, "try again later, or write the entry by hand")
    return first


def _other_number(scheme: str, identifier: str, candidate: Candidate) -> Iterator[str]:
    """A sentence if the record is of another number than the one asked for: a DOI may be another name of a DOI."""
    if not _has(candidate.publication, scheme, identifier):
        own, label = getattr(candidate.publication, scheme), SCHEMES[scheme].label
        numbers = " and ".join(own) if isinstance(own, tuple) else own
        yield f"you asked for the {label} {identifier}, and the record has {numbers}: see that it is the work you mean"


def _with(candidate: Candidate, more: Mapping[str, object]) -> Candidate:
    """A record with one more field, read again. Raises SetupError if it cannot be an entry then."""
    read = read_draft(Draft(candidate.raw, {**candidate.data, **more}, candidate.unmapped))
    if isinstance(read, Failed):
        raise SetupError(f"the record cannot be used: {read.reason}; nothing was written")
    return read


def _compared(candidate: Candidate, matcher: Matcher, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Entries that may be another version of the work. Raises SetupError if one is the work itself, or may be."""
    match = matcher.find(candidate.publication)
    if match.id:
        raise _is_there(sources[match.id], "is this work")
    if match.doubt:
        raise SetupError(f"{match.doubt}; nothing was written", "look whether one of them is this work")
    return match.near


def _notes(candidate: Candidate, near: tuple[str, ...]) -> Iterator[str]:
    if near:
        hint = f"related: [{{id: {near[0]}, relation: IsVersionOf}}]"
        yield f"it may be another version of {' and '.join(near)}; if so, add {hint}"
    yield from (found.message for found in candidate.diagnostics)
    for name, value in candidate.unmapped:
        yield f"no place for {name}: {shorten(value, _SHOWN, placeholder=' ...')}"
