"""Pages into bytes, in workers: each gets keys and returns where the file waits, or that it is there already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from jinja2 import TemplateError

from kartotek import urls
from kartotek.config.settings import Settings
from kartotek.diagnostics import Diagnostic
from kartotek.model.portal import Portal
from kartotek.output.stage import Output, Stage
from kartotek.pages import FAMILIES
from kartotek.pages.facts import PageKeys
from kartotek.pages.family import Context
from kartotek.pages.frame import constants, surroundings
from kartotek.pages.page import Page
from kartotek.pages.view import View
from kartotek.render.environment import make_environment, template_fault
from kartotek.render.language import language
from kartotek.site.order import Costs, add_costs
from kartotek.site.program import program_stamp
from kartotek.workers import chunks

PER_TASK = 200
"""Pages a worker renders at a time."""


@dataclass(frozen=True, slots=True)
class Printer:
    """What all rendering workers share. `keys` are by language; `known` are files that are there already, by path."""

    views: Mapping[str, View]
    keys: Mapping[str, PageKeys]
    known: Mapping[str, Output]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of a task."""

    outputs: Sequence[Output]
    faults: Sequence[Diagnostic]
    costs: Costs


class _WorkersView(View):
    """A view with its templates ready. Sent to another process it is made anew there: templates do not travel."""

    def __init__(self, folder: Path, settings: Settings, portal: Portal, code: str) -> None:
        speech = language(code)
        super().__init__(portal, settings, speech, make_environment(folder, speech))
        self.environment.globals.update(constants(self))
        self._folder = folder

    def __reduce__(self) -> tuple[type[View], tuple[object, ...]]:
        return _WorkersView, (self._folder, self.settings, self._portal, self.language.code)


def make_views(site: Path, settings: Settings, portal: Portal) -> dict[str, View]:
    """The portal in each language of the site. May raise template errors."""
    return {code: _WorkersView(site, settings, portal, code) for code in settings.site.languages}


def make_printer(views: Mapping[str, View], known: Mapping[str, Output], stage: Stage) -> Printer:
    """What all rendering workers share."""
    program = program_stamp().encode()
    return Printer(views, {code: PageKeys(view, program) for code, view in views.items()}, known, stage)


Task = tuple[str, Sequence[Page]]
"""A language, and pages in it."""


def plan_tasks(views: Mapping[str, View], touched: frozenset[str] | None) -> list[Task]:
    """All pages of the portal in the order of the families, or those of touched publications, in portions."""
    tasks: list[Task] = []
    for code, view in views.items():
        tasks += [(code, portion) for portion in chunks(list(_pages(view, touched)), PER_TASK)]
    return tasks


def _pages(view: View, touched: frozenset[str] | None) -> Iterator[Page]:
    for family in FAMILIES.values():
        if touched is None:
            yield from family.plan(view)
        elif touched and family.record == "publications":
            yield from (page for page in family.plan(view) if page.key in touched)


def render_task(printer: Printer, task: Task) -> Rendered:
    """Render and stage the pages of one task; the first template that fails ends it."""
    code, pages = task
    view, keys, known = printer.views[code], printer.keys[code], printer.known
    outputs: list[Output] = []
    costs: Costs = {}
    for page in pages:
        start = perf_counter()
        try:
            path = urls.output_path(view.prefix + page.url)
            key = keys.key(FAMILIES[page.family], page)
            old = known.get(path)
            if old is not None and old.key == key:
                outputs.append(old)
                continue
            context = FAMILIES[page.family].context(view, page)
            filling = perf_counter()
            html = fill(view, page, context)
            filled = perf_counter()
            outputs.append(printer.stage.put(path, html.encode(), key))
        except Exception as error:  # a theme's template can raise anything
            if isinstance(error, OSError) and not isinstance(error, TemplateError):
                raise  # the disk
            return Rendered(outputs, [template_fault(error, page.template, view.prefix + page.url)], costs)
        spent = {("template", page.template): (1, filled - filling)}
        spent["page family", page.family] = (1, perf_counter() - start)
        add_costs(costs, spent)
    return Rendered(outputs, [], costs)


def fill(view: View, page: Page, context: Context) -> str:
    """One page as HTML."""
    template = view.environment.get_template(page.template)
    return template.render({"description": "", **surroundings(view, page), **context})
