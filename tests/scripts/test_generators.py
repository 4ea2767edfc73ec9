"""`scripts/generate` writes what is out of date, and with `--check` names it and fails."""

from pathlib import Path

import pytest

from scripts.generators import __main__ as command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A generator of three files: one is as it should be, one is not there, one is there but should not be."""
    (tmp_path / "current").write_text("as it is")
    (tmp_path / "gone").write_text("of old")
    files = {tmp_path / "current": b"as it is", tmp_path / "deep/new": b"new", tmp_path / "gone": None}
    monkeypatch.setattr(command, "GENERATORS", {"sample": lambda: files})
    monkeypatch.setattr(command, "ROOT", tmp_path)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["generate", *arguments])
    return command.main()


def test_check_names_what_is_out_of_date_and_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--check") == 1
    named = [line.split()[0] for line in capsys.readouterr().err.splitlines()]
    assert named == ["deep/new", "gone"]
    assert sorted(path.name for path in folder.iterdir()) == ["current", "gone"]


def test_what_is_out_of_date_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "sample") == 0
    assert (folder / "deep/new").read_bytes() == b"new"
    assert not (folder / "gone").exists()
    assert run(monkeypatch, "--check") == 0


def test_an_unknown_generator_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(monkeypatch, "dogs")
    assert "'dogs'" in capsys.readouterr().err
    assert folder.is_dir()
