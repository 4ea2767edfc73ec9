"""Digests: what tells two files, or two values, apart in sixteen bytes (BLAKE2b, RFC 7693)."""

from hashlib import blake2b, file_digest
from io import BytesIO, FileIO
from pathlib import Path
from pickle import Pickler

SIZE = 16
"""Bytes of a digest. With 128 bits two things do not meet by chance."""


def of_bytes(data: bytes | memoryview) -> bytes:
    """The digest of a file's content."""
    return blake2b(data, digest_size=SIZE).digest()


def of_file(path: Path) -> bytes:
    """The digest of a file's content, which is read in parts. Raises OSError."""
    with path.open("rb", buffering=0) as stream:
        return of_stream(stream)


def of_stream(stream: FileIO) -> bytes:
    """The digest of what is left of an open file, which is read in parts. Raises OSError."""
    return file_digest(stream, lambda: blake2b(digest_size=SIZE)).digest()


def of_value(value: object) -> bytes:
    """The digest of a record, or of tuples, lists, maps, texts and numbers: the same in every process.

    Sets are not for this: their order differs between processes, and with it the digest.
    """
    buffer = BytesIO()
    pickler = Pickler(buffer, 5)
    pickler.fast = True  # else equal texts that are two objects would give other bytes than one object met twice
    pickler.dump(value)
    return of_bytes(buffer.getbuffer())
