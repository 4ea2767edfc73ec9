"""Forms of publications show the fields of their type alone: by a style sheet, for Sveltia has no conditions."""

from kartotek.model.types import TYPED_FIELDS, TYPES


def type_styles() -> str:
    """The style sheet that hides the fields that a type of publication does not have."""
    rules = []
    for key, row in TYPES.items():
        others = {field for field in TYPED_FIELDS if not row.may_have(field)}
        chosen = f'body:has(select[data-kartotek-type="{key}"])'
        rules += [f'{chosen} [data-key-path="{field}"]' for field in sorted(others)]
    return ",\n".join(rules) + " {\n  display: none;\n}\n"
