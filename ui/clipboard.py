"""Copying something secret: marked so that managers and clouds leave it alone, and gone after half a minute.

On Wayland a program without the focus can't clear the clipboard, and some clipboard managers pass over the
marks; the help says so.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

SECONDS: Final = 30
_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection, QClipboard.Mode.FindBuffer)
#: Marks that keep a text out of histories: KDE, Windows (named formats of the clipboard history), macOS.
_MARKS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    "application/x-nspasteboard-concealed-type": b"",
}


#: Systems where Qt knows whether the clipboard is ours. Asking for its text instead could wait for seconds on
#: another program that hangs.
_KNOW_THE_OWNER: Final = ("xcb", "wayland", "windows")


class SecretClipboard(QObject):
    """One per application. `copy` puts a text there, `clear` takes it away if it is still ours (lock and quit
    call it). What is copied from a field by its keys or its menu is treated in the same way.

    It also watches the selection of X11: what was marked in one of our fields does not stay there when the
    field is left.
    """

    def __init__(self, seconds: float = SECONDS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self.clear)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._left)
        app.aboutToQuit.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    @property
    def counting(self) -> bool:
        """Whether something copied waits to be cleared."""
        return self._timer.isActive()

    def copy(self, text: str) -> None:
        """Copies a text; it is cleared after `seconds` unless something else was copied meanwhile."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _MARKS.items():
            data.setData(kind, QByteArray(value))
        self._text = text
        QGuiApplication.clipboard().setMimeData(data, QClipboard.Mode.Clipboard)
        self._timer.start()

    @Slot()
    def clear(self) -> None:
        """Takes our text out of every clipboard that still holds it."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        for mode in _MODES:
            if _supported(clipboard, mode) and self._ours(clipboard, mode):
                clipboard.clear(mode)
        self._text = ""
        self.clear_selection()

    def _ours(self, clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
        if QGuiApplication.platformName() in _KNOW_THE_OWNER:
            return _owned(clipboard, mode)
        return bool(self._text) and clipboard.text(mode) == self._text

    @Slot()
    def _changed(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if _owned(clipboard, QClipboard.Mode.Clipboard):
            text = clipboard.text()
            if text and text != self._text:
                self.copy(text)

    def clear_selection(self) -> None:
        """Empties the selection of X11 if one of our fields put it there."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def _left(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, QLineEdit | QPlainTextEdit | QTextEdit):
            self.clear_selection()


def _owned(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    if mode == QClipboard.Mode.Selection:
        return clipboard.ownsSelection()
    if mode == QClipboard.Mode.FindBuffer:
        return clipboard.ownsFindBuffer()
    return clipboard.ownsClipboard()


def _supported(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    if mode == QClipboard.Mode.Selection:
        return clipboard.supportsSelection()
    if mode == QClipboard.Mode.FindBuffer:
        return clipboard.supportsFindBuffer()
    return True
