"""Works of our people that the portal does not have: found at a service, compared as an import compares them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kartotek.config.sources import SOURCE_KINDS, SourceSetting
from kartotek.content.ledger import read_ledger
from kartotek.diagnostics import SetupError
from kartotek.importers.importing import ImportOptions, SourceRead, import_records, known_publications
from kartotek.importers.matching import Matcher, index_of
from kartotek.importers.plan import ImportPlan
from kartotek.importers.records import Candidate
from kartotek.model.authority import Organisation
from kartotek.model.person import Person
from kartotek.model.publication import Publication
from kartotek.site.begin import begin_job
from kartotek.site.load import Loaded, load
from kartotek.site.options import BuildOptions, Job
from kartotek.sync.gather import Gathered, Problem, gather
from kartotek.sync.run import open_client, people_with_orcid, unread_people
from kartotek.text import identifiers
from kartotek.text.likeness import did_you_mean

SERVICES = ("openalex", "orcid", "crossref", "datacite")
"""Where works of a person can be asked for by an ORCID iD."""
ALL = "all"
"""What stands for every suggestion."""
_OURS = "\0"
"""Begins the names of suggestions among those of entries, which cannot have it."""


@dataclass(frozen=True, slots=True)
class SuggestOptions:
    """What is asked for: works of these people (names of entries, all if there are none) or of these organisations
    (names of entries, or ROR ids), of a year or later, at a service. `add` are keys of works that become entries, or
    `ALL`.
    """

    site: Path
    service: str = "openalex"
    people: Sequence[str] = ()
    organisations: Sequence[str] = ()
    since: int = 0
    add: Sequence[str] = ()
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class SuggestedWork:
    """A work that the portal does not have. `key` is that of the service, `ours` are names of people of the portal,
    `near` are entries that may be other versions of it."""

    key: str
    record: Candidate
    ours: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def publication(self) -> Publication:
        """The work as an entry would have it."""
        return self.record.publication


@dataclass(frozen=True, slots=True)
class SuggestedWorks:
    """All suggestions, newest first, and what could not be asked for. `source` names the ledger of the service;
    `doubtful` is how many works may be there already; `plan` is what became of those that were to be added."""

    source: str
    suggestions: Sequence[SuggestedWork]
    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()
    doubtful: int = 0
    plan: ImportPlan | None = None


def suggest(options: SuggestOptions) -> SuggestedWorks:
    """Find works that are missing, and add those that are asked for. Raises SetupError, ContentError and OSError."""
    job = begin_job(BuildOptions(options.site, options.site / "dist", jobs=options.jobs, drafts=True))
    loaded = load(job)
    setting, names = _setting(options, job, loaded)
    with open_client(job, keeps=True) as client:
        found = gather(setting, (), client, options.site)
    if not options.people and not options.organisations:  # everybody is asked for
        found = replace(found, problems=[*unread_people(loaded), *found.problems])
    suggested = _missing(options, setting.name, found, loaded, names)
    if not options.add:
        return suggested
    chosen = _chosen(options.add, suggested.suggestions)
    asked = ImportOptions(options.site, (), setting.name, jobs=options.jobs)
    read = SourceRead([each.record for each in chosen], len(chosen))
    return replace(suggested, plan=import_records(asked, setting.name, lambda: read))


def _setting(options: SuggestOptions, job: Job, loaded: Loaded) -> tuple[SourceSetting, dict[str, str]]:
    """What to ask the service for, and the names of our people by ORCID iD.

    A source of `site.yaml` at the same service lends its name, and so its ledger and its key, and its address.
    """
    names = people_with_orcid(loaded)
    of = next((each for each in job.settings.sources if each.kind == options.service), None)
    rors = tuple(_ror(name, loaded) for name in options.organisations)
    if rors and "ror" not in SOURCE_KINDS[options.service].takes:
        raise SetupError(f"{SOURCE_KINDS[options.service].label} knows no organisations", "write --from openalex")
    people = tuple(_orcid(name, loaded) for name in options.people)
    if not people and not rors:
        people = tuple(names)
    if not people and not rors:
        hint = "add `orcid: ...` to entries in content/people/, or write --organisation with a ROR id"
        raise SetupError("nobody in content/people/ has an ORCID iD", hint)
    name, address = (of.name, of.address) if of else (options.service, "")
    takes_years = "since" in SOURCE_KINDS[options.service].takes
    since = options.since if takes_years else 0
    return SourceSetting(options.service, name, address, rors, people, since=since), names


def _orcid(name: str, loaded: Loaded) -> str:
    people = {entry.source.name: entry.record for entry in loaded.entries.values() if isinstance(entry.record, Person)}
    person = people.get(name)
    if person is None:
        hint = did_you_mean(name, people, "write the name of a file in content/people/, without its ending")
        raise SetupError(f"there is no person {name!r}", hint)
    if not person.orcid:
        raise SetupError(f"{name} has no ORCID iD", "add `orcid: ...` to the entry")
    return person.orcid


def _ror(name: str, loaded: Loaded) -> str:
    records = ((entry.source.name, entry.record) for entry in loaded.entries.values())
    known = {key: record.ror for key, record in records if isinstance(record, Organisation)}
    if name in known and not known[name]:
        raise SetupError(f"{name} has no ROR id", "add `ror: ...` to the entry")
    try:
        return known.get(name) or identifiers.ror(name)
    except ValueError:
        hint = did_you_mean(name, known, "write a ROR id, or the name of a file in content/organisations/")
        raise SetupError(f"there is no organisation {name!r}", hint) from None


def _missing(
    options: SuggestOptions, source: str, found: Gathered, loaded: Loaded, names: dict[str, str]
) -> SuggestedWorks:
    """What was found and is not there: neither as an entry, nor as one that an editor removed."""
    known = known_publications(loaded)
    matcher = index_of((place.name, publication) for place, publication in known)
    ledger = read_ledger(options.site, source)
    suggestions: list[SuggestedWork] = []
    doubtful = 0
    for record in sorted(_candidates(found), key=_order):
        if record.key in ledger or (record.publication.year or 0) < options.since:
            continue
        match = matcher.find(record.publication)
        doubtful += bool(match.doubt)
        if not match.doubt and not match.id:
            near = tuple(name for name in match.near if not name.startswith(_OURS))
            suggestions.append(SuggestedWork(record.key, record, _ours(record, names), near))
            _remember(matcher, record)
    return SuggestedWorks(source, suggestions, found.problems, found.read.notes, doubtful)


def _candidates(found: Gathered) -> Iterable[Candidate]:
    return (record for record in found.read.records if isinstance(record, Candidate))


def _remember(matcher: Matcher, record: Candidate) -> None:
    matcher.add(f"{_OURS}{record.key}", record.publication)


def _order(record: Candidate) -> tuple[int, str, str]:
    return -(record.publication.year or 0), record.publication.title, record.key


def _ours(record: Candidate, names: dict[str, str]) -> tuple[str, ...]:
    """Our people among those who made a work."""
    makers = (*record.publication.authors, *record.publication.editors)
    return tuple(dict.fromkeys(names[each.orcid] for each in makers if each.orcid in names))


def _chosen(keys: Sequence[str], suggestions: Sequence[SuggestedWork]) -> list[SuggestedWork]:
    """The suggestions with these keys. Raises SetupError if there is none for one of them."""
    if list(keys) == [ALL]:
        return list(suggestions)
    by_key = {each.key: each for each in suggestions}
    for key in keys:
        if key not in by_key:
            raise SetupError(f"{key!r} is not among the suggestions", "run the same command without --add to see them")
    return [by_key[key] for key in dict.fromkeys(keys)]
