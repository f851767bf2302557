"""Tab goes in the order of reading, also past what was added to a page later."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseapp.records import Person
from tests.ui.forms_stage import Stage, keys
from ui.look import Look


def test_tab_leads_from_an_answer_just_added_to_the_next_field(look: Look) -> None:
    stage = Stage(look, Person, only=("family", "citizenships", "occupation"))
    line = stage.control("citizenships")
    line.setFocus()
    keys(line, "Russ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert _focus().startswith("field.occupation")
    stage.close()


def test_tab_back_from_the_line_reads_the_answers_from_right_to_left(look: Look) -> None:
    stage = Stage(look, Person, {"citizenships": ["RU", "IL"]}, only=("citizenships", "occupation"))
    line = stage.control("citizenships")
    line.setFocus()
    seen = []
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget() or stage, Qt.Key.Key_Backtab)
        seen.append(_focus())
    assert seen == ["field.citizenships.IL", "field.citizenships.RU"]
    stage.close()


def test_tab_leads_from_a_date_to_what_it_could_mean_and_then_on(look: Look) -> None:
    stage = Stage(look, Person, only=("family", "birth", "birth_place"))
    line = stage.control("birth")
    line.setFocus()
    keys(line, "03/04/2024")
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or stage, Qt.Key.Key_Tab)
        seen.append(_focus())
    assert [name.startswith("note.birth.") for name in seen] == [True, True, False]
    assert seen[2] == "field.birth_place"
    stage.close()


def _focus() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()
