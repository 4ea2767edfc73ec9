"""A language more costs a catalog, and nothing else: here Swedish, with few messages."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CATALOG = r"""# The interface of Kartotek in Swedish.
msgid ""
msgstr ""
"Language: sv\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"Content-Type: text/plain; charset=utf-8\n"
"X-After-Z: å, ä æ, ö ø\n"

msgid "People"
msgstr "Personer"

#, python-format
msgid "%(shown)s person"
msgid_plural "%(shown)s people"
msgstr[0] "%(shown)s person"
msgstr[1] "%(shown)s personer"

#, python-format
msgid "Spring %(year)s"
msgstr "Våren %(year)s"

msgid "Journal article"
msgstr "Tidskriftsartikel"

msgctxt "in a citation"
msgid "in press"
msgstr "under tryckning"
"""
WORK = """---
type: article-journal
title: Om kort
authors: [Ida Åberg, Pia Ærlig, Ola Öst, Anna Zorn]
issued: %s
language: sv
---
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of Kartotek with one catalog more."""
    home = tmp_path_factory.mktemp("kartotek")
    for folder in ("kartotek", "templates", "locks"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (home / "kartotek/locale/sv.po").write_text(CATALOG, "utf-8")
    return home


def run(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(package)}
    command = [sys.executable, "-m", "kartotek", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=package, check=False)


@pytest.fixture(scope="module")
def dist(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    (site / "content/publications").mkdir(parents=True)
    (site / "site.yaml").write_text("title: Kort\noutput: full\nlanguages: [en, sv]\nediting: lind/kort\n", "utf-8")
    (site / "content/publications/kort.md").write_text(WORK % "2024-21", "utf-8")
    done = run(package, "build", "--site", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    return site / "dist"


def test_pages_are_in_it(dist: Path) -> None:
    page = (dist / "sv/publications/kort/index.html").read_text("utf-8")
    assert '<html lang="sv">' in page
    assert "Tidskriftsartikel" in page
    assert "Våren 2024" in page
    assert 'content="sv_SE"' in page


def test_other_pages_lead_there_and_call_it_by_its_own_name(dist: Path) -> None:
    assert re.search(r'href="[^"]*sv/"[^>]*>Svenska<', (dist / "index.html").read_text("utf-8"))
    assert re.search(r'href="\.\./"[^>]*>English<', (dist / "sv/index.html").read_text("utf-8"))


def test_lists_are_in_the_order_of_its_alphabet(dist: Path) -> None:
    people = (dist / "sv/people/index.html").read_text("utf-8")
    assert re.findall(r"<h2[^>]*>(\w)</h2>", people) == ["Z", "Å", "Ä", "Ö"]
    assert re.findall(r"<h2[^>]*>(\w)</h2>", (dist / "people/index.html").read_text("utf-8")) == ["A", "O", "Z"]


def test_what_it_does_not_say_is_said_in_english(dist: Path) -> None:
    assert "Skip to content" in (dist / "sv/index.html").read_text("utf-8")


def test_its_words_for_languages_and_dates_are_understood(package: Path, tmp_path: Path) -> None:
    (tmp_path / "content/publications").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("title: Kort\n", "utf-8")
    work = (WORK % "våren 2024").replace("language: sv", "language: svenska")
    (tmp_path / "content/publications/kort.md").write_text(work, "utf-8")
    done = run(package, "check", "--site", str(tmp_path))
    assert "write 2024-21" in done.stdout + done.stderr
    assert "write sv\n" in done.stdout + done.stderr


def test_a_new_portal_is_in_it(package: Path, tmp_path: Path) -> None:
    assert run(package, "init", str(tmp_path / "portal"), "--language", "sv").returncode == 0
    assert "languages: [sv]\n" in (tmp_path / "portal/site.yaml").read_text("utf-8")
    assert run(package, "check", "--site", str(tmp_path / "portal")).returncode == 0
