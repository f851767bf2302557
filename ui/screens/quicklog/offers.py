"""Proposals below a field, as links in a row: nothing is taken until one of them is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.segments import Choice


class Offers(QWidget):
    """Words that lead in, and links; `taken(code)` when one is pressed. Hidden while there is nothing."""

    taken = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[str, tuple[Choice, ...]] = ("", ())
        named(self, name)
        self._flow = FlowLayout(self, gap=12, between=0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def offer(self, lead: str, choices: Sequence[Choice], control: QWidget) -> None:
        """Shows these instead; Tab reaches them behind the control."""
        wanted = (lead, tuple(choices))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if choices:
            words = Words(self._look, lead, px=12, role="text2", parent=self)
            words.setFixedHeight(self._look.tall(32))
            self._flow.addWidget(words)
            words.show()
        buttons: list[QWidget] = []
        for choice in choices:
            button = Button(
                self._look, choice.text.replace("&", "&&"), f"{self.objectName()}.{choice.code}", kind="link"
            )
            button.setParent(self)
            button.setAccessibleDescription(lead)
            button.clicked.connect(lambda _=False, code=choice.code: self.taken.emit(code))
            self._flow.addWidget(button)
            button.show()
            buttons.append(button)
        for before, after in pairwise([control, *buttons]):
            QWidget.setTabOrder(before, after)
        self.setVisible(bool(choices))
        self.updateGeometry()
