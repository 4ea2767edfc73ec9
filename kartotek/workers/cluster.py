"""Work on several machines, in the workers of a Dask scheduler (https://distributed.dask.org/).

All machines see the same folders under the same paths (a network file system): workers read what they share from a file
there, and write what they make there. Whoever can reach the scheduler can run code in its workers, as with every Dask
cluster: it belongs into a network of its own.
"""

import pickle
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from socket import create_connection
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from kartotek.diagnostics import SetupError

if TYPE_CHECKING:
    from distributed import Client

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")

_ANSWER_S = 15
"""Seconds to wait for an answer of the scheduler."""
_LOOK_S = 5
"""Seconds after which a result that has not come lets us ask whether somebody is still at work."""
_PATIENCE_S = 60
"""Seconds without any worker, or without a word of the scheduler, after which there is no use in waiting."""
_OTHER = "has another version of Kartotek, of Python or of a package"
_SAME = "install the same, from the same lock file, on all machines"
_IN_FLIGHT = 4
"""Tasks for each worker that are sent before their turn, so that none waits for the next."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the work goes. `address` is that of the scheduler (tcp://HOST:8786); `folder`, which all machines have, is
    where the file with what is shared lies until the folder is removed. `version` says which program is running: what
    other programs make would not be the same.
    """

    address: str
    folder: Path
    version: Callable[[], str]


def cluster_map(
    work: Callable[[Shared, Task], Result], shared: Shared, tasks: Sequence[Task], cluster: Cluster
) -> Iterator[Result]:
    """As `workers.parallel_map`, in the workers of a cluster.

    A task whose worker is gone is done again by another. Raises SetupError if there is no scheduler, or no worker that
    can do this work, or if the scheduler or all workers go away; and what the work raises.
    """
    with _plain_errors(cluster.address), _connected(cluster.address) as client:
        job = _stored(work, shared, cluster)
        count = _check_workers(client, job, cluster)
        waiting = iter(tasks)
        under_way: deque[Any] = deque()
        for task in waiting:
            under_way.append(client.submit(_do, job, task, pure=False))
            if len(under_way) >= _IN_FLIGHT * count:
                yield _result(under_way.popleft(), client, cluster.address)
        while under_way:
            yield _result(under_way.popleft(), client, cluster.address)


def _result(future: Any, client: "Client", address: str) -> Any:
    """What a task gave. Dask would wait for ever where no worker is left, in the hope of new ones."""
    seen = monotonic()
    while True:
        try:
            return future.result(timeout=_LOOK_S)
        except TimeoutError:
            if future.done():  # just now; or it is an error of the work
                return future.result()
        if _workers_of(client, address):
            seen = monotonic()
        elif monotonic() - seen > _PATIENCE_S:
            raise SetupError(
                f"all workers of the scheduler at {address} went away before the work was done",
                "nothing that was published has changed; look at their logs, start them and build again",
            )


def _workers_of(client: "Client", address: str) -> Collection[str]:
    """The addresses of all workers. Raises SetupError if the scheduler does not answer."""
    scheduler: Any = client.scheduler
    try:
        found: Collection[str] = client.sync(scheduler.ncores, callback_timeout=_PATIENCE_S)
        return found
    except TimeoutError as error:
        raise SetupError(_lost(address), _AGAIN) from error


@dataclass(frozen=True, slots=True)
class _StoredJob:
    """The file that has the function and what all tasks share, and its SHA-256: a file that differs is not loaded. Nor
    is one of another program (`version`): a worker may have come since all of them were asked."""

    path: str
    digest: str
    version: str


def _stored(work: Callable[[Any, Any], Any], shared: object, cluster: Cluster) -> _StoredJob:
    """Write the function and what is shared, once for all workers: sent with each task, it would stop the scheduler."""
    parts = (cluster.version, (work, shared))  # so that a worker with another program reads no more than the first
    data = b"".join(pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for part in parts)
    path = cluster.folder.resolve() / "shared.pickle"
    path.touch(0o600)
    path.write_bytes(data)
    return _StoredJob(str(path), sha256(data).hexdigest(), cluster.version())


_loaded = threading.local()
"""In a worker, by thread: the job that was loaded last."""


def _do(job: _StoredJob, task: Any) -> Any:
    """In a worker: a task of a job."""
    if getattr(_loaded, "job", None) != job:
        data = Path(job.path).read_bytes()
        if sha256(data).hexdigest() != job.digest:
            raise SetupError(f"{job.path} is another file on a worker", "all machines must see the same folder there")
        stored = BytesIO(data)
        if pickle.load(stored)() != job.version:
            raise SetupError(f"a worker that came later {_OTHER}", _SAME)
        _loaded.work, _loaded.shared = pickle.load(stored)
        _loaded.job = job
    return _loaded.work(_loaded.shared, task)


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise SetupError(
            "building in a cluster needs the package distributed, which is not installed",
            "install it with: pip install 'kartotek[cluster]'",
        ) from None
    _check_scheduler(address)
    client = Client(address, timeout=_ANSWER_S, set_as_default=False)
    try:
        yield client
    finally:
        client.close(timeout=_ANSWER_S)


def _check_scheduler(address: str) -> None:
    """Raise SetupError if nobody listens there: Dask would go on trying."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:  # no number, or a bracket that is not closed
        host = port = None
    if not host or not port or parts.scheme not in ("tcp", "tls"):
        raise SetupError(
            f"{address} is not the address of a scheduler", "write it as `dask scheduler` prints it: tcp://HOST:8786"
        )
    try:
        create_connection((host, port), _ANSWER_S).close()
    except OSError as error:
        raise SetupError(
            f"no scheduler answers at {address}: {error.strerror or error}",
            "start one with `dask scheduler`, which prints its address",
        ) from error


def _check_workers(client: "Client", job: _StoredJob, cluster: Cluster) -> int:
    """How many workers there are. Raises SetupError unless all of them run this program and see the shared folder."""
    found = client.run(_seen, cluster.version, job.path, on_error="return")
    if not found:
        raise SetupError(
            f"the scheduler at {cluster.address} has no workers", f"start some with `dask worker {cluster.address}`"
        )
    mine = cluster.version()
    for worker, answer in sorted(found.items()):
        if "ModuleNotFoundError" in repr(answer):  # Dask sends it as another kind of error
            raise SetupError(
                f"the worker at {worker} does not have Kartotek, or a package that it needs: {answer}",
                _SAME,
            )
        if isinstance(answer, BaseException):
            raise SetupError(f"the worker at {worker} does not do its work: {answer}", "look at its log")
        version, sees = answer
        if version != mine:
            raise SetupError(
                f"the worker at {worker} {_OTHER}",
                _SAME,
            )
        if not sees:
            raise SetupError(
                f"the worker at {worker} does not see {job.path}",
                "the folder of the site must have the same path on all machines, as on a network drive",
            )
    return len(found)


def _seen(version: Callable[[], str], path: str) -> tuple[str, bool]:
    """In a worker: which program runs there, and whether it sees a file."""
    return version(), Path(path).is_file()


@contextmanager
def _plain_errors(address: str) -> Iterator[None]:
    """Raise as SetupError what goes wrong between machines."""
    try:
        yield
    except CancelledError as error:
        raise SetupError(_lost(address), _AGAIN) from error
    except Exception as error:
        kind = f"{type(error).__module__}.{type(error).__name__}"
        if kind == "distributed.scheduler.KilledWorker":
            hint = "the machines may be out of memory; start workers with fewer threads"
            raise SetupError("several workers ended at the same pages", hint) from error
        if kind.startswith("distributed."):
            raise SetupError(_lost(address), _AGAIN) from error
        raise


_AGAIN = "nothing that was published has changed; start the scheduler and build again"


def _lost(address: str) -> str:
    return f"the scheduler at {address} went away before the work was done"
