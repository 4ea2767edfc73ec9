"""What is special about the page of a project: its period, people, organisations and funding."""

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
    """The names of its people and organisations, and their records for schema.org."""
    yield ("names", f"projects/{project.key}")
    yield ("project people", project.key)
    for key in filter(None, view.people_of_project(project.key)):
        yield ("names", f"people/{key}")
        yield ("people", key)
    yield from (("names", f"organisations/{key}") for key in project.organisations)
    yield from (("organisations", key) for key in view.shown("organisations", project.organisations))


def _context(view: View, project: Project) -> Context:
    """What `project.html` is given. People are named as the entry of the project names them."""
    return {
        "period": view.language.period(project.start, project.end),
        "people": list(map(view.contributor, project.people, view.people_of_project(project.key))),
        "organisations": [
            view.named("organisations", key) for key in view.shown("organisations", project.organisations)
        ],
        "funding": funders(project.funding),
    }


def _schema(view: View, project: Project) -> Json:
    """The project as a ResearchProject of schema.org, with its members and funders."""
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
