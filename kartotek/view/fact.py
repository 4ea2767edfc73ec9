"""What a fact is, and the decorators that declare a method to return one.

A page declares the facts it is made from (`Family.inputs`), and the digests of these are its key. The decorators let a
test record which facts a template really reads (`tests/laws/test_inputs.py`) and let `view.keys` find the value behind
a fact.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Fact = tuple[str, str]
"""Something a page can be made from: a kind ("publications", "cards", "works of people") and a key."""
Reads = Callable[..., list[Fact]]
"""From the arguments of a call: the facts that the call reads."""

Method = TypeVar("Method", bound=Callable[..., Any])
_DECLARED = "_kartotek_fact"
"""The attribute of a method that holds its declaration."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What was declared of a method: which facts it reads, and the kind of fact that is its value, "" if it is not the
    value of one."""

    reads: Reads
    kind: str


def fact(kind: str, reads: Reads | None = None) -> Callable[[Method], Method]:
    """Declare that a method returns the fact `kind` of the key it is called with, or of no key.

    If the kind depends on the arguments, `kind` is "", `reads` finds the facts, and `view.keys` has a rule for the
    value.
    """

    def declare(method: Method) -> Method:
        setattr(method, _DECLARED, Declaration(reads or (lambda key="": [(kind, key)]), kind))
        return method

    return declare


def part_of(kind: str, key_of: Callable[..., str] = lambda key="", *_: key) -> Callable[[Method], Method]:
    """Declare that a method returns a part of a fact of this kind.

    `key_of` finds the key in the arguments: by default the first of them.
    """

    def declare(method: Method) -> Method:
        def reads(*arguments: Any, **_options: object) -> list[Fact]:
            return [(kind, key_of(*arguments))]

        setattr(method, _DECLARED, Declaration(reads, ""))
        return method

    return declare


def declarations(viewed: type) -> Mapping[str, Declaration]:
    """All declared methods of a class, inherited ones too, by name."""
    found = {name: getattr(viewed, name, None) for name in dir(viewed) if not name.startswith("__")}
    return {name: getattr(method, _DECLARED) for name, method in found.items() if hasattr(method, _DECLARED)}
