"""JSON Schemas (2020-12) of entries and of `site.yaml`, for editors that complete and check while one writes.

They are put together from what each reader of a value says (`content.schema`), with the sentence and an example of each
field. A test holds them to the check: both accept the same values, but for what is listed here.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from kartotek.config.rules import ALL, ASKED_FIELDS
from kartotek.config.settings import SETTINGS
from kartotek.content import yamltext
from kartotek.content.fields import Fields
from kartotek.content.maps import schemas_of
from kartotek.content.schema import SAID, Schema, filled, given, list_of, map_with
from kartotek.diagnostics import SetupError
from kartotek.model.kinds import KINDS, Kind
from kartotek.model.publication_fields import FIELDS as PUBLICATION_FIELDS
from kartotek.model.types import TYPES
from kartotek.start.examples import EXAMPLES
from kartotek.start.site_file import EXAMPLES as SETTING_EXAMPLES
from kartotek.start.words import translator
from kartotek.text.likeness import did_you_mean

SITE = "site"
"""The name of the schema of `site.yaml`; the others are called as one entry of their kind is."""
NAMES: Mapping[str, str] = {**{kind.page: key for key, kind in KINDS.items()}, SITE: SITE}
"""By name of a schema ("publication"): the key of its kind."""

NOT_SAID: Mapping[str, str] = {
    "contradiction": "fields that do not go together, or not with the type (`journal` and `book` in one entry)",
    "date-order": "a period that ends before it begins",
    "bad-date": "days that do not exist, such as 30 February",
    "bad-language": "whether there is a language with this tag",
    "bad-country": "whether there is a country, or a patent office, with this code",
    "bad-identifier": "the form and the check digits of ORCID, ROR, arXiv, PubMed and Handle identifiers",
    "bad-isbn": "the form and the check digit of an ISBN",
    "bad-issn": "the form and the check digit of an ISSN",
    "bad-url": "old addresses (`aliases`), and hosts that are no hosts",
    "bad-name-form": "that a person has one of `name`, `family` and `literal`, and that a name has a family name",
    "site-setting": "what `site.yaml` names, such as citation styles, a language twice, and settings that need others",
}
"""What only the check tells of an entry or of `site.yaml` as such, by the code of its diagnostics."""


def schema(name: str, language: str = "en") -> dict[str, Any]:
    """The schema of that name, with descriptions in a language."""
    translate = translator(language)
    if name == SITE:
        found = _schema_of_map(SETTINGS, SETTING_EXAMPLES, ("title",))
        rules = found["properties"]["rules"]
        rules["properties"] = {**rules["properties"], "required": _required_by(rules["properties"]["required"])}
        return dict(_described({**_head("site.yaml"), **found}, translate))
    kind = KINDS[NAMES[name]]
    needed = ("type", "title") if name == "publication" else () if name == "person" else (kind.naming.field,)
    found = _schema_of_map(kind.fields, EXAMPLES.get(kind.key, {}), needed)
    rules = _rules(kind)
    return dict(_described({**_head(kind.label), **found, **({"allOf": rules} if rules else {})}, translate))


def named_schema(name: str, language: str = "en") -> str:
    """One schema as text. Raises SetupError if there is none of that name."""
    if name not in NAMES:
        raise SetupError(f"there is no schema {name!r}", did_you_mean(name, NAMES, f"write one of {', '.join(NAMES)}"))
    return as_text(schema(name, language))


def all_schemas(language: str = "en") -> dict[str, str]:
    """All schemas as text, by the names of their files."""
    return {file_name(name): as_text(schema(name, language)) for name in NAMES}


def file_name(name: str) -> str:
    """What the file of a schema is called."""
    return f"{name}.schema.json"


def as_text(found: Schema) -> str:
    """A schema as it is written to a file."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def sentences() -> list[str]:
    """Every sentence that a schema has, in English: what catalogs translate."""
    found: dict[str, None] = {}

    def note(sentence: str) -> str:
        found[sentence] = None
        return sentence

    for fields in (*(kind.fields for kind in KINDS.values()), SETTINGS):
        _described(schemas_of(fields), note)
    return list(found)


def _head(title: str) -> dict[str, str]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}


def _schema_of_map(fields: Fields, examples: Mapping[str, str], required: tuple[str, ...]) -> dict[str, Any]:
    """The schema of a whole file."""
    properties = {
        key: {
            **(filled(found) if key in required else found),
            **({"examples": [yamltext.load(examples[key])]} if key in examples else {}),
        }
        for key, found in schemas_of(fields).items()
    }
    more = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def _required_by(found: Schema) -> Schema:
    """The schema of the fields that house rules ask for, with the names of types and fields that there are."""
    name = f"(?:{'|'.join(PUBLICATION_FIELDS)})"
    field = {**ASKED_FIELDS, "type": ["string", "null"], "pattern": rf"^\s*{name}(?:\s+or\s+{name})*\s*$"}
    return {**found, **map_with(dict.fromkeys((ALL, *TYPES), list_of(field)))}


def _rules(kind: Kind[Any]) -> list[Schema]:
    """What must be in an entry as a whole."""
    rules: list[Schema] = []
    if "image" in kind.fields:
        rules.append({"if": given("image"), "then": given("image_alt")})
    if "family" in kind.fields:
        whole: Schema = {"required": ["name"], "properties": {"name": filled(schemas_of(kind.fields)["name"])}}
        parts: Schema = {"not": {"required": ["name"]}, **given("family")}
        rules.append({"anyOf": [whole, parts]})
    return rules


def _described(found: Any, translate: Callable[[str], str]) -> Any:
    """The same with all descriptions translated, and without links in them."""
    if isinstance(found, Mapping):
        return {
            key: re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", translate(value))
            if key in ("description", SAID) and isinstance(value, str)
            else value
            if key == "examples"
            else _described(value, translate)
            for key, value in found.items()
        }
    return [_described(each, translate) for each in found] if isinstance(found, list | tuple) else found
