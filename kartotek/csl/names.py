"""Names as styles write them (CSL 1.0.2, "Name"): their order, initials, particles, "and", and "et al."."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kartotek.csl.marks import apart
from kartotek.csl.people import CslName

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
    """Options from merged attributes of `style`, `bibliography`, `names` and `name`; CSL's defaults for the others.

    Raises ValueError with the attribute that should be a number and is not.
    """
    return NameOptions(
        options.get("form", "long"),
        options.get("and", ""),
        options.get("delimiter", ", "),
        options.get("delimiter-precedes-last", "contextual"),
        options.get("delimiter-precedes-et-al", "contextual"),
        _number(options, "et-al-min", 0) if "et-al-use-first" in options else 0,
        _number(options, "et-al-use-first", 1),
        options.get("et-al-use-last") == "true",
        options.get("initialize", "true") == "true",
        options.get("initialize-with"),
        options.get("initialize-with-hyphen", "true") == "true",
        options.get("name-as-sort-order", ""),
        options.get("sort-separator", ", "),
        options.get("demote-non-dropping-particle", "display-and-sort"),
    )


def _number(options: Mapping[str, str], attribute: str, default: int) -> int:
    text = options.get(attribute, str(default)).strip()
    if not re.fullmatch("[0-9]{1,9}", text):
        raise ValueError(f"{attribute}={text!r} of names is not a whole number")
    return int(text)


@dataclass(frozen=True, slots=True)
class NameForm:
    """How names are written that `people.parsed` has read.

    It has options, the words for "and" and "et al.", and what family and given names look like.
    """

    options: NameOptions
    and_word: str
    et_al: str
    family: Decorate
    given: Decorate
    around_family: Decorate
    around_given: Decorate
    name: Decorate
    group: Decorate
    """Formatting of the family and the given name, their affixes, and what the whole name of a person and of a group
    has."""

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
        written = [self._whole(person, first=i == 0) for i, person in enumerate(people[:shown])]
        if not short:
            return self._joined(written, _has_order(people[-2]) if count > 1 else False)
        joined = options.delimiter.join(written)
        if options.et_al_use_last and count >= shown + 2:
            last = self._whole(people[-1], first=False)
            return f"{joined}{options.delimiter}\u2026 {last}"
        if not written or not self.et_al:
            return joined
        delimiter = (
            options.delimiter
            if self._precedes(options.precedes_et_al, len(written), _has_order(people[shown - 1]))
            else " "
        )
        return joined + delimiter + self.et_al

    def _joined(self, written: Sequence[str], turns: bool) -> str:
        options = self.options
        if len(written) < 2 or not self.and_word:
            return options.delimiter.join(written)
        before = options.delimiter.join(written[:-1])
        delimiter = options.delimiter if self._precedes(options.precedes_last, len(written) - 1, turns) else " "
        if self.and_word[-1].isspace():  # a word that is written together with the names, as in Hebrew
            return f"{before}{delimiter.rstrip()}{self.and_word}{written[-1]}"
        return f"{before}{delimiter}{self.and_word} {written[-1]}"

    def _precedes(self, rule: str, before: int, turns: bool) -> bool:
        """Whether the delimiter is written before "and" or "et al.", after `before` names; `turns` says whether the
        last of them is one that can be inverted."""
        if rule == "always":
            return True
        if rule == "after-inverted-name":
            order = self.options.as_sort_order
            return turns and (order == "all" or (order == "first" and before == 1))
        return rule == "contextual" and before >= 2

    def _whole(self, person: CslName, *, first: bool) -> str:
        written = apart(self.one(person, first=first))
        return self.group(written) if "literal" in person else self.name(written)

    def one(self, person: CslName, *, first: bool) -> str:
        """One name in the order of the style; `first` says that it is the first of its list.

        A literal name stays as it is. Names in scripts without spaces are written family name first, in one word, and
        those with `static-ordering` in two ("Mao Zedong"), but for styles that make initials of given names.
        """
        options = self.options
        literal = person.get("literal")
        if literal:
            return self.family(literal)
        family, given = person["family"], person.get("given", "")
        if not family:
            return self.family(given) if given else ""
        dropping, firm = person.get("dropping-particle", ""), person.get("non-dropping-particle", "")
        suffix = str(person.get("suffix", ""))
        if not _LATIN.search(family):
            if options.form == "short":
                return self.around_family(self.family(family))
            return self.around_family(self.family(family)) + self.around_given(self.given(given))
        if options.form == "short":
            return self.around_family(self.family(_words(firm, family)))
        if person.get("static-ordering") and (options.initialize_with is None or not options.initialize):
            last = self.around_family(self.family(_words(firm, family)))
            return _words(last, self.around_given(self.given(given)), suffix)
        given = self._given(given)
        if options.as_sort_order == "all" or (first and options.as_sort_order == "first"):
            return self._inverted(family, given, dropping, firm, suffix)
        last = _words(self.given(dropping) if dropping else "", self.family(_words(firm, family)))
        if suffix:
            last += (", " if person.get("comma-suffix") else " ") + suffix
        return _words(self.around_given(self.given(given)) if given else "", self.around_family(last))

    def _inverted(self, family: str, given: str, dropping: str, firm: str, suffix: str) -> str:
        rest = _words(given, dropping)
        rest = self.given(rest) if rest else ""
        if self.options.demote == "display-and-sort":
            last, rest = family, _words(rest, self.family(firm) if firm else "")
        else:
            last = _words(firm, family)
        mark = self.options.initialize_with
        if mark is not None and "." not in mark:  # no points after initials, and so none here: "King ML Jr"
            suffix = suffix.replace(".", "")
        parts = [self.around_family(self.family(last)), self.around_given(rest) if rest else "", suffix]
        return self.options.sort_separator.join(part for part in parts if part)

    def _given(self, given: str) -> str:
        options = self.options
        if options.initialize_with is None or not given:
            return given
        return initials(
            given, options.initialize_with, names_too=options.initialize, hyphen=options.initialize_with_hyphen
        )


def _has_order(person: CslName) -> bool:
    """Whether a name has parts whose order can be another, as that of a group has not."""
    return not person.get("literal") and bool(person.get("given"))


def _words(*parts: str) -> str:
    """Parts of a name with spaces between; a particle that ends in an apostrophe or a hyphen has none after it."""
    name = ""
    for part in parts:
        if part:
            name += part if not name or name[-1] in "'\u2019-\u2010\u00a0\u202f" else f" {part}"
    return name


def initials(given: str, mark: str, *, names_too: bool, hyphen: bool) -> str:
    """Given names as initials, each followed by `mark`; if not `names_too`, only those that are initials already.

    `hyphen` keeps hyphens: "Jean-Luc" is "J.-L.". An abbreviation of several letters stays one: "Ph. M.E." is
    "Ph.M.E.". (CSL 1.0.2, "Name": `initialize-with`, `initialize`, `initialize-with-hyphen`.)
    """
    made: list[tuple[str, bool]] = []
    parts = _INITIAL_PARTS.split(re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", given.strip()))
    for i, part in enumerate(parts):
        if i % 2:
            made.append((part.strip() or " ", False))
        elif not part:
            continue
        elif _ABBREVIATION.fullmatch(part) or (_CAPITAL.fullmatch(part) and part[0].isupper()):
            made.append((part.rstrip(".") + mark, True))
        elif names_too and part[0].islower() and made and made[-1][0] == "-":
            made.pop()  # "Guo-ping" is one name
        elif part[0].islower() or not names_too:
            made.append((part, False))
        else:
            made.append((_initial(part) + mark, True))
    return _spaced(made, hyphen=hyphen)


_ABBREVIATION = re.compile(r"[^\W\d_]+\.")


def _initial(name: str) -> str:
    """The first letter; or two where both are capitals of one sound, such as "Ts" of "TSerendorjiin"."""
    if len(name) > 2 and name[:2].isupper() and name[2].islower():
        return name[:2].capitalize()
    return name[0]


def _spaced(parts: Sequence[tuple[str, bool]], *, hyphen: bool) -> str:
    """Join initials as close as their mark says: "N. B." for ". ", "NB" for ""; words keep their spaces.

    A part is a text and whether it is an initial.
    """
    text = ""
    for i, (part, _) in enumerate(parts):
        if part == " ":
            if not (i + 1 < len(parts) and parts[i - 1][1] and parts[i + 1][1]):
                text = text.rstrip() + " "
        elif part == "-":
            text = text.rstrip() + "-" if hyphen else text
        else:
            text += part
    return text.strip()
