"""Does in advance, while the passphrase is being typed, what would otherwise be waited for afterwards."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from caseapp.clock import Clock
from ui.look import Look
from ui.tasks import Runner

#: Milliseconds after the unlock screen came up; by then it is painted.
AFTER: Final = 300


class Warming(QObject):
    """One per gate. Nothing of a store is known here: it loads libraries and draws one made-up line."""

    def __init__(self, runner: Runner, look: Look, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._look, self._clock = runner, look, clock
        self._begun = False

    def begin_soon(self) -> None:
        """As soon as the unlock screen is painted."""
        QTimer.singleShot(AFTER, self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Now, the first time it is called: the libraries load on the store thread."""
        if not self._begun:
            self._begun = True
            self._runner.run(_load_rooms, self._rehearse)

    def _rehearse(self, _none: None) -> None:
        """Draws the frame of the window and a list, unseen: fonts, icons and style are ready from then on."""
        from caseapp.services.cases import CaseRow
        from ui.main_window import MainWindow
        from ui.privacy import Privacy
        from ui.screens.cases.columns import case_columns
        from ui.tables.model import RowModel
        from ui.tables.view import TableView

        privacy = Privacy()
        window = MainWindow(self._look, privacy, [])
        line = CaseRow("a", "C-1", "Aa", "Аа", "DE", "Aa", "open", "high", self._clock.today(), "Aa", None)
        model = RowModel(case_columns(privacy, self._clock), key=lambda row: row.id, parent=window)
        table = TableView(self._look, model, "rehearsal", "")
        model.show_rows([line])
        window.setCentralWidget(table)
        window.grab()
        window.deleteLater()
        self._runner.run(_load_pages, lane="aside")


def _load_rooms() -> None:
    """What opening a store and showing its cases needs."""
    import ui.open_store
    import ui.screens.cases  # noqa: F401 - loaded here, used when the store is open
    from caseapp.services.readiness import get_ready

    get_ready()


def load_rest() -> None:
    """Loads while nobody waits for it what is likely to be opened next, and what prints letters."""
    _load_pages()
    from caseapp.letters import pdf

    pdf.preload()


def _load_pages() -> None:
    pass
