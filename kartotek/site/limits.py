"""How large the portal is, and whether its web host takes that much."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain

from kartotek import urls
from kartotek.config.hosts import HOSTS, Host
from kartotek.config.profiles import DEFAULT, PROFILES
from kartotek.config.settings import Settings
from kartotek.content.entries import locate, read_entry
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.output.outputs import Outputs
from kartotek.site.options import Job
from kartotek.site.public_files import SETTINGS


def measure(job: Job, outputs: Outputs) -> None:
    """Count the files of the portal for the report, and say which limits they come to.

    With `host` in site.yaml that is a warning; without it a note that names the hosts which would refuse them. Raises
    ContentError for the warning if warnings count as errors, so it is to be called before anything is published.
    """
    report, settings = job.report, job.settings
    size = _Size(outputs)
    report.files, report.bytes = size.files, size.bytes
    if not job.options.pages or job.options.drafts:
        return
    if host := HOSTS.get(settings.host):
        found = [f"{host.name} takes {limit}, and this portal has {has}" for limit, has in size.beyond(host)]
        if found:
            hint = "; ".join(filter(None, (_what_makes_fewer(settings, outputs), host.more)))
            report.diagnostics += at_the_setting(job, [replace(_LIMIT, message=text, hint=hint) for text in found])
            report.diagnostics.sort(key=Diagnostic.sort_key)
            if job.options.strict:
                raise ContentError(report.diagnostics)
        return
    refusing = {HOSTS[key].name: beyond for key in HOSTS if (beyond := list(size.beyond(HOSTS[key])))}
    if refusing:
        limits = "; ".join(f"{name} takes {beyond[0][0]}, here {beyond[0][1]}" for name, beyond in refusing.items())
        report.notes.append(
            f"not every web host takes this portal: {limits} (`host:` in site.yaml says which is meant, or `other`)"
        )


class _Size:
    """How much a portal is: files, bytes, the largest file and the fullest folder."""

    def __init__(self, outputs: Outputs) -> None:
        self.files, self.bytes = len(outputs), outputs.size
        self._outputs = outputs

    def beyond(self, host: Host) -> Iterator[tuple[str, str]]:
        """The limits of a host that the portal is beyond, each with what the portal has, as parts of a sentence."""
        if 0 < host.files < self.files:
            yield f"at most {host.files:,} files", f"{self.files:,}"
        if 0 < host.bytes < self.bytes:
            yield f"at most {_megabytes(host.bytes)}", _megabytes(self.bytes)
        path, size = self._outputs.largest
        if 0 < host.file_bytes < size:
            yield f"files of at most {_megabytes(host.file_bytes)}", f"{path} with {_megabytes(size)}"
        if 0 < host.per_folder < self.files:
            folder, count = self._fullest
            if host.per_folder < count:
                yield f"at most {host.per_folder:,} files in a folder", f"{count:,} in {folder}/"

    @cached_property
    def _fullest(self) -> tuple[str, int]:
        """The folder with the most files and folders in it, and how many these are."""
        folders = {path.rpartition("/")[0] for path in self._outputs}
        return Counter(path.rpartition("/")[0] for path in chain(self._outputs, folders)).most_common(1)[0]


_LIMIT = EntryDiagnostic("host-limit", ("host",), "", "")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def at_the_setting(job: Job, found: list[EntryDiagnostic]) -> list[Diagnostic]:
    """Diagnostics with the place of the setting in site.yaml."""
    entry = read_entry(job.options.site, SETTINGS)
    return [entry] if isinstance(entry, Diagnostic) else locate(entry, found)


def _what_makes_fewer(settings: Settings, outputs: Outputs) -> str:
    """The settings that would make fewer or smaller files, those that save most first."""
    packed = sum(1 for path in outputs if path.endswith((".gz", ".br")))
    ways = [(packed, f"no `precompressed` ({packed:,} files)")] if settings.precompressed else []
    names = list(PROFILES)
    for name in names[names.index(settings.output or DEFAULT) + 1 :]:
        endings = tuple(each for each in settings.profile.works if each not in PROFILES[name].works)
        exports = sum(1 for path in outputs if path.startswith("publications/") and path.endswith(endings))
        ways.append((exports, f"`output: {name}` ({exports:,} exports of publications and those of lists)"))
    if settings.people == "all":
        people = sum(1 for path in outputs if path.startswith("people/") or "/people/" in path)
        ways.append((people, f"`people: listed` (some of {people:,} files of people)"))
    if settings.search:
        index = sum(1 for path in outputs if path.startswith(urls.PAGEFIND))
        ways.append((index, f"`search: false` ({index:,} files)"))
    for code in settings.site.languages[1:]:
        pages = sum(1 for path in outputs if path.startswith(f"{code}/"))
        ways.append((pages, f"`languages` without {code} ({pages:,} files)"))
    kinds = Counter(urls.file_kind(path, outputs) for path in outputs)
    ways += [
        (kinds[kind], f"`{kind.setting}: false` ({kinds[kind]:,} files)")
        for kind in urls.OPTIONAL
        if getattr(settings, kind.setting)
    ]
    if settings.citation_styles:
        ways.append((0, "`citation_styles: none` (smaller pages)"))
    return "these settings make it smaller: " + ", ".join(way for _, way in sorted(ways, reverse=True)) if ways else ""
