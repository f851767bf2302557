"""The keyboard stays where the eye is: what has it is in view, and what takes it along leaves it near by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

Show = Callable[..., QWidget]


def named_line(name: str, parent: QWidget | None = None) -> QLineEdit:
    line = QLineEdit(parent)
    line.setObjectName(name)
    return line


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def focus() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


@pytest.fixture
def area(qapp: QApplication) -> QScrollArea:
    """A page far taller than its window, with a line at either end."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    body = QWidget()
    column = QVBoxLayout(body)
    column.addWidget(named_line("first"))
    gap = QWidget()
    gap.setFixedHeight(2000)
    column.addWidget(gap)
    column.addWidget(named_line("last"))
    made.setWidget(body)
    return made


def in_view(area: QScrollArea, name: str) -> bool:
    line = area.findChild(QLineEdit, name)
    assert line is not None
    top = line.mapTo(area.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + line.height() <= area.viewport().height()


def test_what_gets_the_keyboard_comes_into_view(area: QScrollArea, show: Show) -> None:
    show(area, width=400, height=300)
    last = area.findChild(QLineEdit, "last")
    assert last is not None
    assert not in_view(area, "last")
    last.setFocus()
    settle()
    assert in_view(area, "last")


def test_a_form_that_opens_below_the_page_comes_into_view_once_it_is_laid_out(
    area: QScrollArea, show: Show
) -> None:
    show(area, width=400, height=300)
    body = area.widget()
    assert body is not None
    layout = body.layout()
    assert layout is not None
    late = named_line("late")
    layout.addWidget(late)
    late.show()
    late.setFocus()
    settle()
    assert in_view(area, "late")


def test_pressing_the_mouse_does_not_move_the_page_under_it(area: QScrollArea, show: Show) -> None:
    show(area, width=400, height=300)
    first, last = area.findChild(QLineEdit, "first"), area.findChild(QLineEdit, "last")
    assert first is not None
    assert last is not None
    last.setFocus()
    settle()
    before = first.y() + first.height() // 2
    area.verticalScrollBar().setValue(before)
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=QPoint(4, first.height() - 2))
    settle()
    after = area.verticalScrollBar().value()
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton)
    assert first.hasFocus()
    assert after == before


def test_keyboard_of_a_row_that_went_goes_to_the_one_in_its_place(show: Show) -> None:
    page, elsewhere = QWidget(), QPushButton("Elsewhere")
    column = QVBoxLayout(page)
    head = QPushButton("Add")
    head.setObjectName("add")
    column.addWidget(head)
    rows = QWidget()
    lines = QVBoxLayout(rows)
    column.addWidget(rows)
    old = named_line("row.0")
    lines.addWidget(old)
    show(elsewhere, page, width=400, height=300)
    old.setFocus()
    settle()
    old.hide()
    old.deleteLater()
    lines.addWidget(named_line("row.0"))
    settle()
    assert focus() == "row.0"
    assert QApplication.focusWidget() is not old


def test_keyboard_of_the_last_row_goes_to_the_start_of_its_part_of_the_page(show: Show) -> None:
    page, elsewhere = QWidget(), QPushButton("Elsewhere")
    column = QVBoxLayout(page)
    head = QPushButton("Add")
    head.setObjectName("add")
    old = named_line("row.0")
    column.addWidget(head)
    column.addWidget(old)
    show(elsewhere, page, width=400, height=300)
    old.setFocus()
    settle()
    old.hide()
    settle()
    assert focus() == "add"


def test_keyboard_of_an_answer_goes_to_the_field_it_answered(show: Show) -> None:
    page, elsewhere, below = QWidget(), QPushButton("Elsewhere"), QWidget()
    column = QVBoxLayout(page)
    column.addWidget(named_line("field"))
    column.addWidget(below)
    answers = QVBoxLayout(below)
    answer = named_line("answer")
    answers.addWidget(QWidget())
    answers.addWidget(answer)
    show(elsewhere, page, width=400, height=300)
    answer.setFocus()
    settle()
    answer.hide()
    settle()
    assert focus() == "field"


def test_keyboard_that_was_led_elsewhere_on_purpose_stays_there(show: Show) -> None:
    page, elsewhere, other = QWidget(), named_line("elsewhere"), named_line("other")
    column = QVBoxLayout(page)
    column.addWidget(QPushButton("Add"))
    old = named_line("row.0")
    column.addWidget(old)
    show(elsewhere, page, other, width=400, height=300)
    old.setFocus()
    settle()
    old.hide()
    elsewhere.setFocus()
    settle()
    assert focus() == "elsewhere"
