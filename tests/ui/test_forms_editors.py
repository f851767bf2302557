"""The editors: what can be typed or chosen in each, how it is read, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp import i18n
from caseapp.records import Incident
from caseapp.records.fields import Field, Kind
from tests.ui.forms_stage import Stage, keys, one
from ui.forms.editors.many import ManyEditor
from ui.look import Look
from ui.widgets.segments import Choice

Staged = Callable[..., Stage]


@pytest.fixture
def staged(look: Look, qtbot: QtBot) -> Staged:
    """Makes stages that are cleared away after the test."""

    def make(*args: Any, **kwargs: Any) -> Stage:
        stage = Stage(look, *args, **kwargs)
        qtbot.addWidget(stage)
        return stage

    return make


def press(stage: Stage, name: str) -> None:
    found = stage.findChild(QAbstractButton, name)
    assert found is not None, name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


# Text


def test_hidden_direction_marks_are_taken_out_of_a_name_and_told(staged: Staged) -> None:
    stage = staged(one("name"))
    control = stage.control("it")
    control.setFocus()
    control.insert("Petr\u202eova\u200b")
    control.textEdited.emit(control.text())
    stage.leave()
    assert stage.handed == [{"it": "Petrova"}]
    state, words = stage.note("it")
    assert state == "echo"
    assert "direction of writing" in words


def test_long_text_grows_with_its_lines_up_to_eight(staged: Staged) -> None:
    stage = staged(one("long"))
    control = stage.control("it")
    heights = []
    for lines in (1, 5, 8, 20):
        control.setPlainText("\n".join(["word"] * lines))
        heights.append(control.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_tab_leaves_a_long_text(staged: Staged) -> None:
    stage = staged(one("long"))
    control = stage.control("it")
    control.setFocus()
    keys(control, "What was said")
    QTest.keyClick(control, Qt.Key.Key_Tab)
    assert stage.handed == [{"it": "What was said"}]


@pytest.mark.parametrize(("typed", "value"), [("12", 12), ("1 200", 1200), ("", None)])
def test_numbers(staged: Staged, typed: str, value: int | None) -> None:
    stage = staged(one("number"), {"it": 3})
    stage.type("it", typed)
    assert stage.handed == [{"it": value}]


def test_a_word_is_no_number_and_is_kept_as_a_draft(staged: Staged) -> None:
    stage = staged(one("number"), {"it": None})
    stage.type("it", "many")
    assert stage.handed == []
    assert stage.note("it")[0] == "error"
    assert stage.drafts[-1] == {"it": "many"}


def test_a_text_too_long_is_refused_and_kept(staged: Staged) -> None:
    stage = staged(one("text"), {"it": ""})
    control = stage.control("it")
    control.setFocus()
    control.insert("x" * 400)
    control.textEdited.emit(control.text())
    stage.leave()
    assert stage.handed == []
    assert "400" in stage.note("it")[1]
    assert len(control.text()) == 400


# Dates

WHEN = {
    "when": Field("When", Kind.EDTF, name="when", words="when_words"),
    "when_words": Field("Words", Kind.TEXT, name="when_words", shown=False),
}


def test_a_date_keeps_the_words_and_echoes_its_reading_while_it_is_typed(staged: Staged) -> None:
    stage = staged(WHEN)
    stage.type("when", "yesterday", leave=False)
    assert stage.note("when") == ("echo", "Sunday 22 November 2026")
    stage.leave()
    assert stage.handed == [{"when": "2026-11-22", "when_words": "yesterday"}]
    assert stage.control("when").text() == "yesterday"


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("около 2021", "2021~"),
        ("spring 2023", "2023-21"),
        ("03.2024", "2024-03"),
        ("before August 2024", "../2024-07"),
    ],
)
def test_nothing_is_filled_in_silently(staged: Staged, typed: str, edtf: str) -> None:
    stage = staged(WHEN)
    stage.type("when", typed)
    assert stage.handed == [{"when": edtf, "when_words": typed}]


def test_an_ambiguous_date_is_asked_at_once_and_kept_until_answered(staged: Staged) -> None:
    stage = staged(WHEN, {"when": "", "when_words": ""})
    stage.type("when", "03/04/2024", leave=False)
    assert stage.note("when")[0] == "ask"
    stage.leave()
    assert stage.handed == []
    assert stage.note("when")[0] == "ask"
    assert stage.drafts[-1]["when"]["text"] == "03/04/2024"
    press(stage, "note.when.2024-04-03")
    assert stage.handed == [{"when": "2024-04-03", "when_words": "03/04/2024"}]
    assert stage.form.errors() == {}
    assert stage.note("when") == ("echo", "Wednesday 3 April 2024")


def test_a_date_without_its_year_offers_years_and_takes_none_by_itself(staged: Staged) -> None:
    stage = staged(WHEN, {"when": "", "when_words": ""})
    stage.type("when", "12 March")
    assert stage.handed == []
    options = [value for value, _ in stage.form.rows["when"].note.note.options]
    assert options[:2] == ["2026-03-12", "2025-03-12"]


def test_half_a_date_is_no_mistake_until_the_field_is_left(staged: Staged) -> None:
    stage = staged(WHEN, {"when": "", "when_words": ""})
    stage.type("when", "2", leave=False)
    assert stage.note("when") == ("help", "")
    stage.leave()
    assert stage.note("when")[0] == "error"


def test_yesterday_keeps_the_day_it_meant(staged: Staged) -> None:
    stage = staged(WHEN, {"when": "2025-01-05", "when_words": "yesterday"})
    assert stage.note("when") == ("echo", "Sunday 5 January 2025")
    stage.control("when").setFocus()
    stage.leave()
    stage.form.flush()
    assert stage.handed == []


@pytest.mark.parametrize(
    ("kept", "words", "typed", "options"),
    [
        ("2025-01-05", "yesterday", "yesterday evening", ["2025-01-05 evening", "2026-11-22 evening"]),
        ("2026-11-19", "вчера около 19:00", "вчера около 19:30", ["2026-11-19 ~19:30", "2026-11-22 ~19:30"]),
    ],
)
def test_words_of_an_earlier_day_are_asked_about_when_they_are_changed(
    staged: Staged, kept: str, words: str, typed: str, options: list[str]
) -> None:
    stage = staged(WHEN, {"when": kept, "when_words": words})
    stage.type("when", typed)
    assert stage.handed == []
    assert [value for value, _ in stage.form.rows["when"].note.note.options] == options
    press(stage, f"note.when.{options[0]}")
    assert stage.handed == [{"when_words": typed}]
    assert stage.note("when")[0] == "echo"


@pytest.mark.parametrize(("kept", "words"), [("2024-03-12", "12.3.2024"), ("2023-21", "spring 2023")])
def test_words_that_mean_the_same_on_any_day_are_not_asked_about(
    staged: Staged, kept: str, words: str
) -> None:
    stage = staged(WHEN, {"when": kept, "when_words": words})
    stage.type("when", "yesterday")
    assert stage.handed == [{"when": "2026-11-22", "when_words": "yesterday"}]


def test_an_hour_left_open_on_another_day_is_asked_with_the_days_of_both(staged: Staged) -> None:
    stage = staged(Incident, times={"happened": "time_of_day"})
    editor = stage.form.rows["happened"].editor
    editor.show_raw({"text": "yesterday at 3 o'clock", "chosen": "", "on": "2026-11-20"})
    assert [value for value, _ in editor.note().options] == [
        "2026-11-19 15:00",
        "2026-11-19 03:00",
        "2026-11-22 15:00",
        "2026-11-22 03:00",
    ]


def test_an_hour_ago_said_on_another_day_is_asked_about_when_it_is_changed(staged: Staged) -> None:
    stage = staged(WHEN, {"when": "2026-11-19", "when_words": "an hour ago"})
    stage.type("when", "about an hour ago")
    assert stage.handed == []
    assert "19 Nov 2026" in stage.note("when")[1]


def test_the_time_typed_with_a_date_goes_to_its_own_field(staged: Staged) -> None:
    stage = staged(Incident, times={"happened": "time_of_day"})
    stage.type("happened", "22.11.2026, about 19:00", leave=False)
    assert stage.note("happened") == ("echo", "Sunday 22 November 2026, about 19:00")
    stage.leave()
    assert stage.handed == [
        {"happened": "2026-11-22", "happened_words": "22.11.2026, about 19:00", "time_of_day": "about 19:00"}
    ]


def test_the_time_stays_with_the_day_that_was_chosen(staged: Staged) -> None:
    stage = staged(Incident, times={"happened": "time_of_day"})
    stage.type("happened", "03/04/2024 at 19:00", leave=False)
    assert stage.note("happened")[0] == "ask"
    press(stage, "note.happened.2024-04-03 19:00")
    assert stage.handed == [
        {"happened": "2024-04-03", "happened_words": "03/04/2024 at 19:00", "time_of_day": "at 19:00"}
    ]


def test_an_hour_that_may_be_of_the_night_or_the_day_is_asked_for(staged: Staged) -> None:
    stage = staged(Incident, times={"happened": "time_of_day"})
    stage.type("happened", "22.11.2026 at 3 o'clock", leave=False)
    assert [words for _, words in stage.form.rows["happened"].note.note.options] == [
        "Sunday 22 November 2026, at 15:00",
        "Sunday 22 November 2026, at 03:00",
    ]
    press(stage, "note.happened.2026-11-22 15:00")
    assert stage.handed[-1]["time_of_day"] == "at 15:00"


def test_a_choice_comes_back_whole_from_a_draft(staged: Staged) -> None:
    stage = staged(Incident, times={"happened": "time_of_day"})
    stage.form.rows["happened"].editor.show_raw(
        {"text": "22.11.2026 at 3 o'clock", "chosen": "2026-11-22 15:00"}
    )
    assert stage.form.rows["happened"].editor.read() == {
        "happened": "2026-11-22",
        "happened_words": "22.11.2026 at 3 o'clock",
        "time_of_day": "at 15:00",
    }


def test_where_no_hour_is_kept_none_is_asked_for(staged: Staged) -> None:
    stage = staged(WHEN, {"when": "", "when_words": ""})
    stage.type("when", "22.11.2026 at 3 o'clock")
    assert stage.handed == [{"when": "2026-11-22", "when_words": "22.11.2026 at 3 o'clock"}]


def test_emptying_a_date_empties_both_columns(staged: Staged) -> None:
    stage = staged(WHEN, {"when": "2021~", "when_words": "about 2021"})
    stage.type("when", "")
    assert stage.handed == [{"when": "", "when_words": ""}]


def test_a_day_field_takes_a_whole_day_only(staged: Staged) -> None:
    stage = staged(one("date"), {"it": None})
    stage.type("it", "March 2024")
    assert stage.handed == []
    assert stage.note("it")[0] == "error"
    stage.type("it", "12 March 2024")
    assert stage.handed == [{"it": date(2024, 3, 12)}]
    assert stage.control("it").text() == "12.03.2024"
    assert stage.note("it") == ("echo", "Tuesday 12 March 2024")


# Choices


def test_few_answers_stand_side_by_side_and_can_be_emptied(staged: Staged) -> None:
    stage = staged(one("choice", choices="risk"), {"it": ""})
    press(stage, "field.it.4")
    assert stage.handed == [{"it": "4"}]
    segment = stage.findChild(QWidget, "field.it.4")
    assert segment is not None
    QTest.keyClick(segment, Qt.Key.Key_Delete)
    assert stage.handed[-1] == {"it": ""}


def test_unknown_and_refused_are_answers_apart_from_empty(staged: Staged) -> None:
    stage = staged(one("answer"), {"it": ""})
    for code in ("yes", "no", "unknown", "refused"):
        press(stage, f"field.it.{code}")
    assert [change["it"] for change in stage.handed] == ["yes", "no", "unknown", "refused"]


def test_a_choice_of_many_is_found_by_typing_and_explained(staged: Staged) -> None:
    stage = staged(one("choice", choices="incident_kinds"), {"it": ""})
    control = stage.control("it")
    control.setFocus()
    keys(control, "surveil")
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert stage.handed == [{"it": "T03"}]
    assert control.text() == "Physical surveillance"
    assert stage.note("it")[0] == "echo"


def test_a_word_that_is_not_in_the_list_is_kept_and_told(staged: Staged) -> None:
    stage = staged(one("country"), {"it": "GE"})
    stage.type("it", "Ruritania")
    assert stage.handed == []
    assert "Ruritania" in stage.note("it")[1]
    assert stage.drafts[-1] == {"it": {"code": "GE", "stray": "Ruritania"}}


def test_countries_are_told_in_the_language_of_the_window(staged: Staged) -> None:
    i18n.set_language("ru")
    stage = staged(one("country"), {"it": "GE"})
    assert stage.control("it").text() == "Грузия"
    stage.type("it", "арм")
    assert stage.handed == [{"it": "AM"}]


def test_a_link_offers_the_records_it_may_point_to(staged: Staged) -> None:
    people = [Choice("a" * 32, "Elena Petrova"), Choice("b" * 32, "Ketevan Nimushi")]
    stage = staged(one("link", target="person"), {"it": None}, links=people)
    stage.type("it", "ketev")
    assert stage.handed == [{"it": "b" * 32}]
    stage.type("it", "")
    assert stage.handed[-1] == {"it": None}


def test_several_answers_become_chips_that_can_be_taken_away(staged: Staged) -> None:
    stage = staged(one("countries"), {"it": ["RU"]})
    control = stage.control("it")
    control.setFocus()
    keys(control, "georgia")
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert stage.handed == [{"it": ["RU", "GE"]}]
    assert control.text() == ""
    editor = stage.form.rows["it"].editor
    assert isinstance(editor, ManyEditor)
    chips = editor.chips()
    assert list(chips) == ["RU", "GE"]
    chips["RU"].setFocus()
    QTest.keyClick(chips["RU"], Qt.Key.Key_Delete)
    assert stage.handed[-1] == {"it": ["GE"]}


def test_a_chosen_answer_is_not_offered_twice(staged: Staged) -> None:
    stage = staged(one("countries"), {"it": ["GE"]})
    offered = [choice.code for choice in stage.control("it").matches("ge")]
    assert "DE" in offered
    assert "GE" not in offered


def test_texts_by_language_keep_languages_apart(staged: Staged) -> None:
    stage = staged(one("localized"), {"it": {"en": "Journalist", "de": "Journalistin"}})
    assert stage.control("it").toPlainText() == "Journalist"
    assert stage.control("it.de").toPlainText() == "Journalistin"
    control = stage.control("it.ru")
    assert control.accessibleName() == "It, Russian"
    control.setFocus()
    keys(control, "Журналистка")
    stage.leave()
    assert stage.handed == [{"it": {"en": "Journalist", "ru": "Журналистка", "de": "Journalistin"}}]


def test_a_flag_is_saved_at_once(staged: Staged) -> None:
    stage = staged(one("flag"), {"it": False})
    press(stage, "field.it")
    assert stage.handed == [{"it": True}]


def test_the_letter_of_a_label_leads_to_answers_side_by_side(staged: Staged) -> None:
    stage = staged(one("answer") | one("text", "more", "More"), {"it": "no"})
    stage.control("more").setFocus()
    QTest.keyClick(stage, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    assert stage.focusWidget() is stage.findChild(QWidget, "field.it.no")
    QTest.keyClick(stage.focusWidget(), Qt.Key.Key_Tab)
    assert stage.focusWidget() is stage.control("more")


def test_answers_side_by_side_become_a_line_where_there_is_no_room(staged: Staged) -> None:
    stage = staged(one("answer") | one("text", "more", "More"), {"it": "no"})
    answers, row = stage.control("it"), stage.form.rows["it"]
    stage.setFixedWidth(360)
    QApplication.processEvents()
    assert answers.isHidden()
    line: Any = row.editor.buddy()
    assert line.text() == "No"
    assert line.width() < 240
    stage.control("more").setFocus()
    QTest.keyClick(stage, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    assert stage.focusWidget() == line
    line.selectAll()
    keys(line, "unk")
    stage.leave()
    assert stage.handed == [{"it": "unknown"}]
    stage.setFixedWidth(900)
    QApplication.processEvents()
    assert not answers.isHidden()
    assert answers.value() == "unknown"
