"""Pagefind, the indexer: a program that comes as a wheel.

It numbers the documents in the order in which the file system lists them; `search.sources` mends that.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from kartotek.search.errors import SearchError

LANGUAGE = "en"
"""The one language of the index. Pagefind would make an index per language and search only that of the page, so a
Danish article with an English abstract would be lost to half of its readers."""

_SECONDS = 300.0
_SECONDS_EACH = 0.05
"""How long the program may take: for itself, and more for each document. Two cores need some 0.001 s for one."""


def program() -> Path:
    """The program inside the wheel `pagefind-bin`. Raises SearchError when it is not there."""
    try:
        import pagefind_bin
    except ImportError:
        raise SearchError(
            "the search program Pagefind is not installed",
            "run `pip install pagefind-bin`, or build with --no-search",
        ) from None
    folder = Path(pagefind_bin.__file__ or "").parent
    for name in ("pagefind", "pagefind.exe"):
        if (folder / name).is_file():
            return folder / name
    raise SearchError(
        "the package pagefind-bin has no program for this computer",
        "build on Linux, macOS or Windows (64 bit), or with --no-search",
    )


def run(documents: Path, bundle: Path) -> None:
    """Index the HTML files of a folder into the folder `bundle`; files there that have the name of a new one stay.

    Nothing else decides what is made: neither a configuration file of Pagefind's in the folder of the caller, nor
    variables of the environment. Raises SearchError if the program fails, or takes longer than the number of documents
    explains.
    """
    limit = _SECONDS + _SECONDS_EACH * len(os.listdir(documents))  # noqa: PTH208
    try:
        _allow_many_files()
        status, said = _call(program(), documents, bundle, limit)
    except subprocess.TimeoutExpired:
        raise SearchError(
            f"the search program was not done after {limit:,.0f} seconds, and was stopped",
            "try again when the computer is less busy, or build with --no-search to publish without a new index",
        ) from None
    except OSError as error:
        raise SearchError(
            f"the search program cannot be run: {error.strerror}",
            "build with --no-search, or install it again",
        ) from None
    if status:
        raise SearchError(
            f"the search program stopped: status {status}: {said[-1] if said else 'it said nothing'}",
            "the disk or the memory may be full; build with --no-search to publish without a new index",
        )


def _call(command: Path, documents: Path, bundle: Path, limit: float) -> tuple[int, list[str]]:
    """Run the program for at most `limit` seconds; returns its status, and the lines that it said.

    Raises TimeoutExpired when it was stopped, and OSError if it cannot be run.
    """
    folder = os.path.abspath(documents)  # noqa: PTH100 - links stay links
    places = ["--site", folder, "--output-path", os.path.abspath(bundle)]  # noqa: PTH100
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")}
    # a file, since a program that says much would wait for the reader of a pipe
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [str(command), *places, "--force-language", LANGUAGE, "--silent"],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=folder,  # where it looks for its configuration
            env=environment,
            timeout=limit,
            check=False,
        )
        said.seek(0)
        return done.returncode, said.read().decode("utf-8", "replace").strip().splitlines()


def _allow_many_files() -> None:
    """Raise the limit of open files as far as is allowed: Pagefind opens all at once, or waits."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
