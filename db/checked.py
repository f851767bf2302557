"""Connections that hand over no value which came from a damaged page.

SQLCipher checks the seal of every page that it reads. When the check fails it blanks the page, remembers the
failure, and leaves it to SQLite to stumble over the blank. For most pages SQLite does; the last page of a
long value it takes as it is, and returns a text that ends in zeros without any error (tried with SQLCipher
4.19). What SQLCipher remembers can be asked for, so it is asked after every step, before anything is handed
on; it costs some 3 microseconds.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

#: SQLITE_CORRUPT, which db/failures.py turns into StoreDamaged.
_CORRUPT = 11
_STATUS = "PRAGMA cipher_status"


def connection_class(driver: ModuleType) -> type[Any]:
    """The connection class of the driver with every step of every cursor checked."""

    class Cursor(driver.Cursor):  # type: ignore[name-defined,misc]  # the driver has no types
        def execute(self, *args: Any) -> Any:
            found = super().execute(*args)
            self.connection.verify()
            return found

        def executemany(self, *args: Any) -> Any:
            found = super().executemany(*args)
            self.connection.verify()
            return found

        def fetchone(self) -> Any:
            found = super().fetchone()
            self.connection.verify()
            return found

        def fetchmany(self, *args: Any, **options: Any) -> Any:
            found = super().fetchmany(*args, **options)
            self.connection.verify()
            return found

        def fetchall(self) -> Any:
            found = super().fetchall()
            self.connection.verify()
            return found

        def __next__(self) -> Any:
            found = super().__next__()
            self.connection.verify()
            return found

    class Connection(driver.Connection):  # type: ignore[name-defined,misc]  # the driver has no types
        #: A cursor of the driver's own, because checking the check would never end.
        _probe: Any = None

        def cursor(self, *args: Any, **options: Any) -> Any:
            return super().cursor(Cursor) if not args and not options else super().cursor(*args, **options)

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
