"""The elements of a style as functions (CSL 1.0.2, "Rendering Elements")."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from kartotek.csl.cases import CASES, ENGLISH_ONLY
from kartotek.csl.dates import compile_date, read_date
from kartotek.csl.locale import NS, Locale
from kartotek.csl.marks import NO_QUOTE, QUOTE, STYLES, read_field
from kartotek.csl.names import NameForm, read_options
from kartotek.csl.numbers import is_numeric, is_several, number, page_range

DATES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
_FIRST = re.compile(r"[^\W_]*")
_NUMBERS = frozenset(
    {"volume", "issue", "number", "edition", "chapter-number", "collection-number", "supplement-number"}
)


class Reading:
    """An item read for citing: the variables that have a value, and their texts as far as they were asked for."""

    __slots__ = ("language", "texts", "type", "values")

    def __init__(self, item: Mapping[str, Any]) -> None:
        self.values = {
            variable: value
            for variable, value in item.items()
            if value not in (None, "", []) and (variable not in DATES or any(read_date(value)))
        }
        if "page" in self.values:
            self.values.setdefault("page-first", _FIRST.match(str(self.values["page"]))[0])  # type: ignore[index]
        self.values.setdefault("citation-number", "1")  # what stands alone is the first of its list
        self.type = str(item.get("type", ""))
        self.language = str(item.get("language") or "")
        self.texts: dict[str, str] = {}


class Context:
    """One item on its way through a style.

    `called` counts the variables asked for and `filled` names those that had a value, by which groups know whether they
    have anything to say. `said` are those that a substitute has used: they are not said a second time, but conditions
    still know of them, as in citeproc-js.
    """

    __slots__ = ("called", "english", "filled", "said", "texts", "type", "values")

    def __init__(self, reading: Reading, english: bool) -> None:
        self.values = reading.values
        self.texts = reading.texts
        self.type = reading.type
        self.english = english
        self.called = 0
        self.filled: list[str] = []
        self.said: set[str] = set()

    def value(self, variable: str) -> Any:
        """What is still to be said of a variable; None if there is nothing."""
        return None if variable in self.said else self.values.get(variable)

    def field(self, variable: str) -> str:
        """The text of a variable."""
        value = self.value(variable)
        if value is None:
            return ""
        text = self.texts.get(variable)
        if text is None:
            text = self.texts[variable] = read_field(str(value))
        return text


Node = Callable[[Context], str]
Test = Callable[[Context], bool]
ANY_TYPE = "any"
Options = Mapping[str, str]
_NAME_OPTIONS = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first", "et-al-use-last",
    "initialize", "initialize-with", "name-as-sort-order", "sort-separator", "demote-non-dropping-particle",
    "initialize-with-hyphen",
)  # fmt: skip


def _inherited(element: Element) -> dict[str, str]:
    """The name options that `style`, `bibliography` and `names` hand down."""
    options = {name: element.attrib[name] for name in _NAME_OPTIONS if name in element.attrib}
    for own, called in (("name-form", "form"), ("name-delimiter", "delimiter")):
        if own in element.attrib:
            options[called] = element.attrib[own]
    return options


def affixed(element: Element, text: str) -> str:
    """A text with the prefix and the suffix of an element."""
    return f"{element.get('prefix', '')}{text}{element.get('suffix', '')}" if text else ""


def formatted(element: Element, node: Node) -> Node:
    """What renders a node with the case, quotes, formatting and affixes of its element."""
    case_name = element.get("text-case", "")
    case, english_only = CASES.get(case_name), case_name in ENGLISH_ONLY
    periods, quoted = element.get("strip-periods") == "true", element.get("quotes") == "true"
    marks = [STYLES[pair] for pair in element.attrib.items() if pair in STYLES]
    prefix, suffix = element.get("prefix", ""), element.get("suffix", "")
    if not (case or periods or quoted or marks or prefix or suffix):
        return node

    def render(context: Context) -> str:
        text = node(context)
        if not text:
            return ""
        if periods:
            text = text.replace(".", "")
        if case and (context.english or not english_only):
            text = case(text)
        if quoted:
            text = QUOTE + text + NO_QUOTE
        for before, after in marks:
            text = before + text + after
        return prefix + text + suffix

    return render


class Compiler:
    """Makes functions of elements, for items of one type: so nothing has to ask for the type any more.

    Macros are compiled where they are called, for names inherit from there.
    """

    def __init__(self, style: Element, bibliography: Element, locale: Locale, type_: str) -> None:
        """`type_` is a CSL type, or ANY_TYPE to see whether all of a style can be understood."""
        self._type = type_
        self._macros = {macro.get("name", ""): macro for macro in style.findall(f"{NS}macro")}
        self._compiled: dict[str, Node] = {}
        self._locale = locale
        self._around: Element | None = None
        """The `names` whose substitute is being compiled."""
        self._words = Context(Reading({}), english=locale.english)
        """Terms are cased as the language of the locale has it, whatever the item's is."""
        self._page_form = style.get("page-range-format", "")
        self._names = {**_inherited(style), **_inherited(bibliography)}
        self._names_delimiter = bibliography.get("names-delimiter", style.get("names-delimiter", ""))

    def layout(self, layout: Element) -> Node:
        """The whole entry. A number before it ("[1]") is left out: it counts the items of a list."""
        nodes = [self._element(child, "") for child in layout if not _is_number(child)]
        return formatted(layout, _joined(nodes, ""))

    def _children(self, element: Element, delimiter: str = "") -> Node:
        return _joined([self._element(child, delimiter) for child in element], delimiter)

    def _element(self, element: Element, delimiter: str) -> Node:
        """`delimiter` is that of the nearest element around that has one; a `choose` is as if it were not there."""
        kind = element.tag.removeprefix(NS)
        match kind:
            case "text":
                return formatted(element, self._text(element))
            case "number":
                return formatted(element, self._number(element))
            case "date":
                return formatted(element, self._date(element))
            case "names":
                return formatted(element, self._names_element(element))
            case "label":
                return formatted(element, self._label(element, element.get("variable", "")))
            case "group":
                return formatted(element, _group(self._children(element, element.get("delimiter", ""))))
            case "choose":
                return self._choose(element, delimiter)
        raise ValueError(f"there is no element {kind!r}")

    def _text(self, element: Element) -> Node:
        if "value" in element.attrib:
            value = element.attrib["value"]
            return lambda _: value
        if "term" in element.attrib:
            term = self._locale.term(
                element.attrib["term"], element.get("form", "long"), plural=element.get("plural") == "true"
            )
            return lambda _: term
        if "macro" in element.attrib:
            return self._macro(element.attrib["macro"])
        return self._variable(element.attrib["variable"], element.get("form", ""))

    def _macro(self, name: str) -> Node:
        if name not in self._compiled:
            self._compiled[name] = _missing  # a macro that calls itself says nothing there
            around, self._around = self._around, None
            self._compiled[name] = self._children(self._macros[name])
            self._around = around
        return self._compiled[name]

    def _variable(self, variable: str, form: str) -> Node:
        short = {"title": "title-short", "container-title": "container-title-short"}.get(variable, f"{variable}-short")
        is_page, is_number = variable in ("page", "locator"), variable in _NUMBERS
        page_form, dash = self._page_form, self._locale.term("page-range-delimiter") or "\u2013"

        counts = variable != "year-suffix"  # nobody expects it, so a group does not hang on it

        def render(context: Context) -> str:
            context.called += counts
            text = context.field(short) if form == "short" else ""
            text = text or context.field(variable)
            if not text:
                return ""
            context.filled.append(variable)
            if is_page:
                return page_range(text, page_form, dash)
            return page_range(text, "", "\u2013") if is_number and is_numeric(text) else text

        return render

    def _number(self, element: Element) -> Node:
        variable, form = element.attrib["variable"], element.get("form", "numeric")
        is_page = variable in ("page", "locator")
        locale, page_form, dash = self._locale, self._page_form, self._locale.term("page-range-delimiter") or "\u2013"

        def render(context: Context) -> str:
            context.called += 1
            text = context.field(variable)
            if not text:
                return ""
            context.filled.append(variable)
            return page_range(text, page_form, dash) if is_page else number(text, form, locale)

        return render

    def _date(self, element: Element) -> Node:
        variable = element.attrib["variable"]
        render_date = compile_date(element, self._locale, affixed)

        def render(context: Context) -> str:
            context.called += 1
            value = context.value(variable)
            text = render_date(value) if value else ""
            context.filled += [variable] if text else []
            return text

        return render

    def _label(self, element: Element, variable: str) -> Node:
        form, plural = element.get("form", "long"), element.get("plural", "contextual")
        term = variable if variable != "locator" else "page"
        one, several = (self._locale.term(term, form, plural=many) for many in (False, True))

        def render(context: Context) -> str:
            text = context.field(variable)
            if not text:
                return ""
            if plural == "contextual":
                return several if is_several(variable, text) else one
            return several if plural == "always" else one

        return render

    def _choose(self, element: Element, delimiter: str) -> Node:
        branches: list[tuple[Test, Node]] = []
        for branch in element:
            test = _condition(branch, self._type) if branch.tag != f"{NS}else" else True
            if test is False:
                continue
            node = self._children(branch, delimiter)
            if test is not True:
                branches.append((test, node))
            elif self._type == ANY_TYPE:
                branches.append((_always, node))
            elif not branches:
                return node
            else:
                return _chosen(branches, node)
        return _chosen(branches, _missing)

    def _names_element(self, element: Element) -> Node:
        """Names with their labels, or what stands in for them. In a substitute, bare `names` are like those around."""
        source = element if len(element) or self._around is None else self._around
        name, label = source.find(f"{NS}name"), source.find(f"{NS}label")
        options = {**self._names, **_inherited(source)}
        if name is not None:
            options |= name.attrib
        form = self._name_form(source, name, options)
        name_affixes = name if name is not None else source
        delimiter = element.get("delimiter", source.get("delimiter", self._names_delimiter))
        tags = [child.tag for child in source]
        label_first = label is not None and name is not None and tags.index(label.tag) < tags.index(name.tag)
        variables = element.get("variable", "").split()
        label_of = {variable: self._names_label(label, variable) for variable in (*variables, "editortranslator")}

        def one(variable: str, people: Sequence[Mapping[str, Any]]) -> str:
            text = form.list_of(people)
            if not text:
                return ""
            if name is not None and name_affixes is name:
                text = affixed(name, text)
            role = label_of[variable](len(people) > 1)
            return role + text if label_first else text + role

        substitute = element.find(f"{NS}substitute")
        stand_ins: list[Node] = []
        if substitute is not None:
            around, self._around = self._around, source
            stand_ins = [self._element(child, "") for child in substitute]
            self._around = around
        counts = options.get("form") == "count"

        def render(context: Context) -> str:
            context.called += 1
            found = [(variable, people) for variable in variables if (people := context.value(variable)) is not None]
            if (
                len(found) == 2
                and {found[0][0], found[1][0]} == {"editor", "translator"}
                and found[0][1] == found[1][1]
            ):
                found = [("editortranslator", found[0][1])]
            if found:
                context.filled += [variable for variable, _ in found]
                if counts:
                    return str(sum(int(form.list_of(people)) for _, people in found))
                return delimiter.join(text for variable, people in found if (text := one(variable, people)))
            for stand_in in stand_ins:
                before = len(context.filled)
                text = stand_in(context)
                if text:
                    context.said.update(context.filled[before:])
                    return text
            return ""

        return render

    def _name_form(self, names: Element, name: Element | None, options: Options) -> NameForm:
        et_al = names.find(f"{NS}et-al")
        words = self._locale.term(et_al.get("term", "et-al") if et_al is not None else "et-al")
        if et_al is not None and words:
            words = formatted(et_al, lambda _: words)(self._words) if et_al.attrib else words
        joint = {"text": self._locale.term("and"), "symbol": "&"}.get(options.get("and", ""), "")
        parts = {part.get("name", ""): part for part in (name if name is not None else ())}
        family, given = (_decorator(parts.get(which)) for which in ("family", "given"))
        return NameForm(read_options(options), joint, words, family, given, _decorator(name, affixes=False))

    def _names_label(self, label: Element | None, variable: str) -> Callable[[bool], str]:
        if label is None:
            return lambda _: ""
        form, plural = label.get("form", "long"), label.get("plural", "contextual")
        texts = [self._labelled(label, self._locale.term(variable, form, plural=many)) for many in (False, True)]
        return lambda many: texts[many if plural == "contextual" else plural == "always"]

    def _labelled(self, label: Element, term: str) -> str:
        return formatted(label, lambda _: term)(self._words)


def _missing(_context: Context) -> str:
    return ""


def _is_number(element: Element) -> bool:
    if element.get("variable") == "citation-number":
        return True
    return element.tag == f"{NS}group" and len(element) == 1 and _is_number(element[0])


def _joined(nodes: Sequence[Node], delimiter: str) -> Node:
    if len(nodes) == 1:
        return nodes[0]

    def render(context: Context) -> str:
        return delimiter.join([text for node in nodes if (text := node(context))])

    return render


def _group(node: Node) -> Node:
    """A group says nothing if it has variables and all of them are empty."""

    def render(context: Context) -> str:
        called, filled = context.called, len(context.filled)
        text = node(context)
        return "" if context.called > called and len(context.filled) == filled else text

    return render


def _decorator(element: Element | None, *, affixes: bool = True) -> Callable[[str], str]:
    """What a part of a name looks like."""
    if element is None:
        return lambda text: text
    case = CASES.get(element.get("text-case", ""))
    marks = [STYLES[pair] for pair in element.attrib.items() if pair in STYLES]
    prefix, suffix = (element.get("prefix", ""), element.get("suffix", "")) if affixes else ("", "")
    if not (case or marks or prefix or suffix):
        return lambda text: text

    def decorate(text: str) -> str:
        if case:
            text = case(text)
        for before, after in marks:
            text = before + text + after
        return prefix + text + suffix

    return decorate


def _always(_context: Context) -> bool:
    return True


def _chosen(branches: Sequence[tuple[Test, Node]], otherwise: Node) -> Node:
    if not branches:
        return otherwise
    if len(branches) == 1:
        (only, node), *_ = branches
        return lambda context: node(context) if only(context) else otherwise(context)

    def render(context: Context) -> str:
        for test, node in branches:
            if test(context):
                return node(context)
        return otherwise(context)

    return render


def _condition(branch: Element, type_: str) -> Test | bool:
    """The test of an `if` for items of a type (CSL 1.0.2, "Choose"); True or False where that settles it."""
    how = branch.get("match", "all")
    types = branch.get("type", "").split()
    known = [type_ == wanted for wanted in types]
    if type_ == ANY_TYPE:
        return True
    variables = frozenset(branch.get("variable", "").split())
    others = [
        _test(name, value)
        for name, values in branch.attrib.items()
        for value in values.split()
        if name not in ("match", "type", "variable")
    ]
    if how == "all":
        if not all(known):  # no work is of two types
            return False
        return _all_of(variables, others)
    if any(known):
        return how == "any"
    found = _any_of(variables, others)
    if how == "any":
        return found
    return not found if isinstance(found, bool) else lambda context: not found(context)


def _all_of(variables: frozenset[str], others: Sequence[Test]) -> Test | bool:
    if not others:
        return (lambda context: variables <= context.values.keys()) if variables else True
    if len(others) == 1 and not variables:
        return others[0]
    return lambda context: variables <= context.values.keys() and all(test(context) for test in others)


def _any_of(variables: frozenset[str], others: Sequence[Test]) -> Test | bool:
    if not others:
        if len(variables) == 1:
            (variable,) = variables
            return lambda context: variable in context.values
        return (lambda context: not variables.isdisjoint(context.values)) if variables else False
    if len(others) == 1 and not variables:
        return others[0]
    return lambda context: not variables.isdisjoint(context.values) or any(test(context) for test in others)


def _test(name: str, value: str) -> Test:
    if name == "is-numeric":
        return lambda context: value in context.values and is_numeric(context.values[value])
    if name == "is-uncertain-date":
        return lambda context: isinstance(date := context.values.get(value), Mapping) and bool(date.get("circa"))
    return lambda _: False  # what asks for a place in a text, of which there is none
