"""Law 1 with search: after any edits, `dist/` is what a clean build makes on another file system, in another order."""

import random
import shutil
from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import tree
from tests.laws.test_incremental import edit, entry
from tests.repository import git
from tests.shuffled import copy_shuffled, memory_disk

SETTINGS = "title: Test\noutput: full\ncitation_styles: none\n"


EXTRA_SETTINGS = (
    "languages: [en, da]", "people: listed", "files: all", "precompressed: [gzip]", "host: netlify", "integrity: true",
    "bibtex: biblatex", "base_url: https://portal.test/", "base_url: https://portal.test/sub/", "contact: a@b.test",
    "security_policy: false", "base_url: https://portal.test/\nshare_images: true", "thumbnails: true",
    "footer: 'See [this](/files/b.pdf).'",
)  # fmt: skip
FILES = ("a.pdf", "b.pdf", "c.pdf", "card.png")
ACCESS = (
    "access: open",
    "access: closed",
    "embargo_until: 2001-01-01",
    "embargo_until: 2999-01-01",
    "access: restricted",
)


def _set(path: Path, key: str, value: str) -> None:
    """Give an entry a field, in place of any it had; without a value it is removed."""
    head, body = path.read_text().removeprefix("---\n").split("\n---\n", 1)
    lines = [line for line in head.split("\n") if not line.startswith(f"{key}:")]
    path.write_text("\n".join(["---", *lines, *([f"{key}: {value}"] if value else []), "---", body]))


def edit_more(site: Path, draw: random.Random) -> None:
    """One change of files, access, old addresses, trees, notices or settings."""
    some = draw.choice(sorted((site / "content/publications").glob("*.md")))
    match draw.randrange(8):
        case 0 | 1:
            named = [f"{{path: {name}, {draw.choice(ACCESS)}}}" for name in draw.sample(FILES[:3], draw.randint(0, 2))]
            _set(some, "files", f"[{', '.join(named)}]" if named else "")
        case 2:
            _set(some, "image", draw.choice(["", "card.png"]))
            _set(some, "image_alt", "A card" if "image:" in some.read_text() else "")
        case 3:
            some.write_text(f"{some.read_text()}\nSee [a file](/files/{draw.choice(FILES)}).\n")
        case 4:
            _set(some, "aliases", draw.choice(["", f"[/old/{draw.randrange(10**9)}/]"]))
        case 5:
            folder = site / "content/organisations"
            folder.mkdir(exist_ok=True)
            for i, above in enumerate(draw.sample(range(5), 5)):
                parent = f"parent: o{above}\n" if above < i else ""
                (folder / f"o{i}.yaml").write_text(f"name: Organisation {i}\n{parent}")
            _set(some, "organisations", f"[o{draw.randrange(5)}]")
        case 6:
            if some.stem != "entry-0":
                _set(some, "retired", draw.choice(["", "{date: 2024-02-01, reason: It was asked for}"]))
        case 7:
            (site / "redirects.csv").write_text(f"/handle/{draw.randrange(10)},/people/\n/gone/1,,It is gone\n")
    if draw.random() < 0.3:
        chosen = {line.partition(":")[0]: line for line in draw.sample(EXTRA_SETTINGS, 4)}
        (site / "site.yaml").write_text(SETTINGS + "".join(f"{line}\n" for line in chosen.values()))


def built(options: BuildOptions) -> dict[str, bytes] | None:
    """The portal, or None if the content has errors."""
    try:
        build(options)
    except ContentError:
        return None
    return tree(options.out)


def hold_to_clean_builds(site: Path, seeds: range) -> None:
    """Edit a site some times, build after each, and compare with a clean build in memory."""
    (site / "content/publications").mkdir(parents=True)
    (site / "site.yaml").write_text(SETTINGS)
    git(site, "init")
    (site / "content/files").mkdir()
    for name in FILES:
        (site / "content/files" / name).write_text(f"the bytes of {name}")
    for i in range(4):
        work = entry(random.Random(i)).replace("draft: true\n", "")
        (site / f"content/publications/entry-{i}.md").write_text(work)
    build(BuildOptions(site, site / "dist"))
    refused = 0
    for seed in seeds:
        draw = random.Random(f"edits {seed}")
        for step in (draw.randrange(10_000) for _ in range(draw.randint(1, 3))):
            edit(site, step)
            settings = site / "site.yaml"
            settings.write_text(settings.read_text().replace("search: false", "citation_styles: none"))
        edit_more(site, draw)
        search = draw.random() < 0.8
        made = built(BuildOptions(site, site / "dist", jobs=1 + seed % 2, search=search))
        if not search:
            continue
        with memory_disk() as clean:
            for part in ("content", "templates", ".git"):
                if (site / part).is_dir():
                    copy_shuffled(site / part, clean / part, seed)
            for name in ("site.yaml", "redirects.csv"):
                if (site / name).is_file():
                    shutil.copy(site / name, clean)
            expected = built(BuildOptions(clean, clean / "dist", jobs=2 - seed % 2))
            assert (made is None) == (expected is None), seed
            refused += made is None
            assert made == expected, seed
    assert refused < len(seeds) / 4, "too many portals were refused to say anything"


def test_an_incremental_index_is_a_clean_one(tmp_path: Path) -> None:
    hold_to_clean_builds(tmp_path, range(8))


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 300, 50))
def test_many_incremental_indexes_are_clean_ones(start: int, tmp_path: Path) -> None:
    hold_to_clean_builds(tmp_path, range(start, start + 50))
