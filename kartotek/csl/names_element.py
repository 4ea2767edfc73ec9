"""The `names` element as a function: variables of names with their labels (CSL 1.0.2, "Names")."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from kartotek.csl.formatting import affixed, formatted, text_formatter
from kartotek.csl.item import CitationState, CitedItem, ElementRenderer
from kartotek.csl.locale import NS, Locale
from kartotek.csl.names import NameForm, read_options
from kartotek.csl.people import CslName

NameAttributes = dict[str, str]
_INHERITABLE = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first", "et-al-use-last",
    "initialize", "initialize-with", "name-as-sort-order", "sort-separator", "demote-non-dropping-particle",
    "initialize-with-hyphen",
)  # fmt: skip
"""Attributes of `name` that have the same name on the elements around it ("Inheritable Name Options")."""


def inherited_attributes(element: Element) -> NameAttributes:
    """The attributes of `style`, `bibliography` or `names` that `name` inherits, named as on `name`."""
    attributes = {name: element.attrib[name] for name in _INHERITABLE if name in element.attrib}
    for inherited, own in (("name-form", "form"), ("name-delimiter", "delimiter")):
        if inherited in element.attrib:
            attributes[own] = element.attrib[inherited]
    return attributes


@dataclass(frozen=True, slots=True)
class NamesScope:
    """What the names of a style inherit: attributes of `name`, the delimiter between variables, and the words."""

    attributes: NameAttributes
    delimiter: str
    locale: Locale


def compile_names(
    element: Element, source: Element, scope: NamesScope, stand_ins: Sequence[ElementRenderer]
) -> ElementRenderer:
    """What renders the variables of a `names` element, or else the first of its stand-ins that has something to show.

    `source` is the element that says how: this one, or for a bare `names` in a `substitute` the one around that.
    `stand_ins` are the children of its own `substitute`.
    """
    name = source.find(f"{NS}name")
    attributes = {**scope.attributes, **inherited_attributes(source), **(name.attrib if name is not None else {})}
    form = _name_form(source, name, attributes, scope.locale)
    delimiter = element.get("delimiter", source.get("delimiter", scope.delimiter))
    variables = element.get("variable", "").split()
    labelled = _labelled_names(source, name, form, variables, scope.locale)
    counts, joint = attributes.get("form") == "count", bool(scope.locale.term("editortranslator"))

    def render(state: CitationState) -> str:
        state.called += 1
        found = [(variable, names) for variable in variables if (names := state.people(variable))]
        if not found:
            return _substituted(state, stand_ins)
        if len(found) == 2 and joint:
            found = _editors_who_translate(found)
        state.filled += [variable for variable, _ in found]
        if state.substitutes:
            state.suppressed.update(variable for variable, _ in found)
        if counts:
            return str(sum(int(form.list_of(names)) for _, names in found))
        return delimiter.join([text for variable, names in found if (text := labelled(variable, names))])

    return render


def _editors_who_translate(found: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Editors and translators who are the same people are shown once, as "editortranslator" (CSL 1.0.2, "Names")."""
    (first, names), (second, others) = found
    same = {first, second} == {"editor", "translator"} and names == others
    return [("editortranslator", names)] if same else found


def _substituted(state: CitationState, stand_ins: Sequence[ElementRenderer]) -> str:
    """The first stand-in that shows something; its variables are shown nowhere else (CSL 1.0.2, "Substitute")."""
    around, state.substitutes = state.substitutes, True
    text = ""
    for stand_in in stand_ins:
        before = len(state.filled)
        text = stand_in(state)
        if text:
            state.suppressed.update(state.filled[before:])
            break
    state.substitutes = around
    return text


def _labelled_names(
    source: Element, name: Element | None, form: NameForm, variables: Sequence[str], locale: Locale
) -> Callable[[str, Sequence[CslName]], str]:
    """What writes the names of a variable with their label, before or after them as the elements stand."""
    label = source.find(f"{NS}label")
    tags = [child.tag for child in source]
    label_first = label is not None and name is not None and tags.index(label.tag) < tags.index(name.tag)
    label_of = {variable: _label(label, variable, locale) for variable in (*variables, "editortranslator")}

    def labelled(variable: str, names: Sequence[CslName]) -> str:
        text = form.list_of(names)
        if not text:
            return ""
        role = label_of[variable](len(names) > 1)
        return role + text if label_first else text + role

    return labelled


# the names' form: options, words for "and" and "et al.", and the formatting of name parts ("Name-part Formatting")
def _name_form(names: Element, name: Element | None, attributes: Mapping[str, str], locale: Locale) -> NameForm:
    et_al = names.find(f"{NS}et-al")
    words = locale.term(et_al.get("term", "et-al") if et_al is not None else "et-al")
    if et_al is not None and words:
        words = _formatted_term(et_al, words, locale)
    joint = {"text": locale.term("and"), "symbol": "&"}.get(attributes.get("and", ""), "")
    parts = {part.get("name", ""): part for part in (name if name is not None else ())}
    family, given = (text_formatter(parts.get(which), affixes=False) for which in ("family", "given"))
    around_family, around_given = (_affixes(parts.get(which)) for which in ("family", "given"))
    person, group = text_formatter(name), text_formatter(name, affixes=False)
    return NameForm(read_options(attributes), joint, words, family, given, around_family, around_given, person, group)


def _affixes(part: Element | None) -> Callable[[str], str]:
    """The affixes of a `name-part`: those of the family name also stand around particles and suffix."""
    if part is None or not (part.get("prefix") or part.get("suffix")):
        return lambda text: text
    return lambda text: affixed(part, text)


def _label(label: Element | None, variable: str, locale: Locale) -> Callable[[bool], str]:
    """The label of a variable of names (CSL 1.0.2, "Label"), by whether there are several of them."""
    if label is None:
        return lambda _: ""
    form, plural = label.get("form", "long"), label.get("plural", "contextual")
    texts = [_formatted_term(label, locale.term(variable, form, plural=many), locale) for many in (False, True)]
    return lambda many: texts[many if plural == "contextual" else plural == "always"]


def _formatted_term(element: Element, term: str, locale: Locale) -> str:
    """A term as its element formats it; its case is that of the language of the locale, whatever the item's is."""
    return formatted(element, lambda _: term)(CitationState(CitedItem({}), locale.english))
