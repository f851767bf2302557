"""A disk that is full, limited or read-only: its own sentence each time, and nothing that was saved is
touched.

Real file systems are used where a private mount is possible; the limit on a file's size works everywhere on
POSIX."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

_START = """
import json, os, sys
from pathlib import Path
from sqlalchemy import text
from db import engine as door
from db.errors import Problem
from db.files import replace
from db.lockfile import StoreLock
from db.receipt import Receipt
from db.snapshot import digest, snapshot
folder, key = Path(sys.argv[1]), bytes(range(32))

def fill(engine, rows):
    saved = 0
    try:
        for _ in range(rows):
            with door.problems(), engine.begin() as connection:
                connection.execute(text("INSERT INTO note (body) VALUES (:b)"), {"b": os.urandom(3000).hex()})
            saved += 1
    except Problem as problem:
        return saved, problem.code
    return saved, ""

def count(engine):
    with engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM note")).scalar_one()

def code(attempt):
    try:
        attempt()
    except Problem as problem:
        return problem.code
    return ""

def create():
    engine = door.create_store(folder / "store.db", key, door.new_salt())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)"))
    return engine
"""

_FULL = """
engine = create()
before = fill(engine, 10)
saved, said = fill(engine, 100_000)
again = fill(engine, 1)[1]
held = count(engine)
copy = code(lambda: snapshot(engine, folder / "copy.db", key, door.new_salt()))
small = code(lambda: door.problems()(replace)(folder / "keys.json", bytes(200_000)))
names = sorted(path.name for path in folder.iterdir())
checked = door.integrity(engine)
engine.dispose()
engine = door.open_store(folder / "store.db", key)
print(json.dumps({
    "before": before[0], "saved": saved, "said": said, "again": again, "held": held, "copy": copy,
    "small": small, "names": names, "checked": checked, "reopened": count(engine),
    "after": door.integrity(engine),
}))
engine.dispose()
"""

_LIMITED = (
    """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
"""
    + _FULL
)
_READ_ONLY = """
import subprocess
engine = create()
fill(engine, 10)
whole = digest(engine)
engine.dispose()
receipt = Receipt(folder / "receipt.bin", key)
receipt.write(1, b"head")
receipt.close()
os.sync()
subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
refused = code(lambda: door.open_store(folder / "store.db", key))
reader = door.open_readonly(folder / "store.db", key)
print(json.dumps({
    "open": refused,
    "lock": code(StoreLock(folder).acquire),
    "create": code(lambda: door.create_store(folder / "new.db", key, door.new_salt())),
    "write": code(lambda: door.problems()(replace)(folder / "keys.json", b"x")),
    "read": digest(reader) == whole,
    "integrity": door.integrity(reader),
    "receipt": Receipt(folder / "receipt.bin", key).read()[0],
    "names": sorted(path.name for path in folder.iterdir()),
}))
reader.dispose()
"""


def run(program: str, folder: Path, *words: str, mount: str = "") -> dict[str, object]:
    """Runs the program in a process of its own; with `mount`, on a file system in memory that only it
    sees."""
    command = [sys.executable, "-c", _START + program, str(folder), *words]
    if mount:
        script = f'mount -t tmpfs -o {mount} none "$1" && shift && exec "$@"'
        command = ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", str(folder), *command]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def private_mounts() -> bool:
    """Whether a process here may have mounts of its own."""
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        return False
    probe = ["unshare", "--mount", "--map-root-user", "sh", "-c", "mount -t tmpfs none /mnt"]
    return subprocess.run(probe, capture_output=True).returncode == 0


needs_mounts = pytest.mark.skipif(not private_mounts(), reason="not on this machine: mounts of one's own")


@needs_mounts
def test_a_full_disk_is_said_and_nothing_saved_is_lost(tmp_path: Path) -> None:
    found = run(_FULL, tmp_path, mount="size=3m")
    assert found["before"] == 10
    assert found["said"] == found["again"] == "store-full"
    assert found["copy"] == found["small"] == "store-full"
    assert found["names"] == ["store.db", "store.db-wal"]
    assert found["held"] == found["reopened"] == 10 + int(str(found["saved"]))
    assert found["checked"] == found["after"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size per process")
@pytest.mark.parametrize("limit", [300_000, 1_000_000, 1_000_001, 2_222_222])
def test_a_limit_on_the_size_of_files_is_said_likewise(tmp_path: Path, limit: int) -> None:
    """As on a stick with FAT32, where a file ends at 4 GiB."""
    found = run(_LIMITED, tmp_path, str(limit))
    assert found["before"] == 10
    assert found["said"] == found["again"] == "store-full"
    assert found["held"] == found["reopened"] == 10 + int(str(found["saved"]))
    assert found["checked"] == found["after"] == []


@needs_mounts
def test_a_read_only_medium_is_said_and_can_be_read(tmp_path: Path) -> None:
    found = run(_READ_ONLY, tmp_path, mount="size=20m")
    assert found == {
        "open": "store-read-only",
        "lock": "store-read-only",
        "create": "store-read-only",
        "write": "store-read-only",
        "read": True,
        "integrity": [],
        "receipt": 1,
        "names": ["receipt.bin", "store.db"],
    }
