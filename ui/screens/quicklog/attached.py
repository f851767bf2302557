"""Files that go along with a quick log: chosen now, sealed when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from caseapp.errors import Problem
from caseapp.i18n import tr
from caseapp.services import intake
from caseapp.services.office import Office
from ui.pictures import small_picture
from ui.screens.host import Host
from ui.screens.quicklog.sheet import Sheet
from ui.tasks import Runner
from ui.widgets.segments import Choice


class Attached(QObject):
    """The chosen files in their order. `changed` when one came or went; the originals stay where they are."""

    changed = Signal()

    def __init__(self, office: Office, runner: Runner, host: Host, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._runner, self._host, self._sheet = office, runner, host, sheet
        self.paths: list[Path] = []
        sheet.attach.clicked.connect(self._choose)
        sheet.files.taken.connect(self._leave_out)

    def show(self, paths: Sequence[str]) -> None:
        """Brings back what a draft kept."""
        self.paths = [Path(path) for path in paths]
        self._show()

    def seal(self, done: Callable[[list[intake.Taken]], None], failed: Callable[[Problem], None]) -> None:
        """Seals all of them, off the store's thread. Without any it answers at once."""
        if not self.paths:
            done([])
            return
        evidence, paths = self._office.evidence, list(self.paths)
        self._runner.run_long(
            lambda progress: intake.take_all(evidence, paths, small_picture, progress),
            done,
            failed,
            owner=self,
            lane="aside",
        )

    @Slot()
    def _choose(self) -> None:
        chosen = self._host.dialogs.open_files(tr("Attach files"), [tr("All files (*)")])
        self.paths += [path for path in chosen if path not in self.paths]
        self._show()
        self.changed.emit()

    @Slot(str)
    def _leave_out(self, number: str) -> None:
        del self.paths[int(number)]
        self._show()
        self._sheet.attach.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        choices = [
            Choice(str(at), tr("{name} (take away)", name=path.name)) for at, path in enumerate(self.paths)
        ]
        self._sheet.files.offer(tr("Attached:"), choices, self._sheet.attach)
