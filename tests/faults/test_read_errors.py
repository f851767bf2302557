"""The disk answers a read with an error: a sentence of its own for whatever was read, and nothing is changed.

The errors come from strace, which lets system calls fail; without it the tests are left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from caseapp.records import Case, Evidence
from caseapp.services import backup, vault
from caseapp.services.checking import check
from tests import factory
from tests.fakes import FixedClock
from tests.stores import PASSPHRASE, new_office

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.tools("strace"),
    pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux"),
]

_VICTIM = """
import json, sys
from pathlib import Path
from caseapp.errors import sentence
from caseapp.records import ALL, Evidence
from caseapp.services import backup, vault
from caseapp.services.checking import check
from db.errors import Problem
from tests.fakes import FixedClock
from tests.stores import PASSPHRASE
store, made, act = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def go():
    if act == "verify":
        return backup.verify(made, PASSPHRASE).losses.problem
    if act == "restore":
        backup.find(made)  # a list of backups is not lost because of one
        return backup.restore(made, store.with_name("new"), PASSPHRASE).losses.problem
    office = vault.unlock(store, PASSPHRASE, FixedClock())
    try:
        if act == "read":
            office.evidence.read(office.records.all(Evidence)[0].id, 1 << 20)
        elif act == "check":
            check(office)
        for kind in ALL:
            office.records.all(kind)
    finally:
        office.close()

try:
    problem = go()
except Problem as raised:
    problem = raised
told = [problem.code, sentence(problem)] if isinstance(problem, Problem) else ["", str(problem)]
print(json.dumps(told))
"""


def bytes_of(*folders: Path) -> dict[str, bytes]:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files if path.name != "receipt.bin"}


@pytest.mark.parametrize(
    ("what", "call", "when", "act", "code"),
    [
        ("store.db", "read,pread64", "1+", "open", "disk-trouble"),
        ("store.db", "pread64", "25+", "open", "store-damaged"),
        ("keys.json", "read", "1+", "open", "disk-trouble"),
        ("receipt.bin", "read", "1+", "open", "disk-trouble"),
        ("evidence", "read", "1+", "read", "disk-trouble"),
        ("evidence", "read", "1+", "check", "disk-trouble"),
        ("backup/store.db", "read,pread64", "1+", "verify", "backup-unreadable"),
        ("backup/store.db", "read", "1+", "restore", "backup-unreadable"),
        ("backup/manifest.json", "read", "1+", "restore", "backup-unreadable"),
        ("backup/evidence", "read", "1+", "verify", "backup-evidence-damaged"),
    ],
)
def test_what_can_not_be_read_is_said_and_nothing_is_changed(
    tmp_path: Path, clock: FixedClock, what: str, call: str, when: str, act: str, code: str
) -> None:
    store, stick, source = tmp_path / "store", tmp_path / "stick", tmp_path / "scan.txt"
    stick.mkdir()
    source.write_bytes(b"scan" * 5000)
    office = new_office(store, clock)
    case = factory.rich_case(office)
    evidence = office.evidence.take_in(source, case.id).record
    made = office.backup.make(stick).folder
    office.close()
    place = {
        "evidence": store / "evidence" / evidence.sealed_name,
        "backup/store.db": made / "store.db",
        "backup/manifest.json": made / "manifest.json",
        "backup/evidence": made.parent / "evidence" / evidence.sealed_name,
    }.get(what, store / what)
    before = bytes_of(store, stick)
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-P", str(place), "-e", f"trace={call}"]
    command += ["-e", f"inject={call}:error=EIO:when={when}"]
    done = subprocess.run(
        [*command, sys.executable, "-c", _VICTIM, str(store), str(made), act],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found, sentence = json.loads(done.stdout)
    assert found == code, sentence
    assert "{" not in sentence

    assert bytes_of(store, stick) == before
    assert not store.with_name("new").exists()
    office = vault.unlock(store, PASSPHRASE, clock)
    assert check(office).findings == []
    assert office.evidence.read(evidence.id, 1 << 20) == source.read_bytes()
    assert len(office.records.all(Case)) == len(office.records.all(Evidence)) == 1
    office.close()
    assert backup.verify(made, PASSPHRASE).losses.problem is None
