"""The quick log at work: understands while one types, keeps a draft, saves everything at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp import lists
from caseapp.errors import Invalid, Problem, sentence
from caseapp.i18n import language, ntr, tr
from caseapp.lists import countries
from caseapp.rules.quicklog import Understood
from caseapp.rules.quicklog_marks import account_kind
from caseapp.rules.text import clean_text
from caseapp.services.office import Office
from caseapp.services.quicklog import Client, Entry, Guess, Logged, Spotted
from ui.bus import ChangeBus
from ui.days import dated
from ui.forms.editors import Unreadable
from ui.forms.editors.lines import removed_note
from ui.forms.note import Note
from ui.latest import Latest
from ui.screens.host import Host
from ui.screens.quicklog.client import client_words
from ui.screens.quicklog.sheet import WIDTH, Sheet, fields
from ui.tasks import Runner
from ui.widgets.segments import Choice
from ui.writer import Writer

__all__ = ["DRAFT", "WIDTH", "QuickLogPanel"]

#: Where a half-typed log is kept in the store.
DRAFT: Final = "quick-log"
#: What is typed is read when the keys rest for so long, and kept as a draft after so long (milliseconds).
_READ_PAUSE: Final = 120
_DRAFT_PAUSE: Final = 1000
_TRACES: Final = {"plate": ("PLA",), "phone": ("TEL",), "account": ("ACC", "MAI", "WEB")}
_NEW: Final = "new"


class QuickLogPanel(QWidget):
    """The pop-up. `logged(Logged)` after all was saved; Escape keeps what was typed as a draft."""

    logged = Signal(object)

    def __init__(self, office: Office, runner: Runner, bus: ChangeBus, host: Host, case_id: str = "") -> None:
        """`case_id`: the case that is being looked at, "" for none."""
        super().__init__()
        self._office, self._runner, self._host = office, runner, host
        self._writer = Writer(runner, bus)
        self._looked_at = case_id
        self._preset: Client | None = None
        self._prefix = ""
        self._understood = Understood()
        #: Fields that the person filled in; what is understood later leaves them alone.
        self._own: set[str] = set()
        self._done = False
        self._guessing, self._looking = Latest(runner, self), Latest(runner, self)
        self._asking = Latest(runner, self)
        self.sheet = Sheet(office, runner, host)
        self.setObjectName("quicklog.panel")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sheet)
        self._reading, self._keeping = QTimer(self), QTimer(self)
        for timer, pause, call in (
            (self._reading, _READ_PAUSE, self._read_text),
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

        def read() -> tuple[Any, Client | None, str]:
            log = office.quick_log
            return office.drafts.get(DRAFT), log.client(looked_at) if looked_at else None, log.number_prefix()

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
        if raw["text"].strip() or raw["own"]:
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
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_kept()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)

    # What is typed

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.text.textChanged.connect(self._typed)
        sheet.case.chosen.connect(self._case_chosen)
        sheet.case.textEdited.connect(self._keeping.start)
        sheet.case_offers.taken.connect(self._client_taken)
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
        self._reading.start()
        self._keeping.start()

    @Slot(str)
    def _touched(self, name: str) -> None:
        self._own.add(name)
        self._keeping.start()

    @Slot(str)
    def _settled(self, name: str) -> None:
        if name in _TRACES or name == "country":
            self._look_for_traces()
        self._propose()

    @Slot()
    def _told(self) -> None:
        self.sheet.channel.setEnabled(self.sheet.told.isChecked())
        self._keeping.start()

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
    def _read_text(self) -> None:
        """Takes over what was understood, where the person has said nothing else."""
        self._reading.stop()
        text = self.sheet.text.toPlainText()
        try:
            self.sheet.text_note.set_note(removed_note(clean_text(text)) or Note())
            self.sheet.text.set_error(False)
        except Problem as problem:
            self.sheet.text_note.set_note(Note("error", sentence(problem)))
            self.sheet.text.set_error(True)
        before, self._understood = self._understood, self._office.quick_log.understand(text, self._prefix)
        now = self._understood
        for name, value in {
            "happened": now.when,
            "place": now.place,
            "country": now.country,
            "title": now.title,
            "vehicle": now.vehicle,
            **{name: "; ".join(now.values(*kinds)) for name, kinds in _TRACES.items()},
        }.items():
            self._show(name, value)
        self._propose()
        self._look_for_traces()
        if now.names != before.names and "case" not in self._own:
            log, names = self._office.quick_log, now.names
            self._guessing.ask(lambda: log.guesses(names), self._guessed)

    def _show(self, name: str, value: str) -> None:
        cell = self.sheet.cells[name]
        if name in self._own or cell.editor.active():
            return
        if name == "happened":
            cell.editor.show_raw({"text": value, "chosen": ""})
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

    # Whose case

    def _began(self, answer: tuple[Any, Client | None, str]) -> None:
        draft, self._preset, self._prefix = answer
        if isinstance(draft, Mapping) and not self.sheet.text.toPlainText():
            self._restore(draft)
        if self._preset is not None and "case" not in self._own:
            self._show_client(self._preset, tr("The case you were looking at"))
        if self.sheet.text.toPlainText():
            self._read_text()

    def _guessed(self, found: Sequence[Guess]) -> None:
        if "case" in self._own:
            return
        names = self._understood.names
        clients = [guess.client for guess in found]
        sure = len(clients) == 1 and (self._understood.named or self._preset is None)
        if sure and clients[0] != self._preset:
            self._show_client(clients[0], tr("Found by “{words}”", words=found[0].words))
        elif self._preset is not None:
            self._show_client(self._preset, tr("The case you were looking at"))
        else:
            self._show_client(None, "")
        shown = self.sheet.case.client
        choices = [
            Choice(client.case_id, client_words(client, self._host.privacy))
            for client in clients
            if shown is None or client.case_id != shown.case_id
        ]
        if not found and self._understood.named:
            choices.append(Choice(_NEW, tr("New client: {name}", name=names[0])))
        self._clients = {client.case_id: client for client in clients}
        self.sheet.case_offers.offer(tr("Or:") if shown else tr("Perhaps:"), choices, self.sheet.case)

    @Slot(str)
    def _client_taken(self, code: str) -> None:
        self._own.add("case")
        if code == _NEW:
            self._show_client(None, "", self._understood.names[0])
        else:
            self._show_client(self._clients.get(code), "")
        self.sheet.case_offers.offer("", [], self.sheet.case)
        self.sheet.case.setFocus()
        self._keeping.start()

    @Slot()
    def _case_chosen(self) -> None:
        self._own.add("case")
        self.sheet.case_offers.offer("", [], self.sheet.case)
        self._case_known("")
        self._keeping.start()

    def _show_client(self, client: Client | None, why: str, new: str = "") -> None:
        self.sheet.case.show_client(client, new)
        self._case_known(why)

    def _case_known(self, why: str) -> None:
        """What follows from whose case it is: the echo, the country to propose, the question."""
        sheet, log = self.sheet, self._office.quick_log
        client = sheet.case.client
        sheet.case.set_error(False)
        if sheet.case.new:
            why = tr("A case is opened with this name; everything else can follow.")
        sheet.case_note.set_note(Note("echo", why) if why else Note())
        self._propose()
        self._look_for_traces()
        if client is None:
            sheet.safety.set_case("", 0)
        else:
            case_id, risk = client.case_id, client.risk
            self._asking.ask(lambda: log.recent(case_id), lambda n: sheet.safety.set_case(risk, n))

    # Seen before

    def _spotted(self, name: str) -> list[Spotted]:
        cells = self.sheet.cells
        typed = str(cells[name].editor.raw())
        client = self.sheet.case.client
        lands = _raw_code(cells["country"]) or (client.country if client else "")
        values = [part.strip() for part in typed.replace(",", ";").split(";") if part.strip()]
        described = str(cells["vehicle"].editor.raw()).strip() if name == "plate" else ""
        kinds = [account_kind(value) if name == "account" else _TRACES[name][0] for value in values]
        return [
            Spotted(kind, value, lands if kind in ("TEL", "PLA") else "", described if at == 0 else "")
            for at, (kind, value) in enumerate(zip(kinds, values, strict=True))
        ]

    def _look_for_traces(self) -> None:
        spotted = {name: self._spotted(name) for name in _TRACES}
        everything = [one for ones in spotted.values() for one in ones]
        client, log = self.sheet.case.client, self._office.quick_log
        besides = client.case_id if client else ""
        if not everything:
            self._looking.forget()
            self._show_seen(spotted, {})
            return
        self._looking.ask(lambda: log.seen(everything, besides), lambda seen: self._show_seen(spotted, seen))

    def _show_seen(self, spotted: Mapping[str, list[Spotted]], seen: Mapping[Spotted, int]) -> None:
        for name, ones in spotted.items():
            known = [(one, seen[one]) for one in ones if one in seen]
            told = "; ".join(
                ntr(
                    "{value} was seen before in {n} other case",
                    "{value} was seen before in {n} other cases",
                    count,
                    value=one.value,
                )
                for one, count in known
            )
            self.sheet.cells[name].set_known(Note("ask", told) if told else None)

    # Saving

    @Slot()
    @Slot(bool)
    def save(self, open_it: bool = False) -> None:
        """Saves all of it, or says beside the fields what is in the way."""
        self._read_text()
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
        entry = self._entry(text, values)
        sheet.save.set_busy(tr("Saving…"))
        log = self._office.quick_log
        self._writer.write(lambda: log.save(entry), partial(self._saved, open_it), self._failed, owner=self)

    def _entry(self, text: str, values: Mapping[str, Any]) -> Entry:
        sheet = self.sheet
        spotted = tuple(one for name in _TRACES for one in self._spotted(name))
        remarks = [sheet.safety.remark(dated(self._office.clock.today()))]
        vehicle = values.get("vehicle", "")
        if vehicle and vehicle not in text and not any(one.described for one in spotted):
            remarks.append(tr("Car: {car}", car=vehicle))
        return Entry(
            text=text,
            case_id=sheet.case.client.case_id if sheet.case.client else "",
            new_client=sheet.case.new,
            title=values["title"],
            kind=values["kind"],
            happened=values["happened"],
            happened_words=values["happened_words"],
            time_of_day=values.get("time_of_day", ""),
            place=values["place"],
            country=values["country"],
            spotted=spotted,
            remarks=tuple(remark for remark in remarks if remark),
            told=sheet.told.isChecked(),
            channel=sheet.channel.value() if sheet.told.isChecked() else "",
            critical=sheet.safety.raises(),
        )

    def _saved(self, open_it: bool, logged: Logged) -> None:
        self._done = True
        self._keeping.stop()
        drafts = self._office.drafts
        self._runner.run(lambda: drafts.drop(DRAFT))
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
        sheet = self.sheet
        return {
            "text": sheet.text.toPlainText(),
            "case": sheet.case.raw(),
            "own": sorted(self._own),
            "fields": {name: sheet.cells[name].editor.raw() for name in self._own if name in sheet.cells},
            "told": sheet.told.isChecked(),
            "channel": sheet.channel.value(),
            "safety": sheet.safety.raw(),
        }

    def _restore(self, raw: Mapping[str, Any]) -> None:
        sheet = self.sheet
        self._own = set(raw.get("own", ()))
        sheet.text.setPlainText(str(raw.get("text", "")))
        for name, value in raw.get("fields", {}).items():
            if name in sheet.cells:
                sheet.cells[name].editor.show_raw(value)
                sheet.cells[name].refresh()
        sheet.told.setChecked(bool(raw.get("told")))
        sheet.channel.set_value(raw.get("channel", ""))
        sheet.safety.show_raw(raw.get("safety", {}))
        case = raw.get("case", {})
        if "case" in self._own and case.get("new"):
            self._show_client(None, "", case["new"])
        elif "case" in self._own and case.get("id"):
            log, case_id = self._office.quick_log, case["id"]
            self._runner.run(lambda: log.client(case_id), self._case_back, owner=self)
        elif case.get("typed"):
            sheet.case.setText(case["typed"])
        sheet.text.moveCursor(sheet.text.textCursor().MoveOperation.End)

    def _case_back(self, client: Client | None) -> None:
        if client is None:
            self._own.discard("case")
        self._show_client(client, "")


def _raw_code(cell: Any) -> str:
    """The code that a choice holds, whether or not more was typed."""
    return str(cell.editor.raw().get("code", ""))
