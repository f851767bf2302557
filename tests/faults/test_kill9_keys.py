"""The process is killed while it changes the passphrase: the old or the new one opens, always."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Forks changers of the passphrase and kills each at a moment of chance. The derivation is a mere hash:
# what is tried is the replacing of the file.
_PROGRAM = """
import os, random, select, signal, struct, sys, time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from caseapp.keys import Cost, KeyFile, MasterKey, RecoveryKey, WrongPassphrase

path, cycles, mk, recovery = Path(sys.argv[1]), int(sys.argv[2]), MasterKey(bytes(32)), RecoveryKey(bytes(20))

def quick(secret, salt, cost):
    return sha256(secret + salt).digest()

def phrase(number):
    return f"phrase number {number}"

def change(number, pipe):
    keys = KeyFile.load(path, kdf=quick)
    while True:
        number += 1
        keys.change_passphrase(mk, phrase(number))
        keys.save(path)
        os.write(pipe, struct.pack(">I", number))

def opens(number):
    try:
        return KeyFile.load(path, kdf=quick).unlock_passphrase(phrase(number)) == mk
    except WrongPassphrase:
        return False

KeyFile.create("00" * 16, mk, phrase(0), recovery, datetime(2026, 1, 1, tzinfo=UTC), kdf=quick).save(path)
told = changes = 0
for _ in range(cycles):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            change(told, writing)
        finally:
            os._exit(1)
    os.close(writing)
    select.select([reading], [], [], 10)
    time.sleep(random.random() * 0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while report := os.read(reading, 4):
        told = struct.unpack(">I", report)[0]
        changes += 1
    os.close(reading)
    told = next(number for number in (told + 1, told) if opens(number))
    assert KeyFile.load(path, kdf=quick).unlock_recovery(recovery) == mk
assert changes >= cycles
assert not opens(told - 1)
print("all opened", {item.name for item in path.parent.iterdir()} <= {"keys.json", "keys.json.new"})
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_the_old_or_the_new_passphrase_opens_after_every_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path / "keys.json"), "120"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("all opened True\n", "")
