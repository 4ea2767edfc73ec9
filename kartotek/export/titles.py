"""The title of a publication as it must be cited."""

import re

from kartotek.model.publication import Publication
from kartotek.render.markdown import spans
from kartotek.text.rich import Rich, Span

SIGNS = {"retraction": "[RETRACTED]", "removal": "[REMOVED]", "withdrawal": "[WITHDRAWN]"}
"""What stands before the title of a work that no longer counts, for everyone who cites it or finds it (NISO RP-45)."""
_KINDS = {sign.strip("[]"): kind for kind, sign in SIGNS.items()}
_WORDS = "|".join(_KINDS)
_SIGN = re.compile(
    rf"\s*(?:(?i:\[\s*({_WORDS})(?:\s+(?:ARTICLE|PAPER|CHAPTER))?\s*\])\s*:?"
    rf"|({_WORDS})(?:\s+(?:ARTICLE|PAPER|CHAPTER))?\s*:)\s*(?=\S)"
)
"""Our sign, and those of publishers: [Retracted], RETRACTED: and RETRACTED ARTICLE:, in capitals. A title may well
begin with "Removed:"."""


def cited_title(publication: Publication) -> Rich:
    """The title, with a sign before it if the work was retracted, removed or withdrawn.

    All that is made for citing and finding begins with it: exports, tags, citations, feeds.
    """
    notice, title = publication.withdrawn, spans(publication.title)
    if notice is None or sign_of(publication.title)[0] == notice.kind:
        return title
    return (Span(f"{SIGNS[notice.kind]} "), *title)


def sign_of(title: str) -> tuple[str, str]:
    """The kind of notice that the sign before a title stands for, and the title without it; "" if there is none."""
    said = _SIGN.match(title)
    return (_KINDS[(said[1] or said[2]).upper()], title[said.end() :]) if said else ("", title)
