"""What records of several kinds share: contributors, links, funding, retirement, and texts in several languages."""

from dataclasses import dataclass
from typing import Any

from kartotek.content.fields import LocalText
from kartotek.model.sparse import SparseRecord
from kartotek.text.dates import PartialDate
from kartotek.text.names import PersonName


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


def in_language(texts: LocalText, language: str) -> str:
    """The text in exactly this language, or ""."""
    return next((text for tag, text in texts if tag == language), "")


def best_for(texts: LocalText, language: str, first: str) -> tuple[str, str]:
    """Language and text for a page in `language`: the text in it, else that in the first language of the site (`first`;
    a text whose language is "" counts as such), else any; both "" if there is none."""
    known = {tag or first: text for tag, text in reversed(texts)}
    tag = next((tag for tag in (language, first, *(tag or first for tag, _ in texts)) if tag in known), "")
    return tag, known.get(tag, "")


def own_language_first(texts: LocalText, language: str) -> list[tuple[str, str]]:
    """Pairs of language and text: those in the language of the page first, then the others as written."""
    return sorted(texts, key=lambda text: text[0] != language)


@dataclass(frozen=True)
class Retirement(SparseRecord):
    """Since when, and why, an entry is shown no more but for a notice at its address."""

    reason: LocalText
    date: PartialDate | None = None


def is_hidden(record: Any) -> bool:
    """Whether a record of any kind is shown by no page: a draft, or something retired."""
    return record.draft or record.retired is not None
