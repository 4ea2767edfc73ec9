"""Packs what /admin/ is made of into `kartotek/admin/packed/`: `python -m scripts.pack_admin [--check]`.

The archives come from npm, by the versions and checksums of `locks/admin.npm`. What a portal does not need (source
maps, types, parts for maps, code and photographs) is left out, licences are kept. The same lock gives the same bytes.
Beside them is a list with their checksums, which is part of what a portal is made of.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kartotek.admin.bundle import LIST, LOCALES, PACKED, packed_list, wrong_files

ROOT = Path(__file__).parent.parent
FILE = ROOT / "locks/admin.npm"
_FROM = "from.txt"
"""The file in `PACKED` with a digest of what it was packed from, and by what."""
_PACKAGE = "package/"
"""What the names in an archive of npm begin with."""


class Archive(NamedTuple):
    """A line of the lock: an archive of npm, with its checksum as npm writes it, and its licence (SPDX)."""

    name: str
    version: str
    integrity: str
    license: str


def archives(lock: str) -> list[Archive]:
    """The lines of a lock."""
    return [Archive(*line.split()) for line in lock.splitlines() if line and not line.startswith("#")]


def _sveltia(members: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The build that loads nothing from other hosts, its fonts with their licences, and its words in each language."""
    fonts = {name.rpartition("/")[2][: -len("-12345678.woff2")]: name for name in members if name.endswith(".woff2")}
    for name, content in members.items():
        if re.fullmatch(r"npm/(?:index|chunks/react(?:-dom)?-\w+)\.js|npm/assets/.+\.(?:woff2|LICENSE\.txt)", name):
            yield name, _changed(_with_own_fonts(content, fonts)) if name == "npm/index.js" else content
    for tag in LOCALES:
        words = json.loads(members[f"locales/{tag}.json"])
        text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        yield f"locales/{tag}.js", f"export default {text};\n".encode()
    yield "LICENSE.txt", members["LICENSE.txt"]


_FONT = re.compile(rb"https://cdn\.jsdelivr\.net/fontsource/fonts/([\w-]+)(?::vf)?@[0-9.]+/([\w-]+)\.woff2")


def _with_own_fonts(script: bytes, fonts: Mapping[str, str]) -> bytes:
    """The module with the fonts that come with it, in place of the same on another host: browsers would load both."""

    def packed(found: re.Match[bytes]) -> bytes:
        return f"cms/{fonts[f'{found[1].decode()}-{found[2].decode()}']}".encode()

    changed, count = _FONT.subn(packed, script)
    if count != len(fonts):
        raise SystemExit(f"Sveltia names {count} fonts of another host, and brings {len(fonts)}")
    return changed


_CHANGES = (
    # a format of ours is given the file as it is, with its path: line ends and marks at its beginning are to stay
    ("fileName:r}})=>{let i=kF(n),a=", "fileName:r}})=>{let kartotekFile=e,i=kF(n),a="),
    (
        "Gk=async e=>(await e.text()).replace(/\\r\\n?/g,`\n`)",
        "Gk=async e=>new TextDecoder(`utf-8`,{ignoreBOM:!0}).decode(await e.arrayBuffer())",
    ),
    ("if(c)return c(e);if(s===`raw`)", "if(c)return c(kartotekFile,t);if(s===`raw`)"),
    # and what it writes is written
    ("if(i)return`${(await i(e)).trim()}\\n`;", "if(i)return await i(e);"),
    # entries are in folders below that of their kind, too, as `content.folder` has it
    ("if(!e)c=n===void 0?`[^/]+?`:", "if(!e)c=n===void 0?`(?:[^/._#][^/]*/)*[^/._#][^/]*?`:"),
    # and may be all YAML
    (":DO(b),`$`].join(``)", ":b===`md`?`(?:md|ya?ml)`:DO(b),`$`].join(``)"),
    # their id is the name of the file, or of the folder of an `index.md`
    ("{subPath:c,locale:l}}", "{subPath:c.replace(/\\/index(?=$|\\.)/,``).split(`/`).pop(),locale:l}}"),
    ("=>e.fullPathRegEx?t.match(e.fullPathRegEx)?.groups?.subPath??n:n", "=>n"),
)
"""What is written in place of what in the module of the version that is locked, where no setting does it."""


def _changed(script: bytes) -> bytes:
    """The module with the changes. Stops if one of them does not fit: then the version is another one."""
    text = script.decode()
    for old, new in _CHANGES:
        if text.count(old) != 1:
            raise SystemExit(f"Sveltia has {old!r} {text.count(old)} times, not once; see _CHANGES in pack_admin.py")
        text = text.replace(old, new)
    return text.encode()


def _one(source: str, target: str, members: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield target, members[source]
    yield f"{target.removesuffix('.js')}.LICENSE.txt", members["LICENSE"]


def packed_files(name: str, members: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files to pack of an archive, by their paths in `packed/`."""
    match name:
        case "@sveltia/cms":
            yield from _sveltia(members)
        case "immutable":
            yield from _one("dist/immutable.es.js", "immutable.js", members)
        case "js-yaml":
            yield from _one("dist/js-yaml.mjs", "js-yaml.js", members)
        case _:
            raise SystemExit(f"scripts/pack_admin.py does not know what to take of {name}")


def fetched(archive: Archive, folder: Path) -> dict[str, bytes]:
    """The files of an archive, by name. Stops if npm cannot get it, or if it is not the one that is locked."""
    wanted = f"{archive.name}@{archive.version}"
    command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), wanted]
    said = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    if said.returncode:
        raise SystemExit(f"npm could not get {wanted}; is there a network?")
    file = folder / said.stdout.split()[-1]
    integrity = f"sha512-{b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()}"
    if integrity != archive.integrity:
        raise SystemExit(f"{wanted} has the checksum {integrity}, not that of locks/admin.npm: nothing was packed")
    with tarfile.open(file) as tar:
        files = [(member.name, tar.extractfile(member)) for member in tar if member.isfile()]
        return {name.removeprefix(_PACKAGE): stream.read() for name, stream in files if stream}


def _made_from() -> bytes:
    """A digest of the lock, of this packer, and of the languages that it packs."""
    parts = (FILE.read_bytes(), Path(__file__).read_bytes(), repr(LOCALES).encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest().encode()


def is_packed() -> bool:
    """Whether all is there as this packer would pack it."""
    if not (PACKED / _FROM).is_file() or (PACKED / _FROM).read_bytes() != _made_from():
        return False
    listed = packed_list()
    return bool(listed) and not any(wrong_files(listed))


def pack() -> None:
    """Pack everything anew; what was packed before stays until it is all there."""
    with tempfile.TemporaryDirectory(dir=PACKED.parent, prefix=".packed-") as scratch:
        made, listed = Path(scratch, "packed"), list[str]()
        for archive in archives(FILE.read_text("utf-8")):
            for name, content in packed_files(archive.name, fetched(archive, Path(scratch))):
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(content)
                listed.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        (made / LIST).write_text("".join(sorted(listed, key=lambda line: line.partition("  ")[2])), "utf-8")
        (made / _FROM).write_bytes(_made_from())
        shutil.rmtree(PACKED, ignore_errors=True)
        made.rename(PACKED)


if __name__ == "__main__":
    if "--check" in sys.argv:
        raise SystemExit(0 if is_packed() else 1)
    pack()
    print("packed what /admin/ is made of")
