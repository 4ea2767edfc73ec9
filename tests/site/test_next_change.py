"""The next day on which a build would publish something else."""

import json
from pathlib import Path

import pytest

from kartotek.cli import main
from tests.conftest import ARTICLE, WriteSite

DAY = 1735689600  # 2025-01-01


def entry(fields: str) -> str:
    return ARTICLE.replace("issued:", f"{fields}\nissued:")


ENTRIES = {
    "now": entry(""),
    "past": entry("publish_on: 2024-05-01"),
    "today": entry("publish_on: 2025-01-01"),
    "waits": entry("publish_on: 2025-03"),
    "embargo": entry("files: [{path: a.pdf, access: embargoed, embargo_until: 2025-02-14}]"),
    "draft": entry("draft: true\npublish_on: 2025-01-05\nfiles: [{path: b.pdf, embargo_until: 2025-01-06}]"),
}
FILES = {"content/files/a.pdf": "%PDF", "content/files/b.pdf": "%PDF b"}


def said(site: Path, capsys: pytest.CaptureFixture[str], command: str = "build") -> str | None:
    assert main([command, "--site", str(site), "--format", "json"]) == 0
    date: str | None = json.loads(capsys.readouterr().out)["report"]["next_change"]
    return date


def test_it_is_told_and_published(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY))
    site = write_site({f"content/publications/{name}.md": text for name, text in ENTRIES.items()} | FILES)
    published = site / "dist/data/next-change.txt"
    assert said(site, capsys, "check") == said(site, capsys) == said(site, capsys) == "2025-02-14"
    assert published.read_text() == "2025-02-14\n"
    abstract = site / "content/publications/now.md"
    abstract.write_text(abstract.read_text() + "More.\n")
    assert said(site, capsys) == "2025-02-14", "only one page was made"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY + 50 * 86400))
    assert main(["build", "--site", str(site)]) == 0
    assert "the next date that changes something is 2025-03-01" in capsys.readouterr().err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY + 90 * 86400))
    assert said(site, capsys) is None
    assert published.read_text() == "never\n"


def test_a_file_that_a_draft_keeps_closed_opens_some_day(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY))
    opened = entry("files: [{path: b.pdf, access: open}]")
    site = write_site({"content/publications/a.md": opened, "content/publications/draft.md": ENTRIES["draft"]} | FILES)
    assert said(site, capsys, "check") == "2025-01-06"
