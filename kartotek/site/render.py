"""Pages into bytes, in workers: each gets keys and returns where the file waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kartotek import urls
from kartotek.config.settings import Settings
from kartotek.diagnostics import Diagnostic
from kartotek.model.portal import Portal
from kartotek.output.stage import Output, Stage
from kartotek.pages import FAMILIES
from kartotek.pages.frame import constants, surroundings
from kartotek.pages.page import Page
from kartotek.pages.view import View
from kartotek.render.environment import make_environment, template_fault
from kartotek.render.language import language
from kartotek.workers import chunks

PER_TASK = 200
"""Pages a worker renders at a time."""


@dataclass(frozen=True, slots=True)
class Printer:
    """What all rendering workers share."""

    views: dict[str, View]
    stage: Stage


def make_views(site: Path, settings: Settings, portal: Portal) -> dict[str, View]:
    """The portal in each language of the site, with its templates ready. May raise template errors."""
    views: dict[str, View] = {}
    for code in settings.site.languages:
        speech = language(code)
        environment = make_environment(site, speech)
        view = View(portal, settings, speech, environment)
        environment.globals.update(constants(view))
        views[code] = view
    return views


Task = tuple[str, Sequence[Page]]
"""A language, and pages in it."""


def plan_tasks(views: dict[str, View]) -> list[Task]:
    """All pages of all languages, in portions."""
    tasks: list[Task] = []
    for code, view in views.items():
        pages = [page for family in FAMILIES.values() for page in family.plan(view)]
        tasks += [(code, portion) for portion in chunks(pages, PER_TASK)]
    return tasks


def render_task(printer: Printer, task: Task) -> tuple[list[Output], list[Diagnostic]]:
    """Render and stage the pages of one task; the first template that fails ends it."""
    code, pages = task
    view = printer.views[code]
    outputs: list[Output] = []
    for page in pages:
        try:
            data = render_page(view, page).encode()
        except Exception as error:  # a theme's template can raise anything
            return outputs, [template_fault(error, page.template, view.prefix + page.url)]
        path = urls.output_path(view.prefix + page.url)
        outputs.append(printer.stage.put(path, data))
    return outputs, []


def render_page(view: View, page: Page) -> str:
    """One page as HTML."""
    context = FAMILIES[page.family].context(view, page)
    template = view.environment.get_template(page.template)
    return template.render({"description": "", **surroundings(view, page), **context})
