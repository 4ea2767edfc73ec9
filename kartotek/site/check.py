"""Check a site without building it: all that a build would refuse."""

from dataclasses import replace

from kartotek.diagnostics import ContentError, Diagnostic, Severity
from kartotek.output.outputs import Outputs
from kartotek.output.survey import Survey
from kartotek.site.begin import begin_job, plain_errors, refuse_errors
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import LastBuild
from kartotek.site.load import Loaded, load
from kartotek.site.options import BuildOptions, Job
from kartotek.site.report import Report


def check(options: BuildOptions, *, roundtrip: bool = False) -> Report:
    """Read and check settings and content, and write nothing. Raises SetupError and ContentError, as `build` does.

    With `roundtrip`, all exports are made as well, read back and compared with their entries.
    """
    job = begin_job(options)
    report = job.report
    with plain_errors(options.site):
        loaded = load(job)
        report.next_change = loaded.content.next_change
        report.diagnostics += sorted([*loaded.diagnostics, *_clashes(job, loaded)], key=Diagnostic.sort_key)
        refuse_errors(job)
        if roundtrip:
            from kartotek.site.roundtrip_check import read_back  # needs readers that few have installed

            report.diagnostics += read_back(loaded, job.settings.site, options.jobs)
            if any(found.severity is Severity.ERROR for found in report.diagnostics):
                raise ContentError(report.diagnostics)
    report.publications = len(loaded.portal.publications)
    return report


def _clashes(job: Job, loaded: Loaded) -> list[Diagnostic]:
    """What a build of `loaded` would refuse because two of its files clash, except for what is told already."""
    from kartotek.site import planned, render  # these import the template engine, and most builds do without

    site = replace(job.settings.site, navigation=())  # whose links may lead nowhere; addresses do not depend on them
    job = replace(job, settings=replace(job.settings, site=site))
    inputs = BuildInputs(LastBuild(), loaded, Survey(Outputs(), frozenset()))
    editions = render.make_editions(job, inputs)
    clashes = planned.find_clashes(job, loaded, editions, render.plan_pages(job, inputs, editions))
    places = {(found.file, found.line, found.column) for found in loaded.diagnostics if found.code == "address-clash"}
    return [found for found in clashes if (found.file, found.line, found.column) not in places]
