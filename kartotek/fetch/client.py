"""A client for HTTP that is polite to servers, and gives what went wrong as a value."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

from kartotek import __version__
from kartotek.fetch.answers import Answer, Request, Trouble, TroubleKind
from kartotek.fetch.kept import Kept, OwnFolder, conditions
from kartotek.fetch.pace import Pace, Time, wanted_wait
from kartotek.fetch.troubles import hidden, of_error, of_status, shown_url

if TYPE_CHECKING:
    import ssl

    import httpx

_TEMPORARY = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed later."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_AGAIN = frozenset(
    {TroubleKind.NO_NETWORK, TroubleKind.SLOW, TroubleKind.CUT_OFF, TroubleKind.SERVER_ERROR, TroubleKind.BUSY}
)


@cache
def _trusted() -> "ssl.SSLContext":
    """Whom connections trust, read once: the list of authorities takes longer than many a request."""
    import httpx

    return httpx.create_ssl_context()


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what is asked for and waited for; times are in seconds."""

    connect: float = 10.0
    silence: float = 30.0
    """How long a server may send nothing."""
    whole: float = 180.0
    """How long one answer may take from beginning to end."""
    most_bytes: int = 64 * 1024 * 1024
    """The largest answer, unpacked."""
    most_redirects: int = 5
    tries: int = 4
    longest_wait: float = 60.0
    """A server that asks for more patience than this is not asked again."""
    interval: float = 0.2
    """Between two requests to one host."""


class Client:
    """Asks servers. One request at a time goes to a host; threads may share a client to ask several hosts at once.

    Use it in a `with` block. `contact` is a mail address that servers are told, "" for none: OpenAlex, Crossref and
    others ask for one. `kept` is a folder of our own for answers of last time, None to keep none. `may_ask` says which
    hosts may be asked, also by a redirect.
    """

    def __init__(
        self,
        contact: str = "",
        kept: OwnFolder | None = None,
        limits: Limits = Limits(),
        time: Time = Time(),  # noqa: B008
        may_ask: Callable[[str], bool] = lambda _host: True,
    ) -> None:
        import httpx  # takes a tenth of a second, and only commands that go out need it

        about = f" (mailto:{contact})" if contact else ""
        self.limits = limits
        self._time = time
        self._may_ask = may_ask
        self._is_direct = not getproxies()
        self._kept = Kept(kept)
        self._pace = Pace(limits.interval, time)
        timeout = httpx.Timeout(limits.silence, connect=limits.connect)
        agent = {"User-Agent": f"kartotek/{__version__}{about}"}
        self._http = httpx.Client(timeout=timeout, headers=agent, verify=_trusted())
        self._http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all connections, and remove answers that are too old."""
        self._http.close()
        self._kept.prune(self._time.now())

    def get(self, request: Request | str) -> Answer | Trouble:
        """The answer to a request. Waits and asks again when an error may be temporary; raises nothing."""
        asked = Request(request) if isinstance(request, str) else request
        tries = 0
        while True:
            tries += 1
            found, wait = self._once(asked)
            if isinstance(found, Answer):
                return found
            found = replace(found, tries=tries)
            if wait is None or tries >= self.limits.tries:
                return found
            patience = max(wait, 2.0 ** (tries - 1))
            if patience > self.limits.longest_wait:
                return replace(found, hint=f"it asks to be left alone for {patience:,.0f} seconds: try again later")
            self._pace.rest(_host(found.url), patience)  # whoever asked for it, also behind a redirect

    def _once(self, request: Request) -> tuple[Answer | Trouble, float | None]:
        """What comes of asking once, and how long to wait at least before asking again; None if that is in vain."""
        known = self._kept.find(request)
        asks = conditions(known) if known else {}
        url, moved = request.url, True
        for hop in range(self.limits.most_redirects + 1):
            shown = shown_url(request, url)
            at_home = _origin(url) == _origin(request.url)
            try:
                status, headers, body = self._exchange(request, url, asks, at_home=at_home)
            except _TooLargeError:
                reason = f"sends more than {self.limits.most_bytes // 1024**2:,} MiB"
                return Trouble(shown, TroubleKind.TOO_LARGE, reason, "ask it for less"), None
            except Exception as error:  # whatever httpx and what is below it raise
                trouble = of_error(shown, error)
                return trouble, 0.0 if trouble.kind in _AGAIN else None
            if status in _REDIRECTS and headers.get("location"):
                moved = moved and status in _FOR_GOOD
                url = urljoin(url, headers["location"])
                continue
            return self._judged(request, known, Answer(shown, status, headers, body, moved=bool(hop and moved)))
        reason = f"redirects more than {self.limits.most_redirects} times"
        return Trouble(shown_url(request, url), TroubleKind.REDIRECTS, reason, "check the address"), None

    def _judged(self, request: Request, known: Answer | None, answer: Answer) -> tuple[Answer | Trouble, float | None]:
        """An answer that is none of a redirect: kept, used, or a trouble."""
        now = self._time.now()
        wait = wanted_wait(answer.headers, now)
        if wait and answer.status < 400:
            self._pace.rest(_host(answer.url), min(wait, self.limits.longest_wait))
        if answer.status == 304 and known:
            self._kept.used(request, now)
            return known, None
        if 200 <= answer.status < 300:
            self._kept.keep(request, answer)
            return answer, None
        trouble = of_status(answer, hidden(request, _said(answer)))
        return trouble, (wait or 0.0) if answer.status in _TEMPORARY else None

    def _exchange(
        self, request: Request, url: str, asks: Mapping[str, str], *, at_home: bool
    ) -> tuple[int, dict[str, str], bytes]:
        """Send one request, and read its answer: status, headers and body. Raises what httpx raises, _TooLargeError and
        TimeoutError."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.port == 0:  # reading the port raises ValueError, too
            raise ValueError("no address on the web")
        if not self._may_ask(parts.hostname or ""):
            raise ValueError("not for us")
        headers = {**request.headers, **asks, **(request.secret_headers if at_home else {})}
        built = self._http.build_request(request.method, url, headers=headers)
        if at_home and request.secret_query:
            built.url = built.url.copy_merge_params(dict(request.secret_query))
        with self._pace.turn(_host(url)), self._sent(built) as response:
            if not self._may_ask(self._peer(response) or parts.hostname or ""):
                raise ValueError("not for us")  # its name had another address a moment ago
            names = {name.lower(): value for name, value in response.headers.items()}
            return response.status_code, names, b"".join(self._chunks(response))

    def _peer(self, response: "httpx.Response") -> str:
        """The address that answered; "" behind a proxy, which looks for hosts itself."""
        stream = response.extensions.get("network_stream")
        address = stream.get_extra_info("server_addr") if stream and self._is_direct else None
        return str(address[0]) if address else ""

    @contextmanager
    def _sent(self, request: "httpx.Request") -> Iterator["httpx.Response"]:
        response = self._http.send(request, stream=True, follow_redirects=False)
        try:
            yield response
        finally:
            response.close()

    def _chunks(self, response: "httpx.Response") -> Iterator[bytes]:
        """The body in pieces, as long as it is neither too large nor too slow."""
        size, end = 0, self._time.elapsed() + self.limits.whole
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self.limits.most_bytes:
                raise _TooLargeError
            if self._time.elapsed() > end:
                raise TimeoutError
            yield chunk


class _TooLargeError(Exception):
    """An answer has more bytes than are read."""


def _origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port (RFC 6454): keys are for these alone."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return "", url, None
    return parts.scheme, (parts.hostname or "").lower(), port


def _host(url: str) -> str:
    scheme, host, port = _origin(url)
    return f"{scheme}://{host}:{port}"


def _said(answer: Answer) -> str:
    """What a server says of its refusal, if it says so in JSON; "" if not.

    It has no marks that steer a terminal, or the direction of what stands beside it.
    """
    if "json" not in answer.media_type:
        return ""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    names = ("user-message", "message", "detail", "title", "error", "developer-message")
    said = next((data[name] for name in names if isinstance(data.get(name), str)), "") if isinstance(data, dict) else ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in str(said)).split())[:200]
