"""Locking leaves nothing of the store in memory: neither names nor texts, nor a key, nor the passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseapp.clock import SystemClock
from caseapp.keys import KeyFile, database_key
from caseapp.paths import KEYS, STORE
from caseapp.services import vault
from db.engine import SALT_BYTES
from tests.leaks.canaries import CYRILLIC, LATIN, fill, words
from tests.leaks.memory import count, may_read
from tests.leaks.program import Program, world
from tests.stores import CHEAP

pytestmark = [pytest.mark.timeout(120)]

PASSPHRASE = "qpw lantern marble ginger walrus copper"


@pytest.fixture
def letter(tmp_path: Path) -> str:
    """A closed store with a canary in every field of a record of every kind; the id of a letter in it."""
    word = words()
    created = vault.create(
        tmp_path / "store",
        PASSPHRASE,
        organisation=next(word),
        caseworker=next(word),
        language="en",
        clock=SystemClock(),
        cost=CHEAP,
    )
    letter = fill(created.office, word).letter
    created.office.close()
    return letter


def secrets_of(store: Path) -> dict[str, bytes]:
    """What must not be found: the canaries however they are kept in memory, the keys, the passphrase."""
    master = KeyFile.load(store / KEYS).unlock_passphrase(PASSPHRASE)
    with (store / STORE).open("rb") as file:
        database = database_key(master, file.read(SALT_BYTES))
    wanted = {"master key": master.reveal(), "database key": database, "its text": database.hex().encode()}
    # Without their first letters, which are capitals in some places and small in others.
    for name, text in (("Latin", LATIN[1:]), ("Cyrillic", CYRILLIC[1:]), ("passphrase", PASSPHRASE[1:])):
        wanted |= {f"{name} {encoding}": text.encode(encoding) for encoding in ("utf-8", "utf-16-le")}
    return wanted


def test_locking_leaves_nothing_in_memory(tmp_path: Path, letter: str):
    store = tmp_path / "store"
    wanted = secrets_of(store)
    with Program(world(tmp_path), "--store", str(store)) as program:
        program.painted()
        if not may_read(program.pid):
            pytest.skip("the memory of another process can be read only by root on Linux")
        program.do("unlock", passphrase=PASSPHRASE)
        assert program.do("search", text=f"{LATIN}aaa") > 0
        program.do("open_case")
        program.do("note", text=f"{LATIN} typed and not saved")
        assert program.do("letter", letter_id=letter) > 0
        before = count(program.pid, wanted)
        program.do("lock")
        program.painted()
        after = count(program.pid, wanted)
        assert program.process.poll() is None
    # The search must be able to find something, or it would prove nothing. (SQLCipher veils its key itself.)
    kinds = ("master key", "Latin utf-8", "Latin utf-16-le", "Cyrillic utf-16-le")
    assert {name: before[name] for name in kinds if before[name] == 0} == {}
    assert {name: number for name, number in after.items() if number} == {}
