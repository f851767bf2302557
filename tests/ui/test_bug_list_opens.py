"""The list of a choice opens at the first click already, also when it is long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.forms.find import FindField
from ui.forms.popup import PopupList
from ui.look import Look
from ui.widgets.segments import Choice


def test_a_long_list_opens_at_the_first_click_and_goes_when_the_window_changes(
    show: Callable[..., QWidget], look: Look
) -> None:
    field = FindField(look, [Choice(str(n), f"Country {n}") for n in range(200)], "country", "Country")
    other = QWidget()
    other.setMinimumHeight(400)
    page = show(field, other, width=500, height=500)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    popup = page.findChild(PopupList)
    assert popup is not None
    assert popup.isVisible()
    page.resize(520, 500)
    QApplication.processEvents()
    assert not popup.isVisible()
