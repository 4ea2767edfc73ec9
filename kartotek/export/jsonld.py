"""Things of schema.org in JSON-LD: the parts that publications and other pages have in common."""

from collections.abc import Iterable, Iterator, Sequence
from json import JSONEncoder
from typing import Any

from kartotek.export.work import Agent, Institution
from kartotek.model.common import Funding
from kartotek.text.identifiers import resolve

Json = dict[str, Any]
Properties = Iterable[tuple[str, Any]]

_encode = JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def script(data: Json) -> str:
    """A thing as a data block of HTML. No text in it can end it, or begin a comment in it."""
    text = _encode({"@context": "https://schema.org", **data}).replace("<", r"\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def made(kind: str | list[str], properties: Iterable[tuple[str, Any]]) -> Json:
    """A thing of a class with the properties that have something to say; "no" is something."""
    return {"@type": kind, **{name: value for name, value in properties if value or value is False}}


def named(kind: str, name: str) -> Json | None:
    """A thing of which nothing but the name is known."""
    return {"@type": kind, "name": name} if name else None


def one_or_all(values: tuple[str, ...]) -> str | list[str]:
    """A value, where there is but one of it."""
    return values[0] if len(values) == 1 else list(values)


def people(agents: Sequence[Agent]) -> list[Json]:
    """Persons and groups in order."""
    return [_agent(agent) for agent in agents]


def _agent(agent: Agent) -> Json:
    name = agent.name
    if name is None:
        return {"@type": "Organization", "name": agent.literal}
    orcid = resolve("orcid", agent.orcid) if agent.orcid else ""
    return made(
        "Person",
        (
            ("@id", orcid or agent.url),
            ("name", agent.display),
            ("givenName", name.given),
            ("familyName", name.family),
            ("honorificSuffix", name.suffix),
            ("url", agent.url),
            ("sameAs", orcid),
            ("affiliation", [institution(unit) for unit in agent.affiliations]),
        ),
    )


def institution(unit: Institution) -> Json:
    """An organisation by name, and by its ROR id if it has one."""
    address = resolve("ror", unit.ror) if unit.ror else ""
    return made("Organization", (("@id", address), ("name", unit.name), ("sameAs", address)))


def place(name: str, country: str) -> Json | None:
    """Somewhere, as far as it is known."""
    if not name and not country:
        return None
    address = made("PostalAddress", (("addressCountry", country),)) if country else None
    return made("Place", (("name", name), ("address", address)))


def funding(given: Sequence[Funding]) -> Properties:
    """Who paid, and the grants."""
    yield "funder", each_once(_funder(one) for one in given)
    yield "funding", [_grant(one) for one in given if one.grant]


def _funder(given: Funding) -> Json:
    return institution(Institution(given.funder, given.ror))


def _grant(given: Funding) -> Json:
    return {"@type": "Grant", "identifier": given.grant, "funder": _funder(given)}


def each_once(items: Iterator[Json]) -> list[Json]:
    """Things without those that are there already."""
    found: list[Json] = []
    for item in items:
        if item not in found:
            found.append(item)
    return found
