"""Related publications as a page shows them: each with what it shares with that of the page."""

from collections.abc import Iterator

from markupsafe import Markup

from kartotek.model.kinds import LISTING
from kartotek.model.related import WEIGHTS
from kartotek.view.fact import Fact
from kartotek.view.view import View

_NAMED = 3
"""So many names of one kind say enough."""

Reasons = list[tuple[str, list[str]]]


def related_facts(view: View, key: str) -> Iterator[Fact]:
    """What `related_works` reads, apart from the names of what the publication is linked to."""
    yield ("related", key)
    for other in view.related(key):
        yield ("links", other)
        yield ("cards", other)


def related_works(view: View, key: str, here: str) -> list[tuple[Markup, Reasons]]:
    """The related publications, best first, each as a card and with the reasons."""
    found = view.related(key)
    return list(zip(view.brief_cards(found, here), (_reasons(view, key, other) for other in found), strict=True))


def _reasons(view: View, key: str, other: str) -> Reasons:
    """What two publications share, by kind, in the order in which the first has it."""
    reasons: Reasons = []
    for kind in map(LISTING.__getitem__, WEIGHTS):
        theirs = {*kind.linked(view.links(other))}
        shared = [each for each in dict.fromkeys(kind.linked(view.links(key))) if each and each in theirs]
        if shared:
            names = [view.label(kind.key, each) for each in shared[:_NAMED]]
            reasons.append((view.language.gettext(kind.relates_by), names))
    return reasons
