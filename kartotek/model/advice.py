"""What the whole portal tells of single entries: dates that cannot be, entries that nothing names, fields that are
usually there."""

from collections.abc import Iterable

from kartotek.model.checks import ids_of
from kartotek.model.kinds import KINDS, LISTING, PROJECTS, PUBLICATIONS
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.portal import Portal
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.text.enumeration import listed

_YEARS_AHEAD = 5
"""Publishers announce no work so many years ahead."""


def find_doubtful_dates(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report dates in the far future, and works that appeared before one of their authors was born."""
    this_year = int(portal.today[:4])
    people = portal.things["people"]
    for key, publication in portal.publications.items():
        for field in ("issued", "online", "awarded", "accepted", "submitted", "filed"):
            date = vars(publication).get(field)
            if date and date.year > this_year + _YEARS_AHEAD and field in vars(records.publications[key]):
                message = f"{date} is far in the future"
                diagnostics.add("publications", key, (field,), "date-doubt", message, "check the year")
        year = publication.year
        for i, person in enumerate(portal.links[key].authors if year is not None else ()):
            born = people[person].born if person in people else None
            if born and year is not None and year < born.year:
                message = f"{people[person].label} was born in {born.year}, after this appeared"
                hint = "check both dates; if it is somebody of the same name, give an `id`"
                diagnostics.add("publications", key, ("authors", i), "date-doubt", message, hint)


def find_orphans(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report entries of people, journals and the like that no work, and no other entry, names."""
    named: dict[str, set[str]] = {key: set(portal.works[key]) for key in LISTING}
    for kind in KINDS.values():
        for record in records.of(kind).values():
            for _, wanted, id_ in ids_of(kind, record):
                named.setdefault(wanted, set()).add(id_)
    named["people"].update(key for keys in portal.people_of_project.values() for key in keys)
    for key, kind in LISTING.items():
        for name in records.of(kind):
            if kind is not PROJECTS and name in portal.things[key] and name not in named[key]:
                message = f"nothing names {name}, so its page lists no works"
                hint = f"name it in an entry, or remove content/{key}/{name}.md"
                diagnostics.add(key, name, (), "orphan-entry", message, hint)


_ALWAYS = ("authors|editors", "issued|online|awarded|status")
_WITHOUT_WORDS = ("software", "dataset", "exhibition", "performance", "artefact", "video", "map", "other")
"""Types whose works may have no language."""
_SINCE = {"doi": 2000, "isbn": 1970}
"""Identifiers, and the year since which works usually have them."""
_RECOMMENDED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("article-journal", "review", "editorial", "letter"),
        ("journal", "volume|issue|article_number|status", "pages|article_number|status", "doi|url|handle|pmid"),
    ),
    "book-review": (
        "journal",
        "volume|issue|article_number|status",
        "pages|article_number|status",
        "doi|url|handle|pmid",
        "reviewed",
    ),
    **dict.fromkeys(("article-newspaper", "article-magazine", "podcast"), ("journal",)),
    **dict.fromkeys(("book", "anthology", "proceedings"), ("publisher", "isbn|eisbn|doi")),
    "chapter": ("book", "pages", "publisher|host"),
    "paper-conference": ("book|journal|event", "pages|article_number|doi"),
    **dict.fromkeys(("poster", "conference-abstract"), ("event|book|journal",)),
    **dict.fromkeys(("entry-encyclopedia", "entry-dictionary"), ("book", "publisher|host|url|doi")),
    **dict.fromkeys(("thesis", "student-thesis"), ("institution", "qualification")),
    **dict.fromkeys(("report", "working-paper", "manual", "course-material"), ("institution|publisher",)),
    "preprint": ("doi|arxiv|url|handle",),
    "patent": ("number", "country", "filed|issued"),
    **dict.fromkeys(("dataset", "software"), ("doi|url|handle", "publisher|institution|version")),
    **dict.fromkeys(("exhibition", "performance", "talk"), ("event|place",)),
    "standard": ("institution|publisher", "number"),
    "legal-case": ("institution", "number|journal"),
    "legislation": ("number|journal",),
    **dict.fromkeys(("webpage", "post-weblog"), ("url|doi|handle",)),
}
"""By type: fields that its works usually have, besides those of all types; of some with bars between one is enough."""


def recommended(type_: str) -> list[list[str]]:
    """The fields that works of a type usually have; of those in one list one is enough. `host` is the entry of the book
    that a part is in."""
    wanted = [fields.split("|") for fields in (*_ALWAYS, *_RECOMMENDED.get(type_, ()))]
    return wanted if type_ in _WITHOUT_WORDS else [*wanted, ["language"]]


def find_missing(records: Records, portal: Portal, diagnostics: LinkDiagnostics) -> None:
    """Report for each work the fields that works of its type usually have, and that it does not: one hint for each."""
    for key in records.publications:
        publication = portal.publications.get(key)
        if publication is None:
            continue
        wanted = recommended(publication.type)
        missing = [
            fields[0]
            for fields in wanted
            if not (_has_one(publication, portal, fields) or (publication.year or 0) < _SINCE.get(fields[0], -9999))
        ]
        if missing:
            message = f"works of the type {publication.type} usually have {listed(missing)}, too"
            shown = listed([f"`{field}: ...`" for field in missing])
            hint = f"add {shown} if you know {'it' if len(missing) == 1 else 'them'}"
            diagnostics.add(PUBLICATIONS.key, key, (), "recommended-field", message, hint)


def _has_one(publication: Publication, portal: Portal, fields: Iterable[str]) -> bool:
    """Whether a work has one of the fields; `host` is the entry of its book, a `status` one that is not yet published,
    and what is `reviewed` may be told by a relation."""
    for field in fields:
        if field == "host":
            found: object = portal.links[publication.key].host
        elif field == "status":
            found = publication.status != "published"
        elif field == "reviewed":
            reviews = [each for each in portal.links[publication.key].relations if each.relation == "Reviews"]
            found = publication.reviewed or reviews
        else:
            found = getattr(publication, field)
        if found:
            return True
    return False
