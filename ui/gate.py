"""Everything before a store is open: unlock, first start, restore; and the way into the window behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from caseapp import settings
from caseapp.clock import Clock
from caseapp.errors import Problem, Unexpected, sentence
from caseapp.i18n import tr
from caseapp.paths import Paths, holds_store
from caseapp.settings import Settings
from ui.faults import Faults
from ui.language import speak
from ui.look import Look
from ui.screens.unlock import UnlockScreen
from ui.tasks import Runner
from ui.warming import Warming
from ui.widgets.named import named
from ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from caseapp.services.office import Office
    from ui.dialogs import Dialogs
    from ui.open_store import OpenStore
    from ui.screens.first_run import FirstRunScreen
    from ui.screens.first_run.doors import NewStore

#: What the window is called in every list of windows: never a name, a client, a file.
TITLE = "Caseapp"
#: Seconds that threads get to end by themselves when the window locked or closed.
_LAST_WORK: Final = 0.3
#: Seconds after which a process that locks or closes is gone, even if the window itself hangs.
_HARD_END: Final = 3.0


class Process(Protocol):
    """This process, as far as the window decides over it."""

    def start_anew(self, arguments: list[str]) -> None:
        """Puts a fresh process, started with these arguments, in the place of this one."""

    def end_within(self, seconds: float) -> None:
        """Ends this process after that time even when nothing in it answers any more."""


class Gate(QObject):
    """One per application."""

    def __init__(
        self,
        app: QApplication,
        look: Look,
        places: Paths,
        chosen: Settings,
        clock: Clock,
        process: Process,
        store: Path | None = None,
    ) -> None:
        super().__init__(app)
        self._app, self._look, self._places, self._clock = app, look, places, clock
        self._process = process
        self.settings = chosen
        self.folder = store or places.store
        self._elsewhere = store is not None
        self._failures = 0
        self.runner = Runner(parent=self)
        self.faults = Faults(places.crash_log, self._boxes, self)
        self.runner.on_bug = self.faults.bug
        self.window = _Window(app)
        self.window.setWindowTitle(TITLE)
        named(self.window, "gate", TITLE)
        self.window.setMinimumSize(640, 480)
        self.window.resize(1366, 768)
        self.overlay = Overlay(look, self.window)
        self.runner.on_problem = self.tell
        self._warming = Warming(self.runner, look, clock, self)
        self.open_store: OpenStore | None = None
        self._unlock: UnlockScreen | None = None
        self._first: FirstRunScreen | None = None
        app.aboutToQuit.connect(self._ended)

    def start(self, passphrase: str = "") -> None:
        """Shows the unlock screen, or the first start where there is no store yet."""
        if holds_store(self.folder):
            self.show_unlock()
            if passphrase:
                self._open(passphrase)
        elif self._elsewhere:
            self.show_unlock()
            assert self._unlock is not None
            self._unlock.refused(tr("There is no store in the folder {folder}.", folder=self.folder))
        else:
            self.show_first_run()
        self.window.show()

    # Unlocking

    def show_unlock(self) -> None:
        """The unlock screen for the store in `folder`."""
        screen = UnlockScreen(self._look)
        screen.open_requested.connect(self._open)
        screen.recover_requested.connect(self._recover)
        screen.typing.connect(self._warming.begin)
        self._warming.begin_soon()
        screen.other_store_requested.connect(self._other_store)
        screen.restore_requested.connect(self.restore)
        screen.language_chosen.connect(self._speak)
        self._unlock, self._first = screen, None
        self._show(screen)

    @Slot(str)
    def _open(self, passphrase: str) -> None:
        self._begin(lambda vault, ok: vault.unlock(self.folder, passphrase, self._clock, accept_missing=ok))

    @Slot(str)
    def _recover(self, typed: str) -> None:
        self._begin(
            lambda vault, ok: vault.unlock_with_recovery(self.folder, typed, self._clock, accept_missing=ok)
        )

    def _begin(self, way: Callable[..., Office], accept_missing: bool = False) -> None:
        def op() -> Office:
            from caseapp.services import vault

            return way(vault, accept_missing)

        def failed(problem: Problem) -> None:
            if problem.code in ("saves-missing", "receipt-damaged") and not accept_missing:
                self._ask_about_missing(problem, way)
            else:
                self._refused(problem)

        if self._unlock is not None:
            self._unlock.opening()
        self.runner.run(op, self.opened, failed)

    def _ask_about_missing(self, problem: Problem, way: Callable[..., Office]) -> None:
        """The store is older than it should be: the user decides, nothing is overwritten."""
        from ui.dialogs import Answer

        assert self._unlock is not None
        choices = [Answer("restore", tr("&Restore a backup…")), Answer("open", tr("&Open it as it is"))]
        answer = self.dialogs.choose(tr("Saves are missing"), sentence(problem), choices)
        if answer == "open":
            self._begin(way, accept_missing=True)
        else:
            self._unlock.refused(sentence(problem))
            if answer == "restore":
                self.restore()

    def _refused(self, problem: Problem) -> None:
        from caseapp.keys.patience import (
            wait,
        )  # loads the crypto library, which must not delay the first paint

        assert self._unlock is not None
        if problem.code in ("wrong-passphrase", "wrong-recovery-key"):
            self._failures += 1
        self._unlock.refused(sentence(problem), wait(self._failures) if self._failures else 0)

    def opened(self, office: Office) -> None:
        """The store is open: the window behind the gate takes over."""
        from ui.open_store import OpenStore

        if self._unlock is not None:
            self._unlock.forget()
        self.open_store = OpenStore(self, office, self._look)
        self.open_store.window.setGeometry(self.window.geometry())
        self.open_store.show()
        self.window.hide()
        self._tell_of_keys(office.custody.news)

    def _tell_of_keys(self, news: str) -> None:
        """The key file was not as it should be: that is said before anything is worked on."""
        if news and self.open_store is not None:
            from caseapp.services.keycare import WORDS, KeyNews

            self.open_store.dialogs.tell(tr("The key file of this store"), tr(WORDS[KeyNews(news)]))

    # The first start

    def show_first_run(self) -> None:
        """The pages that make a store."""
        from ui.first_store import FirstStore
        from ui.screens.first_run import FirstRunScreen

        self._maker = FirstStore(self.dialogs, self.folder, self._clock)
        screen = FirstRunScreen(self._look, self._maker.doors())
        screen.create_requested.connect(self._create)
        screen.language_chosen.connect(self._speak)
        screen.existing_requested.connect(self._other_store)
        screen.restore_requested.connect(self.restore)
        self._first, self._unlock = screen, None
        self._show(screen)

    @Slot(object)
    def _create(self, plan: NewStore) -> None:
        assert self._first is not None
        self._first.creating()
        self.folder = plan.folder
        self.runner.run(lambda: self._maker.create(plan), self.opened, self._not_created)

    def _not_created(self, problem: Problem) -> None:
        assert self._first is not None
        self._first.stopped(sentence(problem))

    # Other ways in

    @Slot()
    def _other_store(self) -> None:
        folder = self.dialogs.folder(tr("Choose the folder of a store"))
        if folder is None:
            return
        if not holds_store(folder):
            self.dialogs.tell(
                tr("No store there"), tr("There is no store in the folder {folder}.", folder=folder)
            )
            return
        self.use(folder)

    @Slot(object)
    def use(self, folder: Path) -> None:
        """From now on this store is the one to open."""
        self.folder, self._elsewhere = folder, folder != self._places.store
        self._failures = 0
        self.show_unlock()

    @Slot()
    def restore(self) -> None:
        """Makes a store from a backup, in a folder of its own, and goes on to unlock it."""
        from ui.screens.backup.opening import CopyPanel

        panel = CopyPanel(None, self.runner, self, "restore")
        panel.restored.connect(self.use)
        self.overlay.open_panel(panel, width=600, top=96, escape=False)
        panel.start()

    # What every screen needs

    @cached_property
    def dialogs(self) -> Dialogs:
        """The boxes of this window, loaded when the first one opens: the unlock screen comes first."""
        from ui.dialogs import Dialogs

        return Dialogs(self._look, self.window)

    @Slot(str)
    def _speak(self, code: str) -> None:
        speak(self._app, code)
        self.keep(self.settings.but(language=code))
        for screen in (self._unlock, self._first):
            if screen is not None:
                screen.retranslate()

    def keep(self, chosen: Settings) -> None:
        """Remembers settings; a disk that refuses only means that they hold until the window closes."""
        self.settings = chosen
        try:
            settings.save(self._places.settings, chosen)
        except OSError:
            return

    def tell(self, problem: Problem) -> None:
        """An expected failure that nobody else took."""
        boxes = self._boxes()
        if boxes is not None and not isinstance(problem, Unexpected):  # that one is told as what it is
            boxes.tell(tr("This did not work"), sentence(problem))

    def start_anew(self) -> None:
        """Ends this process and starts one that knows nothing, at the unlock screen of the same store."""
        self.runner.close(_LAST_WORK)
        self._process.start_anew(["--store", str(self.folder)] if self._elsewhere else [])

    def end_soon(self) -> None:
        """The window locks or closes: from now on nothing can keep this process alive for long."""
        self._process.end_within(_HARD_END)

    def _boxes(self) -> Dialogs | None:
        """The boxes of the window that is shown; None while it locks or closes."""
        if self.open_store is None:
            return self.dialogs
        return None if self.open_store.leaving else self.open_store.dialogs

    @property
    def look(self) -> Look:
        return self._look

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def app(self) -> QApplication:
        return self._app

    def _show(self, screen: QWidget) -> None:
        old = self.window.takeCentralWidget()
        if old is not None:
            old.deleteLater()
        self.window.setCentralWidget(screen)

    @property
    def ended(self) -> bool:
        """Whether all threads have ended, so that the process can be taken down in order."""
        return self.runner.close(0.0)

    @Slot()
    def _ended(self) -> None:
        self.runner.close(10.0 if self.open_store is None else _LAST_WORK)


class _Window(QMainWindow):
    """The window before a store is open; closing it ends the app."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._app.quit()
