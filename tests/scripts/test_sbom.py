"""The bill of materials of a release: everything in the lock is in it, with its licence, and twice the same."""

import json
from pathlib import Path

import pytest

from scripts import sbom


@pytest.fixture(scope="module")
def lock() -> str:
    return sbom.LOCK.read_text("utf-8")


def test_it_has_every_package_with_its_licence(lock: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    for folder in ("one", "two"):
        sbom.main(tmp_path / folder)
    (written,) = (tmp_path / "one").glob("*.cdx.json")
    (licences,) = (tmp_path / "one").glob("*-licences.md")
    assert written.read_bytes() == (tmp_path / "two" / written.name).read_bytes()
    bill = json.loads(written.read_text("utf-8"))
    assert bill["metadata"]["timestamp"] == "2025-01-01T00:00:00Z"
    locked = {line.split("==")[0] for line in lock.splitlines() if "==" in line and not line.startswith(" ")}
    packages = {part["name"]: part for part in bill["components"] if part["type"] == "library"}
    of_npm = {name for name, part in packages.items() if part["purl"].startswith("pkg:npm/")}
    assert of_npm == {"@sveltia/cms", "immutable", "js-yaml"}
    assert packages["@sveltia/cms"]["purl"].startswith("pkg:npm/%40sveltia/cms@")
    assert packages.keys() == locked | of_npm
    assert all(part["licenses"] for name, part in packages.items() if name != "colorama")
    refs = {part["bom-ref"] for part in (*bill["components"], bill["metadata"]["component"])}
    for row in bill["dependencies"]:
        assert {row["ref"], *row["dependsOn"]} <= refs
    needed = {row["ref"].partition("@")[0]: row["dependsOn"] for row in bill["dependencies"]}
    assert any(ref.startswith("pkg:pypi/markupsafe@") for ref in needed["pkg:pypi/jinja2"])
    assert all(f"| {name} |" in licences.read_text("utf-8") for name in (*locked, "source-serif-4"))


def test_a_package_without_a_licence_stops_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        requires = ()

        class metadata:  # noqa: N801
            json: dict[str, str] = {}  # noqa: RUF012

    monkeypatch.setattr(sbom, "distribution", lambda _: Silent)
    with pytest.raises(ValueError, match="x states no licence"):
        sbom.packages("x==1 \\\n    --hash=sha256:0\n")
