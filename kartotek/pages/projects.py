"""Projects: the index, and a page for each."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.pages.family import Context, Family
from kartotek.pages.head import of_list, project_thing
from kartotek.pages.listing import cards_of, index_context, index_inputs, listed_cards, pager, paginate, plan_index
from kartotek.pages.page import Fact, Page
from kartotek.pages.view import Named, View, funders, own_text


def _plan_index(view: View) -> Iterator[Page]:
    return plan_index(view, "projects", "projects.html")


def _index_inputs(_view: View, page: Page) -> Iterator[Fact]:
    return index_inputs(page)


def _index_context(view: View, page: Page) -> Context:
    return index_context(view, page, view.language.gettext("Projects"))


def _plan(view: View) -> Iterator[Page]:
    for key in view.keys("projects"):
        works = view.works("projects", key)
        yield from paginate("project", key, urls.item("projects", key), "project.html", works)


def _inputs(view: View, page: Page) -> Iterator[Fact]:
    project = view.project(page.key)
    yield ("projects", page.key)
    yield ("names", f"projects/{page.key}")
    yield ("works of projects", page.key)
    yield ("project people", page.key)
    for key in filter(None, view.people_of_project(page.key)):
        yield ("names", f"people/{key}")
        yield ("people", key)
    yield from (("names", f"organisations/{key}") for key in project.organisations)
    yield from (("organisations", key) for key in view.shown_organisations(project.organisations))
    yield from cards_of(page)


def _context(view: View, page: Page) -> Context:
    project = view.project(page.key)
    body, lang = own_text(project.body, project.language, project.descriptions, view.language.code)
    return {
        "title": view.label("projects", page.key),
        "head": of_list(view, page, view.label("projects", page.key), project_thing(view, project)),
        "project": project,
        "period": view.language.period(project.start, project.end),
        "people": list(map(view.contributor, project.people, view.people_of_project(page.key))),
        "organisations": [view.named("organisations", key) for key in view.shown_organisations(project.organisations)],
        "lang": view.language_of_label("projects", page.key),
        "funding": funders(project.funding),
        "links": [Named(link.label or link.url, href=link.url) for link in project.links],
        "text": view.prose(page, body, 2) if body else "",
        "text_lang": view.foreign(lang),
        "count": len(view.works("projects", page.key)),
        "cards": listed_cards(view, page),
        "pager": pager(page),
    }


INDEX = Family("projects index", _plan_index, _index_inputs, _index_context)
FAMILY = Family("project", _plan, _inputs, _context)
