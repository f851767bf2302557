"""Writing to a folder that may be a stick: full, pulled, read-only, with a limit on file sizes, with a
lying cache.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from caseapp.i18n import N_
from caseapp.progress import Progress
from db.errors import DiskTrouble, Problem, StoreFull
from db.files import flush, flush_folder

BLOCK = 4 * 1024 * 1024


class MediumMissing(Problem):
    """The chosen folder is not there."""

    code = "backup-folder-missing"
    text = N_(
        "The folder {folder} is not there. Connect the stick, or choose another folder. Nothing was changed."
    )


class MediumReadOnly(Problem):
    """The folder or stick can't be written."""

    code = "backup-read-only"
    text = N_(
        "Nothing can be written to {folder}. A stick may have a small switch against writing."
        " Older backups on it are untouched."
    )


class MediumFull(Problem):
    """The folder or stick has no room."""

    code = "backup-full"
    text = N_("There is no room left on {folder}. This backup was not made; older ones on it are untouched.")


class MediumGone(Problem):
    """The stick was pulled out, or reports errors."""

    code = "backup-medium-gone"
    text = N_(
        "The stick or folder {folder} stopped answering. This backup was not made; older ones are untouched."
        " If the stick was not pulled out, it may be failing: use another one."
    )


class BackupUnreadable(Problem):
    """The stick with a backup was pulled out, or reports errors of reading."""

    code = "backup-unreadable"
    text = N_(
        "The backup in {folder} could not be read: the stick or disk stopped answering or reports errors."
        " Nothing was changed. Connect it again, perhaps to another socket, or use another backup."
    )


class FileTooLarge(Problem):
    """The file system of the stick does not take files of this size (FAT32: 4 GiB)."""

    code = "backup-file-too-large"
    text = N_(
        "The stick at {folder} can't hold a file as large as this store: it is formatted for files below"
        " 4 GB. Format it as exFAT, or use another one. Older backups on it are untouched."
    )


_MEANING: dict[int, type[Problem]] = {
    errno.ENOSPC: MediumFull,
    errno.EDQUOT: MediumFull,
    errno.EFBIG: FileTooLarge,
    errno.EROFS: MediumReadOnly,
    errno.EACCES: MediumReadOnly,
    errno.EPERM: MediumReadOnly,
    errno.ENOENT: MediumGone,
    errno.ENODEV: MediumGone,
    errno.ENXIO: MediumGone,
    errno.EIO: MediumGone,
    errno.ENOTCONN: MediumGone,
    errno.ESTALE: MediumGone,
}


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Turns what the system says about the folder into a sentence for the user."""
    try:
        yield
    except OSError as error:
        meaning = _MEANING.get(error.errno or 0)
        if meaning is None:
            raise
        raise meaning(folder=folder) from error
    except StoreFull as problem:
        raise MediumFull(folder=folder) from problem


@contextmanager
def reading_from(backup: Path) -> Iterator[None]:
    """Turns what the system says about a backup that is being read into a sentence for the user."""
    try:
        yield
    except OSError as error:
        if error.errno not in _MEANING:
            raise
        raise BackupUnreadable(folder=backup) from error
    except DiskTrouble as problem:
        raise BackupUnreadable(folder=backup) from problem


def must_be_there(folder: Path, room: int) -> None:
    """Raises MediumMissing, MediumReadOnly or MediumFull unless `room` bytes can be expected to fit."""
    if not folder.is_dir():
        raise MediumMissing(folder=folder)
    with writing_to(folder):
        if not os.access(folder, os.W_OK):
            raise MediumReadOnly(folder=folder)
        if shutil.disk_usage(folder).free < room:
            raise MediumFull(folder=folder)


def copy(source: Path, target: Path, progress: Progress) -> str:
    """Copies a file, flushes it, and returns its SHA-256. The problems of the target are the caller's to
    name.
    """
    with source.open("rb") as reader:
        sha = pour(reader.read, target, progress)
    flush_folder(target.parent)
    return sha


def pour(read: Callable[[int], bytes], target: Path, progress: Progress) -> str:
    """Writes what `read` gives to a new file, flushes it, and returns its SHA-256."""
    sha = hashlib.sha256()
    with _new(target) as writer:
        while block := read(BLOCK):
            progress.check()
            writer.write(block)
            sha.update(block)
            progress.advance(len(block))
        writer.flush()
        flush(writer.fileno())
    return sha.hexdigest()


def read_again(path: Path, progress: Progress) -> str:
    """The SHA-256 of the file as the medium has it: what the system still remembers is dropped first."""
    sha = hashlib.sha256()
    with path.open("rb") as file:
        forget(file)
        while block := file.read(BLOCK):
            progress.check()
            sha.update(block)
            progress.advance(len(block))
    return sha.hexdigest()


def bytes_again(path: Path) -> bytes:
    """The content of a small file as the medium has it."""
    with path.open("rb") as file:
        forget(file)
        return file.read()


def forget(file: BinaryIO) -> None:
    """Asks the system to drop its copy of the file in memory, so that the next read comes from the medium."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    else:  # macOS
        with suppress(ImportError, AttributeError, OSError):
            import fcntl

            fcntl.fcntl(file.fileno(), fcntl.F_NOCACHE, 1)  # type: ignore[attr-defined, unused-ignore]


def _new(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def clear(folder: Path) -> None:
    """Removes an unfinished folder as far as the medium lets us; it is ignored by every reader anyway."""
    shutil.rmtree(folder, ignore_errors=True)
