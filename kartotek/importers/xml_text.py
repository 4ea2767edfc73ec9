"""What programs write into XML files although XML forbids it."""

import re

_NOT_IN_XML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0?[0-8bcef]|x1[0-9a-f]|[0-8]|1[124-9]|2[0-9]|3[01]);", re.I
)


def in_xml(text: str) -> str:
    """The text with a space for each character that XML forbids."""
    return _NOT_IN_XML.sub(" ", text)
