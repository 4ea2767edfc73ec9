"""A web server for one reader: the pages of a folder, each with a script that reloads it after a build."""

import asyncio
import json
import os
import re
import socket
import threading
from collections.abc import AsyncIterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.status import HTTP_404_NOT_FOUND, HTTP_421_MISDIRECTED_REQUEST
from starlette.types import ASGIApp, Receive, Scope, Send

_SCRIPT = '<script type="module" src="/-/live.js?version={version}"></script></body>'
"""Goes at the end of every page. The version is that of the portal when the page was read from the disk, so that a page
which was read just before a build ended is known to be old."""
_NOTHING = b"""<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nothing here yet</title><body><p>There is no page at this address yet.</p></body></html>"""
"""Shown as long as there are no pages, not even one for addresses that do not exist."""


class _Pages(StaticFiles):
    """The files of several folders as they are on disk now; HTML pages get the script."""

    def __init__(self, state: "_State", *folders: Path) -> None:
        super().__init__(directory=folders[0], html=True)
        self._state = state
        self.all_directories = list(folders)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or the portal's page for addresses that do not exist, or a substitute if there is none yet."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != HTTP_404_NOT_FOUND:
                raise
            return _with_reload_script(_NOTHING, HTTP_404_NOT_FOUND, self._state.version)
        if response.status_code == HTTP_404_NOT_FOUND and isinstance(response, FileResponse):
            version = self._state.version
            return _with_reload_script(Path(response.path).read_bytes(), HTTP_404_NOT_FOUND, version)
        return response

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """A file; pages are not stored by the browser, and other files are checked each time."""
        if str(full_path).endswith(".html"):
            version = self._state.version
            return _with_reload_script(Path(full_path).read_bytes(), status_code, version)
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "no-cache"
        return response


def _with_reload_script(html: bytes, status: int, version: int) -> Response:
    """A page with the script; browsers must not store it."""
    script = _SCRIPT.format(version=version).encode()
    return HTMLResponse(html.replace(b"</body>", script), status, {"cache-control": "no-store"})


class _OwnHosts:
    """Answers only requests that name this computer as host, on any port; others get status 421 (RFC 9110, 15.5.20).

    Another site can make its own name point here (DNS rebinding), and its pages could then read drafts like their own;
    but browsers still send that name. Starlette's TrustedHostMiddleware understands `[::1]` in recent versions only,
    and its answer does not say which address to use.
    """

    def __init__(self, app: ASGIApp, address: str, port: int, allowed: Sequence[str] = ()) -> None:
        """`allowed` are more names to answer to; `address` and `port` are where the server listens."""
        self._app = app
        own = f"[{address}]" if ":" in address else address
        names = ("localhost", "127.0.0.1", "[::1]", own, *allowed)
        self._own = re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?::[0-9]*)?", re.IGNORECASE)
        self._refusal = (
            f"This preview can only be read on this computer, at http://{own}:{port}/\n"
            "To read it under another name, start it with --allow-host NAME.\n"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_own(Headers(scope=scope).getlist("host")):
            await PlainTextResponse(self._refusal, HTTP_421_MISDIRECTED_REQUEST)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_own(self, hosts: list[str]) -> bool:
        """Whether the header Host was sent once, with a name of this computer."""
        return len(hosts) == 1 and self._own.fullmatch(hosts[0]) is not None


class _State:
    """The state that open pages are sent: the version of the portal, and the diagnostics that prevent a new one."""

    def __init__(self) -> None:
        self._changed = asyncio.Condition()
        self._now: dict[str, Any] = {"version": 0, "diagnostics": []}
        self._over = False

    @property
    def version(self) -> int:
        """How often the files of the portal have changed since the preview began."""
        return int(self._now["version"])

    async def set(self, now: dict[str, Any] | None) -> None:
        """Set the state and wake everyone who waits for it; None ends all streams."""
        async with self._changed:
            self._over = now is None
            self._now = now or self._now
            self._changed.notify_all()

    async def events(self) -> AsyncIterator[str]:
        """One event for each state, the present one first (server-sent events of the HTML standard)."""
        sent: dict[str, Any] | None = None
        while not self._over:
            sent = self._now
            yield f"data: {json.dumps(sent)}\n\n"
            async with self._changed:
                while not self._over and self._now is sent:
                    await self._changed.wait()


def run(
    listener: socket.socket, pages: Path, index: Path, channel: "Connection[Any, Any]", hosts: Sequence[str] = ()
) -> None:
    """Serve until `channel` is closed; every state that comes through it goes to all open pages.

    `hosts` are names that requests may have for this computer, beside its own.
    """
    asyncio.run(_run(listener, pages, index, channel, hosts))


async def _run(
    listener: socket.socket, pages: Path, index: Path, channel: "Connection[Any, Any]", hosts: Sequence[str]
) -> None:
    """The server: the events and the script below `/-/`, and the pages below all other addresses."""
    state = _State()

    async def events(_: Request) -> Response:
        return StreamingResponse(state.events(), media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def script(_: Request) -> Response:
        return FileResponse(Path(__file__).with_name("live.js"), media_type="text/javascript")

    address, port = listener.getsockname()[:2]
    app = Starlette(
        routes=[
            Route("/-/events", events),
            Route("/-/live.js", script),
            Mount("/", _Pages(state, pages, index)),
        ],
        middleware=[Middleware(_OwnHosts, address, port, hosts)],
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, ws="none"))
    loop = asyncio.get_running_loop()

    def listen() -> None:
        try:
            while True:
                asyncio.run_coroutine_threadsafe(state.set(channel.recv()), loop).result()
        except (EOFError, OSError):
            server.should_exit = True
            asyncio.run_coroutine_threadsafe(state.set(None), loop)

    threading.Thread(target=listen, daemon=True).start()
    await server.serve(sockets=[listener])
