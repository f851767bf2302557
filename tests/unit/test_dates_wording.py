"""Dates in words: as precise as they are known, never digits alone, the same when read back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.rules.dates import STYLES, Fuzzy, NotEdtf, Point, parse_edtf, read, say, say_time
from tests.dates import fuzzies, points

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("edtf", "english", "russian"),
    [
        ("2024-03-12", "12 March 2024", "12 марта 2024 г."),
        ("2024-03", "March 2024", "март 2024 г."),
        ("2024", "2024", "2024 г."),
        ("202X", "the 2020s", "2020-е гг."),
        ("2023-21", "spring 2023", "весна 2023 г."),
        ("2023-24", "either winter of 2023", "одна из зим 2023 г."),
        ("2022-12/2023-02", "winter 2022–2023", "зима 2022–2023 гг."),
        ("2022-11~", "about November 2022", "около ноября 2022 г."),
        ("2021~", "about 2021", "около 2021 г."),
        ("2023-21~", "about spring 2023", "около весны 2023 г."),
        ("202X~", "about the 2020s", "около 2020-х гг."),
        ("2022-11?", "possibly November 2022", "предположительно ноябрь 2022 г."),
        ("2022-11-17%", "possibly about 17 November 2022", "предположительно около 17 ноября 2022 г."),
        ("2022-11-XX", "November 2022 (day not known)", "ноябрь 2022 г. (день неизвестен)"),
        ("2022-XX", "2022 (month not known)", "2022 г. (месяц неизвестен)"),
        ("2022-XX-XX", "2022 (only the year is known)", "2022 г. (известен только год)"),
        ("2022-11-03/2022-11-17", "between 3 and 17 November 2022", "между 3 и 17 ноября 2022 г."),
        (
            "2022-03-03/2022-11-17",
            "between 3 March and 17 November 2022",
            "между 3 марта и 17 ноября 2022 г.",
        ),
        ("2022-11/2023-03", "between November 2022 and March 2023", "между ноябрём 2022 г. и мартом 2023 г."),
        ("2023-03/2023-05", "between March and May 2023", "между мартом и маем 2023 г."),
        ("2021/2023", "between 2021 and 2023", "между 2021 и 2023 гг."),
        ("2022-21/2022-23", "between spring and autumn 2022", "между весной и осенью 2022 г."),
        ("2021~/2023~", "roughly between 2021 and 2023", "примерно между 2021 и 2023 гг."),
        ("2022-11/..", "from November 2022 onwards", "начиная с ноября 2022 г."),
        ("2022-11~/..", "from about November 2022 onwards", "начиная примерно с ноября 2022 г."),
        ("../2022-08", "not later than August 2022", "не позднее августа 2022 г."),
        ("2024-03-01~/2024-03-10~", "early March 2024", "начало марта 2024 г."),
        ("2024-02-21~/2024-02-29~", "late February 2024", "конец февраля 2024 г."),
        ("2023-10~/2023-12~", "late 2023", "конец 2023 г."),
        ("2023-05~/2023-08~", "mid-2023", "середина 2023 г."),
    ],
)
def test_long(edtf: str, english: str, russian: str) -> None:
    assert (say(edtf, "en"), say(edtf, "ru")) == (english, russian)


@pytest.mark.parametrize(
    ("edtf", "english", "russian"),
    [
        ("2024-03-12", "on 12 March 2024", "12 марта 2024 г."),
        ("2024-03", "in March 2024", "в марте 2024 г."),
        ("2024", "in 2024", "в 2024 г."),
        ("2023-21", "in spring 2023", "весной 2023 г."),
        ("202X", "in the 2020s", "в 2020-е гг."),
        ("2022-11-XX", "in November 2022", "в ноябре 2022 г."),
        ("2022-11~", "about November 2022", "около ноября 2022 г."),
        ("2022-11?", "possibly in November 2022", "предположительно в ноябре 2022 г."),
        ("2024-03-01~/2024-03-10~", "in early March 2024", "в начале марта 2024 г."),
        ("2022-12/2023-02", "in winter 2022–2023", "зимой 2022–2023 гг."),
        ("2023-24", "in either winter of 2023", "в одну из зим 2023 г."),
    ],
)
def test_inside_a_sentence(edtf: str, english: str, russian: str) -> None:
    assert (say(edtf, "en", "sentence"), say(edtf, "ru", "sentence")) == (english, russian)


@pytest.mark.parametrize(
    ("edtf", "english", "russian", "table"),
    [
        ("2024-03-12", "12 Mar 2024", "12 марта 2024", "12 марта 2024"),
        ("2024-11-02", "2 Nov 2024", "2 нояб. 2024", "2 нояб. 2024"),
        ("2024-03", "Mar 2024", "март 2024", "март 2024"),
        ("2022-11~", "c. Nov 2022", "ок. нояб. 2022", "≈ нояб. 2022"),
        ("2022-11?", "Nov 2022?", "нояб. 2022?", "нояб. 2022?"),
        ("2022-11/..", "from Nov 2022", "с нояб. 2022", "нояб. 2022 …"),
        ("../2022-08", "by Aug 2022", "не позднее авг. 2022", "… авг. 2022"),
        ("2022-11-03/2022-11-17", "3–17 Nov 2022", "3–17 нояб. 2022", "3–17 нояб. 2022"),
        ("2021/2023", "2021–2023", "2021–2023", "2021–2023"),
        ("2022-11/2023-03", "Nov 2022 – Mar 2023", "нояб. 2022 – март 2023", "нояб. 2022 – март 2023"),
        ("2024-03-01~/2024-03-10~", "early Mar 2024", "нач. марта 2024", "нач. марта 2024"),
        ("202X", "2020s", "2020-е", "2020-е"),
    ],
)
def test_short_and_in_tables(edtf: str, english: str, russian: str, table: str) -> None:
    assert (say(edtf, "en", "short"), say(edtf, "ru", "short")) == (english, russian)
    assert say(edtf, "ru", "table") == table


def test_the_echo_of_a_day_names_its_weekday() -> None:
    assert say("2026-11-22", "en", "echo") == "Sunday 22 November 2026"
    assert say("2026-11-22", "ru", "echo") == "воскресенье, 22 ноября 2026 г."
    assert say("2026-11", "en", "echo") == "November 2026"
    assert say("2026-11-22~", "en", "echo") == "about 22 November 2026"


def test_times_of_day() -> None:
    assert [say_time(time, "en") for time in ("19:00", "~19:00", "evening", "night", "")] == [
        "at 19:00",
        "about 19:00",
        "in the evening",
        "at night",
        "",
    ]
    assert [say_time(time, "ru") for time in ("19:00", "~19:00", "morning", "afternoon")] == [
        "в 19:00",
        "около 19:00",
        "утром",
        "днём",
    ]


def test_a_language_without_words_is_served_in_english() -> None:
    assert say("2024-03-12", "ka") == "12 March 2024"
    assert say_time("evening", "ka") == "in the evening"


def test_nonsense_is_not_said() -> None:
    with pytest.raises(NotEdtf):
        say("12.03.2024", "en")
    with pytest.raises(ValueError, match="verbose"):
        say("2024", "en", "verbose")


@given(fuzzies(), st.sampled_from(["en", "ru"]), st.sampled_from(["long", "echo"]))
def test_what_is_said_reads_back_as_the_same_date(when: Fuzzy, lang: str, style: str) -> None:
    assert read(say(when, lang, style), TODAY, lang).fuzzy == when


@given(points(kinds=("day", "month", "year", "season", "decade")), st.sampled_from(["en", "ru"]))
def test_running_text_and_lists_read_back_too(point: Point, lang: str) -> None:
    when = Fuzzy.of(point, point)
    if point.month != 24:  # "winter 2023" of a list is open, and asked back
        assert read(say(when, lang, "short"), TODAY, lang).fuzzy == when
    assert read(say(when, lang, "sentence"), TODAY, lang).fuzzy == when


@given(fuzzies(), st.sampled_from(["en", "ru"]), st.sampled_from(STYLES))
def test_every_date_has_words_in_every_style_and_none_is_digits_alone(
    when: Fuzzy, lang: str, style: str
) -> None:
    words = say(when, lang, style)
    assert words == words.strip() != ""
    assert "  " not in words
    assert "{" not in words
    assert not re.search(r"\d[./-]\d\d?\b", words), "a date in digits alone"
    years = {point.year for point in (when.start, when.end) if point is not None}
    assert any(str(year) in words for year in years)
    assert say(parse_edtf(when.edtf), lang, style) == words
