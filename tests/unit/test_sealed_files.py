"""The sealed file: its format against frozen examples and a second implementation, and every way to break
it.
"""

from __future__ import annotations

import io
import json
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.keys import MasterKey
from caseapp.keys.sealed import CHUNK, HEAD, SealBroken, SealedReader, SealNewer, name_of, seal, sealed_size
from tests.unit import second_seal

VECTORS = json.loads((Path(__file__).parent / "data" / "sealed_vectors.json").read_text(encoding="utf-8"))
MASTER = bytes(range(32))
SALT = bytes(range(100, 132))
STEP = CHUNK + 16
SIZES = [0, 1, 100, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5]


def pattern(size: int) -> bytes:
    """Bytes that differ from chunk to chunk."""
    block = b"".join(number.to_bytes(4, "big") for number in range(1 + size // 4))
    return block[:size]


def sealed(data: bytes, salt: bytes = SALT, master: bytes = MASTER) -> bytes:
    out = io.BytesIO()
    told = seal(MasterKey(master), salt, io.BytesIO(data).read, out.write, lambda amount: None)
    assert (told.size, told.sha256) == (len(data), sha256(data).hexdigest())
    assert told.sealed_sha256 == sha256(out.getvalue()).hexdigest()
    return out.getvalue()


def opened(raw: bytes, name: str = "", master: bytes = MASTER) -> bytes:
    reader = SealedReader(MasterKey(master), io.BytesIO(raw), name or name_of(SALT))
    data = reader.read()
    assert reader.size == len(data)
    return data


def refused(raw: bytes) -> None:
    assert second_seal.unseal(MASTER, name_of(SALT), raw) is None
    with pytest.raises(SealBroken):
        opened(raw)


@pytest.mark.parametrize("case", VECTORS["small"], ids=lambda case: str(len(case["original"]) // 2))
def test_both_agree_with_the_example(case) -> None:
    master, salt = bytes.fromhex(case["master_key"]), bytes.fromhex(case["salt"])
    original, raw = bytes.fromhex(case["original"]), bytes.fromhex(case["sealed"])
    assert sealed(original, salt, master) == raw
    assert second_seal.seal(master, salt, original) == raw
    assert opened(raw, case["name"], master) == original
    assert second_seal.unseal(master, case["name"], raw, by_hand=True) == original


@pytest.mark.parametrize("case", VECTORS["large"], ids=lambda case: str(case["size"]))
def test_both_agree_with_the_larger_example(case) -> None:
    salt = bytes.fromhex(case["salt"])
    raw = sealed(pattern(case["size"]), salt)
    assert sha256(raw).hexdigest() == case["sealed_sha256"]
    assert second_seal.seal(MASTER, salt, pattern(case["size"])) == raw


@pytest.mark.parametrize("size", SIZES)
def test_every_size_comes_back(size: int) -> None:
    raw = sealed(pattern(size))
    assert len(raw) == sealed_size(size)
    assert opened(raw) == pattern(size)
    assert second_seal.unseal(MASTER, name_of(SALT), raw) == pattern(size)


@given(st.binary(max_size=300), st.binary(min_size=32, max_size=32))
def test_any_bytes_come_back(data: bytes, salt: bytes) -> None:
    raw = sealed(data, salt)
    assert opened(raw, name_of(salt)) == data
    assert second_seal.unseal(MASTER, name_of(salt), raw) == data


def test_a_source_that_gives_little_at_a_time_is_sealed_alike() -> None:
    data = pattern(CHUNK + 70_000)
    whole, given_out = io.BytesIO(data), io.BytesIO()
    seal(MasterKey(MASTER), SALT, lambda size: whole.read(min(size, 65_521)), given_out.write, lambda n: None)
    assert given_out.getvalue() == sealed(data)


def test_every_bit_of_a_small_file_counts() -> None:
    raw = bytearray(sealed(b"a line of evidence"))
    for place in range(len(raw)):
        for bit in range(8):
            raw[place] ^= 1 << bit
            refused(bytes(raw))
            raw[place] ^= 1 << bit
    assert opened(bytes(raw)) == b"a line of evidence"


def test_a_bit_in_any_chunk_of_a_larger_file_counts() -> None:
    raw = bytearray(sealed(pattern(2 * CHUNK + 5)))
    for start in range(HEAD, len(raw), STEP):
        for place in {start, start + 1, min(start + STEP, len(raw)) - 1}:
            raw[place] ^= 16
            refused(bytes(raw))
            raw[place] ^= 16


@pytest.mark.parametrize("size", [0, 1, 100, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_file_cut_off_or_made_longer_is_noticed(size: int) -> None:
    raw = sealed(pattern(size))
    ends = {0, 7, HEAD - 1, HEAD, HEAD + 1, HEAD + 15, HEAD + STEP - 1, HEAD + STEP, HEAD + STEP + 16}
    for end in {*ends, len(raw) - 1, len(raw) - 16, len(raw) - 17}:
        if end < len(raw):
            refused(raw[:end])
    for more in (b"\0", bytes(16), bytes(17), raw[HEAD:], raw):
        refused(raw + more)


def test_chunks_moved_repeated_or_left_out_are_noticed() -> None:
    raw = sealed(pattern(3 * CHUNK))
    head, one, two, three = raw[:HEAD], *(raw[HEAD + n * STEP : HEAD + (n + 1) * STEP] for n in range(3))
    assert head + one + two + three == raw
    for order in (
        (two, one, three),
        (one, three, two),
        (one, one, three),
        (one, two, two, three),
        (two, three),
        (one, three),
        (one, two),
        (three,),
    ):
        refused(head + b"".join(order))


def test_chunks_of_another_file_are_noticed() -> None:
    raw, other = sealed(pattern(2 * CHUNK)), sealed(pattern(2 * CHUNK), bytes(32))
    refused(raw[: HEAD + STEP] + other[HEAD + STEP :])
    refused(other[:HEAD] + raw[HEAD:])
    refused(raw[:HEAD] + other[HEAD:])


def test_a_file_under_another_name_does_not_open() -> None:
    other = bytes(32)
    with pytest.raises(SealBroken):
        opened(sealed(b"one"), name_of(other))
    assert second_seal.unseal(MASTER, name_of(other), sealed(b"one")) is None
    with pytest.raises(SealBroken):
        opened(sealed(b"one"), master=bytes(32))


def test_a_file_of_a_later_version_is_told_apart() -> None:
    raw = bytearray(sealed(b"one"))
    raw[11] = 2
    with pytest.raises(SealNewer):
        opened(bytes(raw))


def test_nothing_of_a_damaged_chunk_is_given_out() -> None:
    raw = bytearray(sealed(pattern(2 * CHUNK)))
    raw[HEAD + STEP + 5] ^= 1
    chunks = iter(SealedReader(MasterKey(MASTER), io.BytesIO(bytes(raw)), name_of(SALT)))
    assert next(chunks) == pattern(CHUNK)
    with pytest.raises(SealBroken):
        next(chunks)


def test_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / name_of(SALT)
    with source.open("wb") as file:
        file.truncate(96 * CHUNK)
    tracemalloc.start()
    try:
        with source.open("rb") as reader, target.open("wb") as writer:
            seal(MasterKey(MASTER), SALT, reader.read, writer.write, lambda amount: None)
        with SealedReader(MasterKey(MASTER), target.open("rb"), name_of(SALT)) as sealed_file:
            assert sum(map(len, sealed_file)) == 96 * CHUNK
        assert tracemalloc.get_traced_memory()[1] < 12 * CHUNK
    finally:
        tracemalloc.stop()
