"""Opens a store: the only door to the encrypted database.

A store is one SQLCipher 4 file with a raw key (no passphrase of its own): 32 bytes of key, which the caller
derives from the master key and the 16 bytes of salt at the start of the file. Each opened store is one
connection on the thread that opened it; its settings are applied in a fixed order and each is read back
before the first statement.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event

from db.checked import EXTENDED_RESULT_CODES, connection_class
from db.checks import emptied, findings
from db.errors import (
    NotAStore,
    Problem,
    StoreDamaged,
    StoreMissing,
    StoreReadOnly,
    StoreUnfinished,
    WrongKey,
)
from db.failures import CANTOPEN, NOTADB, problems, result_code, translate
from db.files import PRIVATE_FILE, flush_folder
from db.guard import Guard
from db.pool import OneConnection
from db.pragmas import BEFORE_KEY, FOREIGN_KEYS_ON, QUERY_ONLY, READ_ONLY, WRITABLE, apply

__all__ = [
    "APPLICATION_ID",
    "KEY_BYTES",
    "SALT_BYTES",
    "checkpoint",
    "create_store",
    "file_salt",
    "foreign_keys_off",
    "integrity",
    "interrupt",
    "new_salt",
    "open_readonly",
    "open_store",
    "problems",
    "raw",
    "translate",
]

#: Marks the (decrypted) file as a store of this app: "CaAp" in ASCII.
APPLICATION_ID = 0x43614170
KEY_BYTES = 32
SALT_BYTES = 16
PAGE = 4096
_Connection = connection_class(driver)
_PLAIN_SQLITE = b"SQLite format 3\0"


@dataclass
class _Door:
    """One opened connection and what belongs to it."""

    connection: Any
    identity: tuple[int, int]
    writable: bool
    guard: Guard = field(default_factory=Guard)
    handed_out: bool = False

    def hand_out(self) -> Any:
        """The connection, once: a store is not opened again behind the caller's back."""
        if self.handed_out:
            raise RuntimeError("this store was closed; open it again with open_store")
        self.handed_out = True
        return self.connection


_doors: WeakKeyDictionary[Engine, _Door] = WeakKeyDictionary()
#: Files that this process has open (device and number): opening one of them by path again would drop its
#: locks.
_held: set[tuple[int, int]] = set()


def new_salt() -> bytes:
    """A random salt for a file that is about to be made."""
    return secrets.token_bytes(SALT_BYTES)


def file_salt(path: Path) -> bytes:
    """The salt at the start of a store file, from which (with the master key) its key is derived.

    Only for a file that this process does not have open: merely closing a second descriptor would drop the
    locks of the open connection (POSIX), so that case is refused as a bug. Raises StoreMissing, NotAStore,
    StoreDamaged.
    """
    _must_not_be_held(path)
    with problems():
        try:
            with path.open("rb") as file:
                start = file.read(SALT_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            raise StoreMissing(folder=path.parent) from None
        except IsADirectoryError:
            raise NotAStore(folder=path.parent) from None
    if start == _PLAIN_SQLITE:
        raise NotAStore(folder=path.parent)
    if len(start) < SALT_BYTES:
        raise StoreDamaged(folder=path.parent)
    return start


def create_store(path: Path, key: bytes, salt: bytes) -> Engine:
    """Makes an empty store at a path where nothing is yet, and opens it.

    `salt` comes from `new_salt`; `key` is derived for exactly this salt. The file is private (0600) from its
    first moment. Raises FileExistsError rather than touch an existing file, and the problems of `open_store`.
    """
    with problems():
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
        except FileNotFoundError:
            raise StoreMissing(folder=path.parent) from None
    try:
        engine = _engine(_open(path, key, salt, writable=True, fresh=True))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)
    return engine


def open_store(path: Path, key: bytes) -> Engine:
    """Opens an existing store for this process alone; the engine belongs to the calling thread.

    Raises StoreMissing, NotAStore, WrongKey, StoreDamaged, StoreInUse, StoreReadOnly, StoreFull or
    DiskTrouble; the file is not changed in any of these cases. Close it with `engine.dispose()` on the same
    thread.
    """
    salt = file_salt(path)
    with problems():
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise StoreReadOnly(folder=path.parent)
    return _engine(_open(path, key, salt, writable=True))


def open_readonly(path: Path, key: bytes) -> Engine:
    """Opens a store or snapshot that nobody writes to, without touching the medium: for sticks and backups.

    Nothing is created beside the file and no lock is taken. Raises StoreUnfinished when the file was copied
    while open, because its latest saves would be missing silently.
    """
    salt = file_salt(path)
    beside = path.with_name(path.name + "-wal")
    if beside.exists() and beside.stat().st_size > 0:
        raise StoreUnfinished(folder=path.parent)
    return _engine(_open(path, key, salt, writable=False))


@contextmanager
def raw(engine: Engine) -> Iterator[Any]:
    """The driver's connection outside any transaction, for the steps that must run there."""
    pooled = engine.raw_connection()
    try:
        yield pooled.driver_connection
    finally:
        pooled.close()


@contextmanager
def unguarded(engine: Engine) -> Iterator[Any]:
    """Like `raw`, with the guard lifted. Only db/snapshot.py may use this."""
    door = _doors[engine]
    with raw(engine) as connection, door.guard.lifted():
        if door.writable:
            yield connection
            return
        connection.execute("PRAGMA query_only=OFF")  # or the engine would refuse to write even another file
        try:
            yield connection
        finally:
            apply(connection, QUERY_ONLY)


@contextmanager
def foreign_keys_off(engine: Engine) -> Iterator[None]:
    """Lets a migration rebuild tables: references are not enforced inside the block, and all are checked
    after it.

    Use it outside a transaction. Raises StoreDamaged when a reference points nowhere at the end.
    """
    with unguarded(engine) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        with raw(engine) as connection:
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise StoreDamaged()
    finally:
        with unguarded(engine) as connection:
            apply(connection, FOREIGN_KEYS_ON)


def checkpoint(engine: Engine) -> None:
    """Takes all saves from the log file into the store file and empties the log. Outside a transaction."""
    with problems(), raw(engine) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def close(engine: Engine) -> None:
    """Empties the log and closes the store. A log that can't be emptied (a damaged file, a full disk) stays
    where it is: the saves in it are found again at the next opening.
    """
    try:
        with suppress(Problem, driver.Error):
            checkpoint(engine)
    finally:
        engine.dispose()


def interrupt(engine: Engine) -> None:
    """Stops the running statement of this store; it fails with Interrupted. May be called from any thread."""
    _doors[engine].connection.interrupt()


def integrity(engine: Engine) -> list[str]:
    """Everything the two checks of the file find; empty when it is whole. Reads the whole file.

    Both are needed: only the first sees damage in unused pages and bytes added at the end, only the second
    sees missing pages. An older version of a page put back is seen by neither: that is what the save receipt
    is for. The log is emptied before. When the disk is too full for that, the first check is left out: it
    would take a page that found no room in the file for damage, though it is whole in the log.
    """
    checks = ["cipher_integrity_check", "quick_check"]
    with raw(engine) as connection:
        if _doors[engine].writable and not emptied(connection):
            checks.remove("cipher_integrity_check")
        return [finding for check in checks for finding in findings(connection, check)]


def _open(path: Path, key: bytes, salt: bytes, *, writable: bool, fresh: bool = False) -> _Door:
    if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
        raise ValueError(f"a store key is {KEY_BYTES} bytes and its salt {SALT_BYTES}")
    _must_not_be_held(path)
    stat = path.stat()
    mode = "rw" if writable else "ro&immutable=1"
    flags = driver.SQLITE_OPEN_READWRITE if writable else driver.SQLITE_OPEN_READONLY
    try:
        connection = driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            flags=flags | driver.SQLITE_OPEN_URI | EXTENDED_RESULT_CODES,
            timeout=0,
            isolation_level=None,
            cached_statements=512,
            factory=_Connection,
        )
    except driver.Error as error:
        raise (translate(error) or error) from error
    door = _Door(connection, (stat.st_dev, stat.st_ino), writable)
    try:
        _prepare(door, path, f"x'{key.hex()}{salt.hex()}'", fresh)
    except BaseException:
        connection.close()
        raise
    _held.add(door.identity)
    return door


def _prepare(door: _Door, path: Path, key: str, fresh: bool) -> None:
    """Settings, key, first read, guard. The key goes through the driver's own call: no statement holds it."""
    connection = door.connection
    try:
        apply(connection, BEFORE_KEY)
        connection.set_key(key)
        connection.verify_from_now_on()
        apply(connection, WRITABLE if door.writable else READ_ONLY)
        if fresh:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise NotAStore(folder=path.parent)
    except driver.Error as error:
        code = (result_code(error) or 0) & 0xFF
        if code == NOTADB:
            raise WrongKey(folder=path.parent) from error
        if code == CANTOPEN:
            raise StoreReadOnly(folder=path.parent) from error
        raise (translate(error) or error) from error
    connection.set_authorizer(door.guard)


def _engine(door: _Door) -> Engine:
    """SQLAlchemy over exactly this connection.

    Values never show in errors.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=door.hand_out,
        poolclass=OneConnection,
        pool_size=1,
        max_overflow=0,
        pool_timeout=0,
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if door.writable else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver's own handling of transactions is off (isolation_level=None): it would not cover schema
        # changes.
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "close")
    def _close(connection: Any, record: Any) -> None:
        _held.discard(door.identity)

    _doors[engine] = door
    engine.connect().close()
    return engine


def holds(path: Path) -> bool:
    """Whether the path leads to a store file that this process has open. Raises OSError for no file."""
    found = path.stat()
    return (found.st_dev, found.st_ino) in _held


def _must_not_be_held(path: Path) -> None:
    try:
        stat = path.stat()
    except OSError:
        return
    if (stat.st_dev, stat.st_ino) in _held:
        raise RuntimeError("this process has the store open; its file must not be opened by path again")
