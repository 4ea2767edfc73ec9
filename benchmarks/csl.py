"""Try the citation processor on the official test suite of CSL.

    git clone https://github.com/citation-style-language/test-suite
    python -m benchmarks.csl test-suite

The suite tries everything that CSL can do in a manuscript. Kartotek cites one work at a time, so a fixture applies
unless it needs others beside the work or a text around it (`why_not`). A fixture in the mode `citation` applies where
it cites one work at a time: then its layout is tried as that of an entry. Compared is what a reader sees: the
characters, and how each of them is set. The fixtures that fail are listed with the reason (`LEFT`).
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kartotek.csl import StyleError, parse_style
from kartotek.csl.locale import NS

_SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>\n(.*?)\n?<<=+ \1 =+<<", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fixture:
    """A file of the suite: a style, items, and the citations or the list that they make."""

    name: str
    mode: str
    style: Element
    items: Sequence[Mapping[str, Any]]
    cites: Sequence[Sequence[Mapping[str, Any]]]
    """What is cited together, in the mode `citation`."""
    in_a_text: bool
    """Whether citations follow each other as they do in a manuscript."""
    expected: str


def read_fixture(path: Path) -> Fixture:
    """A file of the folder `processor-tests/humans`. Raises ValueError when it is not XML or JSON."""
    found = dict(_SECTION.findall(path.read_text("utf-8")))
    items = json.loads(found.get("INPUT", "[]"))
    try:
        style = ElementTree.fromstring(found["CSL"].strip())
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from None
    cites = (
        json.loads(found["CITATION-ITEMS"])
        if "CITATION-ITEMS" in found
        else [[{"id": one.get("id", "")} for one in items]]
    )
    mode = found.get("MODE", "citation").strip()
    return Fixture(path.stem, mode, style, items, cites, "CITATIONS" in found, found["RESULT"])


def why_not(fixture: Fixture) -> str:
    """Why a fixture does not apply to citing one work; "" if it does."""
    part = fixture.style.find(f"{NS}{fixture.mode}")
    if part is None:
        return "the style has no such part"
    if fixture.in_a_text:
        return "citations that follow each other in a text"
    if fixture.mode == "citation":
        if any(len(group) > 1 for group in fixture.cites):
            return "several works in one citation"
        if any(cite.keys() - {"id"} for group in fixture.cites for cite in group):
            return "locators, prefixes and suffixes of a citation in a text"
        if any(element.get("position") for element in fixture.style.iter()):
            return "citations that follow each other in a text"
    used = {name for element in fixture.style.iter() for name in element.get("variable", "").split()}
    if "citation-number" in used:
        return "numbers of a list"
    several = len(fixture.items) > 1
    if several and (part.find(f"{NS}sort") is not None or "subsequent-author-substitute" in part.attrib):
        return "the order of a list, and what stands for a repeated author"
    if several and any(name.startswith("disambiguate") for element in fixture.style.iter() for name in element.attrib):
        return "disambiguation from other works"
    return ""


def cite(fixture: Fixture) -> str:
    """What Kartotek makes of a fixture, as HTML: a line for each citation or work."""
    style = fixture.style
    for part in ("citation", "bibliography"):
        if part != fixture.mode and (other := style.find(f"{NS}{part}")) is not None:
            style.remove(other)
    parsed = parse_style(ElementTree.tostring(style), name=fixture.name)
    items = {str(item.get("id", "")): item for item in fixture.items}
    wanted = [items[str(group[0]["id"])] for group in fixture.cites] if fixture.mode == "citation" else fixture.items
    return "\n".join(parsed.cite(item) for item in wanted)


class _Seen(HTMLParser):
    """HTML as a reader sees it: each character with the styles it has."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, frozenset[tuple[str, str]]]] = []
        self._open: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br" or (tag == "div" and given.get("class") in _LINES):
            self.handle_data("\n")
        if given.get("class") == "csl-right-inline":
            self.handle_data(" ")
        style = dict(self._open[-1][1]) if self._open else {}
        style |= _TAGS.get(tag, {}) | _CLASSES.get(given.get("class", ""), {})
        for rule in given.get("style", "").replace("baseline", "vertical-align:baseline").split(";"):
            name, _, value = rule.partition(":")
            if name.strip():
                style[name.strip()] = value.strip()
        if tag != "br":
            self._open.append((given.get("class", ""), style))

    def handle_endtag(self, _tag: str) -> None:
        class_, _ = self._open.pop() if self._open else ("", {})
        if class_ in ("csl-block", "csl-indent"):
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        style = self._open[-1][1] if self._open else {}
        said = frozenset((name, value) for name, value in style.items() if value not in ("normal", "baseline", "none"))
        self.seen += [(char, said) for char in data]


_TAGS: dict[str, dict[str, str]] = {
    "i": {"font-style": "italic"},
    "b": {"font-weight": "bold"},
    "sup": {"vertical-align": "super"},
    "sub": {"vertical-align": "sub"},
    "u": {"text-decoration": "underline"},
}
_LINES = frozenset({"csl-entry", "csl-block", "csl-indent", "csl-left-margin"})
_CLASSES = {"small-caps": {"font-variant": "small-caps"}}


def seen(html: str) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    """The characters of HTML with their styles; white space as a browser shows it."""
    parser = _Seen()
    parser.feed(html)
    parser.close()
    made: list[tuple[str, frozenset[tuple[str, str]]]] = []
    for char, style in parser.seen:
        if char in " \n":
            if not made or made[-1][0] == "\n" or (made[-1][0] == " " and char == " "):
                continue
            if made[-1][0] == " ":
                made.pop()
            made.append((char, frozenset()))
        else:
            made += _set_higher(char, style)
    while made and made[-1][0] in " \n":
        made.pop()
    return made


def _set_higher(char: str, style: frozenset[tuple[str, str]]) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    """A character; a superscript one of Unicode, such as ª, as the letters that are seen, set higher."""
    kind, _, letters = unicodedata.decomposition(char).partition(" ")
    if kind != "<super>":
        return [(char, style)]
    return [(chr(int(code, 16)), style | {("vertical-align", "super")}) for code in letters.split()]


def results(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Each fixture: its name, how it went ("passed", "failed", or why it does not apply), expected, and made."""
    for path in sorted((folder / "processor-tests" / "humans").glob("*.txt")):
        try:
            fixture = read_fixture(path)
        except ValueError as error:
            yield path.stem, f"cannot be read: {error}", "", ""
            continue
        reason = why_not(fixture)
        if reason:
            yield fixture.name, reason, "", ""
            continue
        try:
            made = cite(fixture)
        except StyleError as error:
            made = f"StyleError: {error}"
        except Exception as error:
            made = f"{type(error).__name__}: {error}"
        same = seen(made) == seen(fixture.expected)
        yield fixture.name, "passed" if same else "failed", fixture.expected, made


LEFT = {
    "date_DateNoDateNoTest": "a message of citeproc-js for an entry with nothing in it; here it is empty",
    "flipflop_NumericField": "a number in HTML is shown with its tags there, and as it is meant here",
    "label_NameLabelThroughSubstitute": "variables in a note, as Zotero's Extra has them: here a note is a note",
    "magic_SuperscriptChars": "two Arabic letters which Unicode does not call superscript forms of others",
    "name_InTextMarkupInitialize": "names have no formatting: what looks like a tag in one is text",
    "name_InTextMarkupNormalizeInitials": "names have no formatting: what looks like a tag in one is text",
    "number_LimitOrdinalsToDayOne": "variables in a note, as Zotero's Extra has them: here a note is a note",
    "number_OrdinalSpacing": 'an edition that goes on with pages ("7, p. 3-8") is no number, and stays as it is',
    "substitute_SubstituteOnlyOnceTermEmpty": 'an empty term is no substitute (CSL 1.0.2, "Substitute")',
    "textcase_SentenceCapitalization": 'sentence case leaves capitals of mixed text alone (CSL 1.0.2, "Sentence Case")',
}
"""Fixtures that fail, and why they may."""


def main() -> int:
    """Print what failed, and how many passed; the status is 1 if what failed is not what `LEFT` has."""
    parser = argparse.ArgumentParser("python -m benchmarks.csl", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a clone of github.com/citation-style-language/test-suite")
    parser.add_argument("--reasons", action="store_true", help="list the fixtures that do not apply, too")
    options = parser.parse_args()
    if not any((options.folder / "processor-tests" / "humans").glob("*.txt")):
        parser.error(f"{options.folder} has no fixtures in processor-tests/humans")
    counts: Counter[str] = Counter()
    wrong = 0
    for name, how, expected, made in results(options.folder):
        counts[how] += 1
        wrong += (how == "failed") != (name in LEFT)
        if how == "failed":
            sys.stdout.write(f"{name}: {LEFT.get(name, 'NOT EXPECTED')}\n  expected {expected}\n  made     {made}\n")
        elif how != "passed" and options.reasons:
            sys.stdout.write(f"{name}: {how}\n")
    applied = counts["passed"] + counts["failed"]
    for how, count in counts.most_common():
        sys.stdout.write(f"{count:5} {how}\n")
    sys.stdout.write(f"passed {counts['passed']} of the {applied} that apply: {counts['passed'] / applied:.1%}\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
