"""The frame of the window: places, folding, notices, the cover, and names for everything."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery import grab
from tests.ui.gallery_kit import whole
from tests.ui.gallery_screens import first_run, parts, timeline, unlock
from tests.ui.gallery_screens import window as window_shot
from ui.application import keep_no_settings
from ui.language import speak
from ui.look import Look
from ui.main_window import MainWindow, ScreenSpec
from ui.privacy import Privacy
from ui.screens.first_run import Doors, FirstRunScreen
from ui.screens.unlock import UnlockScreen
from ui.widgets.empty import EmptyState
from ui.widgets.fields import LineField

Show = Callable[..., QWidget]


class Place(EmptyState):
    """A screen that remembers when it was entered and left."""

    def __init__(self, look: Look, name: str, seen: list[str]) -> None:
        super().__init__(look, "folder-open", name, "Act", name=f"screen.{name}")
        self._name, self._seen = name, seen
        seen.append(f"made {name}")

    def enter(self) -> None:
        self._seen.append(f"enter {self._name}")

    def leave(self) -> None:
        self._seen.append(f"leave {self._name}")


@pytest.fixture
def seen() -> list[str]:
    return []


@pytest.fixture
def privacy(qapp: QApplication) -> Privacy:
    return Privacy()


@pytest.fixture
def window(look: Look, privacy: Privacy, seen: list[str]) -> Iterator[MainWindow]:
    def spec(name: str, title: str, icon: str, low: bool = False) -> ScreenSpec:
        return ScreenSpec(name, title, icon, lambda: Place(look, name, seen), low)

    made = MainWindow(
        look,
        privacy,
        [
            spec("cases", "Cases", "folder-open"),
            spec("letters", "Letters", "file-text"),
            spec("backup", "Backup", "hard-drive", True),
        ],
    )
    made.show()
    made.activateWindow()
    made.show_screen("cases")
    QApplication.processEvents()
    yield made
    made.allow_close()
    made.close()
    made.deleteLater()


def test_screens_are_made_when_first_shown(window: MainWindow, seen: list[str]) -> None:
    assert seen == ["made cases", "enter cases"]
    QTest.mouseClick(window.rail.button("letters"), Qt.MouseButton.LeftButton)
    window.show_screen("cases")
    assert seen[2:] == ["made letters", "leave cases", "enter letters", "leave letters", "enter cases"]
    with pytest.raises(KeyError):
        window.show_screen("nowhere")


def test_title_never_changes(window: MainWindow) -> None:
    window.show_screen("letters")
    window.notify("Saved")
    assert {w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()} <= {
        "Caseapp",
        "",
    }
    assert window.windowTitle() == "Caseapp"


@pytest.mark.parametrize(
    ("width", "scale", "folded"), [(1200, 100, False), (1199, 100, True), (1366, 150, True)]
)
def test_rail_and_toolbar_fold_below_1200(
    window: MainWindow, look: Look, width: int, scale: int, folded: bool
) -> None:
    window.resize(width, 700)
    look.set("light", scale)
    QApplication.processEvents()
    assert window.rail.folded is folded
    assert window.wide is not folded
    assert (window.toolbar.lock_now.toolTip() == "Lock") is folded


@pytest.mark.parametrize("width", [800, 1024, 1366])
def test_bars_have_their_measures(window: MainWindow, width: int) -> None:
    window.resize(width, 700)
    QApplication.processEvents()
    assert window.width() == width
    assert window.toolbar.height() == 52
    assert 240 <= window.toolbar.search.width() <= 400
    last = window.toolbar.lock_now
    assert last.geometry().right() < window.toolbar.width()
    areas = [
        w.geometry() for w in (window.toolbar.search, window.toolbar.state, window.toolbar.hide_names, last)
    ]
    for one, other in pairwise(areas):
        assert one.right() < other.left()


def test_keys_reach_everything(window: MainWindow, privacy: Privacy, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.toolbar.search.clicked):
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.screen_shown() == "letters"
    with qtbot.waitSignal(window.locking):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(
        window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert privacy.hidden
    assert window.toolbar.hide_names.accessibleName() == "Show names"


def test_shortcuts_are_listed_on_one_sheet(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    panel = window.overlay.panel
    assert panel is not None
    assert panel.accessibleName() == "Keyboard shortcuts"
    QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Escape)
    assert window.overlay.panel is None


def test_hide_names_switches_both_ways(window: MainWindow, privacy: Privacy) -> None:
    QTest.mouseClick(window.toolbar.hide_names, Qt.MouseButton.LeftButton)
    assert privacy.hidden
    privacy.set_hidden(False)
    assert not window.toolbar.hide_names.isChecked()


def test_backup_state_leads_to_the_backup_screen(window: MainWindow) -> None:
    window.toolbar.set_state("Backed up 2 days ago")
    assert window.toolbar.state.accessibleName() == "Backed up 2 days ago"
    QTest.mouseClick(window.toolbar.state, Qt.MouseButton.LeftButton)
    assert window.screen_shown() == "backup"


def test_notice_is_reached_by_f6(window: MainWindow) -> None:
    undone: list[int] = []
    window.notify("Incident deleted", "Undo", lambda: undone.append(1))
    QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    assert undone == [1]


def test_notice_stands_where_a_screen_reader_looks(window: MainWindow) -> None:
    window.notify("Incident deleted", "Undo", lambda: None)
    seen, left = [], [QAccessible.queryAccessibleInterface(window)]
    while left:
        here = left.pop()
        seen.append(here.text(QAccessible.Text.Name))
        left += [here.child(at) for at in range(here.childCount())]
    assert "Incident deleted" in seen


def test_cover_hides_everything_within_50_ms(window: MainWindow, look: Look) -> None:
    field = LineField(look, "name", "Name")
    field.setText("Elena Petrova")
    layout = window.screen_of("cases").layout()
    assert layout is not None
    layout.addWidget(field)
    window.notify("Incident deleted", "Undo", lambda: None)
    window.show_shortcuts()
    QApplication.processEvents()
    took = []
    for _ in range(5):
        window.uncover()
        QApplication.processEvents()
        begun = time.perf_counter()
        window.cover()
        took.append(time.perf_counter() - begun)
    # The best of five: other programs on this machine are not what is measured.
    assert min(took) < 0.05
    assert window.covered
    picture = window.grab().toImage()
    centre = QRect(window.width() // 2 - 30, window.height() // 2 - 30, 60, 60)
    strange = {
        picture.pixelColor(x, y).name().upper()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
        if not centre.contains(x, y)
    }
    assert strange == {look.theme.canvas}
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_A)
    assert field.text() == "Elena Petrova"
    window.uncover()
    assert not window.covered


def test_window_stays_until_it_may_close(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()
    window.allow_close()
    window.close()
    assert not window.isVisible()


def test_counts_and_demo_note_stand_in_the_rail(window: MainWindow) -> None:
    window.set_count("cases", 40)
    assert window.rail.button("cases").accessibleName() == "Cases, 40"
    window.rail.set_note("Fictional demo")
    QApplication.processEvents()
    assert window.rail.button("backup").geometry().top() > window.rail.height() - 80


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader or a test could not find."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        if not (widget.objectName() and widget.accessibleName() and widget.accessibleIdentifier()):
            found.append(f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}")
    return found


def careless(root: QWidget) -> list[str]:
    """Fields from which a dictionary or a drag could carry something away."""
    sensitive = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    lines = [
        w
        for w in root.findChildren(QLineEdit)
        if w.dragEnabled() or w.inputMethodHints() & sensitive != sensitive
    ]
    texts = [w for w in root.findChildren(QPlainTextEdit) if w.inputMethodHints() & sensitive != sensitive]
    return [w.objectName() for w in (*lines, *texts)]


def test_every_control_of_the_shell_is_named_and_careful(
    window: MainWindow, look: Look, show: Show, tmp_path: Path
) -> None:
    doors = Doors(
        folder=tmp_path,
        pick_folder=lambda _f: None,
        folder_problem=lambda _f: "",
        draw_words=lambda _l: "one two three four five six",
        judge=lambda _t, _n: pytest.fail("not asked"),
        recovery=lambda: "7K2M-9QXA",
        check_recovery=lambda _t: "",
        print_sheet=lambda: "",
        save_sheet=lambda: "",
    )
    window.show_shortcuts()
    for root in (window, UnlockScreen(look), FirstRunScreen(look, doors)):
        if root is not window:
            show(root)
        assert unnamed(root) == []
        assert careless(root) == []


def test_closed_screens_do_not_mind_a_new_look(look: Look, qapp: QApplication) -> None:
    pages = [
        whole(look),
        parts(look),
        timeline(True)(look),
        first_run(1)(look),
        unlock(look),
        window_shot(look),
    ]
    for page in pages:
        page.deleteLater()
    pages.clear()
    del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.set("dark", 150)
    assert look.theme.name == "dark"


@pytest.mark.parametrize(
    ("theme", "scale", "mirrored"), [("light", 100, False), ("dark", 200, True), ("contrast", 150, True)]
)
def test_everything_paints_in_every_look(
    look: Look, qapp: QApplication, tmp_path: Path, theme: str, scale: int, mirrored: bool
) -> None:
    if mirrored:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.set(theme, scale)
    for number, make in enumerate((whole, parts, timeline(True), first_run(2), unlock)):
        path = tmp_path / f"{number}.png"
        grab(make, look, QSize(1024, 700), path)
        drawn = QImage(str(path))
        ground = drawn.pixelColor(drawn.width() - 2 if not mirrored else 1, drawn.height() - 2).name().upper()
        assert ground in (look.theme.canvas, look.theme.surface)
        seen = {drawn.pixelColor(x, y).name() for x in range(0, 1024, 4) for y in range(0, 700, 4)}
        assert len(seen) > 5


def test_language_turns_qts_own_words_too(qapp: QApplication, look: Look) -> None:
    speak(qapp, "ru")
    russian = qapp.translate("QPlatformTheme", "Cancel")
    speak(qapp, "en")
    assert (russian, qapp.translate("QPlatformTheme", "Cancel")) == ("Отмена", "Cancel")
    with pytest.raises(ValueError, match="xx"):
        speak(qapp, "xx")


def test_qt_keeps_no_settings(qapp: QApplication, home: Path) -> None:
    from PySide6.QtCore import QSettings

    keep_no_settings()
    settings = QSettings("QtProject")
    settings.setValue("FileDialog/lastVisited", "file:///secret")
    settings.sync()
    assert settings.fileName().startswith("/dev/null/none")
    assert not list(home.rglob("*.conf"))
