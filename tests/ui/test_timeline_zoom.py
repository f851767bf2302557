"""Looking closer at a timeline: zooming, moving, filtering, what has no date, and many incidents at once."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.charts.filtering import Filter
from ui.charts.panel import TimelinePanel
from ui.charts.placing import place_undated
from ui.charts.scale import Event, Lane
from ui.look import Look
from ui.widgets.segments import Choice

Show = Callable[..., QWidget]
TODAY = date(2026, 11, 23)
LANES = (
    Lane("state", "State action"),
    Lane("threats", "Threats"),
    Lane("papers", "Papers", optional=True),
)


def event(key: str, day: date | None, lane: str = "threats", *tags: tuple[str, str]) -> Event:
    return Event(key, lane, f"Event {key}", day, day, str(day or "date unknown"), "3", frozenset(tags))


EVENTS = [
    event("first", date(2007, 3, 1), "state", ("person", "anna")),
    event("a", date(2026, 3, 1), "threats", ("person", "anna"), ("severity", "3")),
    event("b", date(2026, 3, 4), "threats", ("person", "boris"), ("severity", "4")),
    event("c", date(2026, 3, 6), "threats", ("person", "boris"), ("severity", "3")),
    event("no-day", None, "threats", ("person", "boris")),
]
FILTERS = [
    Filter("person", "Person", (Choice("anna", "Anna"), Choice("boris", "Boris"))),
    Filter("severity", "How serious", (Choice("4", "Critical"), Choice("3", "High"))),
]


@pytest.fixture
def panel(look: Look, show: Show) -> TimelinePanel:
    made = TimelinePanel(look, LANES, TODAY, "Threats", "times")
    show(made, width=977, height=320)
    made.show_events(EVENTS, FILTERS)
    QApplication.processEvents()
    return made


def shapes(panel: TimelinePanel, lane: str = "threats") -> list[str]:
    return [",".join(e.id for e in mark.events) for mark in panel.view.placed()[lane]]


def click(panel: TimelinePanel, name: str) -> None:
    button = panel.findChild(QWidget, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_zooming_in_takes_a_cluster_apart_and_all_shows_the_whole_again(panel: TimelinePanel) -> None:
    assert shapes(panel) == ["a,b,c"]
    panel.view.select_id("b")
    for _ in range(9):
        click(panel, "times.zoom-in")
    assert shapes(panel) == ["a", "b", "c"]
    assert panel.view.viewport().rect().contains(panel.view.visualRect(panel.view.currentIndex()).center())
    click(panel, "times.zoom-all")
    assert (panel.view.zoom, shapes(panel)) == (1.0, ["a,b,c"])
    assert not panel.findChild(QWidget, "times.zoom-all").isEnabled()  # type: ignore[union-attr]


def test_the_wheel_zooms_around_the_pointer(panel: TimelinePanel) -> None:
    view = panel.view
    at = QPoint(view.lead + 300, 20)
    before = view.scale.day_at(300)
    wheel = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.zoom > 2
    assert abs(view.scale.day_at(300 + view.horizontalOffset()) - before) < timedelta(days=20)


def test_keys_zoom_move_and_bring_the_current_event_into_sight(panel: TimelinePanel) -> None:
    view = panel.view
    view.setFocus()
    view.select_id("a")
    for _ in range(6):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    here = view.horizontalOffset()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.horizontalOffset() < here
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current_id() == "first"
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
    QTest.keyClick(view, Qt.Key.Key_0)
    assert (view.zoom, view.horizontalOffset()) == (1.0, 0)


def test_right_to_left_is_the_mirror_image_while_zoomed_too(panel: TimelinePanel) -> None:
    panel.view.zoom_by(4)
    panel.view.select_id("b")
    panel.view.scrollTo(panel.view.currentIndex())
    spot = panel.view.visualRect(panel.view.currentIndex())
    panel.view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = panel.view.visualRect(panel.view.currentIndex())
    assert turned.right() == panel.view.viewport().width() - 1 - spot.left()


def test_what_has_no_date_stands_below_the_line_and_is_walked_to(panel: TimelinePanel) -> None:
    (mark,) = panel.view.undated()
    assert [e.id for e in mark.events] == ["no-day"]
    spot = panel.view.visualRect(panel.view.model().index(4, 0))
    assert spot.top() >= panel.view.lane_rect(1).bottom()
    assert panel.view.indexAt(spot.center()).row() == 4
    panel.view.select_id("c")
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert panel.view.current_id() == "no-day"
    assert "1 without a date" in panel.count.text()
    panel.show_events(EVENTS[:4], FILTERS)
    assert panel.view.undated() == []


def test_undated_ones_that_find_no_room_are_counted() -> None:
    many = [event(str(n), None) for n in range(30)]
    placed = place_undated(many, 500, lambda text: 7.0 * len(text))
    assert sum(len(mark.events) for mark in placed) == 30
    assert placed[-1].text == f"+{len(placed[-1].events)}"
    assert placed[-1].text_left + placed[-1].text_width <= 500


def test_filters_narrow_line_and_table_alike(panel: TimelinePanel) -> None:
    panel.filters.choose("person", "boris", True)
    assert shapes(panel) == ["b,c"]
    assert panel.table.model().rowCount() == 3
    assert panel.count.text().startswith("3 of 5")
    panel.filters.choose("severity", "4", True)
    assert shapes(panel) == ["b"]
    assert panel.filters.button.text() == "Filter (2)"
    panel.filters.clear()
    assert shapes(panel) == ["a,b,c"]
    assert panel.table.model().rowCount() == 5


def test_a_filter_is_let_go_when_nobody_fits_it_any_more(panel: TimelinePanel) -> None:
    panel.filters.choose("person", "boris", True)
    panel.show_events(EVENTS[:2], [])
    assert panel.filters.button.text() == "Filter"
    assert panel.table.model().rowCount() == 2


def test_chips_fold_into_the_menu_where_they_find_no_room(panel: TimelinePanel) -> None:
    chip = panel.findChild(QWidget, "times.lane.threats")
    assert chip is not None
    assert chip.isVisible()
    panel.setFixedWidth(560)
    QApplication.processEvents()
    assert not chip.isVisible()
    menu = panel.filters.menu()
    rows = menu.actions()[0].menu()
    titles = {action.text(): action for action in rows.actions()}  # type: ignore[attr-defined]
    assert list(titles) == ["All", "State action", "Threats"]
    titles["State action"].trigger()
    assert set(panel.view.placed()) == {"state"}


def test_an_optional_row_is_there_only_with_events(panel: TimelinePanel) -> None:
    assert [lane.id for lane in panel.view.lanes] == ["state", "threats"]
    chip = panel.findChild(QWidget, "times.lane.papers")
    assert chip is not None
    assert chip.isHidden()
    before = panel.view.height()
    panel.show_events([*EVENTS, event("passport", date(2027, 5, 1), "papers")], FILTERS)
    assert [lane.id for lane in panel.view.lanes] == ["state", "threats", "papers"]
    assert not chip.isHidden()
    assert panel.view.height() > before


def test_two_hundred_incidents_are_painted_at_once(panel: TimelinePanel) -> None:
    many = [
        Event(
            str(n),
            LANES[n % 2].id,
            f"What happened {n}",
            day := date(2019, 1, 1) + timedelta(days=n * 13),
            day + timedelta(days=(n % 5) * 20),
            "",
            "3",
        )
        for n in range(200)
    ]
    panel.show_events(many)
    times = []
    for _ in range(20):
        begun = time.perf_counter()
        panel.view.viewport().grab()
        times.append(time.perf_counter() - begun)
    assert statistics.median(times) < 0.1  # a bench measures it closely; this only stops a cliff
    assert sum(len(m.events) for lane in panel.view.placed().values() for m in lane) == 200
