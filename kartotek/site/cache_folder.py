"""The folder of the cache, `.kartotek`: whether it is ours.

It may have come with the site, from a repository or an archive, and what is in it would be published or even run. So it
has a mark that only this user on this computer can make (`store.key`). What is in a folder without it is removed.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path

from kartotek.diagnostics import SetupError
from kartotek.output.lock import LOCK, only_build
from kartotek.site.options import BuildOptions
from kartotek.store.key import CacheKey, key_outside
from kartotek.store.value import write_whole

_TOP = ".kartotek"
_MARK = "mark"
_PREVIEW = "serve"
"""The folder of the preview; the caches in it have marks of their own."""


def _key(cache: Path) -> CacheKey:
    here = Path(os.path.abspath(cache))  # noqa: PTH100  # a link to it would be refused
    top = next((folder for folder in (here, *here.parents) if folder.name == _TOP), here)
    return key_outside(top.parent.resolve())


def cache_key(cache: Path) -> bytes:
    """The secret key of what is stored in a folder of the cache. Values with digests of another key are not ours."""
    return _key(cache).secret


@contextmanager
def own_cache(options: BuildOptions) -> Iterator[list[str]]:
    """Lock the cache of a site, and make sure that all in it is ours; yields sentences for the user.

    Raises SetupError if it is a link or somebody else's, or if another build is running; raises OSError.
    """
    cache = options.cache
    for folder in _folders(options):
        _check_folder(folder)
    with suppress(FileNotFoundError):
        if not stat.S_ISREG((cache / LOCK).lstat().st_mode):
            _remove(cache / LOCK)
    with only_build(cache):
        key = _key(cache)
        discarded = not _is_marked(cache, key) and _discard(cache)
        notes: list[str] = []
        if key.problem:
            notes = [f"the cache is not kept, so every build makes everything again: {key.problem}"]
        elif discarded:
            notes = ["the cache was not made by you on this computer, and was discarded"]
        _remove_links(cache)
        mark = cache / _MARK
        if not mark.exists():
            mark.write_bytes(_mark(key))
        yield notes


def is_own_cache(cache: Path) -> bool:
    """Whether the cache is there and ours, for who reads it without the lock. Nothing is changed; raises OSError."""
    key = _key(cache)
    return not key.problem and _is_folder_of_ours(cache) and _is_marked(cache, key)


def begin_own_cache(cache: Path) -> bool:
    """Make the cache, if there is none, for who writes to it without the lock; returns whether it is ours.

    What is there and not ours stays for a build to discard. Raises OSError.
    """
    key = _key(cache)
    if key.problem:
        return False
    if not os.path.lexists(cache):
        cache.mkdir()
    if not _is_folder_of_ours(cache):
        return False
    if not any(cache.iterdir()):
        write_whole(cache / _MARK, _mark(key))
    return _is_marked(cache, key)


def _is_folder_of_ours(folder: Path) -> bool:
    try:
        _check_folder(folder)
    except SetupError:
        return False
    return folder.is_dir()


def _folders(options: BuildOptions) -> Iterator[Path]:
    """The folders of the cache from the top down; and the output folder, if it lies in there, as the preview's does."""
    top = options.site / Path(options.cache_folder).parts[0]
    for folder in (options.cache, options.out):
        if folder.is_relative_to(top):
            yield from (parent for parent in reversed((folder, *folder.parents)) if parent.is_relative_to(top))


def _check_folder(folder: Path) -> None:
    """Raises SetupError unless this is a folder of this user, or not there."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISLNK(found.st_mode):
        raise SetupError(f"{folder} is a link, and builds keep their cache there", "remove the link")
    if not stat.S_ISDIR(found.st_mode):
        raise SetupError(f"{folder} is not a folder, and builds keep their cache there", "remove it")
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        raise SetupError(
            f"{folder} belongs to another user, and builds keep their cache there",
            "remove the folder, or build as that user",
        )


def _mark(key: CacheKey) -> bytes:
    return blake2b(b"a cache of Kartotek", digest_size=32, key=key.secret).hexdigest().encode()


def _is_marked(cache: Path, key: CacheKey) -> bool:
    mark = cache / _MARK
    return not mark.is_symlink() and mark.is_file() and compare_digest(mark.read_bytes(), _mark(key))


def _discard(cache: Path) -> bool:
    """Remove all that is in a folder but our lock and the preview; returns whether there was anything."""
    found = [path for path in cache.iterdir() if path.name not in (LOCK, _PREVIEW)]
    for path in found:
        _remove(path)
    return bool(found)


def _remove_links(cache: Path) -> None:
    """Remove what is neither file nor folder, in the cache and in folders in it: git puts links even where we are at
    home, if the repository has them."""
    for folder in (cache, *(path for path in cache.iterdir() if path.is_dir() and not path.is_symlink())):
        with os.scandir(folder) as found:
            entries = list(found)
        for entry in entries:
            if not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)):
                _remove(Path(entry.path))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
