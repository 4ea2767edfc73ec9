"""A portal that does not say how much it makes (`output`), and was made when that was all: its exports would go.

Addresses are promises, so whoever builds it is told before the exports are taken away.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from kartotek import urls
from kartotek.config.profiles import DEFAULT, PROFILES
from kartotek.config.settings import Settings
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.diagnostics import ContentError
from kartotek.site.limits import at_the_setting
from kartotek.site.options import Job

_SAMPLE = 100
"""So many publications are looked at: all have a link set, or none."""


def is_silent(settings: Settings) -> bool:
    """Whether site.yaml leaves it to the default how much is made, which is less than it was once."""
    return not settings.output


def report_what_goes(job: Job) -> None:
    """Say that exports go, if `output` is not said and the portal in the output folder has all of them.

    That is a note; raises ContentError if warnings count as errors. To be called before anything is published.
    """
    if not is_silent(job.settings) or not job.options.pages or not _was_full(job.options.out):
        return
    report = job.report
    if job.options.strict:
        found = [EntryDiagnostic("site-setting", ("title",), _WHAT_GOES, WHAT_TO_WRITE)]
        raise ContentError([*report.diagnostics, *at_the_setting(job, found)])
    report.notes.append(f"{_WHAT_GOES}; {WHAT_TO_WRITE}")


def goes_from_full(gone: Iterable[str]) -> bool:
    """Whether exports that are gone are those that only the largest profile makes.

    Others also go where a list has become too short for them.
    """
    return any(path.startswith("publications/") and path.endswith(urls.LINKSET) for path in gone)


def _was_full(out: Path) -> bool:
    """Whether publications in the output folder have the link sets that only the largest profile makes."""
    works = out / "publications"
    if not works.is_dir():
        return False
    return any((work / f"{work.name}{urls.LINKSET}").is_file() for work in islice(works.iterdir(), _SAMPLE))


_OFTEN = [each for each in PROFILES["full"].works if each not in PROFILES[DEFAULT].works]
_WHAT_GOES = (
    f"`output` is not said, so it is `{DEFAULT}`, which was `full` before: "
    f"exports go ({', '.join(_OFTEN)} of publications, files and feeds of most lists); "
    "pages stay, and .bib and documents of publications"
)
WHAT_TO_WRITE = f"write `output: full` into site.yaml to keep them, or `output: {DEFAULT}` if they may go"
