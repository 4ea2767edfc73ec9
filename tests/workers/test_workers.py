"""Work in other processes: what comes back, what is raised, and what is said when one is killed."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kartotek.diagnostics import SetupError
from kartotek.workers import CPU_COUNT, background, cores, parallel_map

BOTH = pytest.mark.parametrize("jobs", [1, 2])


def doubled(number: int) -> int:
    return 2 * number


def failed(number: int) -> int:
    raise OSError(number, "no room")


def killed(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def product(shared: int, task: int) -> int:
    return shared * task


def product_or_death(shared: int, task: int) -> int:
    return killed(task) if task == 3 else shared * task


@pytest.mark.parametrize(("said", "expected"), [("3", 3), ("1", 1), ("0", None), ("default", None), ("", None)])
def test_the_environment_says_how_many_processes(
    monkeypatch: pytest.MonkeyPatch, said: str, expected: int | None
) -> None:
    """As Python 3.13 reads it, which knows "default", too."""
    monkeypatch.delenv(CPU_COUNT, raising=False)
    of_machine = cores()
    monkeypatch.setenv(CPU_COUNT, said)
    assert cores() == (expected or of_machine)


@BOTH
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    assert list(parallel_map(product, 3, range(50), jobs)) == [3 * task for task in range(50)]


@BOTH
def test_what_is_begun_aside_is_waited_for(jobs: int) -> None:
    with background(doubled, 21, jobs) as done:
        assert done() == 42


@BOTH
def test_what_fails_aside_is_raised_where_it_is_waited_for(jobs: int) -> None:
    with pytest.raises(OSError, match="no room"), background(failed, 28, jobs) as done:
        done()


def test_nobody_has_to_wait_for_what_is_aside() -> None:
    with pytest.raises(KeyError), background(doubled, 21, 2):
        raise KeyError  # the process ends all the same, or this test would not


def test_a_process_aside_that_is_killed_is_told_plainly() -> None:
    with pytest.raises(SetupError, match="before its work was done"), background(killed, 1, 2) as done:
        done()


def test_a_worker_that_is_killed_is_told_plainly() -> None:
    with pytest.raises(SetupError, match="before its work was done"):
        list(parallel_map(product_or_death, 2, range(8), 2))


def hang(note: str) -> None:
    """What Pagefind may do: run and never end."""
    subprocess.run(["sh", "-c", f"echo $$ > {note}.part; mv {note}.part {note}; exec tail -f /dev/null"], check=False)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="a process can be waited for on Linux alone")
def test_a_program_that_is_run_aside_ends_with_its_build(tmp_path: Path, how: signal.Signals) -> None:
    note = tmp_path / "number"
    code = (
        "import pathlib, signal, sys\nfrom kartotek.workers import background\n"
        "from tests.workers.test_workers import hang\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"with background(hang, {str(note)!r}, 2):\n"
        f"    while not pathlib.Path({str(note)!r}).exists(): pass\n"
        "    print('begun', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"begun\n"
        program = os.pidfd_open(int(note.read_text()))
        try:
            parent.send_signal(how)
            assert select.select([program], [], [], 30)[0], "the program is still there"
        finally:
            if not select.select([program], [], [], 0)[0]:
                signal.pidfd_send_signal(program, signal.SIGKILL)
            os.close(program)
            parent.kill()
