"""Passphrases: how they are read, how they are made, and what is said about them."""

from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.keys import PassphraseUnusable
from caseapp.keys.passphrase import bits, generate, normalise, word_list
from caseapp.keys.patience import wait
from caseapp.keys.problems import PassphraseTooShort
from caseapp.keys.strength import LEAST, Level, advise, drawn_bits, require


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("  one   two ", "one two"),
        ("one\ttwo\n", "one two"),
        ("one\u00a0two\u3000three", "one two three"),
        ("и\u0306од", "йод"),
        ("cafe\u0301 society", "café society"),
    ],
)
def test_readings_that_open_the_same_store(typed: str, same_as: str) -> None:
    assert normalise(typed) == normalise(same_as) == same_as.encode()


@pytest.mark.parametrize(
    ("one", "other"), [("Word", "word"), ("е", "ё"), ("a b", "ab"), ("ﬁ", "fi"), ("Ａ", "A")]
)
def test_readings_that_differ(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "a\x00", "a\x7fb", "a\u0085b\x01", "\ud800", "\u0378", "x" * 1001]
)
def test_texts_that_are_refused(text: str) -> None:
    with pytest.raises(PassphraseUnusable):
        normalise(text)


@given(st.text(max_size=50))
def test_reading_twice_changes_nothing(text: str) -> None:
    try:
        once = normalise(text)
    except PassphraseUnusable:
        return
    assert normalise(once.decode()) == once
    assert unicodedata.is_normalized("NFC", once.decode())


@pytest.mark.parametrize(("lang", "size"), [("en", 7776), ("ru", 4096)])
def test_the_lists_are_what_their_notes_say(lang: str, size: int) -> None:
    words = word_list(lang)
    assert len(set(words)) == len(words) == size
    assert all(normalise(word).decode() == word == word.lower() for word in words)
    assert bits(lang) == pytest.approx(6 * math.log2(size))


def test_russian_words_are_told_apart_by_four_letters() -> None:
    words = word_list("ru")
    assert len({word[:4] for word in words}) == len(words)
    assert all(
        4 <= len(word) <= 8 and not set(word) - set("абвгдежзийклмнопрстуфхцчшщъыьэюя") for word in words
    )


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_generated_phrases(lang: str) -> None:
    phrases = {generate(lang) for _ in range(50)}
    assert len(phrases) == 50
    assert all(len(phrase.split()) == 6 and set(phrase.split()) <= set(word_list(lang)) for phrase in phrases)
    assert len(generate(lang, 8).split()) == 8


def test_all_words_are_equally_likely() -> None:
    """With 40,000 draws from 4,096 words the first half of the list must come up about half the time."""
    words = {word: index for index, word in enumerate(word_list("ru"))}
    drawn = [words[word] for word in generate("ru", 40_000).split()]
    assert abs(sum(index < 2048 for index in drawn) - 20_000) < 1_000
    assert len(set(drawn)) > 4_000


def test_a_language_without_a_list_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        generate("de")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_generated_phrases_are_recognised(lang: str) -> None:
    for _ in range(20):
        advice = advise(generate(lang), lang)
        assert advice.level is Level.DRAWN
        assert advice.bits_estimate == pytest.approx(bits(lang))
        assert "if the app chose them" in advice.sentence


@pytest.mark.parametrize(
    "text",
    [
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabcabc",
        "azadi azadi azadi azadi",
        "ha ha ha ha ha ha ha ha",
        "qwertyuiopasdfghjkl",
        "йцукенгшщзхъфывапр",
        "1234567890123456",
        "abcdefghijklmnopqrs",
        "zxcvbnm,./asdfghjkl",
        "Пароль2024Россия!",
        "gfhjkm hjccbz 2024 ktnj",
        "мама мыла раму 2023",
        "correct horse battery staple",
        "Мой дядя самых честных правил",
        "To be, or not to be: that is the question",
        "александра 12 сентября 1987",
        "Women Life Freedom Women Life Freedom",
        "Съешь же ещё этих мягких французских булок 1",
    ],
)
def test_what_is_certainly_weak_is_called_weak(text: str) -> None:
    assert len(text) >= LEAST
    advice = advise(text, "ru")
    assert advice.level is Level.WEAK
    assert advice.sentence.startswith("Weak")
    assert advice.bits_estimate <= 20


def test_the_words_of_the_organisation_are_guessed_first() -> None:
    text = "Helsinki Committee Tbilisi 2024"
    assert advise(text, "en").level is Level.FAIR
    assert advise(text, "en", ["Helsinki Committee", "Tbilisi"]).level is Level.WEAK


@pytest.mark.parametrize(
    "text",
    [
        "наша кошка любит сметану по утрам",
        "my grandmother's cat ate three herrings",
        "خوش آمدید به ایران عزیز ما",
        "xK9#mQ2$vL8@nR5!wZ&7",
        "zwölf Boxkämpfer jagen Viktor",
        "Եղիշե Չարենցի փողոցը երկար է",
    ],
)
def test_a_phrase_of_a_person_is_never_called_strong(text: str) -> None:
    advice = advise(text, "en")
    assert advice.level is Level.FAIR
    assert advice.bits_estimate <= 40
    assert "strong" not in advice.sentence.lower()


def test_few_words_of_the_list_are_not_enough() -> None:
    advice = advise("набросок коммуна епископ губка", "ru")
    assert advice.level is Level.WEAK
    assert advice.bits_estimate == 48


@pytest.mark.parametrize("text", ["", "short", "fourteen signs", "a\x00bcdefghijklmnopq"])
def test_what_is_refused_is_said_to_be(text: str) -> None:
    assert advise(text, "en").level is Level.SHORT
    with pytest.raises((PassphraseTooShort, PassphraseUnusable)):
        require(text)


def test_fifteen_characters_are_enough_and_spaces_do_not_pad() -> None:
    require("x" * 15)
    with pytest.raises(PassphraseTooShort) as caught:
        require("a" + " " * 20 + "b")
    assert "has 3" in str(caught.value)


def test_words_outside_the_lists_hold_no_known_bits() -> None:
    assert drawn_bits("abacus xyzzy abdomen") == 0
    assert drawn_bits("abacus abdomen") == pytest.approx(2 * math.log2(7776))


@given(st.text(max_size=80), st.sampled_from(["en", "ru"]))
def test_advice_is_given_on_any_text(text: str, lang: str) -> None:
    advice = advise(text, lang, ["Мемориал", text[:5]])
    assert advice.sentence
    assert advice.bits_estimate >= 0
    assert advice.level is not Level.DRAWN or drawn_bits(normalise(text).decode())


def test_waiting_grows_and_ends_at_half_a_minute() -> None:
    assert [wait(n) for n in range(1, 11)] == [0, 0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert wait(0) == 0
