"""A take-down rehearsed: whatever is done with an entry, what it kept closed does not get out."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kartotek.diagnostics import ContentError, Diagnostic
from kartotek.site.build import build
from kartotek.site.options import BuildOptions
from tests.conftest import ARTICLE, WriteSite, tree

CLOSED, EMBARGOED, OPEN = b"%PDF closed bytes", b"%PDF embargoed bytes", b"%PDF for everyone"
FIELDS = """\
files:
- {path: papers/closed.pdf, access: closed}
- {path: papers/embargoed.pdf, access: embargoed, embargo_until: 2999-01-01}
"""
ENTRY = ARTICLE.replace("issued:", f"{FIELDS}issued:")
OTHER = ARTICLE.replace("On Cards", "On Boxes")
LINKING = OTHER.replace("issued:", "files: [{path: papers/open.pdf}, {path: other.pdf}, {path: second.pdf}]\nissued:")
LINKING += "[one](/files/other.pdf) [two](/files/second.pdf)\n"


@pytest.fixture
def site(write_site: WriteSite) -> Path:
    """A portal that was built with a closed, an embargoed and an open document."""
    site = write_site(
        {
            "content/publications/taken.md": ENTRY,
            "content/publications/other.md": OTHER.replace("issued:", "files: [{path: papers/open.pdf}]\nissued:"),
            "content/files/papers/closed.pdf": CLOSED,
            "content/files/papers/embargoed.pdf": EMBARGOED,
            "content/files/papers/open.pdf": OPEN,
        }
    )
    built(site)
    return site


def built(site: Path) -> list[Diagnostic]:
    """Build on top of the last build; nothing closed is there, in whole or in part, and it equals a clean build."""
    found = build(BuildOptions(site, site / "dist")).diagnostics
    made = tree(site / "dist")
    assert [path for path, data in made.items() if CLOSED in data or EMBARGOED in data] == []
    assert made["publications/other/open.pdf"] == OPEN
    clean = build(BuildOptions(site, site / "clean", cache_folder=".other", clean=True)).diagnostics
    assert (tree(site / "clean"), clean) == (made, found)
    return found


def _deleted(site: Path) -> None:
    (site / "content/publications/taken.md").unlink()


def _renamed(site: Path) -> None:
    (site / "content/publications/taken.md").rename(site / "content/publications/other-name.md")


def _renamed_to_a_draft(site: Path) -> None:
    """A name with _ before it is how some hold back a file."""
    (site / "content/publications/taken.md").rename(site / "content/publications/_taken.md")


def _drafted(site: Path) -> None:
    (site / "content/publications/taken.md").write_text(ENTRY.replace("issued:", "draft: true\nissued:"))


def _stripped(site: Path) -> None:
    (site / "content/publications/taken.md").write_text(ARTICLE)


def _moved(site: Path) -> None:
    (site / "content/files/papers/closed.pdf").rename(site / "content/files/closed.pdf")
    (site / "content/publications/taken.md").write_text(ARTICLE)


@pytest.mark.parametrize("change", [_deleted, _renamed, _renamed_to_a_draft, _drafted, _stripped, _moved])
def test_no_change_of_an_entry_publishes_what_it_kept_closed(site: Path, change: Callable[[Path], None]) -> None:
    change(site)
    built(site)


def _hard(source: Path, target: Path) -> None:
    os.link(source, target)


def _symbolic(source: Path, target: Path) -> None:
    target.symlink_to(source)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


@pytest.mark.parametrize("under_another_name", [_hard, _symbolic, _copy])
@pytest.mark.parametrize(("change", "setting"), [(None, "named"), (_drafted, "all")])
def test_no_other_name_opens_it(
    site: Path,
    under_another_name: Callable[[Path, Path], None],
    change: Callable[[Path], None] | None,
    setting: str,
) -> None:
    """A link or a copy that another entry opens, or that nobody names, while the entry says that the file is closed."""
    (site / "site.yaml").write_text(f"title: T\noutput: full\nsearch: false\nfiles: {setting}\n")
    folder = site / "content/files"
    for source, target in (("closed", "other"), ("embargoed", "second"), ("closed", "unnamed")):
        under_another_name(folder / f"papers/{source}.pdf", folder / f"{target}.pdf")
    (site / "content/publications/other.md").write_text(LINKING)
    if change:
        change(site)
    found = [diagnostic for diagnostic in built(site) if diagnostic.code == "access-clash"]
    assert {diagnostic.file for diagnostic in found} == {"content/publications/other.md"}
    assert len(found) == 4
    assert all("content/files/papers/" in diagnostic.message for diagnostic in found)


@pytest.mark.parametrize("under_another_name", [_hard, _symbolic, _copy])
def test_no_asset_opens_it(site: Path, under_another_name: Callable[[Path, Path], None]) -> None:
    before = tree(site / "dist")
    asset = site / "templates/assets/closed.pdf"
    asset.parent.mkdir(parents=True)
    under_another_name(site / "content/files/papers/closed.pdf", asset)
    with pytest.raises(ContentError) as refused:
        build(BuildOptions(site, site / "dist"))
    ((code, file),) = [(found.code, found.file) for found in refused.value.diagnostics]
    assert code == ("link-outside" if under_another_name is _symbolic else "bad-path")
    assert file == "templates/assets/closed.pdf"
    assert tree(site / "dist") == before


def test_a_file_of_the_same_size_is_no_copy(site: Path) -> None:
    (site / "content/files/other.pdf").write_bytes(CLOSED.swapcase())
    (site / "content/files/second.pdf").write_bytes(b"")
    (site / "content/publications/other.md").write_text(LINKING)
    assert built(site) == []
    assert (site / "dist/files/other.pdf").read_bytes() == CLOSED.swapcase()


def test_files_that_nobody_names_are_told_and_private(site: Path) -> None:
    """A draft and a text name a file, too; of many there is a sum."""
    folder = site / "content/files"
    for name in ("lost.pdf", "of-a-draft.pdf", "of-a-text.pdf"):
        (folder / name).write_bytes(b"x")
    draft = OTHER.replace("issued:", "draft: true\nfiles: [{path: of-a-draft.pdf}]\nissued:")
    (site / "content/publications/draft.md").write_text(draft + "[x](/files/of-a-text.pdf)")
    assert [(found.code, found.file) for found in built(site)] == [("orphan-file", "content/files/lost.pdf")]
    (site / "content/publications/taken.md").write_text(ENTRY.replace("About", "More about"))
    assert len(built(site)) == 1, "an abstract that changes leaves it told"
    for number in range(100):
        (folder / f"lost-{number}.pdf").write_bytes(b"y")
    found = [diagnostic.message for diagnostic in built(site) if diagnostic.code == "orphan-file"]
    assert len(found) == 21
    assert any("81 more" in message for message in found)
    assert not (site / "dist/files").exists()


def test_a_setting_publishes_files_that_nobody_names(site: Path) -> None:
    """But not what an entry closes, nor what only a draft names."""
    (site / "site.yaml").write_text("title: T\noutput: full\nsearch: false\nfiles: all\n")
    (site / "content/files/papers/map.pdf").write_bytes(OPEN)
    (site / "content/files/of-a-draft.pdf").write_bytes(b"%PDF draft")
    draft = OTHER.replace("issued:", "draft: true\nfiles: [{path: of-a-draft.pdf}]\nissued:")
    (site / "content/publications/draft.md").write_text(draft)
    assert built(site) == []
    assert [path for path in tree(site / "dist") if path.startswith("files/")] == ["files/papers/map.pdf"]
