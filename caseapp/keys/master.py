"""The master key of a store, and the keys derived from it."""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.engine import SALT_BYTES

LENGTH: Final = 32
DATABASE: Final = "caseapp/sqlcipher/1"


class MasterKey:
    """32 random bytes that open everything of one store. Never shown, never stored unwrapped."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != LENGTH:
            raise ValueError(f"a master key is {LENGTH} bytes")
        self._key = bytes(key)

    @classmethod
    def new(cls) -> MasterKey:
        """A fresh random key, for a new store."""
        return cls(secrets.token_bytes(LENGTH))

    def derive(self, info: str, salt: bytes = b"") -> bytes:
        """32 bytes for the one use that `info` names (HKDF-SHA256, RFC 5869); other uses get other keys."""
        return hkdf(self._key, info, salt)

    def reveal(self) -> bytes:
        """The bytes themselves, for wrapping them in a slot. Nothing else may call this."""
        return self._key

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MasterKey):
            return NotImplemented
        return secrets.compare_digest(self._key, other._key)

    __hash__ = None  # type: ignore[assignment]  # a key has no business in a set or a log of hashes

    def __repr__(self) -> str:
        return "MasterKey(…)"

    def __reduce__(self) -> str:
        raise TypeError("a master key is never pickled")


def hkdf(secret: bytes, info: str, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 (RFC 5869) to 32 bytes; `info` in ASCII names the use."""
    return HKDF(algorithm=SHA256(), length=LENGTH, salt=salt or None, info=info.encode("ascii")).derive(
        secret
    )


def database_key(mk: MasterKey, file_salt: bytes) -> bytes:
    """The raw key of the store, snapshot or backup file that begins with this salt."""
    if len(file_salt) != SALT_BYTES:
        raise ValueError(f"the salt of a store file is {SALT_BYTES} bytes")
    return mk.derive(DATABASE, file_salt)
