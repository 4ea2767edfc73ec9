"""Buckets by their addresses, and what goes wrong with them in words."""

import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kartotek.diagnostics import SetupError

if TYPE_CHECKING:
    from obstore.store import ObjectStore, RetryConfig

SCHEMES: Mapping[str, str] = {
    "s3": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (AWS_ENDPOINT_URL for a store that is not Amazon's)",
    "gs": "GOOGLE_SERVICE_ACCOUNT, the path of a key file",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}
"""What the address of a bucket begins with, and the environment variables that hold the key to it."""

_SERVER = re.compile(
    rf"(?:ssh|sftp|rsync)://|(?!(?:{'|'.join(SCHEMES)}):)[\w.@-]{{2,}}:(?!//|\\|\d+(?:/|$))", re.IGNORECASE
)
"""How an address on a server begins, of rsync and the like: user@host:/folder. One letter would be a drive, and a
number after the colon is the port of a store."""
_ALMOST = re.compile(rf"({'|'.join(SCHEMES)}):?/*(?<=[:/])([\w.-].*)", re.IGNORECASE)
"""The address of a bucket with a slip in what stands before the bucket: s3:/cards."""
_STORE = re.compile(rf"(?:{'|'.join(SCHEMES)})(?![\w-])|[\w.-]+:\d", re.IGNORECASE)
"""How addresses of stores begin, and those that name no bucket."""
_EXAMPLES = "s3://BUCKET/FOLDER, gs://BUCKET/FOLDER or az://CONTAINER/FOLDER"

ATTEMPTS: "RetryConfig" = {"max_retries": 5, "retry_timeout": timedelta(minutes=2)}
"""How often a request is made again that a server did not answer, or answered with 429 or 5xx."""


class UploadError(SetupError):
    """The portal could not be sent, or only a part of it. What is in the bucket is whole, file by file."""


@dataclass(frozen=True, slots=True)
class Target:
    """A bucket, or a folder of one, that a portal is sent to; `address` is as it was given."""

    address: str
    store: "ObjectStore"


def open_target(address: str) -> Target:
    """The bucket at an address; keys are taken from the environment, as the tools of the providers take them.

    Nothing is asked of it yet. Raises UploadError.
    """
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket that is not closed
        parts = urlsplit("")
    if parts.scheme not in SCHEMES or not parts.netloc:
        raise UploadError(f"{address} is not the address of a bucket", _other_way(address))
    try:
        from obstore.store import from_url  # an extra, which few need
    except ModuleNotFoundError:
        raise UploadError(
            "sending a portal to a bucket needs the package obstore, which is not installed",
            "install it with: pip install 'kartotek[publish]'",
        ) from None
    with plain_errors(address):
        return Target(address, from_url(address, retry_config=ATTEMPTS))


def _other_way(address: str) -> str:
    """What to write for an address that is none of a bucket."""
    if almost := _ALMOST.fullmatch(address):
        return f"write {almost[1].lower()}://{almost[2]}"
    if _SERVER.match(address):
        return "rsync sends a portal to a server: `kartotek init --add --host rsync .` writes publish.sh, which does it"
    if _STORE.match(address):
        return f"write {_EXAMPLES}; the address of a store that is not Amazon's goes into AWS_ENDPOINT_URL"
    if address and "://" not in address:
        return f"`kartotek build --out {_quoted(address)}` fills a folder; for a bucket write {_EXAMPLES}"
    return f"write {_EXAMPLES}"


def _quoted(path: str) -> str:
    """A path as it is written in a command, if it needs quotes; they differ between systems where it has others."""
    return path if re.fullmatch(r"[\w./\\:~-]+", path) else shlex.quote(path)


@contextmanager
def plain_errors(address: str) -> Iterator[None]:
    """Raise what goes wrong with a bucket as UploadError."""
    from obstore import exceptions

    try:
        yield
    except (exceptions.BaseError, OSError, ValueError) as error:  # ValueError: a path that no store takes
        raise _plain(address, error) from error


def _plain(address: str, error: Exception) -> UploadError:
    """What went wrong, in words."""
    from obstore import exceptions

    key = f"set {SCHEMES[urlsplit(address).scheme]} in the environment"
    said = _first_line(error)
    if _NO_KEY in said:  # without a key, the machine is asked who it is
        return UploadError(f"there is no key for {address}", key)
    if isinstance(error, exceptions.PermissionDeniedError | PermissionError):
        return UploadError(
            f"{address} refuses: {said}", "the key needs the right to list, read, write and delete there"
        )
    if isinstance(error, exceptions.UnauthenticatedError):
        return UploadError(f"{address} does not know who is asking: {said}", key)
    if isinstance(error, FileNotFoundError) or said.endswith(": 404 Not Found"):  # the latter where it lists
        return UploadError(f"{address} is not there: {said}", "make the bucket first")
    hint = "check the address, the key and the network; the next run goes on where this one stopped"
    return UploadError(f"{address}: {said}", hint)


_NO_KEY = "169.254.169.254"
"""Where the clouds tell their own machines which key they have."""
_ANSWER = re.compile(r"(?:performing (?P<what>[A-Z]+) (?P<url>\S+) in \S+(?:, after \d+ retries)?.*? - )(?P<said>.*)")
_STATUS = re.compile(r"Server returned non-2xx status code: (\d+ [\w ]+)")


def _first_line(error: Exception) -> str:
    """What was asked, and what the store said, without the document that it answered."""
    line = str(error).strip().partition("\n")[0]
    found = _ANSWER.search(line)
    if not found:
        return line[:300]
    status = _STATUS.search(found["said"])
    return f"{found['what']} {found['url']}: {status[1].strip() if status else found['said'][:200]}"
