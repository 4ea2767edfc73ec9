"""The settings for web servers: nginx is run with them, the files for other hosts are read."""

import gzip
import http.client
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from urllib.parse import quote

import pytest

from kartotek.cli import main
from tests.conftest import ARTICLE, tree

ENTRY = ARTICLE.replace(
    "issued:",
    "aliases: [old/a, old/page.html, gammel/æøå]\n"
    "files: [{path: it's a page.html, access: open}, {path: paper.pdf, access: open}]\nissued:",
)
CONTENT = {
    "content/publications/a.md": ENTRY + "[A drawing](/files/drawing.svg)\n",
    "content/files/it's a page.html": "<script>alert(1)</script>" * 20,
    "redirects.csv": "/handle/1/2,https://other.test/a;b=$1{c}?d=*e#f\n/handle/3,a\n/handle/4,,It is gone\n",
    "content/files/paper.pdf": "%PDF-1.4",
    "content/files/drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
SITE = "title: Test\nsearch: false\ncitation_styles: none\nactive_files: [html]\nprecompressed: gzip\nediting: a/b\n"
PAGE = quote("/publications/a/it's a page.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with what hosts must be told of."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in {"site.yaml": SITE, **CONTENT}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


class _Connection(http.client.HTTPConnection):
    """A connection to a server that listens at a path."""

    def __init__(self, path: Path) -> None:
        super().__init__("research.test")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self._path))


Answer = tuple[int, Mapping[str, str], bytes]
Ask = Callable[..., Answer]


@pytest.fixture(scope="module", params=["/", "/sub/"], ids=["at-root", "under-sub"])
def ask(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks nginx, which runs with the settings as they are printed, for a path of the portal."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.fail("the tests of hosting need nginx: apt-get install nginx-light")
    base: str = request.param
    folder = tmp_path_factory.mktemp("nginx")
    root = folder / f"www{base}"
    address = f"http://research.test{base}"
    build = ["build", "--site", str(site), "--out", str(root), "--base-url", address]
    assert main(build) == 0
    printed = subprocess.run(
        [sys.executable, "-m", "kartotek", "hosting", "nginx", "--site", site, "--base-url", address, "--root", root],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    with tempfile.TemporaryDirectory() as short:  # the path of a socket has 107 letters at most
        at = Path(short, "nginx")
        (folder / "site.conf").write_text(
            printed.replace("listen 80;", f"listen unix:{at};").replace("    listen [::]:80;\n", "")
        )
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"master_process off; pid {folder}/pid; events {{}}\n"
            f"http {{ types {{ text/html html; image/svg+xml svg; application/pdf pdf; application/gzip gz; }}\n"
            f"access_log off; {temporary}\n"
            f"include {folder}/site.conf; }}\n"
        )
        command = [program, "-e", f"{folder}/errors", "-p", str(folder), "-c", f"{folder}/nginx.conf"]
        # it listens before it goes into the background; its errors go to a file
        begun = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        assert begun.returncode == 0, f"nginx does not take its settings: {(folder / 'errors').read_text()}"

        def answer(path: str, **headers: str) -> Answer:
            connection = _Connection(at)
            named = {key.replace("_", "-"): value for key, value in headers.items()}
            with closing(connection):
                connection.request("GET", base.rstrip("/") + path, headers=named)
                got = connection.getresponse()
                return got.status, {name.lower(): value for name, value in got.getheaders()}, got.read()

        yield answer
        subprocess.run([*command, "-s", "stop"], check=True)


def policy(answer: Answer) -> str:
    status, headers, _ = answer
    assert status < 400
    assert headers["x-content-type-options"] == "nosniff"
    return headers["content-security-policy"]


def test_pages_have_the_whole_policy_and_may_not_be_framed(ask: Ask) -> None:
    for path in ("/", "/publications/a/"):
        said = policy(ask(path))
        assert said.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in said


def test_the_editor_alone_may_call_the_forge(ask: Ask) -> None:
    said = policy(ask("/admin/"))
    assert "connect-src 'self' blob: data: https://api.github.com;" in said
    assert "frame-ancestors 'none'" in said
    assert policy(ask("/admin/start.js")) == said
    assert "api.github" not in policy(ask("/"))


def test_what_could_run_something_is_in_a_sandbox(ask: Ask) -> None:
    for path in (PAGE, "/files/drawing.svg"):
        assert policy(ask(path)).startswith("sandbox; default-src 'none'")


def test_a_document_can_be_shown(ask: Ask) -> None:
    """A sandbox, or a policy without plugins, would keep Chromium's viewer of PDFs from starting."""
    assert policy(ask("/publications/a/paper.pdf")) == "frame-ancestors 'none'"


@pytest.mark.parametrize("old", ["/old/a", "/old/a/", "/old/page.html", quote("/gammel/æøå/")])
def test_old_addresses_redirect_for_good(ask: Ask, old: str) -> None:
    status, headers, _ = ask(old)
    assert status == 301
    assert ask(headers["location"].removeprefix("/sub"))[0] == 200


def test_the_addresses_of_an_older_portal_redirect_too(ask: Ask) -> None:
    """What such an address leads to cannot end the text it is in, and is no variable of the server."""
    assert ask("/handle/1/2/")[1]["location"] == "https://other.test/a;b=%241%7Bc%7D?d=%2Ae#f"
    assert ask(ask("/handle/3/")[1]["location"].removeprefix("/sub"))[0] == 200
    status, _, notice = ask("/handle/4/")
    assert status == 200
    assert b"It is gone" in notice


def test_a_missing_page_is_the_portals_own(ask: Ask) -> None:
    status, headers, page = ask("/nowhere")
    assert status == 404
    assert b"There is nothing at this address" in page
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_the_packed_file_is_sent_to_those_who_take_it(ask: Ask) -> None:
    plain, packed = ask("/"), ask("/", Accept_Encoding="gzip")
    assert packed[1]["content-encoding"] == "gzip"
    assert int(packed[1]["content-length"]) == len(packed[2]) < len(plain[2])


def test_a_packed_file_asked_for_by_its_own_address_is_saved_as_it_is(ask: Ask) -> None:
    status, headers, data = ask("/index.html.gz", Accept_Encoding="gzip")
    assert status == 200
    assert "content-encoding" not in headers
    assert b"<title>" in gzip.decompress(data)


def hosted(site: Path, host: str) -> dict[str, str]:
    """The files for a host, by name."""
    (site / "site.yaml").write_text(f"{SITE}host: {host}\n")
    assert main(["build", "--site", str(site)]) == 0
    names = ("_headers", "_redirects", ".htaccess")
    return {name: (site / "dist" / name).read_text() for name in names if (site / "dist" / name).is_file()}


def test_netlify_and_cloudflare_get_their_files_and_other_hosts_none(site: Path) -> None:
    cloudflare, netlify, apache = (hosted(site, host) for host in ("cloudflare", "netlify", "apache"))
    assert cloudflare.keys() == netlify.keys() == {"_headers", "_redirects"}
    assert f"{PAGE}\n  Content-Security-Policy: sandbox" in cloudflare["_headers"]
    assert "/old/a /publications/a/ 301\n" in cloudflare["_redirects"]
    assert "/old/a/ /publications/a/ 301!\n" in netlify["_redirects"]
    assert apache.keys() == {".htaccess"}
    assert "it\\'s a page.html'" in apache[".htaccess"]
    assert "https://api.github.com; " in re.search(r'.*m#\^/admin/#"$', apache[".htaccess"], re.MULTILINE)[0]  # type: ignore[index]
    assert hosted(site, "other") == {}
    assert main(["build", "--site", str(site), "--out", str(site / "clean"), "--clean"]) == 0
    assert tree(site / "dist") == tree(site / "clean")


def test_apache_says_packed_only_of_what_it_packed_by_itself(site: Path) -> None:
    """`Content-Encoding` for 2019.json.gz by its own address would leave plain JSON under that name."""
    condition, of_packed = hosted(site, "apache")[".htaccess"].partition("\n<If ")[2].split("\n</If>")[0].split("\n", 1)
    assert "AddEncoding gzip .gz" in of_packed
    own = re.search("THE_REQUEST} !~ m#(.*?)#", condition)
    assert own
    for address in ("/data/2019.json.gz", "/data/2019.json.gz?a=b"):
        assert re.search(own[1], f"GET {address} HTTP/1.1")
    for address in ("/data/2019.json", "/publications/a/", "/?a=b.gz", "/search/?a=.gz c"):
        assert not re.search(own[1], f"GET {address} HTTP/1.1")


def test_cloudflare_gets_no_more_lines_than_it_reads(site: Path) -> None:
    entry = site / "content/publications/a.md"
    entry.write_text(ENTRY.replace("old/a,", "".join(f"old/{number}, " for number in range(1100))))
    made = hosted(site, "cloudflare")
    entry.write_text(CONTENT["content/publications/a.md"])
    assert made["_redirects"].count(" 301\n") == 2000
    assert (site / "dist/old/1099/index.html").is_file()


def test_files_that_run_something_need_a_host_that_sends_headers(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "site.yaml").write_text(SITE + "host: github\n")
    assert main(["check", "--site", str(site)]) == 2
    assert "site.yaml" in (said := capsys.readouterr().err)
    assert "GitHub Pages sends no headers" in said


def test_a_packer_that_is_missing_is_an_error(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is installed never decides what is published."""
    monkeypatch.setattr("kartotek.site.packed_files.version", _not_installed)
    (site / "site.yaml").write_text(SITE.replace("gzip", "[gzip, brotli]"))
    assert main(["build", "--site", str(site), "--clean"]) == 2
    assert 'pip install "kartotek[brotli]"' in capsys.readouterr().err


def _not_installed(name: str) -> str:
    raise PackageNotFoundError(name)
