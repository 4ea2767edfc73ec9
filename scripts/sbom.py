"""What a release of Kartotek consists of, and under which licences: `python -m scripts.sbom FOLDER`.

It writes a software bill of materials (CycloneDX 1.6, JSON) and a list of licences to read. The packages are those of
`locks/runtime.txt`, which has the hashes of their files; their licences are those that they state themselves, so they
must be installed. Time and serial number come from SOURCE_DATE_EPOCH and the content: the same release gives the same
bytes.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kartotek import __version__
from scripts import pack_admin

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "locks/runtime.txt"
_CLASSIFIER = "License :: OSI Approved :: "
_NOT_OSI = "License :: "


@dataclass(frozen=True, slots=True)
class Part:
    """Something that belongs to a release. `needs` are the names of other parts."""

    name: str
    version: str
    license: str
    kind: str = "library"
    needs: Sequence[str] = ()
    registry: str = "pypi"

    @property
    def ref(self) -> str:
        """A name for references: a package URL where it is a package."""
        return f"pkg:{self.registry}/{quote(self.name)}@{self.version}" if self.kind == "library" else self.name


SHIPPED = (
    Part("source-serif-4", "", "OFL-1.1", "data"),
    *(
        Part(part.name, part.version, part.license, registry="npm")
        for part in pack_admin.archives(pack_admin.FILE.read_text("utf-8"))
    ),
    *(Part(font, "", "OFL-1.1", "data") for font in ("source-sans-3", "noto-mono", "material-symbols-outlined")),
)
"""What comes with Kartotek itself and is published in portals: the font of the theme; the editor, and its fonts."""


def locked(lock: str) -> Iterator[tuple[str, str, bool]]:
    """The packages of a lock: names, versions, and whether each is for all systems."""
    for name, version, condition in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)( ;)?", lock, re.MULTILINE):
        yield canonicalize_name(name), version, not condition


def packages(lock: str) -> list[Part]:
    """The packages of a lock as parts. One for another system than this need not be installed, and has no licence here.

    Raises PackageNotFoundError for another that is not installed, ValueError for one that states no licence.
    """
    rows = list(locked(lock))
    names = {name for name, _, _ in rows}
    parts: list[Part] = []
    for name, version, everywhere in rows:
        try:
            parts.append(Part(name, version, _license(name), needs=_needs(name, names)))
        except PackageNotFoundError:
            if everywhere:
                raise
            parts.append(Part(name, version, ""))
    return parts


def _needs(name: str, among: set[str]) -> list[str]:
    """What a package needs without extras, as far as it is locked."""
    wanted = [Requirement(text) for text in distribution(name).requires or ()]
    names = {
        str(canonicalize_name(each.name))
        for each in wanted
        if each.marker is None or each.marker.evaluate({"extra": ""})
    }
    return sorted(names & among)


def _license(name: str) -> str:
    """The licence that an installed package states: an SPDX expression, or else in words."""
    about = distribution(name).metadata.json
    if expression := about.get("license_expression"):
        return str(expression)
    classifiers = [text for text in about.get("classifier", ()) if text.startswith(_NOT_OSI)]
    if classifiers:
        return " or ".join(text.removeprefix(_CLASSIFIER).removeprefix(_NOT_OSI) for text in classifiers)
    stated = str(about.get("license") or "").strip()
    if not stated:
        raise ValueError(f"{name} states no licence: find out under which it is, before it is shipped")
    return stated.splitlines()[0]


def bill(parts: Sequence[Part], moment: datetime) -> dict[str, Any]:
    """The bill of materials (CycloneDX 1.6) of this version of Kartotek."""
    whole = Part("kartotek", __version__, "MIT", needs=_needs("kartotek", {part.name for part in parts}))
    content = {
        "components": [_component(part) for part in (*parts, *SHIPPED)],
        "dependencies": [
            {"ref": part.ref, "dependsOn": [other.ref for other in parts if other.name in part.needs]}
            for part in (whole, *parts)
        ],
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(content, sort_keys=True))}",
        "version": 1,
        "metadata": {
            "timestamp": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "component": {**_component(whole), "type": "application"},
        },
        **content,
    }


def _component(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {"type": part.kind, "bom-ref": part.ref, "name": part.name}
    if part.version:
        found["version"] = part.version
    if part.kind == "library":
        found["purl"] = part.ref
    if not part.license:
        return found
    spdx = re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*", part.license)
    return {**found, "licenses": [{"expression": part.license} if spdx else {"license": {"name": part.license}}]}


def licences(parts: Sequence[Part]) -> str:
    """The licences as a table in Markdown."""
    rows = "".join(
        f"| {part.name} | {part.version} | {part.license or 'for another system'} |\n" for part in (*parts, *SHIPPED)
    )
    return f"# What Kartotek {__version__} is made of\n\n| part | version | licence |\n|---|---|---|\n{rows}"


def main(folder: Path) -> None:
    """Write both files into a folder."""
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    parts = packages(LOCK.read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(parts, moment), indent=2, ensure_ascii=False) + "\n"
    (folder / f"kartotek-{__version__}.cdx.json").write_text(text, "utf-8")
    (folder / f"kartotek-{__version__}-licences.md").write_text(licences(parts), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
