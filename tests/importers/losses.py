"""What exports cannot hold: a field, of which works it does not come back, and why. All else comes back as it was.

docs/importing.md has the same for people.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kartotek.model.publication import Publication
from kartotek.model.roles import OTHER_ROLES
from kartotek.model.types import TYPES


@dataclass(frozen=True, slots=True)
class Loss:
    """A field that may differ when a work has come back, and of which works it may (as they were before)."""

    field: str
    why: str
    of: Callable[[Publication], bool]


Condition = Callable[[Publication], bool]


def _has(*fields: str) -> Condition:
    """Works that have one of these fields."""
    return lambda work: any(getattr(work, field) for field in fields)


def _lacks(field: str) -> Condition:
    return lambda work: not getattr(work, field)


def _has_two_issuers(work: Publication) -> bool:
    """Types that have both an institution and a publisher, of which one place remains."""
    return {"institution", "publisher"} <= set(TYPES[work.type].rows)


def _is_accepted(work: Publication) -> bool:
    return work.status == "accepted"


def _has_paragraphs(work: Publication) -> bool:
    return "\n" in work.abstract


def _becomes_another(kinds: frozenset[str], printed: frozenset[str], made: frozenset[str]) -> Condition:
    """Works for whose type a format has none: of `printed` those in a journal, of `made` those of which it says from
    what they are made, and what is of no type here. They lose what the other type has no field for."""
    return lambda work: (
        work.type in {*kinds, "other"}
        or (work.type in printed and bool(work.journal))
        or (work.type in made and bool(work.medium))
    )


def _has_editors_of_series(work: Publication) -> bool:
    return any("series-editor" in each.roles for each in work.contributors)


def _is_recorded(work: Publication) -> bool:
    """Types that RIS knows by M3 alone, which has the medium then."""
    return work.type in ("interview", "podcast") and bool(work.medium)


def _lacks_number_in_series(work: Publication) -> bool:
    """Whether `number` of BibTeX is not the number in the series."""
    return not work.series_number or bool(work.journal) or "number" in TYPES[work.type].rows


def _and(*conditions: Condition) -> Condition:
    return lambda work: all(condition(work) for condition in conditions)


def _has_another_role(work: Publication) -> bool:
    """Works with people in roles that CSL lacks; of theses the contributors are supervisors to programs."""
    roles = {role for each in work.contributors for role in each.roles}
    return any(not OTHER_ROLES[role].csl or role == "contributor" for role in roles)


_ARTICLES = frozenset({"letter", "editorial", "review"})
_AT_EVENTS = frozenset({"paper-conference", "conference-abstract"})
_THINGS = frozenset({"artefact", "exhibition", "performance"})
_BIBTEX_TYPES = _becomes_another(
    _ARTICLES
    | {"book-review", "article-newspaper", "article-magazine", "anthology", "conference-abstract"}
    | {"entry-encyclopedia", "entry-dictionary", "student-thesis"},
    _AT_EVENTS | {"interview"},
    _THINGS | {"dataset", "software", "webpage", "podcast", "interview"},
)
_BIBLATEX_TYPES = _becomes_another(
    _ARTICLES | {"article-newspaper", "article-magazine", "conference-abstract", "preprint"},
    _AT_EVENTS | {"interview"},
    _THINGS | {"webpage", "podcast", "interview"},
)
_RIS_TYPES = _becomes_another(
    _ARTICLES | {"book-review", "anthology", "conference-abstract", "student-thesis"},
    frozenset({"interview"}),
    _THINGS | {"podcast", "course-material", "manual"},
)
_CSL_TYPES = _becomes_another(_ARTICLES | {"anthology", "proceedings", "student-thesis"}, frozenset(), frozenset())


def _losses(fields: str, why: str, of: Condition) -> tuple[Loss, ...]:
    return tuple(Loss(field, why, of) for field in fields.split())


_ONE_ISSUER = _losses("publisher institution", "publisher and institution share one place", _has_two_issuers)
_BECOMES_ITS_OWN = "the publisher and the ISSN of its journal, book or archive become its own"
_INHERITED = (
    *_losses("publisher", _BECOMES_ITS_OWN, _lacks("publisher")),
    *_losses("issn", _BECOMES_ITS_OWN, _lacks("issn")),
)
_COUNTRIES = _losses("country", "countries are for patents", lambda work: work.type in ("legislation", "legal-case"))
_ONE_ADDRESS = _losses("handle", "there is one place for an address", _has("url"))
_IN_PRESS = _losses("status", "accepted is said as in press", _is_accepted)
_ONE_LINE = _losses("abstract", "an abstract is one line without emphasis", _has_paragraphs)
_ONE_TITLE = _losses("title subtitle", "title and subtitle are one", _has("subtitle"))
_ONE_CONTAINER = _losses(
    "journal book", "a journal and proceedings are not told apart", lambda work: work.type in _AT_EVENTS
)
_NO_NUMBER_IN_SERIES = (
    *_losses("series_number", "`number` is another one, or of no series", _lacks_number_in_series),
    *_losses("issue", "the number in the series stands where issues do", _and(_has("series"), _lacks("journal"))),
)
_EVENT = "an event is words in a note, or its name alone"
_OTHER = "another type may lack a field"

LOSSES: Mapping[str, tuple[Loss, ...]] = {
    "bibtex": (
        *_ONE_TITLE, *_ONE_LINE, *_IN_PRESS, *_ONE_ADDRESS, *_ONE_ISSUER, *_INHERITED, *_NO_NUMBER_IN_SERIES,
        *_losses("event note book place", _EVENT, _has("event")),
        *_losses("pages article_number", "the number of an article is in pages", _has("article_number")),
        *_losses("qualification", "every thesis has a degree", _lacks("qualification")),
        *_losses("version", "versions have no place", _has("version")), *_COUNTRIES,
        *_losses("type", "there are few types", _BIBTEX_TYPES),
        *_losses(
            "publisher number medium edition place chapter isbn volume issn issue pages journal", _OTHER, _BIBTEX_TYPES
        ),
    ),
    "biblatex": (
        *_COUNTRIES, *_ONE_LINE, *_IN_PRESS, *_ONE_ADDRESS, *_ONE_ISSUER, *_INHERITED, *_NO_NUMBER_IN_SERIES,
        *_losses("type", "there are few types", _BIBLATEX_TYPES),
        *_losses(
            "publisher number medium edition place chapter isbn volume issn issue event pages version",
            _OTHER,
            _BIBLATEX_TYPES,
        ),
    ),
    "ris": (
        *_ONE_TITLE, *_ONE_LINE, *_IN_PRESS, *_ONE_ADDRESS, *_ONE_ISSUER, *_INHERITED,
        *_losses("translated_title", "a translated title has no language", _has("translated_title")),
        *_losses("event note book place", "an event is words in a note, or its name and place", _has("event")),
        *_losses("series_number", "numbers in series are for books", lambda work: TYPES[work.type].ris != "BOOK"),
        *_losses("pmcid", "PMCIDs are for articles", _has("pmcid")),
        *_losses("arxiv", "an arXiv id gives way to a PubMed id", _has("pmid")),
        *_losses("number_of_pages", "pages are counted in books and theses", _has("number_of_pages")),
        *_losses("version", "versions are for software and datasets", _has("version")),
        *_losses("type", "there are few types", _RIS_TYPES), *_COUNTRIES,
        *_losses("medium place", _OTHER, lambda work: work.type == "interview"),
        *_losses(
            "editors contributors",
            _OTHER,  # A2 of a book has the editors of its series only where that is named
            lambda work: _has_editors_of_series(work) and not work.series,
        ),
        *_losses(
            "type publisher number journal article_number", "the medium takes the place of the type", _is_recorded
        ),
    ),
    "csl_json": (
        *_ONE_LINE, *_IN_PRESS, *_ONE_ADDRESS, *_ONE_ISSUER, *_INHERITED, *_ONE_CONTAINER,
        *_losses("arxiv", "there is one place for an address", _has("arxiv")),
        *_losses("type", "there are few types", _CSL_TYPES),
        *_losses("contributors", "not all roles have a word", _has_another_role),
    ),
    "csv": (
        *_ONE_TITLE, *_ONE_ADDRESS, *_ONE_ISSUER, *_INHERITED, *_ONE_CONTAINER,
        *_losses("arxiv", "there is one place for an address", _has("arxiv")),
    ),
}  # fmt: skip
"""By the column of the mapping table."""
