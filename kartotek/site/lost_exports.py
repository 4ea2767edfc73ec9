"""Exports that a build would remove because the portal makes fewer than before, though nobody has said so."""

from collections.abc import Collection, Container, Iterator

from kartotek import urls
from kartotek.config.profiles import DEFAULT, PROFILES
from kartotek.content.entries import locate, read_entry
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.site.options import Job
from kartotek.site.public_files import SETTINGS

_ENDINGS = tuple(ending for ending in PROFILES["full"].works if ending not in PROFILES[DEFAULT].works)
"""The ends of names of files that only `output: full` makes beside the page of a publication."""


def refuse_to_lose_exports(job: Job, gone: Collection[str], made: Container[str]) -> None:
    """Raise ContentError if exports of publications are among the files that are `gone` while their pages are `made`,
    and `output` is not said: addresses are promises. A preview (drafts) may lose them."""
    if job.settings.output or job.options.drafts:
        return
    lost = sum(1 for path in _exports(gone) if urls.output_path(f"{path.rpartition('/')[0]}/") in made)
    if not lost:
        return
    message = (
        f"{lost:,} files that are published beside the pages of publications ({', '.join(_ENDINGS)}) would be gone: "
        f"only `output: full` makes them, and site.yaml does not say `output`"
    )
    hint = f"add `output: full` to keep all addresses, or `output: {DEFAULT}`, the default now, to let them go"
    found = [EntryDiagnostic("site-setting", ("output",), message, hint)]
    entry = read_entry(job.options.site, SETTINGS)
    told = [entry] if isinstance(entry, Diagnostic) else locate(entry, found)
    raise ContentError(sorted([*job.report.diagnostics, *told], key=Diagnostic.sort_key))


def _exports(paths: Collection[str]) -> Iterator[str]:
    """Those of the files that are exports of publications which the default does not make."""
    folder = urls.index_of("publications")
    return (path for path in paths if path.startswith(folder) and path.endswith(_ENDINGS))
