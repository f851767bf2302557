"""When the program itself fails: nothing personal is written down, and the window goes on."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks.canaries import CANARY, CYRILLIC, LATIN
from tests.leaks.program import Program, world
from tests.stores import PASSPHRASE, new_office

pytestmark = [pytest.mark.timeout(120)]

TEXT = f"{LATIN} {CYRILLIC}"


@pytest.fixture
def program(tmp_path: Path, clock) -> Iterator[Program]:
    """The program, unlocked on a store with one case."""
    office = new_office(tmp_path / "store", clock)
    office.cases.open_new({"family": "Примеров"}, {})
    office.close()
    with Program(world(tmp_path), "--store", str(tmp_path / "store")) as running:
        running.painted()
        running.do("unlock", passphrase=PASSPHRASE)
        yield running


def crash_log(place: Path) -> str:
    return next((place / "home").rglob("faults.log")).read_text(encoding="utf-8")


@pytest.mark.parametrize("where", ["slot", "operation", "painting"])
def test_a_bug_is_told_without_values_and_the_window_goes_on(program: Program, tmp_path: Path, where: str):
    program.do("fail", where=where, text=TEXT)
    told = program.do("box")
    assert "What you saved is safe" in told
    assert re.search(r"living_window\.py:\d+ bug", told)
    assert program.do("search", text="Primerov") == 1
    logged = crash_log(tmp_path)
    said = program.end()
    assert "builtins.ValueError" in logged
    assert re.search(r"living_window\.py:\d+ bug", logged)
    for written in (told, logged, said):
        assert CANARY.search(written.encode()) is None


def test_what_fails_while_nothing_can_be_raised_is_logged_only(program: Program, tmp_path: Path):
    program.do("fail", where="destructor", text=TEXT)
    assert program.do("search", text="Primerov") == 1
    assert program.do("boxes") == 0
    logged = crash_log(tmp_path)
    assert "builtins.ValueError" in logged
    assert CANARY.search((logged + program.end()).encode()) is None


def allow_images() -> None:
    """As after `ulimit -c unlimited`."""
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def dumped(process: subprocess.Popen[bytes]) -> bool:
    """Ends a process by the signal of a broken memory access; whether the system kept an image of it."""
    os.kill(process.pid, signal.SIGSEGV)
    return os.WCOREDUMP(os.waitpid(process.pid, 0)[1])


@pytest.mark.skipif(sys.platform != "linux", reason="images of the memory are looked for on Linux only")
def test_no_image_of_the_memory_is_left_behind(tmp_path: Path):
    script = "print('up', flush=True); import time; time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=tmp_path, preexec_fn=allow_images
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        if not dumped(other):
            pytest.skip("this system keeps no images of any program")
    (tmp_path / "inside").mkdir()
    with Program(world(tmp_path), cwd=tmp_path / "inside", preexec_fn=allow_images) as program:
        program.painted()
        assert not dumped(program.process)
    assert list((tmp_path / "inside").iterdir()) == []
