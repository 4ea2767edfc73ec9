"""A JSON schema of DataCite 4.7: the one of 4.5 that the client of DataCite ships, with what has been added since.

DataCite itself has published no JSON schema after 4.3, only XML Schemas (schema.datacite.org). 4.6 and 4.7 added values
to controlled lists, and to related works a text in one's own words; nothing that was valid has become invalid.
"""

from copy import deepcopy
from functools import cache
from typing import Any

from datacite import schema45

ADDED = {
    "resourceTypeGeneral": ("Award", "Project", "Poster", "Presentation"),
    "relatedIdentifierType": ("CSTR", "RRID", "RAiD", "SWHID"),
    "contributorType": ("Translator",),
    "relationType": ("HasTranslation", "IsTranslationOf", "Other"),
    "dateType": ("Coverage",),
}
"""By controlled list: what 4.6 and 4.7 added (the head of metadata.xsd, kernel 4.7)."""


@cache
def _validator() -> Any:
    known = schema45.validator
    schema: dict[str, Any] = deepcopy(known.schema)
    for name, values in ADDED.items():
        schema["definitions"][name]["enum"] += values
    schema["definitions"]["relatedObject"]["properties"]["relationTypeInformation"] = {"type": "string"}
    return type(known)(schema)


def validate(record: dict[str, Any]) -> None:
    """Do nothing with a record that is valid.

    Raises:
        jsonschema.ValidationError: it is not.
    """
    _validator().validate(record)
