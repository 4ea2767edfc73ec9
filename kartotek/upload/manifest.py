"""What a bucket holds of a portal: a list that is kept there, beside the files."""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kartotek.upload.target import Target, UploadError, plain_errors

if TYPE_CHECKING:
    from obstore import ObjectMeta, PutMode, PutResult, UpdateVersion

NAME = ".kartotek/published.json.gz"
"""Where the list lies in the bucket. It names what is public anyway."""

_VERSION = 1
_UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files the bucket has, as far as we put them there.

    `files` has the digest of each (`send`), by its path; "" where sending it was begun and may not have ended.
    `edition` tells two editions of the list apart, so that two who send at once notice each other; None if there is no
    list yet. `is_known` is false without a list that can be read, and until the first run after that has ended: then
    what else an earlier run left there is not known.
    """

    files: Mapping[str, str]
    edition: "UpdateVersion | None" = None
    is_known: bool = True

    def while_sending(self, paths: Iterable[str]) -> dict[str, str]:
        """The files while those at `paths` are being sent: what the bucket has there is not known."""
        return {**self.files, **dict.fromkeys(paths, _UNKNOWN)}


def read(target: Target) -> Manifest:
    """The list in the bucket; an empty one if there is none. Raises UploadError."""
    with plain_errors(target.address):
        try:
            found = target.store.get(NAME)
        except FileNotFoundError:
            return Manifest({}, is_known=False)
        data = bytes(found.bytes())
    edition = _edition(found.meta)
    try:
        content = json.loads(gzip.decompress(data))
        version, files = content["version"], content["files"]
        if version == _VERSION and all(isinstance(digest, str) for digest in files.values()):
            return Manifest(files, edition, is_known=content.get("known") is not False)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        version = None
    if isinstance(version, int) and version > _VERSION:
        raise UploadError(
            f"{target.address} was published by a newer version of Kartotek", "update Kartotek, then publish again"
        )
    return Manifest({}, edition, is_known=False)  # damaged: everything is sent again


def write(target: Target, files: Mapping[str, str], there: Manifest, *, ended: bool = False) -> Manifest:
    """Put a list in the bucket in the place of the one that is `there`, and return it; `ended` if all was done.

    Raises UploadError, also if somebody else has put another one there meanwhile.
    """
    from obstore import exceptions

    is_known = there.is_known or ended
    content = {"version": _VERSION, "files": dict(sorted(files.items())), **({} if is_known else {"known": False})}
    data = gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
    headers = {"Content-Type": "application/gzip", "Cache-Control": "no-store"}
    mode: PutMode = there.edition or "create"
    with plain_errors(target.address):
        try:
            done = target.store.put(NAME, data, attributes=headers, mode=mode)
        except (exceptions.PreconditionError, exceptions.AlreadyExistsError):
            raise UploadError(
                f"somebody else is publishing to {target.address}", "wait until they are done, then run this again"
            ) from None
    return Manifest(files, _edition(done), is_known)


def _edition(stored: "ObjectMeta | PutResult") -> "UpdateVersion":
    """What tells this edition apart: stores have the one or the other."""
    edition: UpdateVersion = {}
    if stored["e_tag"]:
        edition["e_tag"] = stored["e_tag"]
    if stored["version"]:
        edition["version"] = stored["version"]
    return edition
