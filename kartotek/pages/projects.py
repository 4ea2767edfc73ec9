"""What the page of a project shows beside what the pages of all kinds do."""

from collections.abc import Iterator

from kartotek import urls
from kartotek.export import schema_pages
from kartotek.export.jsonld import Json
from kartotek.export.work import Agent
from kartotek.model.authority import Project
from kartotek.model.kinds import PEOPLE, PROJECTS
from kartotek.pages.family import Context
from kartotek.pages.parts.head import absolute, unit
from kartotek.pages.things import KindPages
from kartotek.view.fact import Fact
from kartotek.view.named import funders
from kartotek.view.view import View


def _inputs(view: View, project: Project) -> Iterator[Fact]:
    yield ("names", f"projects/{project.key}")
    yield ("project people", project.key)
    for key in filter(None, view.people_of_project(project.key)):
        yield ("names", f"people/{key}")
        yield ("people", key)
    yield from (("names", f"organisations/{key}") for key in project.organisations)
    yield from (("organisations", key) for key in view.shown("organisations", project.organisations))


def _context(view: View, project: Project) -> Context:
    return {
        "period": view.language.period(project.start, project.end),
        "people": list(map(view.contributor, project.people, view.people_of_project(project.key))),
        "organisations": [
            view.named("organisations", key) for key in view.shown("organisations", project.organisations)
        ],
        "funding": funders(project.funding),
    }


def _schema(view: View, project: Project) -> Json:
    """A project with those who work in it and those who paid for it."""
    members = [
        Agent(
            one.name,
            one.literal,
            one.orcid or (view.thing(PEOPLE, key).orcid if key else ""),
            url=absolute(view, urls.item("people", key)) if key else "",
        )
        for one, key in zip(project.people, view.people_of_project(project.key), strict=True)
    ]
    units = [unit(view, key) for key in view.shown("organisations", project.organisations)]
    address = absolute(view, urls.item("projects", project.key))
    return schema_pages.project(project, address, view.label("projects", project.key), members, units)


KIND_PAGES = KindPages(PROJECTS, _inputs, _context, _schema)
