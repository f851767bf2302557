"""The save receipt: proof, outside the store, of how far the store had been saved.

A store file can be intact and still be an older one (a file put back, a log file lost): its own checks are
then all green. So after every save the number of the save and the head of the history chain are written here,
under a MAC. At the next opening the store must be at least as new.

The file is 1 KiB: two halves of 512 bytes, written in turn, so that a write torn by a power cut can only ever
hit the half that is not needed. One half: 8 bytes magic, 8 bytes number (big-endian), 1 byte length of the
head, the head (at most 64 bytes), zeros, and in the last 32 bytes HMAC-SHA256 over everything before it, with
the half's index in front.
"""

from __future__ import annotations

import hmac
import os
from hashlib import sha256
from pathlib import Path

from db.errors import ReceiptDamaged
from db.files import PRIVATE_FILE, flush_data, flush_folder

NAME = "receipt.bin"
MAGIC = b"CASERCP1"
HALF = 512
HEAD_LIMIT = 64
_MAC = 32
_BINARY = getattr(os, "O_BINARY", 0)


class Receipt:
    """The receipt file of one store. `key`: 32 bytes derived from the master key for this use alone."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._fd: int | None = None
        self._next = 0

    def write(self, seq: int, head: bytes) -> None:
        """States that save `seq` with this head of the chain is in the store; durable when this returns."""
        if len(head) > HEAD_LIMIT or not 0 <= seq < 1 << 64:
            raise ValueError("the receipt holds a 64-bit number and at most 64 bytes")
        if self._fd is None:
            self._open()
        assert self._fd is not None
        self._put(self._fd, self._next, self._half(self._next, seq, head))
        flush_data(self._fd)
        self._next ^= 1

    def read(self) -> tuple[int, bytes] | None:
        """The newest statement whose MAC holds; None when there is no file or nothing was stated yet.

        Raises ReceiptDamaged when there is no trustworthy half but the file is not blank either.
        """
        halves = self._read_halves()
        if halves is None:
            return None
        good = [found for index, half in enumerate(halves) if (found := self._open_half(index, half))]
        if good:
            return max(good)
        if all(half == bytes(HALF) for half in halves):
            return None
        raise ReceiptDamaged()

    def damaged_halves(self) -> int:
        """How many halves are neither blank nor valid: 1 after a torn write, which is harmless."""
        halves = self._read_halves() or []
        return sum(
            half != bytes(HALF) and self._open_half(index, half) is None for index, half in enumerate(halves)
        )

    def close(self) -> None:
        """Closes the file; the next `write` opens it again."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _open(self) -> None:
        """Opens (or makes) the file and chooses the half to write next: never the only good one."""
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT | _BINARY, PRIVATE_FILE)
        size = os.fstat(fd).st_size
        if size != 2 * HALF:
            os.ftruncate(fd, 0)
            self._put(fd, 0, bytes(2 * HALF))
            os.fsync(fd)
            flush_folder(self._path.parent)
        halves = self._read_halves()
        assert halves is not None
        seqs = [found[0] if (found := self._open_half(i, half)) else -1 for i, half in enumerate(halves)]
        self._next = 0 if seqs[0] <= seqs[1] else 1
        self._fd = fd

    @staticmethod
    def _put(fd: int, index: int, data: bytes) -> None:
        os.lseek(fd, index * HALF, os.SEEK_SET)
        if os.write(fd, data) != len(data):
            raise OSError("the receipt could not be written whole")

    def _read_halves(self) -> list[bytes] | None:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        if len(data) > 2 * HALF:
            raise ReceiptDamaged()
        data = data.ljust(2 * HALF, b"\0")
        return [data[:HALF], data[HALF:]]

    def _half(self, index: int, seq: int, head: bytes) -> bytes:
        body = (MAGIC + seq.to_bytes(8, "big") + bytes([len(head)]) + head).ljust(HALF - _MAC, b"\0")
        return body + self._mac(index, body)

    def _open_half(self, index: int, half: bytes) -> tuple[int, bytes] | None:
        body, mac = half[:-_MAC], half[-_MAC:]
        if not hmac.compare_digest(mac, self._mac(index, body)) or not body.startswith(MAGIC):
            return None
        length = body[16]
        return int.from_bytes(body[8:16], "big"), body[17 : 17 + length]

    def _mac(self, index: int, body: bytes) -> bytes:
        return hmac.new(self._key, bytes([index]) + body, sha256).digest()
