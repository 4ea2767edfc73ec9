"""First pages of documents: beside which documents they are, what the pages say, and when they are drawn."""

import importlib.util
import shutil
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from lxml import html

from kartotek.cli import main
from kartotek.pictures.documents import Drawn, first_pages
from kartotek.site.build import build
from kartotek.site.options import BuildOptions, Watcher
from kartotek.site.report import BuildReport
from tests.conftest import WriteSite, tree
from tests.pictures.pdf import locked, pdf

SITE = "title: T\nsearch: false\ncitation_styles: none\nlanguages: [en, da]\noutput: full\nthumbnails: true\n"
WORK = "type: book\ntitle: On Files\nauthors: [Ada Lind]\nissued: 2020\nfiles: [{path: a/paper.pdf}, {path: b.PDF}]\n"
FILES: dict[str, str | bytes] = {
    "site.yaml": SITE,
    "content/publications/w.yaml": WORK,
    "content/publications/other.yaml": "type: book\ntitle: On Cards\nissued: 2020\n",
    "content/files/a/paper.pdf": pdf(12),
    "content/files/b.PDF": pdf(1),
}
W = "publications/w"


def run(site: Path, *, clean: bool = False, out: str = "dist", drafts: bool = False) -> BuildReport:
    return build(BuildOptions(site, site / out, clean=clean, drafts=drafts, jobs=2))


def pictures(site: Path, out: str = "dist") -> list[str]:
    return sorted(path for path in tree(site / out) if path.endswith(".webp"))


def documents(site: Path, language: str = "") -> list[str]:
    """The lines of "Access to document" as they are read."""
    root = html.fromstring((site / f"dist/{language}{W}/index.html").read_text())
    return [" ".join(each.text_content().split()) for each in root.xpath("//ul[@class='documents']/li")]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were drawn, as builds go on."""
    found: list[Path] = []

    def noted(paths: Sequence[Path], jobs: int) -> Generator[tuple[Path, Drawn]]:
        found.extend(paths)
        return first_pages(paths, jobs)

    monkeypatch.setattr("kartotek.site.thumbnails.first_pages", noted)
    return found


def test_open_documents_are_shown_with_their_first_page_and_their_length(write_site: WriteSite) -> None:
    site = write_site(FILES)
    report = run(site)
    assert pictures(site) == [f"{W}/b.PDF.webp", f"{W}/paper.pdf.webp"]
    assert documents(site) == ["paper.pdf PDF, 12 pages, 2.3 kB", "b.PDF PDF, 1 page, 585 bytes"]
    assert documents(site, "da/")[0] == "paper.pdf PDF, 12 sider, 2,3 kB"
    root = html.fromstring((site / f"dist/da/{W}/index.html").read_text())
    image = root.xpath("//ul[@class='documents']//img")[0]
    assert (site / f"dist/da/{W}" / image.get("src")).resolve() == (site / f"dist/{W}/paper.pdf.webp").resolve()
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("240", "340", "")
    assert not [note for note in report.notes if "thumbnail" in note]


def test_without_the_setting_there_are_none_and_they_go_when_it_does(write_site: WriteSite) -> None:
    site = write_site(FILES)
    run(site)
    (site / "site.yaml").write_text(SITE.replace("thumbnails: true\n", ""))
    assert run(site).removed == 2
    assert pictures(site) == []
    assert documents(site) == ["paper.pdf 2.3 kB", "b.PDF 585 bytes"]


CLOSED = ("access: closed", "access: restricted", "embargo_until: 2999-01-01")


@pytest.mark.parametrize("access", CLOSED)
def test_what_nobody_may_read_is_not_drawn_and_its_length_is_not_said(
    write_site: WriteSite, drawn: list[Path], access: str
) -> None:
    site = write_site({**FILES, "content/publications/w.yaml": WORK.replace("b.PDF", f"b.PDF, {access}")})
    run(site)
    assert pictures(site) == [f"{W}/paper.pdf.webp"]
    assert [path.name for path in drawn] == ["paper.pdf"]
    assert "page" not in documents(site)[1]


@pytest.mark.parametrize("line", ["draft: true", "publish_on: 2999-01-01", "retired: {date: 2024-02-01, reason: So}"])
def test_what_is_not_published_is_not_drawn(write_site: WriteSite, drawn: list[Path], line: str) -> None:
    site = write_site({**FILES, "content/publications/w.yaml": f"{WORK}{line}\n"})
    run(site)
    assert pictures(site) == []
    assert drawn == []


def test_a_document_that_is_closed_loses_its_picture(write_site: WriteSite) -> None:
    site = write_site(FILES)
    run(site)
    (site / "content/publications/w.yaml").write_text(WORK.replace("a/paper.pdf", "a/paper.pdf, access: closed"))
    run(site)
    assert pictures(site) == [f"{W}/b.PDF.webp"]
    assert len(list((site / ".kartotek/first-page-images").iterdir())) == 1, "nor has the cache"


def test_files_that_cannot_be_drawn_are_published_and_told(write_site: WriteSite) -> None:
    names = [f"f{i}.pdf" for i in range(7)]
    work = WORK.replace("files: [", f"files: [{', '.join(f'{{path: {name}}}' for name in names)}, ")
    broken = {f"content/files/{name}": name.encode() for name in names} | {"content/files/f0.pdf": locked()}
    site = write_site({**FILES, "content/publications/w.yaml": work, **broken})
    for _ in range(2):  # the second build knows it from the first
        report = run(site)
        assert "content/files/f0.pdf has no thumbnail: it needs a password" in report.notes
        assert "content/files/f1.pdf has no thumbnail: it is no PDF file that can be read" in report.notes
        assert "2 more documents have no thumbnail" in report.notes
        assert (site / f"dist/{W}/f0.pdf").is_file()
        assert documents(site)[1] == "f1.pdf 6 bytes"
        (site / "site.yaml").write_text(f"{SITE}footer: Another\n")


def test_only_what_has_another_content_is_drawn_again(write_site: WriteSite, drawn: list[Path]) -> None:
    site = write_site(FILES)
    run(site)
    assert [path.name for path in drawn] == ["b.PDF", "paper.pdf"]
    drawn.clear()
    (site / "content/publications/w.yaml").write_text(WORK.replace("On Files", "On Cards"))
    (site / "content/files/b.PDF").touch()
    run(site)
    assert drawn == []
    (site / "content/files/b.PDF").write_bytes(pdf(5))
    run(site)
    assert [path.name for path in drawn] == ["b.PDF"]
    assert "5 pages" in documents(site)[1]
    drawn.clear()
    shutil.rmtree(site / ".kartotek/first-page-images")
    run(site)
    shutil.rmtree(site / "dist")
    run(site)
    assert len(drawn) == 2, "neither in the cache nor in the output folder"
    assert tree(site / "dist") == _clean(site)


def _clean(site: Path) -> dict[str, bytes]:
    run(site, clean=True, out="clean")
    return tree(site / "clean")


def test_what_earlier_builds_left_makes_no_difference(write_site: WriteSite) -> None:
    site = write_site(FILES)
    run(site)
    for change in (
        WORK.replace("a/paper.pdf", "a/paper.pdf, embargo_until: 2999-01-01"),
        WORK.replace("{path: b.PDF}", ""),
        f"{WORK}draft: true\n",
        WORK,
    ):
        (site / "content/publications/w.yaml").write_text(change)
        run(site)
        assert tree(site / "dist") == _clean(site)


def test_a_picture_that_was_damaged_is_made_anew(write_site: WriteSite) -> None:
    site = write_site(FILES)
    run(site)
    whole = tree(site / "dist")
    for folder in (site / ".kartotek/first-page-images", site / f"dist/{W}"):
        for path in folder.iterdir():
            if folder.name == "first-page-images" or path.suffix == ".webp":
                path.write_bytes(b"damaged")
    run(site)
    assert tree(site / "dist") == whole


def test_what_is_missing_is_said(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(FILES)
    found = importlib.util.find_spec
    monkeypatch.setattr("kartotek.pictures.find_spec", lambda name: None if name == "pypdfium2" else found(name))
    assert main(["build", "--site", str(site), "--out", str(site / "dist")]) == 2
    told = capsys.readouterr().err
    assert "thumbnails" in told
    assert 'pip install "kartotek[pictures]"' in told
    assert main(["check", "--site", str(site)]) == 0, "a check draws nothing"


def test_a_document_with_the_name_of_a_picture_is_told(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    work = WORK.replace("{path: b.PDF}", "{path: paper.pdf.webp}")
    site = write_site({**FILES, "content/publications/w.yaml": work, "content/files/paper.pdf.webp": b"RIFF"})
    assert main(["check", "--site", str(site)]) == 1
    assert "paper.pdf.webp would be the address of both" in capsys.readouterr().err


def test_a_trouble_of_the_moment_is_gone_with_the_next_build(
    write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(FILES)
    with monkeypatch.context() as other:
        other.setattr("kartotek.pictures.documents._PROGRAM", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)")
        report = run(site)
    assert "content/files/b.PDF has no thumbnail: its first page cannot be drawn" in report.notes
    assert pictures(site) == []
    run(site)
    assert tree(site / "dist") == _clean(site)


def test_a_build_that_is_stopped_keeps_what_was_drawn(write_site: WriteSite, drawn: list[Path]) -> None:
    site = write_site(FILES)

    def stopped(what: str, done: int, total: int) -> None:
        if what == "drawing first pages":
            assert (done, total) == (1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(BuildOptions(site, site / "dist", jobs=2), Watcher(stopped))
    drawn.clear()
    run(site)
    assert len(drawn) == 1
    assert len(pictures(site)) == 2
