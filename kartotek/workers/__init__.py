"""Work in several processes: `parallel_map` for many tasks, `background` for one. Knows functions and lists, no
entity.

The work is a function at the top of a module, so that it can be pickled; what it gets and returns can be pickled too.
`jobs` is the number of processes wanted; 1 means none but this one. Results never depend on it.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from kartotek.diagnostics import SetupError

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")

_KILLED = (
    "a worker process ended before its work was done",
    "the machine may be out of memory; try again with --jobs 1",
)

START_METHOD = "KARTOTEK_START_METHOD"
"""An environment variable that says how worker processes begin: fork, forkserver or spawn."""

CPU_COUNT = "PYTHON_CPU_COUNT"
"""An environment variable that says how many processors there are to use, which Python itself reads from 3.13 on."""
_MOST = 256
"""Processes, whatever the environment says: more than any machine that builds a portal has use for."""

_YOUNG = 50_000
"""New objects before a worker looks for garbage among them: most are freed by their reference counts long before."""

_LAST_S = 5.0
"""Seconds that a process has to end when its parent is gone."""

_job: tuple[Callable[[Any, Any], Any], Any] | None = None
"""In a worker: the function and what all tasks share."""


def cores() -> int:
    """How many processes can run at once here: the processors that this process may use, or as many as the environment
    says (Python documentation, "PYTHON_CPU_COUNT")."""
    said = os.environ.get(CPU_COUNT, "")
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(int(said), _MOST) if said.isdecimal() and int(said) else there


def start_method() -> str:
    """How worker processes begin: as the environment says, else by fork where there is fork, else by spawn.

    Never what Python would choose by itself, which differs between its versions. Raises SetupError.
    """
    methods = multiprocessing.get_all_start_methods()
    wished = os.environ.get(START_METHOD)
    if not wished:
        return "fork" if "fork" in methods else "spawn"
    if wished not in methods:
        raise SetupError(
            f"{START_METHOD} is {wished!r}, which is not a way to start processes on this system",
            f"set it to one of {', '.join(sorted(methods))}, or remove it from the environment",
        )
    return wished


def parallel_map(
    work: Callable[[Shared, Task], Result], shared: Shared, tasks: Sequence[Task], jobs: int
) -> Iterator[Result]:
    """`work(shared, task)` for every task; results come in the order of the tasks, whatever `jobs` is.

    Results are yielded as they are ready, so the caller can use the first while the last are made. An exception of a
    task is raised here.

    `shared` reaches the workers as it is where they begin by fork, and is pickled for each of them otherwise.
    Raises SetupError when a worker is killed.
    """
    jobs = min(jobs, len(tasks))
    if jobs <= 1:
        yield from (work(shared, task) for task in tasks)
        return
    context = multiprocessing.get_context(start_method())
    try:
        with ProcessPoolExecutor(jobs, context, initializer=_receive, initargs=(work, shared)) as pool:
            yield from pool.map(_do, tasks)
    except BrokenProcessPool:
        raise SetupError(*_KILLED) from None


@contextmanager
def background(work: Callable[[Shared], Result], shared: Shared, jobs: int) -> Iterator[Callable[[], Result]]:
    """Begin `work(shared)` in the background; calling what is yielded waits for its result, or raises its exception.

    Where processes begin by fork and there is more than one job, the work has a process of its own. Otherwise it is
    done before the block begins. Leaving the block waits for the process, whether or not its result was asked for.
    Raises SetupError when the process is killed.
    """
    if jobs <= 1 or start_method() != "fork":
        result = work(shared)
        yield lambda: result
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_alone, args=(work, shared, sender))
    process.start()
    sender.close()  # so that nothing is left to wait for when the process ends
    try:
        yield partial(_result_of, receiver)
    except KeyboardInterrupt:
        process.terminate()  # nobody waits for what it does any more
        raise
    finally:
        receiver.close()
        process.join()


def _alone(work: Callable[[Any], Any], shared: Any, sender: Connection) -> None:
    """In the background process: do the work and send its result or its exception.

    SIGTERM is an interrupt, so that a program which the work runs ends with it.
    """
    _begin()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    result: tuple[Any, Exception | None]
    try:
        result = work(shared), None
    except KeyboardInterrupt:  # the parent gets the signal too, and reports it
        os._exit(1)
    except Exception as error:  # it is raised where the result is waited for
        result = None, error
    with suppress(BrokenPipeError):  # nobody waits any more
        sender.send(result)


def _result_of(receiver: Connection) -> Any:
    try:
        result, error = receiver.recv()
    except EOFError:
        raise SetupError(*_KILLED) from None
    if error is not None:
        raise error
    return result


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Switch Python's cyclic garbage collector off for a while.

    For work that makes many objects and drops none: looking for garbage would take a third of its time.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _begin() -> None:
    """Prepare a new process: signals, an end with its parent, and the garbage collector."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # whatever the parent does then
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # what the parent made is not collected here, so its memory stays shared
    gc.set_threshold(_YOUNG)
    gc.enable()


def _receive(work: Callable[[Any, Any], Any], shared: Any) -> None:
    _begin()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets the signal too, and ends this process
    global _job  # one worker process does one job in its life
    _job = (work, shared)


def _end_with_parent() -> None:
    """End this process when its parent is gone: one that was killed cannot, and its workers would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)  # to the thread that works
        threading.Event().wait(_LAST_S)
        os._exit(1)


def _do(task: Any) -> Any:
    if _job is None:
        raise AssertionError("a task reached a worker before its job did")
    work, shared = _job
    return work(shared, task)


def chunks(items: Sequence[Task], size: int) -> list[Sequence[Task]]:
    """The items in portions of at most `size`."""
    return [items[i : i + size] for i in range(0, len(items), size)]
