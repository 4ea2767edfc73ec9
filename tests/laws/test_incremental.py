"""Law 1: whatever was built before, a build gives the bytes of a clean one; and it does no more than it must."""

import json
import random
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kartotek.config.profiles import PROFILES
from kartotek.site.build import BuildSession, build
from kartotek.site.options import BuildOptions
from kartotek.site.report import BuildReport
from tests.conftest import ROOT, tree
from tests.repository import git

TITLES = ["On Cards", "On Drawers", "A *fine* index", "Zettel", "Æbler", "$x^2$"]
PEOPLE = ["Ada Lind", "Bo Berg", "Åse Ørn", "Lind, A."]
KEYWORDS = ["Care work", "Data", "care Work", "Indexes"]
ADDRESS = "base_url: https://portal.test/\n"
HOMES = [
    ("article-journal", "journal: Journal of Indexes"), ("review", "journal: Cards Today"), ("letter",),
    ("book", "series: Cards", "volume: 7", "edition: 2"), ("chapter", "book: entry-0"), ("chapter", "book: entry-1"),
]  # fmt: skip


def entry(draw: random.Random) -> str:
    kind, *home = draw.choice(HOMES)
    dated = kind != "chapter" or draw.random() < 0.5
    lines = [
        "---",
        f"type: {kind}",
        f'title: "{draw.choice(TITLES)}"',
        f"authors: {json.dumps(draw.sample(PEOPLE, draw.randint(1, 3)), ensure_ascii=False)}",
        *([f"issued: {draw.choice([2019, '2020-05', '2020-05-17'])}"] if dated else []),
        f"keywords: {json.dumps(draw.sample(KEYWORDS, draw.randint(1, 3)))}",
        *home,
        *(["draft: true"] if draw.random() < 0.1 else []),
        "---",
        f"An abstract, the {draw.randint(1, 9)}th.",
    ]
    return "\n".join(lines) + "\n"


def edit(site: Path, step: int) -> None:
    """One change as editors, designers and owners of a site make them."""
    draw = random.Random(step)
    folder = site / "content/publications"
    names = sorted(folder.glob("*.md"))
    some = draw.choice(names[1:] if step % 12 in (4, 5, 6) else names)  # the first stays: no portal is empty
    match step % 12:
        case 0:
            some.write_text(some.read_text().replace("An abstract", "An abstract, rewritten", 1))
        case 1 | 2:  # the order of lists is all that may change
            title = f"title: {json.dumps(draw.choice(TITLES))}"
            some.write_text(re.sub("title: .*", lambda _: title, some.read_text(), count=1))
        case 3:
            (folder / f"new-{step}.md").write_text(entry(draw))
        case 4:
            if len(names) > 2:
                some.unlink()
        case 5:
            some.rename(folder / f"moved-{step}.md")
        case 6:
            some.write_text(entry(draw))
        case 7:
            person = site / "content/people/ada-lind.md"
            person.parent.mkdir(exist_ok=True)
            person.write_text(f"---\nname: Ada Lind\nother_names: ['Lind, A.']\n---\nShe wrote {step} cards.\n")
        case 8:
            own = site / "templates/partials"
            own.mkdir(parents=True, exist_ok=True)
            (own / "footer.html").write_text(f"<footer>{step}</footer>\n")
        case 9:
            (site / "site.yaml").write_text(
                f"title: Test {step % 3}\nlanguages: [en, da]\nsearch: false\n{ADDRESS}footer: F\n"
                f"output: {draw.choice(list(PROFILES))}\n"
            )
        case 10:
            git(site, "add", "content")
            git(site, "commit", "--allow-empty", "-m", "What was done", day=step % 28 + 1)
        case 11:
            shutil.rmtree(site / "templates", ignore_errors=True)
            stray = site / "dist/publications/stray.html"
            if stray.parent.is_dir():
                stray.write_text("nobody's")
                next(iter(sorted((site / "dist/people").rglob("index.html")))).write_text("spoilt")


in_preview = pytest.mark.parametrize("preview", [False, True], ids=["commands", "preview"])
"""Builds of processes of their own; or of one that hand on what they know, as those of `serve` do."""

edited = given(steps=st.lists(st.lists(st.integers(0, 10_000), min_size=1, max_size=3), min_size=2, max_size=5))


def tried(examples: int) -> settings:
    """To make a failing example smaller takes minutes, so none is."""
    phases = (Phase.reuse, Phase.generate)
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), phases=phases)


@in_preview
@tried(6)
@edited
def test_an_incremental_build_is_a_clean_build(
    steps: list[list[int]], preview: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hold_to_clean_builds(steps, preview, tmp_path_factory)


@pytest.mark.long
@in_preview
@tried(60)
@edited
def test_many_incremental_builds_are_clean_builds(
    steps: list[list[int]], preview: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hold_to_clean_builds(steps, preview, tmp_path_factory)


def hold_to_clean_builds(steps: list[list[int]], preview: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Edit a site step by step, build after each, and compare with a clean build of the same content."""
    site = tmp_path_factory.mktemp("site")
    (site / "content/publications").mkdir(parents=True)
    (site / "site.yaml").write_text(f"title: Test\nlanguages: [en, da]\nsearch: false\n{ADDRESS}")
    git(site, "init")
    for i in range(4):
        (site / f"content/publications/entry-{i}.md").write_text(entry(random.Random(i)))
    first = site / "content/publications/entry-0.md"
    first.write_text(first.read_text().replace("draft: true\n", ""))
    held = BuildSession() if preview else None
    build(BuildOptions(site, site / "dist"), session=held)
    for number, edits in enumerate(steps):
        for step in edits:
            edit(site, step)
        build(BuildOptions(site, site / "dist", jobs=1 if number % 2 else 4), session=held)
        clean = site.with_name(f"{site.name}-clean-{number}")
        shutil.copytree(site / "content", clean / "content")
        shutil.copytree(site / ".git", clean / ".git")
        shutil.copy(site / "site.yaml", clean)
        if (site / "templates").is_dir():
            shutil.copytree(site / "templates", clean / "templates")
        build(BuildOptions(clean, clean / "dist", jobs=4 if number % 2 else 1))
        assert tree(site / "dist") == tree(clean / "dist"), edits


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A portal of a dozen entries, built with search."""
    (tmp_path / "content/publications").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("title: Test\n")
    for i in range(12):
        (tmp_path / f"content/publications/entry-{i}.md").write_text(entry(random.Random(i)).replace("draft: true", ""))
    assert run(tmp_path).written > 0
    return tmp_path


def run(site: Path, *, search: bool = True, jobs: int = 1) -> BuildReport:
    return build(BuildOptions(site, site / "dist", search=search, jobs=jobs))


def change(site: Path, old: str, new: str, name: str = "entry-3") -> None:
    path = site / f"content/publications/{name}.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def times(site: Path) -> dict[str, int]:
    return {str(path.relative_to(site / "dist")): path.stat().st_mtime_ns for path in (site / "dist").rglob("*.html")}


def rewritten(site: Path, before: dict[str, int]) -> set[str]:
    return {path for path, time in times(site).items() if before.get(path) != time}


def test_nothing_changed_nothing_written(site: Path) -> None:
    report = run(site)
    assert (report.written, report.removed) == (0, 0)
    assert report.kept > 0
    assert report.publications == 12


def test_an_abstract_concerns_its_own_page(site: Path) -> None:
    before = times(site)
    change(site, "An abstract", "Zebras, an abstract")
    run(site)
    assert rewritten(site, before) == {"publications/entry-3/index.html"}
    clean = site / "clean"
    build(BuildOptions(site, clean, clean=True))
    assert tree(site / "dist") == tree(clean)


def test_a_title_concerns_what_lists_it(site: Path) -> None:
    before = times(site)
    path = site / "content/publications/entry-3.md"
    lines = path.read_text().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("title:"))
    path.write_text("\n".join([*lines[:at], "title: A new title", *lines[at + 1 :], ""]))
    run(site)
    found = rewritten(site, before)
    assert {"publications/entry-3/index.html", "publications/index.html"} <= found
    assert not found & {"search/index.html", "keywords/index.html", "404.html"}


def test_a_template_concerns_its_dependants(site: Path) -> None:
    before = times(site)
    (site / "templates").mkdir()
    theme = ROOT / "templates"
    (site / "templates/person.html").write_text((theme / "person.html").read_text().replace("</h1>", "<b></b></h1>"))
    run(site)
    found = rewritten(site, before)
    assert found
    assert all(path.startswith("people/") and path != "people/index.html" for path in found)


def test_a_setting_concerns_what_reads_it(site: Path) -> None:
    (site / "site.yaml").write_text('title: Test\ncolors: {accent: "#8a1c2b"}\n')
    run(site)  # pages link to colours only where there are some
    (site / "site.yaml").write_text('title: Test\ncolors: {accent: "#005a9c"}\n')
    assert run(site).written == 1
    assert "#005a9c" in (site / "dist/assets/colors.css").read_text()
    (site / "site.yaml").write_text("title: Test\n")
    run(site)
    before = times(site)
    (site / "site.yaml").write_text("title: Test\ndescription: Cards and drawers.\n")
    run(site)
    assert rewritten(site, before) == {"index.html"}


def test_a_search_document_that_changed_is_found(site: Path) -> None:
    before = {path.name for path in (site / "dist/pagefind/fragment").iterdir()}
    change(site, "An abstract", "Zebras, an abstract")
    run(site, search=False)
    assert {path.name for path in (site / "dist/pagefind/fragment").iterdir()} == before
    run(site)
    after = {path.name for path in (site / "dist/pagefind/fragment").iterdir()}
    assert len(after - before) == len(before - after) == 1
    clean = site / "clean"
    build(BuildOptions(site, clean, clean=True))
    assert tree(site / "dist") == tree(clean)


@pytest.mark.parametrize("damage", ["truncated", "overwritten", "another version", "search"])
def test_a_cache_that_cannot_be_used_is_dropped(site: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = site / ".kartotek/cache.sqlite"
    before = tree(site / "dist")
    if damage == "truncated":
        memory.write_bytes(memory.read_bytes()[:5000])
    elif damage == "overwritten":
        data = memory.read_bytes()
        memory.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    elif damage == "another version":
        monkeypatch.setattr("kartotek.site.build.program_version", lambda: "another")
    else:
        for folder in (site / ".kartotek").glob("search-*"):
            shutil.rmtree(folder)
    change(site, "An abstract", "Zebras, an abstract")
    report = run(site)
    assert bool(report.notes) == (damage != "search")
    assert tree(site / "dist").keys() - before.keys()
    clean = site / "clean"
    build(BuildOptions(site, clean, clean=True))
    assert tree(site / "dist") == tree(clean)
