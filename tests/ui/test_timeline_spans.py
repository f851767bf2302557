"""What is not known to the day: a shape of its own, never hidden behind others, and said to be uncertain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.charts.panel import TimelinePanel
from ui.charts.placing import MOST_ROWS, Placed, place
from ui.charts.scale import Event, Lane, span
from ui.look import Look

Show = Callable[..., QWidget]
TODAY = date(2026, 11, 23)
LANES = (Lane("state", "State action"), Lane("threats", "Threats"))


def event(key: str, first: date | None, last: date | None, *, vague: bool = False, level: str = "") -> Event:
    return Event(key, "threats", f"What {key}", first, last, key, level, vague=vague)


def day(key: str, when: date, *, vague: bool = False, level: str = "") -> Event:
    return event(key, when, when, vague=vague, level=level)


ABOUT = day("about the 12th", date(2024, 3, 12), vague=True, level="crit")
SPRING = event("spring 2023", date(2023, 3, 1), date(2023, 5, 31))
SINCE = event("since 2020", date(2020, 1, 1), None)
BEFORE = event("before August 2024", None, date(2024, 7, 31))
TWO_YEARS = event("2021 or 2022", date(2021, 1, 1), date(2022, 12, 31))


def per_letter(text: str) -> float:
    return 7.0 * len(text)


def placed(*events: Event, width: float = 800) -> list[Placed]:
    return place(events, span(events, TODAY, width), per_letter)


def ids(marks: list[Placed]) -> list[str]:
    return [",".join(one.id for one in mark.events) for mark in marks]


def test_about_a_day_is_no_exact_day_and_gets_a_soft_mark_around_it() -> None:
    assert not ABOUT.exact
    (mark,) = placed(ABOUT)
    (plain,) = placed(day("the 12th", date(2024, 3, 12)))
    assert (mark.soft, plain.soft) == (True, False)
    assert mark.middle == plain.middle
    assert mark.left < plain.left
    assert mark.right > plain.right


def test_about_a_day_and_that_day_itself_are_not_joined() -> None:
    assert len(placed(ABOUT, day("the 12th", date(2024, 3, 12)))) == 2


def test_spans_with_a_common_middle_stay_two_spans() -> None:
    marks = placed(SINCE, SPRING)
    assert sorted(ids(marks)) == ["since 2020", "spring 2023"]
    assert len({mark.row for mark in marks}) == 2
    assert all(mark.text == mark.events[0].label for mark in marks)


def test_spans_with_nearly_the_same_bounds_become_one_that_keeps_them() -> None:
    near = event("from April", date(2023, 3, 5), date(2023, 6, 3))
    (mark,) = placed(SPRING, near)
    scale = span((SPRING, near), TODAY, 800)
    assert (mark.left, mark.right) == (scale.at(date(2023, 3, 1)), scale.at(date(2023, 6, 3)))
    assert mark.text == "+2"


def test_what_overlaps_gets_rows_and_labels() -> None:
    marks = placed(SINCE, SPRING, BEFORE, TWO_YEARS)
    assert sorted(mark.row for mark in marks) == [0, 1, 2, 2]
    assert all(mark.text for mark in marks)


def test_what_does_not_overlap_shares_the_row() -> None:
    marks = placed(SPRING, event("autumn 2025", date(2025, 9, 1), date(2025, 11, 30)))
    assert [mark.row for mark in marks] == [0, 0]


def test_there_is_an_end_to_the_rows() -> None:
    many = [event(str(n), date(2010 + n, 1, 1), date(2020 + n // 2, 6, 1)) for n in range(9)]
    marks = placed(*many)
    assert sorted(ids(marks)) == sorted(one.id for one in many)
    assert {mark.row for mark in marks} == set(range(MOST_ROWS))


@pytest.mark.parametrize("beside", [[], [day("late spring", date(2026, 5, 20))], [SINCE]])
def test_the_count_of_a_cluster_is_never_dropped(beside: list[Event]) -> None:
    ahead = [day(key, date(2027, 1, 10 + n), level="crit") for n, key in enumerate("abc")]
    first = day("first", date(1990, 2, 1))
    marks = placed(first, *beside, *ahead, width=420)
    (cluster,) = [mark for mark in marks if len(mark.events) > 1]
    assert cluster.text == f"+{len(cluster.events)}"
    assert cluster.text_left + cluster.text_width <= 420
    assert cluster.text_left + cluster.text_width <= cluster.left or cluster.text_left >= cluster.right


def test_counts_do_not_lie_on_their_neighbours() -> None:
    crowd = [day(str(n), date(2020 + n // 12, n % 12 + 1, 1)) for n in range(80)]
    marks = placed(*crowd, width=700)
    assert sum(len(mark.events) for mark in marks) == 80
    for one, other in pairwise(marks):
        ends = max(one.right, one.text_left + one.text_width)
        assert ends <= min(other.left, other.text_left if other.text else other.left)
    assert all(mark.text == f"+{len(mark.events)}" for mark in marks if len(mark.events) > 1)


@pytest.fixture
def panel(look: Look, show: Show) -> TimelinePanel:
    made = TimelinePanel(look, LANES, TODAY, "Threats", "times")
    show(made, width=977, height=400)
    made.show_events([SINCE, SPRING, BEFORE, TWO_YEARS, ABOUT, day("today", TODAY)])
    QApplication.processEvents()
    return made


def test_uncertain_dates_are_counted_and_said(panel: TimelinePanel) -> None:
    assert panel.count.text() == "6 events · 5 with uncertain dates"
    model = panel.view.model()
    said = {
        panel.view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    }
    assert "What about the 12th, about the 12th, uncertain date, Threats, Critical" in said
    assert "What today, today, Threats" in said


def test_each_can_be_clicked_and_reached_by_keys(panel: TimelinePanel) -> None:
    view = panel.view
    model = view.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    spots = [view.visualRect(row) for row in rows]
    for row, spot in zip(rows, spots, strict=True):
        assert view.viewport().rect().contains(spot.center())
        assert not any(spot.intersects(other) for other in spots if other is not spot)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot.center())
        assert view.currentIndex() == row
    QTest.keyClick(view, Qt.Key.Key_Home)
    walked = [view.current_id()]
    for _ in rows[1:]:
        QTest.keyClick(view, Qt.Key.Key_Right)
        walked.append(view.current_id())
    assert len(set(walked)) == len(rows)


def test_the_line_is_as_high_as_its_rows(panel: TimelinePanel) -> None:
    before = panel.view.height()
    assert panel.view.lane_rect(0).bottom() < panel.view.lane_rect(1).top()
    panel.show_events([SPRING])
    assert panel.view.height() < before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_about_a_day_looks_unlike_that_day(look: Look, show: Show, theme: str) -> None:
    look.set(theme, 100)
    pictures = []
    for one in (
        day("day", date(2024, 3, 12), level="crit"),
        day("day", date(2024, 3, 12), vague=True, level="crit"),
    ):
        made = TimelinePanel(look, LANES, TODAY, "Threats", "times")
        show(made, width=977, height=400)
        made.show_events([one])
        QApplication.processEvents()
        pictures.append(
            made.view.viewport().grab(made.view.visualRect(made.view.model().index(0, 0))).toImage()
        )
    assert pictures[0] != pictures[1]
