"""One SQLite file of named values. SQLite sees to it that a build which is killed leaves the old values or the new."""

import pickle
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import Any, TypeVar

from kartotek.text.digests import SIZE

Value = TypeVar("Value")

_STAMP = "stamp"
_WAIT_S = 20
"""Seconds to wait for others who have the file open: only one build runs, but a check may be reading."""


class BrokenStoreError(Exception):
    """What was stored cannot be used: the file is damaged, or a part is missing. The build goes on without it."""


class Store:
    """Values that can be pickled, by name. Reading raises BrokenStoreError for what is damaged, writing OSError.

    Each value is stored with a digest of its name and bytes, which only who has the secret `key` (1 to 64 bytes) can
    make (RFC 7693). It is checked before anything is unpickled: what somebody else put into the file is never run.
    What is put is visible to this object at once, and to others after `commit`. Opening raises OSError.
    """

    def __init__(self, path: Path, key: bytes, *, wait: float = _WAIT_S) -> None:
        self.path, self._key = path, key
        try:
            self._db = sqlite3.connect(path, timeout=wait, isolation_level=None)
        except sqlite3.Error as error:
            raise OSError(f"{path}: {error}") from error
        try:
            # after a power failure the file may be broken, and is then dropped: what is in it can be made again
            self._write("PRAGMA synchronous = OFF")
            self._write("PRAGMA trusted_schema = OFF")  # the file may be somebody else's
            self._write("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID")
            self._write("BEGIN")
        except OSError:
            self.close()
            raise

    def __reduce__(self) -> tuple[type["Store"], tuple[object, ...]]:
        return Store, (self.path, self._key)  # another process opens the file, and sees what was committed

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, or `default` where there is none."""
        try:
            row = self._db.execute("SELECT data FROM kept WHERE name = ?", (name,)).fetchone()
        except sqlite3.Error as error:
            raise BrokenStoreError(str(error)) from error
        return self._unpacked(name, row[0]) if row else default

    def below(self, prefix: str) -> Iterator[Any]:
        """All values whose names begin with the prefix, in the order of their names."""
        try:
            rows = self._db.execute(
                "SELECT name, data FROM kept WHERE name >= ? AND name < ?", (prefix, f"{prefix}\U0010ffff")
            )
            for name, data in rows:
                yield self._unpacked(name, data)
        except sqlite3.Error as error:
            raise BrokenStoreError(str(error)) from error

    def put(self, name: str, value: Any) -> None:
        """Store a value under a name, in place of any that was there."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._write("REPLACE INTO kept VALUES (?, ?)", (name, self._digest(name, data) + data))

    def verify(self) -> None:
        """Compare every value with its digest. Raises BrokenStoreError."""
        try:
            for name, data in self._db.execute("SELECT name, data FROM kept"):
                self._sound(name, data)
        except sqlite3.Error as error:
            raise BrokenStoreError(str(error)) from error

    def _digest(self, name: str, data: bytes | memoryview) -> bytes:
        digest = blake2b(name.encode() + b"\0", digest_size=SIZE, key=self._key)
        digest.update(data)
        return digest.digest()

    def _sound(self, name: object, data: object) -> memoryview:
        """The pickle in what is stored under a name. Raises BrokenStoreError if we did not store it."""
        if isinstance(name, str) and isinstance(data, bytes):
            content = memoryview(data)[SIZE:]
            if compare_digest(self._digest(name, content), data[:SIZE]):
                return content
        raise BrokenStoreError("a value is damaged")

    def _unpacked(self, name: object, data: object) -> Any:
        return pickle.loads(self._sound(name, data))  # with our digest, so we wrote it

    def commit(self) -> None:
        """Make what was put so far visible to the next build, all of it or, if the process is killed, none."""
        self._write("COMMIT")
        self._write("BEGIN")

    def _write(self, statement: str, values: tuple[object, ...] = ()) -> None:
        try:
            self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise OSError(f"{self.path}: {error}") from error

    def close(self) -> None:
        """Close the file, and forget what was put since the last commit."""
        self._db.close()


def open_store(path: Path, stamp: str, key: bytes, *, wait: float = _WAIT_S) -> Store | None:
    """The store, if the same program made it; None where there is none yet or another one made it.

    `stamp` says which program that is, such as a digest of its source: pickles of another program may not fit. `wait`
    is the number of seconds to wait for others who are writing.

    Raises BrokenStoreError.
    """
    if not path.is_file() or path.is_symlink():
        return None
    store: Store | None = None
    try:
        store = Store(path, key, wait=wait)
        if store.get(_STAMP) == stamp:
            return store
    except OSError as error:
        raise BrokenStoreError(str(error)) from error
    store.close()
    return None


def new_store(path: Path, stamp: str, key: bytes) -> Store:
    """An empty store in place of any that was there. Raises OSError."""
    for old in (path, path.with_name(f"{path.name}-journal")):
        with suppress(FileNotFoundError):
            old.unlink()
    store = Store(path, key)
    try:
        store.put(_STAMP, stamp)
    except OSError:
        store.close()
        raise
    return store


class StoredMapping(Mapping[str, Value]):
    """A mapping that is stored in portions, of which only those that are asked for are read.

    Iterates in the order in which it was put. Any reading raises BrokenStoreError if a portion is missing or damaged.
    To another process it travels as the name of its file, not with its content.
    """

    def __init__(self, store: Store, name: str, instead: Mapping[str, Value] | None = None) -> None:
        """`instead` has other values for some of the keys, which are not stored yet."""
        self._store, self._name, self._instead = store, name, instead or {}
        self._portion_of: dict[str, int] | None = None
        self._portions: dict[int, dict[str, Value]] = {}

    def __reduce__(self) -> tuple[type["StoredMapping[Value]"], tuple[object, ...]]:
        return StoredMapping, (self._store, self._name, self._instead)

    def instead(self, values: Mapping[str, Value]) -> "StoredMapping[Value]":
        """The same with other values for some of the keys, which are not stored yet; what was read is not read
        again."""
        made = StoredMapping(self._store, self._name, values)
        made._portion_of, made._portions = self._portion_of, self._portions
        return made

    def _keys(self) -> dict[str, int]:
        if self._portion_of is None:
            self._portion_of = self._read("keys")
        return self._portion_of

    def _read(self, part: str) -> Any:
        found = self._store.get(f"{self._name}/{part}")
        if found is None:
            raise BrokenStoreError(f"{self._name} is not all there")
        return found

    def _portion(self, number: int) -> dict[str, Value]:
        portion = self._portions.get(number)
        if portion is None:
            portion = self._portions[number] = self._read(f"{number:06}")
        return portion

    def __getitem__(self, key: str) -> Value:
        if key in self._instead:
            return self._instead[key]
        return self._portion(self._keys()[key])[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys()

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())

    def whole(self) -> dict[str, Value]:
        """All of it as a dictionary: quicker than key by key if all is needed."""
        portions = self._store.below(f"{self._name}/0")
        found = {key: value for portion in portions for key, value in portion.items()}
        if len(found) != len(self):
            raise BrokenStoreError(f"{self._name} is not all there")
        return {key: found[key] for key in self._keys()} | dict(self._instead)

    def change(self, values: Mapping[str, Value]) -> None:
        """Store other values for keys that are there. Raises KeyError for a new key."""
        keys = self._keys()
        changed = {keys[key] for key in values}
        for key, value in values.items():
            self._portion(keys[key])[key] = value
        for number in changed:
            self._store.put(f"{self._name}/{number:06}", self._portions[number])


_PER_PORTION = 200
"""Values in a portion: one that is asked for costs reading so many."""


def put_mapping(store: Store, name: str, values: Mapping[str, Any]) -> None:
    """Store a mapping so that a StoredMapping can read it. The store must not hold one of that name yet."""
    keys = list(values)
    store.put(f"{name}/keys", {key: i // _PER_PORTION for i, key in enumerate(keys)})
    for i in range(0, len(keys), _PER_PORTION):
        store.put(f"{name}/{i // _PER_PORTION:06}", {key: values[key] for key in keys[i : i + _PER_PORTION]})
