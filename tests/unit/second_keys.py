"""A second implementation of the key formats, from their description in docs/format.md alone.

It shares no code with the product: Argon2id from argon2-cffi, HKDF from the standard library's hmac, and
AES-256-GCM written out below (slow, for tests only).
"""

from __future__ import annotations

import hmac
import json
import unicodedata
from hashlib import sha256
from typing import Any

from argon2.low_level import Type, hash_secret_raw


def hkdf(secret: bytes, info: str, salt: bytes) -> bytes:
    """RFC 5869 for one block of SHA-256."""
    extracted = hmac.new(salt or bytes(32), secret, sha256).digest()
    return hmac.new(extracted, info.encode() + b"\x01", sha256).digest()


def canonical(data: Any) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode("ascii")


def passphrase_kek(slot: dict[str, Any], text: str) -> bytes:
    folded = unicodedata.normalize("NFC", " ".join(text.split())).encode()
    salt, cost = bytes.fromhex(slot["salt"]), slot["kdf"]
    stretched = hash_secret_raw(
        folded,
        salt,
        time_cost=cost["t"],
        memory_cost=cost["m"],
        parallelism=cost["p"],
        hash_len=32,
        type=Type.ID,
        version=19,
    )
    return hkdf(stretched, "caseapp/kek/passphrase/1", salt)


def recovery_kek(slot: dict[str, Any], text: str) -> bytes:
    chars = text.replace("-", "")[:32]
    number = 0
    for char in chars:
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(char)
    return hkdf(number.to_bytes(20, "big"), "caseapp/kek/recovery/1", bytes.fromhex(slot["salt"]))


def unlock(raw: bytes, kind: str, secret: str) -> bytes | None:
    """The master key from a key file, with the MAC checked; None when nothing opens."""
    data = json.loads(raw)
    for slot in data["slots"]:
        if slot["type"] != kind:
            continue
        kek = passphrase_kek(slot, secret) if kind == "passphrase" else recovery_kek(slot, secret)
        bound = canonical({"slot": {k: v for k, v in slot.items() if k != "wrapped"}, "store": data["store"]})
        mk = gcm_open(kek, bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"]), bound)
        if mk is not None:
            body = canonical({k: v for k, v in data.items() if k != "mac"})
            mac = hmac.new(hkdf(mk, "caseapp/header-mac/1", b""), body, sha256).hexdigest()
            return mk if mac == data["mac"] else None
    return None


def gcm_open(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """AES-256-GCM (NIST SP 800-38D) with a 12-byte nonce and a 16-byte tag; None when the tag does not
    hold.
    """
    schedule = _expand(key)
    body, tag = sealed[:-16], sealed[-16:]
    subkey = int.from_bytes(_encrypt(schedule, bytes(16)), "big")
    total = 0
    lengths = (len(bound) * 8).to_bytes(8, "big") + (len(body) * 8).to_bytes(8, "big")
    for part in (bound, body, lengths):
        for at in range(0, len(part), 16):
            total = _times(total ^ int.from_bytes(part[at : at + 16].ljust(16, b"\0"), "big"), subkey)
    mask = _encrypt(schedule, nonce + (1).to_bytes(4, "big"))
    if bytes(a ^ b for a, b in zip(total.to_bytes(16, "big"), mask, strict=True)) != tag:
        return None
    out = b""
    for index, at in enumerate(range(0, len(body), 16)):
        stream = _encrypt(schedule, nonce + (index + 2).to_bytes(4, "big"))
        out += bytes(a ^ b for a, b in zip(body[at : at + 16], stream, strict=False))
    return out


def _times(x: int, y: int) -> int:
    """Multiplication in GF(2^128) with GCM's order of bits."""
    z = 0
    for bit in range(127, -1, -1):
        if x >> bit & 1:
            z ^= y
        y = y >> 1 ^ (0xE1 << 120 if y & 1 else 0)
    return z


def _double(byte: int) -> int:
    return byte << 1 & 0xFF ^ (0x1B if byte & 0x80 else 0)


def _make_sbox() -> bytes:
    box = bytearray(256)
    p = q = 1
    while True:
        p = p ^ _double(p)
        for shift in (1, 2, 4):
            q ^= q << shift & 0xFF
        q ^= 0x09 if q & 0x80 else 0
        box[p] = q ^ (q << 1 | q >> 7) & 0xFF ^ (q << 2 | q >> 6) & 0xFF ^ (q << 3 | q >> 5) & 0xFF
        box[p] ^= (q << 4 | q >> 4) & 0xFF ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    return bytes(box)


_SBOX = _make_sbox()


def _expand(key: bytes) -> list[bytes]:
    """The fifteen round keys of AES-256 (FIPS 197)."""
    words = [key[at : at + 4] for at in range(0, 32, 4)]
    constant = 1
    while len(words) < 60:
        word = words[-1]
        if len(words) % 8 == 0:
            word = bytes(_SBOX[b] for b in word[1:] + word[:1])
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _double(constant)
        elif len(words) % 8 == 4:
            word = bytes(_SBOX[b] for b in word)
        words.append(bytes(a ^ b for a, b in zip(word, words[-8], strict=True)))
    return [b"".join(words[at : at + 4]) for at in range(0, 60, 4)]


def _encrypt(schedule: list[bytes], block: bytes) -> bytes:
    state = bytes(a ^ b for a, b in zip(block, schedule[0], strict=True))
    for number, round_key in enumerate(schedule[1:], 1):
        swapped = bytes(_SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16))
        if number < 14:
            swapped = b"".join(_mix(swapped[at : at + 4]) for at in range(0, 16, 4))
        state = bytes(a ^ b for a, b in zip(swapped, round_key, strict=True))
    return state


def _mix(column: bytes) -> bytes:
    whole = column[0] ^ column[1] ^ column[2] ^ column[3]
    return bytes(column[i] ^ whole ^ _double(column[i] ^ column[(i + 1) % 4]) for i in range(4))
