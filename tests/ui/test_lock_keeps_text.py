"""Locking the whole window, on a real store and real threads: it covers first, loses nothing, always ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from caseapp.progress import Progress
from caseapp.records import Person
from caseapp.services import vault
from tests.fakes import FixedClock
from tests.stores import PASSPHRASE, new_office
from tests.ui.whole_window import Whole, held
from ui.leaving import AT_LAST
from ui.look import Look

Live = Callable[[], Whole]


@pytest.fixture
def case(tmp_path: Path, clock: FixedClock) -> str:
    """A closed store at the customary place; the id of its one case."""
    (tmp_path / "program").mkdir()
    office = new_office(tmp_path / "program" / "store", clock)
    opened = office.cases.open_new({"family": "Примеров", "given": "Пётр"}, {}).record
    office.close()
    return str(opened.id)


@pytest.fixture
def live(qtbot: QtBot, look: Look, tmp_path: Path, clock: FixedClock, case: str) -> Iterator[Live]:
    """Starts the program, as often as wanted: each time it is unlocked and the process before it is gone."""
    lives: list[Whole] = []

    def begin() -> Whole:
        for before in lives:
            before.close()
        lives[:] = [Whole(qtbot, look, tmp_path / "program", clock)]
        lives[0].unlock()
        return lives[0]

    yield begin
    for life in lives:
        life.close()


def strange_colours(window: QWidget, look: Look) -> set[str]:
    """What is to be seen in a window beside its ground, apart from the mark in the middle."""
    picture = window.grab().toImage()
    wide, tall = picture.width(), picture.height()
    dots = ((x, y) for x in range(0, wide, 3) for y in range(0, tall, 3))
    outside = (dot for dot in dots if abs(dot[0] - wide // 2) > 30 or abs(dot[1] - tall // 2) > 30)
    return {picture.pixelColor(x, y).name().upper() for x, y in outside} - {look.theme.canvas}


def others_shown(window: QWidget) -> list[str]:
    """The other windows of the program that can be seen."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    return [type(one).__name__ for one in shown]


def test_found_names_tips_and_menus_are_covered_at_once(live: Live, look: Look) -> None:
    life = live()
    window = life.store.window
    window.toolbar.search.setFocus()
    QTest.keyClicks(window.toolbar.search, "Primerov")
    palette = life.store.search
    life.until(lambda: palette.panel is not None and palette.panel.lines())
    menu = QMenu(window)
    menu.addAction("Пётр Примеров")
    menu.popup(window.mapToGlobal(window.rect().center()))
    QToolTip.showText(window.mapToGlobal(window.rect().center()), "Пётр Примеров", window)
    assert others_shown(window)
    with held(life):
        life.store.lock()
        # Not one event was handled since, and the store's thread is still busy with something else.
        assert window.covered
        assert strange_colours(window, look) == set()
        assert others_shown(window) == []
        assert life.process.anew == []
    life.until(lambda: life.process.anew)
    assert life.process.anew == [[]]


def test_open_box_goes_and_nothing_opens_above_the_cover(live: Live, look: Look) -> None:
    life = live()
    window, seen = life.store.window, []

    def lock_now() -> None:
        life.store.lock()
        seen.append((others_shown(window), strange_colours(window, look)))
        life.store.dialogs.tell("Пётр Примеров", "is told nothing any more")
        seen.append((others_shown(window), strange_colours(window, look)))

    QTimer.singleShot(0, lock_now)
    assert life.store.dialogs.confirm("Delete “Пётр Примеров”?", "It can be brought back.", "Delete") is False
    life.until(lambda: life.process.anew)
    assert seen == [([], set()), ([], set())]


def test_keys_do_nothing_under_the_cover(live: Live) -> None:
    life = live()
    window = life.store.window
    with held(life):
        life.press_lock()
        for key in (Qt.Key.Key_N, Qt.Key.Key_K, Qt.Key.Key_2):
            QTest.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget().objectName() == "cover"
        assert window.overlay.panel is None
        assert window.screen_shown() == "cases"
    life.until(lambda: life.process.anew)


def test_what_is_half_typed_comes_back(live: Live, case: str) -> None:
    life = live()
    life.open_case(case, "identity")
    family = life.find("field.birth_place")
    family.setFocus()
    QTest.keyClicks(family, "Kazan")
    birth = life.find("field.birth")
    birth.setFocus()
    QTest.keyClicks(birth, "some day in may or")
    life.store.open_case(case, "journal")
    life.find("journal.text").setFocus()
    QTest.keyClicks(life.find("journal.text"), "She called from the")
    QTest.keyClicks(life.find("journal.with"), "Mo")
    with held(life):  # what was typed has to wait for its turn
        life.press_lock()
    life.until(lambda: life.process.anew)

    life = live()
    life.until(lambda: life.store.window.findChild(QWidget, "journal.text"))  # where it was left
    life.rest()
    assert life.find("journal.text").toPlainText() == "She called from the"
    assert life.find("journal.with").text() == "Mo"
    life.open_case(case, "identity")
    assert life.find("field.birth_place").text() == "Kazan"
    assert life.find("field.birth").text() == "some day in may or"


def test_page_behind_the_list_is_kept_as_well(live: Live, case: str) -> None:
    life = live()
    life.open_case(case, "journal")
    QTest.keyClicks(life.find("journal.text"), "not seen while locking")
    life.store.window.commands["new-case"].trigger()
    life.rest()
    QTest.keyClicks(life.find("field.family"), "Halftyp")
    life.lock()
    life = live()
    life.open_case(case, "journal")
    assert life.find("journal.text").toPlainText() == "not seen while locking"
    life.store.window.commands["new-case"].trigger()
    life.until(lambda: life.find("field.family").text() == "Halftyp")


def test_two_changes_that_wait_for_each_other_are_both_saved(
    live: Live, case: str, tmp_path: Path, clock: FixedClock
) -> None:
    life = live()
    life.open_case(case, "identity")
    with held(life):
        for name, text in (("birth_place", "Kazan"), ("latin_family", "Ivanova"), ("patronymic", "Ilyich")):
            control = life.find(f"field.{name}")
            control.setFocus()
            QTest.keyClicks(control, text)
        life.press_lock()
    life.until(lambda: life.process.anew)
    life.close()
    office = vault.unlock(tmp_path / "program" / "store", PASSPHRASE, clock)
    (client,) = office.records.of_case(Person, case)
    assert (client.birth_place, client.latin_family, client.patronymic) == ("Kazan", "Ivanova", "Ilyich")
    office.close()


def test_nobody_there_locks(live: Live) -> None:
    life = live()
    life.store.idle.set_minutes(0.001)
    life.until(lambda: life.process.anew)
    assert life.store.window.covered


def test_a_hanging_disk_does_not_keep_the_process_alive(live: Live) -> None:
    life = live()
    with held(life), held(life, "aside"):
        begun = time.monotonic()
        life.press_lock()
        assert life.process.hurried, "the hard end is set before anything can hang"
        life.until(lambda: life.process.anew)
        took = time.monotonic() - begun
    # It takes as long as AT_LAST and the last moment for the threads; far less than the work that hangs.
    assert AT_LAST / 1000 <= took < 10


def test_a_failing_screen_does_not_keep_the_window_from_locking(live: Live, case: str) -> None:
    life = live()
    life.open_case(case, "journal")
    QTest.keyClicks(life.find("journal.text"), "still kept")
    broken = life.store.window.screen_of("letters")

    def fail() -> None:
        raise RuntimeError("Пётр Примеров")

    broken.flush = fail  # type: ignore[attr-defined]
    life.store.window.show_screen("cases")
    life.lock()
    log = life.paths.crash_log.read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "Примеров" not in log
    life = live()
    life.open_case(case, "journal")
    assert life.find("journal.text").toPlainText() == "still kept"


def test_locking_stops_a_backup_and_the_next_one_clears_up(live: Live, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    life = live()
    backup, stages = life.store.office.backup, ["copy"]

    class Slow:
        """Goes on only when it is asked to stop, as on a stick that takes a byte a second."""

        def __init__(self, progress: Progress) -> None:
            self._progress = progress

        def stage(self, name: str, total: int) -> None:
            stages.append(name)
            self._progress.stage(name, total)

        def advance(self, amount: int) -> None:
            while stages[-1] == "check":
                time.sleep(0.001)
                self._progress.check()

        def check(self) -> None:
            self._progress.check()

    taken: list[Any] = []
    life.gate.runner.run_long(lambda progress: backup.take(stick, progress), taken.append)
    life.until(lambda: taken)
    life.gate.runner.run_long(lambda progress: backup.carry(taken[0], stick, Slow(progress)), lane="aside")
    life.until(lambda: "check" in stages)
    series = next((stick / "B").iterdir())
    assert [one.suffix for one in series.iterdir()] == [".partial"]
    life.lock()
    life.close()
    assert list(series.iterdir()) == []

    (series / "20260101T000000Z-0001.partial").mkdir()  # what a process leaves that was cut off
    life = live()
    made: list[Any] = []
    life.gate.runner.run(lambda: life.store.office.backup.make(stick), made.append)
    life.until(lambda: made)
    assert [one.name for one in series.iterdir()] == [made[0].folder.name]
