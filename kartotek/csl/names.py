"""Names as styles write them (CSL 1.0.2, "Name"): their order, initials, particles, "and", and "et al."."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kartotek.csl.marks import bare

CslName = Mapping[str, Any]
"""A name as CSL-JSON: "family", "given", the particles and "suffix", or "literal" for a group."""
Decorate = Callable[[str], str]

_LATIN = re.compile(
    r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u0600-\u06ff\u0e01-\u0e5b\u1e00-\u1fff]"
)
"""Scripts whose names have a space between their parts."""
_CAPITAL = re.compile(r"[^\W\d_]\.?")
_INITIAL_PARTS = re.compile(r"([\s-]+)")


@dataclass(frozen=True, slots=True)
class NameOptions:
    """The attributes of a `name` element with all that it inherits, under their names in CSL 1.0.2 ("Name").

    `et_al_min` is 0 where the style never abbreviates; `initialize_with` is None where given names are written in full.
    """

    form: str
    and_: str
    delimiter: str
    precedes_last: str
    precedes_et_al: str
    et_al_min: int
    et_al_use_first: int
    et_al_use_last: bool
    initialize: bool
    initialize_with: str | None
    initialize_with_hyphen: bool
    as_sort_order: str
    sort_separator: str
    demote: str


def read_options(options: Mapping[str, str]) -> NameOptions:
    """Options from merged attributes of `style`, `bibliography`, `names` and `name`; CSL's defaults for the others."""
    return NameOptions(
        options.get("form", "long"),
        options.get("and", ""),
        options.get("delimiter", ", "),
        options.get("delimiter-precedes-last", "contextual"),
        options.get("delimiter-precedes-et-al", "contextual"),
        int(options.get("et-al-min", "0")),
        int(options.get("et-al-use-first", "1")),
        options.get("et-al-use-last") == "true",
        options.get("initialize", "true") == "true",
        options.get("initialize-with"),
        options.get("initialize-with-hyphen", "true") == "true",
        options.get("name-as-sort-order", ""),
        options.get("sort-separator", ", "),
        options.get("demote-non-dropping-particle", "display-and-sort"),
    )


@dataclass(frozen=True, slots=True)
class NameForm:
    """How names are written: options, the words for "and" and "et al.", and what family and given names look like."""

    options: NameOptions
    and_word: str
    et_al: str
    family: Decorate
    given: Decorate
    name: Decorate

    def list_of(self, people: Sequence[CslName]) -> str:
        """Several names in one line, abbreviated with "et al." as the style says.

        With the form "count" it is only how many would be shown, as digits.
        """
        options = self.options
        if options.form == "count":
            shown = len(people)
            if options.et_al_min and shown >= options.et_al_min:
                shown = min(shown, options.et_al_use_first)
            return str(shown)
        count = len(people)
        short = 0 < options.et_al_min <= count and options.et_al_use_first < count
        shown = options.et_al_use_first if short else count
        written = [self.name(self.one(person, first=i == 0)) for i, person in enumerate(people[:shown])]
        if not short:
            return self._joined(written)
        joined = options.delimiter.join(written)
        if options.et_al_use_last and count >= shown + 2:
            last = self.name(self.one(people[-1], first=False))
            return f"{joined}{options.delimiter}\u2026 {last}"
        if not written or not self.et_al:
            return joined
        delimiter = options.delimiter if self._precedes(options.precedes_et_al, len(written)) else " "
        return joined + delimiter + self.et_al

    def _joined(self, written: Sequence[str]) -> str:
        options = self.options
        if len(written) < 2 or not self.and_word:
            return options.delimiter.join(written)
        before = options.delimiter.join(written[:-1])
        delimiter = options.delimiter if self._precedes(options.precedes_last, len(written) - 1) else " "
        return f"{before}{delimiter}{self.and_word} {written[-1]}"

    def _precedes(self, rule: str, before: int) -> bool:
        """Whether the delimiter is written before "and" or "et al.", after `before` names."""
        if rule == "always":
            return True
        if rule == "after-inverted-name":
            order = self.options.as_sort_order
            return order == "all" or (order == "first" and before == 1)
        return rule == "contextual" and before >= 2

    def one(self, person: CslName, *, first: bool) -> str:
        """One name in the order of the style; `first` says that it is the first of its list.

        A literal name stays as it is. Names in scripts without spaces are written family name first, in one word.
        """
        options = self.options
        literal = person.get("literal")
        if literal:
            return self.family(_curled(literal))
        family, given = _curled(person.get("family", "")), _curled(person.get("given", ""))
        if not family:
            return self.family(given) if given else ""
        dropping, firm = _curled(person.get("dropping-particle", "")), _curled(person.get("non-dropping-particle", ""))
        suffix = str(person.get("suffix", ""))
        if not _LATIN.search(family):
            if options.form == "short":
                return self.family(family)
            return self.family(family) + self.given(given)
        if options.form == "short":
            return self.family(_words(firm, family))
        given = self._given(given)
        if options.as_sort_order == "all" or (first and options.as_sort_order == "first"):
            return self._inverted(family, given, dropping, firm, suffix)
        name = _words(self.given(given) if given else "", self.given(dropping) if dropping else "")
        name = _words(name, self.family(_words(firm, family)))
        if suffix:
            name += (", " if person.get("comma-suffix") else " ") + suffix
        return name

    def _inverted(self, family: str, given: str, dropping: str, firm: str, suffix: str) -> str:
        if self.options.demote == "display-and-sort":
            last, rest = family, _words(given, dropping, firm)
        else:
            last, rest = _words(firm, family), _words(given, dropping)
        if self.options.initialize_with == "":  # no points after initials, and so none here: "King ML Jr"
            suffix = suffix.replace(".", "")
        parts = [self.family(last), self.given(rest) if rest else "", suffix]
        return self.options.sort_separator.join(part for part in parts if part)

    def _given(self, given: str) -> str:
        options = self.options
        if options.initialize_with is None or not given:
            return given
        return initials(
            given, options.initialize_with, names_too=options.initialize, hyphen=options.initialize_with_hyphen
        )


def _curled(part: object) -> str:
    return bare(str(part)).replace("'", "\u2019")


def _words(*parts: str) -> str:
    """Parts of a name with spaces between; a particle that ends in an apostrophe or a hyphen has none after it."""
    name = ""
    for part in parts:
        if part:
            name += part if not name or name[-1] in "'\u2019-\u2010" else f" {part}"
    return name


def initials(given: str, mark: str, *, names_too: bool, hyphen: bool) -> str:
    """Given names as initials, each followed by `mark`; if not `names_too`, only those that are initials already.

    `hyphen` keeps hyphens: "Jean-Luc" is "J.-L.". (CSL 1.0.2, "Name": `initialize-with`, `initialize`,
    `initialize-with-hyphen`.)
    """
    made: list[str] = []
    parts = _INITIAL_PARTS.split(re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", given.strip()))
    for i, part in enumerate(parts):
        if i % 2:
            made.append(part.strip() or " ")
            continue
        if not part:
            continue
        if _CAPITAL.fullmatch(part) and part[0].isupper():
            made.append(part[0] + mark)
        elif part[0].islower() and made and made[-1] == "-":
            made.pop()  # "Guo-ping" is one name
        elif part[0].islower() or not names_too:
            made.append(part)
        else:
            made.append(_initial(part) + mark)
    return _spaced(made, mark, hyphen=hyphen)


def _initial(name: str) -> str:
    """The first letter, or the letters that a name in capitals begins with."""
    return name[:2].title() if name[:2] in ("Ph", "Th", "Ch") and len(name) < 3 else name[0]


def _spaced(parts: Sequence[str], mark: str, *, hyphen: bool) -> str:
    """Join initials as close as their mark says: "N. B." for ". ", "NB" for ""; words keep their spaces."""
    text = ""
    for i, part in enumerate(parts):
        if part == " ":
            after = parts[i + 1] if i + 1 < len(parts) else ""
            initial_before = text.endswith(mark) and mark != "" if mark else len(parts[i - 1]) == 1
            initial_after = after.endswith(mark) if mark else len(after) == 1
            if not (initial_before and initial_after):
                text = text.rstrip() + " "
        elif part == "-":
            text = text.rstrip() + "-" if hyphen else text
        else:
            text += part
    return text.strip()
