"""From the text of an issue to the changes of entries."""

from pathlib import Path

from kartotek.diagnostics import SetupError
from kartotek.edit.claim import claimed, split_off
from kartotek.edit.correct import Corrected, code, correct_fields, find_published
from kartotek.edit.merge import merge
from kartotek.edit.report import VisitorReport, read_report
from kartotek.site.begin import begin_job
from kartotek.site.load import load
from kartotek.site.options import BuildOptions


def apply_report(site: Path, text: str, jobs: int) -> Corrected:
    """What a report asks for, as changes of files; nothing is changed yet.

    Raises SetupError if it cannot be done; the message is a sentence for the one who approved the report.
    """
    begin_job(BuildOptions(site, site / "dist", jobs=jobs))
    report = read_report(text)
    if report.merge:
        made = _merged(site, report, jobs)
    elif report.claim:
        made = claimed(site, report, report.claim, jobs)
    elif report.split:
        made = split_off(site, report, report.split, jobs)
    else:
        made = correct_fields(site, report)
    source = (f"- How the visitor knows: {code(report.source)}",) if report.source else ()
    return Corrected(made.title, (*made.lines, *source), made.changes)


def _merged(site: Path, report: VisitorReport, jobs: int) -> Corrected:
    """What makes one of two pages; the one that has an entry stays, or else the other one.

    Raises SetupError if one of them is not shown, so that nothing is said of drafts, or if they cannot be one.
    """
    other = f"{report.kind}/{report.merge}"
    shown = load(begin_job(BuildOptions(site, site / "dist", jobs=jobs))).portal.things[report.kind]
    for key in (report.key, report.merge):
        if key not in shown:
            raise SetupError(f"there is no page {report.kind}/{key}", "look whether it has another address by now")
    has_entry = [find_published(site, report.kind, key) is not None for key in (report.key, report.merge)]
    gone, stays = (other, report.entry) if has_entry == [True, False] else (report.entry, other)
    merging = merge(site, gone, stays, jobs)
    lines = [f"- The visitor says that {code(gone)} and {code(stays)} are one. Please make sure of it."]
    lines += [f"- {code(file)}: {words}" for file, words in merging.words]
    lines += [f"- not taken over: `{field}`: {code(value)}" for field, value in merging.left]
    return Corrected(f"Make {gone} one with {stays}", tuple(lines), merging.changes)
