"""XML 1.0 written as text: values are escaped, tags are written by the modules of the formats."""

import re
from html import escape


def text(value: str) -> str:
    """A text between tags or in an attribute, escaped. Characters that XML 1.0 forbids (section 2.2) are left out."""
    return escape(value if value.isprintable() else _NO_TEXT.sub("", value))


_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
