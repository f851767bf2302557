"""Making, opening and closing a store: every way in, and every way in that is refused."""

from __future__ import annotations

import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.errors import sentence
from caseapp.keys import KeysDamaged, KeysMissing, RecoveryKey, WrongPassphrase, WrongRecoveryKey
from caseapp.paths import holds_store
from caseapp.records import Caseworker, Organisation
from caseapp.services import vault
from caseapp.services.checking import check
from caseapp.services.custody import FolderTaken
from db import engine as store_engine
from db import migrate
from db.errors import Problem, ReceiptDamaged, StoreInUse, StoreNewer
from tests.fakes import FixedClock
from tests.stores import CHEAP, PASSPHRASE, new_office, new_store


def test_a_new_store_opens_with_its_passphrase_and_with_its_recovery_key(
    tmp_path: Path, clock: FixedClock
) -> None:
    created = new_store(tmp_path / "store", clock)
    assert [o.name for o in created.office.records.all(Organisation)] == [{"en": "Example Aid"}]
    assert created.office.records.get(Caseworker, created.office.me).name == {"en": "Anna Example"}
    created.office.close()
    ways = (
        lambda: vault.unlock(tmp_path / "store", PASSPHRASE, clock),
        lambda: vault.unlock_with_recovery(tmp_path / "store", created.recovery.text.lower(), clock),
    )
    for way in ways:
        office = way()
        assert check(office).findings == []
        office.close()


def test_nothing_of_a_store_can_be_read_by_others(tmp_path: Path, clock: FixedClock) -> None:
    new_store(tmp_path / "store", clock).office.close()
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "store").iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"store.db", "keys.json", "receipt.bin"} <= set(modes)
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700


def test_a_wrong_passphrase_says_so_and_changes_nothing(tmp_path: Path, clock: FixedClock) -> None:
    new_office(tmp_path / "store", clock).close()
    before = {p.name: p.read_bytes() for p in (tmp_path / "store").iterdir()}
    with pytest.raises(WrongPassphrase) as caught:
        vault.unlock(tmp_path / "store", PASSPHRASE + "x", clock)
    assert "passphrase" in sentence(caught.value).lower()
    with pytest.raises(WrongRecoveryKey):
        vault.unlock_with_recovery(tmp_path / "store", RecoveryKey.new().text, clock)
    assert {p.name: p.read_bytes() for p in (tmp_path / "store").iterdir()} == before


def test_an_existing_folder_is_never_filled(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "holiday.jpg").write_bytes(b"mine")
    with pytest.raises(FolderTaken):
        new_store(tmp_path / "store", clock)
    assert (tmp_path / "store" / "holiday.jpg").read_bytes() == b"mine"
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_an_empty_folder_is_taken(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "store").mkdir()
    new_store(tmp_path / "store", clock).office.close()
    assert holds_store(tmp_path / "store")


def test_a_folder_without_a_store_is_told(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(vault.NoStore):
        vault.unlock(tmp_path / "nowhere", PASSPHRASE, clock)


def test_a_second_opening_is_refused_while_the_first_lasts(tmp_path: Path, clock: FixedClock) -> None:
    office = new_office(tmp_path / "store", clock)
    with pytest.raises(StoreInUse):
        vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    office.close()
    vault.unlock(tmp_path / "store", PASSPHRASE, clock).close()


def test_a_changed_passphrase_replaces_the_old_one(tmp_path: Path, clock: FixedClock) -> None:
    created = new_store(tmp_path / "store", clock)
    before = (tmp_path / "store" / "store.db").stat().st_ino
    vault.change_passphrase(created.office, "quite another sentence for tomorrow", CHEAP)
    created.office.close()
    assert (tmp_path / "store" / "store.db").stat().st_ino == before
    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    vault.unlock(tmp_path / "store", "quite another sentence for tomorrow", clock).close()
    vault.unlock_with_recovery(tmp_path / "store", created.recovery.text, clock).close()


def test_a_new_recovery_key_replaces_the_old_sheet(tmp_path: Path, clock: FixedClock) -> None:
    created = new_store(tmp_path / "store", clock)
    fresh = vault.replace_recovery(created.office)
    created.office.close()
    with pytest.raises(WrongRecoveryKey):
        vault.unlock_with_recovery(tmp_path / "store", created.recovery.text, clock)
    vault.unlock_with_recovery(tmp_path / "store", fresh.text, clock).close()


def test_a_newer_store_is_refused_and_kept(tmp_path: Path, clock: FixedClock) -> None:
    office = new_office(tmp_path / "store", clock)
    with store_engine.raw(office.custody.engine) as connection:
        connection.execute(f"PRAGMA user_version = {migrate.LATEST + 1}")
    office.close()
    before = (tmp_path / "store" / "store.db").read_bytes()
    with pytest.raises(StoreNewer):
        vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    assert (tmp_path / "store" / "store.db").read_bytes() == before


@pytest.mark.parametrize("name", ["store.db", "keys.json"])
def test_damage_is_told_and_nothing_is_written(tmp_path: Path, clock: FixedClock, name: str) -> None:
    new_office(tmp_path / "store", clock).close()
    path = tmp_path / "store" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert told(tmp_path / "store", clock)
    assert path.read_bytes() == data


def told(folder: Path, clock: FixedClock) -> bool:
    """Whether opening or checking the store says that something is wrong with it."""
    try:
        office = vault.unlock(folder, PASSPHRASE, clock)
    except Problem as problem:
        return problem.code in (
            "store-damaged",
            "store-wrong-key",
            "keys-damaged",
            "keys-altered",
            "keys-doubtful",
            "wrong-passphrase",
        )
    try:
        return check(office).findings != []
    finally:
        office.close()


def test_unreadable_keys_have_their_own_sentence(tmp_path: Path, clock: FixedClock) -> None:
    new_office(tmp_path / "store", clock).close()
    (tmp_path / "store" / "keys.json").write_bytes(b"{not json")
    with pytest.raises(KeysDamaged):
        vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    (tmp_path / "store" / "keys.json").unlink()
    with pytest.raises((KeysMissing, vault.NoStore)):
        vault.unlock(tmp_path / "store", PASSPHRASE, clock)


def test_an_older_copy_put_in_place_is_noticed(tmp_path: Path, clock: FixedClock) -> None:
    new_office(tmp_path / "store", clock).close()
    old = (tmp_path / "store" / "store.db").read_bytes()
    office = vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    office.records.change(Organisation, office.records.all(Organisation)[0].id, founded="2014")
    office.close()
    (tmp_path / "store" / "store.db").write_bytes(old)
    with pytest.raises(vault.SavesMissing, match="last 1 saves"):
        vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    office = vault.unlock(tmp_path / "store", PASSPHRASE, clock, accept_missing=True)
    assert office.records.all(Organisation)[0].founded == ""
    office.close()
    vault.unlock(tmp_path / "store", PASSPHRASE, clock).close()


def test_an_interrupted_creation_leaves_no_store(tmp_path: Path, clock: FixedClock) -> None:
    part = tmp_path / "store.partial"
    part.mkdir()
    (part / "keys.json").write_bytes(b"half")
    new_store(tmp_path / "store", clock).office.close()
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_an_older_store_is_brought_to_todays_schema_on_a_copy(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = new_office(tmp_path / "store", clock)
    office.records.change(Organisation, office.records.all(Organisation)[0].id, founded="2014")
    office.close()
    later = tmp_path / "later"
    shutil.copytree(migrate.FOLDER, later, ignore=shutil.ignore_patterns("__pycache__"))
    number = f"{migrate.LATEST + 1:04}"
    (later / "versions" / f"{number}_more.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f"revision = {number!r}\ndown_revision = '{migrate.LATEST:04}'\n\n\n"
        "def upgrade():\n    op.add_column('facts', sa.Column('more', sa.String()))\n",
        encoding="utf-8",
    )
    original = migrate.upgrade
    monkeypatch.setattr(migrate, "check", lambda engine: _number(engine) == migrate.LATEST + 1)
    monkeypatch.setattr(migrate, "upgrade", lambda engine: original(engine, later, migrate.LATEST + 1))
    clock.advance(timedelta(days=1))
    office = vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    assert office.records.all(Organisation)[0].founded == "2014"
    assert _number(office.custody.engine) == migrate.LATEST + 1
    assert check(office).findings == []
    office.close()
    assert {p.name for p in (tmp_path / "store").iterdir()} <= {
        "store.db",
        "keys.json",
        "receipt.bin",
        "store.lock",
    }


def _number(engine: object) -> int:
    with engine.connect() as connection:  # type: ignore[attr-defined]
        number = connection.execute(text("PRAGMA user_version")).scalar_one()
        connection.rollback()
    return int(number)


def test_a_crash_between_save_and_receipt_is_healed_at_the_next_opening(
    tmp_path: Path, clock: FixedClock
) -> None:
    new_office(tmp_path / "store", clock).close()
    before = (tmp_path / "store" / "receipt.bin").read_bytes()
    office = vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    office.records.change(Organisation, office.records.all(Organisation)[0].id, founded="2014")
    office.close()
    for state in (before, None):
        receipt = tmp_path / "store" / "receipt.bin"
        receipt.unlink() if state is None else receipt.write_bytes(state)
        office = vault.unlock(tmp_path / "store", PASSPHRASE, clock)
        assert check(office).findings == []
        assert office.custody.receipt.read() == (office.store.chain.seq, office.store.chain.head)
        office.close()


def test_a_damaged_receipt_has_its_own_sentence(tmp_path: Path, clock: FixedClock) -> None:
    new_office(tmp_path / "store", clock).close()
    receipt = tmp_path / "store" / "receipt.bin"
    receipt.write_bytes(bytes(b ^ 1 for b in receipt.read_bytes()))
    with pytest.raises(ReceiptDamaged):
        vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    vault.unlock(tmp_path / "store", PASSPHRASE, clock, accept_missing=True).close()
    vault.unlock(tmp_path / "store", PASSPHRASE, clock).close()
