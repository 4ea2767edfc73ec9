"""One value in one file, which is replaced as a whole: who reads it waits for nobody, and hinders nobody.

For what several processes may read and write at any time. As in a `Store`, only who has the secret key can make a file
that is read.
"""

import os
import pickle
import tempfile
from contextlib import suppress
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from time import time
from typing import Any

from kartotek.text.digests import SIZE

_WAITING = "waiting-"
"""The beginning of the names of files that are not complete yet."""
_LEFT_S = 3600
"""Seconds after which such a file is that of a process which was killed."""


def read_value(path: Path, stamp: str, key: bytes) -> Any:
    """The value that `write_value` wrote with the same stamp and key, or None: whatever else is there is of no use."""
    with suppress(OSError):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            content = memoryview(data)[SIZE:]
            if compare_digest(_digest(path, stamp, key, content), data[:SIZE]):
                return pickle.loads(content)  # with our digest, so we wrote it
    return None


def write_value(path: Path, stamp: str, key: bytes, value: object) -> None:
    """Write a value that can be pickled, whole or not at all.

    `stamp` says which program wrote it, and `key` has 1 to 64 bytes. Raises OSError.
    """
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    write_whole(path, _digest(path, stamp, key, content), content)


def _digest(path: Path, stamp: str, key: bytes, content: bytes | memoryview) -> bytes:
    digest = blake2b(f"{path.name}\0{stamp}\0".encode(), digest_size=SIZE, key=key)
    digest.update(content)
    return digest.digest()


def write_whole(path: Path, *parts: bytes) -> None:
    """Write a file that is complete or is not there. Raises OSError, and then leaves what there was."""
    descriptor, waiting = tempfile.mkstemp(prefix=_WAITING, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for part in parts:
                file.write(part)
        os.replace(waiting, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(waiting)  # noqa: PTH108
        raise
    with suppress(OSError):
        for left in path.parent.glob(f"{_WAITING}*"):
            if left.lstat().st_mtime < time() - _LEFT_S:
                left.unlink()
