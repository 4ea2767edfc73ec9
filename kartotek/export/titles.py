"""The title of a publication as it must be cited."""

from kartotek.model.publication import Publication
from kartotek.render.markdown import spans
from kartotek.text.rich import Rich, Span

SIGNS = {"retraction": "[RETRACTED]", "removal": "[REMOVED]", "withdrawal": "[WITHDRAWN]"}
"""What stands before the title of a work that no longer counts, for everyone who cites it or finds it (NISO RP-45)."""


def cited_title(publication: Publication) -> Rich:
    """The title, with a sign before it if the work was retracted, removed or withdrawn.

    All that is made for citing and finding begins with it: exports, tags, citations, feeds.
    """
    notice, title = publication.withdrawn, spans(publication.title)
    if notice is None or publication.title.lstrip("[").upper().startswith(SIGNS[notice.kind].strip("[]")):
        return title
    return (Span(f"{SIGNS[notice.kind]} "), *title)
