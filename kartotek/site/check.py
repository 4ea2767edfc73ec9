"""Check a site without building it: all that a build would refuse, and what is probably a mistake between entries."""

from dataclasses import replace
from functools import partial

from kartotek.config.rules import Rules
from kartotek.content.entry_diagnostics import EntryDiagnostic
from kartotek.diagnostics import ContentError, Diagnostic, Severity
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.records import Records
from kartotek.output.outputs import Outputs
from kartotek.output.survey import Survey
from kartotek.site import house_rules
from kartotek.site.begin import begin_job, plain_errors, refuse_errors
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.cache import LastBuild
from kartotek.site.check_memory import CheckMemory, Findings, entries_known
from kartotek.site.load import Loaded, load, located, look
from kartotek.site.options import BuildOptions, Job
from kartotek.site.public_files import SETTINGS
from kartotek.site.report import BuildReport
from kartotek.site.thumbnails import Thumbnails
from kartotek.workers import background, collector_at_rest


def check(
    options: BuildOptions, *, roundtrip: bool = False, hints: bool = False, remember: bool = False
) -> BuildReport:
    """Read and check settings and content. Raises SetupError and ContentError, as `build` does.

    With `roundtrip`, all exports are made as well, read back and compared with their entries. With `hints`, it also
    says what could be added. Nothing is written or, with `remember`, what the next check can go by, into the cache.
    """
    job = begin_job(options)
    report = job.report
    with plain_errors(options.site), collector_at_rest():
        memory, seen, loaded = CheckMemory(options, hints=hints, writes=remember), look(job), None
        findings = None if roundtrip else memory.recall(seen)
        if findings is None:
            loaded = load(job, entries_known(options.cache), seen=seen)
            findings = _find(job, loaded, memory, hints=hints)
            memory.remember(seen, loaded, findings)
        report.publications, report.next_change = findings.publications, findings.next_change
        report.diagnostics += findings.diagnostics
        refuse_errors(job)
        if loaded and roundtrip:
            from kartotek.site.roundtrip_check import read_back  # needs readers that few have installed

            report.diagnostics += read_back(loaded, job.settings.site, options.jobs)
            if any(found.severity is Severity.ERROR for found in report.diagnostics):
                raise ContentError(report.diagnostics)
    return report


_SMALL = 250
"""A site with no more entries is checked by one process."""


def _find(job: Job, loaded: Loaded, memory: CheckMemory, *, hints: bool) -> Findings:
    """All that is wrong with what was read. Meanwhile what was read is remembered."""
    jobs = job.options.jobs if len(loaded.entries) > _SMALL else 1
    with (
        background(memory.remember_entries, loaded, jobs),
        background(partial(_between_entries, hints=hints), (job, loaded), jobs) as between,
    ):
        found = [*loaded.diagnostics, *_planned(job, loaded), *between()]
    return Findings(sorted(found, key=Diagnostic.sort_key), len(loaded.portal.publications), loaded.content.next_change)


def _between_entries(checked: tuple[Job, Loaded], *, hints: bool) -> list[Diagnostic]:
    """What is probably a mistake between entries. Builds do without: nothing of it keeps a page from being right."""
    from kartotek.model import advice, hidden_names, journal_names, near_names, own_places, relations, same_work

    job, loaded = checked
    records, portal = Records(), loaded.portal
    for entry in loaded.entries.values():
        if entry.record is not None:
            records.add(entry.source, entry.record)
    diagnostics = LinkDiagnostics(records.sources)
    same_work.find_same(records, diagnostics)
    near_names.find_near_names(records, portal, diagnostics)
    journal_names.find_journal_names(records, portal, diagnostics)
    near_names.find_name_variants(records, portal, diagnostics)
    near_names.find_swapped_names(records, portal, diagnostics)
    relations.find_circles(records.publications, diagnostics)
    hidden_names.find_shown(records, portal, diagnostics)
    advice.find_doubtful_dates(records, portal, diagnostics)
    if hints:
        advice.find_orphans(records, portal, diagnostics)
        advice.find_missing(records, portal, diagnostics)
        own_places.find_said_in_words(portal, diagnostics)
    return [*located(job.options.site, diagnostics.found), *_breaches(job, records)]


def _breaches(job: Job, records: Records) -> list[Diagnostic]:
    """What keeps to no rule of `site.yaml`."""
    rules = job.settings.rules
    if rules == Rules():
        return []
    diagnostics = LinkDiagnostics(records.sources)
    house_rules.find_breaches(records, rules, diagnostics)
    severity = Severity(rules.severity)
    wrong = [
        (SETTINGS, EntryDiagnostic("site-setting", ("rules", "orcid", i), f"there is no organisation {id_!r}", hint))
        for i, id_, hint in house_rules.unknown_organisations(records, rules)
    ]
    reported = located(job.options.site, diagnostics.found)
    return [*(replace(found, severity=severity) for found in reported), *located(job.options.site, wrong)]


def _planned(job: Job, loaded: Loaded) -> list[Diagnostic]:
    """What the plan of a build of `loaded` shows: two files that clash, except for what is reported already, and links
    in texts that lead to no file."""
    # these import the template engine; most builds do without
    from kartotek.site import planned, render, text_anchors, text_links

    site = replace(job.settings.site, navigation=())  # whose links may lead nowhere; addresses do not depend on them
    job = replace(job, settings=replace(job.settings, site=site))
    inputs = BuildInputs(LastBuild(), loaded, Survey(Outputs(), frozenset()))
    editions = render.make_editions(job, inputs, Thumbnails())
    pages = render.plan_pages(job, inputs, editions)
    clashes = planned.find_clashes(job, loaded, editions, pages)
    places = {(found.file, found.line, found.column) for found in loaded.diagnostics if found.code == "address-clash"}
    dead = text_links.dead_links(job, loaded, planned.written_files(job, loaded, editions, pages))
    return [
        *(found for found in clashes if (found.file, found.line, found.column) not in places),
        *located(job.options.site, dead),
        *located(job.options.site, text_anchors.dead_anchors(job, loaded)),
    ]
