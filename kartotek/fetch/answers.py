"""What is asked of a server, and what comes of it: an answer or a trouble, both plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: an address, and the headers that go with it.

    `secret_headers` and `secret_query` are keys of the user. They are sent to the host of `url` alone, never to one
    that it redirects to, and stand in no message; answers to a request with one are not kept on the disk.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    secret_headers: Mapping[str, str] = field(default_factory=dict)
    secret_query: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    """"GET" or "HEAD": nothing is ever changed on a server."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that nobody may see."""
        return tuple(value for value in (*self.secret_headers.values(), *self.secret_query.values()) if value)


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer with a status of 200 to 299. `url` is where it came from in the end, `headers` have names in
    small letters, `body` is unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    kept: bool = False
    """Whether the server said that nothing is new (status 304), so that this is the body of last time."""
    moved: bool = False
    """Whether the address has moved to `url` for good: every redirect on the way said so (status 301 or 308)."""

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in small letters; "" if the server says none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class TroubleKind(StrEnum):
    """Why there is no answer that can be used."""

    NO_ADDRESS = "no-address"
    """What was asked for is no address on the web."""
    NO_NETWORK = "no-network"
    """No connection could be made: no network, no such host, nothing that listens there."""
    NO_TRUST = "no-trust"
    """The certificate of the host is not valid."""
    SLOW = "slow"
    CUT_OFF = "cut-off"
    """The connection ended before the answer did."""
    TOO_LARGE = "too-large"
    REDIRECTS = "redirects"
    """It leads on and on, or to what is no address."""
    BUSY = "busy"
    """The server asks for patience (429, or 503 with a time), for longer than we wait."""
    SERVER_ERROR = "server-error"
    """The server itself fails (500 and above)."""
    REFUSED = "refused"
    """The server does not give this (400 to 499)."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer. `reason` is the middle of a sentence whose subject is the host; `hint` is what to do.

    `status` is that of HTTP (RFC 9110), 0 if there was none. `tries` is how often it was asked.
    """

    url: str
    kind: TroubleKind
    reason: str
    hint: str = ""
    status: int = 0
    tries: int = 1

    @property
    def sentence(self) -> str:
        """Who, and what is wrong: "api.example.org has a fault of its own (status 500)"."""
        return f"{urlsplit(self.url).netloc.rpartition('@')[2] or self.url} {self.reason}"
