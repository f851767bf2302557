"""A second implementation of the sealed file, from its description in docs/format.md alone.

It shares no code with the product: HKDF from the standard library's hmac, whole files in memory, and for
small examples the AES-GCM that is written out in second_keys.py.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.unit.second_keys import gcm_open, hkdf

PIECE = 1048576


def pieces(data: bytes) -> list[bytes]:
    """The original as it is cut."""
    return [data[at : at + PIECE] for at in range(0, len(data), PIECE)] or [b""]


def nonce(number: int, count: int) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if number == count - 1 else b"\x00")


def seal(master: bytes, salt: bytes, data: bytes) -> bytes:
    """The sealed file."""
    head = b"CASESEAL" + b"\x00\x00\x00\x01" + b"\x00\x10\x00\x00" + salt
    gcm = AESGCM(hkdf(master, "caseapp/evidence/1", salt))
    cut = pieces(data)
    return head + b"".join(gcm.encrypt(nonce(n, len(cut)), piece, head) for n, piece in enumerate(cut))


def unseal(master: bytes, name: str, sealed: bytes, *, by_hand: bool = False) -> bytes | None:
    """The original, or None when the file is not what was sealed."""
    head, rest = sealed[:48], sealed[48:]
    if head[:16] != b"CASESEAL\x00\x00\x00\x01\x00\x10\x00\x00" or head[16:32].hex() != name:
        return None
    key = hkdf(master, "caseapp/evidence/1", head[16:])
    cut = [rest[at : at + PIECE + 16] for at in range(0, len(rest), PIECE + 16)]
    if not cut or any(len(piece) < 16 for piece in cut) or (len(cut) > 1 and len(cut[-1]) == 16):
        return None
    out = []
    for number, piece in enumerate(cut):
        if by_hand:
            got = gcm_open(key, nonce(number, len(cut)), piece, head)
        else:
            try:
                got = AESGCM(key).decrypt(nonce(number, len(cut)), piece, head)
            except InvalidTag:
                got = None
        if got is None:
            return None
        out.append(got)
    return b"".join(out)
