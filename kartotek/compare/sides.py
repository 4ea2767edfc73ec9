"""The two sides of a comparison: a folder, an archive, or the sitemap of a portal that is running."""

import gzip
import re
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from kartotek.diagnostics import SetupError
from kartotek.verify.check import base_url_of, files_of

_MOST_BYTES = 50_000_000
"""Of one sitemap, unpacked (sitemaps.org protocol 0.9)."""
_MOST_SITEMAPS = 1000
_SECONDS = 30
_LOCATION = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Side:
    """One portal: its files with their sizes in bytes, by path below it.

    `folder` is None if only its addresses are known, from a sitemap; sizes are 0 then. `base_url` is the address it was
    built for, "" if it does not say. If there is a folder `over`, its files are in the place of those in `folder`.
    """

    name: str
    files: Mapping[str, int]
    folder: Path | None = None
    base_url: str = ""
    over: Path | None = None

    def at(self, path: str) -> Path:
        """Where a file is, if there is a folder."""
        if self.over and (waiting := self.over / path).is_file():
            return waiting
        return (self.folder or Path()) / path


@contextmanager
def open_side(name: str) -> Iterator[Side]:
    """The portal of that name: a folder, an archive (.zip, .tar, .tar.gz ...), or a sitemap, as a file or at a URL.

    Archives are unpacked into a folder that is removed at the end. Raises SetupError if it cannot be read.
    """
    if name.startswith(("http://", "https://")):
        yield _of_sitemap(f"{name}sitemap.xml" if name.endswith("/") else name)
        return
    path = Path(name)
    if path.is_dir():
        yield _of_folder(name, path)
    elif path.suffix in (".xml", ".gz") and not path.name.endswith(".tar.gz") and path.is_file():
        yield _of_sitemap(name)
    elif path.is_file():
        folder = Path(tempfile.mkdtemp(prefix="kartotek-"))
        try:
            _unpack(path, folder)
            yield _of_folder(name, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    else:
        hint = "name a folder such as dist, a .zip or .tar.gz, or the address of a sitemap"
        raise SetupError(f"there is no portal {name}", hint)


def coming_side(folder: Path, over: Path, files: Mapping[str, int]) -> Side:
    """A portal that is about to be published: those of its `files` that are in the folder `over` will replace the ones
    in `folder`."""
    named = over if (over / "robots.txt").is_file() else folder
    return Side(str(folder), files, folder, base_url_of(named), over)


def _of_folder(name: str, folder: Path) -> Side:
    """A portal in a folder, or in the only folder within it, as archives have it."""
    inner = [entry for entry in folder.iterdir() if entry.name[0] != "."]
    if len(inner) == 1 and inner[0].is_dir():
        folder = inner[0]
    if not (folder / "index.html").is_file():
        raise SetupError(f"{name} is not a portal: it has no index.html", "name the folder that a build wrote")
    files = {path: size for path, (size, _) in files_of(folder).items()}
    return Side(name, files, folder, base_url_of(folder))


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack an archive; an archive within it, as GitHub stores pages, is unpacked in its place."""
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(folder)
        else:
            with tarfile.open(archive) as packed_tar:
                packed_tar.extractall(folder, filter="data")
    except (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, tarfile.TarError) as error:
        hint = "name a folder, a .zip or a .tar archive, or the address of a sitemap"
        raise SetupError(f"{archive} cannot be unpacked: {error}", hint) from error
    inner = list(folder.iterdir())
    if len(inner) == 1 and inner[0].suffix == ".tar":
        _unpack(inner[0], folder / "unpacked")
        inner[0].unlink()


def _of_sitemap(name: str) -> Side:
    """The pages that a sitemap and those it names list, by the files that they would be."""
    waiting, seen, addresses = [name], set[str](), set[str]()
    while waiting:
        one = waiting.pop()
        if one in seen or len(seen) >= _MOST_SITEMAPS:
            continue
        seen.add(one)
        text = _read(one)
        if "<sitemapindex" in text or ":sitemapindex" in text:
            waiting += [_beside(name, unescape(found)) for found in _LOCATION.findall(text)]
        else:
            addresses.update(unescape(found) for found in _LOCATION.findall(text))
    if not addresses:
        raise SetupError(f"{name} is not a sitemap: it lists no address", "name the file sitemap.xml of a portal")
    base = name[: name.rindex("/") + 1] if "://" in name else _common(addresses)
    paths = (unquote(urlsplit(each[len(base) :]).path) for each in addresses if each.startswith(base))
    return Side(name, {path + "index.html" if not path or path[-1] == "/" else path: 0 for path in paths}, None, base)


def _beside(name: str, address: str) -> str:
    """A sitemap that an index names; if the index is a file here, the file beside it."""
    return address if "://" in name else str(Path(name).parent / address.rpartition("/")[2])


def _common(addresses: set[str]) -> str:
    """The address of the home page, if it is among them, else that of the host."""
    home = min(addresses, key=len)
    if home.endswith("/") and all(each.startswith(home) for each in addresses):
        return home
    parts = urlsplit(home)
    return f"{parts.scheme}://{parts.netloc}/"


def _read(name: str) -> str:
    """The text of a sitemap. Raises SetupError."""
    try:
        if "://" in name:
            request = Request(name, headers={"User-Agent": "Kartotek (compares a portal with its new version)"})
            with urlopen(request, timeout=_SECONDS) as answer:
                data = answer.read(_MOST_BYTES + 1)
        else:
            data = Path(name).read_bytes()
        if data[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
                data = packed.read(_MOST_BYTES + 1)
    except (OSError, URLError, HTTPException, EOFError, ValueError) as error:
        raise SetupError(
            f"{name} cannot be read: {error}", "check the address, and that the portal is running"
        ) from error
    if len(data) > _MOST_BYTES:
        raise SetupError(f"{name} is larger than a sitemap may be", "name the file sitemap.xml of a portal")
    return str(data, "utf-8", "replace")
