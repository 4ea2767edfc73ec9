"""From the text of an issue to the changes of entries."""

from pathlib import Path

from kartotek.diagnostics import SetupError
from kartotek.edit.claim import claimed, split_off
from kartotek.edit.correct import Corrected, code, correct_fields
from kartotek.edit.report import read_report
from kartotek.site.begin import begin_job
from kartotek.site.options import BuildOptions


def apply_report(site: Path, text: str, jobs: int) -> Corrected:
    """What a report asks for, as changes of files; nothing is changed yet.

    Raises SetupError if it cannot be done; the message is a sentence for the one who approved the report.
    """
    begin_job(BuildOptions(site, site / "dist", jobs=jobs))
    report = read_report(text)
    if report.merge:
        other = f"{report.kind}/{report.merge}"
        message = f"the report says that {report.entry} and {other} are the same"
        raise SetupError(message, f"if that is so, write `kartotek merge {report.entry} {other}`")
    if report.claim:
        made = claimed(site, report, report.claim, jobs)
    elif report.split:
        made = split_off(site, report, report.split, jobs)
    else:
        made = correct_fields(site, report)
    source = (f"- How the visitor knows: {code(report.source)}",) if report.source else ()
    return Corrected(made.title, (*made.lines, *source), made.changes)
