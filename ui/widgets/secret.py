"""The field for a passphrase.

Bullets, the language of the keyboard, an eye; nothing typed in it can be brought back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.i18n import tr
from ui.keyboard import Keyboard, KeyboardReader
from ui.look import Look, placed
from ui.widgets.buttons import Button
from ui.widgets.fields import SENSITIVE, LineField
from ui.widgets.labels import Key

#: How often the keyboard is asked while the field has the focus (milliseconds).
_LOOK_EVERY = 250


class SecretField(LineField):
    """44 high, with the badge of the keyboard's language and the eye inside.

    `keyboard_changed` is sent when language or Caps Lock changed. Undo, copy, cut and dropping are off; what
    is selected while the text is shown does not stay in the clipboard of the selection.
    """

    keyboard_changed = Signal(object)

    def __init__(
        self,
        look: Look,
        name: str,
        says: str,
        *,
        reader: KeyboardReader | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, says, large=True, parent=parent)
        self._reader = reader or KeyboardReader()
        self._state = Keyboard()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._badge = Key(look, "", f"{name}.language", self)
        self._badge.hide()
        self._eye = Button(
            look, tr("Show the passphrase"), f"{name}.eye", kind="flat", icon="eye", parent=self
        )
        self._eye.set_icon_only(True)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self._ask = QTimer(self)
        self._ask.setInterval(_LOOK_EVERY)
        self._ask.timeout.connect(self._look_at_keyboard)
        self.selectionChanged.connect(self._no_selection_out)
        look.changed.connect(self._place)
        self._place()

    @property
    def keyboard(self) -> Keyboard:
        return self._state

    def take(self) -> str:
        """The text; the field is empty afterwards."""
        text = self.text()
        self.forget()
        self.hide_text()
        return text

    def show_text(self) -> None:
        """Plain letters, as when a recovery key is copied from paper."""
        self._eye.setChecked(True)

    def hide_text(self) -> None:
        """Back to bullets."""
        self._eye.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        blocked = (
            QKeySequence.StandardKey.Undo,
            QKeySequence.StandardKey.Redo,
            QKeySequence.StandardKey.Copy,
            QKeySequence.StandardKey.Cut,
        )
        if any(event.matches(keys) for keys in blocked):
            event.accept()
            return
        self._reader.learn(event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        super().keyPressEvent(event)
        self._look_at_keyboard()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look_at_keyboard()
        self._ask.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ask.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._eye.setEnabled(self.isEnabled())

    @Slot()
    def _look_at_keyboard(self) -> None:
        state = self._reader.read()
        if state == self._state:
            return
        self._state = state
        self._badge.set_text(state.language.upper())
        self._badge.setVisible(bool(state.language))
        self._place()
        self.keyboard_changed.emit(state)

    @Slot(bool)
    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(SENSITIVE | (Qt.InputMethodHint.ImhHiddenText if not shown else SENSITIVE))
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.set_words(tr("Hide the passphrase") if shown else tr("Show the passphrase"))
        self._eye.set_icon_only(True)

    @Slot()
    def _no_selection_out(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    @Slot()
    def _place(self) -> None:
        height = self.height()
        eye = self._eye.sizeHint()
        size = min(eye.height(), height - 8)
        left = self.width() - eye.width() - 6
        self._eye.setGeometry(placed(self, QRect(left, (height - size) // 2, eye.width(), size)))
        badge = self._badge.sizeHint()
        left -= badge.width() + 6
        self._badge.setGeometry(
            placed(self, QRect(left, (height - badge.height()) // 2, badge.width(), badge.height()))
        )
        room = self.width() - left + 4
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)
