"""What was said of a publication after it appeared: on its page, and on that of the notice."""

from dataclasses import dataclass

from kartotek.model.portal import Links
from kartotek.model.publication import WITHDRAWN, Notice, Publication
from kartotek.text import identifiers
from kartotek.text.dates import PartialDate
from kartotek.view import labels
from kartotek.view.named import Named
from kartotek.view.view import View


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice as a page shows it; `withdraws` says that the work no longer counts, `target` leads to the notice."""

    sentence: str
    withdraws: bool
    date: PartialDate | None
    reason: str
    target: Named | None


def shown_notices(view: View, publication: Publication, links: Links) -> list[ShownNotice]:
    """The notices of a publication, in the order of its entry."""
    return [_shown(view, *pair) for pair in zip(publication.all_notices, links.notices, strict=True)]


def _shown(view: View, notice: Notice, key: str) -> ShownNotice:
    """A notice with a link to it; `key` is that of the publication that it is, or ""."""
    said = labels.NOTICES[notice.kind]
    href = identifiers.resolve("doi", notice.doi) if notice.doi else notice.url
    name = view.language.gettext(said.name)
    target = view.host(key) if key else Named(name, href=href) if href else None
    sentence = view.language.gettext(said.of_work)
    return ShownNotice(sentence, notice.kind in WITHDRAWN, notice.date, notice.reason, target)


def works_of_notice(view: View, links: Links) -> list[tuple[str, Named]]:
    """What a publication is itself a notice of, each with the words before it."""
    return [(view.language.gettext(labels.NOTICES[kind].of_notice), view.host(key)) for kind, key in links.notice_of]
