"""The pictures by which messengers and social networks show links: which pages have one, and what it says."""

from markupsafe import Markup

from kartotek import urls
from kartotek.export.titles import cited_title
from kartotek.export.work import Work
from kartotek.model.common import own_language_first
from kartotek.model.kinds import ORGANISATIONS, PEOPLE, PUBLICATIONS
from kartotek.model.person import Person
from kartotek.model.portal import Keys
from kartotek.model.publication import Publication
from kartotek.pages.parts.accents import accent_of
from kartotek.pictures.letters import drawable
from kartotek.pictures.share import HEIGHT, WIDTH, ShareCard
from kartotek.render.escape import escape
from kartotek.render.markdown import plain, readable
from kartotek.text.rich import with_subtitle
from kartotek.view.view import View

ACCENT = "#8a1c2b"
"""The accent of the theme on a light background, as its style sheet says."""
_MOST_NAMES = 40
"""More people than this are never on a picture, however short their names are."""


def has_share_image(view: View, record: Publication | Person) -> bool:
    """Whether a picture is drawn for a page. A picture of its own is shown in the place of one.

    There is none without a title: what else it says, anybody's could.
    """
    return is_drawing(view) and not record.image and bool(_title(view, record))


def _title(view: View, record: Publication | Person) -> str:
    """What a page is called in its picture: the title or name for the first language of the portal, or that in the next
    language in which it can be drawn; "" if it can be in none."""
    first = view.site.languages[0]
    if isinstance(record, Publication):
        titles = [with_subtitle(readable(cited_title(record)), plain(record.subtitle))]
        titles += [plain(title) for _, title in own_language_first(record.translated_title, first)]
    else:
        titles = [PEOPLE.naming.label(record, first), *(str(name) for _, name in record.names)]
    return next(filter(None, map(drawable, titles)), "")


def is_drawing(view: View) -> bool:
    """Whether pictures are drawn in this portal."""
    return view.settings.share_images and not why_none(view.site.base_url, _portal(view))


def why_none(base_url: str, title: str) -> str:
    """Why no pictures can be drawn for a portal of this address and title, and what to do about it; "" if they can."""
    if not base_url:
        return "the addresses of pictures need that of the portal: set `base_url`, or give it with --base-url"
    if not drawable(title):
        return "their fonts have Latin, Greek and Cyrillic letters, which the `title` of the portal has not"
    return ""


def _portal(view: View) -> str:
    """The name of the portal in its first language, the one of pictures."""
    return view.site.text("title", view.site.languages[0])


def card_of_work(view: View, key: str) -> ShareCard:
    """What the picture of a publication says. It reads its record, what linking found ("works") and the colours of its
    organisations (`units_of_work`)."""
    work, withdrawn = view.work(key), view.withdrawn_label(view.publication(key))
    kind = view.language.gettext(work.type.label)
    year = view.language.years(work.record.date) if work.record.date else ""
    return ShareCard(
        title=_title(view, work.record),
        portal=_portal(view),
        accent=_accent(view, units_of_work(view, key)),
        kicker=f"{withdrawn}: {kind}" if withdrawn else kind,
        names=_names(work),
        note=" · ".join(filter(None, (drawable(work.container), year))),
    )


def units_of_work(view: View, key: str) -> Keys:
    """The organisations of a publication: those that its entry names itself come first."""
    return view.links(key).by_id(ORGANISATIONS.key)


def _accent(view: View, units: Keys) -> str:
    """The colour of the first of these organisations that has one, else that of the site, else that of the theme."""
    colors = (accent_of(view, view.thing(ORGANISATIONS, unit)) for unit in units)
    return next(filter(None, colors), view.settings.colors.accent or ACCENT)


def _names(work: Work) -> tuple[str, ...]:
    """The people who are named; nobody, if one of them cannot be drawn, for a list that lacks one is wrong."""
    names = tuple(drawable(agent.display) for agent in work.creators[:_MOST_NAMES])
    return names if all(names) else ()


def card_of_person(view: View, key: str) -> ShareCard:
    """What the picture of a person says. It reads the record, and names and colours of their organisations."""
    person = view.thing(PEOPLE, key)
    units = view.shown(ORGANISATIONS.key, person.affiliations)
    return ShareCard(
        title=_title(view, person),
        portal=_portal(view),
        accent=_accent(view, units),
        kicker=next((view.label(ORGANISATIONS.key, unit) for unit in units), ""),
        note=view.position(person),
    )


def share_tags_of_work(view: View, work: Work) -> Markup:
    """The tags of Open Graph and X for the picture of a publication; none if it has none."""
    if not has_share_image(view, work.record):
        return Markup()
    alt = ", ".join((_title(view, work.record), *_names(work)[:3]))
    return Markup("\n".join(_tags(view, PUBLICATIONS.key, work.record.key, alt)))  # they are escaped


def share_tags_of_person(view: View, person: Person, name: str) -> Markup:
    """The same for a person, called `name` on the page, which has other tags of Open Graph only in whole heads."""
    if not has_share_image(view, person):
        return Markup()
    lines = [] if view.settings.profile.rich_heads else [_tag("og:type", "profile"), _tag("og:title", name)]
    alt = _title(view, person)
    return Markup("\n".join([*lines, *_tags(view, PEOPLE.key, person.key, alt)]))  # they are escaped


def _tags(view: View, kind: str, key: str, alt: str) -> list[str]:
    """`alt` is what can be read in the picture."""
    return [
        _tag("og:image", view.site.base_url + urls.exports(kind, key) + urls.SHARE_IMAGE),
        _tag("og:image:width", str(WIDTH)),
        _tag("og:image:height", str(HEIGHT)),
        _tag("og:image:alt", f"{alt} – {_portal(view)}"),
        '<meta name="twitter:card" content="summary_large_image">',
    ]


def _tag(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{escape(content)}">'
