"""Sites with sources, a clock that stands still, and what a sync says."""

from pathlib import Path

import pytest

from kartotek.config.settings import Settings
from kartotek.fetch.client import Client, Limits
from kartotek.fetch.kept import OwnFolder
from kartotek.sync import run as sync_run
from tests.conftest import WriteSite
from tests.fetch.server import Clock
from tests.sync.played import ADA, BO
from tests.sync.running import Start

PEOPLE = {
    "content/people/ada-lind.yaml": f"name: Ada Lind\norcid: {ADA}\n",
    "content/people/bo-berg.yaml": f"name: Bo Berg\norcid: {BO}\n",
}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still: no test waits for a server."""
    clock = Clock()

    def client(settings: Settings, kept: OwnFolder | None) -> Client:
        return Client(settings.site.contact, kept, Limits(interval=0), clock.time)

    monkeypatch.setattr(sync_run, "new_client", client)
    return clock


@pytest.fixture
def start(write_site: WriteSite) -> Start:
    """A site with sources, each a map of YAML in one line."""

    def write(*sources: str, **files: str) -> Path:
        lines = "".join(f"- {source}\n" for source in sources)
        return write_site({"site.yaml": f"title: Test\ncontact: us@example.org\nsources:\n{lines}", **PEOPLE, **files})

    return write
