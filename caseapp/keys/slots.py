"""Key slots: the master key wrapped once per secret that may open the store.

A slot is plain JSON data. Its whole content except the wrapped key is bound into the encryption, together
with the id of the store: no parameter can be weakened, and no slot moved to another store or place, without
the slot failing.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from caseapp.keys.canonical import canonical
from caseapp.keys.master import LENGTH, MasterKey, hkdf
from caseapp.keys.passphrase import normalise
from caseapp.keys.problems import KeysDamaged, NotEnoughMemory
from caseapp.keys.recovery import RecoveryKey

Slot = dict[str, Any]
#: Derives 32 bytes: (secret, salt, cost) -> bytes.
Kdf = Callable[[bytes, bytes, "Cost"], bytes]

PASSPHRASE: Final = "passphrase"  # noqa: S105 - the name of a kind of slot
RECOVERY: Final = "recovery"
_ARGON2_VERSION: Final = 19
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_HEX: Final = re.compile(r"(?:[0-9a-f]{2})*")
_KIB_PER_MIB: Final = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What deriving a key from a passphrase costs (Argon2id, RFC 9106): memory in KiB, passes, lanes.

    The limits keep a forged key file from weakening a passphrase or from tying up the computer.
    """

    memory: int = 256 * _KIB_PER_MIB
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        for value, least, most in (
            (self.memory, 64 * _KIB_PER_MIB, 2048 * _KIB_PER_MIB),
            (self.passes, 2, 16),
            (self.lanes, 1, 8),
        ):
            if type(value) is not int or not least <= value <= most:
                raise ValueError("outside the limits of the key file")


def argon2id(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a passphrase. Raises NotEnoughMemory rather than fall back to less."""
    try:
        return Argon2id(
            salt=salt, length=LENGTH, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
        ).derive(secret)
    except MemoryError:
        raise NotEnoughMemory(mebibytes=cost.memory // _KIB_PER_MIB) from None


def passphrase_slot(store: str, label: str, mk: MasterKey, text: str, cost: Cost, kdf: Kdf) -> Slot:
    """A slot that this passphrase opens."""
    slot: Slot = {
        "id": secrets.token_hex(8),
        "kdf": {"alg": "argon2id", "m": cost.memory, "p": cost.lanes, "t": cost.passes, "v": _ARGON2_VERSION},
        "keyfile": False,
        "label": label,
        "nonce": secrets.token_hex(_NONCE_BYTES),
        "salt": secrets.token_hex(_SALT_BYTES),
        "type": PASSPHRASE,
    }
    return _wrapped(store, slot, mk, passphrase_kek(slot, text, kdf))


def recovery_slot(store: str, label: str, mk: MasterKey, key: RecoveryKey) -> Slot:
    """A slot that this recovery key opens."""
    slot: Slot = {
        "id": secrets.token_hex(8),
        "kdf": {"alg": "hkdf-sha256"},
        "label": label,
        "nonce": secrets.token_hex(_NONCE_BYTES),
        "salt": secrets.token_hex(_SALT_BYTES),
        "type": RECOVERY,
    }
    return _wrapped(store, slot, mk, recovery_kek(slot, key))


def passphrase_kek(slot: Slot, text: str, kdf: Kdf) -> bytes:
    """The key that wraps the master key in a passphrase slot. Raises PassphraseUnusable, NotEnoughMemory."""
    numbers = slot["kdf"]
    salt = bytes.fromhex(slot["salt"])
    stretched = kdf(normalise(text), salt, Cost(numbers["m"], numbers["t"], numbers["p"]))
    return hkdf(stretched, "caseapp/kek/passphrase/1", salt)


def recovery_kek(slot: Slot, key: RecoveryKey) -> bytes:
    """The key that wraps the master key in a recovery slot. 160 random bits need no stretching."""
    return hkdf(key.secret(), "caseapp/kek/recovery/1", bytes.fromhex(slot["salt"]))


def unwrap(store: str, slot: Slot, kek: bytes) -> MasterKey | None:
    """The master key, or None when the secret is another one or anything in the slot was changed."""
    try:
        return MasterKey(
            AESGCM(kek).decrypt(
                bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"]), _bound(store, slot)
            )
        )
    except InvalidTag:
        return None


def validate(slot: object) -> Slot:
    """A slot as read from a file. Known types must be exactly what the app writes; unknown types are kept as
    they are.

    Raises KeysDamaged.
    """
    if not isinstance(slot, dict) or not _short(slot.get("id")) or not _short(slot.get("type")):
        raise KeysDamaged()
    if slot["type"] not in (PASSPHRASE, RECOVERY):
        return slot
    passphrase = slot["type"] == PASSPHRASE
    fields = {"id", "kdf", "label", "nonce", "salt", "type", "wrapped"} | (
        {"keyfile"} if passphrase else set()
    )
    if set(slot) != fields or not _short(slot["label"]):
        raise KeysDamaged()
    for name, size in (("nonce", _NONCE_BYTES), ("salt", _SALT_BYTES), ("wrapped", LENGTH + 16)):
        value = slot[name]
        if not isinstance(value, str) or len(value) != 2 * size or not _HEX.fullmatch(value):
            raise KeysDamaged()
    if passphrase:
        _validate_argon2id(slot)
    elif slot["kdf"] != {"alg": "hkdf-sha256"}:
        raise KeysDamaged()
    return slot


def _validate_argon2id(slot: Slot) -> None:
    numbers = slot["kdf"]
    if (
        not isinstance(numbers, dict)
        or set(numbers) != {"alg", "m", "p", "t", "v"}
        or slot["keyfile"] is not False
    ):
        raise KeysDamaged()
    if numbers["alg"] != "argon2id" or type(numbers["v"]) is not int or numbers["v"] != _ARGON2_VERSION:
        raise KeysDamaged()
    try:
        Cost(numbers["m"], numbers["t"], numbers["p"])
    except ValueError:
        raise KeysDamaged() from None


def _short(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 64


def _wrapped(store: str, slot: Slot, mk: MasterKey, kek: bytes) -> Slot:
    sealed = AESGCM(kek).encrypt(bytes.fromhex(slot["nonce"]), mk.reveal(), _bound(store, slot))
    return slot | {"wrapped": sealed.hex()}


def _bound(store: str, slot: Slot) -> bytes:
    return canonical(
        {"slot": {name: value for name, value in slot.items() if name != "wrapped"}, "store": store}
    )
