"""Things of schema.org in JSON-LD 1.1: the parts that publications and other pages have in common.

A thing is a dictionary with `@type`, ready for `json.dumps`; `@id` is the address that identifies it, if it has one.
What another thing only names has a `url` where that is not its `@id`.
"""

from collections.abc import Iterable, Iterator, Sequence
from json import JSONEncoder
from typing import Any

from kartotek.export.work import Agent, Institution
from kartotek.model.common import Funding
from kartotek.text.identifiers import Identifier, recognised, resolve
from kartotek.text.multilingual import Multilingual, texts_of

Json = dict[str, Any]
Properties = Iterable[tuple[str, Any]]

_encode = JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def script(data: Json) -> str:
    """A thing as a data block of HTML (JSON-LD 1.1, section 7). Escaped so that no text in it can end the block."""
    text = _encode({"@context": "https://schema.org", **data}).replace("<", r"\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def made(kind: str | list[str], properties: Iterable[tuple[str, Any]]) -> Json:
    """A thing of a class with the properties that have a value; False is a value, "", None, 0 and [] are not."""
    return {"@type": kind, **{name: _in_all(value) for name, value in properties if value or value is False}}


def _in_all(value: Any) -> Any:
    """A text in all its languages, if it has several (JSON-LD 1.1, 4.2.4 "Language Indexing": @language, @value)."""
    if value.__class__ is not Multilingual:
        return value
    return [{"@language": tag, "@value": text} if tag else text for tag, text in texts_of(value)]


def named(kind: str, name: str) -> Json | None:
    """A thing of which only the name is known; None without a name."""
    return {"@type": kind, "name": _in_all(name)} if name else None


def identified(known: Identifier) -> Json:
    """An identifier whose scheme is known, with the address where it is looked up."""
    value = {"@type": "PropertyValue", "propertyID": known.scheme.label, "value": known.value}
    return value | ({"url": known.address} if known.address else {})


def identifiers_at(addresses: Iterable[str], kind: str) -> list[Json]:
    """The identifiers among the addresses at which a thing of a kind is found."""
    found = (recognised(address, kind) for address in addresses)
    return [identified(known) for known in found if known]


def one_or_all(values: tuple[str, ...]) -> str | list[str]:
    """The value itself where there is only one, else a list."""
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
            ("alternateName", list(agent.also)),
            ("givenName", name.given),
            ("familyName", name.family),
            ("honorificSuffix", name.suffix),
            ("url", agent.url if orcid else ""),
            ("sameAs", orcid),
            ("affiliation", [institution(unit) for unit in agent.affiliations]),
        ),
    )


def institution(unit: Institution) -> Json:
    """An organisation by name, and by its ROR id if it has one, else with the nearest above it that has one."""
    address = resolve("ror", unit.ror) if unit.ror else ""
    properties: Properties = (
        ("@id", address or unit.url),
        ("name", unit.name),
        ("url", unit.url if address else ""),
        ("sameAs", address),
        ("parentOrganization", institution(unit.within) if unit.within else None),
    )
    return made("Organization", properties)


def place(name: str, country: str) -> Json | None:
    """A Place by name and country (ISO 3166-1 alpha-2), as far as they are known; None if neither is."""
    if not name and not country:
        return None
    address = made("PostalAddress", (("addressCountry", country),)) if country else None
    return made("Place", (("name", name), ("address", address)))


def funding(given: Sequence[Funding]) -> Properties:
    """The properties `funder` and `funding` (a Grant each)."""
    yield "funder", each_once(_funder(one) for one in given)
    yield "funding", [_grant(one) for one in given if one.grant]


def _funder(given: Funding) -> Json:
    return institution(Institution(given.funder, given.ror))


def _grant(given: Funding) -> Json:
    return {"@type": "Grant", "identifier": given.grant, "funder": _funder(given)}


def each_once(items: Iterator[Json]) -> list[Json]:
    """The things in order, without repetitions."""
    found: list[Json] = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


_SAID_TWICE = ("abstract", "headline", "pageStart", "pageEnd")
"""Properties whose value has a tag of its own, or is that of another property: the name, or the pages together."""


def each_said_once(thing: Json) -> Json:
    """A publication with nothing that is said in another place of the same head: first and last page, an address that
    is its `@id`, where an identifier is looked up, and the parts of names, which the tags for citations have."""
    known = {name: value for name, value in thing.items() if name not in _SAID_TWICE}
    if known.get("sameAs") == [thing.get("@id")]:
        del known["sameAs"]
    if "identifier" in known:
        known["identifier"] = [
            {name: value for name, value in number.items() if name != "url" or value != thing.get("@id")}
            for number in known["identifier"]
        ]
    for role in ("author", "creator"):
        if role in known:
            known[role] = [_by_whole_name(agent) for agent in known[role]]
    return known


def _by_whole_name(agent: Json) -> Json:
    return {name: value for name, value in agent.items() if name not in ("givenName", "familyName")}
