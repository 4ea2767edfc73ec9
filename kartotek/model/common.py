"""What records of several kinds share: contributors, links, funding, retirement, and texts in several languages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import is_
from typing import Any, TypeVar

from kartotek.content.fields import LocalText
from kartotek.model.sparse import SparseRecord
from kartotek.text.dates import PartialDate
from kartotek.text.multilingual import Multilingual
from kartotek.text.names import PersonName

Record = TypeVar("Record")


@dataclass(frozen=True)
class Contributor(SparseRecord):
    """Someone who contributed, as the entry of a publication or a project names them.

    Either `name` (a person) or `literal` (a group, printed as it is written) is given, never both. `id` is the key of a
    person, as the editor gave it, or "" if the person is to be found by ORCID iD or name. `affiliations` are ids or
    names of organisations, as written. `equal` are those who contributed as much as each other. `credit` are keys of
    `model.roles.CREDIT`; `roles`, of those among the `contributors`, keys of `OTHER_ROLES`.
    """

    name: PersonName | None = None
    literal: str = ""
    id: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    corresponding: bool = False
    equal: bool = False
    credit: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def display(self) -> str:
        """The name as it is printed."""
        return str(self.name) if self.name else self.literal


@dataclass(frozen=True)
class Link(SparseRecord):
    """An address elsewhere, with the text to show for it."""

    url: str
    label: str = ""


@dataclass(frozen=True)
class Funding(SparseRecord):
    """Who paid, under which grant; `ror` is the funder's id without an address."""

    funder: str
    grant: str = ""
    ror: str = ""


def in_languages(record: Record, languages: Sequence[str]) -> Record:
    """A record, or a part of one, with each text that it has in several languages as it is in the first of `languages`
    (BCP 47) that it is in, else in the first that was written. One without such texts is returned as it is.

    This is the one place where such a choice is made. Pages ask for their own language, then the site's first; exports
    for that of the work, then the site's first.
    """
    chosen: dict[str, Any] = {}
    for name, value in vars(record).items():
        kind = value.__class__
        if kind is Multilingual:
            best: Any = value.best(languages)
        elif kind is tuple and value and isinstance(value[0], SparseRecord):
            best = tuple([in_languages(part, languages) for part in value])
            if all(map(is_, best, value)):
                continue
        elif isinstance(value, SparseRecord):
            best = in_languages(value, languages)
        else:
            continue
        if best is not value:
            chosen[name] = best
    changed: Any = record
    return replace(changed, **chosen) if chosen else record


def in_language(texts: LocalText, language: str) -> str:
    """The text in exactly this language, or ""."""
    return next((text for tag, text in texts if tag == language), "")


def language_among(texts: LocalText, text: str) -> str:
    """The language of one of these texts; "" for a text that is not among them."""
    return next((tag for tag, other in texts if other == text), "")


def own_language_first(texts: LocalText, language: str) -> list[tuple[str, str]]:
    """Pairs of language and text: those in the language of the page first, then the others as written."""
    return sorted(texts, key=lambda text: text[0] != language)


@dataclass(frozen=True)
class Retirement(SparseRecord):
    """Since when, and why, an entry is shown no more but for a notice at its address."""

    reason: str
    date: PartialDate | None = None


def is_hidden(record: Any) -> bool:
    """Whether a record of any kind is shown by no page: a draft, or something retired."""
    return record.draft or record.retired is not None
