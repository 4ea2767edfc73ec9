"""The elements of a style as functions (CSL 1.0.2, "Rendering Elements").

`Compiler` turns the layout of a style into one `ElementRenderer`, a closure for each element. What needs a module of
its own: `conditions`, `dates`, `names_element`, `formatting`.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from kartotek.csl.cases import CASES
from kartotek.csl.conditions import ANY_TYPE, Condition, always, choose, compile_condition
from kartotek.csl.dates import compile_date
from kartotek.csl.formatting import affixes_of, formatted
from kartotek.csl.item import CitationState, ElementRenderer
from kartotek.csl.locale import NS, Locale
from kartotek.csl.marks import COLUMN, read_field
from kartotek.csl.names_element import NamesScope, compile_names, inherited_attributes
from kartotek.csl.numbers import is_numeric, is_several, number, page_range

_NUMBERS = frozenset(
    {"volume", "issue", "number", "edition", "chapter-number", "collection-number", "supplement-number"}
)
"""Number variables (CSL 1.0.2, appendix IV) whose ranges `text` writes with a dash, as `number` does."""


class Compiler:
    """Makes functions of elements, for items of one type: then no function has to test the type.

    Macros are compiled when they are first called. Raises KeyError for an attribute that is missing, and ValueError
    for a macro that is missing or an unknown element; `load_style` makes a StyleError of both.
    """

    def __init__(self, style: Element, bibliography: Element, locale: Locale, type_: str) -> None:
        """`type_` is a CSL type, or ANY_TYPE to see whether all of a style can be understood."""
        self._type = type_
        self._macros = {macro.get("name", ""): macro for macro in style.findall(f"{NS}macro")}
        self._compiled: dict[str, ElementRenderer] = {}
        self._locale = locale
        self._around: Element | None = None
        """The `names` whose substitute is being compiled."""
        self._capital_first = bibliography.tag == f"{NS}bibliography" or style.get("class") != "in-text"
        self._has_columns = "second-field-align" in bibliography.attrib
        self._page_form = style.get("page-range-format", "")
        delimiter = bibliography.get("names-delimiter", style.get("names-delimiter", ""))
        attributes = {**inherited_attributes(style), **inherited_attributes(bibliography)}
        self._scope = NamesScope(attributes, delimiter, locale)

    def layout(self, layout: Element) -> ElementRenderer:
        """The whole bibliography entry. A number before it ("[1]") is left out, as it counts the items of a list.

        The affixes of a layout stand inside its formatting (CSL 1.0.2, "Affixes").
        """
        renderers = [self._element(child, "") for child in layout if not _is_number(child)]
        if self._has_columns and renderers and not _is_number(layout[0]):
            renderers[0] = _before_column(renderers[0])
        entry = _joined(renderers, "")
        prefix, suffix = affixes_of(layout)
        bare_layout = Element(layout.tag, {k: v for k, v in layout.attrib.items() if k not in ("prefix", "suffix")})
        return formatted(bare_layout, lambda state: f"{prefix}{text}{suffix}" if (text := entry(state)) else "")

    def _children(self, element: Element, delimiter: str = "") -> ElementRenderer:
        return _joined([self._element(child, delimiter) for child in element], delimiter)

    def _element(self, element: Element, delimiter: str) -> ElementRenderer:
        """Any rendering element. `delimiter` is that of the element around it, which the branches of a `choose` use
        too."""
        kind = element.tag.removeprefix(NS)
        match kind:
            case "text":
                return formatted(element, self._text(element))
            case "number":
                return formatted(element, self._number(element))
            case "date":
                return formatted(element, self._date(element))
            case "names":
                return formatted(element, self._names(element))
            case "label":
                return formatted(element, self._label(element, element.get("variable", "")))
            case "group":
                return formatted(element, _group(self._children(element, element.get("delimiter", ""))))
            case "choose":
                return self._choose(element, delimiter)
        raise ValueError(f"there is no element {kind!r}")

    def _text(self, element: Element) -> ElementRenderer:
        """A text (CSL 1.0.2, "Text"): a fixed value, a term, a macro or a variable."""
        if "value" in element.attrib:
            return _value(read_field(element.attrib["value"]))
        if "term" in element.attrib:
            term = self._locale.term(
                element.attrib["term"], element.get("form", "long"), plural=element.get("plural") == "true"
            )
            return _term(term) if self._capital_first else _value(term)
        if "macro" in element.attrib:
            return self._macro(element.attrib["macro"])
        if "variable" in element.attrib:
            return self._variable(element.attrib["variable"], element.get("form", ""))
        raise ValueError("a text has none of value, term, macro and variable")

    def _macro(self, name: str) -> ElementRenderer:
        """A macro, which is a group (CSL 1.0.2, "Group": "either directly or via a macro")."""
        if name not in self._macros:
            raise ValueError(f"there is no macro {name!r}")
        if name not in self._compiled:
            self._compiled[name] = _nothing  # a macro that calls itself shows nothing there
            around, self._around = self._around, None
            self._compiled[name] = _group(self._children(self._macros[name]))
            self._around = around
        return self._compiled[name]

    def _variable(self, variable: str, form: str) -> ElementRenderer:
        """A variable, in its short form if there is one and the style asks for it."""
        short = f"{variable}-short"
        is_page, is_number = variable in ("page", "locator"), variable in _NUMBERS
        page_form, dash = self._page_form, self._locale.term("page-range-delimiter") or "\u2013"

        counts = variable != "year-suffix"  # no item has one, and a group must not be empty for that

        def render(state: CitationState) -> str:
            state.called += counts
            text = state.field(short) if form == "short" else ""
            text = text or state.field(variable)
            if not text:
                return ""
            state.filled.append(variable)
            if is_page:
                return page_range(text, page_form, dash)
            return page_range(text, "", dash) if is_number and is_numeric(text) else text

        return render

    def _number(self, element: Element) -> ElementRenderer:
        """A number variable in a form: numeric, ordinal, long-ordinal or roman (CSL 1.0.2, "Number")."""
        variable, form = element.attrib["variable"], element.get("form", "numeric")
        is_page = variable in ("page", "locator")
        locale, page_form, dash = self._locale, self._page_form, self._locale.term("page-range-delimiter") or "\u2013"
        gender = locale.genders.get(variable, "")

        def render(state: CitationState) -> str:
            state.called += 1
            text = state.field(variable)
            if not text:
                return ""
            state.filled.append(variable)
            return page_range(text, page_form, dash) if is_page else number(text, form, locale, gender)

        return render

    def _date(self, element: Element) -> ElementRenderer:
        """A date variable (CSL 1.0.2, "Date")."""
        variable = element.attrib["variable"]
        render_date = compile_date(element, self._locale)

        def render(state: CitationState) -> str:
            state.called += 1
            value = state.value(variable)
            text = render_date(value) if value else ""
            state.filled += [variable] if text else []
            return text

        return render

    def _label(self, element: Element, variable: str) -> ElementRenderer:
        """The term for a variable, such as "pp."; nothing if the variable is empty (CSL 1.0.2, "Label")."""
        form, plural = element.get("form", "long"), element.get("plural", "contextual")
        term = variable if variable != "locator" else "page"
        one, several = (self._locale.term(term, form, plural=many) for many in (False, True))

        def render(state: CitationState) -> str:
            text = state.field(variable)
            if not text:
                return ""
            if plural == "contextual":
                return several if is_several(variable, text) else one
            return several if plural == "always" else one

        return render

    def _choose(self, element: Element, delimiter: str, *, in_substitute: bool = False) -> ElementRenderer:
        """The first branch whose condition is met; branches that the type of the item rules out are not compiled.

        In a `substitute` the elements of the branch are substitutes, too: the first that shows something is taken.
        """
        branches: list[tuple[Condition, ElementRenderer]] = []
        for branch in element:
            test = compile_condition(branch, self._type) if branch.tag != f"{NS}else" else True
            if test is False:
                continue
            if in_substitute:
                renderer = _first_of([self._stand_in(child) for child in branch])
            else:
                renderer = self._children(branch, delimiter)
            if test is not True:
                branches.append((test, renderer))
            elif self._type == ANY_TYPE:
                branches.append((always, renderer))
            elif not branches:
                return renderer
            else:
                return choose(branches, renderer)
        return choose(branches, _nothing)

    def _names(self, element: Element) -> ElementRenderer:
        """Names, or their substitute. In a substitute, a bare `names` has the options of the one around it."""
        source = element if len(element) or self._around is None else self._around
        around, self._around = self._around, source
        stand_ins = [self._stand_in(child) for child in element.findall(f"{NS}substitute/*")]
        self._around = around
        return compile_names(element, source, self._scope, stand_ins)

    def _stand_in(self, element: Element) -> ElementRenderer:
        is_choose = element.tag == f"{NS}choose"
        return self._choose(element, "", in_substitute=True) if is_choose else self._element(element, "")


def _first_of(renderers: Sequence[ElementRenderer]) -> ElementRenderer:
    return lambda state: next((text for renderer in renderers if (text := renderer(state))), "")


def _nothing(_state: CitationState) -> str:
    return ""


def _is_number(element: Element) -> bool:
    """Whether an element shows the number of the item in its list, and nothing else."""
    if element.get("variable") == "citation-number":
        return True
    return element.tag == f"{NS}group" and len(element) == 1 and _is_number(element[0])


def _before_column(renderer: ElementRenderer) -> ElementRenderer:
    """What stands in a column of its own before the others (CSL 1.0.2, "second-field-align")."""
    return lambda state: text + COLUMN if (text := renderer(state)) else ""


def _joined(renderers: Sequence[ElementRenderer], delimiter: str) -> ElementRenderer:
    if len(renderers) == 1:
        return renderers[0]

    def render(state: CitationState) -> str:
        return delimiter.join([text for renderer in renderers if (text := renderer(state))])

    return render


def _group(renderer: ElementRenderer) -> ElementRenderer:
    """A group shows nothing if it calls variables and all of them are empty (CSL 1.0.2, "Group").

    One that does show something counts as a variable that is not empty in the group around it.
    """

    def render(state: CitationState) -> str:
        called, filled = state.called, len(state.filled)
        text = renderer(state)
        if len(state.filled) > filled:
            return text
        if state.called > called:
            return ""
        if text:
            state.called += 1
            state.filled.append("")
        return text

    return render


def _value(text: str) -> ElementRenderer:
    """A text of the style itself."""

    def render(state: CitationState) -> str:
        state.begun = True
        return text

    return render


def _term(term: str) -> ElementRenderer:
    """A term, with a capital where it is the first word of an entry."""
    first = CASES["capitalize-first"](term)
    if first == term:
        return _value(term)

    def render(state: CitationState) -> str:
        if state.begun or state.filled:
            return term
        state.begun = True
        return first

    return render
