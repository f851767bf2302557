"""Undo in the window: what its two actions say, the notice afterwards, and the way to where it happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from caseapp.i18n import tr
from caseapp.services.past import Step, TakenBack
from ui.undo import Act, FieldsFirst, Undo

if TYPE_CHECKING:
    from ui.open_store import OpenStore


class Undoing(QObject):
    """Ties the undo of a store to its window, also to a window that is made anew."""

    def __init__(self, undo: Undo, store: OpenStore, fields: FieldsFirst) -> None:
        super().__init__(store)
        self._undo, self._store, self._fields = undo, store, fields
        undo.changed.connect(self.show_next)
        undo.done.connect(self._tell)

    def undo_last(self) -> None:
        """Ctrl+Z."""
        self._hand_out(self._undo.undo)

    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        self._hand_out(self._undo.redo)

    @Slot()
    def show_next(self) -> None:
        """The two actions say what they would do."""
        for name, words, own in (
            ("undo", self._undo.next_undo(), tr("&Undo")),
            ("redo", self._undo.next_redo(), tr("&Redo")),
        ):
            action = self._store.window.commands[name]
            action.setText(f"{own}: {words}" if words else own)
            action.setEnabled(bool(words))

    def _hand_out(self, then: Callable[[], None]) -> None:
        """What stands in the fields is saved first: it is what undo goes back from."""
        window = self._store.window
        window.toast.close_now()
        shown: Any = window.screen_of(window.screen_shown())
        flush = getattr(shown, "flush", None)
        if callable(flush):
            flush()
        self._store.runner.when_settled(then)

    @Slot(object, object, bool)
    def _tell(self, act: Act, answer: TakenBack, redone: bool) -> None:
        words, step = act.words(), act.step
        if answer.number:
            words = tr("{what} (case {number})", what=words, number=answer.number)
        if redone:
            self._store.toast(tr("Done again: {what}", what=words), tr("Undo"), self.undo_last)
        else:
            self._store.toast(tr("Undone: {what}", what=words), tr("Redo"), self.redo)
        self._lead_to(step, gone=step.act == "delete" if redone else step.act in ("create", "restore"))

    def _lead_to(self, step: Step, *, gone: bool) -> None:
        """Shows where something was undone, unless that is what is shown."""
        window = self._store.window
        if step.case_id and not (gone and step.record == "case"):
            self._lead_into_case(step, step.case_id, gone=gone)
        elif step.record in ("contact", "caseworker", "organisation"):
            place = "contacts" if step.record == "contact" else "settings"
            if window.screen_shown() != place:
                window.show_screen(place)

    def _lead_into_case(self, step: Step, case_id: str, *, gone: bool) -> None:
        from ui.screens.case.screen import place_of

        window, book = self._store.window, self._store.book("cases")
        page: Any = book.opened
        column = step.columns[0] if step.columns and step.act == "change" else ""
        in_sight = window.screen_shown() == "cases" and book.currentWidget() is page
        if page is not None and in_sight and page.case_id == case_id and page.summary is not None:
            section = place_of(page.summary, step.record, step.record_id, column)
            if section != page.place():
                page.show_section(section)
        elif gone:
            self._store.open_case(case_id)
        else:
            self._store.jump(case_id, step.record, step.record_id, column)
