"""Asking for one address, and what its answer means.

Many servers refuse programs whatever these do, and answer people well; so only what says itself that it is gone is
called gone.
"""

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from kartotek.fetch.answers import Answer, Request, Trouble, TroubleKind
from kartotek.fetch.client import Client
from kartotek.links.found import Elsewhere

RESOLVERS: Mapping[str, str] = MappingProxyType(
    {"doi": "https://doi.org/api/handles/", "handle": "https://hdl.handle.net/api/handles/"}
)
"""The interface of the Handle proxy server (REST API, 2015), which says whether an identifier is registered and leaves
the publishers in peace."""


class State(StrEnum):
    """What came of asking for an address."""

    THERE = "there"
    MOVED = "moved"
    """It leads to another address for good (301 or 308)."""
    GONE = "gone"
    """The server says that there is nothing (404 or 410), or the identifier is not registered."""
    REFUSED = "refused"
    """The server does not answer programs, or wants a password, or is not to be asked: nothing is known."""
    UNCLEAR = "unclear"
    """No network, no such host, no answer in time, a fault of the server."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of an address: `said` is a sentence, `to` where it has moved."""

    state: State
    said: str = ""
    to: str = ""


UNREACHED = frozenset({TroubleKind.NO_NETWORK, TroubleKind.SLOW})
"""What comes of asking without a network, though not of that alone."""


def ask(client: Client, wanted: Elsewhere, resolvers: Mapping[str, str] = RESOLVERS) -> Verdict:
    """Ask for an address by its headers alone where that is enough (RFC 9110, 9.3.2); an identifier at its resolver."""
    if wanted.scheme in resolvers:
        return _registered(client.get(f"{resolvers[wanted.scheme]}{quote(wanted.target, safe='/')}?type=URL"))
    found = client.get(Request(wanted.target, method="HEAD"))
    if isinstance(found, Trouble) and found.status >= 400 and found.status != 429:
        found = client.get(wanted.target)  # many know no HEAD, and say so in many ways
    return _judged(wanted.target, found)


def _registered(found: Answer | Trouble) -> Verdict:
    if isinstance(found, Trouble) and found.status == 404:
        return Verdict(State.GONE, "is not registered")
    return _judged("", found)


def _judged(asked: str, found: Answer | Trouble) -> Verdict:
    if isinstance(found, Answer):
        moved = found.moved and found.url != asked
        return Verdict(State.MOVED, to=found.url) if moved and asked else Verdict(State.THERE)
    if found.kind is TroubleKind.TOO_LARGE:
        return Verdict(State.THERE)
    if found.status in (404, 410):
        return Verdict(State.GONE, f"leads to nothing: its server says so (status {found.status})")
    if found.kind in (TroubleKind.REFUSED, TroubleKind.NO_ADDRESS) or found.status > 599:  # 999 is LinkedIn's
        return Verdict(State.REFUSED, found.sentence)
    return Verdict(State.UNCLEAR, found.sentence)


def is_front_page(asked: str, to: str) -> bool:
    """Whether an address has moved to the first page of a site: the page itself is probably gone."""
    return urlsplit(to).path in ("", "/") and urlsplit(asked).path not in ("", "/")


def is_public(host: str) -> bool:
    """Whether a host may be asked: not one of this computer or of a network that is not for everyone, which entries of
    strangers could name to look into it."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return True  # nothing will answer; or a proxy knows it
    return all(ipaddress.ip_address(str(each[4][0]).partition("%")[0]).is_global for each in found)
