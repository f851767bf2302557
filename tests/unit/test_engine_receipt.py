"""The save receipt: what is read is what was written last, or it is said to be damaged."""

from __future__ import annotations

import hmac
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import ReceiptDamaged
from db.receipt import HALF, Receipt

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "receipt.bin"


def test_nothing_stated_yet(path: Path) -> None:
    assert Receipt(path, KEY).read() is None


def test_the_newest_statement_is_read(path: Path) -> None:
    receipt = Receipt(path, KEY)
    for seq in range(1, 8):
        receipt.write(seq, bytes([seq]) * 32)
        assert Receipt(path, KEY).read() == (seq, bytes([seq]) * 32)
    receipt.close()
    assert path.stat().st_size == 2 * HALF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_writing_goes_on_after_reopening(path: Path) -> None:
    for seq in range(1, 6):
        receipt = Receipt(path, KEY)
        receipt.write(seq, b"h")
        receipt.close()
        other = Receipt(path, KEY)
        assert other.read() == (seq, b"h")
        assert other.damaged_halves() == 0


def two(path: Path) -> bytes:
    receipt = Receipt(path, KEY)
    receipt.write(41, b"older")
    receipt.write(42, b"newer")
    receipt.close()
    return path.read_bytes()


def test_a_torn_write_never_costs_more_than_the_last_statement(path: Path) -> None:
    before = two(path)
    receipt = Receipt(path, KEY)
    receipt.write(43, b"torn")
    receipt.close()
    after = path.read_bytes()
    for cut in range(0, 2 * HALF + 1, 16):
        path.write_bytes(after[:cut] + before[cut:])
        found = Receipt(path, KEY).read()
        assert found in ((42, b"newer"), (43, b"torn"))


def test_every_changed_byte_is_noticed(path: Path) -> None:
    """A damaged half is never believed: at most the other half's older statement is."""
    good = two(path)
    for place in range(len(good)):
        damaged = bytearray(good)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        receipt = Receipt(path, KEY)
        assert receipt.read() == ((42, b"newer") if place < HALF else (41, b"older"))
        assert receipt.damaged_halves() == 1


def test_both_halves_damaged_is_said(path: Path) -> None:
    good = two(path)
    damaged = bytearray(good)
    damaged[0] ^= 1
    damaged[HALF + 100] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(ReceiptDamaged):
        Receipt(path, KEY).read()


@pytest.mark.parametrize("content", [b"x", b"\0" * 5000, b"\xff" * 1024])
def test_another_file_in_its_place_is_said(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ReceiptDamaged):
        Receipt(path, KEY).read()


def test_a_blank_file_states_nothing(path: Path) -> None:
    path.write_bytes(bytes(1024))
    assert Receipt(path, KEY).read() is None


def test_the_receipt_of_another_store_is_not_believed(path: Path) -> None:
    two(path)
    with pytest.raises(ReceiptDamaged):
        Receipt(path, bytes(32)).read()


def test_halves_can_not_be_exchanged(path: Path) -> None:
    good = two(path)
    path.write_bytes(good[HALF:] + good[:HALF])
    with pytest.raises(ReceiptDamaged):
        Receipt(path, KEY).read()


def test_after_damage_writing_repairs_it(path: Path) -> None:
    path.write_bytes(b"\xff" * 1024)
    receipt = Receipt(path, KEY)
    receipt.write(50, b"a")
    receipt.write(51, b"b")
    receipt.close()
    assert Receipt(path, KEY).read() == (51, b"b")
    assert Receipt(path, KEY).damaged_halves() == 0


def test_the_better_half_is_kept_when_writing_after_damage(path: Path) -> None:
    good = bytearray(two(path))
    good[3] ^= 1  # the half with the older statement, or the newer one
    path.write_bytes(good)
    kept = Receipt(path, KEY).read()
    receipt = Receipt(path, KEY)
    receipt.write(43, b"next")
    receipt.close()
    torn = bytearray(path.read_bytes())
    place = 0 if bytes(torn[16:21]) == b"\x04next" else HALF
    torn[place + 100] ^= 1
    path.write_bytes(torn)
    assert Receipt(path, KEY).read() == kept


@pytest.mark.parametrize(("seq", "head"), [(-1, b""), (1 << 64, b""), (0, bytes(65))])
def test_limits(path: Path, seq: int, head: bytes) -> None:
    with pytest.raises(ValueError, match="64"):
        Receipt(path, KEY).write(seq, head)


def test_the_format_is_as_documented(path: Path) -> None:
    """docs/format.md, section "Save receipt", spelt out a second time."""
    receipt = Receipt(path, KEY)
    receipt.write(7, b"HEAD")
    receipt.close()
    body = b"CASERCP1" + (7).to_bytes(8, "big") + b"\x04HEAD" + bytes(512 - 32 - 8 - 8 - 1 - 4)
    assert path.read_bytes() == body + hmac.new(KEY, b"\0" + body, sha256).digest() + bytes(512)


@given(st.lists(st.tuples(st.integers(0, 1 << 63), st.binary(max_size=64)), min_size=1, max_size=6))
def test_any_rising_history_reads_back(tmp_path_factory: pytest.TempPathFactory, history) -> None:
    path = tmp_path_factory.mktemp("receipt") / "receipt.bin"
    receipt = Receipt(path, KEY)
    for seq, head in sorted(history):
        receipt.write(seq, head)
    assert receipt.read() == max(history)
    receipt.close()
