"""What `choose` asks of an item, as functions (CSL 1.0.2, "Choose")."""

from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

from kartotek.csl.item import CitationState, ElementRenderer
from kartotek.csl.numbers import is_numeric

Condition = Callable[[CitationState], bool]
ANY_TYPE = "any"
"""Stands for the type of an item when all branches of a style are compiled, to see whether it can be understood."""


def always(_state: CitationState) -> bool:
    """The condition that every item meets."""
    return True


def choose(branches: Sequence[tuple[Condition, ElementRenderer]], otherwise: ElementRenderer) -> ElementRenderer:
    """A renderer that is the first branch whose condition the item meets, or else `otherwise`."""
    if not branches:
        return otherwise
    if len(branches) == 1:
        (only, renderer), *_ = branches
        return lambda state: renderer(state) if only(state) else otherwise(state)

    def render(state: CitationState) -> str:
        for test, renderer in branches:
            if test(state):
                return renderer(state)
        return otherwise(state)

    return render


def compile_condition(branch: Element, type_: str) -> Condition | bool:
    """The condition of an `if` or `else-if` for items of a type (CSL 1.0.2, "Choose").

    It is True or False where the type alone decides: then no item of this type needs to be asked. `match` joins the
    tests of a branch, "all" (if it does not say), "any" or "none". ANY_TYPE makes every branch True.
    """
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
        if types and not any(known):  # no item is of two types: one of several is enough, as in citeproc-js
            return False
        return _all_of(variables, others)
    if any(known):
        return how == "any"
    found = _any_of(variables, others)
    if how == "any":
        return found
    return not found if isinstance(found, bool) else lambda state: not found(state)


def _all_of(variables: frozenset[str], others: Sequence[Condition]) -> Condition | bool:
    if not others:
        return (lambda state: variables <= state.values.keys()) if variables else True
    if len(others) == 1 and not variables:
        return others[0]
    return lambda state: variables <= state.values.keys() and all(test(state) for test in others)


def _any_of(variables: frozenset[str], others: Sequence[Condition]) -> Condition | bool:
    if not others:
        if len(variables) == 1:
            (variable,) = variables
            return lambda state: variable in state.values
        return (lambda state: not variables.isdisjoint(state.values)) if variables else False
    if len(others) == 1 and not variables:
        return others[0]
    return lambda state: not variables.isdisjoint(state.values) or any(test(state) for test in others)


def _test(name: str, value: str) -> Condition:
    if name == "is-numeric":
        return lambda state: value in state.values and is_numeric(state.values[value])
    if name == "is-uncertain-date":
        return lambda state: isinstance(date := state.values.get(value), Mapping) and bool(date.get("circa"))
    return lambda _: False  # `position`, `locator`, `disambiguate`: for citations in a running text
