"""Rendering pages in worker processes: each gets pages (keys only) and returns where the files are, staged or there
already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from jinja2 import TemplateError

from kartotek import urls
from kartotek.config.settings import Settings
from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.export.work_builder import WorkBuilder
from kartotek.model.portal import Portal
from kartotek.output.outputs import Output, Outputs
from kartotek.output.stage import Stage
from kartotek.pages import FAMILIES, read_by_people
from kartotek.pages.family import Family
from kartotek.pages.parts.frame import FRAME_TEMPLATES, constants, frame_values, surroundings
from kartotek.pictures.first_page import FirstPage
from kartotek.render.environment import Compiled, make_environment, template_diagnostic
from kartotek.render.language import language
from kartotek.render.mail import hide_mail, hide_mail_in_data
from kartotek.render.policy import Integrity
from kartotek.site.build_inputs import BuildInputs
from kartotek.site.editions import Editions, LocalizedPage
from kartotek.site.options import Job
from kartotek.site.program_version import program_version
from kartotek.site.report import Costs, add_costs
from kartotek.site.theme_files import integrity
from kartotek.site.thumbnails import Thumbnails
from kartotek.store.store import BrokenStoreError
from kartotek.text import digests
from kartotek.view.keys import PageKeys
from kartotek.view.page import Page
from kartotek.view.view import View
from kartotek.workers import parallel_map
from kartotek.workers.cluster import Cluster, cluster_map

PER_TASK = 200
"""The weight of a task for a worker: so many pages, if they list few publications."""
_SHOWN_PER_PAGE = 50
"""So many listed publications weigh as much as a page."""


@dataclass(frozen=True, slots=True)
class _RenderingInputs:
    """What all tasks share; `known` are the files of the last build that are still as they were."""

    editions: Editions
    known: Outputs
    stage: Stage


@dataclass(frozen=True, slots=True)
class _Rendered:
    """The result of a task: the files, diagnostics if a template failed, the time it took, and what was compiled."""

    outputs: Outputs
    diagnostics: Sequence[Diagnostic]
    costs: Costs
    templates: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _ViewInputs:
    """What the views in all languages are made from. `folder` is that of the site."""

    folder: Path
    settings: Settings
    portal: Portal
    works: WorkBuilder
    integrity: Integrity
    seen: Mapping[str, FirstPage]


class _WorkersView(View):
    """A view with its template environment. Compiled templates cannot be pickled: in a worker they are made again."""

    def __init__(self, inputs: _ViewInputs, code: str, compiled: Compiled | None = None) -> None:
        speech, folder = language(code), inputs.folder
        environment = make_environment(folder, speech, compiled)
        super().__init__(inputs.portal, inputs.settings, speech, environment, folder, inputs.works)
        self.integrity = inputs.integrity
        self.documents_seen = inputs.seen
        self.environment.globals.update(constants(self))
        self._inputs = inputs

    def __reduce__(self) -> tuple[object, ...]:
        return _WorkersView, (self._inputs, self.language.code), (None, {"excerpts": self.excerpts})


def make_editions(job: Job, inputs: BuildInputs, documents: Thumbnails) -> Editions:
    """The portal in each language of the site, with the first pages of documents, if they are shown.

    Raises ContentError if a template that all pages share fails.
    """
    portal, compiled, version = inputs.loaded.portal, Compiled(inputs.last.templates()), program_version().encode()
    works = WorkBuilder(portal, job.settings.site)
    shared = _ViewInputs(job.options.site, job.settings, portal, works, integrity(job), documents.seen)
    try:
        views: dict[str, View] = {code: _WorkersView(shared, code, compiled) for code in job.settings.site.languages}
        keys = {code: PageKeys(view, version, frame_values(view), FRAME_TEMPLATES) for code, view in views.items()}
    except TemplateError as error:
        raise ContentError([*job.report.diagnostics, template_diagnostic(error, "", "")]) from None
    return Editions(views, keys, compiled.kept, documents)


RenderTask = Sequence[LocalizedPage]
"""Pages that one worker renders together."""


def plan_pages(job: Job, inputs: BuildInputs, editions: Editions) -> list[LocalizedPage]:
    """All pages of the portal in the order of the families; or those that may show what was touched; or none if none
    are wanted.

    The report gets the number of pages for people.
    """
    placed: list[LocalizedPage] = []
    touched = inputs.loaded.touched
    for code, view in editions.views.items() if job.options.pages else ():
        for family in FAMILIES.values():
            if touched is None:
                placed += [(code, page) for page in family.plan(view)]
            elif family.plan_touched is not None:
                placed += [(code, page) for page in family.plan_touched(view, touched)]
            elif touched.listed:
                placed += [(code, page) for page in family.plan(view)]
    job.report.publications, job.report.pages = len(inputs.loaded.portal.publications), inputs.last.output.pages
    if inputs.is_full and job.options.pages:
        job.report.pages = sum(1 for _, page in placed if read_by_people(page))
    return placed


def render_pages(job: Job, editions: Editions, pages: Sequence[LocalizedPage], known: Outputs, stage: Stage) -> Outputs:
    """The files of all pages: new ones are staged, those with the same key as in `known` stay as they are.

    Raises ContentError if a template fails, OSError if the disk does.
    """
    made = Outputs()
    for done in _spread(job, _RenderingInputs(editions, known, stage), _plan_tasks(pages)):
        if done.diagnostics:
            raise ContentError([*job.report.diagnostics, *done.diagnostics])
        made.add(done.outputs)
        add_costs(job.report.costs, done.costs)
        editions.templates.update(done.templates)
        job.watcher.progress("rendering pages", len(made), len(pages))
    return made


def _spread(job: Job, shared: _RenderingInputs, tasks: Sequence[RenderTask]) -> Iterator[_Rendered]:
    """The tasks done, in their order: in processes here, or on the machines of a cluster. Raises SetupError."""
    if job.options.cluster and tasks:
        cluster = Cluster(job.options.cluster, shared.stage.folder, program_version)
        return cluster_map(_render_task, shared, tasks, cluster)
    return parallel_map(_render_task, shared, tasks, job.options.jobs)


def _plan_tasks(pages: Iterable[LocalizedPage]) -> list[RenderTask]:
    """The pages divided into tasks. Pages of one record are in the same task, so that the record is read by one worker.

    Heavy tasks come first, so that no worker is left with one at the end.
    """
    of_records: dict[str, list[LocalizedPage]] = {}
    others: list[LocalizedPage] = []
    for placed in pages:
        if FAMILIES[placed[1].family].record:
            of_records.setdefault(placed[1].key, []).append(placed)
        else:
            others.append(placed)
    weighed = list(_portions(of_records.values())) + list(_portions([placed] for placed in others))
    weighed.sort(key=lambda portion: -portion[0] if portion[0] > 2 * PER_TASK else 0)
    return [task for _, task in weighed]


def _portions(groups: Iterable[Sequence[LocalizedPage]]) -> Iterator[tuple[int, RenderTask]]:
    """Groups of pages put together until they weigh `PER_TASK`, with their weight."""
    portion: list[LocalizedPage] = []
    weight = 0
    for group in groups:
        portion += group
        weight += sum(1 + len(page.shows) // _SHOWN_PER_PAGE for _, page in group)
        if weight >= PER_TASK:
            yield weight, portion
            portion, weight = [], 0
    if portion:
        yield weight, portion


def _render_task(shared: _RenderingInputs, task: RenderTask) -> _Rendered:
    """Render and stage the pages of one task. It ends at the first template that fails, with a diagnostic."""
    known, editions, stage = shared.known, shared.editions, shared.stage
    outputs: list[Output] = []
    costs: Costs = {}
    compiled = frozenset(editions.templates)
    for code, page in task:
        start = perf_counter()
        view, keys = editions.views[code], editions.keys[code]
        family, url = FAMILIES[page.family], view.prefix + page.url
        try:
            key = _key(family, view, keys, page)
            paths = [urls.output_path(url + suffix) for suffix in family.suffixes(view, page)]
            old = [file for path in paths if (file := known.made_from(key, path))]
            if len(old) == len(paths):
                outputs += old
                continue
            filling = perf_counter()
            for path, content in zip(paths, contents(view, family, page), strict=True):
                outputs.append(stage.put(path, hide_mail_in_data(path, content), key))
        except Exception as error:  # a theme's template can raise anything
            if isinstance(error, OSError | BrokenStoreError) and not isinstance(error, TemplateError):
                raise  # an error of the disk, not of the template
            return _Rendered(Outputs(outputs), [template_diagnostic(error, page.template, url)], costs, {})
        end = perf_counter()
        add_costs(costs, {("page family", page.family): (1, end - start)})
        if page.template:
            add_costs(costs, {("template", page.template): (1, end - filling)})
    new = {name: code for name, code in editions.templates.items() if name not in compiled}
    return _Rendered(Outputs(outputs), [], costs, new)


def _key(family: Family, view: View, keys: PageKeys, page: Page) -> bytes:
    """The digest of all that the files of a page are made from."""
    if family.made_from is None:
        return keys.key(page, family.inputs(view, page))
    return digests.of_value((page.family, family.made_from(view, page)))


def contents(view: View, family: Family, page: Page) -> Sequence[bytes | Iterable[bytes]]:
    """The files of a page as bytes: one of HTML, or those that its family makes for machines."""
    if family.files is not None:
        return family.files(view, page)
    context = family.context(view, page)
    template = view.environment.get_template(page.template)
    html = template.render({"description": "", "head": "", "editing": None, **surroundings(view, page), **context})
    return [hide_mail(html).encode()]
