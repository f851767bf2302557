"""The timeline.

True to scale, labels that never collide, everything by keyboard, and a table that says the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.charts.panel import TimelinePanel
from ui.charts.placing import MOST_ROWS, SHAPE, Placed, place
from ui.charts.scale import Event, Lane, span
from ui.charts.timeline import Timeline
from ui.look import Look
from ui.widgets.chips import FilterChip

Show = Callable[..., QWidget]
TODAY = date(2026, 11, 23)
LANES = (Lane("state", "State action"), Lane("threats", "Threats"), Lane("moves", "Moves"))


def event(key: str, day: date, lane: str = "threats", label: str = "Followed", level: str = "high") -> Event:
    return Event(key, lane, label, day, day, day.isoformat(), level)


EVENTS = [
    event("detained", date(2024, 3, 12), "state", "Detained", "crit"),
    Event("sentence", "state", "Sentence", date(2025, 6, 1), date(2025, 10, 15), "summer 2025", "crit"),
    event("phishing", date(2025, 9, 20), label="Phishing"),
    event("followed", date(2026, 11, 22), label="Followed", level="crit"),
    event("left", date(2024, 9, 10), "moves", "Left for Georgia", "low"),
]


def per_letter(text: str) -> float:
    return 7.0 * len(text)


def test_line_runs_from_the_first_quarter_to_two_months_after_today() -> None:
    scale = span(EVENTS, TODAY, 1000)
    assert scale.first == date(2024, 1, 1)
    assert scale.last == TODAY + timedelta(days=61)
    assert (scale.at(scale.first), scale.at(scale.last)) == (0, 1000)
    half = scale.first + (scale.last - scale.first) / 2
    assert scale.at(half) == pytest.approx(500, abs=1)
    assert scale.quarters()[:5] == [date(2024, m, 1) for m in (1, 4, 7, 10)] + [date(2025, 1, 1)]


def test_line_without_events_shows_a_year() -> None:
    scale = span((), TODAY, 1000)
    assert scale.first == date(2025, 10, 1)


def test_what_lies_ahead_lengthens_the_line() -> None:
    ahead = event("hearing", date(2027, 9, 1))
    assert span([ahead], TODAY, 1000).last > date(2027, 9, 1)


def test_uncertain_date_fills_its_whole_span_and_open_ends_are_told() -> None:
    scale = span(EVENTS, TODAY, 1000)
    (mark,) = place([EVENTS[1]], scale, per_letter)
    assert (mark.left, mark.right) == (scale.at(date(2025, 6, 1)), scale.at(date(2025, 10, 15)))
    assert mark.middle == pytest.approx((mark.left + mark.right) / 2)
    (since,) = place([Event("s", "threats", "Watched", date(2026, 4, 1), None)], scale, per_letter)
    assert (since.open_start, since.open_end, since.right) == (False, True, 1000)
    (before,) = place([Event("b", "threats", "Talks", None, date(2024, 6, 1))], scale, per_letter)
    assert (before.open_start, before.left) == (True, 0)


def test_label_goes_left_when_the_right_is_taken_and_is_cut_before_it_is_dropped() -> None:
    scale = span(EVENTS, TODAY, 1000)
    last = place([event("x", TODAY + timedelta(days=58), label="At the very end")], scale, per_letter)
    assert last[0].text == "At the very end"
    assert last[0].text_left + last[0].text_width < last[0].left

    near = [
        event("a", date(2024, 1, 5), label="A very long label"),
        event("b", date(2024, 4, 14), label="B" * 300),
    ]
    first, second = place(near, scale, per_letter)
    assert first.text in ("", first.events[0].label) or first.text.endswith("…")
    assert second.text.endswith("…")


def test_events_that_would_cover_each_other_become_a_cluster() -> None:
    scale = span(EVENTS, TODAY, 1000)
    days = [event(str(n), date(2026, 3, n)) for n in (1, 4, 6)]
    (mark,) = place(days, scale, per_letter)
    assert mark.text == "+3"
    assert [e.id for e in mark.events] == ["1", "4", "6"]


days = st.dates(date(2023, 1, 1), TODAY)


@given(
    found=st.lists(
        st.tuples(days, st.integers(0, 200), st.text("abcdefgh ", min_size=1, max_size=30)), max_size=25
    ),
    width=st.integers(200, 1600),
)
def test_labels_never_collide(found: list[tuple[date, int, str]], width: int) -> None:
    events = [
        Event(str(n), "threats", label.strip() or "x", day, day + timedelta(days=length))
        for n, (day, length, label) in enumerate(found)
    ]
    scale = span(events, TODAY, width)
    placed = place(events, scale, per_letter)
    assert sorted(e.id for mark in placed for e in mark.events) == sorted(e.id for e in events)
    for row in range(MOST_ROWS):
        marks = [mark for mark in placed if mark.row == row]
        if any(_overlap(one, other) for one, other in combinations(marks, 2)):
            continue  # there were no rows left
        labels = [(m, m.text_left, m.text_left + m.text_width) for m in marks if m.text]
        for number, (mark, left, right) in enumerate(labels):
            assert right <= width + 0.01
            for other in marks:
                if other is not mark:
                    assert right <= other.left + 0.01 or left >= other.right - 0.01, (mark, other)
            for _, next_left, _right in labels[number + 1 :]:
                assert right <= next_left + 0.01
    middles = [m.middle for m in placed]
    assert middles == sorted(middles)
    exact = [m.middle for m in placed if m.events[0].exact]
    assert all(b - a >= SHAPE for a, b in pairwise(exact))


def _overlap(one: Placed, other: Placed) -> bool:
    """Whether two marks cover each other; the count of a cluster belongs to its mark."""
    (left, right), (begin, end) = [
        (each.begin, each.end) if len(each.events) > 1 else (each.left, each.right) for each in (one, other)
    ]
    return left < end and begin < right


@pytest.fixture
def view(look: Look, show: Show) -> Timeline:
    made = Timeline(look, LANES, TODAY, "timeline", "Threats and events")
    show(made, width=977)
    made.show_events(EVENTS)
    QApplication.processEvents()
    return made


def test_arrows_walk_in_time_and_between_lanes(view: Timeline) -> None:
    view.select_id("detained")
    seen = []
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_End,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(view, key)
        seen.append(view.current_id())
    assert seen == ["left", "sentence", "sentence", "phishing", "followed", "detained"]


def test_arrows_turn_round_in_right_to_left(view: Timeline) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.select_id("left")
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current_id() == "detained"
    assert view.visualRect(view.model().index(0, 0)).center().x() > view.width() / 2


def test_enter_and_double_click_open(view: Timeline) -> None:
    opened: list[str] = []
    view.opened.connect(opened.append)
    view.select_id("phishing")
    QTest.keyClick(view, Qt.Key.Key_Return)
    spot = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == ["phishing", "detained"]


def test_ring_is_drawn_only_with_keyboard_focus(view: Timeline, look: Look) -> None:
    spot = view.visualRect(view.model().index(4, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert view.current_id() == "followed"
    assert look.theme.focus not in colours(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert look.theme.focus in colours(view)


def colours(view: Timeline) -> set[str]:
    QApplication.processEvents()
    drawn = view.viewport().grab().toImage()
    area = view.visualRect(view.currentIndex())
    return {
        drawn.pixelColor(x, y).name().upper()
        for x in range(area.left() - 6, min(area.right() + 6, drawn.width() - 1))
        for y in range(area.top(), area.bottom() + 1)
    }


def test_tab_into_the_timeline_begins_at_the_latest(view: Timeline) -> None:
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.current_id() == "followed"


def test_events_are_said_in_one_sentence(view: Timeline) -> None:
    model = view.model()
    said = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert said == [
        "Detained, 2024-03-12, State action, Critical",
        "Left for Georgia, 2024-09-10, Moves, Low",
    ]


def test_current_event_outlives_a_reload_and_a_filter(view: Timeline) -> None:
    view.select_id("phishing")
    view.show_events(EVENTS[1:])
    assert view.current_id() == "phishing"
    view.show_lane("moves")
    assert view.visualRect(view.currentIndex()).isEmpty()
    assert not view.select_id("gone")


@pytest.fixture
def panel(look: Look, show: Show) -> TimelinePanel:
    made = TimelinePanel(look, LANES, TODAY, "Threats and events")
    show(made, width=977)
    made.show_events(EVENTS)
    QApplication.processEvents()
    return made


def test_table_says_the_same_and_keeps_the_place(panel: TimelinePanel) -> None:
    panel.view.select_id("sentence")
    panel.view.setFocus()
    panel.switch.setChecked(True)
    assert panel.as_table
    assert panel.table.hasFocus()
    model = panel.table.model()
    listed = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert listed == ["Detained", "Left for Georgia", "Sentence", "Phishing", "Followed"]
    assert panel.table.current_key() == "sentence"
    panel.table.select_key("left")
    panel.switch.setChecked(False)
    assert panel.view.current_id() == "left"


def test_chips_filter_both_views(panel: TimelinePanel) -> None:
    chip = panel.findChild(FilterChip, "timeline.lane.moves")
    assert chip is not None
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert set(panel.view.placed()) == {"moves"}
    assert panel.table.model().rowCount() == 1
    assert panel.count.text() == "5 events · 1 with an uncertain date"


def test_narrow_window_gives_the_names_less_room(panel: TimelinePanel) -> None:
    wide = panel.view.lead
    panel.set_narrow(True)
    assert (wide, panel.view.lead) == (124, 88)
    assert not panel.count.isVisible()
