"""A proxy that stands before a store and fails as told: it refuses, is full, or cuts the line."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Lock, Thread
from typing import NamedTuple

CUT = 0
"""Instead of a status: the line is cut without an answer."""


class Asked(NamedTuple):
    """A request that came by."""

    method: str
    path: str


class Proxy(ThreadingHTTPServer):
    """Passes requests on to `port`, except those that `failing` says: after `after` that were passed on, `answer`."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = port
        self.asked: list[Asked] = []
        self.method, self.part, self.after, self.times, self.answer = "", "", 0, 0, 0
        self.lock = Lock()
        self.came = Condition(self.lock)

    def fail(self, method: str, part: str, answer: int, *, after: int = 0, times: int = 1_000_000) -> None:
        """From now on, answer requests of this method whose path has this part with a status, or CUT the line."""
        self.method, self.part, self.answer, self.after, self.times = method, part, answer, after, times

    def wait_for(self, count: int) -> None:
        """Wait until so many more requests have come by."""
        with self.came:
            wanted = len(self.asked) + count
            assert self.came.wait_for(lambda: len(self.asked) >= wanted, timeout=60)

    def works(self) -> None:
        """From now on, pass everything on."""
        self.method = ""
        self.asked.clear()

    def answer_to(self, asked: Asked) -> int | None:
        """The failure for a request; None if it is passed on."""
        with self.lock:
            self.asked.append(asked)
            self.came.notify_all()
            if asked.method != self.method or self.part not in asked.path:
                return None
            if self.after > 0:
                self.after -= 1
                return None
            self.times -= 1
            return self.answer if self.times >= 0 else None

    def sent(self) -> list[str]:
        """The keys of all files that were put since it works, but for the list of what is published."""
        return [
            path.partition("?")[0].removeprefix("/bucket/")
            for method, path in self.asked
            if method == "PUT" and "/.kartotek/" not in path
        ]


class _Handler(BaseHTTPRequestHandler):
    server: Proxy
    protocol_version = "HTTP/1.1"

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        failure = self.server.answer_to(Asked(self.command, self.path))
        if failure == CUT:
            self.close_connection = True
            return
        if failure is not None:
            self._answer(failure, {}, b"")
            return
        connection = HTTPConnection("127.0.0.1", self.server.behind)
        connection.request(self.command, self.path, body, dict(self.headers))
        got = connection.getresponse()
        data = got.read()
        headers = {
            name: value for name, value in got.getheaders() if name.lower() not in ("connection", "server", "date")
        }
        self._answer(got.status, headers, data)
        connection.close()

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass_on  # noqa: N815  # as http.server calls them

    def _answer(self, status: int, headers: dict[str, str], data: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "transfer-encoding"):
                self.send_header(name, value)
        length = headers.get("Content-Length", "0") if self.command == "HEAD" else str(len(data))
        self.send_header("Content-Length", length)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in http.server
        """Say nothing."""


@contextmanager
def proxy_before(port: int) -> Iterator[Proxy]:
    """A proxy on a port of its own."""
    proxy = Proxy(port)
    thread = Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()
