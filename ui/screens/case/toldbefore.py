"""What was told already, when and how, so that nobody has to tell it twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Incident, Note
from ui.days import dated
from ui.look import Look
from ui.screens.case.desk import emptied, snug
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.words import coded, incident_title


def tellings(notes: Sequence[Note]) -> dict[str, list[Note]]:
    """The entries in which each incident was told, by its id, oldest first."""
    told: dict[str, list[Note]] = {}
    for note in sorted(notes, key=lambda one: (one.on is None, one.on, one.id)):
        for incident_id in note.about:
            told.setdefault(incident_id, []).append(note)
    return told


def telling_words(note: Note) -> str:
    """ "12 Mar 2025 (telephone)"."""
    day = dated(note.on) if note.on is not None else tr("No day")
    how = coded("channels", note.channel)
    return f"{day} ({how[:1].lower()}{how[1:]})" if how else day


class ToldLine(QWidget):
    """ "Already told on" and a link to each entry; hidden while it was told nowhere. `wanted(note id)`."""

    wanted = Signal(str)

    def __init__(self, look: Look, name: str = "told", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, name)
        self._flow = FlowLayout(self, gap=12, between=0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.hide()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Shows these entries, oldest first."""
        shown = tuple((note.id, telling_words(note)) for note in notes)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if shown:
            lead = Words(
                self._look, tr("Already told on"), f"{self.objectName()}.lead", role="text2", parent=self
            )
            lead.setFixedHeight(self._look.tall(32))
            self._flow.addWidget(lead)
            lead.show()
        for note_id, words in shown:
            link = Button(self._look, words, f"{self.objectName()}.{note_id}", kind="link", parent=self)
            link.setAccessibleDescription(tr("Shows the journal entry"))
            link.clicked.connect(lambda _=False, at=note_id: self.wanted.emit(at))
            self._flow.addWidget(link)
            link.show()
        self.setVisible(bool(shown))
        self.updateGeometry()


class ToldSoFar(QWidget):
    """Every incident of the case with the entries in which it was told, folded until it is wanted.

    `wanted(note id)` leads to an entry.
    """

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        named(self, "journal.told", tr("Told so far"))
        self._open = False
        self._incidents: Sequence[Incident] = ()
        self._told: Mapping[str, list[Note]] = {}
        self.button = Button(look, tr("Told so far"), "journal.told.toggle", kind="link")
        self.button.clicked.connect(self._toggle)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addLayout(self._list)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_incidents(self, incidents: Sequence[Incident], told: Mapping[str, list[Note]]) -> None:
        self._incidents, self._told = incidents, told
        count = sum(1 for one in incidents if told.get(one.id))
        self.button.set_words(tr("Told so far: {told} of {all} incidents", told=count, all=len(incidents)))
        self.setVisible(bool(incidents))
        self._fill()

    @Slot()
    def _toggle(self) -> None:
        self._open = not self._open
        self._fill()

    def _fill(self) -> None:
        emptied(self._list)
        if not self._open:
            return
        for incident in self._incidents:
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            title = Words(self._look, incident_title(incident), wrap=True)
            title.setFixedWidth(self._look.wide(300))
            row.addWidget(title)
            notes = self._told.get(incident.id, [])
            if notes:
                told = ToldLine(self._look, f"journal.told.{incident.id}", line)
                told.show_notes(notes)
                told.wanted.connect(self.wanted)
                row.addWidget(told, 1)
            else:
                row.addWidget(Words(self._look, tr("Not told in any entry yet"), role="text2"), 1)
            self._list.addWidget(snug(line))
