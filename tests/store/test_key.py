"""The key of the caches: made once, secret, outside the site; and a sentence where there can be none."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kartotek.store.key import VARIABLE, CacheKey, key_outside
from kartotek.store.store import BrokenStoreError, Store, new_store, open_store

SITE = Path("/nowhere/site")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder where programs keep what they remember of a user."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    key_outside.cache_clear()
    yield tmp_path / "state"
    key_outside.cache_clear()


def key(site: Path = SITE) -> CacheKey:
    key_outside.cache_clear()
    return key_outside(site)


def test_it_is_made_once_and_for_its_owner_only(state: Path) -> None:
    made = key()
    assert (len(made.secret), made.problem) == (32, "")
    assert key() == made
    file = state / "kartotek/cache.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_disk_without_hard_links_keeps_it_too(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    made = key()
    assert (len(made.secret), made.problem) == (32, "")
    assert key() == made
    file = state / "kartotek/cache.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_what_others_could_read_or_lies_in_the_site_is_no_secret(state: Path) -> None:
    first = key()
    file = state / "kartotek/cache.key"
    assert "inside the site" in key(state.parent).problem
    file.chmod(0o644)
    assert "not yours alone" in key().problem
    file.chmod(0o600)
    file.write_bytes(b"short")
    assert "damaged" in key().problem
    file.unlink()
    file.symlink_to("elsewhere")
    assert "not a file" in key().problem
    assert key().secret != first.secret


def test_where_none_can_be_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    one, two = key(), key()
    assert "no home folder" in one.problem
    assert one.secret != two.secret
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert "Not a directory" in key().problem


def test_the_environment_may_give_one(monkeypatch: pytest.MonkeyPatch, state: Path) -> None:
    monkeypatch.setenv(VARIABLE, "a secret of this repository")
    made = key()
    assert (made, made.problem) == (key(), "")
    assert not state.exists()
    monkeypatch.setenv(VARIABLE, "another secret of it")
    assert key().secret != made.secret
    monkeypatch.setenv(VARIABLE, "short")
    assert "fewer than 16" in key().problem


class Trap:
    """Unpickled, it makes a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


def test_nothing_of_another_key_or_name_is_unpickled(tmp_path: Path) -> None:
    store = new_store(tmp_path / "db", "stamp", b"one")
    store.put("name", Trap(tmp_path / "sprung"))
    store.commit()
    store.close()
    with pytest.raises(BrokenStoreError):
        open_store(tmp_path / "db", "stamp", b"two")
    forged = Store(tmp_path / "db", b"two")
    for read in (lambda: forged.get("name"), lambda: list(forged.below("n")), forged.verify):
        with pytest.raises(BrokenStoreError):
            read()
    ours = Store(tmp_path / "db", b"one")
    ours._db.execute("UPDATE kept SET name = 'other' WHERE name = 'name'")
    with pytest.raises(BrokenStoreError):
        ours.get("other")
    assert not (tmp_path / "sprung").exists()
