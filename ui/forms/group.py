"""Fields under one heading; the rare ones wait behind a link."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import ntr
from ui.forms.row import GAP, LABEL_WIDTH, FieldRow
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named


class FieldGroup(QWidget):
    """A heading, rows 10 apart, and "More fields (3)" while rare fields without a value are folded away."""

    def __init__(self, look: Look, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: list[FieldRow] = []
        self._rare: set[FieldRow] = set()
        self._aside: set[FieldRow] = set()
        self._opened = False
        named(self, name, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if title:
            heading = Words(look, title, f"{name}.title", px=15, bold=True, parent=self)
            column.addWidget(heading)
        self._column = column
        self._more: Button | None = None
        self._indent = QHBoxLayout()
        self._indent.setContentsMargins(0, 0, 0, 0)
        self._indent.setSpacing(GAP)
        self._indent.addSpacing(look.wide(LABEL_WIDTH) + GAP)
        self._indent.addStretch(1)
        column.addLayout(self._indent)

    def add(self, row: FieldRow, *, rare: bool) -> None:
        """Takes a row in; call `refresh` after the last one."""
        self._rows.append(row)
        if rare:
            self._rare.add(row)
        self._column.insertWidget(self._column.count() - 1, row)

    def pair(self, first: FieldRow, second: FieldRow) -> None:
        """Puts two rows of this group side by side, where the second one stood."""
        side = QHBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GAP)
        at = self._column.indexOf(second)
        for row in (first, second):
            self._column.removeWidget(row)
            row.stack()
            side.addWidget(row, 1)
        self._column.insertLayout(min(at, self._column.count() - 1), side)
        self._rare -= {first, second}
        # The keyboard comes to them in the order in which they are read.
        QWidget.setTabOrder(first.editor.buddy(), second.editor.buddy())
        self.refresh()

    def refresh(self) -> None:
        """Folds the rare fields that hold nothing, unless the person opened them."""
        folded = (
            [] if self._opened else [row for row in self._rows if row in self._rare and row.editor.empty()]
        )
        for row in self._rows:
            row.setVisible(row not in folded and row not in self._aside)
        if self._more is None:
            # Made last, so that the keyboard comes here after the fields.
            self._more = Button(self._look, "", f"{self.objectName()}.more", kind="link", parent=self)
            self._more.clicked.connect(self._open)
            self._indent.insertWidget(1, self._more)
        self._more.set_words(ntr("More fields ({n})", "More fields ({n})", len(folded)))
        self._more.setVisible(bool(folded))

    def set_aside(self, names: Collection[str]) -> None:
        """Fields that say nothing of their own at present: they are not shown until they do."""
        self._aside = {row for row in self._rows if row.editor.field.name in names}
        self.refresh()

    def reveal(self, row: FieldRow) -> None:
        """Makes sure that a row of this group is not folded away."""
        if row in self._rare and not self._opened:
            self._open()

    @Slot()
    def _open(self) -> None:
        self._opened = True
        focus = self._more is not None and self._more.hasFocus()
        first = next((row for row in self._rows if row in self._rare and row.editor.empty()), None)
        self.refresh()
        if focus and first is not None:
            first.editor.buddy().setFocus()
