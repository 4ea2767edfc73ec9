"""A server on this computer that plays answers, and remembers what it was asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

from kartotek.fetch.pace import Time


@dataclass(frozen=True)
class Asked:
    """A request as it arrived; `headers` have names in small letters."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """An answer to play. With `cut`, the connection ends before the body does; with `ends` "chunk" the body is one of
    chunks, with "close" its end is that of the connection."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    ends: str = "length"


Answers = Reply | Sequence[Reply] | Callable[[Asked], Reply]
"""For a path: one answer for ever, several one after the other (the last for ever), or a function."""


class Server:
    """Plays `answers`, by path; other paths have status 404."""

    def __init__(self, answers: Mapping[str, Answers]) -> None:
        self.answers = dict(answers)
        self.asked: list[Asked] = []
        self._turns: dict[str, int] = {}
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = False
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [each.path for each in self.asked]

    def reply(self, asked: Asked) -> Reply:
        """The answer to a request."""
        self.asked.append(asked)
        answers = self.answers.get(asked.path, Reply("nothing here", 404))
        if isinstance(answers, Reply):
            return answers
        if callable(answers):
            return answers(asked)
        turn = self._turns[asked.path] = self._turns.get(asked.path, -1) + 1
        return answers[min(turn, len(answers) - 1)]

    def run(self) -> None:
        self._http.serve_forever(0.01)

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = server.reply(Asked(self.command, parts.path, dict(parse_qsl(parts.query)), headers))
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.ends == "length":
                self.send_header("Content-Length", str(len(body) + (10 if reply.cut else 0)))
            if reply.ends == "chunk":
                self.send_header("Transfer-Encoding", "chunked")
                body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815  # as http.server calls it

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def playing(answers: Mapping[str, Answers]) -> Iterator[Server]:
    """A server that runs while the block does."""
    server = Server(answers)
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


class Clock:
    """A clock that stands still but for waiting, which takes no time."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.seconds += seconds

    @property
    def time(self) -> Time:
        return Time(lambda: self.seconds, lambda: self.seconds, self.sleep)
