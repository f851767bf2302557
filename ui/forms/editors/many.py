"""Several answers out of a list: chips for those that hold, a line to find more."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from caseapp.i18n import tr
from caseapp.records.fields import Field, Kind
from ui.forms.editors.base import Editor, Setting, Unreadable
from ui.forms.editors.choices import choices_of
from ui.forms.find import FindField
from ui.look import Look, advance, elided, placed
from ui.widgets.flow import FlowLayout
from ui.widgets.named import named, plain
from ui.widgets.paint import box


class AnswerChip(QPushButton):
    """An answer that holds; clicking it or pressing Delete takes it away."""

    def __init__(self, look: Look, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._look = look
        self.setAutoDefault(False)
        named(self, name, tr("Take away: {what}", what=text))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = self._look
        words = advance(plain(self.text()), look.font())
        return QSize(min(10 + words + 10 + look.icon_size(14) + 8, look.wide(390)), look.tall(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._look.wide(96)), self._look.tall(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        ground = "hover" if self.underMouse() else "select"
        box(painter, self.rect(), look.color(ground), look.color("line"), radius=6)
        if self.hasFocus():
            box(painter, self.rect(), None, look.color("focus"), width=2)
        size = look.icon_size(14)
        room = self.width() - 24 - size
        painter.setFont(look.font())
        painter.setPen(look.color("text"))
        words = placed(self, QRect(10, 0, room + 2, self.height()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided(plain(self.text()), look.font(), room))
        spot = placed(self, QRect(self.width() - 8 - size, (self.height() - size) // 2, size, size))
        look.draw_icon(painter, "x", "text2", spot.x(), spot.y(), size)
        painter.end()


class ManyEditor(Editor):
    """Codes of a list, countries or languages, in the order in which they were chosen."""

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, setting, parent)
        self._choices = choices_of(declared, setting)
        self._words = {choice.code: choice.text for choice in self._choices}
        self._codes: list[str] = []
        self._chips: dict[str, AnswerChip] = {}
        self._holder = QWidget(self)
        self._flow = FlowLayout(self._holder, 6)
        self._find = FindField(
            self.look, (), self.name, self.label, placeholder=tr("Type to add"), keeps=False, parent=self
        )
        self._find.chosen.connect(self._taken)
        self._find.textEdited.connect(self.touched)
        self._column.addWidget(self._holder)
        self._add(self._find)
        self._refresh()

    def buddy(self) -> QWidget:
        return self._find

    def read(self) -> dict[str, Any]:
        if self._find.stray():
            raise Unreadable(
                tr("“{typed}” is not in the list. Choose a line of the list.", typed=self._find.stray())
            )
        return {self.field.name: list(self._codes)}

    def show_value(self, values: Mapping[str, Any]) -> None:
        codes = list(values.get(self.field.name) or [])
        if self.field.kind is Kind.LINKS:
            self._choices = choices_of(self.field, self.setting)
            self._words = {choice.code: choice.text for choice in self._choices}
        if codes != self._codes:
            self._codes = codes
            self._refresh()
        elif self.field.kind is Kind.LINKS:
            self._find.set_choices(choice for choice in self._choices if choice.code not in self._codes)
        self._find.set_value("")

    def raw(self) -> Any:
        return {"codes": list(self._codes), "stray": self._find.stray()}

    def show_raw(self, raw: Any) -> None:
        self.show_value({self.field.name: raw.get("codes", [])})
        if raw.get("stray"):
            self._find.set_stray(raw["stray"])

    def codes(self) -> tuple[str, ...]:
        return tuple(self._codes)

    def set_error(self, error: bool) -> None:
        self._find.set_error(error)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Qt leaves the order alone while nothing else stands in the window yet.
        self._order()

    def chips(self) -> dict[str, AnswerChip]:
        """The answers that hold, by code."""
        return dict(self._chips)

    def _leaving(self) -> None:
        self._find.settle()
        super()._leaving()

    def _refresh(self) -> None:
        for code in [code for code in self._chips if code not in self._codes]:
            chip = self._chips.pop(code)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for code in self._codes:
            if code not in self._chips:
                chip = AnswerChip(self.look, self._words.get(code, code), f"{self.name}.{code}", self._holder)
                chip.clicked.connect(partial(self._remove, code))
                self._flow.addWidget(chip)
                self._chips[code] = chip
                chip.show()
        self._order()
        self._holder.setVisible(bool(self._codes))
        self._holder.updateGeometry()
        self._find.set_choices(choice for choice in self._choices if choice.code not in self._codes)

    def _order(self) -> None:
        """Answers first, then the line, wherever they were made: a chip made later comes last of a window."""
        for before, after in pairwise([self._find, *(self._chips[code] for code in self._codes)]):
            QWidget.setTabOrder(before, after)
        if self._codes:
            QWidget.setTabOrder(self._chips[self._codes[-1]], self._find)

    @Slot(str)
    def _taken(self, code: str) -> None:
        if code and code not in self._codes:
            self._codes.append(code)
            self._refresh()
            self.touched.emit()
            self.settled.emit()

    def _remove(self, code: str) -> None:
        if code in self._codes:
            self._codes.remove(code)
            self._find.setFocus(Qt.FocusReason.OtherFocusReason)
            self._refresh()
            self.touched.emit()
            self.settled.emit()
