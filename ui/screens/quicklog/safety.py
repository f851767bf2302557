"""The human question of the quick log: is the client safe right now?"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import ntr, tr
from caseapp.services.quicklog import CRITICAL
from ui.look import Look
from ui.widgets.buttons import Check
from ui.widgets.labels import Noted, Words
from ui.widgets.named import named
from ui.widgets.paint import box
from ui.widgets.segments import Choice, Segments


class Safety(QWidget):
    """Asks, and keeps the answer: yes, no, unknown, or none. Only "no" offers to raise the risk."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, "quicklog.safety", tr("Is the client safe right now?"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._line = Noted(
            look, "circle-alert", "", "quicklog.question", px=13, role="text", gap=10, wrap=True
        )
        choices = [Choice("yes", tr("Yes")), Choice("no", tr("No")), Choice("unknown", tr("Not known"))]
        self.answer = Segments(look, choices, "quicklog.safe", tr("Is the client safe right now?"))
        self.answer.chosen.connect(self._answered)
        self._more = Words(
            look,
            tr("Ask first where they can be safe tonight, and whom to call. The log can wait as a draft."),
            "quicklog.unsafe",
            px=12,
            role="text2",
            wrap=True,
        )
        self.critical = Check(look, tr("Set the risk of this case to critical"), "quicklog.critical")
        self.critical.toggled.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._more)
        column.addWidget(self.critical)
        self._risk = ""
        self.set_case("", 0)

    def set_case(self, risk: str, recent: int) -> None:
        """The risk of the case as it stands, and how many incidents it had in the last thirty days."""
        self._risk = risk
        asked = tr("Is the client safe right now?")
        if recent:
            told = ntr(
                "{n} incident of the last 30 days is recorded for this client.",
                "{n} incidents of the last 30 days are recorded for this client.",
                recent,
            )
            asked = f"{told} {asked}"
        self._line.set_text(asked)
        self._fit()

    def raw(self) -> dict[str, Any]:
        return {"safe": self.answer.value(), "critical": self.critical.isChecked()}

    def show_raw(self, raw: dict[str, Any]) -> None:
        self.answer.set_value(raw.get("safe", ""))
        self.critical.setChecked(bool(raw.get("critical")))
        self._fit()

    def raises(self) -> bool:
        """Whether the risk is to be raised."""
        return self.answer.value() == "no" and self._risk != CRITICAL and self.critical.isChecked()

    def remark(self, day: str) -> str:
        """The answer as a line for the notes; "" for none."""
        words = {
            "yes": tr("Asked on {day}: the client is safe.", day=day),
            "no": tr("Asked on {day}: the client is NOT safe.", day=day),
            "unknown": tr("Asked on {day}: not known whether the client is safe.", day=day),
        }
        return words.get(self.answer.value(), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, self.rect(), self._look.color("hover"), radius=8)
        painter.end()

    @Slot(str)
    def _answered(self, _code: str) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        unsafe = self.answer.value() == "no"
        self._more.setVisible(unsafe)
        self.critical.setVisible(unsafe and self._risk != CRITICAL)
        self.updateGeometry()
