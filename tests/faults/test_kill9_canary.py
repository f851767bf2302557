"""Nothing that was saved can be read in any file: while the store is open, when it closed, after a kill."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db import engine as door

KEY = bytes(range(32))

# Saves 500 rows with marks in them, sorts and searches them, says what files it has open, and waits to be
# killed.
_WRITER = """
import os, sys
from pathlib import Path
from sqlalchemy import text
from db import engine as door
from db.snapshot import snapshot
folder, key = Path(sys.argv[1]), bytes(range(32))
engine = door.create_store(folder / "store.db", key, door.new_salt())
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)"))
    connection.execute(text("CREATE VIRTUAL TABLE words USING fts5 (body)"))
rows = [{"b": f"Kanarienvogel-{i:04d} Канарейка-{i:04d} " + "z" * 900} for i in range(500)]
with engine.begin() as connection:
    connection.execute(text("INSERT INTO note (body) VALUES (:b)"), rows)
    connection.execute(text("INSERT INTO words SELECT body FROM note"))
with engine.begin() as connection:
    connection.execute(text("CREATE INDEX body ON note (body)"))
    connection.execute(text("DELETE FROM note WHERE id % 3 = 0"))
snapshot(engine, folder / "copy.db", key[::-1], door.new_salt())
with engine.connect() as connection:
    result = connection.execute(text("SELECT a.body FROM note a, note b ORDER BY a.body || b.body DESC"))
    result.fetchone()
    for entry in os.scandir("/proc/self/fd"):
        try:
            print(os.readlink(entry.path))
        except OSError:
            pass
    print("ready", flush=True)
    sys.stdin.read()
"""

MARKS = [
    mark.encode(code)
    for mark in ("Kanarienvogel", "Канарейка")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
]
PLAIN = [*MARKS, b"zzzzzzzzzzzz", b"SQLite format", b"CREATE TABLE", KEY, KEY.hex().encode()]


def hits(folder: Path) -> list[tuple[str, bytes]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(path.name, mark) for path in files for mark in PLAIN if mark in path.read_bytes()]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists open files under /proc")
def test_no_file_shows_anything_even_after_a_kill(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("store", "tmp", "home")}
    for place in places.values():
        place.mkdir()
    environment = os.environ | {
        "TMPDIR": str(places["tmp"]),
        "SQLITE_TMPDIR": str(places["tmp"]),
        "HOME": str(places["home"]),
    }
    command = [sys.executable, "-c", _WRITER, str(places["store"])]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        opened = []
        for line in writer.stdout:
            if line.strip() == "ready":
                break
            opened.append(line.strip())
        written = [name for name in opened if str(tmp_path) in name or "etilqs" in name]
        assert sorted(Path(name).name for name in written) == ["store.db", "store.db-wal"]
        names = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
        assert names == ["copy.db", "store.db", "store.db-wal"]
        writer.kill()
        assert writer.stderr.read() == ""
    assert (places["store"] / "store.db-wal").stat().st_size > 100_000
    assert hits(tmp_path) == []
    door.open_store(places["store"] / "store.db", KEY).dispose()
    assert hits(tmp_path) == []


def test_the_search_does_find_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"..." + "Канарейка-0007".encode() + b"...")
    assert hits(tmp_path) == [("leak", "Канарейка".encode())]
