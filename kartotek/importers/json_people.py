"""People and organisations as the APIs of Crossref, DataCite, ORCID and OpenAlex have them, as contributors."""

from collections.abc import Iterable
from typing import Any

from kartotek.importers import values
from kartotek.importers.draft_from_map import inner, orcid_of, plain_of


def named(name: Any, given: Any = "", family: Any = "", suffix: Any = "", **rest: Any) -> Any:
    """A person by parts if there are any, else by a name in one line; None if there is no name.

    `rest` are `orcid` and `affiliations`, which may be empty.
    """
    parts = plain_of(given), plain_of(family), plain_of(suffix)
    more = {key: value for key, value in rest.items() if value}
    if parts[0] or parts[1]:
        return values.person(*parts, **more)
    found = values.name_in_one_line(plain_of(name))
    if found is None or not more:
        return found
    return {**(found if isinstance(found, dict) else {"name": found}), **more}


def unit_names(units: Iterable[Any]) -> list[str]:
    """The names of affiliations, which are texts, or maps with a name."""
    return values.without_repeats(
        plain_of(unit) if isinstance(unit, str) else plain_of(inner(unit, "name")) for unit in units
    )


def orcid_in(identifiers: Iterable[dict[str, Any]]) -> str:
    """The ORCID iD among the identifiers of a name in DataCite; "" if there is none."""
    for each in identifiers:
        text = plain_of(each.get("nameIdentifier"))
        if "orcid" in f"{plain_of(each.get('nameIdentifierScheme'))} {text}".lower() and any(map(str.isdigit, text)):
            return orcid_of(text)
    return ""
