"""`check --links`: addresses elsewhere are asked for, a few at a time, and what is gone is reported at its entry."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock
from urllib.parse import urlsplit

from kartotek.content.entries import Source
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.diagnostics import ContentError, Diagnostic, SetupError, Severity
from kartotek.diagnostics.render import counted
from kartotek.fetch.answers import Answer, Request, TroubleKind
from kartotek.fetch.client import Client, Limits
from kartotek.fetch.pace import Time
from kartotek.links import memory
from kartotek.links.ask import RESOLVERS, UNREACHED, State, Verdict, ask, is_front_page, is_public
from kartotek.links.found import REGISTERED, Elsewhere, find_elsewhere
from kartotek.links.memory import NOTHING, Known
from kartotek.site.begin import begin_job, plain_errors
from kartotek.site.cache_folder import own_cache
from kartotek.site.load import located
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport

_FOLDER = ".kartotek/addresses"
_LIMITS = Limits(
    connect=10, silence=15, whole=30, most_bytes=64 * 1024, most_redirects=8, tries=2, longest_wait=20, interval=1
)
_HOSTS_AT_A_TIME = 8


@dataclass(frozen=True, slots=True)
class Asking:
    """How addresses are asked for: for how many seconds at most, at which resolvers, and which hosts may be asked."""

    seconds: float = 600.0
    limits: Limits = _LIMITS
    at_resolvers: float = 0.1
    """Seconds between two requests to a resolver, which is made for many."""
    time: Time = field(default_factory=Time)
    resolvers: Mapping[str, str] = field(default_factory=lambda: RESOLVERS)
    may_ask: Callable[[str], bool] = is_public
    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None


@dataclass(frozen=True, slots=True)
class LinksAsked:
    """What came of it: diagnostics, how many addresses there are, how many were asked for now, how many are still to
    be, and how many answer no programs."""

    diagnostics: Sequence[Diagnostic]
    addresses: int
    asked: int
    waiting: int
    refused: int

    @property
    def sentence(self) -> str:
        """The same in words."""
        words = [f"{counted(self.addresses, 'address', 'addresses')} elsewhere: {self.asked:,} asked for now"]
        words += [f"{self.waiting:,} left for next time"] if self.waiting else []
        words += [f"{self.refused:,} not known, since their servers refuse programs"] if self.refused else []
        return ", ".join(words)

    def as_data(self) -> dict[str, object]:
        """The numbers for programs."""
        return {"addresses": self.addresses, "asked": self.asked, "waiting": self.waiting, "refused": self.refused}


def check_links(site: Path, asking: Asking) -> LinksAsked:
    """Ask for all addresses that are due, those first that were never asked for.

    Raises SetupError if there is no network; then nothing is remembered.
    """
    options = BuildOptions(site, site / "dist", cache_folder=_FOLDER)
    settings = begin_job(options).settings.site
    elsewhere = find_elsewhere(site, settings.base_url)
    now = asking.time.now()
    with plain_errors(site), own_cache(options):
        path = options.cache / "known.json"
        known = memory.read(path)
        due = [each for each in elsewhere if known.get(each.key, NOTHING).is_due(now)]
        due.sort(key=lambda each: known.get(each.key, NOTHING).when)
        if due and not _is_online(due, asking, settings.contact):
            message = f"no network: {counted(len(due), 'address', 'addresses')} could not be asked for"
            raise SetupError(message, "check that this computer is online")
        verdicts: dict[str, Verdict] = {}
        try:
            _ask_all(due, asking, settings.contact, verdicts)
        finally:
            known |= {key: known.get(key, NOTHING).next(verdict, now) for key, verdict in verdicts.items()}
            with suppress(OSError):  # then they are asked for again
                memory.write(path, known, {each.key for each in elsewhere})
    states = Counter(known[each.key].verdict.state for each in elsewhere if each.key in known)
    reported = [
        each for wanted in elsewhere if wanted.key in known for each in _reported(wanted, known[wanted.key], now)
    ]
    waiting = len(due) - len(verdicts)
    diagnostics = sorted(located(site, reported), key=Diagnostic.sort_key)
    return LinksAsked(diagnostics, len(elsewhere), len(verdicts), waiting, states[State.REFUSED] + states[State.BUSY])


def add_links(report: BuildReport, options: BuildOptions, asking: Asking) -> LinksAsked:
    """Check the links of a site as well, and add what is found to the report of its check.

    Raises SetupError as `check_links` does, and ContentError if something is gone and options are `strict`.
    """
    asked = check_links(options.site, asking)
    report.diagnostics = sorted([*report.diagnostics, *asked.diagnostics], key=Diagnostic.sort_key)
    report.notes.append(asked.sentence)
    if options.strict and any(found.severity is not Severity.HINT for found in asked.diagnostics):
        raise ContentError(report.diagnostics)
    return asked


def _is_online(due: Sequence[Elsewhere], asking: Asking, contact: str) -> bool:
    """Whether the resolver, or else the host of an address, can be reached at all."""
    resolvers = frozenset(urlsplit(each).hostname for each in asking.resolvers.values())
    probes = [*asking.resolvers.values(), *(each.target for each in due if each.scheme == "url")][:_PROBES]

    def may_ask(host: str) -> bool:
        return host in resolvers or asking.may_ask(host)

    with Client(contact, None, replace(asking.limits, tries=1), asking.time, may_ask=may_ask) as client:
        found = (client.get(Request(probe, method="HEAD")) for probe in probes)
        return any(isinstance(each, Answer) or each.kind not in _NOT_ONLINE for each in found)


_PROBES = 3
_NOT_ONLINE = UNREACHED | {TroubleKind.NO_ADDRESS}


def _ask_all(due: Sequence[Elsewhere], asking: Asking, contact: str, verdicts: dict[str, Verdict]) -> None:
    """Ask for addresses as long as there is time, several hosts at once; `verdicts` are filled in by key."""
    queues: dict[str, list[Elsewhere]] = {}
    for each in due:
        queues.setdefault(each.scheme if each.scheme in REGISTERED else urlsplit(each.target).netloc, []).append(each)
    end = asking.time.elapsed() + asking.seconds
    stopped, lock = Event(), Lock()
    with (
        Client(contact, None, asking.limits, asking.time, may_ask=asking.may_ask) as web,
        Client(contact, None, replace(asking.limits, interval=asking.at_resolvers), asking.time) as resolver,
        ThreadPoolExecutor(_HOSTS_AT_A_TIME) as threads,
    ):

        def ask_host(queue: Sequence[Elsewhere]) -> None:
            for wanted in queue:
                if stopped.is_set() or asking.time.elapsed() > end:
                    return
                client = resolver if wanted.scheme in REGISTERED else web
                verdict = ask(client, wanted, asking.resolvers)
                with lock:
                    verdicts[wanted.key] = verdict
                    asking.progress("asking for addresses", len(verdicts), len(due))

        try:
            for done in [threads.submit(ask_host, queue) for queue in queues.values()]:
                done.result()
        finally:
            stopped.set()


def _reported(wanted: Elsewhere, known: Known, now: float) -> Iterator[tuple[Source, EntryDiagnostic]]:
    """The diagnostics for one address, at each of its places."""
    said = _words(wanted, known, now)
    if said is not None:
        code, message, hint = said
        for source, path, body_at in wanted.places:
            yield source, EntryDiagnostic(code, path, message, hint, body_at=body_at)


def _words(wanted: Elsewhere, known: Known, now: float) -> tuple[str, str, str] | None:
    """Code, message and hint for what is known of an address; None if all is well, or nothing is known."""
    verdict = known.verdict
    name = wanted.target if wanted.scheme == "url" else f"the {_NAMES[wanted.scheme]} {wanted.target}"
    if verdict.state is State.GONE:
        if wanted.scheme in REGISTERED:
            return "gone-link", f"{name} {verdict.said}", "copy it again from the source; a new one may take some days"
        return "gone-link", f"{name} {verdict.said}", "correct the address, or link to a copy in an archive of the web"
    if verdict.state is State.MOVED and is_front_page(wanted.target, verdict.to):
        return "moved-link", f"{name} leads to a front page now", "find the page there, and write its address"
    if verdict.state is State.MOVED:
        return "moved-link", f"{name} has moved for good", f"write {verdict.to}"
    if verdict.state is State.NOWHERE:
        message = f"{name} is no address that everybody can reach"
        return "unchecked-link", message, "correct the address, or link to a page that is public"
    if verdict.state is not State.UNCLEAR:
        return None
    if known.is_given_up(now):
        day = datetime.fromtimestamp(known.unclear_since, UTC).date()
        return "gone-link", f"{name} has not worked since {day}: {verdict.said}", "correct the address, or remove it"
    return "unchecked-link", f"{name} could not be checked: {verdict.said}", "open it in a browser; it is asked again"


_NAMES = {"doi": "DOI", "handle": "Handle"}
