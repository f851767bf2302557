"""The files of an open store are never opened by name in the process that holds it.

Closing any second descriptor of a file drops the process's locks on it (POSIX), and another process could
then write into the store. Python reports every opening of a file, so a whole day's work is watched.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_WATCHED = """
import os, sys
from pathlib import Path
from db import engine as door

opened = []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        name = os.fsdecode(arguments[0])
        if os.path.basename(name).startswith("store.db"):
            try:
                found = os.stat(name.removesuffix("-wal"))
            except OSError:
                return
            if (found.st_dev, found.st_ino) in door._held:
                opened.append(os.path.basename(name))

sys.addaudithook(watch)
sys.path.insert(0, sys.argv[1])
folder = Path(sys.argv[2])

from caseapp.services import vault
from caseapp.services.evidence import SourceOfStore
from tests import factory, stores
from tests.fakes import FixedClock

clock = FixedClock()
(folder / "stick").mkdir()
created = stores.new_store(folder / "store", clock)
office = created.office
office.facts.put("something", "else")
office.settle()
case = factory.case(office).id
(folder / "photo").write_bytes(b"photo")
taken = office.evidence.take_in(folder / "photo", case).record
office.evidence.export(taken.id, folder / "copy")
os.link(folder / "store" / "store.db", folder / "hard")
for path in (folder / "store" / "store.db", folder / "hard"):
    try:
        office.evidence.take_in(path, case)
    except SourceOfStore:
        pass
    else:
        raise AssertionError(path)
office.backup.make(folder / "stick")
vault.change_passphrase(office, "another phrase of many words", cost=stores.CHEAP)
vault.replace_recovery(office)
office.close()
office = vault.unlock(folder / "store", "another phrase of many words", clock)
office.facts.put("something", "more")
office.backup.make(folder / "stick")
assert opened == [], opened
(folder / "store" / "store.db").open("rb").close()
assert opened == ["store.db"]
office.close()
print("watched")
"""


def test_a_days_work_never_opens_the_live_files(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WATCHED, str(ROOT), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("watched\n", "")
