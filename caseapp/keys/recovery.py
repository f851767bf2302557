"""The recovery key: 160 random bits, printed on paper, typed back by hand.

Eight groups of four characters carry the key, a ninth carries a checksum of 20 bits. The alphabet is
Crockford's base32: no I, L, O or U; what is easily confused is read as meant (O as 0, I and L as 1), in
either case, with or without separators, also when a Cyrillic letter of the same shape was typed.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from caseapp.keys.problems import RecoveryGroupWrong, RecoveryKeyInvalid, RecoveryKeyLength

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BYTES: Final = 20
GROUP: Final = 4
GROUPS: Final = 9
_KEY_CHARS: Final = BYTES * 8 // 5
_ALL_CHARS: Final = GROUP * GROUPS
_READ_AS: Final = str.maketrans("OIL" + "АВЕЕКМНОРСТХУЗ", "011" + "ABEEKMH0PCTXY3")
_SEPARATORS: Final = re.compile(r"[\s\-–—.,_]+")


class RecoveryKey:
    """A recovery key. `text` is for the sheet; the object never shows the key by accident."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != BYTES:
            raise ValueError(f"a recovery key is {BYTES} bytes")
        self._key = bytes(key)

    @classmethod
    def new(cls) -> RecoveryKey:
        """A fresh random key."""
        return cls(secrets.token_bytes(BYTES))

    @classmethod
    def read(cls, text: str) -> RecoveryKey:
        """What a person typed from the sheet.

        Raises RecoveryGroupWrong (with its number, counted from 1) when the wrong group can be told,
        RecoveryKeyLength when characters are missing or too many, else RecoveryKeyInvalid. One wrong
        character or two neighbours in the wrong order are found with a chance of error of 1 in 1,000; the key
        itself is never guessed for the user.
        """
        parts = [part for part in _SEPARATORS.split(text.upper().translate(_READ_AS)) if part]
        if len(parts) == GROUPS:
            for number, part in enumerate(parts, 1):
                if len(part) != GROUP:
                    raise RecoveryGroupWrong(number)
        chars = "".join(parts)
        for place, char in enumerate(chars[:_ALL_CHARS]):
            if char not in ALPHABET:
                raise RecoveryGroupWrong(place // GROUP + 1)
        if len(chars) != _ALL_CHARS:
            raise RecoveryKeyLength(len(chars))
        if _fits(chars):
            return cls(_decode(chars[:_KEY_CHARS]))
        places = {place // GROUP + 1 for place, changed in _slips(chars) if _fits(changed)}
        if len(places) == 1:
            raise RecoveryGroupWrong(places.pop())
        raise RecoveryKeyInvalid()

    @property
    def text(self) -> str:
        """The key as printed: nine groups of four, joined by hyphens."""
        chars = _encode(self._key)
        chars += _checksum(chars)
        return "-".join(chars[at : at + GROUP] for at in range(0, _ALL_CHARS, GROUP))

    def secret(self) -> bytes:
        """The 20 bytes, for deriving the key of a slot."""
        return self._key

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RecoveryKey):
            return NotImplemented
        return secrets.compare_digest(self._key, other._key)

    __hash__ = None  # type: ignore[assignment]  # a secret has no business in a set

    def __repr__(self) -> str:
        return "RecoveryKey(…)"


def _encode(key: bytes) -> str:
    number = int.from_bytes(key, "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(BYTES * 8 - 5, -1, -5))


def _decode(chars: str) -> bytes:
    number = 0
    for char in chars:
        number = number << 5 | ALPHABET.index(char)
    return number.to_bytes(BYTES, "big")


def _checksum(chars: str) -> str:
    """The first 20 bits of a SHA-256 over the 32 characters, as four characters."""
    number = (
        int.from_bytes(sha256(b"caseapp/recovery-checksum/1" + chars.encode("ascii")).digest()[:4], "big")
        >> 12
    )
    return "".join(ALPHABET[number >> shift & 31] for shift in (15, 10, 5, 0))


def _fits(chars: str) -> bool:
    return _checksum(chars[:_KEY_CHARS]) == chars[_KEY_CHARS:]


def _slips(chars: str) -> Iterator[tuple[int, str]]:
    """Every text that one usual slip could have turned into this one, with the place of the slip."""
    for place, was in enumerate(chars):
        for char in ALPHABET:
            if char != was:
                yield place, chars[:place] + char + chars[place + 1 :]
        if place + 1 < len(chars) and chars[place + 1] != was:
            yield place, chars[:place] + chars[place + 1] + was + chars[place + 2 :]
