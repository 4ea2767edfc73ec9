"""`kartotek publish` and a real S3 server: only what changed is sent, nothing of others is touched, and what fails
leaves a bucket that the next run brings up to date."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kartotek.cli import main
from kartotek.upload import headers, send, target
from tests.conftest import ARTICLE, WriteSite
from tests.upload.conftest import Bucket
from tests.upload.proxy import CUT


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests are made again at once, and not often."""
    quick = {"init_backoff": timedelta(milliseconds=1), "max_backoff": timedelta(milliseconds=2)}
    monkeypatch.setattr(target, "ATTEMPTS", {"max_retries": 2, "backoff": quick})


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A small portal, laid out as builds lay them out."""
    files = {
        ".built-by-kartotek": "",
        "index.html": "home",
        "404.html": "none",
        "sitemap.xml": "<urlset/>",
        "publications/a/index.html": "A",
        "publications/a.bib": "@misc{a}",
        "publications/Å b/index.html": "b",
        "assets/theme.css": "body{}",
        "pagefind/fragment/en_1.pf_fragment": "1",
        "pagefind/pagefind-entry.json": "{}",
        "files/a.pdf": "%PDF",
    }
    for path, text in files.items():
        (tmp_path / "dist" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "dist" / path).write_text(text, "utf-8")
    return tmp_path / "dist"


def local(portal: Path) -> dict[str, bytes]:
    """The files of a portal, but for the mark of the build."""
    found = {path.relative_to(portal).as_posix(): path.read_bytes() for path in portal.rglob("*") if path.is_file()}
    del found[".built-by-kartotek"]
    return found


def publish(portal: Path, *more: str) -> int:
    return main(["publish", "s3://bucket", "--out", str(portal), *more])


def test_the_bucket_gets_all_files_with_their_headers(bucket: Bucket, portal: Path) -> None:
    assert publish(portal) == 0
    assert bucket.files() == local(portal)
    page = bucket.headers("publications/a/index.html")
    assert page == {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=300"}
    assert bucket.headers("publications/a.bib")["Content-Type"] == "application/x-bibtex"
    assert bucket.headers("files/a.pdf")["Content-Type"] == "application/pdf"
    assert "immutable" in bucket.headers("pagefind/fragment/en_1.pf_fragment")["Cache-Control"]


def test_only_what_changed_is_sent_and_what_is_gone_is_removed(
    bucket: Bucket, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bucket.direct.put("of-others.txt", b"not ours")
    assert publish(portal) == 0
    bucket.proxy.works()
    assert publish(portal) == 0
    assert bucket.proxy.sent() == []
    (portal / "publications/a/index.html").write_text("A, changed", "utf-8")
    (portal / "publications/a.bib").unlink()
    assert publish(portal) == 0
    assert bucket.proxy.sent() == ["publications/a/index.html"]
    assert bucket.files() == {**local(portal), "of-others.txt": b"not ours"}
    assert "1 file sent (0.0 MB), 1 removed, 8 as they were" in capsys.readouterr().err


def test_pages_come_after_what_they_need_and_before_what_leads_to_them(bucket: Bucket, portal: Path) -> None:
    assert publish(portal) == 0
    sent = bucket.proxy.sent()
    turns = ["assets/theme.css", "publications/a/index.html", "index.html"]
    assert sorted(turns, key=sent.index) == turns


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    bucket: Bucket, portal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(portal, "--dry-run") == 0
    assert bucket.files() == {}
    told = capsys.readouterr()
    assert "send publications/a/index.html" in told.out.splitlines()
    assert "10 files would be sent" in told.err


def test_a_portal_can_lie_in_a_folder_of_a_bucket(bucket: Bucket, portal: Path) -> None:
    assert main(["publish", "s3://bucket/a/portal", "--out", str(portal)]) == 0
    assert set(bucket.files()) >= {"a/portal/index.html", "a/portal/publications/a.bib"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (403, "refuses"),
        (507, "507"),
        (CUT, "the next run goes on where this one stopped"),
    ],
)
@pytest.mark.parametrize("after", [0, 1, 4, 9])
def test_what_fails_is_said_and_the_next_run_goes_on(
    bucket: Bucket, portal: Path, capsys: pytest.CaptureFixture[str], answer: int, words: str, after: int
) -> None:
    bucket.direct.put("index.html", b"what was published before")
    bucket.proxy.fail("PUT", "", answer, after=after)
    assert publish(portal) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: s3://bucket")
    assert words in told
    assert "Traceback" not in told
    there = bucket.files()
    assert all(data in (local(portal)[path], b"what was published before") for path, data in there.items())
    bucket.proxy.works()
    assert publish(portal) == 0
    assert bucket.files() == local(portal)


def test_a_short_failure_is_not_noticed(bucket: Bucket, portal: Path) -> None:
    bucket.proxy.fail("PUT", "publications", 503, times=2)
    assert publish(portal) == 0
    assert bucket.files() == local(portal)


def test_what_arrived_is_not_sent_again(bucket: Bucket, portal: Path) -> None:
    bucket.proxy.fail("PUT", "/index.html", 403)
    assert publish(portal) == 2
    arrived = set(bucket.files())
    assert arrived
    bucket.proxy.works()
    assert publish(portal) == 0
    assert not arrived & set(bucket.proxy.sent())


def test_a_change_that_was_sent_in_part_is_taken_back(bucket: Bucket, portal: Path) -> None:
    """The bucket has the new page, the list of what was published could not say so, and the page is as before again."""
    assert publish(portal) == 0
    before = (portal / "publications/a/index.html").read_bytes()
    (portal / "publications/a/index.html").write_bytes(b"changed")
    bucket.proxy.fail("PUT", ".kartotek", 403, after=1)
    assert publish(portal) == 2
    assert bucket.files()["publications/a/index.html"] == b"changed"
    bucket.proxy.works()
    (portal / "publications/a/index.html").write_bytes(before)
    assert publish(portal) == 0
    assert bucket.files() == local(portal)


def test_two_who_publish_at_once_notice(bucket: Bucket, portal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(portal) == 0
    (portal / "index.html").write_text("changed", "utf-8")
    bucket.proxy.fail("PUT", ".kartotek", 412)
    assert publish(portal) == 2
    assert "somebody else is publishing to s3://bucket" in capsys.readouterr().err


@pytest.mark.parametrize("damaged", [b"damaged", None])
def test_without_a_list_of_what_was_published_what_may_be_left_is_told(
    bucket: Bucket, portal: Path, capsys: pytest.CaptureFixture[str], damaged: bytes | None
) -> None:
    """A document that was taken down while the list was lost would stay there, and nobody would know."""
    assert publish(portal) == 0
    assert "does not have" not in capsys.readouterr().err
    if damaged:
        bucket.direct.put(".kartotek/published.json.gz", damaged)
    else:
        bucket.direct.delete(".kartotek/published.json.gz")
    (portal / "files/a.pdf").unlink()
    assert publish(portal, "--dry-run") == 0
    assert "1 file that this portal does not have (files/a.pdf)" in capsys.readouterr().err
    assert publish(portal) == 0
    assert "1 file that this portal does not have (files/a.pdf)" in capsys.readouterr().err
    assert publish(portal) == 0
    assert "does not have" not in capsys.readouterr().err


@pytest.mark.parametrize("after", [1, 5, 11])
def test_what_may_be_left_is_told_also_after_a_first_run_that_broke_off(
    bucket: Bucket, portal: Path, capsys: pytest.CaptureFixture[str], after: int
) -> None:
    """Before the first file, among them, and when only the list was to be written yet."""
    bucket.direct.put("old/secret.pdf", b"%PDF")
    bucket.proxy.fail("PUT", "", 403, after=after)
    assert publish(portal) == 2
    bucket.proxy.works()
    (portal / "files/a.pdf").unlink()
    capsys.readouterr()
    assert publish(portal) == 0
    assert "1 file that this portal does not have (old/secret.pdf)" in capsys.readouterr().err
    assert bucket.files() == {**local(portal), "old/secret.pdf": b"%PDF"}
    assert publish(portal) == 0
    assert "does not have" not in capsys.readouterr().err


def test_a_damaged_list_sends_everything_again(bucket: Bucket, portal: Path) -> None:
    assert publish(portal) == 0
    bucket.direct.put(".kartotek/published.json.gz", b"damaged")
    bucket.proxy.works()
    assert publish(portal) == 0
    assert len(bucket.proxy.sent()) == 10


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://bucket/", "ftp://bucket/ is not the address of a bucket"),
        ("s3:///folder", "s3:///folder is not the address of a bucket"),
        ("s3://[x/y", "s3://[x/y is not the address of a bucket"),
        ("s3://missing/", "s3://missing/ is not there"),
        ("/var/www/cards", "kartotek build --out /var/www/cards"),
        ("me@host:/var/www/cards", "rsync sends a portal to a server"),
        ("rsync://host/cards", "rsync sends a portal to a server"),
        ("s3:/cards/a b", "write s3://cards/a b"),
        ("s3//cards", "write s3://cards"),
        ("localhost:9000/cards", "goes into AWS_ENDPOINT_URL"),
        ("s3.amazonaws.com/cards", "write s3://BUCKET/FOLDER"),
        ("my cards", "kartotek build --out 'my cards'"),
    ],
)
def test_a_bucket_that_is_none(
    bucket: Bucket, portal: Path, capsys: pytest.CaptureFixture[str], address: str, words: str
) -> None:
    assert main(["publish", address, "--out", str(portal)]) == 2
    assert words in capsys.readouterr().err
    assert bucket.files() == {}


def test_a_build_can_go_to_a_bucket(bucket: Bucket, write_site: WriteSite) -> None:
    site = write_site({"site.yaml": "title: Cards\n", "content/publications/a.md": ARTICLE})
    assert main(["build", "--site", str(site), "--no-search", "--out", "s3://bucket"]) == 0
    assert bucket.files() == local(site / "dist")
    (site / "content/publications/a.md").write_text(ARTICLE.replace("On Cards", ""), "utf-8")
    bucket.proxy.works()
    assert main(["build", "--site", str(site), "--no-search", "--out", "s3://bucket"]) == 1
    assert bucket.proxy.asked == []


def test_a_build_for_what_is_no_bucket_makes_nothing(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({"site.yaml": "title: Cards\n", "content/publications/a.md": ARTICLE})
    assert main(["build", "--site", str(site), "--out", "ftp://bucket"]) == 2
    assert "ftp://bucket is not the address of a bucket" in capsys.readouterr().err
    assert not (site / "dist/index.html").exists()


def test_headers_that_changed_are_sent(bucket: Bucket, portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert publish(portal) == 0
    bucket.proxy.works()
    monkeypatch.setattr(headers, "cache_control", lambda _path: "no-cache")
    assert publish(portal) == 0
    assert len(bucket.proxy.sent()) == 10
    assert bucket.headers("index.html")["Cache-Control"] == "no-cache"


def test_who_stops_it_is_told_what_there_is(
    bucket: Bucket, portal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bucket.files() == {}

    def interrupted(_path: str) -> dict[str, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(send, "attributes", interrupted)
    assert publish(portal) == 130
    assert "the next run goes on" in capsys.readouterr().err


def test_a_folder_that_was_not_built_is_not_sent(
    bucket: Bucket, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"jpg")
    assert publish(tmp_path) == 2
    assert "is not a portal that Kartotek built" in capsys.readouterr().err
    assert bucket.files() == {}


def _link(at: Path, elsewhere: Path) -> None:
    at.symlink_to(elsewhere / "closed.pdf")


def _link_to_a_folder(at: Path, elsewhere: Path) -> None:
    at.symlink_to(elsewhere, target_is_directory=True)


def _pipe(at: Path, _elsewhere: Path) -> None:
    os.mkfifo(at)


def _file(at: Path, elsewhere: Path) -> None:
    at.parent.mkdir(exist_ok=True)
    at.write_bytes((elsewhere / "closed.pdf").read_bytes())


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("files/b.pdf", _link),
        ("files/b", _link_to_a_folder),
        ("files/b.pdf", _pipe),
        (".stage-abc/shared.pickle", _file),
        ("files/b\n.pdf", _file),
        ("files/\udcff.pdf", _file),
    ],
    ids=["a link", "a link to a folder", "a pipe", "what a killed build leaves", "a line break", "no UTF-8"],
)
def test_what_no_build_leaves_is_not_sent(
    bucket: Bucket,
    portal: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    make: Callable[[Path, Path], None],
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/closed.pdf").write_text("closed")
    make(portal / name, tmp_path / "elsewhere")
    assert publish(portal) == 2
    told = capsys.readouterr().err
    assert "is no file that a build left there, so nothing was sent" in told
    assert "elsewhere" not in told
    assert bucket.files() == {}


def test_a_file_that_changes_while_it_is_sent_is_sent_again(
    bucket: Bucket, portal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As by a build that runs meanwhile: what was sent is not what the list would say."""
    home = portal / "index.html"
    before = home.read_bytes()

    def attributes(path: str) -> dict[str, str]:
        if path == "index.html" and home.read_bytes() == before:
            home.write_bytes(b"another home")
        return headers.attributes(path)

    with monkeypatch.context() as patch:
        patch.setattr(send, "attributes", attributes)
        assert publish(portal) == 2
    assert "index.html was changed while it was sent" in capsys.readouterr().err
    home.write_bytes(before)
    assert publish(portal) == 0
    assert bucket.files() == local(portal)


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.long)])
def test_kill_9_at_any_moment(bucket: Bucket, portal: Path, kills: int) -> None:
    """Each file in the bucket is an old one or a new one, and the next run puts all right."""
    draw = random.Random(kills)
    pages = [portal / f"people/{number}/index.html" for number in range(200)]
    for page in pages:
        page.parent.mkdir(parents=True)
    for _ in range(kills):
        for page in draw.sample(pages, 100):
            page.write_text(draw.choice("abcdef") * 5000)
        process = subprocess.Popen(
            [sys.executable, "-m", "kartotek", "publish", "s3://bucket", "--out", str(portal)],
            stderr=subprocess.DEVNULL,
        )
        bucket.proxy.wait_for(draw.randrange(1, 120))
        process.kill()
        process.wait()
        found = [data for path, data in bucket.files().items() if path.startswith("people/")]
        assert all(len(data) == 5000 and len(set(data)) == 1 for data in found)
        if draw.random() < 0.5:
            (portal / "files/a.pdf").write_text(str(draw.random()))
    for page in draw.sample(pages, 50):
        page.unlink(missing_ok=True)
    assert publish(portal) == 0
    assert bucket.files() == local(portal)


@pytest.mark.parametrize(
    "name", ["a%20b.txt", "a#b.txt", "a b+c&d~{e}.txt", "[x]^`.txt", "a\u202eb.txt", "u\u0308.txt"]
)
def test_odd_names_are_sent_once_and_removed(bucket: Bucket, portal: Path, name: str) -> None:
    (portal / "files" / name).write_text("odd")
    assert publish(portal) == 0
    assert bucket.files() == local(portal)
    bucket.proxy.works()
    assert publish(portal) == 0
    assert bucket.proxy.sent() == []
    (portal / "files" / name).unlink()
    assert publish(portal) == 0
    assert bucket.files() == local(portal)
