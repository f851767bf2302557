"""Marks typed at a keyboard become those of print; names keep theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.letters.typesetting import typeset


@pytest.mark.parametrize(
    ("lang", "typed", "printed"),
    [
        ("en", "the hospital's letter", "the hospital’s letter"),
        ("en", 'He said: "We will find you" - and left...', "He said: “We will find you” – and left…"),
        ("en", 'the "foreign agents" register ("list")', "the “foreign agents” register (“list”)"),
        ("en", "\"He said 'no' twice\"", "“He said ‘no’ twice”"),
        ("en", '"The "Free Word" channel"', "“The ‘Free Word’ channel”"),
        ("en", "in the '90s, the articles' author", "in the ’90s, the articles’ author"),
        (
            "en",
            "from 2019-2024, file 2024-0815, call 371-6000",
            "from 2019–2024, file 2024-0815, call 371-6000",
        ),
        ("en", "a well-known one -- so they say", "a well-known one – so they say"),
        ("ru", 'Сказал: "Мы тебя найдём" - и ушёл.', "Сказал: «Мы тебя найдём» — и ушёл."),
        ("ru", 'газета "Вести "Юга""', "газета «Вести „Юга“»"),
        ("ru", "в 2020-2024 гг., дело 1-12/2024", "в 2020–2024 гг., дело 1-12/2024"),
        ("ru", "«Уже так» — и всё", "«Уже так» — и всё"),
    ],
)
def test_marks_of_the_keyboard_become_those_of_print(lang: str, typed: str, printed: str) -> None:
    assert typeset(typed, lang) == printed


def test_names_keep_the_apostrophes_of_their_document() -> None:
    assert typeset("Ms Mar'ina's flat", "en", ["Mar'ina", "Dar'ia"]) == "Ms Mar'ina’s flat"


@given(st.text(alphabet="ab A'\"-.«»“”‘’„ 1920(\n", max_size=40), st.sampled_from(["en", "ru", "de"]))
def test_setting_twice_changes_nothing(text: str, lang: str) -> None:
    once = typeset(text, lang)
    assert typeset(once, lang) == once
