"""The fields of two entries that become one: what only one has is taken over, lists are joined, else one value stays.

Values are compared by what they mean, so that two ways of writing the same are no difference.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kartotek.content.entries import RawEntry
from kartotek.content.entry_diagnostics import EntryDiagnostics
from kartotek.content.fields import is_blank
from kartotek.model.kinds import PUBLICATIONS, Kind
from kartotek.model.publication import File, strictness
from kartotek.model.roles import ROLES
from kartotek.model.types import TYPED_FIELDS, TYPES
from kartotek.text.multilingual import Multilingual
from kartotek.text.name_matching import letters

_OWN = frozenset({"draft", "publish_on", "retired", "aliases", "cite_key", "cite_keys", "given", "family"})
"""Fields that say something of an entry as such, and its name, which has a place of its own."""
_AT_HOME = frozenset(
    {"journal", "book", "series", "series_number", "volume", "issue", "pages", "article_number", "chapter", "edition",
     "publisher", "place", "issn", "eissn", "isbn", "eisbn", "event", "container_title_short", "volume_title",
     "number_of_volumes", "section"}
)  # fmt: skip
"""What is said of the place where a publication appeared: of two places only one can be kept."""
_FILES = frozenset({"files", "image"})
_TOGETHER = {"image_alt": "image", "abstract_language": "abstract"}
"""Fields that say something of another one, and go where that goes."""
_SHOWN = 300


@dataclass(slots=True)
class Joined:
    """What becomes of the entry that stays.

    `set` are fields with their new values, `added` what comes to the end of lists, `removed` fields that go, `body` its
    text (None: as it is). `left` are names of fields and values of the other entry that have no place in it, as text.
    """

    set: dict[str, Any] = field(default_factory=dict)
    added: dict[str, list[Any]] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    body: str | None = None
    left: list[tuple[str, str]] = field(default_factory=list)

    def expected(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of the entry afterwards."""
        result = {key: value for key, value in data.items() if key not in self.removed} | self.set
        for key, items in self.added.items():
            result[key] = [*as_list(result.get(key)), *items]
        return result


def join(kind: Kind[Any], here: RawEntry, there: RawEntry, *, one_home: bool, withheld: bool = False) -> Joined:
    """Join `there` to `here`, but for names, addresses and the fields that make a tree.

    `one_home` says whether two publications appeared in the same place, as far as both say it; `withheld` that
    nobody may see the files of `there` yet: they are not taken over.
    """
    joined = Joined()
    one_home = one_home and not any(_is_elsewhere(kind, here.data, key, one_home=True) for key in _homes(there.data))
    _join_text(kind, here, there, joined)
    for key, value in there.data.items():
        if is_blank(value) or key in (kind.naming.field, kind.naming.others, kind.parent, kind.text):
            if key == kind.naming.field and kind is PUBLICATIONS:
                _leave_unless_same(kind, here.data, there.data, key, joined)
            continue
        if key == "language" and kind is not PUBLICATIONS:
            continue
        closed = withheld and key in _FILES
        if closed and key == "files" and here.data.get(key):
            _close_files(kind, here.data, there.data, joined)
        if closed or key in _OWN or key not in kind.fields or _is_elsewhere(kind, here.data, key, one_home=one_home):
            if key not in ("aliases", "draft", "given", "family"):
                _leave_unless_same(kind, here.data, there.data, key, joined)
        elif (whole := _TOGETHER.get(key)) and not (whole in joined.set or (whole == "abstract" and joined.body)):
            continue
        else:
            _join_field(kind, here.data, there.data, key, joined)
    return joined


def _homes(data: Mapping[str, Any]) -> list[str]:
    """The fields with the journal or the book that an entry names."""
    return [key for key in ("journal", "book") if not is_blank(data.get(key))]


def _is_elsewhere(kind: Kind[Any], here: Mapping[str, Any], key: str, *, one_home: bool) -> bool:
    """Whether a field is not one of the type that stays, or is about another journal or book."""
    if kind is not PUBLICATIONS:
        return False
    row = TYPES.get(str(here.get("type")))
    if row and key in TYPED_FIELDS and not row.may_have(key):
        return True
    return not one_home and key in _AT_HOME


def _join_field(kind: Kind[Any], here: Mapping[str, Any], there: Mapping[str, Any], key: str, joined: Joined) -> None:
    """Join two values of one field, of which the first may be missing."""
    own, other = here.get(key), there[key]
    if key == f"{kind.naming.field}s" and isinstance(other, dict):  # its main name, in a language, is no translation
        main = there.get(kind.naming.field)
        other = {tag: text for tag, text in other.items() if text != main}
    if is_blank(own):
        joined.set |= {key: other} if other else {}
        return
    first, second = meaning(kind, key, own), meaning(kind, key, other)
    if first == second:
        return
    if kind is PUBLICATIONS and key == "files":
        _close_files(kind, here, there, joined)
    if isinstance(own, dict) and isinstance(other, dict) and isinstance(first, tuple | Multilingual):
        _join_languages(key, own, other, joined)
    elif isinstance(first, tuple) and isinstance(second, tuple) and not (kind is PUBLICATIONS and key in ROLES):
        known = {_identity(item) for item in first}
        if isinstance(own, dict):
            add_to_language(key, own, [text for _, text in second], joined)
            return
        flat = [item for each in other.values() for item in as_list(each)] if isinstance(other, dict) else other
        for item in as_list(flat):
            read = meaning(kind, key, [item])
            if not isinstance(read, tuple) or _identity(read[0]) not in known:
                (joined.set[key] if key in joined.set else joined.added.setdefault(key, [])).append(item)
    else:
        joined.left.append((key, as_text(other)))


def _close_files(kind: Kind[Any], here: Mapping[str, Any], there: Mapping[str, Any], joined: Joined) -> None:
    """Of two statements about one file let the one stay that closes it more strictly: merging opens nothing."""
    by_place: dict[object, tuple[tuple[int, str], Any]] = {}
    for item in as_list(there["files"]):
        for file in as_list(meaning(kind, "files", [item])):
            if isinstance(file, File):
                by_place[_identity(file)] = strictness(file, ""), item  # no embargo has ended on the day ""
    result = []
    for item in as_list(here["files"]):
        file = next(iter(as_list(meaning(kind, "files", [item]))), None)
        strict, stricter = by_place.get(_identity(file), ((0, ""), item))
        result.append(stricter if isinstance(file, File) and strict > strictness(file, "") else item)
    if result != as_list(here["files"]):
        joined.set["files"] = result


def _join_languages(key: str, own: Mapping[str, Any], other: Mapping[str, Any], joined: Joined) -> None:
    """Join two maps of languages, to texts or to lists of texts."""
    result = dict(own)
    for tag, value in other.items():
        if is_blank(own.get(tag)):
            result[tag] = value
        elif isinstance(own[tag], list) or isinstance(value, list):
            known = {letters(str(text)) for text in as_list(own[tag])}
            result[tag] = [*as_list(own[tag]), *(text for text in as_list(value) if letters(str(text)) not in known)]
        elif own[tag] != value:
            joined.left.append((f"{key}.{tag}", as_text(value)))
    if result != own:
        joined.set[key] = result


def add_to_language(key: str, own: Mapping[str, Any], texts: Sequence[str], joined: Joined) -> None:
    """Add words to those of the first language in a map."""
    known = {letters(str(text)) for value in own.values() for text in as_list(value)}
    if more := [text for text in texts if letters(text) not in known]:
        first = next(iter(own))
        joined.set[key] = {**own, first: [*as_list(own[first]), *more]}


def _join_text(kind: Kind[Any], here: RawEntry, there: RawEntry, joined: Joined) -> None:
    """The text below the front matter, or the field for it: if both have one, that of another language is kept as a
    translation."""
    own, other = (entry.body or str(entry.data.get(kind.text) or "") for entry in (here, there))
    if not other.strip() or own.split() == other.split():
        return
    spoken, language = (_language(kind, entry) for entry in (here, there))
    if not own.strip():
        joined.body = other.strip("\n")
        if language and language != spoken:
            joined.set["abstract_language" if kind is PUBLICATIONS else "language"] = language
        return
    translations = here.data.get(kind.texts) if kind.texts else None
    known = translations if isinstance(translations, dict) else {}
    if kind.texts and spoken and language and spoken != language and language not in known:
        joined.set[kind.texts] = {**known, language: other.strip("\n")}
    else:
        joined.left.append((kind.text, as_text(other)))


def _language(kind: Kind[Any], entry: RawEntry) -> str:
    fields = ("abstract_language", "language") if kind is PUBLICATIONS else ("language",)
    return next((str(entry.data[each]) for each in fields if entry.data.get(each)), "")


def _leave_unless_same(
    kind: Kind[Any], here: Mapping[str, Any], there: Mapping[str, Any], key: str, joined: Joined
) -> None:
    if meaning(kind, key, here.get(key)) != meaning(kind, key, there[key]):
        joined.left.append((key, as_text(there[key])))


def meaning(kind: Kind[Any], key: str, value: Any) -> Any:
    """What a value of a field means; the value itself if it cannot be read."""
    if key not in kind.fields or is_blank(value):
        return value
    read = kind.fields[key].read(value, (key,), EntryDiagnostics())
    return value if read is None else read


def _identity(item: Any) -> object:
    """What tells an item of a list from the others: two files at one place are one, whatever they are called."""
    if isinstance(item, str):
        return letters(item) or item
    if isinstance(item, tuple):  # a word with its language
        return letters(str(item[-1]))
    if relation := getattr(item, "relation", ""):
        return relation, item.id, item.doi, item.url
    if hasattr(item, "literal"):
        return item.id or item.orcid or letters(item.display)
    return getattr(item, "path", "") or getattr(item, "url", "") or item


def as_list(value: Any) -> list[Any]:
    """A list, or a single value as one."""
    if is_blank(value):
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def as_text(value: Any) -> str:
    """A value on one line, shortened."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return f"{text[:_SHOWN]} ..." if len(text) > _SHOWN else text
