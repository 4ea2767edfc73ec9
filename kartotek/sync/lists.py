"""Lists of records on the network, as services give them: in pages, each of which says how to ask for the next."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from kartotek.fetch.answers import Answer, Request


@dataclass(frozen=True, slots=True)
class Ask:
    """One page that is asked for. `has_records` is false for what only leads to them; without `is_json` the answer is
    a file in any format."""

    request: Request
    has_records: bool = True
    is_json: bool = True


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """An answer. `data` is its value in JSON, None if it is a file."""

    answer: Answer
    data: Any = None


Pages = Generator[Ask, AnswerPage, int | None]
"""Yields what to ask for and is sent the page; returns how many records the source says there are, None if it does
not say. Raises OddAnswerError."""


class OddAnswerError(Exception):
    """An answer is not what the service is known to give. `reason` continues a sentence about the source."""

    def __init__(self, reason: str, hint: str = "", *, again: bool = False) -> None:
        """With `again`, the list is worth asking for once more from its beginning."""
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.again = again


@dataclass(frozen=True, slots=True)
class RecordList:
    """One list of a source: `what` it is in words ("works of 0000-0002-1825-0097"), and how it is paged.

    `leaves_out` says why a record, as a map, is not wanted; "" if it is.
    """

    what: str
    pages: Callable[[], Pages]
    leaves_out: Callable[[Mapping[str, Any]], str] = field(default=lambda _: "")


@dataclass(frozen=True, slots=True)
class Access:
    """How a service is asked: its address without a slash at the end, headers, and the key of the user where it goes.

    `key_variable` is the environment variable for the key.
    """

    address: str
    key_variable: str
    headers: Mapping[str, str] = field(default_factory=lambda: {"Accept": "application/json"})
    secret_headers: Mapping[str, str] = field(default_factory=dict)
    secret_query: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_key(self) -> bool:
        """Whether there is a key."""
        return bool(self.secret_headers or self.secret_query)

    def ask(self, path: str, query: Mapping[str, str | int] | None = None, *, has_records: bool = True) -> Ask:
        """A page at a path below the address."""
        url = f"{self.address}{path}" + (f"?{urlencode(query, errors='replace')}" if query else "")
        return Ask(Request(url, self.headers, self.secret_headers, self.secret_query), has_records)


def inside(page: AnswerPage, *names: str) -> Any:
    """A value in the maps of a page. Raises OddAnswerError if one of the names is not there."""
    value = page.data
    for name in names:
        if not isinstance(value, dict) or name not in value:
            raise OddAnswerError(f"gives an answer without `{'.'.join(names)}`", "check the address of its API")
        value = value[name]
    return value


def items_of(page: AnswerPage, *names: str) -> list[Any]:
    """A list in the maps of a page. Raises OddAnswerError if there is none."""
    value = inside(page, *names)
    if not isinstance(value, list):
        raise OddAnswerError("gives an answer that is no list of records", "check the address of its API")
    return value


def number_of(page: AnswerPage, *names: str) -> int:
    """A number in the maps of a page. Raises OddAnswerError if there is none."""
    value = inside(page, *names)
    if not isinstance(value, int) or isinstance(value, bool):
        raise OddAnswerError(f"gives an answer in which `{'.'.join(names)}` is no number")
    return value
