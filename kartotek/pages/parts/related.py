"""Related publications as a page shows them: each with what it shares with that of the page."""

from collections.abc import Iterator

from markupsafe import Markup

from kartotek.model.kinds import JOURNALS, KEYWORDS, LISTING, PEOPLE
from kartotek.text.translated import N_
from kartotek.view.fact import Fact
from kartotek.view.view import View

_SHARED = ((PEOPLE, N_("Same people")), (KEYWORDS, N_("Same keywords")), (JOURNALS, N_("Same journal or book")))
"""What relates publications (`model.related.WEIGHTS`), each with what it is called."""
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
    for kind, label in _SHARED:
        linked = LISTING[kind.key].linked
        theirs = {*linked(view.links(other))}
        shared = [each for each in dict.fromkeys(linked(view.links(key))) if each and each in theirs]
        if shared:
            reasons.append((view.language.gettext(label), [view.label(kind.key, each) for each in shared[:_NAMED]]))
    return reasons
