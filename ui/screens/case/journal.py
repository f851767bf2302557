"""The journal: a quick entry on top, what was said before below it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import N_, language, ntr, tr
from caseapp.records import Note
from caseapp.services.cases import CaseSummary
from ui.days import dated, past
from ui.forms.editors import Setting, Unreadable
from ui.forms.editors.dates import DateEditor
from ui.forms.note import Note as FieldNote
from ui.forms.note import NoteLine
from ui.screens.case.desk import Column, Desk, Section, emptied, heading, snug, take_back
from ui.screens.case.recordform import RecordPanel
from ui.screens.case.words import CHANNEL_ICONS, coded, joined
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, LineField, LongField
from ui.widgets.labels import FieldLabel, IconLabel, Rule, Words
from ui.widgets.named import named
from ui.widgets.rail import Mark
from ui.widgets.segments import Choice

#: Entries shown before "Show older entries".
PAGE: Final = 30
_DRAFT_PAUSE: Final = 1500


class QuickEntry(QWidget):
    """What was said, how, with whom and when. What is typed waits as a draft until it is added."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk, self._case_id = desk, case_id
        self._place = f"journal/{case_id}"
        look = desk.look
        named(self, "journal.entry", tr("New entry"))
        self.text = LongField(
            look, "journal.text", tr("What was said"), least=3, placeholder=tr("What was said")
        )
        found = lists.get("channels")
        choices = [Choice(code, found.label(code, language())) for code in found.codes]
        self.channel = ChoiceField(look, choices, "journal.channel", tr("How"))
        self.with_whom = LineField(look, "journal.with", tr("With whom"))
        self.day = DateEditor(Note.fields()["on"], Setting(look, desk.office.clock.today))
        self._day_note = NoteLine(look, "journal.day.note")
        self.add = Button(look, tr("&Add to the journal"), "journal.add")
        self.add.setToolTip("Ctrl+Enter")
        self.add.clicked.connect(self._add)
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_PAUSE)
        self._draft.timeout.connect(self._keep_draft)
        self._build()
        self.text.textChanged.connect(self._typed)
        self.with_whom.textEdited.connect(self._typed)
        self.channel.chosen.connect(self._typed)
        self.day.touched.connect(self._day_touched)
        self._day_note.picked.connect(self.day.answer)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._add)
        self._clear()
        desk.runner.run(lambda: desk.office.drafts.get(self._place), self._draft_found, owner=self)

    def flush(self) -> None:
        """Keeps what is typed as a draft at once."""
        if self._draft.isActive():
            self._draft.stop()
            self._keep_draft()

    def _build(self) -> None:
        look = self._desk.look
        row = QHBoxLayout()
        row.setSpacing(12)
        self.channel.setFixedWidth(look.wide(180))
        self.day.setFixedWidth(look.wide(150))
        for words, field in (
            (tr("&How"), self.channel),
            (tr("&With whom"), self.with_whom),
            (tr("&Day"), self.day),
        ):
            cell = QVBoxLayout()
            cell.setSpacing(4)
            buddy = field.buddy() if isinstance(field, DateEditor) else field
            cell.addWidget(FieldLabel(look, words, buddy))
            cell.addWidget(field)
            row.addLayout(cell, 1 if field is self.with_whom else 0)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._day_note, 1, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.text)
        column.addLayout(row)
        column.addLayout(foot)

    def _clear(self) -> None:
        self.text.setPlainText("")
        self.with_whom.setText("")
        self.channel.set_value("")
        self.day.show_value({"on": self._desk.office.clock.today()})
        self._day_note.set_note(self.day.note())
        self._enable()

    def _enable(self) -> None:
        self.add.setEnabled(bool(self.text.toPlainText().strip()))

    @Slot()
    def _typed(self) -> None:
        self._enable()
        self._draft.start()

    @Slot()
    def _day_touched(self) -> None:
        self._day_note.set_note(self.day.note())
        self._draft.start()

    @Slot()
    def _add(self) -> None:
        text = self.text.toPlainText().strip()
        if not text:
            return
        try:
            day = self.day.read()["on"]
        except Unreadable as unreadable:
            state = "ask" if unreadable.options else "error"
            self._day_note.set_note(FieldNote(state, unreadable.sentence, unreadable.options))
            self.day.buddy().setFocus()
            return
        desk = self._desk
        note = Note(
            case_id=self._case_id,
            on=day,
            channel=self.channel.value(),
            with_whom=self.with_whom.text(),
            text=text,
            caseworker_id=desk.office.me or None,
        )
        self._draft.stop()
        desk.writer.write(lambda: desk.office.records.add(note), self._added, owner=self)

    def _added(self, _saved: Any) -> None:
        self._clear()
        self._draft.stop()
        self._desk.runner.run(lambda: self._desk.office.drafts.drop(self._place))
        self.text.setFocus()

    def _content(self) -> dict[str, Any]:
        return {
            "text": self.text.toPlainText(),
            "channel": self.channel.value(),
            "with": self.with_whom.text(),
            "day": self.day.raw(),
        }

    @Slot()
    def _keep_draft(self) -> None:
        content, desk = self._content(), self._desk
        empty = not content["text"] and not content["with"] and not content["channel"]
        if empty:
            desk.runner.run(lambda: desk.office.drafts.drop(self._place))
        else:
            desk.runner.run(lambda: desk.office.drafts.put(self._place, content))

    def _draft_found(self, content: Any) -> None:
        if not isinstance(content, dict) or self.text.toPlainText():
            return
        self.text.setPlainText(content.get("text", ""))
        self.channel.set_value(content.get("channel", ""))
        self.with_whom.setText(content.get("with", ""))
        self.day.show_raw(content.get("day", ""))
        self._day_note.set_note(self.day.note())
        self._draft.stop()


class Journal(Section):
    """Newest entries first; an entry is edited in its place."""

    NAME = "case.journal"
    SAYS = N_("Journal")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self._notes: list[Note] = []
        self._names: dict[str, str] = {}
        self._shown = PAGE
        self.entry = QuickEntry(desk, case_id)
        self.panel = RecordPanel(
            desk, "note", deletes=tr("Delete"), titles=False, reserved=desk.reserved + "hwda"
        )
        self.panel.delete_wanted.connect(self._delete_open)
        self._editing = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._column = Column(self.look, "case.journal.scroll")
        column = self._column.column
        column.addWidget(heading(self.look, tr("Journal"), "journal.title"))
        column.addWidget(self.entry)
        column.addSpacing(8)
        column.addWidget(self.panel)
        self.panel.hide()
        column.addLayout(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)

    def show_summary(self, summary: CaseSummary) -> None:
        self._notes = list(summary.notes)
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
        label = Words(look, head, px=12, bold=True, role="text2")
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
        words.addWidget(Words(look, note.text, wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 12)
        row.setSpacing(12)
        icon = IconLabel(look, CHANNEL_ICONS.get(note.channel, "message-circle"))
        mark = QVBoxLayout()
        mark.setContentsMargins(0, look.tall(6), 0, 0)
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

    def _edit(self, record_id: str) -> None:
        note = next(note for note in self._notes if note.id == record_id)
        self._editing = record_id
        self.panel.show_record(note)
        self.panel.set_title(tr("Journal entry"))
        self.panel.show()
        self._column.ensureVisible(0, 0)
        if self.panel.keeper is not None:
            self.panel.keeper.form.jump("text")

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
