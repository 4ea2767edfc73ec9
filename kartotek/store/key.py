"""The secret key of the caches of one user on one computer.

A cache has pickles and compiled templates: whoever can write them can run code. So each value is stored with a digest
that only this key makes (RFC 7693, keyed BLAKE2b), and a cache that came with a repository or an archive is not read.
"""

import os
import secrets
import stat
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

VARIABLE = "KARTOTEK_CACHE_KEY"
"""An environment variable with a secret that is used in place of the file, as on computers that are new each day."""
_SHORTEST = 16
_SIZE = 32
_FILE = "kartotek/cache.key"


@dataclass(frozen=True, slots=True)
class CacheKey:
    """32 bytes, and why they are forgotten when this process ends ("" if they are kept)."""

    secret: bytes
    problem: str = ""


@cache
def key_outside(site: Path) -> CacheKey:
    """The key of this user on this computer, which lies outside the folder `site` (an absolute path).

    It is made where there is none yet. Where none can be kept there is one for this process only, so that what it
    stores is of no use to the next.
    """
    try:
        return CacheKey(_found(os.environ, site))
    except _NoKeyError as error:
        return CacheKey(secrets.token_bytes(_SIZE), str(error))
    except OSError as error:
        return CacheKey(secrets.token_bytes(_SIZE), f"{error.filename or _FILE}: {error.strerror or error}")


class _NoKeyError(Exception):
    """There is no key, or it is not secret; the text says why."""


def _found(environment: Mapping[str, str], site: Path) -> bytes:
    """The key of the environment, or that of the file. Raises OSError and _NoKeyError."""
    given = environment.get(VARIABLE, "").strip()
    if given:
        if len(given) < _SHORTEST:
            raise _NoKeyError(f"{VARIABLE} has fewer than {_SHORTEST} characters")
        return blake2b(given.encode("utf-8", "surrogateescape"), digest_size=_SIZE, person=b"kartotek").digest()
    path = _state_folder(environment) / _FILE
    if path.resolve().is_relative_to(site):
        raise _NoKeyError(f"{path} is inside the site, where it would not stay secret")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        return _read(path)
    _make(path)
    return _read(path)


def _state_folder(environment: Mapping[str, str]) -> Path:
    """Where programs of this user keep what outlives them (XDG Base Directory Specification 0.8)."""
    name, default = ("LOCALAPPDATA", "AppData/Local") if sys.platform == "win32" else ("XDG_STATE_HOME", ".local/state")
    given = Path(environment.get(name, ""))
    if given.is_absolute():
        return given
    try:
        home = Path.home()
    except RuntimeError:
        raise _NoKeyError("there is no home folder") from None
    if not home.is_dir():
        raise _NoKeyError("there is no home folder")
    return home / default


def _read(path: Path) -> bytes:
    """The key in a file, which must be ours and nobody else's to read."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise _NoKeyError(f"{path} is not a file")
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o077):
        raise _NoKeyError(f"{path} is not yours alone; remove it, and a new one is made")
    key = path.read_bytes()
    if len(key) != _SIZE:
        raise _NoKeyError(f"{path} is damaged; remove it, and a new one is made")
    return key


def _make(path: Path) -> None:
    """Make a key, unless another process is quicker; the file is whole or is not there."""
    descriptor, waiting = tempfile.mkstemp(dir=path.parent)  # only its owner may read it
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SIZE))
        try:
            os.link(waiting, path)
        except FileExistsError:
            pass
        except (OSError, NotImplementedError):  # a disk without hard links: FAT, some network disks
            # another process may make one at the same time; the last one counts, and the other's cache is discarded
            if not os.path.lexists(path):
                os.replace(waiting, path)  # noqa: PTH105
    finally:
        with suppress(FileNotFoundError):
            os.unlink(waiting)  # noqa: PTH108
