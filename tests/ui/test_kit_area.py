"""Places that scroll, as a screen reader counts them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ui.look import Look
from ui.screens.letter.pages import PageView
from ui.widgets.area import Area
from ui.widgets.pane import ScrollColumn

Show = Callable[..., QWidget]


def children(area: QAbstractScrollArea) -> int:
    return QAccessible.queryAccessibleInterface(area).childCount()


def test_a_screen_reader_counts_the_same_with_and_without_scroll_bar(look: Look, show: Show) -> None:
    area, body = Area("area"), QWidget()
    area.setWidget(body)
    page = show(area, width=200, height=200)
    bar = area.verticalScrollBar()
    assert not bar.isVisible()
    assert children(area) == 1
    body.setMinimumHeight(2000)
    QApplication.processEvents()
    assert bar.isVisible()
    assert children(area) == 1
    page.hide()
    assert children(area) == 1


def test_columns_and_pages_of_letters_are_such_places(look: Look, show: Show) -> None:
    column, view = ScrollColumn(look, "column"), PageView(look, "view")
    column.column.addWidget(body := QWidget())
    body.setMinimumHeight(2000)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    show(column, view, width=300, height=400)
    assert column.verticalScrollBar().isVisible()
    assert view.verticalScrollBar().isVisible()
    assert children(column) == children(view) == 1
