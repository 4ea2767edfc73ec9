"""Answers of last time, kept with what is needed to ask whether they still hold (RFC 9110, section 13).

A file for each: a line of JSON about it, then the body. Whatever is wrong with one, it only counts as missing.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kartotek.fetch.answers import Answer, Request

_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""Headers of an answer, and the header of the next request that asks whether it still holds."""
_VERSION = {"last-modified-version": "If-Modified-Since-Version"}
"""The same of Zotero, which has a number for the state of a library."""
_WRITTEN = frozenset({*_VALIDATORS, *_VERSION, "content-type", "link", "total-results"})
"""Headers that are kept with a body."""
_OLDEST = 30 * 24 * 3600
"""Seconds after which an answer that nobody asked for again is removed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of answers; None keeps nothing. The folder must be ours: what is in it is believed."""

    folder: Path | None

    def find(self, request: Request) -> Answer | None:
        """The answer of last time, with `kept` set; None if there is none that is whole."""
        path = self._path(request)
        if path is None:
            return None
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            about = json.loads(head)
            if about["digest"] != _digest(body) or about["asked"] != request.url:
                return None
            return Answer(str(about["url"]), int(about["status"]), dict(about["headers"]), body, kept=True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, request: Request, answer: Answer) -> None:
        """Keep an answer if the server said how to ask for it again. A full disk is no reason to fail."""
        path = self._path(request)
        if path is None or not conditions(answer) or "no-store" in answer.headers.get("cache-control", "").lower():
            return
        headers = {name: value for name, value in answer.headers.items() if name in _WRITTEN}
        about = {
            "asked": request.url, "url": answer.url, "status": answer.status, "headers": headers,
            "digest": _digest(answer.body),
        }  # fmt: skip
        beside = path.with_suffix(".new")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(json.dumps(about).encode() + b"\n" + answer.body)
            os.replace(beside, path)  # noqa: PTH105

    def used(self, request: Request, now: float) -> None:
        """Say that an answer was asked for again at a time in seconds since 1970."""
        if path := self._path(request):
            with suppress(OSError):
                os.utime(path, (now, now))

    def prune(self, now: float) -> None:
        """Remove what nobody has asked for in a month."""
        if self.folder is None:
            return
        with suppress(OSError):
            for path in self.folder.glob("*.answer"):
                if path.stat().st_mtime < now - _OLDEST:
                    path.unlink()

    def _path(self, request: Request) -> Path | None:
        """The file of a request. What was given for a key is not for the disk: nobody said who may read it there."""
        if self.folder is None or request.secrets or request.method != "GET":
            return None
        asked = json.dumps([request.url, sorted(request.headers.items())])
        return self.folder / f"{blake2b(asked.encode(), digest_size=16).hexdigest()}.answer"


def conditions(answer: Answer) -> Mapping[str, str]:
    """The headers that ask for something only if it is not this answer any more."""
    names = _VERSION if _VERSION.keys() & answer.headers.keys() else _VALIDATORS
    return {asks: answer.headers[name] for name, asks in names.items() if name in answer.headers}


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()
