"""What programs write into XML files although XML forbids it, and where tags are none."""

import re

_NOT_IN_XML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0?[0-8bcef]|x1[0-9a-f]|[0-8]|1[124-9]|2[0-9]|3[01]);", re.I
)


def in_xml(text: str) -> str:
    """The text with a space for each character that XML forbids."""
    return _NOT_IN_XML.sub(" ", text)


_NO_TAGS = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)


def tags_alone(text: str) -> str:
    """The text with blanks in place of comments and of CDATA, every line and place in it as it was: what looks like a
    record in there is none."""
    return _NO_TAGS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text) if "<!" in text else text
