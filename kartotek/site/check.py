"""Check a site without building it: all that a build would refuse, and what is probably a mistake between entries."""

from dataclasses import replace

from kartotek.diagnostics import ContentError, Diagnostic, Severity
from kartotek.model.kinds import PEOPLE
from kartotek.model.records import Records
from kartotek.output.outputs import Outputs
from kartotek.output.survey import Survey
from kartotek.site.begin import begin_job, plain_errors, refuse_errors
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import LastBuild
from kartotek.site.load import Loaded, load, located
from kartotek.site.options import BuildOptions, Job
from kartotek.site.report import Report


def check(options: BuildOptions, *, roundtrip: bool = False, hints: bool = False) -> Report:
    """Read and check settings and content, and write nothing. Raises SetupError and ContentError, as `build` does.

    With `roundtrip`, all exports are made as well, read back and compared with their entries. With `hints`, it also
    says what could be added.
    """
    job = begin_job(options)
    report = job.report
    with plain_errors(options.site):
        loaded = load(job)
        report.next_change = loaded.content.next_change
        found = [*loaded.diagnostics, *_planned(job, loaded), *_between_entries(job, loaded, hints=hints)]
        report.diagnostics += sorted(found, key=Diagnostic.sort_key)
        refuse_errors(job)
        if roundtrip:
            from kartotek.site.roundtrip_check import read_back  # needs readers that few have installed

            report.diagnostics += read_back(loaded, job.settings.site, options.jobs)
            if any(found.severity is Severity.ERROR for found in report.diagnostics):
                raise ContentError(report.diagnostics)
    report.publications = len(loaded.portal.publications)
    return report


def _between_entries(job: Job, loaded: Loaded, *, hints: bool) -> list[Diagnostic]:
    """What is probably a mistake between entries. Builds do without: nothing of it keeps a page from being right."""
    from kartotek.model import advice, near_names, relations, same_work, settled_names
    from kartotek.model.link_diagnostics import LinkDiagnostics

    records, portal = Records(), loaded.portal
    for entry in loaded.entries.values():
        if entry.record is not None:
            records.add(entry.source, entry.record)
    diagnostics = LinkDiagnostics(records.sources)
    same_work.find_same(records, diagnostics)
    near_names.find_near_names(records, portal, diagnostics)
    near_names.find_name_variants(records, portal, diagnostics)
    relations.find_circles(records.publications, diagnostics)
    settled_names.find_shown(portal.publications, portal.works[PEOPLE.key], records.of(PEOPLE), diagnostics)
    advice.find_doubtful_dates(records, portal, diagnostics)
    if hints:
        advice.find_orphans(records, portal, diagnostics)
        advice.find_missing(records, portal, diagnostics)
    return located(job.options.site, diagnostics.found)


def _planned(job: Job, loaded: Loaded) -> list[Diagnostic]:
    """What the plan of a build of `loaded` shows: two files that clash, except for what is told already, and links in
    texts that lead to no file."""
    from kartotek.site import planned, render, text_links  # these import the template engine; most builds do without

    site = replace(job.settings.site, navigation=())  # whose links may lead nowhere; addresses do not depend on them
    job = replace(job, settings=replace(job.settings, site=site))
    inputs = BuildInputs(LastBuild(), loaded, Survey(Outputs(), frozenset()))
    editions = render.make_editions(job, inputs)
    pages = render.plan_pages(job, inputs, editions)
    clashes = planned.find_clashes(job, loaded, editions, pages)
    places = {(found.file, found.line, found.column) for found in loaded.diagnostics if found.code == "address-clash"}
    dead = text_links.dead_links(job, loaded, planned.planned_files(job, loaded, editions, pages))
    return [
        *(found for found in clashes if (found.file, found.line, found.column) not in places),
        *located(job.options.site, dead),
    ]
