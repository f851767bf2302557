"""The quick log at work: understands while one types, keeps a draft, saves everything at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp import lists
from caseapp.errors import Invalid, Problem, sentence
from caseapp.i18n import language, ntr, tr
from caseapp.lists import countries
from caseapp.rules.quicklog import Understood
from caseapp.rules.text import clean_text
from caseapp.services import intake
from caseapp.services.intake import Result, Taken
from caseapp.services.office import Office
from caseapp.services.quicklog import Client, Entry, Logged
from ui.bus import ChangeBus
from ui.forms.editors import Unreadable
from ui.forms.editors.lines import removed_note
from ui.forms.note import Note
from ui.screens.host import Host
from ui.screens.quicklog.attached import PICTURES, Attached
from ui.screens.quicklog.drafted import case_of, raw_of, show_raw
from ui.screens.quicklog.entry import entry_of
from ui.screens.quicklog.seen import TRACES, Seen
from ui.screens.quicklog.sheet import WIDTH, Sheet, fields
from ui.screens.quicklog.whose import Whose
from ui.tasks import Runner
from ui.widgets.segments import Choice
from ui.writer import Writer

__all__ = ["DRAFT", "WIDTH", "QuickLogPanel"]

#: Where a half-typed log is kept in the store.
DRAFT: Final = "quick-log"
#: What is typed is read when the keys rest for so long, and kept as a draft after so long (milliseconds).
_READ_PAUSE: Final = 120
_DRAFT_PAUSE: Final = 1000


class QuickLogPanel(QWidget):
    """The pop-up. `logged(Logged)` after all was saved; Escape keeps what was typed as a draft."""

    logged = Signal(object)

    def __init__(self, office: Office, runner: Runner, bus: ChangeBus, host: Host, case_id: str = "") -> None:
        """`case_id`: the case that is being looked at, "" for none."""
        super().__init__()
        self._office, self._runner, self._host = office, runner, host
        self._writer = Writer(runner, bus)
        self._looked_at = case_id
        self._prefix = ""
        self._understood = Understood()
        #: Fields that the person filled in; what is understood later leaves them alone.
        self._own: set[str] = set()
        #: The day (ISO) on which the line was begun, so that "yesterday" keeps its day in a draft.
        self._since = office.clock.today().isoformat()
        #: What was taken over from the line into its field.
        self._showing: dict[str, str] = {}
        self._done = False
        self.sheet = Sheet(office, runner, host)
        self.whose = Whose(office.quick_log, runner, host.privacy, self.sheet, self)
        self.seen = Seen(office.quick_log, runner, self.sheet, self)
        self.files = Attached(office, runner, host, self.sheet, self)
        self.setObjectName("quicklog.panel")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sheet)
        self._reading, self._keeping = QTimer(self), QTimer(self)
        for timer, pause, call in (
            (self._reading, _READ_PAUSE, self.read_now),
            (self._keeping, _DRAFT_PAUSE, self.keep_draft),
        ):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(call)
        self._connect()

    def start(self) -> None:
        """Puts the keyboard into the line, and brings back what was typed last time."""
        self.sheet.text.setFocus()
        office, looked_at = self._office, self._looked_at

        def read() -> tuple[Any, Any, Client | None, bool, str]:
            drafts, log = office.drafts, office.quick_log
            draft = drafts.get(DRAFT)
            case_id, drafted = case_of(draft, looked_at)
            preset = log.client(case_id) if case_id else None
            return draft, drafts.get(PICTURES), preset, drafted, log.number_prefix()

        self._runner.run(read, self._began, owner=self)

    @property
    def reading(self) -> bool:
        """Whether something was typed that is not read yet."""
        return self._reading.isActive()

    def flush(self) -> None:
        """Keeps everything as a draft at once, as before locking."""
        self._keeping.stop()
        self.keep_draft()

    @Slot()
    def keep_draft(self) -> None:
        """Keeps what stands here; an empty log leaves nothing behind."""
        if self._done:
            return
        drafts, raw = self._office.drafts, self._raw()
        if raw["text"].strip() or raw["own"] or self.files.present or raw["case"]["chosen"]:
            self._runner.run(lambda: drafts.put(DRAFT, raw))
        else:
            self._runner.run(lambda: drafts.drop(DRAFT))

    @Slot()
    def close_kept(self) -> None:
        """Closes the pop-up; what was typed waits for the next time."""
        self._host.overlay.close_panel()

    def sizeHint(self) -> QSize:
        return self.sheet.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        # However it went away, by Escape or because the window locked: nothing that was typed is lost.
        self._keeping.stop()
        self.keep_draft()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_kept()
        else:
            super().keyPressEvent(event)

    # What is typed

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.text.textChanged.connect(self._typed)
        sheet.text.refused.connect(lambda told: sheet.text_note.set_note(Note("error", told)))
        sheet.case.textEdited.connect(self._keeping.start)
        for combination in ("Ctrl+Return", "Ctrl+Enter"):  # a button that has the keyboard would take them
            shortcut = QShortcut(QKeySequence(combination), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        self.whose.known.connect(self._client_known)
        self.whose.decided.connect(self._keeping.start)
        self.files.changed.connect(self._keeping.start)
        sheet.closing.connect(self.close_kept)
        sheet.saving.connect(self.save)
        sheet.told.toggled.connect(self._told)
        sheet.channel.chosen.connect(self._keeping.start)
        sheet.safety.changed.connect(self._keeping.start)
        sheet.errors.jump.connect(self._jump)
        for row in sheet.rows:
            row.touched.connect(self._touched)
            row.settled.connect(self._settled)
        sheet.cells["kind"].offers.taken.connect(partial(self._take, "kind"))
        sheet.cells["country"].offers.taken.connect(partial(self._take, "country"))
        self._told()

    @Slot()
    def _typed(self) -> None:
        if not self.sheet.text.toPlainText():
            self._since = self._office.clock.today().isoformat()
        self._reading.start()
        self._keeping.start()

    @Slot(str)
    def _touched(self, name: str) -> None:
        self._own.add(name)
        self._keeping.start()

    @Slot(str)
    def _settled(self, name: str) -> None:
        if name in TRACES or name == "country":
            self.seen.look()
        self._propose()

    @Slot()
    def _told(self) -> None:
        self.sheet.channel.setEnabled(self.sheet.told.isChecked())
        self._keeping.start()

    def _began(self, answer: tuple[Any, Any, Client | None, bool, str]) -> None:
        draft, pictures, preset, drafted, self._prefix = answer
        if isinstance(draft, Mapping) and not self.sheet.text.toPlainText():
            self._restore(draft)
        self.files.show((), pictures or ())
        self.whose.begin(preset, drafted=drafted)
        if self.sheet.text.toPlainText():
            self.read_now()

    @Slot()
    def _client_known(self) -> None:
        self._propose()
        self.seen.look()

    def _take(self, name: str, code: str) -> None:
        """A proposal was confirmed."""
        cell = self.sheet.cells[name]
        self._own.add(name)
        cell.editor.show_value({name: code})
        cell.set_error("")
        cell.editor.buddy().setFocus()
        self._settled(name)
        self._keeping.start()

    @Slot()
    def read_now(self) -> None:
        """Takes over what was understood, where the person has said nothing else."""
        self._reading.stop()
        text = self.sheet.text.toPlainText()
        try:
            self.sheet.text_note.set_note(removed_note(clean_text(text)) or Note())
            self.sheet.text.set_error(False)
        except Problem as problem:
            self.sheet.text_note.set_note(Note("error", sentence(problem)))
            self.sheet.text.set_error(True)
        now = self._understood = self._office.quick_log.understand(text, self._prefix)
        for name, value in {
            "happened": now.when,
            "place": now.place,
            "country": now.country,
            "title": now.title,
            "vehicle": now.vehicle,
            **{name: "; ".join(now.values(*kinds)) for name, kinds in TRACES.items()},
        }.items():
            self._show(name, value)
        self._propose()
        self.seen.look()
        self.whose.follow(now)

    def _show(self, name: str, value: str) -> None:
        cell = self.sheet.cells[name]
        if name in self._own or cell.editor.active() or self._showing.get(name, "") == value:
            return
        self._showing[name] = value
        if name == "happened":
            cell.editor.show_raw({"text": value, "chosen": "", "on": self._since})
        else:
            cell.editor.show_value({name: value})
        cell.set_error("")
        try:
            cell.read()
        except Unreadable:
            pass

    def _propose(self) -> None:
        """Kinds to confirm, and the country where the client lives; neither is taken by itself."""
        sheet = self.sheet
        kinds, country = sheet.cells["kind"], sheet.cells["country"]
        found = lists.get("incident_kinds")
        proposed = [] if _raw_code(kinds) else self._understood.kinds
        kinds.offers.offer(
            tr("Perhaps:"), [Choice(c, found.label(c, language())) for c in proposed], kinds.editor.buddy()
        )
        client = sheet.case.client
        lives = client.country if client and client.country and not _raw_code(country) else ""
        name = countries.name(lives, language())
        country.offers.offer(
            tr("Where the client lives:"), [Choice(lives, name)] if lives else [], country.editor.buddy()
        )

    # Saving

    @Slot()
    @Slot(bool)
    def save(self, open_it: bool = False) -> None:
        """Saves all of it, or says beside the fields what is in the way."""
        self.read_now()
        sheet, wrong = self.sheet, {}
        values: dict[str, Any] = {}
        for name, cell in sheet.cells.items():
            try:
                values |= cell.read()
            except Unreadable as unreadable:
                wrong[name] = unreadable.sentence
        if sheet.case.client is None and not sheet.case.new:
            wrong["case"] = tr("Choose whose case this is, or type the name of a new client.")
            sheet.case_note.set_note(Note("error", wrong["case"]))
            sheet.case.set_error(True)
        text = sheet.text.toPlainText()
        if not text.strip() and not values.get("title"):
            wrong["text"] = tr("Say in a few words what happened.")
            sheet.text_note.set_note(Note("error", wrong["text"]))
            sheet.text.set_error(True)
        elif sheet.text_note.note.state == "error":
            wrong["text"] = sheet.text_note.note.text
        if wrong:
            self._show_wrong(wrong)
            return
        entry = entry_of(sheet, self.seen.all(), text, values, self._office.clock.today())
        sheet.save.set_busy(tr("Saving…"))
        self.files.seal(partial(self._write, entry, open_it))

    def _write(self, entry: Entry, open_it: bool, taken: list[Taken]) -> None:
        office = self._office
        refused: list[Result] = []

        def attach(case_id: str, incident_id: str) -> list[str]:
            batch = intake.record_all(office, case_id, taken, incident_id)
            refused.extend(batch.of("failed"))
            return [one.evidence_id for one in batch.of("added")]

        self._writer.write(
            lambda: office.quick_log.save(entry, attach if taken else None),
            partial(self._saved, open_it, refused),
            partial(self._not_saved, taken),
            owner=self,
        )

    def _not_saved(self, taken: list[Taken], problem: Problem) -> None:
        intake.drop_all(self._office.evidence, taken)
        self._failed(problem)

    def _saved(self, open_it: bool, refused: Sequence[Result], logged: Logged) -> None:
        self._done = True
        self._keeping.stop()
        drafts = self._office.drafts
        self._runner.run(lambda: drafts.drop(DRAFT))
        self.files.forget_kept()
        self._host.overlay.close_panel()
        words = tr("Logged in {number}", number=logged.case.number)
        if logged.seen:
            more = ntr("seen before in {n} other case", "seen before in {n} other cases", logged.seen)
            words = f"{words} · {more}"
        log, writer = self._office.quick_log, self._writer
        self._host.toast(words, tr("Undo"), lambda: writer.write(lambda: log.undo(logged)))
        self.logged.emit(logged)
        if open_it:
            self._host.open_case(logged.case.id, "threats", logged.incident.id)
        if refused:
            # The event is safe and the person need not type it again, but must know what is missing.
            lines = [f"{one.name}: {sentence(one.problem)}" for one in refused if one.problem is not None]
            title = tr("Logged in {number}, but not every file came along", number=logged.case.number)
            self._host.dialogs.tell(title, "\n\n".join(lines))

    def _failed(self, problem: Problem) -> None:
        self.sheet.save.set_busy("")
        if not isinstance(problem, Invalid):
            self.sheet.errors.show_errors(sentence(problem))
            return
        wrong = {"text" if name == "notes" else name: tr(text) for name, text in problem.fields.items()}
        for name, words in wrong.items():
            if name in self.sheet.cells:
                self.sheet.cells[name].set_error(words)
        self._show_wrong(wrong)

    def _show_wrong(self, wrong: Mapping[str, str]) -> None:
        labels = {name: tr(field.label) for name, field in fields().items()}
        labels |= {"case": tr("Case"), "text": tr("What happened")}
        listed = [(name, labels.get(name, name), words) for name, words in wrong.items()]
        self.sheet.errors.show_errors(tr("Nothing was logged yet; everything typed is kept."), listed)
        self._jump(next(iter(wrong)))

    @Slot(str)
    def _jump(self, name: str) -> None:
        sheet = self.sheet
        controls: dict[str, QWidget] = {"case": sheet.case, "text": sheet.text}
        control = controls.get(name) or sheet.cells[name].editor.buddy()
        control.setFocus()
        sheet.show_widget(control)

    # Drafts

    def _raw(self) -> dict[str, Any]:
        more = {"case": self.whose.raw(), "files": self.files.paths, "on": self._since}
        return raw_of(self.sheet, self._own) | more

    def _restore(self, raw: Mapping[str, Any]) -> None:
        self._own = show_raw(self.sheet, raw)
        self._since = str(raw.get("on") or self._since)
        self.files.show(raw.get("files", ()), ())
        self.whose.restore(raw.get("case", {}))


def _raw_code(cell: Any) -> str:
    """The code that a choice holds, whether or not more was typed."""
    return str(cell.editor.raw().get("code", ""))
