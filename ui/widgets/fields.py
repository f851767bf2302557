"""Where people type: one line, many lines, one choice out of many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QMetaMethod, QMimeData, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPlainTextEdit, QSizePolicy, QToolTip, QWidget

from caseapp.i18n import tr
from caseapp.rules.text import LINE_LIMIT, TEXT_LIMIT
from ui.announce import announce
from ui.look import Look, elided, placed
from ui.widgets.named import named
from ui.widgets.paint import box
from ui.widgets.segments import Choice

#: For everything that may hold a person's data: no dictionary learns from it, no suggestion shows it.
SENSITIVE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


def mark_error(widget: QWidget, error: bool) -> None:
    """Gives a field the edge of an error, or takes it away."""
    if bool(widget.property("error")) != error:
        widget.setProperty("error", error)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class LineField(QLineEdit):
    """One line. Drag is off and nothing typed here reaches a dictionary.

    What a screen reader or a dictation program puts in counts as typed: `textEdited` is sent.
    `refused(sentence)`: what was pasted or dropped is longer than any line and would have been cut; it was
    left where it is. Where nobody listens a tip says so.
    """

    refused = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        says: str,
        *,
        placeholder: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name, says)
        self._look = look
        self._typing = self._showing = False
        self.textEdited.connect(self._typed_in)
        self.textChanged.connect(self._other_text)
        self.setDragEnabled(False)
        self.setInputMethodHints(SENSITIVE)
        self.setPlaceholderText(placeholder)
        if large:
            self.setProperty("large", True)
            self._resize_large()
            look.changed.connect(self._resize_large)

    def set_error(self, error: bool) -> None:
        mark_error(self, error)

    def setText(self, text: str | None) -> None:
        """Shows a text; `textEdited` is not sent."""
        before, self._showing = self._showing, True
        super().setText(text)
        self._showing = before

    def put_in(self, text: str) -> None:
        """Another program has replaced the text."""
        self.textEdited.emit(text)

    def paste(self) -> None:
        """Pastes what is in the clipboard, unless it is too much."""
        if not self.isReadOnly() and self._takes(QGuiApplication.clipboard().text()):
            super().paste()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        pasting = menu.findChild(QAction, "edit-paste")
        if pasting is not None:
            pasting.triggered.disconnect()
            pasting.triggered.connect(self.paste)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        board = QGuiApplication.clipboard()
        pastes = event.button() == Qt.MouseButton.MiddleButton and board.supportsSelection()
        if not pastes or self._takes(board.text(QClipboard.Mode.Selection)):
            super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._takes(event.mimeData().text()):
            super().dropEvent(event)

    def forget(self) -> None:
        """Empties the field so that undo can't bring the text back (`clear` alone can be undone)."""
        self.setText("")

    def _takes(self, text: str) -> bool:
        """Whether all of a text that comes at once finds room beside what stays; else it is refused."""
        room = self.maxLength() - len(self.text()) + len(self.selectedText())
        if len(text) <= room:
            return True
        told = too_much(len(text), LINE_LIMIT)
        announce(self, told)
        if self.isSignalConnected(QMetaMethod.fromSignal(self.refused)):
            self.refused.emit(told)
        else:
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), told, self)
        return False

    @Slot()
    def _typed_in(self) -> None:
        self._typing = True

    @Slot(str)
    def _other_text(self, text: str) -> None:
        # Of typed text Qt sends `textEdited` first, of any other `textChanged` alone.
        if self._showing:
            return
        if not self._typing:
            self.put_in(text)
        self._typing = False

    @Slot()
    def _resize_large(self) -> None:
        self.setFont(self._look.font(15))


#: A line of more characters makes every key wait while the window breaks it anew.
_LONGEST_LINE: Final = 2000


class LongField(QPlainTextEdit):
    """Several lines; grows with its text up to `most` lines, then scrolls. Tab leaves the field.

    `refused(sentence)`: what was pasted is longer than any text that can be kept, and was left where it is.
    """

    refused = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        says: str,
        *,
        least: int = 2,
        most: int = 8,
        placeholder: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name, says)
        self._look = look
        self._least, self._most = least, most
        self._large = large
        self.setTabChangesFocus(True)
        self.setInputMethodHints(SENSITIVE)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAcceptDrops(False)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        look.changed.connect(self._grow)
        self._grow()

    def set_error(self, error: bool) -> None:
        mark_error(self, error)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes plain text. Too much of it would hold the window up for minutes and could not be kept."""
        text = source.text()
        room = TEXT_LIMIT - self.document().characterCount() + len(self.textCursor().selectedText())
        if len(text) > max(room, 0):
            told = too_much(len(text), TEXT_LIMIT)
            announce(self, told)
            self.refused.emit(told)
            return
        self.insertPlainText(unwound(text))
        self.ensureCursorVisible()

    def set_right_to_left(self, right_to_left: bool) -> None:
        """Writes from right to left, as the language of the text does, whatever that of the screen does."""
        side = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        option = self.document().defaultTextOption()
        option.setTextDirection(side)
        option.setAlignment(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
        self.document().setDefaultTextOption(option)

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()  # another width breaks the lines elsewhere, without a word from the document

    @Slot()
    def _grow(self) -> None:
        if self._large:
            self.setFont(self._look.font(15))
        line = QFontMetrics(self._look.font(15 if self._large else 13)).lineSpacing()
        lines = min(max(round(self.document().size().height()), self._least), self._most)
        self.setFixedHeight(lines * line + 2 * round(self.document().documentMargin()) + 14)


def too_much(length: int, limit: int) -> str:
    """Says why what was pasted was not put in."""
    return tr(
        "What you pasted has {length} characters, and {limit} fit here. It was not put in and still"
        " is in the clipboard: save it as a file and add that to the evidence.",
        length=length,
        limit=limit,
    )


def unwound(text: str) -> str:
    """The text with lines that go on and on broken at a space; every word stays, in its place."""
    lines = []
    for line in text.splitlines():
        while len(line) > _LONGEST_LINE:
            at = line.rfind(" ", _LONGEST_LINE // 2, _LONGEST_LINE)
            end, start = (at, at + 1) if at >= 0 else (_LONGEST_LINE, _LONGEST_LINE)
            lines.append(line[:end])
            line = line[start:]
        lines.append(line)
    return "\n".join(lines) + ("\n" if text.endswith("\n") else "")


class ChoiceField(QComboBox):
    """One choice out of six or more. `chosen(code)` is sent only when the person changes it."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        choices: Iterable[Choice],
        name: str,
        says: str,
        *,
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`empty`.

        The word of the first line, which stands for "no answer yet"; without it that line is blank.
        """
        super().__init__(parent)
        self._look = look
        self._empty = empty
        named(self, name, says)
        listing = named(QListView(self), "choiceList", says)
        listing.setUniformItemSizes(True)
        self.setView(listing)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_choices(choices)
        self.activated.connect(self._activated)
        look.changed.connect(self.updateGeometry)

    def set_choices(self, choices: Iterable[Choice]) -> None:
        """Replaces the list and keeps the answer if it is still there."""
        kept = self.value()
        self.clear()
        self.addItem(self._empty, "")
        for choice in choices:
            self.addItem(choice.text, choice.code)
        self.set_value(kept)

    def value(self) -> str:
        """The code of the answer, or an empty string."""
        found = self.currentData()
        return found if isinstance(found, str) else ""

    def set_value(self, code: str | None) -> None:
        """Shows an answer without sending `chosen`.

        A code not in the list is added, so that it is never lost.
        """
        at = self.findData(code or "")
        if at < 0 and code:
            self.addItem(code, code)
            at = self.count() - 1
        self.setCurrentIndex(max(0, at))

    def set_error(self, error: bool) -> None:
        mark_error(self, error)

    def sizeHint(self) -> QSize:
        return QSize(max(160, super().sizeHint().width()), self._look.tall(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.wide(96), self._look.tall(32))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that scrolls the page must not change an answer on its way.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        enabled = self.isEnabled()
        edge = "crit" if self.property("error") else "focus" if self.hasFocus() else "border"
        width = 2 if self.hasFocus() else 1
        box(
            painter, self.rect(), look.color("surface" if enabled else "hover"), look.color(edge), width=width
        )
        size = look.icon_size()
        spot = placed(self, QRect(self.width() - size - 8, (self.height() - size) // 2, size, size))
        look.draw_icon(painter, "chevron-down", "text2" if enabled else "text3", spot.x(), spot.y(), size)
        room = self.width() - size - 26
        words = placed(self, QRect(11, 0, room, self.height()))
        painter.setFont(look.font())
        filled = bool(self.value())
        painter.setPen(look.color("text" if enabled and filled else "text3"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided(self.currentText(), look.font(), room))
        painter.end()

    @Slot(int)
    def _activated(self, _row: int) -> None:
        self.chosen.emit(self.value())
