"""A real S3 server on loopback (moto's), and a proxy before it that fails as told."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from tests.upload.proxy import Proxy, proxy_before

KEYS = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1"}


@dataclass(frozen=True)
class Bucket:
    """The bucket that is published to, through a proxy."""

    proxy: Proxy
    direct: S3Store

    def files(self) -> dict[str, bytes]:
        """All that is in it, but for our list of what was published."""
        found = [one["path"] for portion in self.direct.list() for one in portion]
        return {path: bytes(self.direct.get(path).bytes()) for path in found if not path.startswith(".kartotek/")}

    def headers(self, path: str) -> dict[str, str]:
        """What it tells browsers of a file."""
        return {str(name): value for name, value in self.direct.get(path).attributes.items()}


@pytest.fixture(scope="session")
def s3() -> Iterator[int]:
    """The port of the S3 server."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in KEYS.items():
            patch.setenv(name, value)
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
        yield server.get_host_and_port()[1]
        server.stop()


@pytest.fixture
def bucket(s3: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """An empty bucket `s3://bucket/`; the environment says where it is, as users say it."""
    import http.client

    with proxy_before(s3) as proxy:
        for name, value in KEYS.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{proxy.server_address[1]}")
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        made = http.client.HTTPConnection("127.0.0.1", s3)
        made.request("PUT", "/bucket")
        assert made.getresponse().status == 200
        made.close()
        direct = S3Store("bucket", endpoint=f"http://127.0.0.1:{s3}", client_options={"allow_http": True})
        yield Bucket(proxy, direct)
        made.request("POST", "/moto-api/reset")
        made.getresponse()
        made.close()
