"""The recovery key as people copy it from paper."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.keys import RecoveryKey, RecoveryKeyInvalid
from caseapp.keys.problems import RecoveryGroupWrong, RecoveryKeyLength
from caseapp.keys.recovery import ALPHABET

keys = st.binary(min_size=20, max_size=20).map(RecoveryKey)


@given(keys)
def test_what_is_printed_reads_back(key: RecoveryKey) -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}", key.text)
    assert RecoveryKey.read(key.text) == key


@given(keys, st.sampled_from([" ", "", "\n", "  ", "–", ".", "_", " - "]))
def test_separators_and_case_do_not_matter(key: RecoveryKey, separator: str) -> None:
    assert RecoveryKey.read("  " + key.text.lower().replace("-", separator) + "\n") == key


@given(keys)
def test_signs_of_one_shape_are_read_as_meant(key: RecoveryKey) -> None:
    looks = str.maketrans("01ABEKMHPCTXY", "OlАВЕКМНРСТХУ")
    assert RecoveryKey.read(key.text.translate(looks)) == key


@given(keys, st.integers(0, 35), st.sampled_from(ALPHABET))
def test_one_wrong_sign_names_its_group(key: RecoveryKey, place: int, sign: str) -> None:
    chars = key.text.replace("-", "")
    wrong = chars[:place] + sign + chars[place + 1 :]
    if wrong == chars:
        assert RecoveryKey.read(wrong) == key
        return
    with pytest.raises(RecoveryKeyInvalid) as caught:
        RecoveryKey.read(wrong)
    # Rarely another slip explains the text as well: then no group is named, never a wrong one.
    assert caught.value.group in (place // 4 + 1, 0)


def test_the_wrong_group_is_named_in_all_but_rare_cases() -> None:
    named = 0
    for number in range(300):
        chars = RecoveryKey(number.to_bytes(20, "little")).text.replace("-", "")
        place = number % 36
        sign = ALPHABET[(ALPHABET.index(chars[place]) + 1 + number) % 32]
        if sign == chars[place]:
            sign = ALPHABET[(ALPHABET.index(sign) + 1) % 32]
        with pytest.raises(RecoveryKeyInvalid) as caught:
            RecoveryKey.read(chars[:place] + sign + chars[place + 1 :])
        named += caught.value.group == place // 4 + 1
    assert named >= 297


def test_neighbours_in_the_wrong_order_name_their_group() -> None:
    text = RecoveryKey(bytes(range(20))).text
    chars = text.replace("-", "")
    place = next(at for at in range(12, 30) if chars[at] != chars[at + 1] and at % 4 != 3)
    swapped = chars[:place] + chars[place + 1] + chars[place] + chars[place + 2 :]
    with pytest.raises(RecoveryGroupWrong) as caught:
        RecoveryKey.read(swapped)
    assert caught.value.group == place // 4 + 1
    assert f"Group {place // 4 + 1} " in str(caught.value)


@pytest.mark.parametrize(
    ("group", "wrong"), [(1, "ABC"), (5, "ABCDE"), (9, "AB"), (3, "AB?D"), (4, "ABUD"), (7, "ЖЖЖЖ")]
)
def test_a_group_that_can_not_be_right_is_named(group: int, wrong: str) -> None:
    groups = RecoveryKey(bytes(20)).text.split("-")
    groups[group - 1] = wrong
    with pytest.raises(RecoveryGroupWrong) as caught:
        RecoveryKey.read("-".join(groups))
    assert caught.value.group == group


@pytest.mark.parametrize("cut", [0, 1, 20, 35])
def test_missing_signs_are_counted(cut: int) -> None:
    chars = RecoveryKey(bytes(20)).text.replace("-", "")
    with pytest.raises(RecoveryKeyLength, match=f"here are {cut} characters"):
        RecoveryKey.read(chars[:cut])


def test_too_many_signs_are_counted() -> None:
    with pytest.raises(RecoveryKeyLength):
        RecoveryKey.read(RecoveryKey(bytes(20)).text + "-0000")


def test_many_slips_are_only_said_to_be_wrong() -> None:
    text = RecoveryKey(bytes(range(20))).text
    groups = text.split("-")
    groups[1], groups[6] = groups[6], groups[1]
    with pytest.raises(RecoveryKeyInvalid) as caught:
        RecoveryKey.read("-".join(groups))
    assert caught.value.group == 0


@given(st.text(max_size=60), st.text(alphabet=ALPHABET.lower() + " -", min_size=30, max_size=50))
def test_other_texts_are_refused_in_words(any_text: str, nearly: str) -> None:
    for text in (any_text, nearly):
        with pytest.raises(RecoveryKeyInvalid) as caught:
            RecoveryKey.read(text)
        assert "{" not in str(caught.value)


def test_keys_are_random_and_of_full_length() -> None:
    assert len({RecoveryKey.new().text for _ in range(100)}) == 100
    with pytest.raises(ValueError, match="20 bytes"):
        RecoveryKey(bytes(19))
