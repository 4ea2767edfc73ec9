"""What publications name by words and not by ids: journals, books and series, and keywords."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from kartotek.content.yamltext import Path
from kartotek.model.authority import Journal, Keyword
from kartotek.model.kinds import JOURNALS, KEYWORDS, Kind
from kartotek.model.link_diagnostics import LinkDiagnostics
from kartotek.model.naming import NameIndex
from kartotek.model.portal import Keys, Works
from kartotek.model.publication import Publication
from kartotek.model.records import Records
from kartotek.text.name_matching import letters
from kartotek.text.slugs import slugify

Thing = TypeVar("Thing", Journal, Keyword)

_CONTAINER_KINDS = {"journal": "journal", "book": "proceedings", "series": "series"}
"""What a container without an entry is taken for, by the field that names it."""


class _Mentions(Generic[Thing]):
    """The things of a kind by the names they go by. One that is only mentioned gets a record all the same."""

    def __init__(self, kind: Kind[Thing], records: Records, diagnostics: LinkDiagnostics) -> None:
        self._kind: Kind[Thing] = kind
        self._entries: Mapping[str, Thing] = records.of(kind)
        self._diagnostics = diagnostics
        self._names = NameIndex()
        self._found: dict[str, str] = {}
        self._mentioned: dict[str, Thing] = {}
        for key, entry in self._entries.items():
            self._names.add(key, kind.naming.all_names(entry))
        for name, keys in self._names.clashes():
            message = f"{keys[0]} and {keys[1]} have the same name {name!r}"
            hint = f"each name belongs to one entry: change its {kind.naming.field} or its {kind.naming.others}"
            diagnostics.add(kind.key, keys[1], (), "name-clash", message, hint)

    def visible(self, works: Works) -> dict[str, Thing]:
        """All that have a page: the entries that are not drafts, and what publications mention."""
        entries = {key: entry for key, entry in self._entries.items() if not entry.draft}
        return entries | {key: thing for key, thing in self._mentioned.items() if key in works}

    def _key(self, name: str, publication: Publication, path: Path, mention: Thing | None) -> str:
        """The key of what goes by the name, "" where there can be no page; remembered for the name."""
        key = self._identify(name, publication, path, mention)
        if key:
            self._found[name] = key
        return key

    def _identify(self, name: str, publication: Publication, path: Path, mention: Thing | None) -> str:
        if keys := self._names.find(name):
            return "" if self._entries[keys[0]].draft else keys[0]
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
    """Journals, books and series, by name or id."""

    def __init__(self, records: Records, diagnostics: LinkDiagnostics) -> None:
        super().__init__(JOURNALS, records, diagnostics)

    def find(self, publication: Publication, field: str) -> str:
        """The key of the container that a field of a publication names, "" where there can be no page."""
        name: str = getattr(publication, field)
        key = self._found.get(name)
        if key is not None:
            return key
        if name in self._entries:
            return "" if self._entries[name].draft else name
        kind = "book" if field == "book" and publication.type == "chapter" else _CONTAINER_KINDS[field]
        issn = publication.issn if field == "journal" else ()
        mention = Journal(slugify(name), name, kind=kind, issn=issn, publisher=publication.publisher)
        return self._key(name, publication, (field,), mention)


class Keywords(_Mentions[Keyword]):
    """Keywords by label or synonym; what differs in case only is one."""

    def __init__(self, records: Records, diagnostics: LinkDiagnostics) -> None:
        super().__init__(KEYWORDS, records, diagnostics)

    def of(self, publication: Publication) -> Keys:
        """The keys beside the keywords as written, "" where there can be no page."""
        return tuple(
            self._find(label, language, publication, i) for i, (language, label) in enumerate(publication.keywords)
        )

    def _find(self, label: str, language: str, publication: Publication, i: int) -> str:
        key = self._found.get(label)
        if key is not None:
            return key
        at = [tag for tag, _ in publication.keywords[:i]].count(language)
        path = ("keywords", language, at) if language else ("keywords", at)
        mention = Keyword(slugify(label), label, labels=((language, label),) if language else ())
        return self._key(label, publication, path, mention)
