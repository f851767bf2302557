"""The key file: who it lets in, and that nobody changes it unnoticed."""

from __future__ import annotations

import hmac
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.keys import (
    Cost,
    KeyFile,
    KeysAltered,
    KeysDamaged,
    KeysMissing,
    KeysNewer,
    MasterKey,
    PassphraseUnusable,
    RecoveryKey,
    WrongPassphrase,
    WrongRecoveryKey,
)
from caseapp.keys.canonical import canonical
from caseapp.keys.keyfile import new_store_id
from caseapp.keys.slots import argon2id
from db.errors import Problem
from tests.fakes import START
from tests.unit import second_keys

LEAST = Cost(64 * 1024, 2, 1)
PHRASE = "plural cargo velvet onion magnet tulip"
STORE = "00112233445566778899aabbccddeeff"

#: The real derivation, remembered: the tests below open the same slots many times.
remembered = cache(argon2id)


def quick(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Depends on all that Argon2id depends on, and costs nothing: for flipping every bit."""
    return sha256(repr((secret, salt, cost)).encode()).digest()


@pytest.fixture(scope="module")
def mk() -> MasterKey:
    return MasterKey.new()


@pytest.fixture(scope="module")
def recovery() -> RecoveryKey:
    return RecoveryKey.new()


@pytest.fixture(scope="module")
def written(mk: MasterKey, recovery: RecoveryKey) -> bytes:
    return KeyFile.create(STORE, mk, PHRASE, recovery, START, cost=LEAST, kdf=remembered).to_bytes()


@pytest.fixture
def keys(written: bytes) -> KeyFile:
    return KeyFile.from_bytes(written, kdf=remembered)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_both_secrets_open(path: Path, mk: MasterKey, recovery: RecoveryKey) -> None:
    KeyFile.create(STORE, mk, PHRASE, recovery, START, cost=LEAST).save(path)
    loaded = KeyFile.load(path)
    assert loaded.unlock_passphrase(PHRASE) == mk
    assert loaded.unlock_recovery(recovery) == mk
    assert loaded.store_id == STORE
    assert loaded.has_recovery


def test_anything_else_does_not_open(keys: KeyFile) -> None:
    with pytest.raises(WrongPassphrase):
        keys.unlock_passphrase(PHRASE + "s")
    with pytest.raises(WrongRecoveryKey):
        keys.unlock_recovery(RecoveryKey.new())


def test_without_a_recovery_key_none_opens(mk: MasterKey, recovery: RecoveryKey) -> None:
    keys = KeyFile.create(STORE, mk, PHRASE, None, START, cost=LEAST, kdf=quick)
    assert not keys.has_recovery
    with pytest.raises(WrongRecoveryKey):
        keys.unlock_recovery(recovery)
    keys.replace_recovery(mk, recovery)
    assert keys.unlock_recovery(recovery) == mk


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "x" * 1001])
def test_what_can_not_be_a_passphrase(keys: KeyFile, mk: MasterKey, text: str) -> None:
    before = keys.to_bytes()
    with pytest.raises(PassphraseUnusable):
        keys.change_passphrase(mk, text, cost=LEAST)
    assert keys.to_bytes() == before


def test_changing_the_passphrase(keys: KeyFile, path: Path, mk: MasterKey, recovery: RecoveryKey) -> None:
    keys.save(path)
    generation = keys.generation
    keys.change_passphrase(mk, "a quite different phrase", cost=LEAST)
    keys.save(path)
    loaded = KeyFile.load(path, kdf=remembered)
    assert loaded.generation == generation + 1
    assert loaded.unlock_passphrase("a quite different phrase") == mk
    assert loaded.unlock_recovery(recovery) == mk
    with pytest.raises(WrongPassphrase):
        loaded.unlock_passphrase(PHRASE)


def test_replacing_the_recovery_key(keys: KeyFile, path: Path, mk: MasterKey, recovery: RecoveryKey) -> None:
    newer = RecoveryKey.new()
    keys.replace_recovery(mk, RecoveryKey.new())  # made, and made again before anything was saved
    keys.replace_recovery(mk, newer)
    keys.save(path)
    loaded = KeyFile.load(path, kdf=remembered)
    assert loaded.unlock_recovery(newer) == mk
    assert loaded.unlock_passphrase(PHRASE) == mk
    with pytest.raises(WrongRecoveryKey):
        loaded.unlock_recovery(recovery)


def test_only_the_master_key_of_the_file_may_change_it(keys: KeyFile, recovery: RecoveryKey) -> None:
    before = keys.to_bytes()
    with pytest.raises(KeysAltered):
        keys.change_passphrase(MasterKey.new(), "some other phrase here", cost=LEAST)
    with pytest.raises(KeysAltered):
        keys.replace_recovery(MasterKey.new(), recovery)
    assert keys.to_bytes() == before


def test_new_slots_cost_what_the_version_says(mk: MasterKey) -> None:
    keys = KeyFile.create(STORE, mk, PHRASE, None, START, kdf=quick)
    kdf = json.loads(keys.to_bytes())["slots"][0]["kdf"]
    assert kdf == {"alg": "argon2id", "m": 262144, "p": 4, "t": 3, "v": 19}


def test_the_file_is_private_small_and_names_nobody(keys: KeyFile, path: Path) -> None:
    keys.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["keys.json"]
    data = json.loads(path.read_bytes())
    assert path.stat().st_size < 1500
    assert [slot["label"] for slot in data["slots"]] == ["A", "R"]
    assert data["created"] == "2026-03-16T09:30:00Z"


def test_saving_overwrites_the_bytes_of_the_old_file(keys: KeyFile, path: Path, mk: MasterKey) -> None:
    keys.save(path)
    old = path.read_bytes()
    os.link(path, path.with_name("witness"))
    keys.change_passphrase(mk, "a quite different phrase", cost=LEAST)
    keys.save(path)
    left = path.with_name("witness").read_bytes()
    assert len(left) == len(old)
    assert all(old[at : at + 16] not in left for at in range(0, len(old), 16))


def test_a_file_that_would_not_open_never_replaces_the_old(keys: KeyFile, path: Path, mk: MasterKey) -> None:
    """A derivation that goes wrong once (a flipped bit in memory) shows before the old file is given up."""
    keys.save(path)
    before = path.read_bytes()
    wrong = [True]

    def fails_once(secret: bytes, salt: bytes, cost: Cost) -> bytes:
        out = quick(secret, salt, cost)
        return bytes(32) if wrong and wrong.pop() else out

    unlucky = KeyFile.load(path, kdf=fails_once)
    unlucky.change_passphrase(mk, "a quite different phrase", cost=LEAST)
    with pytest.raises(WrongPassphrase):
        unlucky.save(path)
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == ["keys.json"]
    assert unlucky.to_bytes() == before  # nor does it come back with the next change that is saved


def test_the_repr_of_nothing_shows_a_secret(mk: MasterKey, recovery: RecoveryKey) -> None:
    shown = repr(mk) + str(mk) + repr(recovery) + str(recovery)
    assert mk.reveal().hex() not in shown
    assert recovery.text not in shown
    assert recovery.text[:4] not in shown


def bits(raw: bytes) -> list[tuple[int, int]]:
    return [(place, bit) for place in range(len(raw)) for bit in range(8)]


def test_every_flipped_bit_is_noticed(mk: MasterKey, recovery: RecoveryKey) -> None:
    """Through either secret: refused as damaged, not opened, or seen by the MAC. Never taken."""
    raw = KeyFile.create(STORE, mk, PHRASE, recovery, START, cost=LEAST, kdf=quick).to_bytes()
    taken = []
    for place, bit in bits(raw):
        flipped = bytearray(raw)
        flipped[place] ^= 1 << bit
        for unlock in (lambda k: k.unlock_passphrase(PHRASE), lambda k: k.unlock_recovery(recovery)):
            try:
                unlock(KeyFile.from_bytes(bytes(flipped), kdf=quick))
            except Problem:
                continue
            taken.append((place, bit))
    assert taken == []


def test_flipped_bits_are_noticed_with_the_real_derivation(keys: KeyFile) -> None:
    raw = keys.to_bytes()
    salt = raw.index(b'"salt":"') + 8
    wrapped = raw.index(b'"wrapped":"') + 11
    for place in (salt, salt + 31, wrapped, wrapped + 95):
        flipped = bytearray(raw)
        flipped[place] = ord("0") if flipped[place] != ord("0") else ord("1")
        with pytest.raises(WrongPassphrase):
            KeyFile.from_bytes(bytes(flipped)).unlock_passphrase(PHRASE)


def changed(keys: KeyFile, change: Callable[[dict[str, Any]], object]) -> bytes:
    data = json.loads(keys.to_bytes())
    change(data)
    return canonical(data)


def without_second_slot(data: dict[str, Any]) -> None:
    del data["slots"][1]


@pytest.mark.parametrize(
    "change",
    [
        without_second_slot,
        lambda data: data["slots"].reverse(),
        lambda data: data["slots"].append(data["slots"][1]),
        lambda data: data["slots"].append({"id": "99", "type": "organisation", "wrapped": "00"}),
        lambda data: data.update(gen=99),
        lambda data: data.update(created="2020-01-01T00:00:00Z"),
        lambda data: data.update(mac="00" * 32),
        lambda data: data["slots"][1].update(label="Z"),
    ],
)
def test_a_change_of_the_whole_is_seen_by_the_mac(keys: KeyFile, mk: MasterKey, change) -> None:
    altered = KeyFile.from_bytes(changed(keys, change), kdf=remembered)
    with pytest.raises(KeysAltered):
        altered.unlock_passphrase(PHRASE)
    assert altered.unlock_passphrase(PHRASE, altered_ok=True) == mk


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["slots"][0]["kdf"].update(t=3),
        lambda data: data["slots"][0]["kdf"].update(m=70000),
        lambda data: data["slots"][0].update(label="Z"),
        lambda data: data["slots"][0].update(id="ff" * 8),
        lambda data: data.update(store="ff" * 16),
    ],
)
def test_a_slot_can_be_neither_weakened_nor_moved(keys: KeyFile, change) -> None:
    altered = KeyFile.from_bytes(changed(keys, change), kdf=remembered)
    with pytest.raises(WrongPassphrase):
        altered.unlock_passphrase(PHRASE, altered_ok=True)


def in_kdf(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda data: data["slots"][0]["kdf"].update(values)


def in_slot(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda data: data["slots"][0].update(values)


@pytest.mark.parametrize(
    "change",
    [
        in_kdf(m=65535),
        in_kdf(m=2097153),
        in_kdf(m=0),
        in_kdf(m=-1),
        in_kdf(m=True),
        in_kdf(m="65536"),
        in_kdf(t=1),
        in_kdf(t=17),
        in_kdf(t=True),
        in_kdf(p=0),
        in_kdf(p=9),
        in_kdf(p=True),
        in_kdf(p=None),
        in_kdf(v=16),
        in_kdf(v=True),
        in_kdf(alg="pbkdf2"),
        in_kdf(extra=1),
        in_slot(kdf=None),
        in_slot(kdf=[]),
        in_slot(salt="00"),
        in_slot(salt="0G" * 16),
        in_slot(salt="AA" * 16),
        in_slot(nonce=1),
        in_slot(wrapped="00" * 47),
        in_slot(keyfile=True),
        in_slot(keyfile=0),
        in_slot(extra=""),
        in_slot(label=""),
        in_slot(label="x" * 65),
        in_slot(id=1),
        in_slot(type=None),
        lambda data: data["slots"][1].update(kdf={"alg": "hkdf-sha1"}),
        lambda data: data["slots"].clear(),
        lambda data: data["slots"].extend({"id": str(n), "type": "other"} for n in range(31)),
        lambda data: data.update(slots={}),
        lambda data: data.update(slots=[1]),
        lambda data: data.update(extra=1),
        lambda data: data.update(version=0),
        lambda data: data.update(version=True),
        lambda data: data.update(version="1"),
        lambda data: data.update(format="other"),
        lambda data: data.update(gen=-1),
        lambda data: data.update(gen=True),
        lambda data: data.update(store=5),
        lambda data: data.update(store="x" * 65),
        lambda data: data.pop("mac"),
    ],
)
def test_values_that_the_app_never_writes_are_refused(keys: KeyFile, change) -> None:
    with pytest.raises(KeysDamaged):
        KeyFile.from_bytes(changed(keys, change))


@pytest.mark.parametrize("number", ["65536.0", "6.5536e4", "NaN", "Infinity", "1" * 5000])
def test_numbers_of_other_kinds_are_refused(keys: KeyFile, number: str) -> None:
    raw = keys.to_bytes().replace(b'"m":65536', b'"m":' + number.encode())
    assert raw != keys.to_bytes()
    with pytest.raises(KeysDamaged):
        KeyFile.from_bytes(raw)


def test_a_newer_version_is_named_as_such(keys: KeyFile) -> None:
    with pytest.raises(KeysNewer):
        KeyFile.from_bytes(changed(keys, lambda data: data.update(version=2, slots="of another kind")))


def test_slots_of_a_kind_from_the_future_are_kept(
    keys: KeyFile, mk: MasterKey, recovery: RecoveryKey
) -> None:
    """A later version adds kinds of slots; changing the passphrase here must not lose them."""
    slot = {"id": "0011", "type": "organisation", "anything": {"nested": [1, "x"]}}
    altered = KeyFile.from_bytes(changed(keys, lambda data: data["slots"].append(slot)), kdf=remembered)
    data = json.loads(altered.to_bytes())
    assert data["slots"][2] == slot
    del data["mac"]
    mac = hmac.new(
        second_keys.hkdf(mk.reveal(), "caseapp/header-mac/1", b""), canonical(data), sha256
    ).hexdigest()
    honest = KeyFile.from_bytes(canonical(data | {"mac": mac}), kdf=remembered)
    honest.change_passphrase(mk, "a quite different phrase", cost=LEAST)
    honest.replace_recovery(mk, recovery)
    assert slot in json.loads(honest.to_bytes())["slots"]
    assert honest.unlock_passphrase("a quite different phrase") == mk


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"null", b"[]", b'{"format":"caseapp-keys"}', b"\xff\xfe", b"[" * 60000]
)
def test_what_is_no_key_file(raw: bytes) -> None:
    with pytest.raises(KeysDamaged):
        KeyFile.from_bytes(raw)


def test_other_spellings_of_the_same_data_are_refused(keys: KeyFile) -> None:
    for raw in (keys.to_bytes() + b"\n", keys.to_bytes().replace(b":", b": ", 1)):
        with pytest.raises(KeysDamaged):
            KeyFile.from_bytes(raw)


def test_a_huge_file_is_refused_unread(path: Path, keys: KeyFile) -> None:
    path.write_bytes(keys.to_bytes() + b" " * 70_000)
    with pytest.raises(KeysDamaged):
        KeyFile.load(path)


def test_a_missing_file_and_a_folder_in_its_place(path: Path) -> None:
    with pytest.raises(KeysMissing):
        KeyFile.load(path)
    path.mkdir()
    with pytest.raises(KeysDamaged):
        KeyFile.load(path)


_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from caseapp.keys import KeyFile
keys = KeyFile.load(Path(sys.argv[1]))
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (40 << 20), used + (40 << 20)))
try:
    keys.unlock_passphrase("any phrase")
except Exception as problem:
    print(type(problem).__name__, problem)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process this way")
def test_too_little_memory_is_said(keys: KeyFile, path: Path) -> None:
    keys.save(path)
    command = [sys.executable, "-c", _LITTLE_MEMORY, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("NotEnoughMemory ")
    assert "64 MB" in done.stdout


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(raw: bytes) -> None:
    with pytest.raises((KeysDamaged, KeysNewer)):
        KeyFile.from_bytes(raw)


def test_store_ids_are_random() -> None:
    assert len({new_store_id() for _ in range(50)}) == 50
    assert len(new_store_id()) == 32
