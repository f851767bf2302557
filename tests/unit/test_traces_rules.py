"""Keys of traces: the same thing meets however it was written, other things do not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp import lists
from caseapp.rules.traces import LONGEST, key, keys

SAME = [
    ("PLA", ["А123ВС77", "A123BC77", "а 123 вс 77", "a-123-bc 77 RUS"]),
    ("PLA", ["О001ОО199", "O001OO199", "0001 00 199"]),
    ("PLA", ["KA-1234", "ka 1234", "КА-1234"]),
    ("PLA", ["AA-123-BB", "AA123BB", "аа 123 вв"]),
    ("PLA", ["123 ABC 02", "KZ 123ABC02", "123АВС02"]),
    ("PLA", ["LV KA-1234", "KA-1234", "(LV) KA 1234", "lv ka-1234"]),
    ("PLA", ["EST 123 ABC", "123ABC"]),
    ("PLA", ["RUS А123ВС77", "А123ВС77"]),
    ("TEL", ["+7 900 000-00-01", "8 (900) 000-00-01", "89000000001", "007 900 000 00 01", "+７9000000001"]),
    ("ACC", ["@example_watch", "t.me/example_watch", "https://t.me/s/example_watch?x=10", "Example_Watch"]),
    ("ACC", ["https://t.me/example_watch/123", "tg://resolve?domain=example_watch"]),
    ("ACC", ["https://www.facebook.com/profile.php?id=1000000001", "fb.com/profile.php?id=1000000001&x=1"]),
    ("ACC", ["https://wa.me/37120000001", "+371 2000 0001"]),
    ("ACC", ["t.me/joinchat/AbCdEf", "https://t.me/+AbCdEf"]),
    ("ACC", ["youtube.com/@example", "https://youtube.com/user/example", "m.youtube.com/c/example/videos"]),
    ("MAI", ["Agent@Example.org", " agent@example.org ", "mailto:agent@example.org"]),
    ("ADR", ["ул. Ленина, д. 5, кв. 12", "Ленина 5-12", "ulitsa Lenina 5, kv. 12", "Lenina st. 5, apt 12"]),
    ("ADR", ["Brīvības iela 1, Rīga, LV-1010", "Riga, Brivibas 1", "Рига, улица Бривибас, дом 1"]),
    ("ADR", ["Ленина 5а", "Lenina 5 A"]),
    ("OFF", ["Иванов Иван Иванович", "Ivan Ivanovich Ivanov", "капитан Иванов Иван Иванович"]),
    ("OFF", ["Щукин Илья", "Ilia Shchukin", "Chtchoukine Ilia", "Officer Shchukin Ilya"]),
    ("OFF", ["Lt. Jānis Kalniņš", "Janis Kalnins", "Kalnins Jānis"]),
    ("OFF", ["Kovač", "Kovac", "kovač"]),
    ("OFF", ["Žukauskas", "Zukauskas", "ŽUKAUSKAS"]),
    ("WEB", ["https://www.example.org/", "example.org", "hxxps://example[.]org", "http://m.example.org/?a=1"]),
    ("WAL", ["LV80 BANK 0000 4351 9500 1", "lv80bank0000435195001"]),
    ("DEV", ["AA:BB:CC:00:11:22", "aabbcc001122"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "writings"), SAME, ids=lambda value: str(value)[:40])
def test_one_thing_has_one_key_however_it_is_written(kind: str, writings: list[str]) -> None:
    country = "RU" if kind == "TEL" else ""
    assert len({key(kind, written, country) for written in writings}) == 1
    assert key(kind, writings[0], country)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PLA", "А123ВС77", "А124ВС77"),
        ("PLA", "KZ-1234", "1234"),
        ("PLA", "A12?BC77", "A12BC77"),
        ("PLA", "LV 1234", "1234"),
        ("PLA", "GE AB 1234", "AB 1234"),
        ("PLA", "LVKA 1234", "KA 1234"),
        ("TEL", "+371 2000 0001", "+370 2000 0001"),
        ("ACC", "facebook.com/profile.php?id=100000000000001", "facebook.com/profile.php?id=100000000000002"),
        ("ACC", "t.me/joinchat/AbCdEf", "t.me/joinchat/AbCdEg"),
        ("MAI", "agent@example.org", "agent@example.com"),
        ("ADR", "Ленина 5, кв. 12", "Ленина 12, кв. 5"),
        ("ADR", "Ленина 5", "Ленина 5а"),
        ("OFF", "Иванов Иван", "Петров Иван"),
        ("OFF", "Щукин", "Сукин"),
        ("OFF", "Жуков", "Зуков"),
        ("OFF", "Майоров", "Маиров"),
        ("WAL", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1boatslrhtknngkdxeeobr76b53lettpyt"),
    ],
)
def test_other_things_have_other_keys(kind: str, one: str, other: str) -> None:
    assert key(kind, one) != key(kind, other)


@pytest.mark.parametrize(
    ("country", "written", "same"),
    [
        ("LV", "2000 0001", "+371 2000 0001"),
        ("GE", "0322 00 00 01", "+995 322 00 00 01"),
        ("KZ", "8 701 000 00 01", "+7 701 000 00 01"),
        ("LV", "8 900 000 00 01", "+7 900 000 00 01"),
        ("", "8 900 000 00 01", "+7 900 000 00 01"),
    ],
)
def test_a_number_without_its_country_is_completed_from_the_country(
    country: str, written: str, same: str
) -> None:
    assert key("TEL", written, country) == key("TEL", same)


def test_signs_of_states_that_begin_plates_elsewhere_count_for_plates_of_that_state() -> None:
    assert key("PLA", "GE AB-123-CD", "GE") == key("PLA", "AB-123-CD")
    assert key("PLA", "GE AB 123", "DE") == key("PLA", "GE-AB 123")


@pytest.mark.parametrize("kind", lists.get("trace_kinds").codes)
@pytest.mark.parametrize("text", ["", " ", "-", "\u202e\u2066", "\x00", "??", "a"])
def test_too_little_gives_no_key(kind: str, text: str) -> None:
    assert len(key(kind, text)) in (0, *range(3, 9))
    assert key(kind, "\u202e\x00 ") == ""


@pytest.mark.parametrize("kind", lists.get("trace_kinds").codes)
def test_hidden_marks_change_nothing(kind: str) -> None:
    plain = "agent7 example 1234567"
    assert key(kind, "\u202eagent7\u2069 exa\u200bmple\x00 1234567\ufeff") == key(kind, plain)


@pytest.mark.parametrize("kind", lists.get("trace_kinds").codes)
@pytest.mark.parametrize("sign", ["a", "9", "/", "?id=", "а ", "\u202e", "1 к", "[.]", "@"])
def test_a_million_signs_are_read_at_once(kind: str, sign: str) -> None:
    begun = time.monotonic()
    assert len(key(kind, sign * (1_000_000 // len(sign)))) <= 4 * LONGEST
    assert time.monotonic() - begun < 2


@given(
    st.sampled_from(lists.get("trace_kinds").codes),
    st.text(max_size=300),
    st.sampled_from(["", "LV", "RU", "GE"]),
)
def test_any_text_has_a_key_that_can_be_kept_and_is_the_same_again(
    kind: str, text: str, country: str
) -> None:
    made = key(kind, text, country)
    assert made == key(kind, text, country)
    made.encode()
    assert not any(sign in made for sign in "\x00\u202e\n")


@given(st.text("ABEKMHOPCTYX", min_size=1, max_size=3), st.integers(0, 999), st.sampled_from(["-", " ", ""]))
def test_a_plate_in_either_alphabet_is_one_plate(letters: str, number: int, between: str) -> None:
    cyrillic = letters.translate(str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ")).lower()
    assert key("PLA", f"{letters}{number:03}77") == key("PLA", f"{cyrillic}{between}{number:03}{between}77")


@given(st.integers(20_000_000, 29_999_999))
def test_a_number_is_the_same_with_and_without_spaces_brackets_and_code(number: int) -> None:
    written = {f"+371{number}", f"00371 {number}", f"(+371) {str(number)[:2]}-{str(number)[2:]}"}
    assert {key("TEL", one) for one in written} == {key("TEL", str(number), "LV")}


def test_a_searched_text_is_tried_as_every_kind() -> None:
    found = keys("8 900 000 00 01", ("LV", "RU"))
    assert ("TEL", "+79000000001") in found
    assert ("PLA", key("PLA", "А123ВС77")) in keys("a123bc77")
    assert keys("  ") == set()
