"""Pictures that a setting asks for: a portal with them differs from one without by a line, not by a list of files."""

from pathlib import Path

from kartotek.compare.difference import Difference, compare
from kartotek.compare.render import as_data, as_text
from kartotek.compare.sides import open_side

PAGES = ("index.html", "publications/a/index.html", "publications/a/a.bib", "publications/a/paper.pdf")
SHARE, FIRST_PAGE = "publications/a/a-share.png", "publications/a/paper.pdf.webp"


def portal(folder: Path, *more: str) -> str:
    for path in (*PAGES, *more):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"")
    return str(folder)


def difference(old: str, new: str) -> Difference:
    with open_side(old) as one, open_side(new) as other:
        return compare(one, other, 1)


def test_pictures_switched_on_or_off_are_one_line(tmp_path: Path) -> None:
    without, switched = portal(tmp_path / "a"), portal(tmp_path / "b", SHARE, FIRST_PAGE)
    on, off = difference(without, switched), difference(switched, without)
    assert as_text(on) == (
        "Also\n"
        "  share images: 1 now, none before (`share_images` in site.yaml)\n"
        "  thumbnails: 1 now, none before (`thumbnails` in site.yaml)\n"
    )
    assert as_text(off) == (
        "Also\n"
        "  share images: none any more, 1 before (`share_images` in site.yaml)\n"
        "  thumbnails: none any more, 1 before (`thumbnails` in site.yaml)\n"
    )
    assert as_data(off)["switched"] == [
        {"what": "share images", "setting": "share_images", "before": 1, "now": 0},
        {"what": "thumbnails", "setting": "thumbnails", "before": 1, "now": 0},
    ]


def test_a_picture_comes_and_goes_with_its_page(tmp_path: Path) -> None:
    new = ("publications/b/index.html", "publications/b/b-share.png")
    told = as_text(difference(portal(tmp_path / "a", SHARE), portal(tmp_path / "b", SHARE, *new)))
    assert "publications/b/" in told
    assert "share" not in told


def test_what_only_looks_like_a_thumbnail_is_a_document(tmp_path: Path) -> None:
    """One beside no document would show a page of what was closed."""
    other = "publications/a/closed.pdf.webp"
    found = difference(portal(tmp_path / "a"), portal(tmp_path / "b", other, FIRST_PAGE))
    assert found.files_opened == [other]
