"""Making a store, opening it, changing its passphrase."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from caseapp.clock import Clock
from caseapp.i18n import N_
from caseapp.keys import (
    Cost,
    KeyFile,
    KeysDamaged,
    KeysDoubtful,
    MasterKey,
    RecoveryKey,
    WrongPassphrase,
    WrongRecoveryKey,
    database_key,
)
from caseapp.keys.keyfile import new_store_id
from caseapp.paths import KEYS, RECEIPT, STORE, holds_store
from caseapp.records import Caseworker, Organisation
from caseapp.records.checking import prepare
from caseapp.records.searchable import index
from caseapp.services import keycare
from caseapp.services.custody import Custody, must_be_free
from caseapp.services.drafts import Facts
from caseapp.services.office import Office
from caseapp.services.search import index_missing
from caseapp.services.traces import keys_anew
from db import engine as store_engine
from db import migrate
from db.errors import Problem, ReceiptDamaged, StoreDamaged
from db.files import flush_folder, private_folder
from db.lockfile import StoreLock
from db.receipt import Receipt
from db.session import Store
from db.snapshot import snapshot


class NoStore(Problem):
    """There is no store in the folder."""

    code = "no-store"
    text = N_("There is no store in the folder {folder}. Choose another folder, or create a store there.")


class SavesMissing(Problem):
    """The store is older than its receipt: something put an older copy in its place, or the disk lost
    saves.
    """

    code = "saves-missing"
    text = N_(
        "The last {missing} saves are missing from this store. Something replaced it by an older copy, or the"
        " disk lost them. Nothing was changed. Your newest backup may have them; or open the store as it is."
    )


@dataclass(frozen=True)
class Created:
    """A new, open store, and the recovery key that must be written down now: it is kept nowhere."""

    office: Office
    recovery: RecoveryKey


def create(
    folder: Path,
    passphrase: str,
    *,
    organisation: str,
    caseworker: str,
    language: str,
    clock: Clock,
    cost: Cost | None = None,
    recovery: RecoveryKey | None = None,
) -> Created:
    """Makes a store in an empty or new folder, with its organisation and its first caseworker, and opens it.

    `recovery` is the key already shown to the user, if any. The store appears in its place only when it is
    whole. Raises FolderTaken, and the problems of the disk.
    """
    must_be_free(folder)
    with store_engine.problems():
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = folder.with_name(folder.name + ".partial")
        shutil.rmtree(part, ignore_errors=True)
        private_folder(part)
    recovery = recovery or RecoveryKey.new()
    master = MasterKey.new()
    try:
        _fill(part, master, passphrase, recovery, clock, cost)
        with store_engine.problems():
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
            flush_folder(folder.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    office = _open(folder, master, KeyFile.load(folder / KEYS), clock)
    _furnish(office, organisation, caseworker, language)
    return Created(Office(office.custody, office.store, clock), recovery)


def unlock(folder: Path, passphrase: str, clock: Clock, *, accept_missing: bool = False) -> Office:
    """Opens the store with a passphrase.

    With `accept_missing` a store that is older than its receipt is opened all the same. Raises NoStore, the
    problems of the keys (WrongPassphrase, ...) and of the store (StoreInUse, StoreDamaged, StoreNewer,
    ...), SavesMissing. What was found of the key file is in the custody's `news`.
    """

    def way(keys: KeyFile, **how: bool) -> MasterKey:
        return keys.unlock_passphrase(passphrase, **how)

    return _unlock(folder, way, clock, accept_missing)


def unlock_with_recovery(folder: Path, text: str, clock: Clock, *, accept_missing: bool = False) -> Office:
    """Opens the store with the printed recovery key as typed. Raises like `unlock`."""
    key = RecoveryKey.read(text)

    def way(keys: KeyFile, **how: bool) -> MasterKey:
        return keys.unlock_recovery(key, **how)

    return _unlock(folder, way, clock, accept_missing)


def change_passphrase(office: Office, new: str, cost: Cost | None = None) -> None:
    """Replaces the passphrase; the store itself is not rewritten. Old backups keep their old passphrase."""
    custody = office.custody
    custody.keys.change_passphrase(custody.master, new, cost=cost or Cost())
    _save_keys(office)
    with office.store.write(office.me) as work:
        work.log("passphrase")


def replace_recovery(office: Office, recovery: RecoveryKey | None = None) -> RecoveryKey:
    """Puts another recovery key in force; the old sheet no longer opens this store.

    `recovery` is the key already shown to the user, if any.
    """
    recovery = recovery or RecoveryKey.new()
    office.custody.keys.replace_recovery(office.custody.master, recovery)
    _save_keys(office)
    with office.store.write(office.me) as work:
        work.log("recovery-key")
    return recovery


def _save_keys(office: Office) -> None:
    office.custody.keys.save(office.folder / KEYS)
    keycare.keep_copy(office.custody, office.facts)


def _unlock(folder: Path, way: Callable[..., MasterKey], clock: Clock, accept_missing: bool) -> Office:
    """Opens the store with a secret, even by a key file that is damaged or was altered, if the store's own
    copy of the key file says that the secret is right.
    """
    if not holds_store(folder):
        raise NoStore(folder=folder)
    try:
        keys, salvaged = KeyFile.load(folder / KEYS), False
    except KeysDamaged:
        keys, salvaged = KeyFile.salvage(folder / KEYS), True
    try:
        master = way(keys, altered_ok=True)
    except (WrongPassphrase, WrongRecoveryKey):
        if salvaged:
            raise KeysDoubtful from None
        raise
    office = _open(folder, master, keys, clock, accept_missing)
    try:
        office.custody.news = news = keycare.look_after(office.custody, office.facts, way)
        if news:
            with suppress(Problem), office.store.write(office.me) as work:
                work.log(news)
    except BaseException:
        office.close()
        raise
    return office


def _fill(
    part: Path, master: MasterKey, passphrase: str, recovery: RecoveryKey, clock: Clock, cost: Cost | None
) -> None:
    """Writes an empty store of today's schema and its keys."""
    keys = KeyFile.create(new_store_id(), master, passphrase, recovery, clock.now(), cost=cost or Cost())
    keys.save(part / KEYS)
    salt = store_engine.new_salt()
    engine = store_engine.create_store(part / STORE, database_key(master, salt), salt)
    try:
        migrate.upgrade(engine)
        store_engine.checkpoint(engine)
    finally:
        engine.dispose()


def _furnish(office: Office, organisation: str, caseworker: str, language: str) -> None:
    with office.store.write("") as work:
        work.add(Organisation(name={language: organisation}))
        person = Caseworker(name={language: caseworker}, may_sign=True)
        work.add(person)
        work.flush()
        Facts(office.store).put("me", person.id)
        keycare.keep_copy(office.custody, Facts(office.store))
        work.log("created")


def _open(
    folder: Path, master: MasterKey, keys: KeyFile, clock: Clock, accept_missing: bool = False
) -> Office:
    lock = StoreLock(folder)
    lock.acquire()
    try:
        unclean = _left_unclean(folder)
        engine = store_engine.open_store(
            folder / STORE, database_key(master, store_engine.file_salt(folder / STORE))
        )
        try:
            if not migrate.check(engine):
                engine.dispose()
                engine = _modernise(folder, master)
            if unclean and store_engine.integrity(engine):
                raise StoreDamaged
            receipt = Receipt(folder / RECEIPT, master.derive("caseapp/receipt/1"))
            custody = Custody(folder, engine, master, keys, lock, receipt)
            store = Store(
                engine,
                chain_key=master.derive("caseapp/history/1"),
                now=clock.now,
                prepare=prepare,
                index=index,
                receipt=receipt,
                saved=custody.saved,
            )
            with store_engine.problems():
                _compare(receipt, folder / RECEIPT, store, accept_missing)
            return Office(custody, store, clock)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise


def _left_unclean(folder: Path) -> bool:
    """Whether the last run ended without closing the store: its log file is still there."""
    log = folder / (STORE + "-wal")
    return log.exists() and log.stat().st_size > 0


def _compare(receipt: Receipt, path: Path, store: Store, accept_missing: bool) -> None:
    """Holds the store against its receipt, and brings the receipt up to date.

    A store that is one save ahead was cut off between the two writes. One that is behind lost saves, or is
    an older copy. One that is further ahead, or has saves but no receipt, met an older receipt or none: no
    save is missing then, and a new receipt is written. With `accept_missing` the store is taken as it is.
    """
    chain = store.chain
    try:
        known = receipt.read()
    except ReceiptDamaged:
        if not accept_missing:
            raise
        known = None
        path.unlink()
    if known == (chain.seq, chain.head) or (known is None and chain.seq == 0):
        return
    if known is not None and known[0] >= chain.seq:
        if not accept_missing:
            raise SavesMissing(missing=max(1, known[0] - chain.seq))
        path.unlink()
    receipt.write(chain.seq, chain.head)


def _modernise(folder: Path, master: MasterKey) -> Engine:
    """Brings an older store to today's schema on a copy, which takes its place only when it is whole."""
    path, part = folder / STORE, folder / (STORE + ".next")
    part.unlink(missing_ok=True)
    old = store_engine.open_store(path, database_key(master, store_engine.file_salt(path)))
    salt = store_engine.new_salt()
    key = database_key(master, salt)
    try:
        snapshot(old, part, key, salt)
    finally:
        old.dispose()
    new = store_engine.open_store(part, key)
    try:
        with store_engine.foreign_keys_off(new):
            migrate.upgrade(new)
        keys_anew(new)
        index_missing(new)
        if store_engine.integrity(new):
            raise StoreDamaged
        store_engine.checkpoint(new)
    finally:
        new.dispose()
    with store_engine.problems():
        kept = folder / f"{STORE}.before-update"
        kept.unlink(missing_ok=True)
        path.rename(kept)
        part.rename(path)
        flush_folder(folder)
        kept.unlink()
    return store_engine.open_store(path, key)
