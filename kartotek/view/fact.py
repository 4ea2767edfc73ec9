"""What a fact is, and the mark that declares a method to be one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Fact = tuple[str, str]
"""What a page can be made from: a kind ("publications", "cards", "works of people") and a key."""
Reads = Callable[..., list[Fact]]
"""The facts that a call of a method reads, from the arguments of the call."""

Method = TypeVar("Method", bound=Callable[..., Any])
_DECLARED = "_kartotek_fact"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What was declared of a method: the facts it reads, and the kind whose value it returns ("": none)."""

    reads: Reads
    kind: str


def fact(kind: str, reads: Reads | None = None) -> Callable[[Method], Method]:
    """Declare that a method returns the facts of a kind: it takes the key, or nothing.

    `reads` is given where the kind depends on the arguments; then `kind` is "" and the value is looked up elsewhere.
    """

    def declare(method: Method) -> Method:
        setattr(method, _DECLARED, Declaration(reads or (lambda key="": [(kind, key)]), kind))
        return method

    return declare


def part_of(kind: str, key_of: Callable[..., str] = lambda key="", *_: key) -> Callable[[Method], Method]:
    """Declare that a method tells a part of a fact: `key_of` finds its key in the arguments, "" for no fact at all."""

    def declare(method: Method) -> Method:
        def reads(*arguments: Any) -> list[Fact]:
            return [(kind, key_of(*arguments))]

        setattr(method, _DECLARED, Declaration(reads, ""))
        return method

    return declare


def declarations(viewed: type) -> Mapping[str, Declaration]:
    """All declared methods of a class and those above it, by name."""
    found = {name: getattr(viewed, name, None) for name in dir(viewed) if not name.startswith("__")}
    return {name: getattr(method, _DECLARED) for name, method in found.items() if hasattr(method, _DECLARED)}
