"""Mail addresses in pages: people read them, also without JavaScript, but programs do not find them as plain text.

An address is in a page only where an entry or site.yaml has it in a text or as a link: there is no field for it.
"""

import re
from collections.abc import Iterable

_MAIL = re.compile(r"(?:mailto:)?[\w.+%-]+@(?:[\w-]+\.)+\w+")
_AT = re.compile(rb"@(?<=[\w.+%-]@)(?=(?:[\w-]+\.)+\w)")
"""The sign in the middle of a mail address. What is looked for begins with it, so that most of a file is skipped."""
_ESCAPES = {".json": rb"\u0040", ".jsonl": rb"\u0040", ".xml": b"&#64;", ".atom": b"&#64;"}
"""By the ending of a file: how the sign is written there, which whoever reads the file does not notice."""
_LONGEST = 320
"""Letters of a mail address, at most (RFC 5321, 4.5.3.1), with some room."""


def hide_mail(html: str) -> str:
    """A page in which each mail address is written as character references, or as escapes where it is in JSON.

    Browsers show both as the address.
    """
    at = html.find("@")
    parts: list[str] = []
    done = 0
    while at > 0:
        if html[at - 1].isalnum():  # not so in "@context" of JSON-LD, which every page has
            start = max(done, at - _LONGEST)
            found = next((match for match in _MAIL.finditer(html, start, at + _LONGEST) if match.end() > at), None)
            if found and found.start() < at:
                in_json = html.rfind("<script", 0, at) > html.rfind("</script", 0, at)
                parts += [html[done : found.start()], _escaped(found[0], in_json=in_json)]
                done = found.end()
                at = done - 1
        at = html.find("@", at + 1)
    return "".join([*parts, html[done:]]) if parts else html


def _escaped(address: str, *, in_json: bool) -> str:
    return address.replace("@", "\\u0040") if in_json else "".join(f"&#{ord(letter)};" for letter in address)


def hide_mail_in_data(path: str, content: bytes | Iterable[bytes]) -> bytes | Iterable[bytes]:
    """A file for programs, whole or in portions, with mail addresses written so that only its readers see them.

    Formats without escapes, such as BibTeX and RIS, are as they are.
    """
    escape = _ESCAPES.get(path[path.rfind(".") :])
    if escape is None:
        return content
    if isinstance(content, bytes):
        return _AT.sub(lambda _: escape, content)
    return (_AT.sub(lambda _: escape, portion) for portion in content)
