"""What has no date spans the whole timeline; it must not hide or catch what happened meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from ui.charts.scale import Event, Lane
from ui.charts.timeline import Timeline
from ui.look import Look

TODAY = date(2026, 11, 23)
LANES = (Lane("threats", "Threats"),)
DAY = date(2025, 9, 20)
EVENTS = [
    Event("undated", "threats", "Calls", None, TODAY, "no date", "low"),
    Event("dated", "threats", "Door", DAY, DAY, "20 Sep 2025", "crit"),
    Event("first", "threats", "First", date(2024, 2, 1), date(2024, 2, 1), "1 Feb 2024", "low"),
]


def test_a_day_inside_a_chosen_long_span_is_seen_and_hit(look: Look, show: Callable[..., QWidget]) -> None:
    line = Timeline(look, LANES, TODAY, "timeline", "Threats")
    show(line, width=900, height=140)
    line.show_events(EVENTS)
    line.select_id("undated")
    QApplication.processEvents()
    (mark,) = [one for one in line.placed()["threats"] if one.events[0].id == "dated"]
    spot = QPoint(line.lead + round(line.scale.at(DAY)), line.mark_rect(0, mark).center().y())
    index = line.indexAt(spot)
    assert EVENTS[index.row()].id == "dated"
    picture = line.viewport().grab().toImage()
    ink = look.color("crit").rgb()
    around = [
        picture.pixelColor(spot.x() + x, spot.y() + y).rgb() for x in range(-6, 7) for y in range(-6, 7)
    ]
    assert ink in around
