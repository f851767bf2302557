"""Errors of the database and of the system, put as problems that a person can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from db.errors import (
    DiskTrouble,
    Interrupted,
    Problem,
    StoreDamaged,
    StoreFull,
    StoreInUse,
    StoreReadOnly,
)

# Primary result codes of SQLite (sqlite3.h). Extended codes carry the primary one in their lowest byte.
BUSY, LOCKED, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 9, 10, 11, 13, 14, 26
#: A write that the system refused other than for lack of room: among others, the limit on a file's size.
IOERR_WRITE = 778

_PRIMARY: dict[int, type[Problem]] = {
    BUSY: StoreInUse,
    READONLY: StoreReadOnly,
    INTERRUPT: Interrupted,
    IOERR: DiskTrouble,
    CORRUPT: StoreDamaged,
    FULL: StoreFull,
    CANTOPEN: DiskTrouble,
    NOTADB: StoreDamaged,
}
_SYSTEM: dict[int, type[Problem]] = {
    errno.ENOSPC: StoreFull,
    errno.EDQUOT: StoreFull,
    errno.EFBIG: StoreFull,
    errno.EROFS: StoreReadOnly,
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
    errno.EIO: DiskTrouble,
    errno.ENODEV: DiskTrouble,
    errno.ENXIO: DiskTrouble,
}


def result_code(error: BaseException) -> int | None:
    """SQLite's (extended) result code behind an error, also one that SQLAlchemy wrapped; else None."""
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorcode", None)
    return code if isinstance(code, int) else None


def translate(error: BaseException) -> Problem | None:
    """The problem that this error stands for; None when it is no expected failure but a bug."""
    if isinstance(error, Problem):
        return error
    code = result_code(error)
    if code is not None:
        if code == IOERR_WRITE:
            return StoreFull()
        found = _PRIMARY.get(code & 0xFF)
        return found() if found else None
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        return _SYSTEM[error.errno]()
    return None


@contextmanager
def problems() -> Iterator[None]:
    """Raises what goes wrong inside the block as a Problem where it is one, and as it is otherwise."""
    try:
        yield
    except Exception as error:
        found = translate(error)
        if found is None or found is error:
            raise
        raise found from error
