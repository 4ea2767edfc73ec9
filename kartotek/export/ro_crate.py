"""RO-Crate 1.2 of a dataset with files: what is in it, where each file is, and under which licence.

It is "detached": its files are named by their addresses, so that it says the same wherever it is kept. The file is
called `NAME-ro-crate-metadata.json`, as such crates are (section "Types of RO-Crate"). Everything in it stands side by
side in one list and is referred to by its `@id` ("RO-Crate JSON-LD").
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from kartotek.export.schema_org import work_thing
from kartotek.export.work import Document, Work

SUFFIX = "-ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate"
_VERSION = f"{PROFILE}/1.2"
_DESCRIPTOR = "ro-crate-metadata.json"

Json = dict[str, Any]


def has_crate(type_: str, year: int | None, files: Sequence[bool]) -> bool:
    """Whether a work of a type is one of which files are open (`files` says which). A crate has to have a date."""
    return type_ == "dataset" and year is not None and any(files)


def ro_crate(work: Work) -> Json:
    """The crate of a work that `has_crate` and has an address.

    A root must have a description and a licence: where the entry has none, its title stands for the one, and the other
    says so.
    """
    thing = {name: value for name, value in work_thing(work).items() if name != "distribution"}
    root = thing | {"@id": work.url, "@type": "Dataset"}
    root["description"] = work.abstract or work.full_title
    root.setdefault("license", "No licence is stated.")
    if work.doi_url:
        root["cite-as"] = work.doi_url
    root["hasPart"] = [*_listed(root.get("hasPart")), *map(_file, work.documents)]
    graph = _Graph()
    graph.refer(root)
    about = {"@type": "CreativeWork", "about": {"@id": root["@id"]}, "conformsTo": {"@id": _VERSION}}
    return {"@context": f"{_VERSION}/context", "@graph": [{"@id": _DESCRIPTOR, **about}, *graph.things()]}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _file(document: Document) -> Json:
    name = unquote(urlsplit(document.url).path.rpartition("/")[2])
    made = {"@id": document.url, "@type": "File", "name": name or document.url}
    made |= {"encodingFormat": document.media_type} if document.media_type else {}
    return made | ({"license": {"@id": document.license, "@type": "CreativeWork"}} if document.license else {})


class _Graph:
    """Things side by side, each with an `@id`. Those that have none get one of this document ("#1")."""

    def __init__(self) -> None:
        self._things: dict[str, Json] = {}

    def things(self) -> list[Json]:
        """All things, the first one referred to at the beginning. Of one that is mentioned twice all is said once."""
        return list(self._things.values())

    def refer(self, thing: Json) -> Json:
        """A reference to a thing, which from now on is one of `things`."""
        identifier = thing.get("@id") or f"#{len(self._things) + 1}"
        known = self._things.setdefault(identifier, {"@id": identifier})
        for name, value in thing.items():
            if name != "@id":
                known.setdefault(name, self._value(value))
        return {"@id": identifier}

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(each) for each in value]
        if isinstance(value, dict) and "@value" in value:
            return value  # a text in a language is no node
        return self.refer(value) if isinstance(value, dict) else value
