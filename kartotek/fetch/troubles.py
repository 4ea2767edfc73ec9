"""What can go wrong on the network, in sentences for people."""

import socket
import ssl
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, urlsplit, urlunsplit

from kartotek.fetch.answers import Answer, Request, Trouble, TroubleKind

_ONLINE = "check that this computer is online, and that the address is right"
_LATER = "try again later"


def of_status(answer: Answer, said: str) -> Trouble:
    """The trouble that an answer is. `said` is the server's own sentence about it, "" if it has none."""
    status = answer.status
    words = f": {said}" if said else ""
    if status == 429:
        return _made(answer, TroubleKind.BUSY, f"has had too many requests for now (status 429){words}", _LATER)
    if status == 503:
        return _made(answer, TroubleKind.BUSY, f"is not available now (status 503){words}", _LATER)
    if status >= 500:
        return _made(answer, TroubleKind.SERVER_ERROR, f"has a fault of its own (status {status}){words}", _LATER)
    if status in (401, 403):
        hint = "check the key, and that it has not expired"
        return _made(answer, TroubleKind.REFUSED, f"wants a key that it knows (status {status}){words}", hint)
    if status in (404, 410):
        return _made(answer, TroubleKind.REFUSED, f"has nothing there (status {status}){words}", "check the address")
    if 300 <= status < 400:
        return _made(answer, TroubleKind.REDIRECTS, f"redirects to nowhere (status {status})", "check the address")
    return _made(answer, TroubleKind.REFUSED, f"does not understand what is asked (status {status}){words}", "")


def _made(answer: Answer, kind: TroubleKind, reason: str, hint: str) -> Trouble:
    return Trouble(answer.url, kind, reason, hint, answer.status)


def of_error(url: str, error: Exception) -> Trouble:
    """The trouble that an exception of httpx, or of what is below it, is."""
    import httpx  # imported already by whoever had the error

    causes = tuple(_causes(error))
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return Trouble(url, TroubleKind.SLOW, "does not answer in time", _LATER)
    if any(isinstance(each, ssl.SSLError) for each in causes):
        hint = "check the date of this computer, and that the address is right"
        return Trouble(url, TroubleKind.NO_TRUST, "cannot prove who it is: its certificate is not valid", hint)
    if any(isinstance(each, socket.gaierror) for each in causes):
        return Trouble(url, TroubleKind.NO_NETWORK, "is not found: no such name, or no network", _ONLINE)
    if isinstance(error, httpx.ConnectError | httpx.ProxyError | ConnectionError):
        return Trouble(url, TroubleKind.NO_NETWORK, "cannot be reached: nothing answers there", _ONLINE)
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | ValueError):
        hint = "write it with https:// and the name of a host"
        return Trouble(url, TroubleKind.NO_ADDRESS, "is no address on the web", hint)
    return Trouble(url, TroubleKind.CUT_OFF, "ends the connection before the answer is complete", _LATER)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and those that led to it."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


def hidden(request: Request, text: str) -> str:
    """A text of a server without the keys of the user, which it may repeat."""
    for secret in request.secrets:
        text = text.replace(secret, "...").replace(quote(secret, safe=""), "...").replace(quote_plus(secret), "...")
    return text


def shown_url(request: Request, url: str) -> str:
    """An address as it may stand in a message: without keys, also those in the address itself."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return hidden(request, url)
    return hidden(request, urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])))
