"""Fixed examples of every key format: the product and a second implementation must both agree with them.

The examples are frozen: a change here means that existing stores no longer open.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw

from caseapp.keys import Cost, KeyFile, MasterKey, RecoveryKey, WrongPassphrase, database_key
from caseapp.keys.passphrase import normalise
from caseapp.keys.slots import argon2id, passphrase_kek, recovery_kek
from db.receipt import Receipt
from tests.unit import second_keys

VECTORS = json.loads((Path(__file__).parent / "data" / "key_vectors.json").read_text(encoding="utf-8"))
FILES = VECTORS["key_files"]


@pytest.mark.parametrize("case", FILES, ids=["least-cost", "usual-cost"])
def test_the_app_opens_the_example(case) -> None:
    keys = KeyFile.from_bytes(case["file"].encode())
    expected = MasterKey(bytes.fromhex(case["master_key"]))
    assert keys.unlock_passphrase(case["typed_differently"]) == expected
    assert keys.unlock_recovery(RecoveryKey.read(case["recovery_key"])) == expected
    assert keys.to_bytes().decode() == case["file"]


@pytest.mark.parametrize("case", FILES, ids=["least-cost", "usual-cost"])
def test_the_second_implementation_opens_the_example(case) -> None:
    raw = case["file"].encode()
    assert second_keys.unlock(raw, "passphrase", case["typed_differently"]) == bytes.fromhex(
        case["master_key"]
    )
    assert second_keys.unlock(raw, "recovery", case["recovery_key"]) == bytes.fromhex(case["master_key"])


def test_the_second_implementation_refuses_what_it_should() -> None:
    case = FILES[0]
    assert second_keys.unlock(case["file"].encode(), "passphrase", "another phrase") is None
    forged = json.loads(case["file"])
    forged["gen"] += 1
    assert second_keys.unlock(json.dumps(forged).encode(), "recovery", case["recovery_key"]) is None


@pytest.mark.parametrize("case", FILES, ids=["least-cost", "usual-cost"])
def test_both_make_the_same_wrapping_keys(case) -> None:
    passphrase, recovery = json.loads(case["file"])["slots"]
    assert passphrase_kek(passphrase, case["passphrase"], argon2id).hex() == case["passphrase_kek"]
    assert recovery_kek(recovery, RecoveryKey.read(case["recovery_key"])).hex() == case["recovery_kek"]
    assert second_keys.passphrase_kek(passphrase, case["passphrase"]).hex() == case["passphrase_kek"]
    assert second_keys.recovery_kek(recovery, case["recovery_key"]).hex() == case["recovery_kek"]


@pytest.mark.parametrize("case", VECTORS["argon2id"])
def test_argon2id_agrees(case) -> None:
    salt, secret = bytes.fromhex(case["salt"]), normalise(case["passphrase"])
    assert secret.hex() == case["bytes"]
    assert argon2id(secret, salt, Cost(case["m"], case["t"], case["p"])).hex() == case["out"]
    numbers = {"time_cost": case["t"], "memory_cost": case["m"], "parallelism": case["p"]}
    assert hash_secret_raw(secret, salt, hash_len=32, type=Type.ID, **numbers).hex() == case["out"]


@pytest.mark.parametrize("case", VECTORS["derive"])
def test_derived_keys_agree(case) -> None:
    master, salt = bytes.fromhex(case["master_key"]), bytes.fromhex(case["salt"])
    assert MasterKey(master).derive(case["info"], salt).hex() == case["out"]
    assert second_keys.hkdf(master, case["info"], salt).hex() == case["out"]
    if salt:
        assert database_key(MasterKey(master), salt).hex() == case["out"]


@pytest.mark.parametrize("case", VECTORS["recovery"])
def test_recovery_texts_agree(case) -> None:
    key = RecoveryKey(bytes.fromhex(case["bytes"]))
    assert key.text == case["text"]
    assert RecoveryKey.read(case["text"]) == key


@pytest.mark.parametrize("case", VECTORS["receipt"])
def test_the_receipt_agrees(case, tmp_path: Path) -> None:
    path = tmp_path / "receipt.bin"
    path.write_bytes(bytes.fromhex(case["file"]))
    receipt = Receipt(path, bytes.fromhex(case["key"]))
    assert receipt.read() == (case["seq"], bytes.fromhex(case["head"]))


def test_the_examples_are_not_opened_by_anything_else() -> None:
    with pytest.raises(WrongPassphrase):
        KeyFile.from_bytes(FILES[0]["file"].encode()).unlock_passphrase(FILES[0]["passphrase"].upper())
