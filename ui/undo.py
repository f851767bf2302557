"""Ctrl+Z for whatever was saved: the last changes of this window, each with its name, and the way there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from caseapp.errors import Problem
from caseapp.i18n import tr
from caseapp.records import BY_KIND
from caseapp.services.past import ACTS, Changes, Step, TakenBack
from caseapp.services.records import Records
from ui.bus import ChangeBus
from ui.forms.form import RecordForm
from ui.writer import Writer

#: No more than so many changes can be taken back; the history of each record has the rest.
MOST: Final = 100
#: Kinds that tell what was done with a file: they are never undone by themselves.
_LASTING: Final = ("custody_event",)


@dataclass(frozen=True)
class Act:
    """Something that can be taken back: `changes` is what to undo, `first` what a person once did.

    The two differ as soon as it went back and forth.
    """

    changes: Changes
    first: Changes

    @property
    def step(self) -> Step:
        """What it was about: the first step that a person would name."""
        return next((step for step in self.first.steps if _shown(step)), self.first.steps[0])

    def words(self) -> str:
        """What the save was, in the language of the screen: "Host country", "Added: Threat or incident"."""
        step, steps = self.step, self.first.steps
        record = BY_KIND[step.record]
        if step.act == "change":
            known = record.fields()
            labels = [tr(known[name].label) for name in step.columns if name in known and known[name].shown]
            return ", ".join(labels[:2]) + (" …" if labels[2:] else "") if labels else tr(record.LABEL)
        same = [one for one in steps if (one.act, one.record) == (step.act, step.record)]
        what = tr(record.LABEL) if len(same) == 1 else f"{tr(record.LABELS)} ({len(same)})"
        if step.act == "create":
            return tr("Added: {what}", what=what)
        return (
            tr("Deleted: {what}", what=what)
            if step.act == "delete"
            else tr("Brought back: {what}", what=what)
        )


class Undo(QObject):
    """Two bounded stacks, fed by whatever goes through the bus of the window.

    `changed` when another act is next. `done(act, taken_back, redone)` after one was taken back or done
    again. Nothing outlives `forget`, which locking calls.
    """

    changed = Signal()
    done = Signal(object, object, bool)

    def __init__(self, records: Records, writer: Writer, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._records, self._writer = records, writer
        self._past: list[Act] = []
        self._future: list[Act] = []
        self._working = False
        bus.written.connect(self.note)

    def next_undo(self) -> str:
        """What Ctrl+Z would take back, "" for nothing."""
        return self._past[-1].words() if self._past else ""

    def next_redo(self) -> str:
        """What would be done again, "" for nothing."""
        return self._future[-1].words() if self._future else ""

    def forget(self) -> None:
        """Forgets everything."""
        self._past.clear()
        self._future.clear()
        self.changed.emit()

    def note(self, changes: Any) -> None:
        """Something was saved."""
        if isinstance(changes, Changes):
            self._forget_erased(changes)
        if self._working or not isinstance(changes, Changes) or not _undoable(changes):
            return
        if self._past and _brings_back(self._past[-1].changes, changes):
            # By the button of the notice: the deletion is undone, not followed by an act.
            self._future.append(Act(changes, self._past.pop().first))
        else:
            self._past.append(Act(changes, changes))
            del self._past[:-MOST]
            self._future.clear()
        self.changed.emit()

    def _forget_erased(self, changes: Changes) -> None:
        """What is erased for good can't be brought back by any key."""
        gone = {(step.record, step.record_id) for step in changes.steps if step.act == "erase"}
        if gone:
            for acts in (self._past, self._future):
                acts[:] = [one for one in acts if gone.isdisjoint(_touched(one.changes))]
            self.changed.emit()

    def undo(self) -> None:
        """Takes the last act back."""
        self._go(self._past, self._future, redone=False)

    def redo(self) -> None:
        """Does again what was taken back last."""
        self._go(self._future, self._past, redone=True)

    def _go(self, source: list[Act], target: list[Act], *, redone: bool) -> None:
        if not source or self._working:
            return
        act = source.pop()
        self._working = True
        records = self._records

        def taken(answer: TakenBack) -> None:
            self._working = False
            target.append(Act(answer.changes, act.first))
            self.changed.emit()
            self.done.emit(act, answer, redone)

        def refused(problem: Problem) -> None:
            # What can't be taken back now can't be later: the one before it may.
            self._working = False
            self.changed.emit()
            if self._writer.runner.on_problem is not None:
                self._writer.runner.on_problem(problem)

        self._writer.write(lambda: records.take_back(act.changes), taken, refused, owner=self)


class FieldsFirst(QObject):
    """Lets a field that holds unsaved text keep Ctrl+Z for itself, and no other field."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Stands at the field that has the focus, and at no other: each event there costs a call."""
        if before is not None:
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit)
            and _is_undo(event)
            and not _keeps(watched)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _is_undo(event: QKeyEvent) -> bool:
    keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    ctrl = Qt.KeyboardModifier.ControlModifier
    shifted = ctrl | Qt.KeyboardModifier.ShiftModifier
    return (event.key() == Qt.Key.Key_Z and keys in (ctrl, shifted)) or (
        event.key() == Qt.Key.Key_Y and keys == ctrl
    )


def _keeps(field: QLineEdit | QPlainTextEdit | QTextEdit) -> bool:
    """Whether a field has something of its own to undo that is not saved yet."""
    form: QWidget | None = field
    while form is not None and not isinstance(form, RecordForm):
        form = form.parentWidget()
    if form is not None:
        return form.holds(field)
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() or field.isRedoAvailable()
    document = field.document()
    return document.isUndoAvailable() or document.isRedoAvailable()


def _undoable(changes: Changes) -> bool:
    steps = changes.steps
    return (
        bool(steps)
        and all(step.act in ACTS for step in steps)
        and any(step.record not in _LASTING for step in steps)
        and any(_shown(step) for step in steps)
    )


def _shown(step: Step) -> bool:
    """Whether a step is something that a person did, and not what the app keeps along."""
    record = BY_KIND.get(step.record)
    if record is None or step.act != "change":
        return record is not None
    known = record.fields()
    return any(name in known and known[name].shown for name in step.columns) or step.record == "letter"


def _touched(changes: Changes) -> set[tuple[str, str]]:
    return {(step.record, step.record_id) for step in changes.steps}


def _brings_back(before: Changes, now: Changes) -> bool:
    deleted = {(one.record, one.record_id) for one in before.steps if one.act == "delete"}
    restored = {(one.record, one.record_id) for one in now.steps if one.act == "restore"}
    return bool(deleted) and deleted == restored
