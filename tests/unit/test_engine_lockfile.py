"""One process at a time: the lock of the store folder."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import StoreInUse, StoreMissing
from db.lockfile import NAME, StoreLock

_SECOND = """
import sys
from pathlib import Path
from db.lockfile import StoreLock
try:
    StoreLock(Path(sys.argv[1])).acquire()
except Exception as error:
    print(type(error).__name__)
else:
    print("held", flush=True)
    if "die" in sys.argv:
        import os, signal
        os.kill(os.getpid(), signal.SIGKILL)
"""


def second(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _SECOND, str(folder), *words], capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout.strip()


def test_a_second_process_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path)
    with lock:
        assert lock.held
        assert second(tmp_path) == StoreInUse.__name__
    assert not lock.held
    assert second(tmp_path) == "held"


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    assert second(tmp_path, "die") == "held"
    with StoreLock(tmp_path) as lock:
        assert lock.held


def test_a_second_lock_in_one_process_is_refused_too(tmp_path: Path) -> None:
    with StoreLock(tmp_path), pytest.raises(StoreInUse):
        StoreLock(tmp_path).acquire()


def test_taking_a_held_lock_again_changes_nothing(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path)
    lock.acquire()
    lock.acquire()
    lock.release()
    lock.release()
    with StoreLock(tmp_path):
        pass


def test_the_file_is_empty_and_private(tmp_path: Path) -> None:
    with StoreLock(tmp_path):
        pass
    assert (tmp_path / NAME).read_bytes() == b""
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_a_missing_folder_is_a_missing_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        StoreLock(tmp_path / "gone").acquire()
