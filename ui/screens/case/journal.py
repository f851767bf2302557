"""The journal: a quick entry on top, what was said before below it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import N_, ntr, tr
from caseapp.lists import languages
from caseapp.records import Incident, Note
from caseapp.services.cases import CaseSummary
from ui.days import dated, past
from ui.screens.case.desk import Column, Desk, Section, emptied, heading, snug, take_back
from ui.screens.case.entry import QuickEntry
from ui.screens.case.interpreting import BothTexts
from ui.screens.case.recordform import RecordPanel
from ui.screens.case.toldbefore import ToldSoFar, tellings
from ui.widgets.buttons import Button
from ui.widgets.fields import LongField
from ui.widgets.labels import ElidedLabel, IconLabel, Rule, Words
from ui.widgets.named import named
from ui.widgets.rail import Mark
from ui.widgets.segments import Choice
from ui.words import CHANNEL_ICONS, coded, incident_title, joined

#: Entries shown before "Show older entries".
PAGE: Final = 30


class Journal(Section):
    """Newest entries first; an entry is edited in its place."""

    NAME = "case.journal"
    SAYS = N_("Journal")
    BEGINS = N_("New journal entry")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self._notes: list[Note] = []
        self._names: dict[str, str] = {}
        self._shown = PAGE
        self.entry = QuickEntry(desk, case_id)
        self.panel = RecordPanel(
            desk,
            "note",
            deletes=tr("Delete"),
            links={"incident": self._offer_incidents},
            titles=False,
            reserved=desk.reserved + self.entry.mnemonics,
        )
        self._incidents: list[Incident] = []
        self.told = ToldSoFar(self.look)
        self.told.wanted.connect(self._edit)
        self.panel.delete_wanted.connect(self._delete_open)
        self._editing = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._column = Column(self.look, "case.journal.scroll")
        column = self._column.column
        column.addWidget(heading(self.look, tr("Journal"), "journal.title"))
        column.addWidget(self.entry)
        column.addWidget(self.told)
        column.addSpacing(8)
        column.addWidget(self.panel)
        self.panel.hide()
        column.addLayout(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)

    def show_summary(self, summary: CaseSummary) -> None:
        self._notes = list(summary.notes)
        self._incidents = list(summary.incidents)
        told = tellings(self._notes)
        self.entry.show_incidents(self._incidents, told)
        self.told.show_incidents(self._incidents, told)
        if self._editing and (shown := next((n for n in self._notes if n.id == self._editing), None)):
            self.panel.show_record(shown)
        self.desk.runner.run(self.desk.caseworkers, self._names_known, owner=self)

    def flush(self) -> None:
        self.entry.flush()
        self.panel.flush()

    def confirm(self) -> None:
        self.flush()
        self.panel.confirm()

    def start(self) -> None:
        self.entry.text.setFocus()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        if kind != Note.KIND or not any(note.id == record_id for note in self._notes):
            return False
        self._edit(record_id)
        return self.panel.jump(record_id, field or "text")

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        return Mark(len(summary.notes) or None)

    def _names_known(self, found: Sequence[Choice]) -> None:
        self._names = {one.code: one.text for one in found}
        self._fill()

    def _fill(self) -> None:
        emptied(self._list)
        if not self._notes:
            words = tr(
                "Calls, meetings and messages stand here. They stay with us and never go into a letter."
            )
            self._list.addWidget(Words(self.look, words, "journal.empty", role="text2", wrap=True))
            return
        for note in self._notes[: self._shown]:
            self._list.addWidget(self._line(note))
        older = len(self._notes) - self._shown
        if older > 0:
            more = Button(
                self.look,
                ntr("Show {n} older entry", "Show {n} older entries", older),
                "journal.older",
                kind="link",
            )
            more.clicked.connect(self._show_older)
            self._list.addWidget(more)

    def _line(self, note: Note) -> QWidget:
        look, today = self.look, self.desk.office.clock.today()
        line = QWidget()
        when = past(note.on, today) or tr("No day")
        head = joined(when, coded("channels", note.channel), note.with_whom, by=" · ")
        named(line, f"journal.note.{note.id}", f"{head}. {note.text}")
        who = self._names.get(note.caseworker_id or "", "")
        words = QVBoxLayout()
        words.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(8)
        label = ElidedLabel(look, head, px=12, bold=True, role="text2")
        if note.on is not None:
            label.setToolTip(dated(note.on))
        top.addWidget(label)
        top.addWidget(Words(look, who, px=12, role="text2"), 1)
        for act, verb, call in (("edit", tr("Edit"), self._edit), ("delete", tr("Delete"), self._delete)):
            button = Button(look, verb, f"journal.{act}.{note.id}", kind="link")
            button.setAccessibleName(f"{verb}: {head}")
            button.clicked.connect(partial(call, note.id))
            top.addWidget(button)
        words.addLayout(top)
        if note.original:
            words.addWidget(BothTexts(look, note))
        else:
            words.addWidget(Words(look, note.text, wrap=True))
        if about := [incident_title(one) for one in self._incidents if one.id in note.about]:
            heard = tr("Told about: {what}", what="; ".join(about))
            words.addWidget(Words(look, heard, f"journal.about.{note.id}", px=12, role="text2", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 12)
        row.setSpacing(12)
        icon = IconLabel(look, CHANNEL_ICONS.get(note.channel, "message-circle"))
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 6, 0, 0)  # level with the words of the links
        mark.addWidget(icon)
        mark.addStretch(1)
        row.addLayout(mark)
        row.addLayout(words, 1)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(look))
        column.addLayout(row)
        return snug(line)

    @Slot()
    def _show_older(self) -> None:
        self._shown += PAGE
        self._fill()

    @Slot(str)
    def _edit(self, record_id: str) -> None:
        note = next(note for note in self._notes if note.id == record_id)
        self._editing = record_id
        self.panel.show_record(note)
        self.panel.set_title(tr("Journal entry"))
        self.panel.show()
        self._column.ensureVisible(0, 0)
        if self.panel.keeper is not None:
            form = self.panel.keeper.form
            if note.original:
                form.pair("original", "text")
                self._turn(note)
            form.jump("text")

    def _turn(self, note: Note) -> None:
        """The original is written in the direction of its language."""
        field = self.panel.findChild(LongField, "field.original")
        if field is not None:
            field.set_right_to_left(languages.right_to_left(note.original_language))

    def _offer_incidents(self) -> list[Choice]:
        return [Choice(one.id, incident_title(one)) for one in reversed(self._incidents)]

    @Slot()
    def _delete_open(self) -> None:
        self._delete(self._editing)

    def _delete(self, record_id: str) -> None:
        desk = self.desk
        if self._editing == record_id:
            self.panel.close_record()
            self.panel.hide()
            self._editing = ""
        desk.writer.write(
            lambda: desk.office.records.delete(Note, record_id),
            lambda deleted: take_back(desk, deleted, tr("Journal entry deleted")),
        )
