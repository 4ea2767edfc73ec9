"""The client against a real server on this computer, with a clock of its own."""

import gzip
import json
import socket
import subprocess
import sys
from email.utils import formatdate
from pathlib import Path

import pytest

from kartotek import __version__
from kartotek.fetch.answers import Answer, Request, Trouble, TroubleKind
from kartotek.fetch.client import Client, Limits
from kartotek.fetch.kept import OwnFolder
from kartotek.fetch.pace import wanted_wait
from tests.fetch.server import Asked, Clock, Reply, playing

QUICK = Limits(interval=0)


def ours(folder: Path) -> OwnFolder:
    return OwnFolder(folder, b"a secret")


def good(found: Answer | Trouble) -> Answer:
    assert isinstance(found, Answer), found
    return found


def bad(found: Answer | Trouble) -> Trouble:
    assert isinstance(found, Trouble), found
    return found


def test_a_server_is_told_who_asks_and_keeps_no_cookies() -> None:
    with playing({"/": Reply("x", headers={"Set-Cookie": "a=b"})}) as server:
        with Client("editors@example.org", time=Clock().time) as client:
            assert good(client.get(server.url + "/")).body == b"x"
            client.get(server.url + "/")
        assert server.asked[1].headers["user-agent"] == f"kartotek/{__version__} (mailto:editors@example.org)"
        assert "cookie" not in server.asked[1].headers


def test_what_is_packed_is_unpacked() -> None:
    with (
        playing({"/": Reply(gzip.compress(b"cards"), headers={"Content-Encoding": "gzip"})}) as server,
        Client() as client,
    ):
        assert good(client.get(server.url + "/")).body == b"cards"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_fault_that_passes_is_waited_for(status: int) -> None:
    clock = Clock()
    with (
        playing({"/": [Reply(status=status), Reply(status=status), Reply("at last")]}) as server,
        Client(limits=QUICK, time=clock.time) as client,
    ):
        assert good(client.get(server.url + "/")).body == b"at last"
    assert clock.waits == [1, 2]


def test_the_time_that_a_server_asks_for_is_given() -> None:
    clock = Clock()
    date = formatdate(clock.seconds + 27, usegmt=True)
    replies = [Reply(status=429, headers={"Retry-After": "20"}), Reply(status=503, headers={"Retry-After": date})]
    with (
        playing({"/": [*replies, Reply("x")]}) as server,
        Client(limits=QUICK, time=clock.time) as client,
    ):
        good(client.get(server.url + "/"))
    assert clock.waits == [20, 7]


def test_a_server_that_wants_an_hour_is_not_waited_for() -> None:
    clock = Clock()
    with (
        playing({"/": Reply(status=429, headers={"Retry-After": "3600"})}) as server,
        Client(limits=QUICK, time=clock.time) as client,
    ):
        trouble = bad(client.get(server.url + "/"))
    assert (trouble.kind, trouble.status, clock.waits) == (TroubleKind.BUSY, 429, [])
    assert trouble.sentence == f"{server.url[7:]} has had too many requests for now (status 429)"
    assert trouble.hint == "it asks to be left alone for 3,600 seconds: try again later"


def test_the_host_that_asks_for_time_is_the_one_that_gets_it() -> None:
    clock = Clock()
    with (
        playing({"/": Reply(headers={"Backoff": "20"}), "/more": Reply()}) as slow,
        playing({"/": Reply(status=302, headers={"Location": slow.url + "/"}), "/else": Reply()}) as first,
        Client(limits=QUICK, time=clock.time) as client,
    ):
        client.get(first.url + "/")
        client.get(first.url + "/else")
        assert clock.waits == []
        client.get(slow.url + "/more")
    assert clock.waits == [20]


def test_a_wait_behind_a_redirect_is_kept_where_it_was_asked_for() -> None:
    clock = Clock()
    times: list[float] = []
    with playing({"/": [Reply(status=429, headers={"Retry-After": "20"}), Reply("x")]}) as busy:

        def lead(_: Asked) -> Reply:
            times.append(clock.seconds)
            return Reply(status=302, headers={"Location": busy.url + "/"})

        with playing({"/": lead}) as first, Client(limits=QUICK, time=clock.time) as client:
            good(client.get(first.url + "/"))
    assert times[0] == times[1], "the first host asked for no patience"
    assert clock.waits == [20]


def test_what_a_server_says_steers_no_terminal() -> None:
    said = json.dumps({"message": "\x1b]0;pwned\x07 no \u202esuch\u2028filter"})
    with (
        playing({"/": Reply(said, 400, {"Content-Type": "application/json"})}) as server,
        Client(limits=QUICK) as client,
    ):
        assert bad(client.get(server.url + "/")).reason.endswith(": ]0;pwned no such filter")


def test_it_gives_up_after_some_tries() -> None:
    clock = Clock()
    with playing({"/": Reply(status=500)}) as server:
        with Client(limits=QUICK, time=clock.time) as client:
            trouble = bad(client.get(server.url + "/"))
        assert (trouble.kind, trouble.tries, len(server.asked)) == (TroubleKind.SERVER_ERROR, 4, 4)
    assert clock.waits == [1, 2, 4]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    with playing(
        {"/": Reply('{"message": "no  such\\nfilter"}', status, {"Content-Type": "application/json"})}
    ) as server:
        with Client(limits=QUICK, time=Clock().time) as client:
            trouble = bad(client.get(server.url + "/"))
        assert len(server.asked) == 1
    assert (trouble.kind, trouble.status) == (TroubleKind.REFUSED, status)
    assert trouble.reason.endswith(f"(status {status}): no such filter")


def test_between_requests_to_one_host_is_time_and_zotero_may_ask_for_more() -> None:
    clock = Clock()
    with (
        playing({"/": [Reply(), Reply(headers={"Backoff": "5"}), Reply()]}) as server,
        Client(limits=Limits(interval=0.5), time=clock.time) as client,
    ):
        for _ in range(3):
            good(client.get(server.url + "/"))
    assert clock.waits == [0.5, 5]


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    def reply(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == '"1"' and "Monday" in asked.headers["if-modified-since"]:
            return Reply(status=304)
        return Reply("cards", headers={"ETag": '"1"', "Last-Modified": "Monday", "Link": "<x>"})

    with playing({"/": reply}) as server:
        for kept in (False, True, True):
            with Client(kept=ours(tmp_path), limits=QUICK, time=Clock().time) as client:
                answer = good(client.get(server.url + "/"))
            assert (answer.body, answer.kept, answer.headers["link"]) == (b"cards", kept, "<x>")


@pytest.mark.parametrize(("ends", "kept"), [("length", True), ("chunk", True), ("close", False)])
def test_what_may_be_half_an_answer_is_not_kept(ends: str, kept: bool, tmp_path: Path) -> None:
    with playing({"/": Reply("half of the ca", headers={"ETag": '"1"'}, ends=ends)}) as server:
        with Client(kept=ours(tmp_path), limits=QUICK) as client:
            for _ in range(2):
                assert good(client.get(server.url + "/")).body == b"half of the ca"
        assert ("if-none-match" in server.asked[1].headers) is kept


def test_a_kept_answer_that_was_changed_on_the_disk_is_asked_for_anew(tmp_path: Path) -> None:
    with playing({"/": Reply("cards", headers={"ETag": '"1"'})}) as server:
        with Client(kept=ours(tmp_path), limits=QUICK) as client:
            client.get(server.url + "/")
            (file,) = tmp_path.iterdir()
            file.write_bytes(file.read_bytes().replace(b"cards", b"carts"))
            assert good(client.get(server.url + "/")).body == b"cards"
        assert "if-none-match" not in server.asked[1].headers


def test_a_kept_answer_of_somebody_else_is_asked_for_anew(tmp_path: Path) -> None:
    with playing({"/": Reply("cards", headers={"ETag": '"1"'})}) as server:
        for key in (b"ours", b"theirs", b"theirs"):
            with Client(kept=OwnFolder(tmp_path, key), limits=QUICK) as client:
                client.get(server.url + "/")
        assert [asked.headers.get("if-none-match") for asked in server.asked] == [None, None, '"1"']


def test_answers_of_last_month_are_removed(tmp_path: Path) -> None:
    with (
        playing({"/": Reply("cards", headers={"ETag": '"1"'})}) as server,
        Client(kept=ours(tmp_path), limits=QUICK) as client,
    ):
        client.get(server.url + "/")
    clock = Clock()
    clock.seconds = next(tmp_path.iterdir()).stat().st_mtime + 31 * 24 * 3600
    with Client(kept=ours(tmp_path), time=clock.time):
        pass
    assert list(tmp_path.iterdir()) == []


def test_keys_go_to_their_host_alone_and_stand_nowhere(tmp_path: Path) -> None:
    with playing({"/": lambda asked: Reply(repr(asked.query), headers={"ETag": "1"})}) as other:
        away = {"Location": other.url.replace("127.0.0.1", "localhost") + "/?next=1"}
        with playing(
            {
                "/": Reply(status=302, headers=away),
                "/here": Reply(status=307, headers={"Location": "/end?k=s3 cret"}),
                "/end": Reply('{"error": "bad key s3 cret"}', 403, {"Content-Type": "application/json"}),
            }
        ) as server:
            with Client(kept=ours(tmp_path), limits=QUICK) as client:
                key = {"api-key": "s3 cret"}, {"api_key": "s3 cret"}
                answer = good(client.get(Request(server.url + "/", {}, *key)))
                trouble = bad(client.get(Request(server.url + "/here", {}, *key)))
            assert all(asked.headers["api-key"] == "s3 cret" for asked in server.asked)
            assert server.asked[0].query == {"api_key": "s3 cret"}
        assert "api-key" not in other.asked[0].headers
        assert other.asked[0].query == {"next": "1"}
    assert answer.url.endswith("/?next=1")
    assert not answer.moved
    assert trouble.reason == "wants a key that it knows (status 403): bad key ..."
    assert "cret" not in repr(trouble)
    assert list(tmp_path.iterdir()) == []


def test_a_host_whose_name_has_another_address_when_it_is_asked_gives_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with playing({"/": Reply("a secret")}) as server:
        url = server.url.replace("127.0.0.1", "localhost") + "/"
        monkeypatch.setattr("kartotek.fetch.client.getproxies", dict)
        with Client(limits=QUICK, may_ask="localhost".__eq__) as client:
            assert bad(client.get(url)).kind is TroubleKind.NO_ADDRESS
        monkeypatch.setattr("kartotek.fetch.client.getproxies", lambda: {"ftp": "http://proxy.example"})
        with Client(limits=QUICK, may_ask="localhost".__eq__) as client:
            assert good(client.get(url)).body == b"a secret", "a proxy finds the host itself"


def test_an_address_that_moved_for_good_is_told() -> None:
    with (
        playing({"/old": Reply(status=301, headers={"Location": "/new"}), "/new": Reply("x")}) as server,
        Client(limits=QUICK) as client,
    ):
        answer = good(client.get(Request(server.url + "/old", method="HEAD")))
    assert (answer.url, answer.moved) == (f"{server.url}/new", True)


@pytest.mark.parametrize(
    ("location", "kind"),
    [("/", TroubleKind.REDIRECTS), ("file:///etc/hostname", TroubleKind.NO_ADDRESS), ("", TroubleKind.REDIRECTS)],
)
def test_redirects_end(location: str, kind: TroubleKind) -> None:
    with playing({"/": Reply(status=302, headers={"Location": location})}) as server:
        with Client(limits=QUICK) as client:
            assert bad(client.get(server.url + "/")).kind is kind
        assert len(server.asked) <= 6


def test_what_is_too_large_is_not_read_to_its_end() -> None:
    with playing({"/": Reply(gzip.compress(bytes(3 * 1024**2)), headers={"Content-Encoding": "gzip"})}) as server:
        with Client(limits=Limits(most_bytes=1024**2, interval=0)) as client:
            trouble = bad(client.get(server.url + "/"))
        assert (trouble.kind, trouble.reason, len(server.asked)) == (TroubleKind.TOO_LARGE, "sends more than 1 MiB", 1)


def test_an_answer_that_is_cut_off_is_asked_for_again() -> None:
    with (
        playing({"/": [Reply("car", cut=True), Reply("cards")]}) as server,
        Client(limits=QUICK, time=Clock().time) as client,
    ):
        assert good(client.get(server.url + "/")).body == b"cards"


def test_a_server_that_says_nothing_is_left() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        Client(limits=Limits(silence=0.05, tries=1)) as client,
    ):
        trouble = bad(client.get(f"http://127.0.0.1:{silent.getsockname()[1]}/"))
    assert (trouble.kind, trouble.reason) == (TroubleKind.SLOW, "does not answer in time")


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://127.0.0.1:1/", TroubleKind.NO_NETWORK),
        ("http://kartotek.invalid/", TroubleKind.NO_NETWORK),
        ("ftp://example.org/", TroubleKind.NO_ADDRESS),
        ("http://[1", TroubleKind.NO_ADDRESS),
        ("http://example.org:99999/", TroubleKind.NO_ADDRESS),
        ("", TroubleKind.NO_ADDRESS),
    ],
)
def test_what_cannot_be_reached_is_a_value(url: str, kind: TroubleKind) -> None:
    with Client(limits=QUICK, time=Clock().time) as client:
        trouble = bad(client.get(url))
    assert (trouble.kind, trouble.status) == (kind, 0)
    assert trouble.reason
    assert trouble.hint


def test_an_address_with_a_password_is_shown_without_it() -> None:
    with Client(limits=QUICK, time=Clock().time) as client:
        trouble = bad(client.get("http://me:pass@127.0.0.1:1/"))
    assert trouble.sentence == "127.0.0.1:1 cannot be reached: nothing answers there"
    assert "pass" not in repr(trouble)


@pytest.mark.parametrize("said", ["soon", "-5", "1.5", "Mon, 99 Foo 2020", "٣"])
def test_a_wait_that_is_none_is_not_one(said: str) -> None:
    assert wanted_wait({"retry-after": said}, 0) is None


def test_builds_do_not_load_what_only_these_commands_need() -> None:
    code = "import sys, kartotek.cli, kartotek.fetch.client; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
