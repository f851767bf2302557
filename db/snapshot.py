"""A copy of an open store under a key of its own, and a digest by which two stores are compared row by row.

Nothing but this copies a store. Copying the file would miss what waits in the log and drop the locks; the
engine's online backup was seen to succeed on damaged pages. `VACUUM INTO` reads every row, so damage makes it
fail.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from db.engine import KEY_BYTES, SALT_BYTES, problems, raw, unguarded
from db.files import PRIVATE_FILE, flush, flush_folder

Check = Callable[[], None]
_STEPS_BETWEEN_CHECKS = 1_000
_ROWS_AT_A_TIME = 2_000


def snapshot(engine: Engine, target: Path, key: bytes, salt: bytes, check: Check | None = None) -> None:
    """Writes the whole store to `target`, a new file encrypted under `key` and `salt`. Outside a transaction.

    `check` is called now and then and stops the work by raising. Whatever fails, `target` is removed. A
    process killed meanwhile leaves a file that opens as a valid but empty store: only a matching `digest`
    proves a copy. Raises FileExistsError, StoreDamaged, StoreFull, DiskTrouble, or what `check` raised.
    """
    if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
        raise ValueError(f"a store key is {KEY_BYTES} bytes and its salt {SALT_BYTES}")
    with problems():
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
        try:
            address = f"{target.absolute().as_uri()}?key=x%27{key.hex()}{salt.hex()}%27"
            with unguarded(engine) as connection, _checked(connection, check):
                connection.execute("VACUUM INTO ?", (address,))
            fd = os.open(target, os.O_RDWR)
            try:
                flush(fd)
            finally:
                os.close(fd)
            flush_folder(target.parent)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def digest(engine: Engine, check: Check | None = None) -> dict[str, tuple[int, str]]:
    """For every table its number of rows and a SHA-256 (hex) over all of them; equal for equal content only.

    Rows are taken in the order of the primary key, or of all columns where there is none, so that the digest
    does not depend on where they lie in the file. `sqlite_master` stands for the schema. The encoding is in
    docs/format.md.
    """
    with problems(), raw(engine) as connection:
        factory = connection.text_factory
        # bytearray for text keeps it apart from binary values, and leaves damaged UTF-8 as it is.
        connection.text_factory = bytearray
        try:
            found = {
                "sqlite_master": _digest(
                    connection, "sqlite_master", ["type", "name", "tbl_name", "sql"], "", check
                )
            }
            for name, sql in _tables(connection):
                columns, order = _columns(connection, name)
                found[name] = _digest(connection, name, columns, sql, check, order)
            return found
        finally:
            connection.text_factory = factory


@contextmanager
def _checked(connection: Any, check: Check | None) -> Iterator[None]:
    """Calls `check` every thousand steps of the running statement; what it raises leaves the block."""
    raised: list[BaseException] = []

    def step() -> int:
        assert check is not None
        try:
            check()
        except BaseException as error:  # noqa: BLE001 - kept, and raised when the statement has stopped
            raised.append(error)
            return 1
        return 0

    if check is not None:
        check()
        connection.set_progress_handler(step, _STEPS_BETWEEN_CHECKS)
    try:
        yield
    except BaseException as error:
        if raised:
            raise raised[0] from error
        raise
    finally:
        if check is not None:
            connection.set_progress_handler(None, 0)


def _tables(connection: Any) -> list[tuple[str, str]]:
    """Name and definition of every table with rows of its own, parts of full-text tables included."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    named = [(name.decode(), (sql or b"").decode()) for name, sql in rows]
    return [
        (n, s)
        for n, s in named
        if not n.startswith("sqlite_stat") and not s.upper().startswith("CREATE VIRTUAL")
    ]


def _columns(connection: Any, table: str) -> tuple[list[str], list[str]]:
    """The table's columns, and those whose order fixes the order of its rows."""
    rows = connection.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    columns = [row[1].decode() for row in rows]
    key = [row[1].decode() for row in sorted((row for row in rows if row[5]), key=lambda row: int(row[5]))]
    return columns, key or columns


def _digest(
    connection: Any,
    table: str,
    columns: list[str],
    sql: str,
    check: Check | None,
    order: list[str] | None = None,
) -> tuple[int, str]:
    total = sha256()
    for text in [sql, *columns]:
        total.update(_encoded(bytearray(text.encode())))
    names = ", ".join(map(_quoted, columns))
    by = ", ".join(map(_quoted, order or columns))
    # Names come from the schema of the store itself, and are quoted.
    cursor = connection.execute(f"SELECT {names} FROM {_quoted(table)} ORDER BY {by}")  # noqa: S608 - quoted above
    count = 0
    while rows := cursor.fetchmany(_ROWS_AT_A_TIME):
        if check is not None:
            check()
        total.update(b"".join(b"R" + b"".join(map(_encoded, row)) for row in rows))
        count += len(rows)
    return count, total.hexdigest()


def _encoded(value: object) -> bytes:
    """One value without ambiguity: a letter for its type, the length of its bytes, its bytes."""
    match value:
        case None:
            return b"N"
        case int():
            body, letter = str(value).encode(), b"I"
        case float():
            body, letter = struct.pack(">d", value), b"F"
        case bytearray():
            body, letter = bytes(value), b"T"
        case bytes():
            body, letter = value, b"B"
        case _:
            raise TypeError(type(value))
    return letter + len(body).to_bytes(8, "big") + body


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
