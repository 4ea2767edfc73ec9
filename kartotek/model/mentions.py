"""Things that publications mention by name instead of id: journals, books and series, and keywords.

A name that belongs to no entry gets a page all the same, under the slug of the name.
"""

from collections.abc import Mapping
from typing import Generic, TypeVar

from kartotek.content.paths import ValuePath
from kartotek.model.authority import Journal, Keyword
from kartotek.model.common import is_hidden
from kartotek.model.kinds import JOURNALS, KEYWORDS, Kind
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.naming import NameIndex
from kartotek.model.portal import Keys, Works
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.text.name_matching import letters
from kartotek.text.slugs import slugify

Mentioned = TypeVar("Mentioned", Journal, Keyword)

_CONTAINER_KINDS = {"journal": "journal", "book": "proceedings", "series": "series"}
"""The kind of container that is assumed where it has no entry, by the field that names it."""


class _Mentions(Generic[Mentioned]):
    """The things of one kind by their names, those with an entry and those that are only mentioned."""

    def __init__(self, kind: Kind[Mentioned], records: Records, diagnostics: LinkDiagnostics) -> None:
        self._kind: Kind[Mentioned] = kind
        self._entries: Mapping[str, Mentioned] = records.of(kind)
        self._diagnostics = diagnostics
        self._names = NameIndex()
        self._found: dict[str, str] = {}
        self._mentioned: dict[str, Mentioned] = {}
        for key, entry in self._entries.items():
            self._names.add(key, kind.naming.all_names(entry))
        for name, keys in self._names.clashes():
            message = f"{keys[0]} and {keys[1]} have the same name {name!r}"
            hint = f"each name belongs to one entry: change its {kind.naming.field} or its {kind.naming.others}"
            diagnostics.add(kind.key, keys[1], (), "name-clash", message, hint)

    def visible(self, works: Works) -> dict[str, Mentioned]:
        """All that have a page: entries that are not drafts, and mentioned things that have works."""
        entries = {key: entry for key, entry in self._entries.items() if not is_hidden(entry)}
        return entries | {key: thing for key, thing in sorted(self._mentioned.items()) if key in works}

    def _key(self, name: str, publication: Publication, path: ValuePath, mention: Mentioned | None) -> str:
        """The key of the thing with a name, "" if it can have no page. Found keys are remembered by name."""
        key = self._identify(name, publication, path, mention)
        if key:
            self._found[name] = key
        return key

    def _identify(self, name: str, publication: Publication, path: ValuePath, mention: Mentioned | None) -> str:
        """The key of the thing with a name: that of an entry, or a new one, the slug of the name.

        `mention` is the record to use if there is no entry. Two different names with one slug would share a page: the
        second gets none and is reported.
        """
        if keys := self._names.find(name):
            return "" if is_hidden(self._entries[keys[0]]) else keys[0]
        slug = slugify(name)
        known = self._entries.get(slug) or self._mentioned.get(slug)
        naming, kind = self._kind.naming, self._kind.key
        if known and (slug in self._entries or letters(naming.label(known, "")) != letters(name)):
            message = f"{name!r} and {naming.label(known, '')!r} would share the page /{kind}/{slug}/"
            hint = f"if they are the same, add one to the {naming.others} of content/{kind}/{slug}.md"
            self._diagnostics.add("publications", publication.key, path, "address-clash", message, hint)
            return ""
        if slug and not known and mention:
            self._mentioned[slug] = mention
        return slug


class Containers(_Mentions[Journal]):
    """Journals, books and series, by name or by id."""

    def __init__(self, records: Records, diagnostics: LinkDiagnostics) -> None:
        super().__init__(JOURNALS, records, diagnostics)

    def find(self, publication: Publication, field: str) -> str:
        """The key of the container in a field of a publication ("journal", "book", "series"); "" if it has no page."""
        name: str = getattr(publication, field)
        key = self._found.get(name)
        if key is not None:
            return key
        if name in self._entries:
            return "" if is_hidden(self._entries[name]) else name
        kind = "book" if field == "book" and publication.type == "chapter" else _CONTAINER_KINDS[field]
        issn, eissn = (publication.issn, publication.eissn) if field == "journal" else ((), ())
        publisher = publication.publisher
        mention = Journal(slugify(name), name, kind=kind, issn=issn, eissn=eissn, publisher=publisher)
        return self._key(name, publication, (field,), mention)


class Keywords(_Mentions[Keyword]):
    """Keywords by label or synonym. Labels that differ only in case or accents are the same keyword."""

    def __init__(self, records: Records, diagnostics: LinkDiagnostics) -> None:
        super().__init__(KEYWORDS, records, diagnostics)

    def of(self, publication: Publication) -> Keys:
        """The keys of a publication's keywords, in the order of `publication.keywords`; "" for one that has no page."""
        return tuple(
            self._find(label, language, publication, i) for i, (language, label) in enumerate(publication.keywords)
        )

    def _find(self, label: str, language: str, publication: Publication, i: int) -> str:
        """The key of one keyword. `i` is its place among all keywords; its path in the entry counts within its
        language."""
        key = self._found.get(label)
        if key is not None:
            return key
        mention = Keyword(slugify(label), label, labels=((language, label),) if language else ())
        return self._key(label, publication, keyword_path(publication, i), mention)


def keyword_path(publication: Publication, i: int) -> ValuePath:
    """The path of the keyword with the number `i` in the entry, which may have a list for each language."""
    language = publication.keywords[i][0]
    at = [tag for tag, _ in publication.keywords[:i]].count(language)
    return ("keywords", language, at) if language else ("keywords", at)
