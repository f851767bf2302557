"""Tables: rows handed in, asked for block by block, walked by keyboard, drawn with one ring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.tables.cells import Column, Lines, Risk, State, Status, Text
from ui.tables.model import BLOCK, CELL, KEY, RowModel
from ui.tables.view import TableView
from ui.widgets.fields import LineField

Show = Callable[..., QWidget]


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    risk: str | None = "critical"


COLUMNS = (
    Column("name", "Name", Lines, lambda r: Lines(r.name, "Елена"), 208, sortable=True),
    Column("risk", "Risk", Risk, lambda r: Risk(r.risk), 124, sortable=True),
    Column("status", "Status", Status, lambda r: Status("active"), 104),
    Column("state", "Checked", State, lambda r: State("circle-check", "Equal", "ok"), 100),
    Column("country", "Country", Text, lambda r: Text("Georgia"), 108, stretch=True),
)


def rows(count: int, start: int = 0) -> list[Row]:
    return [Row(f"k{n}", f"Name {n}") for n in range(start, start + count)]


def model() -> RowModel:
    return RowModel(COLUMNS, key=lambda r: r.key)


def make_view(look: Look, show: Show, count: int = 30) -> tuple[TableView, RowModel]:
    made = model()
    view = TableView(look, made, "cases", "Cases")
    show(view, width=800, height=400)
    made.show_rows(rows(count))
    QApplication.processEvents()
    return view, made


def test_model_says_its_cells_in_words(qapp: QApplication) -> None:
    made = model()
    made.show_rows([Row("a", "Elena Petrova")])
    said = [made.index(0, c).data(Qt.ItemDataRole.AccessibleTextRole) for c in range(5)]
    assert said == ["Elena Petrova, Елена", "Critical", "Active", "Equal", "Georgia"]
    assert made.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert (made.index(0, 0).data(KEY), made.index(0, 1).data(CELL)) == ("a", Risk("critical"))


@given(total=st.integers(0, 350), offset=st.integers(0, 350), count=st.integers(0, 150))
def test_blocks_fill_in_and_never_spill_over(total: int, offset: int, count: int) -> None:
    made = model()
    made.begin(total)
    made.give(offset, rows(count, offset))
    assert made.rowCount() == total
    for number in range(total):
        known = offset <= number < offset + count
        assert (made.key_at(number) == f"k{number}") is known
    missing = made.missing(0, total - 1)
    unknown = {n for n in range(total) if made.row(n) is None}
    covered = {n for start, size in missing for n in range(start, start + size)}
    assert unknown <= covered
    assert all(start % BLOCK == 0 and start + size <= total for start, size in missing)


def test_unknown_rows_are_empty_and_have_no_key(qapp: QApplication) -> None:
    made = model()
    made.begin(200, rows(10))
    assert made.index(150, 0).data() == ""
    assert made.index(150, 0).data(CELL) is None
    assert made.key_at(150) == ""
    assert (made.place("k3"), made.place("k150")) == (3, -1)


def test_changed_row_replaces_the_one_with_its_key(qapp: QApplication) -> None:
    made = model()
    made.show_rows(rows(3))
    made.replace(Row("k1", "Another"))
    made.replace(Row("gone", "Nobody"))
    assert made.index(1, 0).data() == "Another, Елена"
    assert made.rowCount() == 3


def test_view_asks_for_blocks_in_sight_once(look: Look, qtbot: QtBot, show: Show) -> None:
    view, made = make_view(look, show, 0)
    asked: list[tuple[int, int]] = []
    view.rows_wanted.connect(lambda offset, count: asked.append((offset, count)))
    made.begin(1000, rows(BLOCK))
    QApplication.processEvents()
    assert asked == []
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: asked == [(900, 100)])
    made.give(900, rows(100, 900))
    QApplication.processEvents()
    assert asked == [(900, 100)]
    assert made.key_at(999) == "k999"


def test_enter_and_double_click_open_the_current_row(look: Look, qtbot: QtBot, show: Show) -> None:
    view, _ = make_view(look, show)
    opened: list[str] = []
    view.opened.connect(opened.append)
    view.setFocus()
    view.select_row(0)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["k1"]
    spot = view.visualRect(view.model().index(3, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == ["k1", "k3"]


def test_enter_on_nothing_opens_nothing(look: Look, show: Show) -> None:
    view, _ = make_view(look, show, 0)
    opened: list[str] = []
    view.opened.connect(opened.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == []


def test_tab_leaves_the_table(look: Look, show: Show) -> None:
    made = model()
    view, after = TableView(look, made, "cases", "Cases"), LineField(look, "after", "After")
    show(view, after)
    made.show_rows(rows(5))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_head_asks_for_sorting_and_turns_at_the_second_click(look: Look, show: Show) -> None:
    view, _ = make_view(look, show)
    wanted: list[tuple[str, bool]] = []
    view.sort_wanted.connect(lambda column, down: wanted.append((column, down)))

    def click(section: int) -> None:
        header = view.horizontalHeader()
        at = QPoint(header.sectionViewportPosition(section) + 10, 10)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click(0)
    view.show_sorted("name", False)
    click(0)
    view.show_sorted("name", True)
    click(0)
    click(2)
    assert wanted == [("name", False), ("name", True), ("name", False)]


def test_place_is_kept_over_a_reload(look: Look, show: Show) -> None:
    view, made = make_view(look, show, 100)
    view.select_key("k40")
    view.verticalScrollBar().setValue(1500)
    place = view.place_kept()
    made.show_rows(rows(100))
    assert view.current_key() == ""
    view.restore_place(place)
    assert (view.current_key(), view.verticalScrollBar().value()) == ("k40", 1500)
    assert not view.select_key("gone")


def test_menu_key_asks_for_the_menu_of_the_row(look: Look, show: Show) -> None:
    view, _ = make_view(look, show)
    asked: list[str] = []
    view.menu_wanted.connect(lambda key, _spot: asked.append(key))
    view.select_row(2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view.viewport(), event)
    assert asked == ["k2"]


def test_change_of_row_is_told(look: Look, show: Show) -> None:
    view, made = make_view(look, show)
    told: list[str] = []
    view.current_changed.connect(told.append)
    view.select_row(1)
    made.show_rows(rows(2))
    assert told == ["k1", ""]


def picture(view: TableView) -> QImage:
    QApplication.processEvents()
    return view.viewport().grab().toImage()


def test_selected_row_is_tinted_and_ringed_only_with_the_focus(look: Look, show: Show) -> None:
    made = model()
    view, other = TableView(look, made, "cases", "Cases"), LineField(look, "other", "Other")
    show(view, other, width=800, height=500)
    made.show_rows(rows(5))
    view.select_row(0)
    view.setFocus()
    ringed = picture(view)
    assert ringed.pixelColor(400, 0).name().upper() == look.theme.focus
    other.setFocus()
    plain = picture(view)
    assert plain.pixelColor(400, 0).name().upper() == look.theme.select
    assert plain.pixelColor(1, 20).name().upper() == look.theme.accent
    assert plain.pixelColor(400, 60).name().upper() == look.theme.surface


@pytest.mark.parametrize(("scale", "height"), [(100, 48), (200, 84)])
def test_rows_hold_two_lines_at_any_text_size(look: Look, show: Show, scale: int, height: int) -> None:
    view, _ = make_view(look, show)
    look.set("light", scale)
    assert view.rowHeight(0) == height
    assert view.horizontalHeader().height() == look.tall(32)


def test_rows_of_one_line_are_36_high(look: Look, show: Show) -> None:
    made = RowModel(COLUMNS[1:], key=lambda r: r.key)
    view = TableView(look, made, "copies", "Copies")
    show(view)
    made.show_rows(rows(3))
    assert view.rowHeight(0) == 36


def test_pointer_tints_the_whole_row(look: Look, show: Show) -> None:
    view, _ = make_view(look, show)
    spot = QPointF(20, 60)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, spot, spot, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), move)
    drawn = picture(view)
    assert drawn.pixelColor(drawn.width() - 5, 60).name().upper() == look.theme.hover
    assert drawn.pixelColor(drawn.width() - 5, 120).name().upper() == look.theme.surface


def test_columns_mirror_for_right_to_left(look: Look, show: Show, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view, _ = make_view(look, show)
    view.select_row(0)
    view.clearFocus()
    drawn = picture(view)
    edge = drawn.width() - 2
    assert drawn.pixelColor(edge, 20).name().upper() == look.theme.accent


def test_columns_let_go_while_the_stretching_one_is_too_narrow(look: Look, show: Show) -> None:
    view, model = make_view(look, show)
    at = {column.id: number for number, column in enumerate(model.columns)}
    first, second = [column.id for column in model.columns if not column.stretch][:2]
    others = sum(column.width for column in model.columns if not column.stretch)
    view.let_yield((first, second), 200)
    view.resize(others + 260, 300)
    assert not view.isColumnHidden(at[first])
    view.resize(others + 150, 300)
    assert (view.isColumnHidden(at[first]), view.isColumnHidden(at[second])) == (True, False)
    look.set("light", 200)
    assert view.isColumnHidden(at[second]), "larger text takes the room as a smaller window does"
    look.set("light", 100)
    view.resize(others + 260, 300)
    assert not view.isColumnHidden(at[first])
