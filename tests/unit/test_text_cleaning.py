"""What can't be seen does not hide in names and texts, and the caller hears what was taken out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.errors import sentence
from caseapp.rules.text import LINE_LIMIT, REMOVED, Cleaned, TextTooLong, clean_line, clean_text

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HINTS = "\u200e\u200f\u061c"
UNSEEN = "\u200b\u00ad\u2060\ufeff\u034f\u3164\U000e0041"
CONTROLS = "\x00\x07\x1b\x7f\x9c\ue000\ufdd0\uffff\ud800"


@pytest.mark.parametrize(
    ("typed", "kept", "removed"),
    [
        ("Щукина", "Щукина", ()),
        ("  Анна \t  Мария\n", "Анна Мария", ()),
        ("Петр\u202eов", "Петров", ("bidi",)),
        ("Пет\u200bров", "Петров", ("invisible",)),
        ("Петров\x00", "Петров", ("control",)),
        ("\u2067Петров\u2069\u00ad\x07", "Петров", ("bidi", "invisible", "control")),
        ("И\u0306ошкар", "Йошкар", ()),
        ("Anna\u00a0Maria", "Anna Maria", ()),
        ("first\r\nsecond\u2028third", "first second third", ()),
        ("", "", ()),
    ],
)
def test_a_line_is_cleaned_and_says_what_went(typed: str, kept: str, removed: tuple[str, ...]) -> None:
    assert clean_line(typed) == Cleaned(kept, removed)


def test_a_text_keeps_its_lines_and_its_direction_hints() -> None:
    cleaned = clean_text("\n One  two \r\n\r\n \u200fثلاثة\u202e\nfour\x85five ")
    assert cleaned == Cleaned("One two\n\n\u200fثلاثة\nfour\nfive", ("bidi",))


def test_joiners_stay_where_letters_join_and_nowhere_else() -> None:
    persian = "می\u200cخواهم"
    assert clean_line(persian) == Cleaned(persian)
    assert clean_line("Pe\u200dtrov\u200c") == Cleaned("Petrov", ("invisible",))
    assert clean_line("م\u200c\u200dx") == Cleaned("مx", ("invisible",))


def test_all_kinds_of_hidden_characters_leave_a_name() -> None:
    for char in OVERRIDES + HINTS + UNSEEN + CONTROLS:
        cleaned = clean_line(f"a{char}b")
        assert cleaned.text == "ab", hex(ord(char))
        assert cleaned.removed
        assert set(cleaned.removed) <= set(REMOVED)


def test_a_text_that_is_too_long_is_refused_in_a_sentence_with_both_numbers() -> None:
    assert clean_line("x" * LINE_LIMIT + "  ").text == "x" * LINE_LIMIT
    with pytest.raises(TextTooLong) as caught:
        clean_line("x" * (LINE_LIMIT + 1))
    assert "301" in sentence(caught.value)
    assert "300" in sentence(caught.value)
    with pytest.raises(TextTooLong):
        clean_text("длинно", limit=5)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_line(text, limit=10_000)
    assert clean_line(once.text, limit=10_000) == Cleaned(once.text)
    long = clean_text(text, limit=10_000)
    assert clean_text(long.text, limit=10_000) == Cleaned(long.text)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_clean_line_is_one_visible_composed_line(text: str) -> None:
    line = clean_line(text, limit=10_000).text
    assert line == line.strip()
    assert "  " not in line
    assert "\n" not in line
    assert unicodedata.is_normalized("NFC", line)
    assert not set(line) & set(OVERRIDES + HINTS + UNSEEN)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co") for char in line)
    line.encode("utf-8")


@given(st.text(alphabet=st.characters(categories=["L", "N"])))
def test_letters_and_digits_are_never_taken_out(text: str) -> None:
    kept = unicodedata.normalize("NFC", text.translate(dict.fromkeys(map(ord, "\u3164\uffa0\u115f\u1160"))))
    assert clean_line(text, limit=10_000).text == kept
