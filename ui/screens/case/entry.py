"""The quick entry of the journal: what was said, how, with whom and when."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import language, tr
from caseapp.records import Note
from ui.forms.editors import Setting, Unreadable
from ui.forms.editors.dates import DateEditor
from ui.forms.mnemonics import letters
from ui.forms.note import Note as FieldNote
from ui.forms.note import NoteLine
from ui.screens.case.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField, LineField, LongField
from ui.widgets.labels import FieldLabel
from ui.widgets.named import named
from ui.widgets.segments import Choice

#: A draft is kept when nothing was typed for so long, in milliseconds.
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
        fields = (
            (tr("H&ow"), self.channel),
            (tr("&With whom"), self.with_whom),
            (tr("&Day"), self.day),
        )
        #: The letters that lead to what stands here.
        self.mnemonics = letters(self.add.text(), *(words for words, _ in fields))
        for words, field in fields:
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
