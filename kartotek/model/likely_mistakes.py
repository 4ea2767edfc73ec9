"""Values that can be read but are probably not meant so: several names in one, a list without brackets, "Vol. 3".

All of these are warnings; the value is used as it is written.
"""

import html
import re
from typing import Any

from kartotek.content import fields as f
from kartotek.content import schema as s
from kartotek.content.entry_diagnostics import EntryDiagnostics, Fix
from kartotek.content.fields import Reader
from kartotek.content.paths import ValuePath
from kartotek.text.licenses import license_id, spdx_id
from kartotek.text.several_names import by_case, inverted_names, is_group

_AND = re.compile(r" (?:and|og|und|&|/) ")
""""and" between names, in English, Danish, Norwegian and German, and what some write for it."""
_OTHERS = re.compile(
    r"(?:^|,? )(?:[Ee]t\.? al\.?|ET AL\.?|[Mm]\. ?fl\.?|u\. ?a\.|and others|og andre|und andere)$|^others$"
)
"""What stands for the authors that are left out: "et al.", Danish "m.fl.", German "u. a.", the "others" of BibTeX."""


_INITIAL = re.compile(r"\bA(?:\.|$)")
"""An initial, by `by_case`."""


def warn_of_several_names(line: str, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Warn of a line that looks like the names of several people, since it is read as one person.

    A comma is suspicious only in a value that is not in a list: in a list it is most likely "Family, Given".
    """
    if others := _OTHERS.search(line):
        hint = "list every name; the pages shorten long lists by themselves"
        diagnostics.add("several-names", path, f"{others[0].strip(', ')!r} is not a name", hint)
        return
    if is_group(line):
        return
    if names := inverted_names(line):
        hint = f"write each as an item of its own: {', '.join(map(repr, names))}"
        diagnostics.add("several-names", path, f"{line!r} looks like several names", hint)
        return
    alone = not isinstance(path[-1], int)
    around = [part.split() for part in _AND.split(line)]
    commas = [part.split() for part in line.split(",")] if alone else []
    if ";" in line or any(len(some) > 1 and min(map(len, some)) > 1 for some in (around, commas)):
        hint = "write a list with one name per item: [Ada Lind, Bo Berg]; for a group write {literal: ...}"
        diagnostics.add("several-names", path, f"{line!r} looks like several names", hint)


@s.takes(s.TEXT)
def group_name(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """The name of a group as written, with a warning for what is rather a list of people."""
    found = f.text(raw, path, diagnostics)
    names = inverted_names(found) if found else []
    if len(names) > 2 or any(_INITIAL.search(by_case(name)) for name in names):  # "Lund, Sweden, Aarhus, Denmark"
        hint = f"write each as an item of its own: {', '.join(map(repr, names))}"
        diagnostics.add("several-names", path, f"{found!r} looks like several names, and not like a group", hint)
    return found


@s.takes(s.schema_of(f.local_lists))
def keywords(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> Any:
    """Keywords as pairs of language and label, with a warning for a text with commas: it would become one long
    keyword."""
    for tag, lines in raw.items() if isinstance(raw, dict) else [("", raw)]:
        place = (*path, tag) if tag else path
        if isinstance(lines, str):
            _warn_of_text(lines, place, diagnostics)
        for i, line in enumerate(lines if isinstance(lines, list) else ()):
            if isinstance(line, str):
                _warn_of_keyword(line, (*place, i), diagnostics)
    return f.local_lists(raw, path, diagnostics)


def _warn_of_text(line: str, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Warn of one text that is several keywords, or has a label."""
    label = _KEYWORD_LABEL.match(line)
    if len(parts := _cut(_IN_TEXT, line[label.end() if label else 0 :])) > 1:
        hint = f"write [{', '.join(parts)}]"
        diagnostics.add("several-keywords", path, f"{line!r} looks like several keywords", hint)
    elif label:
        _warn_of_keyword(line, path, diagnostics)


def _warn_of_keyword(line: str, path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Warn of an item with a label, or that is several keywords."""
    if label := _KEYWORD_LABEL.match(line):
        message = f"{label[0].strip()!r} is no part of the keyword"
        diagnostics.add("label-in-value", path, message, f"write {line[label.end() :]!r}")
    if len(parts := _cut(_IN_ITEM, line)) > 1:
        hint = f"make {' and '.join(map(repr, parts))} items of their own"
        diagnostics.add("several-keywords", path, f"{line!r} looks like several keywords", hint)


_KEYWORD_LABEL = re.compile(
    r"(?:key ?words?|emneord|nøgleord|stikord|schlag(?:wörter|worte)|index terms) ?[:—–] ?"
    r"|#(?=[^\W\d_])(?!(?-i:\w*[a-zß-ÿ][A-ZÀ-Þ]))",
    re.I,
)
"""What stands before keywords where they were copied, and the sign that they have in social media; it is part of the
name of a movement: #MeToo."""
_IN_ITEM = re.compile(r"\s*;\s+")
_IN_TEXT = re.compile(r"\s*(?:,|;(?=\s)|(?<=\w{3});(?=\w{3})|(?<=\s)[•·|](?=\s))\s*")
_DASHES = re.compile(r"\s+[-–]\s+")
"""What stands between keywords; a semicolon without a space may be part of one, as in α;β-diketones."""


def _cut(between: re.Pattern[str], line: str) -> list[str]:
    """The keywords in a line, or the line alone if its semicolon is that of an entity (AT&amp;T), or if it has one dash
    only, as subject headings have: Danmark – historie."""
    if html.unescape(line) != line:
        return [line]
    parts = between.split(line.strip(" ,;"))
    by_dashes = _DASHES.split(line.strip()) if between is _IN_TEXT and len(parts) == 1 else []
    return by_dashes if len(by_dashes) > 2 else parts


@s.takes(s.TEXT)
def license_name(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A licence by its SPDX id, with a warning for another way of writing one that has an id; any other text is one."""
    found = f.text(raw, path, diagnostics)
    if found and not spdx_id(found):
        hint = f"write {known}" if (known := license_id(found)) else ""
        if _NO_VERSION.fullmatch(found):
            hint = f"add its version, such as {re.sub(r'[ _-]+', '-', found.upper())}-4.0"
        elif short := _SHORT_VERSION.fullmatch(found):
            hint = f"write {re.sub(r'[ _-]+', '-', short[1].upper())}-{short[2]}.0"
        elif which := next((which for said, which in _FAMILIES if said.fullmatch(found)), ""):
            hint = f"say which, such as {which}"
        if hint:
            diagnostics.add("license-name", path, f"{found!r} is not the id of a licence", hint)
    return found


_NO_VERSION = re.compile(r"cc[ _-]by(?:[ _-]nc)?(?:[ _-](?:nd|sa))?", re.IGNORECASE)
"""A licence of Creative Commons, but not which."""
_SHORT_VERSION = re.compile(r"(cc[ _-]by(?:[ _-]nc)?(?:[ _-](?:nd|sa))?)[ _-]?v?([1-4])", re.IGNORECASE)
"""A version without its second number, which all but 2.5 have as 0."""
_FAMILIES = tuple(
    (re.compile(said, re.IGNORECASE), which)
    for said, which in (
        (
            r"(?:cc|creative[ -]commons)(?:[ -]licen[cs]e)?(?: \d(?:\.\d)?)?|open(?:[ -]access)?|yes|true|free",
            "CC-BY-4.0",
        ),
        (r"(?:gnu )?gpl(?:[ -]licen[cs]e)?|gplv?[ -]?3|gnu", "GPL-3.0-or-later"),
        (r"(?:gnu )?(lgpl|agpl)", "AGPL-3.0-or-later or LGPL-3.0-or-later"),
        (r"apache(?:[ -]licen[cs]e)?", "Apache-2.0"),
        (r"bsd(?:[ -]licen[cs]e)?", "BSD-3-Clause"),
        (r"public[ -]domain|pd|cc[ -]?zero", "CC0-1.0"),
    )
)
"""Words that stand for several licences, or for none, and one that may be meant."""


def without_label(*labels: str) -> Reader:
    """A reader for numbers whose label is added by pages and citation styles: "Vol. 3" would be cited as "Vol. Vol. 3".

    `labels` are regular expressions, compared without regard to case; the warning suggests the rest of the value.
    """
    return _reader(re.compile(rf"^(?:{'|'.join(labels)})(?:\.\s*|\s+)(?=\w)", re.IGNORECASE))


def _reader(label: re.Pattern[str]) -> Reader:
    """A reader that warns of a label at the beginning or at the end of a value."""

    @s.takes(s.TEXT)
    def read(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
        found = f.text(raw, path, diagnostics)
        if found and (said := label.search(found)):
            message = f"leave out {said[0].strip()!r}: the pages add it"
            rest = found[: said.start()] + found[said.end() :]
            is_word = re.match(r"\w\w|\w\.", said[0].strip())  # the S in S 12 may be that of a supplement
            fix = Fix(rest) if is_word else None
            diagnostics.add("label-in-value", path, message, f"write {rest!r}", fix=fix)
        return found

    return read


_page_label = without_label("pp?", "pages?", "s", "sider?")
_WORD_BETWEEN = re.compile(
    r"(\w{0,9}\d\w{0,9}) ?(?P<word>to|til|bis|à|through|and|og|und|et) ?(\w{0,9}\d\w{0,9})", re.IGNORECASE
)
_SINGLE = ("and", "og", "und", "et")
"""Words between two single pages, which are no range."""
_COUNT = re.compile(r"(\d+) ?(?:pages?|pp?\.?|sider|s\.|seiten|s\.)", re.IGNORECASE)
_DAY = re.compile(
    r"\d{1,2}[-. ]{1,2}(?:jan|feb|mar|mär|maj|mai|may|apr|jun|jul|aug|sep|okt|oct|nov|dec|dez|des)\w*\.?", re.I
)
"""Pages out of a spreadsheet that took them for a day: 1-10 is shown as 01-Oct."""
_FOLLOWING = re.compile(
    r"([a-z]?\d+) ?(?:(ff\.?|et seqq?\.?|sqq?\.?|flg\.?)|(f\.?)|[-–—]+ ?(?:\?+|x+|n+)?)", re.IGNORECASE
)
"""Pages without the last one: 12ff, 12f. (which is 12-13), 12-."""
_LABEL_BEHIND = re.compile(r"(\d+ ?[-–] ?\d+) ?(pp?\.?|pages|sider|s\.?)", re.IGNORECASE)
_LETTERED = re.compile(r"pp?\.? ?(\d+)(?: ?[-–] ?pp?\.? ?(\d+)|((?: ?[-–] ?\d+)?))")


@s.takes(s.TEXT)
def pages(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """Pages without a label, also where each has its own: "p12-p15" would be cited as "pp. p12–p15". A capital P is
    that of the publisher, as in P1-P5 of a supplement."""
    text = str(raw).strip()
    if between := _WORD_BETWEEN.fullmatch(text):
        sign, what = ("-", "a hyphen stands between pages")
        if between["word"].lower() in _SINGLE:
            sign, what = (", ", "a comma stands between single pages")
        hint = f"write {between[1]}{sign}{between[3]}"
        diagnostics.add("label-in-value", path, f"leave out {between['word']!r}: {what}", hint)
    elif count := _COUNT.fullmatch(text):
        hint = f"write the first and the last page, or, of a book, `number_of_pages: {count[1]}`"
        diagnostics.add("label-in-value", path, f"{text!r} is how many pages there are, and not which", hint)
        return f.text(raw, path, diagnostics)
    elif following := _FOLLOWING.fullmatch(text):
        _warn_of_open_pages(following, path, diagnostics)
    elif behind := _LABEL_BEHIND.fullmatch(text):
        message = f"leave out {behind[2]!r}: the pages add it"
        diagnostics.add("label-in-value", path, message, f"write {behind[1]!r}", fix=Fix(behind[1]))
    elif re.fullmatch(r"0+(?:[-–]+0+)?", text):
        diagnostics.add("empty-value", path, f"{text!r} says nothing", "delete the line, or write what is known")
    elif _DAY.fullmatch(text):
        hint = "write the pages as they are printed, such as 1-10"
        diagnostics.add("label-in-value", path, f"{text!r} is a day: a spreadsheet took pages for a date", hint)
    said = _LETTERED.fullmatch(text)
    if not said or (not said[2] and re.match(r"pp?[. ]", str(raw))):
        found: str | None = _page_label(raw, path, diagnostics)
        return found
    rest = f"{said[1]}-{said[2]}" if said[2] else said[1] + said[3]
    message = f"leave out 'p' in {raw!r}: the pages add it"
    diagnostics.add("label-in-value", path, message, f"write {rest!r}", fix=Fix(rest))
    return f.text(raw, path, diagnostics)


def _warn_of_open_pages(said: re.Match[str], path: ValuePath, diagnostics: EntryDiagnostics) -> None:
    """Warn of pages that do not say the last one: citations and exports take them for one page of this name."""
    hint = f"write the first and the last page, such as {said[1]}-{_later(said[1], 8)}, or {said[1]} alone"
    if said[3]:
        hint = f"write {said[1]}-{_later(said[1], 1)}"
    diagnostics.add("open-pages", path, f"{said[0]!r} does not say the last page", hint)


def _later(page: str, pages: int) -> str:
    """The page so many pages after one, which may begin with a letter."""
    letter = page[0] if page[0].isalpha() else ""
    return f"{letter}{int(page.removeprefix(letter)) + pages}"


version = _reader(re.compile(r"^(?:v|ver|version)\.?\s*(?=\d)", re.IGNORECASE))
"""The version of software, without the "v" of its tag: "v0.5.0" would be cited as "Version v0.5.0"."""
edition = _reader(
    re.compile(
        r"(?:(?<=\d)|(?<=\d\.)|(?<=\d(?:st|nd|rd|th)))\s+(?:edn?|edition|udg|udgave|uppl|opplag|aufl)\.?$",
        re.IGNORECASE,
    )
)
"""An edition: "2nd ed." would be cited as "2nd ed. ed."."""
number_of_pages = _reader(re.compile(r"(?<=\d)\s*(?:pp?|pages|s|sider)\.?$", re.IGNORECASE))


_VOLUME_LABEL = ("vol", "volume", "bind", "bd", "årgang", "årg")
_volume = without_label(*_VOLUME_LABEL)
_WITH_ISSUE = re.compile(
    r"(\d+)(?: ?\((\d+(?:[-–/]\d+)?)\)|,? *(?:no|nr|issue|iss|hæfte|heft|h)\b\.? ?(\d+))", re.IGNORECASE
)

_YEAR_BEHIND = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")


@s.takes(s.TEXT)
def volume(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A volume without a label, with a warning for one that has its issue with it: "3(4)"."""
    if both := _WITH_ISSUE.fullmatch(str(raw).strip()):
        is_year = _YEAR_BEHIND.fullmatch(both[2] or "") is not None
        hint = f"write {both[1]}, and `{'issued' if is_year else 'issue'}: {both[2] or both[3]}`"
        message = f"{raw!r} is a volume and {'a year' if is_year else 'an issue'}"
        diagnostics.add("label-in-value", path, message, hint)
    found: str | None = _volume(raw, path, diagnostics)
    return found


_issue = without_label("no", "nr", "number", "issue", "hæfte")


@s.takes(s.TEXT)
def issue(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """An issue without a label and without the brackets that citation styles put around it."""
    if bare := re.fullmatch(r"\(([^()]+)\)", str(raw).strip()):
        message = f"leave out the brackets in {raw!r}: citations add them"
        diagnostics.add("label-in-value", path, message, f"write {bare[1]!r}", fix=Fix(bare[1]))
    found: str | None = _issue(raw, path, diagnostics)
    return found


_WITH_VOLUME = re.compile(
    r"(?P<title>.*[^\W\d_])[,.]? "
    r"(?:\(?(?:vol(?:ume)?|bd|bind|årg(?:ang)?|jg)\b\.? ?\d+\b.*|\d+ ?\(\d+(?:[-–/]\d+)?\)(?:[:,].*)?)",
    re.IGNORECASE,
)


_UNFINISHED = re.compile(r" (?:in|of|on|for|and|the|i|om|af|på|og|in der|für|und|zu[rm]?|de|et)$", re.IGNORECASE)
"""A title does not end so: "Studies in Bind 3" is one about binding."""


@s.takes(s.TEXT)
def journal_title(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """A journal, with a warning for one with a volume behind its title: each volume would be a journal of its own."""
    found = f.text(raw, path, diagnostics)
    if found and (more := _WITH_VOLUME.fullmatch(found)) and not _UNFINISHED.search(more["title"]):
        title = more["title"]
        hint = f"write {title!r}, and the rest under `volume` and `issue`"
        diagnostics.add("label-in-value", path, f"{found!r} has more in it than the title of a journal", hint)
    return found


_volumes = _reader(re.compile(r"(?<=\d)\s*(?:vols?|volumes?|bd|bind|bände|band)\.?$", re.IGNORECASE))
_COUNTS = {
    word: str(number)
    for number, words in enumerate(
        ("one en et ein", "two to zwei", "three tre drei", "four fire vier", "five fem fünf", "six seks sechs"), 1
    )
    for word in words.split()
}


@s.takes(s.TEXT)
def number_of_volumes(raw: Any, path: ValuePath, diagnostics: EntryDiagnostics) -> str | None:
    """How many volumes: digits, as in "3" or "2 in 1", without a label; citation styles add theirs to numbers only."""
    found: str | None = _volumes(raw, path, diagnostics)
    if found and not re.search(r"\d", found):
        words = [_COUNTS[word] for word in found.lower().split() if word in _COUNTS]
        hint = f"write {words[0]}" if len(words) == 1 else "write it in digits"
        message = f"{found!r} is no number, and citations count volumes in numbers"
        diagnostics.add("number-in-words", path, message, hint, fix=Fix.to(_COUNTS.get(found.lower(), "")))
    return found
