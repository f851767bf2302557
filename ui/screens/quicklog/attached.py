"""Files and pictures that go along with a quick log: chosen or pasted now, sealed when it is saved."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from caseapp.errors import Problem
from caseapp.i18n import ntr, tr
from caseapp.services import intake
from caseapp.services.intake import Pasted, Source, Taken
from caseapp.services.office import Office
from ui.announce import announce
from ui.focus import FieldFilter
from ui.forms.note import Note
from ui.incoming import beside_text
from ui.keys import shortcut
from ui.pictures import small_picture
from ui.screens.host import Host
from ui.screens.quicklog.sheet import Sheet
from ui.tasks import Runner
from ui.widgets.segments import Choice

#: Where pasted pictures wait in the store, beside the draft: they are in no file that could be read again.
PICTURES: Final = "quick-log/pictures"


class _InFields(FieldFilter):
    """Fields keep the keys of pasting for text: whatever `paste` takes does not reach them."""

    def __init__(self, sheet: Sheet, paste: Callable[[], bool], parent: QObject) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._sheet, self._paste = sheet, paste
        super().__init__(application, parent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        inside = isinstance(watched, QWidget) and self._sheet.isAncestorOf(watched)
        return inside and event.matches(QKeySequence.StandardKey.Paste) and self._paste()


class Attached(QObject):
    """What was chosen, in its order. `changed` when one came or went; originals stay where they are."""

    changed = Signal()

    def __init__(self, office: Office, runner: Runner, host: Host, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._office, self._runner, self._host, self._sheet = office, runner, host, sheet
        self._sources: list[Source] = []
        sheet.attach.clicked.connect(self._choose)
        sheet.files.taken.connect(self._leave_out)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut([QKeySequence.StandardKey.Paste], parent, self._paste, inside)
        _InFields(sheet, self._paste, self)

    @property
    def paths(self) -> list[str]:
        """The files among them, as a draft keeps them."""
        return [str(source) for source in self._sources if isinstance(source, Path)]

    @property
    def present(self) -> bool:
        return bool(self._sources)

    def show(self, paths: Sequence[str], pictures: Sequence[Mapping[str, Any]]) -> None:
        """Brings back what a draft kept."""
        self._sources += [Path(path) for path in paths]
        self._sources += [
            Pasted(partial(base64.b64decode, one["data"]), str(one["name"])) for one in pictures
        ]
        self._show()

    def seal(self, done: Callable[[list[Taken]], None]) -> None:
        """Seals all of them, off the store's thread; what can't be taken in tells so. Without any it answers
        at once.
        """
        if not self._sources:
            done([])
            return
        evidence, sources = self._office.evidence, list(self._sources)

        def none(problem: Problem) -> None:
            done([Taken(source.name, problem=problem) for source in sources])

        self._runner.run_long(
            lambda progress: intake.take_all(evidence, sources, small_picture, progress),
            done,
            none,
            owner=self,
            lane="aside",
        )

    def forget_kept(self) -> None:
        """The draft is not needed any more."""
        drafts = self._office.drafts
        self._runner.run(lambda: drafts.drop(PICTURES))

    @Slot()
    def _paste(self) -> bool:
        """Takes the picture or the files that are in the clipboard; whether there are any."""
        found = beside_text(QGuiApplication.clipboard().mimeData())
        self._add([self._numbered(one) if isinstance(one, Pasted) else one for one in found])
        return bool(found)

    def _numbered(self, picture: Pasted) -> Pasted:
        """Told apart from those that were pasted before."""
        taken = {source.name for source in self._sources}
        stem, dot, ending = picture.name.rpartition(".")
        names = [picture.name, *(f"{stem} {n}{dot}{ending}" for n in range(2, len(taken) + 2))]
        return replace(picture, name=next(name for name in names if name not in taken))

    @Slot()
    def _choose(self) -> None:
        self._add(self._host.dialogs.open_files(tr("Attach files"), [tr("All files (*)")]))

    def _add(self, sources: Sequence[Source]) -> None:
        new = [source for source in sources if source not in self._sources]
        if not new:
            return
        self._sources += new
        self._show()
        told = ntr("{n} file attached", "{n} files attached", len(new))
        # In a low window the list of files may be out of view.
        self._sheet.text_note.set_note(Note("echo", told))
        announce(self._sheet.files, told)
        if any(isinstance(source, Pasted) for source in new):
            self._keep_pictures()
        self.changed.emit()

    @Slot(str)
    def _leave_out(self, number: str) -> None:
        gone = self._sources.pop(int(number))
        self._show()
        self._sheet.attach.setFocus()
        if isinstance(gone, Pasted):
            self._keep_pictures()
        self.changed.emit()

    def _keep_pictures(self) -> None:
        drafts = self._office.drafts
        pictures = [source for source in self._sources if isinstance(source, Pasted)]

        def keep() -> None:
            drafts.put(
                PICTURES,
                [{"name": one.name, "data": base64.b64encode(one.data).decode("ascii")} for one in pictures],
            )

        self._runner.run(keep if pictures else lambda: drafts.drop(PICTURES))

    def _show(self) -> None:
        choices = [
            Choice(str(at), tr("{name} (take away)", name=source.name))
            for at, source in enumerate(self._sources)
        ]
        self._sheet.files.offer(tr("Attached:"), choices, self._sheet.attach)
