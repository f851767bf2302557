"""One process at a time works on a store: an empty file that is locked for as long as the process lives.

The database has a lock of its own, but only from its first read on; this one covers the whole folder, is
taken before anything else is touched, and the system drops it by itself when the process ends in any way.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from db.errors import StoreInUse, StoreMissing, StoreReadOnly
from db.files import PRIVATE_FILE

NAME = "store.lock"


class StoreLock:
    """The lock of one store folder. `acquire` or enter it; `release`, leave it or end the process to let go.

    The file stays empty: it names neither the computer nor the process.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._fd: int | None = None

    @property
    def held(self) -> bool:
        """True while this object holds the lock."""
        return self._fd is not None

    def acquire(self) -> None:
        """Takes the lock, or raises at once: StoreInUse, StoreMissing or StoreReadOnly."""
        if self._fd is not None:
            return
        try:
            fd = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        except FileNotFoundError:
            raise StoreMissing(folder=self._path.parent) from None
        except OSError as error:
            if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
                raise StoreReadOnly() from error
            raise
        try:
            _lock(fd)
        except OSError:
            os.close(fd)
            raise StoreInUse() from None
        self._fd = fd

    def release(self) -> None:
        """Lets go. The empty file stays, so that two processes never lock two different files of one name."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        os.lseek(fd, 0, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
