"""A screen in the real window over a real encrypted store, and what it asked of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from caseapp.services.office import Office
from caseapp.settings import Settings
from tests.ui.forms_stage import keys
from ui.bus import ChangeBus
from ui.dialogs import QueuedDialogs
from ui.look import Look
from ui.main_window import MainWindow, ScreenSpec
from ui.privacy import Privacy
from ui.tables.view import TableView
from ui.tasks import InlineRunner, Runner
from ui.widgets.overlay import Overlay

WIDE, NARROW, SMALL = (1366, 768), (1024, 700), (800, 600)


class Strays:
    """Watches for widgets that show as windows of their own: they flash up and take the keyboard away."""

    def __init__(self, application: QApplication, allowed: type[QWidget]) -> None:
        self.seen: list[str] = []
        self._application, self._allowed = application, allowed
        application.focusWindowChanged.connect(self._changed)

    def stop(self) -> None:
        self._application.focusWindowChanged.disconnect(self._changed)

    def _changed(self, window: QWindow | None) -> None:
        """A window that is gone before the event loop turns leaves nobody with the focus."""
        shown = QApplication.activeWindow()
        if window is None or not isinstance(shown, self._allowed):
            self.seen.append("nobody" if shown is None else f"{type(shown).__name__} {shown.objectName()!r}")


class Stand:
    """The window as its screens see it. `asked` are the calls that lead elsewhere, `told` the notices."""

    def __init__(
        self,
        look: Look,
        office: Office,
        make: Callable[..., QWidget],
        answers: Sequence[str | Path | None] = (),
        runner: Runner | None = None,
        size: tuple[int, int] = WIDE,
    ) -> None:
        self.look, self.office = look, office
        self.bus, self.runner = ChangeBus(), runner or InlineRunner()
        self.privacy = Privacy()
        self.settings = Settings(language="en", theme="light")
        self.dialogs = QueuedDialogs(look, answers)
        self.asked: list[tuple[Any, ...]] = []
        self.told: list[str] = []
        self._undo: Callable[[], object] | None = None
        spec = ScreenSpec("here", "Here", "sun", lambda: make(office, self.runner, self.bus, self))
        self.window = MainWindow(look, self.privacy, [spec])
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.strays = Strays(application, MainWindow)
        self.screen: Any = self.window.show_screen("here")
        settle()

    @property
    def overlay(self) -> Overlay:
        return self.window.overlay

    @property
    def panel(self) -> Any:
        """The pop-up that is open."""
        assert self.overlay.panel is not None
        return self.overlay.panel

    def change_settings(self, settings: Settings) -> None:
        self.settings = settings
        self.look.set(settings.theme, settings.text_scale)

    def open_case(self, case_id: str, section: str | None = None, record: str | None = None) -> None:
        self.asked.append(("case", case_id))

    def open_record(self, kind: str, record_id: str, field: str) -> None:
        self.asked.append(("record", kind, record_id, field))

    def open_letter(self, letter_id: str) -> None:
        self.asked.append(("letter", letter_id))

    def new_letter(self, case_id: str) -> None:
        self.asked.append(("new letter", case_id))

    def toast(self, text: str, act: str = "", call: Callable[[], object] | None = None) -> None:
        self.told.append(text)
        self._undo = call

    def go(self, place: str) -> None:
        self.asked.append(("go", place))

    def help(self, topic: str) -> None:
        self.asked.append(("help", topic))

    def undo(self) -> None:
        """Uses the act of the newest notice."""
        assert self._undo is not None
        self._undo()
        settle()

    def find(self, name: str) -> Any:
        """The control of this name, in the screen or in the pop-up; fails when there is none."""
        found = self.window.findChildren(QWidget, name)
        assert found, name
        # What was replaced a moment ago is hidden and waits for its end.
        return next((widget for widget in found if widget.isVisible()), found[-1])

    def click(self, name: str) -> None:
        """Presses a button that can be seen and pressed."""
        button = self.find(name)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        button.click()
        settle()

    def type(self, name: str, text: str) -> None:
        """Types into a field in place of what is there."""
        field = self.find(name)
        field.setFocus()
        field.selectAll()
        keys(field, text)
        settle()

    def press(self, widget: Any, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)
        settle()

    def close(self) -> None:
        """Ends the window; fails when a widget showed as a window of its own meanwhile."""
        settle()
        self.strays.stop()
        self.window.allow_close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert self.strays.seen == []


def settle() -> None:
    """Lets layouts, zero timers and shown blocks take their turn."""
    for _ in range(3):
        QApplication.processEvents()


def cells(table: TableView, column: str) -> list[str]:
    """What a column says, row by row, as a screen reader hears it."""
    model = table.model()
    at = next(n for n, c in enumerate(model.columns) if c.id == column)  # type: ignore[attr-defined]
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def click_head(table: TableView, column: str) -> None:
    """Clicks the head of a column."""
    model, header = table.model(), table.horizontalHeader()
    at = next(n for n, c in enumerate(model.columns) if c.id == column)  # type: ignore[attr-defined]
    middle = header.sectionViewportPosition(at) + header.sectionSize(at) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, header.height() // 2))
    settle()


def unnamed(root: QWidget) -> list[str]:
    """The controls below `root` that keyboard or screen reader would reach without a name to find them by."""
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
    return [
        f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not (widget.objectName() and widget.accessibleName() and widget.accessibleIdentifier())
    ]
