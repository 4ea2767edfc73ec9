"""What programs write into XML files although XML forbids it, and where tags are none."""

import re

_NOT_IN_XML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0?[0-8bcef]|x1[0-9a-f]|[0-8]|1[124-9]|2[0-9]|3[01]);", re.I
)


def in_xml(text: str) -> str:
    """The text with a space for each character that XML forbids."""
    return _NOT_IN_XML.sub(" ", text)


_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_BEGIN = re.compile(r"<!--|<!\[CDATA\[")
_NO_BREAK = re.compile(r"[^\n]")


def tags_alone(text: str) -> str:
    """The text with blanks in place of comments and of CDATA, every line and place in it as it was: what looks like a
    record in there is none."""
    made: list[str] = []
    at = 0
    for found in _BEGIN.finditer(text):
        if found.start() < at:
            continue
        end = text.find(_ENDS[found[0]], found.end())
        if end < 0:
            break  # what nothing closes is told by the reader of XML
        stop = end + len(_ENDS[found[0]])
        made += (text[at : found.start()], _NO_BREAK.sub(" ", text[found.start() : stop]))
        at = stop
    return "".join((*made, text[at:]))
