"""What the sections of the settings have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.services.office import Office
from ui.bus import ChangeBus
from ui.look import Look
from ui.screens.host import Host
from ui.tasks import Runner
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import FieldLabel, Words
from ui.widgets.named import named
from ui.widgets.pane import ScrollColumn
from ui.widgets.segments import Choice, Segments

LABEL_WIDTH = 124
#: Answers side by side pass no more than this, so that they fit the smallest window.
SEGMENTS_WIDTH = 340


@dataclass(frozen=True)
class Desk:
    """An open office and the window around it."""

    office: Office
    runner: Runner
    bus: ChangeBus
    host: Host

    @property
    def look(self) -> Look:
        return self.host.look


class Section(ScrollColumn):
    """One section: a heading, a sentence, fields."""

    def __init__(
        self, desk: Desk, name: str, title: str, about: str = "", beside: QWidget | None = None
    ) -> None:
        """`beside` stands at the end of the heading's line."""
        super().__init__(desk.look, f"settings.{name}", width=600)
        self.desk, self._look = desk, desk.look
        self._labels: list[FieldLabel] = []
        self._wanted: tuple[str, str] | None = None
        desk.look.changed.connect(self._fit_labels)
        self.setAccessibleName(title)
        self.column.setContentsMargins(0, 12, 0, 0)
        head = QHBoxLayout()
        head.addWidget(Words(self._look, title, f"settings.{name}.title", px=15, bold=True), 1)
        if beside is not None:
            head.addWidget(beside)
        self.column.addLayout(head)
        if about:
            self.column.addWidget(Words(self._look, about, role="text2", wrap=True))
            self.column.addSpacing(4)

    def enter(self) -> None:
        """Called each time the section is shown."""

    def jump(self, record_id: str, field: str) -> None:
        """Notes which field is to have the keyboard when the section has read its records next."""
        self._wanted = (record_id, field)

    def flush(self) -> None:
        """Saves what is typed."""

    def confirm(self) -> None:
        """Ctrl+S: saves and says so."""
        self.flush()

    def row(self, label: str, field: QWidget, help_text: str = "") -> None:
        """A label at the start, the field beside it, and a line of help below the field."""
        words = FieldLabel(self._look, label, field)
        words.setWordWrap(True)
        self._labels.append(words)
        words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(field, 0, Qt.AlignmentFlag.AlignLeading)
        if help_text:
            inner.addWidget(Words(self._look, help_text, px=12, role="text2", wrap=True))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(inner, 1)
        self.column.addLayout(line)
        self._fit_labels()

    @Slot()
    def _fit_labels(self) -> None:
        for words in self._labels:
            words.setFixedWidth(self._look.wide(LABEL_WIDTH))
            words.setMinimumHeight(self._look.tall(32))


def choice_control(look: Look, choices: Sequence[Choice], name: str, says: str) -> Segments | ChoiceField:
    """Answers side by side if they fit the column, else a list to open."""
    segments = Segments(look, choices, name, says)
    # Large text leaves them less room: the list of sections beside them has grown as well.
    room = SEGMENTS_WIDTH if look.scale <= 1.25 else SEGMENTS_WIDTH * 2 // 3
    if len(choices) <= 5 and segments.sizeHint().width() <= look.wide(room):
        return segments
    segments.deleteLater()
    field = ChoiceField(look, choices, name, says)
    field.removeItem(0)
    field.setMinimumWidth(look.wide(200))
    return named(field, name, says)
