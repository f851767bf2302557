"""One choice out of many: type a part of it, choose from the list below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from caseapp.i18n import tr
from caseapp.rules.folding import fold
from ui.forms.popup import PopupList
from ui.look import Look, placed
from ui.widgets.fields import LineField
from ui.widgets.segments import Choice


class FindField(LineField):
    """A line that holds the words of one choice.

    `chosen(code)` is sent when the person takes another one, or none.

    Typing narrows the list to the choices that hold the typed words, those that begin with them first; below
    them come choices whose meaning or whose name in another language holds them.
    Enter or Tab takes the marked line, Escape goes back to what stood there. Text that fits no choice stays
    as typed: see `stray`.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        choices: Iterable[Choice],
        name: str,
        says: str,
        *,
        placeholder: str = "",
        keeps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`keeps` False: the line empties itself after each choice, for adding to a list of several."""
        super().__init__(look, name, says, placeholder=placeholder, parent=parent)
        self._keeps = keeps
        self._code = ""
        self._choices: list[Choice] = []
        self._folded: list[str] = []
        self._also: list[str] = []
        self.setAccessibleDescription(tr("Type to find, arrow keys to choose."))
        self.setTextMargins(0, 0, look.icon_size() + 8, 0)
        self._list = PopupList(look, self, says)
        self._list.picked.connect(self._take)
        self.textEdited.connect(self._narrow)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[Choice]) -> None:
        """Replaces the list and keeps the answer."""
        self._choices = list(choices)
        self._folded = [fold(choice.text) for choice in self._choices]
        self._also = [f" {fold(choice.also)}" for choice in self._choices]
        if not self.hasFocus():
            self.set_value(self._code)

    def value(self) -> str:
        """The code of the answer, or an empty string."""
        return self._code

    def set_value(self, code: str | None) -> None:
        """Shows an answer without sending `chosen`; a code that is not in the list is shown as it is."""
        self._code = code or ""
        self._list.shut()
        self._show_words()

    def stray(self) -> str:
        """What was typed and is no choice of the list; an empty string when there is nothing of the kind."""
        typed = self.text().strip()
        return "" if not typed or typed == self._words() else typed

    def set_stray(self, text: str) -> None:
        """Shows half-typed text again."""
        self.setText(text)

    def matches(self, text: str) -> list[Choice]:
        """The choices that hold every typed word, those that begin with the text first."""
        wanted = fold(text)
        words = wanted.split()
        found = [
            (not folded.startswith(wanted), at)
            for at, folded in enumerate(self._folded)
            if all(word in folded for word in words)
        ]
        return [self._choices[at] for _, at in sorted(found)]

    def related(self, text: str) -> list[Choice]:
        """The other choices in whose further words every typed word begins a word."""
        words = fold(text).split()
        named = {choice.code for choice in self.matches(text)}
        return [
            choice
            for choice, also in zip(self._choices, self._also, strict=True)
            if choice.code not in named and all(f" {word}" in also for word in words)
        ]

    def open_list(self) -> None:
        """Shows the whole list with the answer marked."""
        self._list.offer(self._choices, self._code)

    def put_in(self, text: str) -> None:
        super().put_in(text)
        if not self.hasFocus():
            self.settle()  # nobody will leave the field, or choose from a list below it

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.isReadOnly():
            self.selectAll()
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        open_now = self._list.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if open_now:
                self._list.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.open_list()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and open_now:
            self._list.step(8 if key == Qt.Key.Key_PageDown else -8)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and open_now:
            self._take(self._list.marked())
        elif key == Qt.Key.Key_Escape and (open_now or self.stray()):
            self._list.shut()
            self._show_words()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = self._look
        painter = QPainter(self)
        size = look.icon_size()
        spot = placed(self, QRect(self.width() - size - 8, (self.height() - size) // 2, size, size))
        look.draw_icon(painter, "chevron-down", "text2", spot.x(), spot.y(), size)
        painter.end()

    def _words(self) -> str:
        if not self._keeps or not self._code:
            return ""
        return next((choice.text for choice in self._choices if choice.code == self._code), self._code)

    def _show_words(self) -> None:
        self.setText(self._words())
        self.setCursorPosition(0)

    def settle(self) -> None:
        """On leaving: a line that was begun and fits one choice is that choice; an emptied one is none."""
        self._list.shut()
        typed = self.text().strip()
        if not typed:
            if self._code and self._keeps:
                self._take("")
        elif typed != self._words():
            fitting: Sequence[Choice] = self.matches(typed)
            exact = [choice for choice in fitting if fold(choice.text) == fold(typed)]
            if exact or len(fitting) == 1:
                self._take((exact or fitting)[0].code)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        found = [*self.matches(text), *self.related(text)] if text.strip() else self._choices
        self._list.offer(found, "" if text.strip() else self._code)

    @Slot(str)
    def _take(self, code: str) -> None:
        self._list.shut()
        before, self._code = self._code, code if self._keeps else ""
        self._show_words()
        if code != before or not self._keeps:
            self.chosen.emit(code)
