"""Files that matter, written so that a crash leaves either the old content or the new, never a mixture.

Everything here is for small files beside the store (key file, settings of the vault, manifests); the store
itself is written by the database engine alone. No function here may be pointed at the file of an open store:
closing any descriptor of it would drop the locks of the connection that holds it.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_CAN_REPLACE_OPEN_FILES = sys.platform != "win32"


def private_folder(path: Path) -> Path:
    """Makes the folder (and missing parents) open to this user only, and tightens it when it exists."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    path.chmod(PRIVATE_FOLDER)
    return path


def flush(fd: int) -> None:
    """Returns when the system says that the file's bytes are on the medium."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # not every file system there knows it; fsync follows
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def flush_data(fd: int) -> None:
    """Like `flush`, but the file's times may come later. For files whose size never changes."""
    if sys.platform == "linux":
        os.fdatasync(fd)
    else:
        flush(fd)


def flush_folder(path: Path) -> None:
    """Makes added and removed names in the folder durable; does nothing where folders can't be synced."""
    if sys.platform == "win32":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_all(fd: int, data: bytes) -> None:
    """Writes every byte at the descriptor's place, however the system cuts the work up."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def write_new(path: Path, data: bytes) -> None:
    """A new private file with this content, on the medium when this returns.

    Raises FileExistsError rather than touch an existing file; a file that could not be written whole is
    removed.
    """
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, PRIVATE_FILE)
    try:
        try:
            write_all(fd, data)
            flush(fd)
        finally:
            os.close(fd)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def replace(
    path: Path, data: bytes, check: Callable[[bytes], None] | None = None, scrub: bool = False
) -> None:
    """Puts new content in place of the file in one step; also when there is no file yet.

    The new content is written beside it, read back from the file and compared; `check` is given what was read
    and may refuse it by raising: then the old file stays untouched. With `scrub`, the bytes of the old
    content are overwritten afterwards, so that a superseded secret does not stay behind in free space (as far
    as the medium allows).
    """
    beside = path.with_name(path.name + ".new")
    erase(beside)
    write_new(beside, data)
    try:
        if (found := beside.read_bytes()) != data:
            raise OSError(f"{beside.name} does not read back as written")
        if check is not None:
            check(found)
        swap = _swap_scrubbing if scrub and path.exists() else _swap
        swap(beside, path)
    except BaseException:
        with suppress(OSError):
            erase(beside)
        raise


def place_new(beside: Path, path: Path) -> None:
    """Gives a finished file in the same folder its name. Raises FileExistsError rather than replace one."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links (FAT)
        if path.exists():
            raise FileExistsError(path.name) from None
        beside.rename(path)
    else:
        beside.unlink()
    flush_folder(path.parent)


def erase(path: Path) -> None:
    """Overwrites the file with random bytes and removes it; nothing happens when it is not there."""
    try:
        fd = os.open(path, os.O_RDWR | _NO_FOLLOW | _BINARY)
    except FileNotFoundError:
        return
    try:
        _overwrite(fd)
    finally:
        os.close(fd)
    path.unlink()
    flush_folder(path.parent)


def _swap(beside: Path, path: Path) -> None:
    os.replace(beside, path)
    flush_folder(path.parent)


def _swap_scrubbing(beside: Path, path: Path) -> None:
    if _CAN_REPLACE_OPEN_FILES:
        _swap_through_descriptor(beside, path)
    else:
        _swap_through_link(beside, path)


def _swap_through_descriptor(beside: Path, path: Path) -> None:
    """The old bytes lose their name when the new file takes it; the open descriptor still reaches them."""
    fd = os.open(path, os.O_RDWR | _NO_FOLLOW | _BINARY)
    try:
        _swap(beside, path)
        with suppress(
            OSError
        ):  # the new content is in force; a failing scrub must not look like a failed change
            _overwrite(fd)
    finally:
        os.close(fd)


def _swap_through_link(beside: Path, path: Path) -> None:
    """For systems that refuse to replace an open file: the old bytes get a second name first."""
    old = path.with_name(path.name + ".old")
    erase(old)
    linked = True
    try:
        os.link(path, old)
    except OSError:  # a file system without links (FAT): the new content matters more than the old bytes
        linked = False
    _swap(beside, path)
    if linked:
        with suppress(OSError):
            erase(old)


def _overwrite(fd: int) -> None:
    size = os.fstat(fd).st_size
    os.lseek(fd, 0, os.SEEK_SET)
    while size > 0:
        block = min(size, 1 << 20)
        write_all(fd, secrets.token_bytes(block))
        size -= block
    flush(fd)
