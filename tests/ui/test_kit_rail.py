"""The rail and the sidebar: where am I, and how to get elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.widgets.rail import Entry, Mark, Rail, Sidebar

PLACES = [
    Entry("cases", "Cases", "folder-open"),
    Entry("letters", "Letters", "file-text"),
    Entry("settings", "Settings", "settings", low=True),
]


def make_rail(look: Look, qtbot: QtBot) -> Rail:
    rail = Rail(look, PLACES)
    qtbot.addWidget(rail)
    rail.resize(176, 600)
    rail.show()
    rail.activateWindow()
    QApplication.processEvents()
    return rail


def test_rail_is_176_wide_and_folds_to_56(look: Look, qtbot: QtBot) -> None:
    rail = make_rail(look, qtbot)
    assert rail.width() == 176 + 1
    assert rail.button("cases").height() == 36
    rail.set_folded(True)
    assert rail.width() == 56 + 1
    assert rail.button("cases").toolTip() == "Cases"
    rail.set_folded(False)
    assert rail.button("cases").toolTip() == ""


def test_choosing_a_place_tells_and_showing_one_does_not(look: Look, qtbot: QtBot) -> None:
    rail = make_rail(look, qtbot)
    told: list[str] = []
    rail.chosen.connect(told.append)
    rail.set_current("cases")
    assert (rail.current(), told) == ("cases", [])
    QTest.mouseClick(rail.button("letters"), Qt.MouseButton.LeftButton)
    assert (rail.current(), told) == ("letters", ["letters"])
    rail.set_current("nowhere")
    assert rail.current() == "letters"


def test_arrows_walk_the_rail(look: Look, qtbot: QtBot) -> None:
    rail = make_rail(look, qtbot)
    rail.set_current("cases")
    rail.button("cases").setFocus()
    QTest.keyClick(rail.button("cases"), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rail.button("letters")
    QTest.keyClick(rail.button("letters"), Qt.Key.Key_Space)
    assert rail.current() == "letters"


def test_low_places_stand_at_the_bottom(look: Look, qtbot: QtBot) -> None:
    rail = make_rail(look, qtbot)
    assert rail.button("settings").geometry().bottom() > rail.height() - 20
    assert rail.button("letters").geometry().bottom() < 200


def test_marks_are_spoken(look: Look, qtbot: QtBot) -> None:
    side = Sidebar(look, [Entry("id", "Identity"), Entry("consent", "Consent"), Entry("notes", "Notes")])
    qtbot.addWidget(side)
    side.set_mark("id", Mark(9, 11))
    side.set_mark("consent", Mark(done=True))
    side.set_mark("notes", Mark(18))
    assert [side.button(key).accessibleName() for key in side.ids()] == [
        "Identity, 9 of 11",
        "Consent, complete",
        "Notes, 18",
    ]
    side.set_mark("notes", Mark())
    assert side.button("notes").accessibleName() == "Notes"


def test_sidebar_is_212_wide_with_items_of_32(look: Look, qtbot: QtBot) -> None:
    side = Sidebar(look, [Entry("id", "Identity")])
    qtbot.addWidget(side)
    side.show()
    QApplication.processEvents()
    assert side.width() == 212 + 1
    assert side.button("id").height() == 32


def test_long_words_do_not_touch_the_ring(look: Look, qtbot: QtBot) -> None:
    side = Sidebar(look, [Entry("id", "Документы и правовое положение")])
    qtbot.addWidget(side)
    side.set_mark("id", Mark(4, 6))
    side.resize(213, 200)
    side.show()
    QApplication.processEvents()
    side.button("id").clearFocus()
    picture = side.button("id").grab().toImage()
    # The strip just left of the ring is free of ink.
    column = [picture.pixelColor(side.button("id").width() - 62, y).name() for y in range(picture.height())]
    assert len(set(column)) == 1
