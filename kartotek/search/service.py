"""Pagefind as a service: a process that is told, one message after the other, which files to index.

Its command reads a folder in the order in which the file system lists it, and numbers the pages of the index so: the
same documents would give another index on another disk. The service is given them one by one.

A message is JSON in base64, and a comma behind it; each is answered by one of the same form (pagefind 1.5).
"""

import base64
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread, Timer
from typing import IO, Any

Message = dict[str, Any]
_COMMA = b","
_UNREADABLE = b"!,"
"""No base64."""


class ServiceError(Exception):
    """The service stopped, or did not do what it was asked to; the text says what it said."""


def make_bundle(program: Path, documents: Path, bundle: Path, language: str, limit: float) -> None:
    """Index the HTML files of a folder into the folder `bundle`, in the order of their names.

    `language` (ISO 639-1) is that of the index. Nothing besides these arguments decides what is made: neither a
    configuration file of Pagefind's in the folder of the caller, nor variables of the environment. Raises
    ServiceError, TimeoutError if the work takes more than `limit` seconds, and OSError if the program cannot be run.
    """
    folder, names = os.path.abspath(documents), sorted(os.listdir(documents))  # noqa: PTH100, PTH208
    requests: list[Message] = [
        {"type": "NewIndex", "config": {"force_language": language}},
        *({"type": "AddDir", "index_id": 0, "path": folder, "glob": _literal(name)} for name in names),
        {"type": "WriteFiles", "index_id": 0, "output_path": os.path.abspath(bundle)},  # noqa: PTH100
    ]
    answers = _ask(program, folder, requests, limit)
    if len(answers) != len(requests):
        raise ServiceError("it ended before its work was done")
    for name, answer in zip(names, answers[1:-1], strict=True):
        if answer.get("page_count") != 1:
            raise ServiceError(f"it did not read {name}")


def _literal(name: str) -> str:
    """The pattern for one file name, in the language of `wax`."""
    return re.sub(r"([?*$:<>()\[\]{},\\])", r"\\\1", name)


def _ask(program: Path, folder: str, requests: Sequence[Message], seconds: float) -> list[Message]:
    """Start the service, send all requests, and return their answers. `folder` is where it runs.

    Raises ServiceError, TimeoutError, and OSError.
    """
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")}
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [str(program), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=folder,
            env=environment,
        ) as process,
    ):
        if process.stdin is None or process.stdout is None:
            raise AssertionError("the pipes were asked for")
        Thread(target=_send, args=(process.stdin, requests), daemon=True).start()
        with _killed_after(seconds, process):
            try:
                return list(_answers(process.stdout, len(requests)))
            except ServiceError:
                process.kill()
                raise
            finally:
                status = _end(process)
                if status > 0:
                    said.seek(0)
                    lines = said.read().decode("utf-8", "replace").strip().splitlines()
                    raise ServiceError(f"status {status}: {lines[-1] if lines else 'it said nothing'}")


@contextmanager
def _killed_after(seconds: float, process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Kill the process if it is not done after that time; then raises TimeoutError."""
    late = Event()

    def kill() -> None:
        late.set()
        process.kill()

    timer = Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if late.is_set():
            raise TimeoutError


def _send(stdin: IO[bytes], requests: Sequence[Message]) -> None:
    """Send all requests; if the service ends before, its answers show that."""
    with suppress(OSError, ValueError):  # it was closed by either side
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request}).encode()
            stdin.write(base64.b64encode(message) + _COMMA)
        stdin.flush()


def _answers(stdout: IO[bytes], count: int) -> Iterator[Message]:
    """The payloads of the next `count` answers; fewer if the service ends. Raises ServiceError."""
    rest = b""
    while count:
        read = os.read(stdout.fileno(), 1 << 16)
        if not read:
            return
        *whole, rest = (rest + read).split(_COMMA)
        for message in whole:
            yield _payload(message)
            count -= 1


def _payload(message: bytes) -> Message:
    """What an answer says. Raises ServiceError if it is an error, or cannot be read."""
    try:
        answer = json.loads(base64.b64decode(message))
        payload: Message = answer["payload"]
        kind = payload["type"]
    except (ValueError, TypeError, KeyError):
        raise ServiceError("it gave an answer that cannot be read") from None
    if kind == "Error":
        raise ServiceError(str(payload.get("message") or "it gave no reason"))
    return payload


def _end(process: "subprocess.Popen[bytes]") -> int:
    """End the service, and return its status.

    When its input ends, it ends at once, and loses what it has not yet written to the disk. A message that it cannot
    read makes it leave in order, as its command does.
    """
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.write(_UNREADABLE)
            process.stdin.close()
    return process.wait()
