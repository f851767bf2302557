"""Sealed files: a file of any size encrypted once, never changed, and read back piece by piece.

The format stands in docs/format.md: a head with a random salt, then chunks of 1 MiB, each encrypted by
AES-256-GCM under a key that belongs to this one file. A chunk's nonce is its number and whether it is the
last one (the STREAM construction), and every chunk is bound to the head. So a bit that flips, a chunk that
moves, is missing or was added, or a file that was cut off at any place can't be read as if nothing had been.

Memory stays at a few chunks, however large the file.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, Final, Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caseapp.keys.master import MasterKey

MAGIC: Final = b"CASESEAL"
VERSION: Final = 1
CHUNK: Final = 1 << 20
TAG: Final = 16
SALT: Final = 32
HEAD: Final = 48
INFO: Final = "caseapp/evidence/1"
#: Length of a sealed file's name: half of the salt in hexadecimal digits.
NAME: Final = 32

Read = Callable[[int], bytes]
Write = Callable[[bytes], object]
Watch = Callable[[int], None]


class SealBroken(Exception):
    """The bytes are not what was sealed. Whoever knows which file it is says so to the user."""


class SealNewer(SealBroken):
    """The file was sealed by a later version of the app."""


class Hash(Protocol):
    """A running hash of the standard library."""

    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


@dataclass(frozen=True)
class Sealed:
    """What sealing a file showed: its size and SHA-256, and the SHA-256 of the sealed bytes."""

    size: int
    sha256: str
    sealed_sha256: str


def new_salt() -> bytes:
    """The salt of a file that is about to be sealed; it decides the file's name and its key."""
    return secrets.token_bytes(SALT)


def name_of(salt: bytes) -> str:
    """The name of the sealed file. It says nothing, and ties the file to its place: under another name it
    does not open.
    """
    return salt[: NAME // 2].hex()


def sealed_size(size: int) -> int:
    """Bytes of the sealed file for so many bytes of the original."""
    return HEAD + size + TAG * max(1, -(-size // CHUNK))


def head_of(salt: bytes) -> bytes:
    """The first bytes of a sealed file."""
    return MAGIC + VERSION.to_bytes(4, "big") + CHUNK.to_bytes(4, "big") + salt


def seal(master: MasterKey, salt: bytes, read: Read, write: Write, watch: Watch) -> Sealed:
    """Reads the original to its end and writes it sealed.

    `watch` hears of every chunk read, and stops the work by raising. The bytes are hashed beside the
    encryption, on threads of their own. Errors of both files are the caller's to name.
    """
    head = head_of(salt)
    cipher = AESGCM(master.derive(INFO, salt))
    plain, closed = sha256(), sha256(head)
    size = 0
    write(head)
    with ThreadPoolExecutor(max_workers=2) as beside:
        for number, chunk, last in _chunks(read):
            watch(len(chunk))
            size += len(chunk)
            hashing = beside.submit(plain.update, chunk)
            sealed = cipher.encrypt(_nonce(number, last), chunk, head)
            sealing = beside.submit(closed.update, sealed)
            write(sealed)
            hashing.result()
            sealing.result()
    return Sealed(size, plain.hexdigest(), closed.hexdigest())


def _chunks(read: Read) -> Iterator[tuple[int, bytes, bool]]:
    """The file's chunks with their numbers, and whether each is the last; one empty chunk for an empty
    file.
    """
    number, chunk = 0, _whole(read, CHUNK)
    while True:
        following = _whole(read, CHUNK) if len(chunk) == CHUNK else b""
        yield number, chunk, not following
        if not following:
            return
        number, chunk = number + 1, following


def _whole(read: Read, size: int) -> bytes:
    """So many bytes, fewer only at the end of the file."""
    got = read(size)
    while got and len(got) < size and (more := read(size - len(got))):
        got += more
    return got


def _nonce(number: int, last: bool) -> bytes:
    """Eleven bytes of the chunk's number, one that is 1 for the last chunk. No key ever sees a nonce twice:
    each file has a key of its own.
    """
    return number.to_bytes(11, "big") + bytes([last])


class SealedReader:
    """Reads a sealed file from its first chunk to its last; every chunk is proven before it is given out.

    `size` is that of the original. Iterate once, or `read` all of it. Raises SealBroken, at the chunk where
    it shows; what came before that chunk is genuine.
    """

    def __init__(self, master: MasterKey, file: BinaryIO, name: str, closed: Hash | None = None) -> None:
        """`name` is that of the file; `closed` hears every sealed byte."""
        self._file = file
        self._closed = closed
        self._head = self._take(HEAD)
        if len(self._head) < HEAD or self._head[:8] != MAGIC:
            raise SealBroken
        if int.from_bytes(self._head[8:12], "big") > VERSION:
            raise SealNewer
        salt = self._head[16:]
        if self._head != head_of(salt) or name_of(salt) != name:
            raise SealBroken
        self._cipher = AESGCM(master.derive(INFO, salt))
        place = file.seek(0, 2)
        file.seek(HEAD)
        whole, rest = divmod(place - HEAD, CHUNK + TAG)
        if (rest and rest < TAG) or (not whole and not rest) or (whole and rest == TAG):
            raise SealBroken
        self._count = whole + (1 if rest else 0)
        self.size = place - HEAD - TAG * self._count

    def __iter__(self) -> Iterator[bytes]:
        """The original, in chunks."""
        for number in range(self._count):
            sealed = self._take(CHUNK + TAG)
            try:
                yield self._cipher.decrypt(_nonce(number, number == self._count - 1), sealed, self._head)
            except (InvalidTag, ValueError):
                raise SealBroken from None
        if self._take(1):
            raise SealBroken

    def read(self) -> bytes:
        """The whole original. Only for files that are known to be small."""
        return b"".join(self)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *what: object) -> None:
        self.close()

    def _take(self, size: int) -> bytes:
        got = _whole(self._file.read, size)
        if self._closed is not None:
            self._closed.update(got)
        return got
