"""What a screen reader or a dictation program does to a control counts as much as a key or a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseapp.records.fields import Field, Kind
from tests.ui.forms_stage import Stage
from ui.look import Look
from ui.screens.cases.filters import FilterBar
from ui.screens.unlock.languages import LanguageSwitch
from ui.widgets.rail import Entry, Rail

Staged = Callable[..., Stage]

FIELDS = {
    "family": Field("Family name", Kind.NAME, name="family"),
    "born": Field("Born", Kind.EDTF, name="born"),
    "country": Field("Country", Kind.COUNTRY, name="country"),
    "statement": Field("Statement", Kind.LONG, name="statement"),
    "minor": Field("A minor", Kind.FLAG, name="minor"),
}


@pytest.fixture
def staged(look: Look, qtbot: QtBot) -> Staged:
    """Makes stages that are cleared away after the test."""

    def make(*args: Any, **kwargs: Any) -> Stage:
        stage = Stage(look, *args, **kwargs)
        qtbot.addWidget(stage)
        return stage

    return make


def do(control: QWidget, action: str) -> None:
    """Does an action of a control by its name, as a screen reader would."""
    actions = QAccessible.queryAccessibleInterface(control).actionInterface()
    assert action in actions.actionNames()
    actions.doAction(action)


def put(control: QWidget, text: str) -> None:
    """Replaces the text of a field, as a dictation program would."""
    text_now = QAccessible.queryAccessibleInterface(control)
    end = len(text_now.text(QAccessible.Text.Value))
    text_now.editableTextInterface().replaceText(0, end, text)


def test_a_place_of_the_rail_can_be_toggled(look: Look, qtbot: QtBot) -> None:
    rail = Rail(look, [Entry("cases", "Cases"), Entry("letters", "Letters")])
    qtbot.addWidget(rail)
    rail.show()
    told: list[str] = []
    rail.chosen.connect(told.append)
    rail.set_current("cases")
    do(rail.button("letters"), "Toggle")
    assert (rail.current(), told) == ("letters", ["letters"])
    QTest.mouseClick(rail.button("cases"), Qt.MouseButton.LeftButton)
    assert told == ["letters", "cases"]
    QTest.mouseClick(rail.button("cases"), Qt.MouseButton.LeftButton)
    assert told == ["letters", "cases", "cases"]


def test_filters_can_be_toggled_and_are_shown_in_silence(look: Look, qtbot: QtBot) -> None:
    bar = FilterBar(look)
    qtbot.addWidget(bar)
    bar.show()
    told: list[bool] = []
    bar.changed.connect(lambda: told.append(bar.wanted().mine))
    chip = bar.findChild(QWidget, "cases.filter.mine")
    assert chip is not None
    do(chip, "Toggle")
    assert told == [True]
    bar.show_filter(bar.wanted())
    assert told == [True]
    do(bar.more, "Toggle")
    assert bar.country.isVisible()


def test_the_language_can_be_toggled(look: Look, qtbot: QtBot) -> None:
    switch = LanguageSwitch(look, {"en": "English", "ru": "Русский"}, "en", "language")
    qtbot.addWidget(switch)
    told: list[str] = []
    switch.chosen.connect(told.append)
    button = switch.findChild(QWidget, "language.ru")
    assert button is not None
    do(button, "Toggle")
    assert told == ["ru"]


def test_a_box_of_a_form_can_be_toggled(staged: Staged) -> None:
    stage = staged(FIELDS)
    do(stage.control("minor"), "Toggle")
    assert stage.handed == [{"minor": True}]
    stage.form.show_values({"minor": False})
    assert not stage.control("minor").isChecked()
    assert stage.handed == [{"minor": True}]


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("family", "Petrova", {"family": "Petrova"}),
        ("born", "spring 2024", {"born": "2024-21"}),
        ("country", "Austria", {"country": "AT"}),
        ("statement", "They came at night.", {"statement": "They came at night."}),
    ],
)
def test_a_text_put_into_a_field_is_saved(staged: Staged, name: str, text: str, kept: dict[str, str]) -> None:
    stage = staged(FIELDS)
    stage.leave()
    put(stage.control(name), text)
    stage.form.flush()
    assert {key: value for each in stage.handed for key, value in each.items()} == kept


def test_a_text_that_the_form_shows_is_not_taken_for_a_typed_one(staged: Staged) -> None:
    stage = staged(FIELDS)
    stage.form.show_values({"family": "Petrova", "born": "2024", "country": "AT", "statement": "Old."})
    stage.form.flush()
    assert stage.handed == []
    stage.type("family", "Petrenko")
    assert stage.handed == [{"family": "Petrenko"}]
