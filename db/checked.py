"""Connections that hand over no value which came from a damaged page, and that say exactly what failed.

SQLCipher checks the seal of every page that it reads. When the check fails it blanks the page, remembers the
failure, and leaves it to SQLite to stumble over the blank. For most pages SQLite does; the last page of a
long value it takes as it is, and returns a text that ends in zeros without any error (tried with SQLCipher
4.19). What SQLCipher remembers can be asked for, so it is asked after every step, before anything is handed
on; it costs some 3 microseconds.

The connections are opened with extended result codes, because only these tell a full or limited disk from a
broken one. The driver does not know them and would raise the most general exception for each, so the
exception is chosen here, from the primary code, as the driver does for primary codes.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

#: SQLITE_OPEN_EXRESCODE (sqlite3.h), which the driver does not name.
EXTENDED_RESULT_CODES = 0x02000000
#: SQLITE_CORRUPT, which db/failures.py turns into StoreDamaged.
_CORRUPT = 11
_OPERATIONAL = frozenset({1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17})
_TOO_BIG, _CONSTRAINT, _MISMATCH = 18, 19, 20
_STATUS = "PRAGMA cipher_status"


def connection_class(driver: ModuleType) -> type[Any]:  # noqa: C901 - two small classes, nothing branches
    """The connection class of the driver with every step of every cursor checked."""

    def raised(error: Any) -> Any:
        """The error with the class that belongs to its primary result code."""
        code = getattr(error, "sqlite_errorcode", None)
        if type(error) is not driver.DatabaseError or code is None or code <= 0xFF:
            return error
        kind = _kind(driver, code & 0xFF)
        better = kind(*error.args)
        better.sqlite_errorcode = code
        return better

    def step(work: Callable[..., Any], *args: Any) -> Any:
        try:
            return work(*args)
        except driver.DatabaseError as error:
            if (better := raised(error)) is error:
                raise
            raise better from error

    class Cursor(driver.Cursor):  # type: ignore[name-defined,misc]  # the driver has no types
        def execute(self, *args: Any) -> Any:
            return self._checked(super().execute, *args)

        def executemany(self, *args: Any) -> Any:
            return self._checked(super().executemany, *args)

        def fetchone(self) -> Any:
            return self._checked(super().fetchone)

        def fetchmany(self, *args: Any) -> Any:
            return self._checked(super().fetchmany, *args)

        def fetchall(self) -> Any:
            return self._checked(super().fetchall)

        def __next__(self) -> Any:
            return self._checked(super().__next__)

        def _checked(self, work: Callable[..., Any], *args: Any) -> Any:
            found = step(work, *args)
            self.connection.verify()
            return found

    class Connection(driver.Connection):  # type: ignore[name-defined,misc]  # the driver has no types
        #: A cursor of the driver's own, because checking the check would never end.
        _probe: Any = None

        def cursor(self) -> Any:
            return super().cursor(Cursor)

        def commit(self) -> None:
            step(super().commit)

        def rollback(self) -> None:
            step(super().rollback)

        def verify_from_now_on(self) -> None:
            """Called when the key is set: before that there is nothing to ask."""
            self._probe = driver.Cursor(self)

        def verify(self) -> None:
            """Raises DatabaseError (malformed) once any page that was read did not pass its check."""
            if self._probe is None:
                return
            (status,) = self._probe.execute(_STATUS).fetchone()
            if status not in ("1", b"1"):  # text arrives as bytes while a digest is taken
                error = driver.DatabaseError("a page of the store does not pass its check")
                error.sqlite_errorcode = _CORRUPT
                raise error

    return Connection


def _kind(driver: ModuleType, primary: int) -> Any:
    if primary in _OPERATIONAL:
        return driver.OperationalError
    return {
        _TOO_BIG: driver.DataError,
        _CONSTRAINT: driver.IntegrityError,
        _MISMATCH: driver.IntegrityError,
    }.get(primary, driver.DatabaseError)
