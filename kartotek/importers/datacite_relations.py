"""What DataCite says of other works and of other names: where a work appeared, its identifiers, related works."""

import re
from collections.abc import Iterator
from typing import Any

from kartotek.importers import values
from kartotek.importers.draft_from_map import DraftFromMap, doi_of, identifiers_in, inner, maps_of, plain_of, text_of
from kartotek.importers.json_people import named
from kartotek.model.publication_maps import RELATIONS
from kartotek.model.types import TYPES
from kartotek.text.identifiers import recognised
from kartotek.text.repositories import is_repository
from kartotek.text.schemes import SCHEMES

_SCHEMES = {SCHEMES[key].label.lower(): key for key in ("handle", "arxiv", "pmid", "pmcid", "isbn", "issn")} | {
    "number": "number"
}
"""Types of identifiers, in small letters, that entries have a field for."""
_DESCRIBED = {"reviewed": ("Reviews",), "original": ("IsTranslationOf", "IsVariantFormOf", "IsVersionOf")}
"""Fields that describe another work, and the relations to it."""
_TO_VERSIONS = frozenset({"IsVersionOf", "IsVariantFormOf"})
"""Relations to the original of a text, but to another version of what is in `_IN_VERSIONS`."""
_IN_VERSIONS = frozenset({"Collection", "Dataset", "Model", "Preprint", "Software", "Workflow"})
"""General types of works that have versions, and no reprints."""
_SEVERAL = frozenset({"isbn", "issn", "number"})


def read_relations(made: DraftFromMap) -> None:
    """All of it."""
    described: list[dict[str, str]] = []
    containers = _read_items(made, described)
    _read_identifiers(made)
    related = []
    for each in maps_of(made.take("relatedIdentifiers")):
        related += list(_related(made, each, containers))
    made.put("related", [each for each in related if each not in described])


def _read_items(made: DraftFromMap, described: list[dict[str, str]]) -> set[str]:
    """The journal or book and the place in it, and the series; returns the DOIs of these. `described` gets the relation
    to each other work that is described, with its DOI or address."""
    kind = made.data["type"]
    found = set()
    items = maps_of(made.take("relatedItems"))
    if not any(each.get("relationType") == "IsPublishedIn" for each in items):
        items += [_old_container(made.record.get("container"))]
    for each in items:
        titles = maps_of(each.get("titles"))
        parts = [
            plain_of(one.get("title")) for i, one in enumerate(titles) if not i or one.get("titleType") == "Subtitle"
        ]
        title = ": ".join(filter(None, parts))
        if each.get("relatedItemType") == "Event" and title and "event" not in made.data:
            _read_event(made, title, each)
        elif each.get("relationType") == "IsPublishedIn" and title:
            _read_container(made, kind, title, each)
        elif title and each.get("relationType") == "IsPartOf" and "series" not in made.data:
            made.put("series", title)
            made.put("volume", plain_of(each.get("volume")))
            made.put("series_number", plain_of(each.get("number")))
        elif place := _read_described(made, title, each):
            described.append(place)
        else:
            made.lose(f"relatedItems {each.get('relationType', '')}", title)
        identifier = each.get("relatedItemIdentifier")
        scheme = text_of(inner(identifier, "relatedItemIdentifierType")).lower()
        said = inner(identifier, "relatedItemIdentifier")
        if scheme in ("issn", "isbn"):
            _add(made, scheme, identifiers_in(said))
        found.add(doi_of(said))
    return found


def _read_described(made: DraftFromMap, title: str, item: dict[str, Any]) -> dict[str, str]:
    """Read the work that is reviewed, or the original of a reprint or a translation: the relation to it, with its DOI
    or address; {} if the item is none. A related identifier may be of any other work."""
    relation = text_of(item.get("relationType"))
    field = next((field for field, relations in _DESCRIBED.items() if relation in relations), "")
    if not title or not field or field in made.data:
        return {}
    general = {TYPES[made.data["type"]].datacite, text_of(item.get("relatedItemType"))}
    if relation in _TO_VERSIONS and general & _IN_VERSIONS:
        return {}
    year = text_of(item.get("publicationYear"))
    named: dict[str, Any] = {"title": title, "authors": list(_authors(item))}
    named["issued"] = year if values.is_date(year) else ""
    said = item.get("publisher")
    publisher = plain_of(inner(said, "name") if isinstance(said, dict) else said)
    if field == "original":
        named["publisher"] = publisher
    elif publisher:
        made.lose("relatedItems publisher", publisher)
    place = _place_of(item.get("relatedItemIdentifier"))
    made.put(field, {name: value for name, value in (named | place).items() if value})
    return {"relation": relation, **place}


def _place_of(identifier: Any) -> dict[str, str]:
    """The DOI or the address of a related item."""
    scheme = text_of(inner(identifier, "relatedItemIdentifierType")).lower()
    text = text_of(inner(identifier, "relatedItemIdentifier"))
    if scheme == "doi":
        return {"doi": doi_of(text)}
    known = None if scheme == "url" else recognised(f"{scheme} {text}")
    address = known.address if known else text
    return {"url": address} if re.match(r"https?://", address) else {}


def _authors(item: dict[str, Any]) -> Iterator[Any]:
    """The creators of a related item."""
    for each in maps_of(item.get("creators")):
        name, given, family = each.get("name"), each.get("givenName"), each.get("familyName")
        if text_of(each.get("nameType")).startswith("Organi") and not family:
            yield values.group(plain_of(name))
        elif person := named(name, given, family):
            yield person


def _old_container(said: Any) -> dict[str, Any]:
    """`container` of the REST API, which has less than the related item that it is made from."""
    if not isinstance(said, dict) or not said.get("title"):
        return {}
    scheme = text_of(said.get("identifierType"))
    identifier = {"relatedItemIdentifier": said.get("identifier"), "relatedItemIdentifierType": scheme}
    return {**said, "relationType": "IsPublishedIn", "titles": [{"title": said["title"]}],
        "relatedItemIdentifier": identifier}  # fmt: skip


def _read_event(made: DraftFromMap, title: str, item: dict[str, Any]) -> None:
    """The event where it was presented, with its own page and its year."""
    address = text_of(inner(item.get("relatedItemIdentifier"), "relatedItemIdentifier"))
    year = text_of(item.get("publicationYear"))
    event = {
        "name": title,
        "url": address if re.match(r"https?://", address) else "",
        "start": year if values.is_date(year) else "",
    }
    made.put("event", {field: value for field, value in event.items() if value})


def _read_container(made: DraftFromMap, kind: str, title: str, item: dict[str, Any]) -> None:
    rows = TYPES[kind].rows
    general = text_of(item.get("relatedItemType"))
    fields = ("journal", "book", "series") if general in ("Journal", "") else ("book", "journal", "series")
    made.put(next(field for field in (*fields, "series") if field in rows or field == "series"), title, "relatedItems")
    for name in ("volume", "issue", "edition"):
        made.put(name, plain_of(item.get(name)))
    made.put("pages", values.full_range(plain_of(item.get("firstPage")), plain_of(item.get("lastPage"))))
    number, what = plain_of(item.get("number")), text_of(item.get("numberType"))
    made.put("chapter" if what == "Chapter" else "article_number", number)
    if made.data.get("pages") == made.data.get("article_number"):
        made.data.pop("pages", None)


def _read_identifiers(made: DraftFromMap) -> None:
    """Other names of the work; `identifiers` is what they are called in the REST API and in older files."""
    others: list[str] = []
    said = [*maps_of(made.take("alternateIdentifiers")), *maps_of(made.take("identifiers"))]
    for each in said:
        text = text_of(each.get("alternateIdentifier") or each.get("identifier") or each.get("Identifier"))
        scheme = text_of(each.get("alternateIdentifierType") or each.get("identifierType"))
        field = _SCHEMES.get(scheme.lower(), "")
        if field in _SEVERAL:
            _add(made, field, [text])
        elif field:
            made.put(field, text)
        elif scheme.lower() == "doi":
            made.put("doi", doi_of(text), "identifiers")
        elif scheme.lower() in ("url", "uri"):
            made.put_address(text, "identifiers")
        elif scheme.lower() not in ("local", "oai"):
            others.append(text if scheme in ("", "Other", "other") or ":" in text else f"{scheme} {text}")
    made.put("identifiers", values.without_repeats(others))


def _add(made: DraftFromMap, field: str, found: list[str]) -> None:
    """Further values of a field that may have several."""
    known = [*made.data.get(field, []), *found]
    made.data[field] = list({re.sub(r"[\s-]", "", each).lower(): each for each in reversed(known)}.values())[::-1]


def _is_own_code(made: DraftFromMap, relation: str, address: str) -> bool:
    """Whether this is where the code of the work itself is: archives of releases say that they supplement it."""
    has_place = "code_repository" in TYPES[made.data["type"]].rows and "code_repository" not in made.data
    return has_place and relation in ("IsDerivedFrom", "IsSupplementTo") and is_repository(address)


def _related(made: DraftFromMap, each: dict[str, Any], containers: set[str]) -> Iterator[dict[str, str]]:
    relation, scheme = text_of(each.get("relationType")), text_of(each.get("relatedIdentifierType")).lower()
    text = text_of(each.get("relatedIdentifier"))
    information = plain_of(each.get("relationTypeInformation"))
    more = {"information": information} if information else {}
    if relation in ("IsPartOf", "IsPublishedIn") and scheme in ("isbn", "issn", "eissn", "lissn"):
        _add(made, "isbn" if scheme == "isbn" else "issn", identifiers_in(text))
    elif relation in ("IsPartOf", "IsPublishedIn") and doi_of(text) in containers:
        return
    elif _is_own_code(made, relation, text):
        made.put("code_repository", text)
    elif relation in RELATIONS and scheme == "doi":
        yield {"relation": relation, "doi": doi_of(text)} | more
    elif relation in RELATIONS and re.match(r"https?://", text):
        yield {"relation": relation, "url": text} | more
    elif relation in RELATIONS and (known := recognised(f"{scheme} {text}")) and known.address:
        yield {"relation": relation, "url": known.address} | more
    else:
        made.lose(f"relatedIdentifiers {relation}", f"{scheme} {text}".strip())
