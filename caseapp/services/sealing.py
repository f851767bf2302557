"""The folder `evidence/` beside the store: files sealed into it, read from it, erased from it.

A file goes in under another name first, is written through to the disk, and gets its own name as the last
step; only then may a record name it. What a crash leaves is therefore a file that no record names, which is
cleared away later (services/evidence.py says when).
"""

from __future__ import annotations

import errno
import io
import os
import secrets
import shutil
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from caseapp.keys import MasterKey
from caseapp.keys.sealed import (
    HEAD,
    NAME,
    SealBroken,
    Sealed,
    SealedReader,
    name_of,
    new_salt,
    seal,
    sealed_size,
)
from caseapp.paths import EVIDENCE
from caseapp.progress import NoProgress, Progress
from caseapp.rules.filetypes import HEAD_BYTES, media_type
from caseapp.rules.text import LINE_LIMIT, clean_line
from caseapp.services.evidence_problems import (
    EvidenceDamaged,
    EvidenceDiskFull,
    EvidenceMissing,
    SourceChanged,
    SourceEmpty,
    SourceNotAFile,
    SourceOfStore,
    SourceUnreadable,
)
from caseapp.services.steady import Steady
from db import engine as store_engine
from db.files import flush, flush_folder, private_folder, write_all

PARTIAL = ".partial"
#: Room left on the disk for the store itself, in bytes.
SPARE = 16 * 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0)
#: Without waiting for the other end of a pipe.
_READ = os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class SealedFile:
    """A file that was sealed and waits for its record. `file_name` is cleaned of what can't be seen."""

    name: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    sealed_sha256: str


class SealedFolder:
    """The sealed files of one open store. Any thread may use it."""

    def __init__(self, store_folder: Path, master: MasterKey) -> None:
        self._store = store_folder
        self.path = store_folder / EVIDENCE
        self._master = master
        self._waiting: set[str] = set()
        self._lock = threading.Lock()

    def seal(self, source: Path, progress: Progress | None = None) -> SealedFile:
        """Seals a file. Until it is recorded or discarded, `waiting` names it and it is never cleared away.

        Raises SourceUnreadable, SourceNotAFile, SourceOfStore, SourceEmpty, SourceChanged, EvidenceDiskFull,
        Cancelled and the problems of the disk; then nothing is left behind.
        """
        self._must_be_foreign(source)
        with _opened_source(source) as (file, before):
            sealed = self._write(_Source(file, before.st_size), source.name, progress or NoProgress())
            after = os.fstat(file.fileno())
        if (sealed.size, after.st_mtime_ns) != (after.st_size, before.st_mtime_ns):
            self.discard(sealed)
            raise SourceChanged
        return sealed

    def seal_bytes(self, data: bytes, file_name: str, progress: Progress | None = None) -> SealedFile:
        """Seals what is in memory, as a picture from the clipboard. Raises like `seal`."""
        return self._write(_Source(io.BytesIO(data), len(data)), file_name, progress or NoProgress())

    def discard(self, sealed: SealedFile) -> None:
        """Erases a sealed file that will not get a record."""
        with suppress(OSError):
            shred(self.path / sealed.name)
        self.settle(sealed.name)

    def settle(self, name: str) -> None:
        """The file has its record now, or is gone."""
        with self._lock:
            self._waiting.discard(name)

    @property
    def waiting(self) -> frozenset[str]:
        """Names of files that are being sealed, or wait for their record."""
        with self._lock:
            return frozenset(self._waiting)

    def open(self, name: str) -> SealedReader:
        """The original, to be read chunk by chunk. Raises EvidenceMissing, EvidenceDamaged.

        Reading on raises SealBroken where the file is damaged; `proven` turns that into its sentence.
        """
        with proven():
            file = self._opened(name)
            try:
                return SealedReader(self._master, file, name)
            except BaseException:
                file.close()
                raise

    def examine(self, name: str, progress: Progress) -> Sealed:
        """Reads all of a sealed file: size and both hashes as they are now.

        Raises EvidenceMissing, EvidenceDamaged, DiskTrouble, Cancelled.
        """
        plain, closed, size = sha256(), sha256(), 0
        with proven(), self._opened(name) as file:
            for chunk in SealedReader(self._master, file, name, closed):
                progress.check()
                plain.update(chunk)
                size += len(chunk)
                progress.advance(len(chunk))
        return Sealed(size, plain.hexdigest(), closed.hexdigest())

    def names(self) -> set[str]:
        """The names of all files in the folder, unfinished ones included."""
        return {path.name for path in self.path.iterdir()} if self.path.is_dir() else set()

    def _opened(self, name: str) -> BinaryIO:
        if len(name) != NAME or Path(name).name != name:
            raise EvidenceMissing
        return (self.path / name).open("rb")

    def _must_be_foreign(self, source: Path) -> None:
        """Merely opening a file of the open store would drop the locks on it."""
        try:
            inside = source.resolve().is_relative_to(self._store.resolve())
            held = store_engine.holds(source)
        except (OSError, ValueError, RuntimeError):  # a link to itself is a RuntimeError up to Python 3.12
            raise SourceUnreadable from None
        if inside or held:
            raise SourceOfStore

    def _write(self, source: _Source, file_name: str, progress: Progress) -> SealedFile:
        if not source.size:
            raise SourceEmpty
        progress.stage("seal", source.size)
        salt = new_salt()
        name = name_of(salt)
        part, target = self.path / (name + PARTIAL), self.path / name

        def watch(amount: int) -> None:
            progress.check()
            progress.advance(amount)

        with self._lock:
            self._waiting.add(name)
        try:
            with _writing():
                if shutil.disk_usage(self._store).free < sealed_size(source.size) + SPARE:
                    raise EvidenceDiskFull
                private_folder(self.path)
                with Steady(part) as steady:
                    found = seal(self._master, salt, source.read, steady.write, watch)
                    steady.flush()
                part.rename(target)
                flush_folder(self.path)
        except BaseException:
            for left in (part, target):
                with suppress(OSError):
                    shred(left)
            self.settle(name)
            raise
        shown = clean_name(file_name)
        return SealedFile(
            name, shown, media_type(source.start), found.size, found.sha256, found.sealed_sha256
        )


class _Source:
    """What is being sealed: its first bytes are kept to tell its type, its errors are told apart from those
    of the target, and it may not grow meanwhile.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size
        self.size = size
        self.start = b""

    def read(self, amount: int) -> bytes:
        try:
            data = self._file.read(amount)
        except OSError as error:
            raise SourceUnreadable from error
        self._left -= len(data)
        if self._left < 0 or (self._left and not data):
            raise SourceChanged
        if len(self.start) < HEAD_BYTES:
            self.start = (self.start + data)[:HEAD_BYTES]
        return data


@contextmanager
def _opened_source(path: Path) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """The file to be taken in, open, and what the system says about it."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # before it is opened: opening a device may do something
            raise SourceNotAFile
        fd = os.open(path, _READ)
    except (OSError, ValueError) as error:
        raise SourceUnreadable from error
    with os.fdopen(fd, "rb", buffering=0) as file:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise SourceNotAFile
        yield file, found


@contextmanager
def _writing() -> Iterator[None]:
    """Turns what the system says about the folder into a sentence for the user."""
    with store_engine.problems():
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise EvidenceDiskFull from error
            raise


@contextmanager
def proven() -> Iterator[None]:
    """Turns what reading a sealed file shows into a sentence for the user."""
    with store_engine.problems():
        try:
            yield
        except (FileNotFoundError, NotADirectoryError):
            raise EvidenceMissing from None
        except (SealBroken, IsADirectoryError):
            raise EvidenceDamaged from None


def shred(path: Path) -> None:
    """Removes a sealed file; nothing happens when it is not there.

    The head is overwritten before: without the salt in it the rest can't be read even by the store, as far
    as the medium lets go of the old bytes.
    """
    try:
        fd = os.open(path, os.O_RDWR | _BINARY)
    except FileNotFoundError:
        return
    try:
        write_all(fd, secrets.token_bytes(min(HEAD, os.fstat(fd).st_size)))
        flush(fd)
    finally:
        os.close(fd)
    path.unlink()


def clean_name(text: str) -> str:
    """A file's name as it may be kept and shown: without hidden marks, short enough for its field."""
    readable = text.encode("utf-8", "replace").decode("utf-8")  # names that are no text at all exist
    return clean_line(readable, limit=len(readable) + 1).text[-LINE_LIMIT:]
