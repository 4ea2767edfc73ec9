"""Answers of last time, kept with what is needed to ask whether they still hold (RFC 9110, section 13).

A file for each: a line of JSON about it, then the body. Whatever is wrong with one, it only counts as missing.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
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
class OwnFolder:
    """A folder for answers, and a secret of this user: what is believed has a digest made with it, so that a file which
    came with a repository counts as missing."""

    path: Path
    key: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """The answers in a folder; None keeps nothing."""

    folder: OwnFolder | None

    def find(self, request: Request) -> Answer | None:
        """The answer of last time, with `kept` set; None if there is none that is whole."""
        path = self._path(request)
        if path is None:
            return None
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            about = json.loads(head)
            is_ours = compare_digest(str(about.pop("digest")), self._digest(about, body))
            if not is_ours or about["asked"] != request.url:
                return None
            return Answer(str(about["url"]), int(about["status"]), dict(about["headers"]), body, kept=True)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def keep(self, request: Request, answer: Answer) -> None:
        """Keep an answer if the server said how to ask for it again. A full disk is no reason to fail.

        Where the end of the connection is the end of the body (RFC 9112, 6.3), nobody knows whether it was all: kept,
        half an answer would be used for as long as nothing is new.
        """
        path = self._path(request)
        if (
            path is None
            or not conditions(answer)
            or not _has_an_end(answer)
            or "no-store" in answer.headers.get("cache-control", "").lower()
        ):
            return
        headers = {name: value for name, value in answer.headers.items() if name in _WRITTEN}
        about = {"asked": request.url, "url": answer.url, "status": answer.status, "headers": headers}
        about["digest"] = self._digest(about, answer.body)
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
            for path in self.folder.path.glob("*.answer"):
                if path.stat().st_mtime < now - _OLDEST:
                    path.unlink()

    def _digest(self, about: Mapping[str, object], body: bytes) -> str:
        head = json.dumps(about, sort_keys=True).encode()
        return blake2b(
            head + b"\n" + body, digest_size=32, key=self.folder.key[:64] if self.folder else b""
        ).hexdigest()

    def _path(self, request: Request) -> Path | None:
        """The file of a request. What was given for a key is not for the disk: nobody said who may read it there."""
        if self.folder is None or request.secrets or request.method != "GET":
            return None
        asked = json.dumps([request.url, sorted(request.headers.items())])
        return self.folder.path / f"{blake2b(asked.encode(), digest_size=16).hexdigest()}.answer"


def _has_an_end(answer: Answer) -> bool:
    """Whether the server said where the body ends."""
    return "content-length" in answer.headers or "chunked" in answer.headers.get("transfer-encoding", "").lower()


def conditions(answer: Answer) -> Mapping[str, str]:
    """The headers that ask for something only if it is not this answer any more."""
    names = _VERSION if _VERSION.keys() & answer.headers.keys() else _VALIDATORS
    return {asks: answer.headers[name] for name, asks in names.items() if name in answer.headers}
