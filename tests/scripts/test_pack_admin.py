"""Packing what /admin/ is made of."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from kartotek.admin import bundle
from scripts import pack_admin


def test_what_is_packed_is_what_is_locked() -> None:
    assert pack_admin.is_packed(), "run sh scripts/admin"


def test_the_lock_has_exact_versions_checksums_licences_and_no_address() -> None:
    text = pack_admin.FILE.read_text("utf-8")
    assert "://" not in text
    for archive in pack_admin.archives(text):
        assert archive.integrity.startswith("sha512-")
        assert archive.version[0].isdigit()
        assert archive.license


def test_licences_are_kept() -> None:
    kept = {path.name for path in bundle.PACKED.rglob("*LICENSE.txt")}
    assert kept >= {"LICENSE.txt", "immutable.LICENSE.txt", "js-yaml.LICENSE.txt", "source-sans-3.LICENSE.txt"}


def test_another_archive_is_refused_and_nothing_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An npm that brings an archive of the right name, with something else in it."""
    with tarfile.open(tmp_path / "other.tgz", "w:gz") as archive:
        member = tarfile.TarInfo("package/npm/index.js")
        member.size = 6
        archive.addfile(member, io.BytesIO(b"evil()"))
    npm = tmp_path / "bin/npm"
    npm.parent.mkdir()
    find_target = 'while [ "$1" != --pack-destination ]; do shift; done'
    npm.write_text(f'#!/bin/sh\n{find_target}\ncp {tmp_path}/other.tgz "$2/it.tgz"\necho it.tgz\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:{os.environ['PATH']}")
    packed = tmp_path / "packed"
    packed.mkdir()
    (packed / "kept").write_text("as it was")
    monkeypatch.setattr(pack_admin, "PACKED", packed)
    with pytest.raises(SystemExit, match=r"not that of locks/admin\.npm: nothing was packed"):
        pack_admin.pack()
    assert [path.name for path in packed.iterdir()] == ["kept"]
    assert {path.name for path in tmp_path.iterdir()} == {"other.tgz", "bin", "packed"}
