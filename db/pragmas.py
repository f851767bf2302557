"""The settings of every connection to a store, in the order in which they are applied."""

from __future__ import annotations

from typing import Any

Setting = tuple[str, str, str]

# Setting, value to set, value read back. The order matters: nothing may be logged before the first, nothing
# read before the key, and the exclusive lock must be chosen before the journal, or a shared-memory file
# appears.
BEFORE_KEY = (("cipher_log_level", "NONE", "NONE"), ("cipher_memory_security", "OFF", "0"))
WRITABLE = (
    ("temp_store", "MEMORY", "2"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("fullfsync", "ON", "1"),
    ("checkpoint_fullfsync", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("wal_autocheckpoint", "200", "200"),
    ("mmap_size", "0", "0"),
    # 32 MiB: the index of a list of 100,000 cases stays deciphered between two questions to it.
    ("cache_size", "-32768", "-32768"),
)
READ_ONLY = (
    ("temp_store", "MEMORY", "2"),
    ("query_only", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
)
QUERY_ONLY: tuple[Setting, ...] = (("query_only", "ON", "1"),)
FOREIGN_KEYS_ON: tuple[Setting, ...] = (("foreign_keys", "ON", "1"),)


def apply(connection: Any, settings: tuple[Setting, ...]) -> None:
    """Sets each in turn and reads it back. Raises RuntimeError when this build of SQLCipher does not obey."""
    for name, value, expected in settings:
        connection.execute(f"PRAGMA {name}={value}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or str(row[0]) != expected:
            raise RuntimeError(f"{name} is {row and row[0]!r} instead of {expected}: SQLCipher is not usable")
