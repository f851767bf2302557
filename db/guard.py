"""What statements may do once a store is open: a list of what is allowed, kept by the database engine itself.

Whatever code or data ends up in a statement, it can't attach another file, change the key, move temporary
data to disk or load a library. Only the snapshot routine lifts the guard, for one statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

# Codes of SQLite's authorizer interface (sqlite3.h); they never change.
_OK, _DENY = 0, 1
_PRAGMA, _ATTACH, _DETACH, _FUNCTION = 19, 24, 25, 31

#: Pragmas that only tell, with or without an argument.
TELLING = frozenset(
    [
        "application_id",
        "cipher_integrity_check",
        "cipher_status",
        "cipher_version",
        "collation_list",
        "compile_options",
        "data_version",
        "database_list",
        "foreign_key_check",
        "foreign_key_list",
        "freelist_count",
        "function_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "integrity_check",
        "page_count",
        "page_size",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
    ]
)
#: Pragmas that also set something, which statements need.
SETTABLE = frozenset({"user_version", "defer_foreign_keys", "wal_checkpoint", "optimize", "shrink_memory"})
#: Pragmas that may be read but not set: everything the engine fixes at opening, and what SQLAlchemy asks for.
READABLE = frozenset(
    [
        "cell_size_check",
        "checkpoint_fullfsync",
        "cipher_log_level",
        "cipher_memory_security",
        "cipher_page_size",
        "cipher_settings",
        "foreign_keys",
        "fullfsync",
        "journal_mode",
        "locking_mode",
        "mmap_size",
        "query_only",
        "read_uncommitted",
        "secure_delete",
        "synchronous",
        "temp_store",
        "trusted_schema",
        "wal_autocheckpoint",
    ]
)
_FORBIDDEN_FUNCTIONS = frozenset(
    {"load_extension", "sqlcipher_export", "fts3_tokenizer", "edit", "readfile", "writefile"}
)


class Guard:
    """The authorizer of one connection; call it with what SQLite tells about each step of a statement."""

    def __init__(self) -> None:
        self._lifted = False

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Allows everything inside the block. For the engine's own routines only."""
        self._lifted = True
        try:
            yield
        finally:
            self._lifted = False

    def __call__(
        self, action: int, first: str | None, second: str | None, database: str | None, source: str | None
    ) -> int:
        if self._lifted:
            return _OK
        if action == _PRAGMA:
            return self._pragma((first or "").lower(), second)
        if action in (_ATTACH, _DETACH):
            return _DENY
        if action == _FUNCTION and (second or "").lower() in _FORBIDDEN_FUNCTIONS:
            return _DENY
        return _OK

    @staticmethod
    def _pragma(name: str, value: str | None) -> int:
        if name in TELLING:
            # application_id tells without an argument and sets with one; the others take a table or a limit.
            return _DENY if name == "application_id" and value is not None else _OK
        if name in SETTABLE or (name in READABLE and value is None):
            return _OK
        return _DENY
