"""What editors get wrong, case by case in `tests/mistakes/`, each with exactly what they are told."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.config.settings import read_settings
from kartotek.diagnostics.codes import ONLY, SEVERITIES
from kartotek.site.load import load
from kartotek.site.options import BuildOptions, Job
from tests.conftest import WriteSite

FOLDER = Path(__file__).parent / "mistakes"
GOOD = "content/publications/lind-2020-on-cards.md"
_PATH = re.compile(r"`(?P<path>[^`]+)`(?: \((?P<encoding>[\w-]+)\))?:")
_COUNTS = re.compile(r"[\d,]+ (?:(?:publication|error|warning|hint)s?|of these)\b")
_BLOCK = re.compile(r"```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def good_entry() -> str:
    return (FOLDER / "README.md").read_text("utf-8").rpartition("```\n---")[2].join(["---", ""]).partition("```")[0]


def edited(entry: str, diff: str) -> str:
    """The entry with the lines of a diff taken out and put in."""
    lines = entry.splitlines()
    at = lines.index("---", 1)
    for line in diff.splitlines():
        if line.startswith("-"):
            at = lines.index(line[1:])
            del lines[at]
        else:
            lines.insert(at, line[1:])
            at += 1
    return "\n".join(lines) + "\n"


@dataclass
class Case:
    """One mistake: the files of the portal, and what is said."""

    name: str
    said: str
    files: dict[str, bytes] = field(default_factory=dict)


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        for text in path.read_text("utf-8").split("\n## ")[1:]:
            name, _, rest = text.partition("\n")
            *given, said = _BLOCK.finditer(rest)
            case = Case(f"{path.stem}: {name}", said["text"], {GOOD: good_entry().encode()})
            for block in given:
                before = rest[: block.start()].rstrip().splitlines()
                named = _PATH.fullmatch(before[-1]) if before else None
                if block["kind"] == "diff":
                    case.files[GOOD] = edited(good_entry(), block["text"]).encode()
                elif named:
                    case.files[named["path"]] = block["text"].encode(named["encoding"] or "utf-8")
            yield case


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_is_told_in_these_words(case: Case, write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(case.files)
    main(["check", "--site", str(site), "--jobs", "1", *(["--hints"] if "hints" in case.name else [])])
    said = capsys.readouterr().err.splitlines()
    told = [line.rstrip() for line in said if not _COUNTS.match(line)]
    assert "\n".join(told).strip() == case.said.strip()


TOLD: Mapping[str, Sequence[Case]] = {
    code: [case for case in CASES if f"  [{code}]\n" in f"{case.said}\n"] for code in SEVERITIES
}
"""By code: the cases that tell it."""


@pytest.mark.parametrize(
    "code", [code for code, told in TOLD.items() if told and not (FOLDER.parent / "broken" / code).exists()]
)
def test_docs_say_whether_builds_tell_it(code: str, write_site: WriteSite) -> None:
    """Of those in `tests/broken/` that is shown by a build: it tells what loading the entries finds."""
    told = set[str]()
    for case in TOLD[code][: 1 if code in ONLY else None]:
        site = write_site(case.files)
        settings, found = read_settings(site)
        if settings:
            found += load(Job(BuildOptions(site, site / "dist", jobs=1), settings)).diagnostics
        told.update(each.code for each in found)
        if code in told:
            break
        shutil.rmtree(site)
    assert (code in told) == (code not in ONLY)


def test_hints_stop_nothing_and_are_notices_on_a_pull_request(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = str(write_site({GOOD: good_entry().replace("issue: 4\n", "").replace("volume: 3\n", "")}))
    assert main(["check", "--site", site, "--strict"]) == 0
    assert capsys.readouterr().err == "1 publication checked: no problems\n"
    assert main(["check", "--site", site, "--strict", "--hints", "--format", "github"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"::notice file={GOOD},line=2,col=1,title=recommended-field::")
    assert told.err == "1 publication checked: 1 hint in 1 file\n"


def test_the_good_entry_is_good(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--site", str(write_site({GOOD: good_entry()}))]) == 0
    assert capsys.readouterr().err == "1 publication checked: no problems\n"
