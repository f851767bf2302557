"""The window on an open store: its screens, what they may ask of it, locking and closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from caseapp.i18n import N_, language
from caseapp.services.backup import BackupInfo
from caseapp.services.cases import CaseFilter
from caseapp.services.office import Office
from caseapp.settings import Settings
from ui.book import Book
from ui.bus import ChangeBus
from ui.clipboard import SecretClipboard
from ui.cutoff import tell_cut_off
from ui.dialogs import Dialogs
from ui.erasing import Erasing
from ui.idle import AutoLock
from ui.language import speak
from ui.leaving import PLACE, Leaving, Parting
from ui.look import Look
from ui.main_window import MainWindow, ScreenSpec
from ui.palette import Palette
from ui.privacy import Privacy
from ui.system_locks import system_locks
from ui.tasks import Runner
from ui.undo import FieldsFirst, Undo
from ui.undoing import Undoing
from ui.warming import load_rest
from ui.widgets.overlay import Overlay
from ui.writer import Writer

if TYPE_CHECKING:
    from ui.gate import Gate

#: Milliseconds without a save after which the log is taken into the store file.
SETTLE_AFTER = 2000
#: Milliseconds after the window came up: the list of cases comes first.
_REST_AFTER = 1500


class OpenStore(QObject):
    """One per unlocked store; the `Host` of its screens."""

    def __init__(self, gate: Gate, office: Office, look: Look) -> None:
        super().__init__(gate)
        self.gate, self.office = gate, office
        self._look = look
        self.runner: Runner = gate.runner
        self.bus = ChangeBus(self)
        self.bus.listen(self, (), self._changed)
        self._privacy = Privacy(gate.settings.hide_names, self)
        self._privacy.changed.connect(lambda hidden: gate.keep(gate.settings.but(hide_names=hidden)))
        self.clipboard = SecretClipboard(parent=self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_AFTER)
        self._settle.timeout.connect(self._settle_now)
        self.idle = AutoLock(gate.settings.auto_lock_minutes, [system_locks(self)], parent=self)
        self.idle.wanted.connect(self.lock)
        self._leaving = Leaving(office, self.runner, self.idle, self.clipboard, gate.faults.bug, self)
        self.undo = Undo(office.records, Writer(self.runner, self.bus), self.bus, self)
        self._erasing = Erasing(office, Writer(self.runner, self.bus), self)
        self._undoing = Undoing(self.undo, self, FieldsFirst(gate.app, self))
        self.window: MainWindow
        self._build()

    def show(self, place: dict[str, Any] | None = None) -> None:
        """Shows the window where it was left."""
        self.window.show()
        self.window.activateWindow()
        self.window.show_screen("cases")
        self.idle.start()
        self._refresh()
        self.runner.run(lambda: self.office.drafts.get(PLACE), self._return_to, owner=self)
        tell_cut_off(self)
        QTimer.singleShot(_REST_AFTER, self, self._warm)
        self._erasing.begin_soon()

    # What screens ask of the window (ui/screens/host.py)

    @property
    def look(self) -> Look:
        return self._look

    @property
    def privacy(self) -> Privacy:
        return self._privacy

    @property
    def dialogs(self) -> Dialogs:
        return self._dialogs

    @property
    def overlay(self) -> Overlay:
        return self.window.overlay

    def open_case(self, case_id: str, section: str | None = None, record: str | None = None) -> None:
        """Shows a case, if wanted at one of its sections and records."""
        from ui.screens.case.screen import CaseScreen

        book = self.book("cases")
        page = book.opened
        if not isinstance(page, CaseScreen) or page.case_id != case_id:
            page = CaseScreen(self.office, self.runner, self.bus, self, case_id)
            page.closed.connect(book.back)
            book.open(page)
            self.search.remember("case", case_id)
        book.setCurrentWidget(page)
        if section:
            page.show_section(section, record or "")
        self.window.show_screen("cases")
        page.take_keyboard()

    def open_letter(self, letter_id: str) -> None:
        """Shows a letter: its form and preview, or the issued copy."""
        from ui.screens.letter import LetterScreen

        book = self.book("letters")
        page = LetterScreen(self.office, self.runner, self.bus, self, letter_id)
        page.closed.connect(book.back)
        book.open(page)
        self.search.remember("letter", letter_id)
        self.window.show_screen("letters")

    def open_record(self, kind: str, record_id: str, field: str) -> None:
        """Shows the organisation, a caseworker or a contact at one of the fields."""
        place = {"contact": "contacts", "actor": "actors"}.get(kind, "settings")
        screen: Any = self.window.show_screen(place)
        if kind == "actor":
            screen.show_actor(record_id)
        elif kind == "contact":
            screen.show_contact(record_id)
        else:
            screen.jump(kind, record_id, field)

    def new_letter(self, case_id: str) -> None:
        """Offers the kinds of letters on the case's page."""
        self.open_case(case_id)
        page: Any = self.book("cases").opened
        page.new_letter()

    def jump(self, case_id: str, kind: str, record_id: str, field: str = "") -> None:
        """Leads to a field of a record of a case."""
        self.open_case(case_id)
        page: Any = self.book("cases").opened
        page.jump(kind, record_id, field)

    def toast(self, text: str, act: str = "", call: Callable[[], object] | None = None) -> None:
        """Says at the bottom what was done, with one act such as "Undo"."""
        self.window.notify(text, act, call)

    def go(self, place: str) -> None:
        """Shows another place of the rail."""
        self.window.show_screen(place)

    @property
    def settings(self) -> Settings:
        return self.gate.settings

    def change_settings(self, settings: Settings) -> None:
        """Keeps other settings and puts them in force at once; a new language makes all screens anew."""
        before = self.gate.settings
        self.gate.keep(settings)
        self.idle.set_minutes(settings.auto_lock_minutes)
        if (settings.theme, settings.text_scale) != (before.theme, before.text_scale):
            self._look.set(settings.theme, settings.text_scale)
        if settings.language and settings.language != language():
            speak(self.gate.app, settings.language)
            # The screen that asked is still at work: it goes only after it has returned.
            QTimer.singleShot(0, self, self.rebuild)

    def help(self, topic: str) -> None:
        """Shows a topic of the guide."""
        guide: Any = self.window.show_screen("guide")
        guide.show_topic(topic)

    # Locking and closing

    @Slot()
    def lock(self) -> None:
        """Hides everything at once, keeps what is half typed, and begins anew with an empty memory."""
        self._leave(self.gate.start_anew)

    @Slot()
    def close(self) -> None:
        """The same, but nothing begins anew."""
        self._leave(self._quit)

    @property
    def leaving(self) -> bool:
        """Whether the window is locking or closing."""
        return self._leaving.begun

    def _leave(self, then: Callable[[], None]) -> None:
        end_soon = self.gate.end_soon
        self.undo.forget()
        self._leaving.begin(Parting(self.window, self._dialogs, self._place, self._flushes, end_soon), then)
        self._settle.stop()

    def _quit(self) -> None:
        self.window.allow_close()
        self.window.close()
        self.gate.app.quit()

    def _flushes(self) -> list[Callable[[], object]]:
        """By these calls every screen hands out what is typed; what can't be saved becomes a draft."""
        screens = [self.window.made(name) for name in self._places]
        calls = [getattr(screen, "flush", getattr(screen, "leave", None)) for screen in screens]
        return [call for call in calls if callable(call)]

    def _place(self) -> dict[str, Any]:
        """What is shown, in words that the store keeps for the next opening."""
        place: dict[str, Any] = {"screen": self.window.screen_shown()}
        if getattr(self.overlay.panel, "objectName", str)() == "quicklog.panel":
            place["quick-log"] = True
        case: Any = self.book("cases").opened
        if case is not None:
            place |= {"case": case.case_id, "section": case.place()}
        return place

    def _return_to(self, place: dict[str, Any] | None) -> None:
        if not place:
            return
        if case := place.get("case"):
            self.open_case(case, place.get("section"))
        if place.get("screen") in self._places:
            self.window.show_screen(place["screen"])
        if place.get("quick-log"):
            self.quick_log()

    # Building

    @property
    def _places(self) -> tuple[str, ...]:
        return tuple(spec.id for spec in self._specs)

    def rebuild(self) -> None:
        """Makes the window anew, as after a change of language."""
        old, place = self.window, self._place()
        for flush in self._flushes():
            flush()
        self._build()
        self.window.setGeometry(old.geometry())
        old.allow_close()
        self.window.show()
        self.window.show_screen("cases")
        self._return_to(place)
        self._refresh()
        old.close()
        old.deleteLater()

    def _build(self) -> None:
        self._specs = [
            ScreenSpec("cases", N_("Cases"), "folder-open", self._make_cases),
            ScreenSpec("contacts", N_("Contacts"), "book-user", self._make_contacts),
            ScreenSpec("actors", N_("Actors"), "network", self._make_actors),
            ScreenSpec("letters", N_("Letters"), "file-text", self._make_letters),
            ScreenSpec("guide", N_("Guide"), "life-buoy", self._make_guide, low=True),
            ScreenSpec("backup", N_("Backup"), "hard-drive", self._make_backup, low=True),
            ScreenSpec("settings", N_("Settings"), "settings", self._make_settings, low=True),
        ]
        window = self.window = MainWindow(self._look, self._privacy, self._specs)
        self._dialogs = Dialogs(self._look, window)
        window.locking.connect(self.lock)
        window.closing.connect(self.close)
        window.shown.connect(self._refresh)
        self.search = Palette(self)
        actions = window.commands
        actions.on("new-case", self._new_case)
        actions.on("quick-log", self.quick_log)
        window.toolbar.quick_log.connect(self.quick_log)
        actions.on("filter", lambda: self._ask_screen("filter"))
        actions.on("passports", self._passports)
        actions.on("save", lambda: self._ask_screen("save"))
        actions.on("new-letter", lambda: self._ask_screen("new_letter"))
        actions.on("back", self._back)
        actions.on("undo", self._undoing.undo_last)
        actions.on("redo", self._undoing.redo)
        actions.on("help", self._help)
        self._undoing.show_next()

    def _make_cases(self) -> QWidget:
        from ui.screens.cases import CasesScreen

        return Book(CasesScreen(self.office, self.runner, self.bus, self))

    def _make_contacts(self) -> QWidget:
        from ui.screens.contacts import ContactsScreen

        return ContactsScreen(self.office, self.runner, self.bus, self)

    def _make_actors(self) -> QWidget:
        from ui.screens.actors import ActorsScreen

        return ActorsScreen(self.office, self.runner, self.bus, self)

    def _make_letters(self) -> QWidget:
        from ui.screens.letters import LettersScreen

        return Book(LettersScreen(self.office, self.runner, self.bus, self))

    def _make_backup(self) -> QWidget:
        from ui.screens.backup import BackupScreen

        return BackupScreen(self.office, self.runner, self.bus, self)

    def _make_settings(self) -> QWidget:
        from ui.screens.settings import SettingsScreen

        return SettingsScreen(self.office, self.runner, self.bus, self)

    def _make_guide(self) -> QWidget:
        from ui.screens.guide import GuideScreen

        return GuideScreen(self.office, self.runner, self.bus, self)

    def book(self, place: str) -> Book:
        """The list and the opened page of a place."""
        book = self.window.screen_of(place)
        assert isinstance(book, Book)
        return book

    # Keys

    @Slot()
    def quick_log(self) -> None:
        """Opens the quick log over whatever is shown, for the case that is being looked at."""
        from ui.screens.quicklog.opening import case_in_view, open_over

        in_view = case_in_view(self.book("cases")) if self.window.screen_shown() == "cases" else ""
        open_over(self, self.office, self.runner, self.bus, in_view)

    def _new_case(self) -> None:
        book = self.book("cases")
        self.window.show_screen("cases")
        listing: Any = book.listing
        book.setCurrentWidget(listing)
        listing.new_case()

    def _passports(self) -> None:
        book = self.book("cases")
        self.window.show_screen("cases")
        listing: Any = book.listing
        book.setCurrentWidget(listing)
        listing.show_only(CaseFilter(passport_within=6))

    def _ask_screen(self, name: str) -> None:
        """Calls the screen's own answer to a key, where it has one."""
        screen: Any = self.window.screen_of(self.window.screen_shown())
        if isinstance(screen, Book):
            screen = screen.currentWidget()
        method = getattr(screen, name, None)
        if callable(method):
            method()

    def _back(self) -> None:
        screen = self.window.screen_of(self.window.screen_shown())
        if isinstance(screen, Book):
            screen.back()

    def _help(self) -> None:
        shown = self.window.screen_shown()
        guide: Any = self.window.show_screen("guide")
        guide.show_for(shown)

    # What changed

    def _changed(self, changed: frozenset[tuple[str, str]]) -> None:
        if self.leaving:
            return
        self.office.search.heed(changed)
        self._settle.start()
        self._refresh()

    @Slot()
    def _settle_now(self) -> None:
        self.runner.run(self.office.settle)

    @Slot()
    def _refresh(self) -> None:
        """The counts in the rail and what is known of the last backup."""
        self.runner.run(
            lambda: (self.office.cases.count(CaseFilter()), self.office.backup.last()),
            self._show_state,
            owner=self,
        )

    def _show_state(self, state: tuple[int, BackupInfo | None]) -> None:
        count, last = state
        self.window.set_count("cases", count)
        self.window.toolbar.show_backup(last.at if last is not None else None, self.office.clock.today())

    @Slot()
    def _warm(self) -> None:
        self.runner.run(load_rest, lane="aside")
