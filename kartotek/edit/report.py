"""What a visitor reported, read from the text of an issue: a small block of JSON among words for people.

The text comes from strangers. Nothing of it is believed: what is not exactly of this form is refused, with a sentence
for the one who approved it.

    {"kartotek": 1, "entry": "publications/lind-2020", "changes": [{"field": "title", "from": "Crads", "to": "Cards"}]}
    {"kartotek": 1, "entry": "people/ada-lind", "claim": {"orcid": "0000-0002-1825-0097", "names": ["A. Lind"]}}
    {"kartotek": 1, "entry": "people/bo-berg", "split": {"works": ["berg-2020"], "to": ""}}
    {"kartotek": 1, "entry": "people/a-lind", "merge": "people/ada-lind"}
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from kartotek.content.entries import LONGEST_NAME, NAME
from kartotek.diagnostics import SetupError
from kartotek.model.kinds import KINDS, PEOPLE
from kartotek.model.reportable import LISTS, REPORTABLE, Said
from kartotek.text import identifiers
from kartotek.text.likeness import did_you_mean

VERSION = 1
"""The version of the block that this program writes and reads."""
_LONGEST = 200_000
"""Characters of an issue: GitHub takes 65,536, GitLab a million."""
_LONGEST_VALUE = 5_000
_MOST = 5_000
"""Names in a list, or works in a split."""
_OPENING = re.compile(r"( {0,3})(`{3,}|~{3,})([^\n]*)")
_CODE = re.compile(r"\\.|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
"""Code in a line, or a mark that a backslash makes a mere letter."""
_TAG = re.compile(r"<[A-Za-z/!?]")
"""What may begin HTML (CommonMark 0.31, 4.6 and 6.6): a comment, `<?`, `<!X` and `<![CDATA[` are not shown at all, and
`<details>` only by a click. The form writes none."""
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, and those that hide what is there or turn its direction (Unicode TR 36). Joiners (U+200C, U+200D)
are part of words in Persian and Hindi."""
_SPACES = re.compile(r"[ \t\n\r\u00a0]+")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an entry: what the visitor saw, and what it should say. An empty value says that it is not there."""

    field: str
    was: Said
    to: Said


@dataclass(frozen=True, slots=True)
class Claim:
    """ "This is me": an ORCID iD, not checked yet, and other names under which someone published."""

    orcid: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Works on someone's page that are by somebody else: their keys, and the key of that person, "" for a new one."""

    works: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class VisitorReport:
    """One report: the kind and the name of an entry, and exactly one thing to do; for `merge` it is the name of another
    entry of that kind."""

    kind: str
    key: str
    changes: tuple[FieldChange, ...] = ()
    claim: Claim | None = None
    split: Split | None = None
    merge: str = ""
    source: str = ""
    """How the visitor knows."""

    @property
    def entry(self) -> str:
        """Kind and name: "people/ada-lind"."""
        return f"{self.kind}/{self.key}"


_ACTIONS = ("changes", "claim", "split", "merge")


def read_report(text: str) -> VisitorReport:
    """The report in the text of an issue. Raises SetupError if there is none, or it has anything that is not
    expected."""
    data = _block(text)
    if data["kartotek"] != VERSION or isinstance(data["kartotek"], bool):
        raise _refused("the report was written by another version of Kartotek", "make the change by hand")
    _only(data, ("kartotek", "entry", "source", *_ACTIONS), "the report")
    kind, key = _entry(data.get("entry"))
    given = [action for action in _ACTIONS if data.get(action)]
    if not given:
        raise _refused("the report tells a mistake in words only", "read the issue, and change the entry by hand")
    if len(given) > 1:
        raise _refused(f"the report asks for {' and '.join(given)} at once", "ask for one report for each")
    if kind != PEOPLE.key and given[0] in ("claim", "split"):
        raise _refused(f"{kind}/{key} is not a person", "make the change by hand")
    return VisitorReport(
        kind,
        key,
        _changes(kind, data.get("changes") or []),
        _claim(data["claim"]) if data.get("claim") else None,
        _split(data["split"]) if data.get("split") else None,
        _other(kind, key, data["merge"]) if data.get("merge") else "",
        _text(data.get("source", ""), "source"),
    )


def _block(text: str) -> dict[str, Any]:
    """The one block of JSON that has a report."""
    if len(text) > _LONGEST:
        raise _refused(f"the report has more than {_LONGEST} characters", "make the change by hand")
    found: list[dict[str, Any]] = []
    for block in _blocks(text):
        try:
            data = json.loads(block, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            raise _refused(f"the JSON in the report cannot be read: {error}", "make the change by hand") from error
        if isinstance(data, dict) and "kartotek" in data:
            found.append(data)
    if len(found) != 1:
        what = "no block of JSON that says what to change" if not found else f"{len(found)} blocks of JSON, not one"
        raise _refused(
            f"the report has {what}", "make the change by hand, or ask for a report by the form of the portal"
        )
    return found[0]


def _blocks(text: str) -> Iterator[str]:
    """The blocks of code that are called JSON, as CommonMark finds them (0.31, 4.5), by a fence with up to three spaces
    before it. Raises SetupError if there is HTML outside of blocks: what is in it need not be shown."""
    lines, words = iter(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")), list[str]()
    for line in lines:
        opening = _OPENING.fullmatch(line)
        if opening is None or ("`" in opening[2] and "`" in opening[3]):
            words.append(line)
            continue
        fence, called = opening[2], opening[3].split()
        closing = re.compile(f" {{0,3}}{fence[0]}{{{len(fence)},}}[ \\t]*")
        inside = list(takewhile(lambda each, closing=closing: not closing.fullmatch(each), lines))  # type: ignore[misc]
        if called and called[0].lower() == "json":
            yield "\n".join(inside)
    _refuse_html(words)


def _refuse_html(lines: Sequence[str]) -> None:
    """Raise SetupError if some lines may have HTML. In code it is none, if no line has a backtick that is alone: there
    could be the end of code that begins on a line before."""
    without_code = [_CODE.sub(" ", line) for line in lines]
    all_paired = not any("`" in line for line in without_code)
    for line in without_code if all_paired else lines:
        if hidden := _TAG.search(line):
            message = f"the report has HTML ({line[hidden.start() :][:20].strip()}), which may hide what it says"
            raise _refused(message, "make the change by hand")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. Raises ValueError if a key is there twice: a reader would see another value than we take."""
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key is there twice")
    return data


def _only(data: Any, keys: tuple[str, ...], what: str) -> Mapping[str, Any]:
    """An object that has no other keys than these."""
    if not isinstance(data, dict):
        raise _refused(f"{what} is not an object of JSON", "make the change by hand")
    if unknown := sorted(set(data) - set(keys)):
        raise _refused(f"{what} has {unknown[0]!r}, which means nothing here", "make the change by hand")
    return data


def _entry(raw: Any) -> tuple[str, str]:
    """Kind and name of an entry. A name cannot lead to another folder: see `content.entries.NAME`."""
    name = _text(raw, "entry")
    kind, _, key = name.partition("/")
    if kind not in KINDS or not NAME.fullmatch(key) or len(key) > LONGEST_NAME:
        raise _refused(f"{name!r} is not the name of an entry", "it is written like people/ada-lind")
    return kind, key


def _other(kind: str, key: str, raw: Any) -> str:
    """The name of another entry of the same kind."""
    other_kind, other = _entry(raw)
    if other_kind != kind or other == key:
        raise _refused(f"{kind}/{key} cannot be the same as {other_kind}/{other}", "make the change by hand")
    return other


def _changes(kind: str, raw: Any) -> tuple[FieldChange, ...]:
    if not isinstance(raw, list) or len(raw) > len(REPORTABLE[kind]):
        raise _refused("`changes` is not a list of a few changes", "make the change by hand")
    changes: list[FieldChange] = []
    for item in raw:
        change = _only(item, ("field", "from", "to"), "a change")
        field = _text(change.get("field"), "field")
        if field not in REPORTABLE[kind]:
            hint = did_you_mean(field, REPORTABLE[kind], "make the change by hand")
            raise _refused(f"{field!r} is not a field that reports may change", hint)
        if any(field == other.field for other in changes):
            raise _refused(f"{field} is changed twice", "make the change by hand")
        read = _texts if field in LISTS else _text
        changes.append(FieldChange(field, read(change.get("from", ""), field), read(change.get("to", ""), field)))
    return tuple(changes)


def _claim(raw: Any) -> Claim:
    data = _only(raw, ("orcid", "names"), "the claim")
    claim = Claim(_orcid(_text(data.get("orcid", ""), "orcid")), _texts(data.get("names", ()), "names"))
    if not claim.orcid and not claim.names:
        raise _refused("the claim gives neither an ORCID iD nor a name", "ask for one of them")
    return claim


def _orcid(text: str) -> str:
    try:
        return identifiers.orcid(text) if text else ""
    except ValueError as error:
        raise _refused(str(error), "ask for it again; it is at the top of the person's page at orcid.org") from error


def _split(raw: Any) -> Split:
    data = _only(raw, ("works", "to"), "the split")
    works = _texts(data.get("works", ()), "works")
    if not works or len(set(works)) < len(works) or not all(map(NAME.fullmatch, works)):
        raise _refused("the split does not say which works", "each is the name of an entry, such as lind-2020-on-cards")
    to = _text(data.get("to", ""), "to").removeprefix(f"{PEOPLE.key}/")
    if to and not NAME.fullmatch(to):
        raise _refused(f"{to!r} is not the name of a person's page", "it is the last part of its address")
    return Split(works, to)


def _text(raw: Any, what: str) -> str:
    """One text in Unicode NFC, as entries are, without spaces around it; runs of spaces and line breaks are one
    space."""
    if not isinstance(raw, str) or len(raw) > _LONGEST_VALUE:
        raise _refused(f"{what} is not a text of at most {_LONGEST_VALUE} characters", "make the change by hand")
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", raw).strip())
    if hidden := _INVISIBLE.search(text):
        message = f"{what} has the invisible character U+{ord(hidden[0]):04X}"
        raise _refused(message, "make the change by hand, without it")
    return text


def _texts(raw: Any, what: str) -> tuple[str, ...]:
    """Several texts, none of them empty; an empty text is none."""
    if raw == "":
        return ()
    if not isinstance(raw, list | tuple) or len(raw) > _MOST:
        raise _refused(f"{what} is not a list of texts", "make the change by hand")
    texts = tuple(_text(item, what) for item in raw)
    if not all(texts):
        raise _refused(f"{what} has an empty item", "make the change by hand")
    return texts


def _refused(message: str, hint: str) -> SetupError:
    return SetupError(message, hint)
