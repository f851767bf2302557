"""The disk answers a write or a flush with an error, now and then or from some moment on.

What was reported as saved is there afterwards, what was refused was refused in a sentence, and the store is
whole. The errors come from strace, which lets system calls fail; without it the tests are left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from caseapp.records import Case, Person
from caseapp.services import vault
from caseapp.services.checking import check
from tests.fakes import FixedClock
from tests.stores import PASSPHRASE, new_office

ROOT = Path(__file__).parents[2]
SAVES = 30

pytestmark = [
    pytest.mark.tools("strace"),
    pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux"),
]

_VICTIM = f"""
import json, sys
from pathlib import Path
from caseapp.records import Case, Person
from caseapp.services import vault
from db.errors import Problem
from tests.fakes import FixedClock
from tests.stores import PASSPHRASE
saved, refused, codes = [], [], set()

def attempt(act):
    try:
        act()
    except Problem as problem:
        codes.add(problem.code)
        return False
    return True

office = vault.unlock(Path(sys.argv[1]), PASSPHRASE, FixedClock())
for number in range({SAVES}):
    family = "Save" + chr(65 + number // 26) + chr(65 + number % 26)
    good = attempt(lambda: office.cases.open_new({{"family": family, "given": "Anna"}}, {{}}))
    (saved if good else refused).append(family)
    if number % 7 == 6:
        attempt(office.settle)
attempt(office.close)
print(json.dumps({{"saved": saved, "refused": refused, "codes": sorted(codes)}}))
"""


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize(
    ("call", "when"),
    [("pwrite64", "60+151"), ("pwrite64", "300+"), ("fdatasync,fsync", "9+5"), ("fdatasync,fsync", "25+")],
)
def test_nothing_that_was_reported_as_saved_is_lost(
    tmp_path: Path, clock: FixedClock, call: str, when: str, error: str
) -> None:
    folder = tmp_path / "store"
    new_office(folder, clock).close()
    paths = [folder / name for name in ("store.db", "store.db-wal", "receipt.bin")]
    command = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        *(word for path in paths for word in ("-P", str(path))),
    ]
    command += ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}"]
    done = subprocess.run(
        [*command, sys.executable, "-c", _VICTIM, str(folder)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told["saved"]) + len(told["refused"]) == SAVES
    assert told["saved"]
    assert told["codes"], "no error reached the store: the test proves nothing"
    assert set(told["codes"]) <= {"store-full", "disk-trouble"}, told["codes"]

    office = vault.unlock(folder, PASSPHRASE, clock)
    there = {person.family for person in office.records.all(Person)}
    assert set(told["saved"]) <= there
    assert len(office.records.all(Case)) == len(there)
    assert check(office).findings == []
    office.close()
