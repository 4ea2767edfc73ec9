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
from kartotek.fetch.troubles import shown_url
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
    """The server does not answer programs, or wants a password, or leads to what is not asked: nothing is known."""
    BUSY = "busy"
    """The server answers, but has had too many requests, or keeps programs waiting: nothing is known for now."""
    NOWHERE = "nowhere"
    """This is no address, or one of a network that is not for everybody; nobody was asked."""
    UNCLEAR = "unclear"
    """No network, no such host, no answer in time, a fault of the server, a certificate that is not valid."""


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


_REFUSALS = frozenset({TroubleKind.REFUSED, TroubleKind.NO_ADDRESS, TroubleKind.REDIRECTS})
"""What servers do to programs, though people may be shown a page: those who keep no cookies are led on and on."""


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
    if found.kind is TroubleKind.NO_ADDRESS and found.url == shown_url(Request(asked), asked):
        return Verdict(State.NOWHERE)
    if found.kind in _REFUSALS or found.status > 599:  # 999 is LinkedIn's
        return Verdict(State.REFUSED, found.sentence)
    if found.kind is TroubleKind.BUSY:
        return Verdict(State.BUSY, found.sentence)
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
    return all(_is_for_all(ipaddress.ip_address(str(each[4][0]).partition("%")[0])) for each in found)


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Addresses of IPv6 that lead to one of IPv4, which is their end (RFC 6052)."""


def _is_for_all(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is one host of the whole net, also by the one of IPv4 that may be within it."""
    if isinstance(address, ipaddress.IPv6Address):
        of_nat64 = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF) if address in _NAT64 else None
        of_teredo = address.teredo[1] if address.teredo else None
        within = address.ipv4_mapped or address.sixtofour or of_teredo or of_nat64
        if within is not None:
            return _is_for_all(within)
    return address.is_global and not address.is_multicast
