"""The key file beside a store (keys.json): key slots under a MAC that only the master key can make.

The file is readable by anyone and so names nobody. Everything in it is covered twice: each slot by its own
encryption, and the whole by the MAC, so that a slot that was removed, added or exchanged is noticed at
unlocking.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self

from caseapp.keys import slots
from caseapp.keys.canonical import canonical
from caseapp.keys.master import MasterKey
from caseapp.keys.problems import (
    KeysAltered,
    KeysDamaged,
    KeysMissing,
    KeysNewer,
    WrongPassphrase,
    WrongRecoveryKey,
)
from caseapp.keys.recovery import RecoveryKey
from caseapp.keys.slots import Cost, Kdf, Slot, argon2id
from db import files
from db.failures import problems

NAME: Final = "keys.json"
FORMAT: Final = "caseapp-keys"
VERSION: Final = 1
LARGEST: Final = 64 * 1024
MOST_SLOTS: Final = 32
#: A slot, and the id of the store, as they stand in the text of the file.
_SLOT: Final = re.compile(r'\{"id":"[^{}]*\{[^{}]*\}[^{}]*\}')
_STORE: Final = re.compile(r'"store":"([0-9a-f]{32})"')
_FIELDS: Final = {"created", "format", "gen", "mac", "slots", "store", "version"}


class KeyFile:
    """The slots of one store. Changes happen in memory; `save` puts them on the disk, checked."""

    def __init__(self, data: dict[str, Any], kdf: Kdf = argon2id) -> None:
        self._data = data
        self._kdf = kdf
        #: No change may be counted below this one.
        self._passed = 0
        #: What the file on the disk says, once there is one.
        self._kept: dict[str, Any] | None = None
        #: What proves, before an older file is given up, that the new one opens: one check per secret just
        #: entered.
        self._proofs: dict[str, Callable[[KeyFile], MasterKey]] = {}

    @classmethod
    def create(
        cls,
        store_id: str,
        mk: MasterKey,
        passphrase: str,
        recovery: RecoveryKey | None,
        clock_now: datetime,
        *,
        cost: Cost = Cost(),  # noqa: B008 - frozen
        kdf: Kdf = argon2id,
    ) -> Self:
        """A key file for a new store, with a passphrase slot and, when given, a recovery slot.

        `store_id`: 32 hexadecimal digits. Raises PassphraseUnusable, NotEnoughMemory.
        """
        created = clock_now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        data = {
            "created": created,
            "format": FORMAT,
            "gen": 0,
            "slots": [],
            "store": store_id,
            "version": VERSION,
        }
        keys = cls(data, kdf)
        keys._replace_slot(
            mk, slots.PASSPHRASE, slots.passphrase_slot(store_id, "A", mk, passphrase, cost, kdf)
        )
        keys._proofs[slots.PASSPHRASE] = lambda saved: saved.unlock_passphrase(passphrase)
        if recovery is not None:
            keys.replace_recovery(mk, recovery)
        return keys

    @classmethod
    def load(cls, path: Path, *, kdf: Kdf = argon2id) -> Self:
        """Reads a key file. Raises KeysMissing, KeysNewer, KeysDamaged, or a problem of the disk."""
        with problems():
            try:
                with path.open("rb") as file:
                    raw = file.read(LARGEST + 1)
            except (FileNotFoundError, NotADirectoryError):
                raise KeysMissing() from None
            except IsADirectoryError:
                raise KeysDamaged() from None
        keys = cls.from_bytes(raw, kdf=kdf)
        keys._kept = keys._data
        return keys

    @classmethod
    def from_bytes(cls, raw: bytes, *, kdf: Kdf = argon2id) -> Self:
        """The same from bytes, as kept in backups and inside the store. Raises KeysNewer, KeysDamaged."""
        if len(raw) > LARGEST:
            raise KeysDamaged()
        try:
            data = json.loads(raw.decode("ascii"), parse_float=_refuse, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise KeysDamaged() from None
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise KeysDamaged()
        version = data.get("version")
        if type(version) is int and version > VERSION:
            raise KeysNewer()
        _validate(data)
        if canonical(data) != raw:
            raise KeysDamaged()
        return cls(data, kdf)

    @classmethod
    def salvage(cls, path: Path, *, kdf: Kdf = argon2id) -> Self:
        """What is left of a damaged key file: the slots that are whole, each sealed by itself. Its MAC never
        holds, so it opens a store only together with the copy inside that store.

        Raises KeysDamaged when not one slot is left, or a problem of the disk.
        """
        with problems(), path.open("rb") as file:
            text = file.read(LARGEST).decode("ascii", "replace")
        store = _STORE.search(text)
        found = [slot for each in _SLOT.findall(text) if (slot := _whole_slot(each)) is not None]
        if store is None or not found:
            raise KeysDamaged()
        data = {"format": FORMAT, "gen": 0, "mac": "", "slots": found[:MOST_SLOTS], "store": store[1]}
        return cls(data | {"created": "", "version": VERSION}, kdf)

    def genuine(self, mk: MasterKey) -> bool:
        """Whether the whole file is as an app that held the master key wrote it."""
        body = {name: value for name, value in self._data.items() if name != "mac"}
        return hmac.compare_digest(str(self._data["mac"]).encode(), _mac(mk, body).encode())

    def pass_over(self, generation: int) -> None:
        """The next change is counted above this one, which stands in another copy."""
        self._passed = max(self._passed, generation)

    def to_bytes(self) -> bytes:
        """The file's content: canonical JSON, the same bytes every time."""
        return canonical(self._data)

    @property
    def store_id(self) -> str:
        """The id of the store that these keys belong to."""
        return str(self._data["store"])

    @property
    def generation(self) -> int:
        """Counts every change of the slots; of two copies the one with the higher number is newer."""
        return int(self._data["gen"])

    @property
    def has_recovery(self) -> bool:
        """True when a recovery key was set."""
        return any(slot["type"] == slots.RECOVERY for slot in self._data["slots"])

    def unlock_passphrase(self, text: str, *, altered_ok: bool = False) -> MasterKey:
        """The master key. Takes as long as the slots' cost says. The text is read as `passphrase.normalise`
        says.

        Raises WrongPassphrase, PassphraseUnusable, NotEnoughMemory, and KeysAltered when the passphrase is
        right but the file was changed from outside; with `altered_ok` the key is returned even then, for
        repairing the file from the copy inside the store.
        """
        found = self._unlock(
            slots.PASSPHRASE, lambda slot: slots.passphrase_kek(slot, text, self._kdf), altered_ok
        )
        if found is None:
            raise WrongPassphrase()
        return found

    def unlock_recovery(self, key: RecoveryKey, *, altered_ok: bool = False) -> MasterKey:
        """The master key, at once. Raises WrongRecoveryKey, or KeysAltered as `unlock_passphrase` does."""
        found = self._unlock(slots.RECOVERY, lambda slot: slots.recovery_kek(slot, key), altered_ok)
        if found is None:
            raise WrongRecoveryKey()
        return found

    def change_passphrase(self, mk: MasterKey, new: str, *, cost: Cost = Cost()) -> None:  # noqa: B008 - frozen
        """Lets the new passphrase open the store instead of the old; the store itself does not change."""
        self._verify(mk)
        self._replace_slot(
            mk, slots.PASSPHRASE, slots.passphrase_slot(self.store_id, "A", mk, new, cost, self._kdf)
        )
        self._proofs[slots.PASSPHRASE] = lambda saved: saved.unlock_passphrase(new)

    def replace_recovery(self, mk: MasterKey, key: RecoveryKey) -> None:
        """Lets this recovery key open the store; an earlier sheet no longer does."""
        if self._data["slots"] and "mac" in self._data:
            self._verify(mk)
        self._replace_slot(mk, slots.RECOVERY, slots.recovery_slot(self.store_id, "R", mk, key))
        self._proofs[slots.RECOVERY] = lambda saved: saved.unlock_recovery(key)

    def save(self, path: Path) -> None:
        """Writes the file in one step; the bytes of an older one are overwritten.

        Before the older file is given up, the new one is read back and opened with every secret entered since
        the last save. Raises a problem of the disk; the older file is then untouched, and this object is
        again as it says."""
        proofs = self._proofs

        def check(found: bytes) -> None:
            saved = type(self).from_bytes(found, kdf=self._kdf)
            for proof in proofs.values():
                proof(saved)

        try:
            with problems():
                files.replace(path, self.to_bytes(), check, scrub=True)
        except BaseException:
            if self._kept is not None:
                self._data, self._proofs = self._kept, {}
            raise
        self._kept, self._proofs = self._data, {}

    def _unlock(self, kind: str, kek: Callable[[Slot], bytes], altered_ok: bool) -> MasterKey | None:
        for slot in self._data["slots"]:
            if slot["type"] != kind:
                continue
            mk = slots.unwrap(self.store_id, slot, kek(slot))
            if mk is not None:
                if not altered_ok:
                    self._verify(mk)
                return mk
        return None

    def _replace_slot(self, mk: MasterKey, kind: str, slot: Slot) -> None:
        kept = [old for old in self._data["slots"] if old["type"] != kind]
        if len(kept) >= MOST_SLOTS:
            raise KeysDamaged()
        body = {name: value for name, value in self._data.items() if name != "mac"}
        body |= {"gen": max(self._data["gen"], self._passed) + 1, "slots": [*kept, slot]}
        self._data = body | {"mac": _mac(mk, body)}

    def _verify(self, mk: MasterKey) -> None:
        if not self.genuine(mk):
            raise KeysAltered()


def new_store_id() -> str:
    """A random id for a new store: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def _mac(mk: MasterKey, body: dict[str, Any]) -> str:
    return hmac.new(mk.derive("caseapp/header-mac/1"), canonical(body), sha256).hexdigest()


def _whole_slot(text: str) -> Slot | None:
    """A slot out of a damaged file, or None."""
    try:
        slot = slots.validate(json.loads(text, parse_float=_refuse, parse_constant=_refuse))
    except (ValueError, KeysDamaged):
        return None
    return slot if slot["type"] in (slots.PASSPHRASE, slots.RECOVERY) else None


def _refuse(text: str) -> object:
    raise ValueError(text)


def _validate(data: dict[str, Any]) -> None:
    """Refuses whatever the app never writes, before any of it is used."""
    texts = [data.get(name) for name in ("created", "mac", "store")]
    if (
        set(data) != _FIELDS
        or data["version"] != VERSION
        or not all(type(t) is str and len(t) <= 64 for t in texts)
    ):
        raise KeysDamaged()
    if type(data["version"]) is not int or type(data["gen"]) is not int or not 0 <= data["gen"] < 1 << 53:
        raise KeysDamaged()
    found = data["slots"]
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_SLOTS:
        raise KeysDamaged()
    for slot in found:
        slots.validate(slot)
