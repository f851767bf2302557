"""The key file beside a store and the store's own copy of it: what is mended, told, and refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from caseapp.keys import KeyFile, KeysAltered, KeysDoubtful
from caseapp.keys.canonical import canonical
from caseapp.services import vault
from caseapp.services.keycare import KeyNews
from caseapp.services.office import Office
from db.errors import Problem
from tests.fakes import FixedClock
from tests.stores import CHEAP, PASSPHRASE, new_store

OTHER = "quite another sentence for tomorrow"


class Kept:
    """A closed store, its recovery key, and the key file as the app wrote it."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        created = new_store(folder, clock)
        created.office.close()
        self.folder, self.clock, self.recovery = folder, clock, created.recovery.text
        self.path = folder / "keys.json"
        self.whole = self.path.read_bytes()

    def alter(self, change: Callable[[dict[str, Any]], object]) -> bytes:
        """Changes the file as somebody would who has no key."""
        data = json.loads(self.path.read_bytes())
        change(data)
        self.path.write_bytes(canonical(data))
        return self.path.read_bytes()

    def unlock(self, passphrase: str = PASSPHRASE) -> Office:
        return vault.unlock(self.folder, passphrase, self.clock)

    def recover(self) -> Office:
        return vault.unlock_with_recovery(self.folder, self.recovery, self.clock)


@pytest.fixture
def kept(tmp_path: Path, clock: FixedClock) -> Kept:
    return Kept(tmp_path / "store", clock)


def close(office: Office) -> KeyNews:
    """Closes a store; gives what was found of its key file, after seeing that the history says it too."""
    news = KeyNews(office.custody.news)
    with office.store.read() as work:
        acts = list(work.execute(text("SELECT act FROM history ORDER BY seq")).scalars())
    assert not news or news in acts
    office.close()
    return news


def without_recovery(data: dict[str, Any]) -> None:
    data["slots"] = [slot for slot in data["slots"] if slot["type"] != "recovery"]


@pytest.mark.parametrize(
    "change",
    [
        without_recovery,
        lambda data: data.update(mac="00" * 32),
        lambda data: data.update(mac="ж" * 32),
        lambda data: data.update(gen=99),
        lambda data: data["slots"].reverse(),
        lambda data: data["slots"][1].update(wrapped="00" * 48),
    ],
)
def test_an_altered_file_is_put_right_and_told_of(
    kept: Kept, change: Callable[[dict[str, Any]], object]
) -> None:
    kept.alter(change)
    assert close(kept.unlock()) == KeyNews.MENDED
    assert kept.path.read_bytes() == kept.whole
    assert close(kept.recover()) == KeyNews.NONE


def test_no_damaged_byte_goes_unseen_and_none_keeps_the_owner_out_for_long(kept: Kept) -> None:
    mended, refused = 0, set()
    for place in range(0, len(kept.whole), 7):
        damaged = bytearray(kept.whole)
        damaged[place] ^= 1 << place % 7
        kept.path.write_bytes(damaged)
        try:
            office = kept.recover()
        except Problem as problem:
            refused.add(problem.code)
            assert kept.path.read_bytes() == damaged
        else:
            assert close(office) == KeyNews.MENDED
            assert kept.path.read_bytes() == kept.whole
            mended += 1
    assert refused <= {"keys-damaged", "keys-doubtful", "keys-newer", "wrong-recovery-key"}
    # Only what the recovery key itself needs may keep it out: its slot, the id of the store.
    assert mended > len(kept.whole) // 7 // 2


def test_a_damaged_slot_is_told_apart_from_a_wrong_passphrase(kept: Kept) -> None:
    at = kept.whole.index(b'"alg":"argon2id"')
    damaged = kept.whole[:at] + b"!" + kept.whole[at + 1 :]
    kept.path.write_bytes(damaged)
    with pytest.raises(KeysDoubtful):
        kept.unlock()
    assert kept.path.read_bytes() == damaged
    assert close(kept.recover()) == KeyNews.MENDED
    assert close(kept.unlock()) == KeyNews.NONE


def test_an_old_slot_put_into_the_newest_file_opens_nothing(kept: Kept) -> None:
    old = json.loads(kept.whole)["slots"]
    office = kept.unlock()
    vault.change_passphrase(office, OTHER, CHEAP)
    office.close()
    altered = kept.alter(lambda data: data["slots"].extend(old[:1]))
    with pytest.raises(KeysAltered):
        kept.unlock(PASSPHRASE)
    assert kept.path.read_bytes() == altered
    assert close(kept.unlock(OTHER)) == KeyNews.MENDED


def test_an_older_file_is_replaced_where_the_secret_opens_the_newest_as_well(kept: Kept) -> None:
    office = kept.unlock()
    vault.replace_recovery(office)
    office.close()
    newest = kept.path.read_bytes()
    kept.path.write_bytes(kept.whole)
    assert close(kept.unlock()) == KeyNews.MENDED
    assert kept.path.read_bytes() == newest


def test_an_older_file_locks_nobody_out_and_is_told_of_until_the_passphrase_is_changed(kept: Kept) -> None:
    office = kept.unlock()
    vault.change_passphrase(office, OTHER, CHEAP)
    newest = office.custody.keys.generation
    office.close()
    kept.path.write_bytes(kept.whole)
    for _ in range(2):
        office = kept.unlock(PASSPHRASE)
        assert close(office) == KeyNews.OLDER
        assert kept.path.read_bytes() == kept.whole
    office = kept.unlock(PASSPHRASE)
    vault.change_passphrase(office, "a third sentence for good measure", CHEAP)
    office.close()
    assert KeyFile.load(kept.path).generation > newest
    assert close(kept.unlock("a third sentence for good measure")) == KeyNews.NONE


def test_a_change_that_was_cut_off_between_file_and_copy_holds(kept: Kept) -> None:
    office = kept.unlock()
    before = office.facts.get("keys")
    vault.change_passphrase(office, OTHER, CHEAP)
    office.facts.put("keys", before)
    office.close()
    newest = kept.path.read_bytes()
    office = kept.unlock(OTHER)
    assert office.facts.get("keys").encode() == newest
    assert close(office) == KeyNews.NONE
    assert kept.path.read_bytes() == newest


def test_a_disk_that_refuses_the_repair_keeps_nobody_out(kept: Kept) -> None:
    altered = kept.alter(without_recovery)
    (kept.folder / "keys.json.new").mkdir()
    office = kept.unlock()
    assert office.custody.keys.to_bytes() == kept.whole
    assert close(office) == KeyNews.UNMENDED
    assert kept.path.read_bytes() == altered
