# ruff: noqa: E501 - sentences are easier to read whole
"""Where lines end: the optimum, hyphens, spaces that hold, words wider than the line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.letters.document import Span, rich
from caseapp.letters.pdf import hyphens
from caseapp.letters.pdf.breaking import SHRINK, After, Break, Line, break_lines
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.style import MM, Style
from caseapp.letters.pdf.typography import glue

BODY = Style(10.3, 14.4, "en-GB", align="justify", hyphenate=True)
PROSE = (
    "On the basis of the documents examined and of our interviews, we consider the account given by the applicant to "
    "be consistent, detailed and corroborated by independent sources. In our assessment she would face a real risk of "
    "arbitrary detention and of treatment contrary to the European Convention on Human Rights if she were returned. "
)


class Plain:
    """Words of given widths with spaces of width 3."""

    def __init__(self, widths: Sequence[float]) -> None:
        self.widths = list(widths)
        self.spaces = [3.0] * (len(widths) - 1) + [0.0]
        self.afters = [After.SPACE] * (len(widths) - 1) + [After.END]

    def part(self, index: int, start: int, stop: int, hyphen: bool) -> float:
        return self.widths[index] * ((stop or 10) - start) / 10

    def breaks(self, index: int, emergency: bool) -> Sequence[Break]:
        return [Break(n, False) for n in range(1, 10)] if emergency else []


def cost(words: Plain, width: float, starts: Sequence[int]) -> float:
    """The published measure: the sum over all lines of (1 + 100 |ratio|³)², the last line free."""
    total = 0.0
    for first, after in zip(starts, [*starts[1:], len(words.widths)], strict=True):
        gaps = after - first - 1
        slack = width - sum(words.widths[first:after]) - 3 * gaps
        if slack + gaps * 3 * SHRINK < -0.01:
            return float("inf")
        last = after == len(words.widths)
        if slack < 0:
            ratio = slack / (gaps * 3 * SHRINK) if gaps else 0.0
        elif last:
            ratio = 0.0
            if first and sum(words.widths[first:after]) + 3 * gaps < width * 0.14:
                total += 60_000
        else:
            ratio = slack / (gaps * 3 * 0.55) if gaps else slack / (width * 0.02)
        total += (1 + 100 * abs(ratio) ** 3) ** 2
    return total


@given(st.lists(st.integers(5, 30), min_size=2, max_size=13))
def test_no_other_choice_of_lines_is_better(widths: list[int]) -> None:
    words = Plain(widths)
    lines = break_lines(words, 100.0, justify=True, hyphens=False)
    chosen = cost(words, 100.0, [line.first for line in lines])
    count = len(widths)
    for mask in range(1 << (count - 1)):
        starts = [0, *(n + 1 for n in range(count - 1) if mask >> n & 1)]
        assert chosen <= cost(words, 100.0, starts) + 1e-6


@given(st.lists(st.floats(0.5, 250), min_size=1, max_size=60), st.booleans(), st.booleans())
def test_every_word_stands_on_exactly_one_line_and_none_sticks_out(
    widths: list[float], justify: bool, balance: bool
) -> None:
    words = Plain(widths)
    lines = break_lines(words, 100.0, justify=justify, hyphens=True, balance=balance)
    place = (0, 0)
    for line in lines:
        assert (line.first, line.skip) == place
        assert line.width - (line.spaces * SHRINK if justify else 0) <= 100.02
        place = (line.last, line.stop) if line.stop else (line.last + 1, 0)
    assert place == (len(widths), 0)
    assert [line.final for line in lines] == [False] * (len(lines) - 1) + [True]


def shown(para: Para, lines: Sequence[Line]) -> list[str]:
    """The lines as text, hyphens included."""
    out = []
    for line in lines:
        pieces = []
        for index in range(line.first, line.last + 1):
            token = para.tokens[index]
            text = token.text[
                line.skip if index == line.first else 0 : (line.stop or None) if index == line.last else None
            ]
            pieces.append(text + (" " if index < line.last and token.space is not None else ""))
        out.append("".join(pieces) + ("-" if line.hyphen else ""))
    return out


def test_justified_prose_is_evenly_spaced() -> None:
    para = Para(PROSE * 4, BODY)
    lines = para.lines(165 * MM)
    stretched = [1 + (165 * MM - line.width) / line.spaces for line in lines if not line.final]
    assert max(stretched) < 1.6
    assert min(stretched) > 1 - SHRINK - 0.01
    assert sum(stretched) / len(stretched) < 1.2
    assert sum(line.hyphen for line in lines) <= len(lines) / 4


def test_a_paragraph_never_ends_with_a_fragment() -> None:
    for words in range(20, 60):
        para = Para(" ".join((PROSE * 2).split()[:words]), BODY)
        last = shown(para, para.lines(120 * MM))[-1]
        assert len(last.split()) > 1 or len(last) > 8, last


def test_headings_balance_their_lines() -> None:
    style = Style(12, 16, "en", bold=True, balance=True)
    para = Para(
        "Support letter: application for a humanitarian visa of Ms Elena Ivanovna Petrova, born 14 May 1987",
        style,
    )
    widths = [line.width for line in para.lines(150 * MM)]
    assert len(widths) == 2
    assert min(widths) > 0.4 * max(widths)


@pytest.mark.parametrize(
    ("lang", "text", "held"),
    [
        ("en", "on 12 March 2024 in Moscow", ["12 March"]),
        ("en", "under Art. 280 and Article 3 of", ["Art. 280", "Article 3"]),
        ("en", "held for 48 hours by Ms Petrova", ["48 hours", "Ms Petrova"]),
        ("en", "told J. R. Smith – in full – that", ["J. R.", "R. Smith", "Smith –", "full –"]),
        ("en", "case no. 12 of 12 000 cases, § 5", ["no. 12", "12 000", "§ 5"]),
        ("ru", "от 14 марта 2025 г. по ст. 280 УК", ["14 марта", "2025 г.", "по ст.", "ст. 280"]),
        ("ru", "у А. С. Кузьминова в г. Москве", ["у А.", "А. С.", "С. Кузьминова", "в г.", "г. Москве"]),
        ("en", "told us. I confirm: No one was", ["I confirm", "No one"]),
        ("ru", "по ст. 280.3 УК РФ г-жа Петрова", ["УК РФ", "г-жа Петрова"]),
        ("ru", "дело № 5 — и не более 3 лет", ["№ 5", "5 —", "и не", "не более", "3 лет"]),
        ("uk", "від 3 березня у Києві за ст. 5", ["3 березня", "у Києві", "за ст.", "ст. 5"]),
        ("de", "am 3. März nach Art. 5 Abs. 2", ["3. März", "Art. 5", "Abs. 2"]),
    ],
)
def test_what_belongs_together_is_held_together(lang: str, text: str, held: list[str]) -> None:
    glued = glue(text, lang)
    assert len(glued) == len(text)
    assert glued.replace("\u00a0", " ") == text
    for pair in held:
        assert pair.replace(" ", "\u00a0") in glued, (pair, glued)


def test_free_spaces_stay_free() -> None:
    assert "\u00a0" not in glue("a man told her mother that the flat was empty", "en")
    assert glue("живёт один", "ru") == "живёт один"
    assert "г. Приложение" in glue("2 апреля 2024 г. Приложение 2", "ru"), "a year is no town"


def test_a_date_is_not_torn_by_a_line_end() -> None:
    for count in range(1, 30):
        para = Para("x " * count + "on 12 March 2024 she was detained", BODY.but(align="start"))
        assert not any(line.endswith("12") for line in shown(para, para.lines(80 * MM)))


@pytest.mark.parametrize(
    "lang", ["en", "ru", "uk", "de", "fr", "pl", "lv", "lt", "et", "cs", "sr", "be", "bg", "ro"]
)
def test_languages_with_a_dictionary_are_hyphenated(lang: str) -> None:
    assert hyphens.known(lang)


@pytest.mark.parametrize("lang", ["ka", "hy", "kk", "tr", "ar", "he", "xx", ""])
def test_other_languages_are_not(lang: str) -> None:
    assert not hyphens.known(lang)
    assert hyphens.points("ადამიანისუფლებები", lang) == ()


def test_names_in_capitals_and_numbers_are_not_divided() -> None:
    assert hyphens.points("правозащитник", "ru")
    assert hyphens.points("ПРАВОЗАЩИТНИК", "ru") == ()
    assert hyphens.points("12401450002000123", "en") == ()


@pytest.mark.parametrize(("lang", "divided"), [("en", False), ("de", True)])
def test_names_are_not_divided_where_nouns_are_written_small(lang: str, divided: bool) -> None:
    style = BODY.but(lang=lang)
    for count in range(4, 40):
        para = Para("and so " * count + "of Konstantinopel to the end of it all", style)
        if any(line.endswith("-") for line in shown(para, para.lines(60 * MM))):
            assert divided
            return
    assert not divided


def test_a_compound_is_divided_at_its_own_hyphen_only() -> None:
    for count in range(4, 40):
        para = Para("and so " * count + "a single-person picket in the town square", BODY)
        assert not any(line.endswith("-per-") for line in shown(para, para.lines(60 * MM)))


def test_a_word_that_begins_a_sentence_may_be_divided() -> None:
    para = Para("done. Notwithstanding", BODY)
    assert para.breaks(1, False)


def test_a_word_wider_than_its_cell_is_broken() -> None:
    para = Para(
        "see protection-department@organisation.example.org/verify and 3f9c" + "0a" * 40,
        BODY.but(align="start"),
    )
    lines = para.lines(25 * MM)
    assert all(line.width <= 25 * MM + 0.02 for line in lines)
    assert "".join(shown(para, lines)).replace(" ", "").count("0a") == 40


def test_spans_share_one_paragraph() -> None:
    para = Para(rich("A ", Span("bold", bold=True), "ened word, “", Span("quoted", italic=True), "”."), BODY)
    assert [token.text for token in para.tokens] == ["A", "boldened", "word,", "“quoted”."]
    assert len(para.tokens[1].parts) == 2


def test_lines_end_behind_hyphens_of_long_words_only() -> None:
    assert [token.text for token in Para("well-known из-за юго-восток A-3 NL-2026", BODY).tokens] == [
        "well-",
        "known",
        "из-за",
        "юго-",
        "восток",
        "A-3",
        "NL-2026",
    ]


def test_the_end_of_a_divided_word_never_makes_the_last_line() -> None:
    text = "Характер взаимодействия: ведение дела, одиннадцать личных встреч и звонки. Мы изучили подлинник её паспорта."
    para = Para(text, BODY.but(lang="ru"))
    for millimetres in range(90, 170):
        last = shown(para, para.lines(millimetres * MM))[-1]
        assert len(last.split()) > 1 or last in text.split(), last
