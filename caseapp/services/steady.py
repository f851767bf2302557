"""Writing a large file at the pace of the disk, without leaving all of the waiting to the end."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

from db.files import PRIVATE_FILE, flush, flush_data, write_all

#: Bytes after which what was written begins to go to the disk.
AT_A_TIME = 8 * 1024 * 1024
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Steady:
    """A new file, private to this user, that is written through to the disk while the next chunks are
    still being worked on, so that the last flush finds little left to do. Raises FileExistsError rather than
    touch an existing file.
    """

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, _FRESH, PRIVATE_FILE)
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._flushing: Future[None] | None = None
        self._since = 0

    def write(self, data: bytes) -> None:
        write_all(self._fd, data)
        self._since += len(data)
        if self._since >= AT_A_TIME and (self._flushing is None or self._flushing.done()):
            self._settle()
            self._flushing = self._beside.submit(flush_data, self._fd)
            self._since = 0

    def flush(self) -> None:
        """Returns when all of it is on the medium."""
        self._settle()
        flush(self._fd)

    def _settle(self) -> None:
        """The system tells of a write that failed only once: what the flush before had to say counts."""
        if self._flushing is not None:
            self._flushing.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *what: object) -> None:
        self._beside.shutdown()
        os.close(self._fd)
