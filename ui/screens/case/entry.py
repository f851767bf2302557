"""The quick entry of the journal: what was said, how, with whom, when, and about which incidents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.errors import Invalid, Problem, sentence
from caseapp.i18n import language, tr
from caseapp.records import Incident, Note
from caseapp.rules.text import clean_text
from ui.forms.editors import Setting, Unreadable
from ui.forms.editors.dates import DateEditor
from ui.forms.editors.lines import removed_note
from ui.forms.editors.many import ManyEditor
from ui.forms.mnemonics import letters
from ui.forms.note import Note as FieldNote
from ui.forms.note import NoteLine
from ui.screens.case.desk import Desk
from ui.screens.case.interpreting import Interpreted
from ui.screens.case.toldbefore import telling_words
from ui.widgets.buttons import Button, Check
from ui.widgets.fields import ChoiceField, LineField, LongField
from ui.widgets.labels import FieldLabel
from ui.widgets.named import named
from ui.widgets.segments import Choice
from ui.words import incident_title

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
        self._text_note = NoteLine(look, "journal.text.note")
        self._removed = FieldNote()
        self._incidents: Sequence[Incident] = ()
        self._told: Mapping[str, list[Note]] = {}
        setting = Setting(look, desk.office.clock.today, links={"incident": self._offer_incidents})
        self.about = ManyEditor(Note.fields()["about"], setting)
        self._about_note = NoteLine(look, "journal.about.note")
        self.with_interpreter = Check(look, tr("With an &interpreter"), "journal.with-interpreter")
        self.interpreted = Interpreted(look, setting, self.text)
        self.add = Button(look, tr("&Add to the journal"), "journal.add")
        self.add.setToolTip("Ctrl+Enter")
        self.add.clicked.connect(self._add)
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(_DRAFT_PAUSE)
        self._draft.timeout.connect(self._keep_draft)
        self._build()
        self.text.textChanged.connect(self._typed)
        for field in (self.text, self.with_whom, self.interpreted.original, self.interpreted.interpreter):
            field.refused.connect(self._paste_refused)
        self.with_whom.textEdited.connect(self._typed)
        self.channel.chosen.connect(self._typed)
        self.day.touched.connect(self._day_touched)
        self._day_note.picked.connect(self.day.answer)
        self.about.touched.connect(self._about_touched)
        self.interpreted.touched.connect(self._typed)
        self.with_interpreter.toggled.connect(self._interpreted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._add)
        self._clear()
        desk.runner.run(lambda: desk.office.drafts.get(self._place), self._draft_found, owner=self)

    def show_incidents(self, incidents: Sequence[Incident], told: Mapping[str, list[Note]]) -> None:
        """Which incidents the entry may be about, and where each was told before."""
        self._incidents, self._told = incidents, told
        self.about.show_value({"about": self.about.raw()["codes"]})
        self._say_told()

    def flush(self) -> None:
        """Keeps what is typed as a draft at once."""
        if self._draft.isActive():
            self._draft.stop()
            self._keep_draft()

    def _build(self) -> None:
        look = self._desk.look
        row = QHBoxLayout()
        row.setSpacing(12)
        self.channel.setFixedWidth(look.wide(160))
        self.day.setFixedWidth(look.wide(140))
        fields = (
            (tr("H&ow"), self.channel),
            (tr("&With whom"), self.with_whom),
            (tr("&Day"), self.day),
        )
        #: The letters that lead to what stands here.
        about = tr("Told a&bout")
        self.mnemonics = letters(
            self.add.text(), self.with_interpreter.text(), about, *(words for words, _ in fields)
        )
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
        column.addWidget(self.interpreted)
        column.addWidget(self._text_note)
        column.addWidget(self.with_interpreter)
        column.addLayout(row)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(FieldLabel(look, about, self.about.buddy()))
        told.addWidget(self.about)
        told.addWidget(self._about_note)
        column.addLayout(told)
        column.addLayout(foot)

    def _clear(self) -> None:
        self.text.setPlainText("")
        self.with_whom.setText("")
        self.about.show_value({"about": []})
        self.interpreted.show_raw({})
        self.with_interpreter.setChecked(False)
        self._text_note.set_note(FieldNote())
        self._say_told()
        self.channel.set_value("")
        self.day.show_value({"on": self._desk.office.clock.today()})
        self._day_note.set_note(self.day.note())
        self._enable()

    def _enable(self) -> None:
        self.add.setEnabled(bool(self._said() or not self.interpreted.empty()))

    def _said(self) -> str:
        # An empty document is told without copying a long text out of it.
        return "" if self.text.document().isEmpty() else self.text.toPlainText().strip()

    def _offer_incidents(self) -> list[Choice]:
        return [Choice(one.id, incident_title(one)) for one in reversed(self._incidents)]

    @Slot()
    def _about_touched(self) -> None:
        self._say_told()
        self._draft.start()

    def _say_told(self) -> None:
        """What of it was told before, so that it is not asked again."""
        before = [
            f"{incident_title(one)}: {', '.join(map(telling_words, self._told[one.id]))}"
            for one in self._incidents
            if one.id in self.about.raw()["codes"] and self._told.get(one.id)
        ]
        words = tr("Told before. {what}. Ask only for what is new.", what="; ".join(before)) if before else ""
        self._about_note.set_note(FieldNote("echo", words) if words else FieldNote())

    @Slot()
    def _typed(self) -> None:
        self._text_note.set_note(FieldNote())
        self._enable()
        self._draft.start()

    @Slot(bool)
    def _interpreted(self, on: bool) -> None:
        """Hides the original only when nothing stands in it: it would be saved unseen, or lost."""
        if not on and not self.interpreted.empty():
            self.with_interpreter.setChecked(True)
            words = tr("The original and the name of the interpreter are still there. Empty them first.")
            self._text_note.set_note(FieldNote("error", words))
            return
        self.interpreted.set_on(on)
        self._typed()

    @Slot(str)
    def _paste_refused(self, told: str) -> None:
        self._text_note.set_note(FieldNote("error", told))

    @Slot()
    def _day_touched(self) -> None:
        self._day_note.set_note(self.day.note())
        self._draft.start()

    @Slot()
    def _add(self) -> None:
        text = self._said()
        if not text and self.interpreted.empty():
            return
        if not self._fits(text, self.interpreted.original.toPlainText()):
            return
        try:
            about = self.about.read()["about"]
            spoken: dict[str, Any] = self.interpreted.values() if self.with_interpreter.isChecked() else {}
        except Unreadable as unreadable:
            self._about_note.set_note(FieldNote("error", unreadable.sentence))
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
            about=about,
            caseworker_id=desk.office.me or None,
            **spoken,
        )
        self._draft.stop()
        self.add.setEnabled(False)
        desk.writer.write(lambda: desk.office.records.add(note), self._added, self._refused, owner=self)

    def _fits(self, *texts: str) -> bool:
        """Says what will be taken out of the texts, or why one can't be kept as it is."""
        for text in texts:
            try:
                note = removed_note(clean_text(text))
            except Problem as problem:
                self._text_note.set_note(FieldNote("error", sentence(problem)))
                self.text.setFocus()
                return False
            if note is not None:
                self._removed = note
        return True

    def _refused(self, problem: Problem) -> None:
        self._enable()
        self._keep_draft()
        reasons = [tr(text) for text in problem.fields.values()] if isinstance(problem, Invalid) else []
        self._text_note.set_note(FieldNote("error", " ".join([sentence(problem), *reasons])))

    def _added(self, _saved: Any) -> None:
        removed, self._removed = self._removed, FieldNote()
        self._clear()
        self._text_note.set_note(removed)
        self._draft.stop()
        self._desk.runner.run(lambda: self._desk.office.drafts.drop(self._place))
        self.text.setFocus()

    def _content(self) -> dict[str, Any]:
        return {
            "text": self.text.toPlainText(),
            "channel": self.channel.value(),
            "with": self.with_whom.text(),
            "day": self.day.raw(),
            "about": self.about.raw(),
            "interpreter": self.with_interpreter.isChecked(),
            "spoken": self.interpreted.raw(),
        }

    @Slot()
    def _keep_draft(self) -> None:
        content, desk = self._content(), self._desk
        empty = not content["text"] and not content["with"] and not content["channel"]
        empty = empty and not content["about"]["codes"] and self.interpreted.empty()
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
        self.about.show_raw(content.get("about", {}))
        self.with_interpreter.setChecked(bool(content.get("interpreter")))
        self.interpreted.show_raw(content.get("spoken", {}))
        self._day_note.set_note(self.day.note())
        self._draft.stop()
