"""A check that goes by what earlier ones remember tells exactly what a check without any memory tells."""

import random
import shutil
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.diagnostics import ContentError, SetupError
from kartotek.site import check_memory, load
from kartotek.site.build import build
from kartotek.site.check import check
from kartotek.site.options import BuildOptions
from tests.laws.test_incremental import edit, entry, tried

DAYS = ("1577836800", "1590969600", "1900000000")
"""1 January 2020, 1 June 2020, and a day in 2030."""
ENDS = (
    "doi: 10.1234/cards", "doi: 10.1234/boxes", "pages: 20-10", "publish_on: 2020-05-01", "issued: 2031", "type: boek",
    "files: [{path: a.pdf, access: embargoed, embargo_until: 2020-05-01}]", "files: [{path: a.pdf}]", "note: |\n  N/A",
    "authors: [A. Lind, Bo Berg]", "language: xx-bad", "# a comment", "title: [", "image: b.png", "book: entry-1",
)  # fmt: skip
SETTINGS = (
    "", "# a comment\n", "navigation: [nowhere]\n", "rules: {orcid: [ours]}\n",
    "rules: {required: {all: [doi]}, keywords: [Data]}\n", "rules: {required: {all: [doi]}, severity: error}\n",
)  # fmt: skip
TEXTS = ("[there](/people/ada-lind/)", "[nowhere](/people/nobody/)", "[a](/files/a.pdf)", "![b](/files/.hidden.png)")


def edit_more(site: Path, draw: random.Random) -> None:
    """One change of what only checks tell, or of where it is told."""
    names = sorted((site / "content/publications").glob("*.md"))
    some, files = draw.choice(names), site / "content/files"
    files.mkdir(exist_ok=True)
    file = files / draw.choice(["a.pdf", "b.png", ".hidden.png"])
    match draw.randrange(7):
        case 0 | 1:
            some.write_text(some.read_text().replace("\n---\n", f"\n{draw.choice(ENDS)}\n---\n", 1))
        case 2:
            some.write_text(some.read_text() + draw.choice(TEXTS) + "\n")
        case 3:
            file.write_text(str(draw.random()))
        case 4:
            file.unlink(missing_ok=True)
        case 5:
            settings = site / "site.yaml"
            settings.write_text(draw.choice(SETTINGS) + "title: Test\n")
        case 6:
            lines = draw.choice(["old,entry-0\n", "\n\nold,nothing-there\n", "old,\n"])
            (site / "redirects.csv").write_text(lines)


def told(site: Path, jobs: int, *, hints: bool) -> tuple[object, ...]:
    """What a check tells, in order, and the rest of its report."""
    try:
        report = check(BuildOptions(site, site / "dist", jobs=jobs), hints=hints, remember=True)
    except ContentError as error:
        return (error.diagnostics,)
    return report.diagnostics, report.publications, report.next_change


Step = tuple[int, bool, int, bool, bool]
"""A number for the changes, whether they are such as builds tell, the day, whether hints are told, and whether a build
comes before the check."""
steps = st.lists(
    st.tuples(st.integers(0, 10_000), st.booleans(), st.sampled_from(range(3)), st.booleans(), st.booleans()),
    min_size=2,
    max_size=8,
)


@tried(8)
@given(steps=steps)
def test_a_check_with_a_memory_is_a_check_without(steps: list[Step], tmp_path_factory: pytest.TempPathFactory) -> None:
    hold_to_fresh_checks(steps, tmp_path_factory.mktemp("site"))


@pytest.mark.long
@tried(150)
@given(steps=steps)
def test_many_checks_with_a_memory_are_checks_without(
    steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    hold_to_fresh_checks(steps, tmp_path_factory.mktemp("site"))


def hold_to_fresh_checks(steps: list[Step], site: Path) -> None:
    """Edit a site step by step, check after each, and compare with a check of a copy."""
    (site / "content/publications").mkdir(parents=True)
    (site / "site.yaml").write_text("title: Test\n")
    for i in range(4):
        (site / f"content/publications/entry-{i}.md").write_text(entry(random.Random(i)))
    with (
        pytest.MonkeyPatch.context() as environment,
        patch.object(load, "FRESH_NS", 0),  # the clock of this file system is finer than the edits are quick
        patch.object(check_memory, "_FEW", 1),
    ):
        for number, (seed, of_builds, day, hints, building) in enumerate(steps):
            if of_builds:
                edit(site, seed - seed % 12 + seed % 10)
            else:
                edit_more(site, random.Random(seed))
            environment.setenv("SOURCE_DATE_EPOCH", DAYS[day])
            if building:
                with suppress(ContentError, SetupError):
                    build(BuildOptions(site, site / "dist", search=False))
            copy = site.with_name(f"{site.name}-copy-{number}")
            shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".kartotek", "dist"))
            expected = told(copy, 1, hints=hints)
            assert told(site, 1 + number % 2, hints=hints) == expected
            assert told(site, 1, hints=hints) == expected, "the second time"
            shutil.rmtree(copy)
