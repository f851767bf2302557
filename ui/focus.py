"""Sees to it that the keyboard is always where the eye is.

Two things go wrong in every window with pages that grow: what gets the focus lies outside of the part of the
page that is shown, and what had the focus is taken away (a row that was deleted, a link that did its work),
after which Qt goes on with whatever comes next, often at the other end of the window.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QTextEdit, QWidget
from shiboken6 import isValid

#: What is shown around a control that was scrolled into view, in pixels: the line below a field as well.
_AROUND = 60


class FocusCare(QObject):
    """One per application. It acts after all that was under way is done, and never against a mouse button."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._lost: _Lost | None = None
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.setInterval(0)
        self._after.timeout.connect(self._settle)
        app.focusChanged.connect(self._moved)

    @Slot("QWidget*", "QWidget*")
    def _moved(self, old: QWidget | None, now: QWidget | None) -> None:
        gone = old is not None and isValid(old) and not old.isVisible() and old.window().isVisible()
        if gone and old is not None:
            self._lost = _Lost(old, now)
        if gone or self._app.mouseButtons() == Qt.MouseButton.NoButton:
            self._after.start()

    @Slot()
    def _settle(self) -> None:
        lost, self._lost = self._lost, None
        if lost is not None:
            place = lost.place()
            if place is not None:
                place.setFocus(Qt.FocusReason.OtherFocusReason)
        widget = self._app.focusWidget()
        if widget is not None:
            show_in_areas(widget)


class FieldFilter(QObject):
    """A filter that stands at the text field with the focus, and at no other: each event costs a call."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    @Slot("QWidget*", "QWidget*")
    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            now.installEventFilter(self)


class _Lost:
    """Where a control was that had the focus and went, and whom Qt gave it instead."""

    def __init__(self, gone: QWidget, heir: QWidget | None) -> None:
        self._name = gone.objectName()
        self._heir = heir
        self._homes = list(_parents(gone))

    def place(self) -> QWidget | None:
        """The control of the same name in the nearest surroundings that are still there, or else the first
        one of them; None when the keyboard is there already or was led elsewhere on purpose.
        """
        now = QApplication.focusWidget()
        if now is not None and now is not self._heir:
            return None
        for home in self._homes:
            if not isValid(home) or not home.isVisible():
                continue
            if home.isWindow() or (now is not None and home.isAncestorOf(now)):
                return None
            controls = controls_of(home)
            if controls:
                same = (one for one in controls if self._name and one.objectName() == self._name)
                return next(same, controls[0])
        return None


def controls_of(home: QWidget) -> list[QWidget]:
    """All that Tab reaches inside a widget, in the order of reading.

    Qt's own chain is not asked: PySide takes a window that `nextInFocusChain` returns away from Python.
    """
    found = [
        widget
        for widget in home.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]
    places = {widget: widget.mapTo(home, QPoint(0, 0)) for widget in found}
    across = -1 if home.isRightToLeft() else 1
    return sorted(found, key=lambda one: (places[one].y(), across * places[one].x()))


def show_in_areas(widget: QWidget) -> None:
    """Scrolls every area around a widget so far that it is in view."""
    for parent in _parents(widget):
        if isinstance(parent, QScrollArea) and parent.widget() is not None:
            parent.ensureWidgetVisible(widget, 0, _AROUND)


def _parents(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()
