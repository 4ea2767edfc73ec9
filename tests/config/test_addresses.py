"""Every address that a setting takes is seen by all: it has a host, and perhaps a port, and nothing besides."""

from pathlib import Path

import pytest

from kartotek.config.settings import read_settings

SETTINGS = {
    "base_url": "base_url: '{}'",
    "oai_gateway": "contact: a@b.example\noai_gateway: '{}'",
    "editing": "editing: {{forge: gitlab, repository: a/b, address: '{}'}}",
    "sign_in": "editing: {{repository: a/b, sign_in: '{}'}}",
    "source": "sources: [{{from: url, address: '{}'}}]",
}


def said(folder: Path, setting: str, address: str) -> list[str]:
    (folder / "site.yaml").write_text(f"title: T\n{SETTINGS[setting].format(address)}\n", "utf-8")
    return [found.message for found in read_settings(folder)[1]]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize(
    "netloc",
    ["me:secret@git.example", "@git.example", "git.example;evil", "a.example,b.example", "a.example:99999",
     "a.example:x", "*.example", "a&b.example"],
)  # fmt: skip
def test_an_address_with_more_than_a_host_is_refused(setting: str, netloc: str, tmp_path: Path) -> None:
    (message,) = said(tmp_path, setting, f"https://{netloc}/")
    assert "secret" not in message


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/",
        "http://localhost:8000/x/",
        "https://[::1]:80/",
        "https://köp_1.example/",
        "HTTPS://A.EXAMPLE/",
    ],
)
def test_an_address_of_a_host_is_taken(setting: str, address: str, tmp_path: Path) -> None:
    assert said(tmp_path, setting, address) == []
