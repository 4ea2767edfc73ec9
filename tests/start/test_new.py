"""`kartotek new`: a file with just the fields of a kind and type, and a check that says what is to be filled in."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.config.settings import LANGUAGES
from kartotek.content.entries import RawEntry, Source, read_entry
from kartotek.diagnostics import Diagnostic
from kartotek.model.kinds import KINDS
from kartotek.model.records import read_record
from kartotek.model.types import TYPES
from kartotek.start.new import entry_text
from tests.conftest import ARTICLE, ROOT, WriteSite, tree

BOOK = ("publication", "--type", "book")
ALL = [(key, "") for key in KINDS if key != "publications"] + [("publications", type_) for type_ in TYPES]


def new(site: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--site", str(site)])


def read(folder: Path, kind: str, text: str) -> RawEntry:
    (folder / "x.md").write_text(text, "utf-8")
    entry = read_entry(folder, Source(kind, "x", "x.md"))
    assert not isinstance(entry, Diagnostic), entry
    return entry


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "type_"), ALL)
def test_the_check_only_says_what_is_to_be_filled_in(kind: str, type_: str, language: str, tmp_path: Path) -> None:
    values = {"type": type_} if type_ else {}
    entry = read(tmp_path, kind, entry_text(KINDS[kind], type_, values, language))
    _, found = read_record(entry)
    assert {diagnostic.code for diagnostic in found} == {"missing-key", "empty-value"} - (
        set() if type_ else {"empty-value"}
    )
    assert {diagnostic.path[0] for diagnostic in found if diagnostic.path} <= {
        key for key, value in entry.data.items() if not value
    }
    assert entry.data["draft"] == "true"


@pytest.mark.parametrize(("kind", "type_"), ALL)
def test_every_field_that_is_offered_is_one_of_this_type(kind: str, type_: str, tmp_path: Path) -> None:
    """All fields with their examples, and the empty ones filled in."""
    field = KINDS[kind].naming.field
    values = {"type": type_, field: "A name"} if type_ else {field: "A name"}
    text = entry_text(KINDS[kind], type_, values, "en")
    assert max(map(len, text.splitlines())) < 160
    offered = re.sub(r"^# (?=\w+: )", "", text, flags=re.MULTILINE)
    whole = re.sub(r"^(?:\w+: +#|draft: ).*\n", "", offered, flags=re.MULTILINE)
    if "\nbook: " in whole:  # one or the other
        whole = re.sub(r"^journal: .*\n", "", whole, flags=re.MULTILINE)
    entry = read(tmp_path, kind, whole)
    record, found = read_record(entry)
    assert record is not None
    assert [(diagnostic.code, diagnostic.path) for diagnostic in found] == []
    assert list(entry.data) == [key for key in KINDS[kind].fields if key in entry.data]
    assert len(entry.data) > 3 or kind == "pages"


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("--title", "On cards", "--author", "Ada Lind", "--year", "2020-05"), "lind-2020-cards"),
        (("--title", "On cards: a study", "--author", "Ada Lind", "--year", "2020"), "lind-2020-cards-study"),
        (
            ("--title", "The cards of the city: a study", "--author", "van der Waals, J. D."),
            "van-der-waals-cards-city-study",
        ),
        (("--title", "Æbler og ører", "--year", "-0299"), "aebler-orer"),
        (("--title", "Kort", "--id", "my-name"), "my-name"),
        (("--author", "Ada Lind", "--author", "Bo Berg"), "lind"),
        ((), "new-publication"),
        (("--title", "学術"), "xueshu"),
    ],
)
def test_the_file_is_named_after_family_year_and_words(
    arguments: tuple[str, ...], file: str, write_site: WriteSite
) -> None:
    site = write_site({})
    assert new(site, "publication", "--type", "book", *arguments) == 0
    (made,) = (site / "content/publications").iterdir()
    assert made.name == f"{file}.md"


def test_what_was_given_is_there_and_complete_entries_are_no_drafts(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({"content/publications/old.md": ARTICLE})
    given = ("--author", "Lind, Ada", "--author", "Bo Berg", "--year", "2020-05")
    assert new(site, "publication", "--type", "chapter", "--title", "Cards: a study", *given) == 0
    assert "it is a draft until you fill in book\n" in capsys.readouterr().err
    text = (site / "content/publications/lind-2020-cards-study.md").read_text("utf-8")
    first, _, _ = text.partition("# More fields")
    assert [line.partition("  # ")[0] for line in first.splitlines()] == [
        "---", "type: chapter", 'title: "Cards: a study"', 'authors: ["Lind, Ada", Bo Berg]', "issued: 2020-05",
        "book:", "draft: true",
    ]  # fmt: skip
    assert new(site, "person", "--name", "Ada Lind") == 0
    assert "draft" not in capsys.readouterr().err
    assert "draft" not in (site / "content/people/ada-lind.md").read_text("utf-8")
    assert main(["check", "--site", str(site), "--jobs", "1"]) == 0
    told = capsys.readouterr().err
    assert "book is empty" in told
    assert "1 warning in 1 file" in told


def test_it_speaks_the_language_of_the_site(write_site: WriteSite) -> None:
    site = write_site({"site.yaml": "title: T\nlanguages: [da, en]\n"})
    assert new(site, "keyword", "--title", "Kort") == 0
    assert "label: Kort  # Det foretrukne ord.\n" in (site / "content/keywords/kort.md").read_text("utf-8")
    assert new(site, "keyword", "--title", "Cards", "--language", "en") == 0
    assert "label: Cards  # The preferred label.\n" in (site / "content/keywords/cards.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("persons",), "there is no kind of entry 'persons'\nhelp: did you mean 'person'?"),
        (("publication",), "it is not said of which type it is\nhelp: write --type and one of article-journal, "),
        (("publication", "--type", "boook"), "--type: 'boook' is not one of the allowed values\nhelp: did you"),
        ((*BOOK, "--year", "May 2020"), "--year: 'May 2020' is not a date\nhelp: write 2020-05"),
        ((*BOOK, "--author", "A. Lind and B. Berg"), "--author: 'A. Lind and B. Berg' looks like"),
        ((*BOOK, "--title", "a\x07"), "--title: invisible control character"),
        (("person", "--type", "book"), "--type, --author and --year are for publications"),
        (("person", "--id", "Ada Lind"), "'Ada Lind' cannot be the name of an entry\nhelp: write --id with"),
        (("person", "--id", "../x"), "'../x' cannot be the name"),
        (("person", "--name", "Aux"), "'aux' cannot be the name"),
        ((*BOOK, "--id", "on-cards"), "there is content/publications/2020/on-cards.yaml already"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], told: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({"content/publications/2020/on-cards.yaml": "type: book\ntitle: T\n"})
    before = tree(site)
    assert new(site, *arguments) == 2
    assert told in capsys.readouterr().err
    assert tree(site) == before


def test_without_a_site_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path, "person") == 2
    assert "there is no site.yaml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_it_asks_on_a_terminal(write_site: WriteSite) -> None:
    site = write_site({})
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kartotek", "new", "publication", "--site", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        os.write(ours, b"bok\nthesis\nOn cards\nAda Lind; Bo Berg\n2021-06\n")
        said = b""
        while b"fill in" not in said:
            said += os.read(ours, 4096)
        assert process.wait(timeout=60) == 0
    os.close(ours)
    text = (site / "content/publications/lind-2021-cards.md").read_text("utf-8")
    assert "authors: [Ada Lind, Bo Berg]  #" in text
    assert "awarded: 2021-06  #" in text
    assert "draft: true" in text
