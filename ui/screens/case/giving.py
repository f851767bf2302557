"""What is asked before evidence leaves the store or changes hands: to whom, and what for."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.labels import FieldLabel, Words
from ui.widgets.named import named, plain
from ui.widgets.segments import Choice, Segments


class Giving(QWidget):
    """Title, what it means, two lines, and a button with the verb. `given(act, to_whom, purpose)`.

    With `acts` the person also says which of them it was; the first one holds.
    """

    given = Signal(str, str, str)
    closing = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        text: str,
        verb: str,
        *,
        acts: tuple[Choice, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, "giving", title)
        self.setAccessibleDescription(text)
        self.to_whom = LineField(look, "giving.to-whom", plain(tr("&To whom")))
        self.purpose = LineField(look, "giving.purpose", plain(tr("&What for")))
        self.act = Segments(look, acts, "giving.act", tr("What was done"))
        self.give = Button(look, verb, "giving.give")
        self.leave = Button(look, tr("Cancel"), "giving.cancel")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Words(look, title, "giving.title", px=15, bold=True, wrap=True))
        column.addWidget(Words(look, text, "giving.text", role="text2", wrap=True))
        column.addSpacing(4)
        if acts:
            self.act.set_value(acts[0].code)
            column.addWidget(self.act)
        for words, field in ((tr("&To whom"), self.to_whom), (tr("&What for"), self.purpose)):
            column.addWidget(FieldLabel(look, words, field))
            column.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.give)
        column.addSpacing(8)
        column.addLayout(row)
        self.leave.clicked.connect(self.closing)
        self.give.clicked.connect(self._give)
        self.to_whom.returnPressed.connect(self.purpose.setFocus)
        self.purpose.returnPressed.connect(self.give.setFocus)

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.act.value(), self.to_whom.text().strip(), self.purpose.text().strip())
