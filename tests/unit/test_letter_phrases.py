"""The language of letter texts: fields, agreement, tidy spaces, and that nothing else can be said in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.letters.document import Span, plain, value
from caseapp.letters.phrases import MAX_LENGTH, Phrase, PhraseError, plural_form


def filled(source: str, lang: str = "en", **values: object) -> str:
    named = {name.replace("__", "."): content for name, content in values.items()}
    return plain(Phrase.read(source, lang).fill(named))  # type: ignore[arg-type]


def test_a_field_is_shown_as_a_value_of_its_own() -> None:
    spans = Phrase.read("Dear {client.name}, hello", "en").fill({"client.name": "Anna"})
    assert spans == (Span("Dear "), value("Anna"), Span(", hello"))


def test_a_rich_value_keeps_its_spans() -> None:
    link = Span("desk@example.org", link="mailto:desk@example.org")
    assert Phrase.read("{mail}.", "en").fill({"mail": (link,)}) == (link, Span("."))


@pytest.mark.parametrize("empty", ["", ()])
def test_an_empty_field_is_marked_under_its_label(empty: object) -> None:
    phrase = Phrase.read("Born {client.birth}", "en")
    spans = phrase.fill({"client.birth": empty}, {"client.birth": "Date of birth"})  # type: ignore[dict-item]
    assert spans == (Span("Born "), Span("Date of birth", missing=True))


def test_words_agree_with_the_sex() -> None:
    source = "{sex ? female: доверительница обратилась | male: доверитель обратился | other: обратились}"
    assert filled(source, "ru", sex="female") == "доверительница обратилась"
    assert filled(source, "ru", sex="male") == "доверитель обратился"
    assert filled(source, "ru", sex="unknown") == "обратились"


@pytest.mark.parametrize(
    ("number", "lang", "form"),
    [
        (0, "en", "other"), (1, "en", "one"), (2, "en", "other"), (21, "en", "other"),
        (0, "ru", "many"), (1, "ru", "one"), (2, "ru", "few"), (5, "ru", "many"), (11, "ru", "many"),
        (14, "ru", "many"), (21, "ru", "one"), (24, "ru", "few"), (111, "ru", "many"),
    ],
)  # fmt: skip
def test_plural_forms_follow_the_language(number: int, lang: str, form: str) -> None:
    assert plural_form(number, lang) == form
    assert filled("{n # one: one | few: few | many: many | other: other}", lang, n=number) == form


@pytest.mark.parametrize(
    ("claim", "text"),
    [("", "Your application."), ("P-7", "Your application (no. P-7).")],
)
def test_an_empty_branch_leaves_no_space_behind(claim: str, text: str) -> None:
    assert filled("Your application {c ? none: | other: (no. {c})}.", c=claim) == text


def test_selects_nest_and_a_doubled_bar_is_printed() -> None:
    source = "{a ? yes: {b ? yes: both | other: a || only} | other: neither}"
    assert filled(source, a="yes", b="yes") == "both"
    assert filled(source, a="yes", b="no") == "a | only"
    assert filled("a | bar") == "a | bar"


def test_a_full_stop_after_a_full_stop_is_taken_out() -> None:
    assert filled("Ответ до {d}.", "ru", d="1 апреля 2026 г.") == "Ответ до 1 апреля 2026 г."
    assert filled("Answer by {d}.", d="1 April 2026") == "Answer by 1 April 2026."


@pytest.mark.parametrize(
    "broken",
    [
        "{", "}", "{}", "{{x}}", "{client.name", "{client.__class__}", "{client.name()}", "{client name}",
        "{Client}",
        "{a ? yes: x}", "{a ? yes: x | yes: y | other: z}", "{a ? : x | other: z}", "{a ? other x}",
        "{a ? other: x", "{a ! other: x}", "{a # one: x}", "text }", "x" * (MAX_LENGTH + 1),
        "{a ? other: {b ? other: {c ? other: {d}}}}",
    ],
)  # fmt: skip
def test_a_broken_text_is_refused(broken: str) -> None:
    with pytest.raises(PhraseError):
        Phrase.read(broken, "en")


def test_an_unknown_field_is_refused_also_in_a_branch_that_chooses() -> None:
    for source in ("{nobody}", "{nobody ? other: x}", "{n # other: {nobody}}"):
        with pytest.raises(PhraseError, match="nobody"):
            Phrase.read(source, "en").fill({"n": 1})


def test_a_plural_needs_a_number() -> None:
    with pytest.raises(PhraseError, match="not a number"):
        Phrase.read("{n # other: x}", "en").fill({"n": "many"})


def test_all_fields_of_a_text_are_named() -> None:
    phrase = Phrase.read("{a} {b ? x: {c} | other: {d # other: {e}}}", "en")
    assert phrase.fields() == {"a", "b", "c", "d", "e"}


@given(st.text(alphabet="{}|?#:ab. ", max_size=60), st.text(max_size=40))
def test_whatever_is_typed_only_ever_shows_its_own_words_and_values(source: str, typed: str) -> None:
    try:
        phrase = Phrase.read(source, "en")
    except PhraseError:
        return
    values = dict.fromkeys(phrase.fields(), typed)
    try:
        spans = phrase.fill(values)
    except PhraseError:
        assert "#" in source
        return
    for span in spans:
        assert span.missing or span.isolate or set(span.text) <= set(source)
        assert not span.isolate or span.text == typed


@given(st.text(max_size=200))
def test_a_value_is_never_read_as_a_text(typed: str) -> None:
    shown = Phrase.read("{v}", "en").fill({"v": typed + "{client.name}"})
    assert plain(shown) == typed + "{client.name}"
