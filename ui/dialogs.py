"""The only door to boxes that ask and to file dialogs.

Qt's own file dialog, never the system's: that one keeps lists.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt, QUrl
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named

TITLE = "Caseapp"


if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True)
class Answer:
    """One button of a box: its stable code and its words, a verb."""

    code: str
    text: str


class Dialogs:
    """Opens boxes above one window. After `dismiss`, as on lock, whoever asks gets "no"."""

    def __init__(self, look: Look, window: QWidget | None = None) -> None:
        self._look, self._window = look, window
        self._open: list[QDialog] = []
        self._over = False

    def confirm(self, title: str, text: str, verb: str) -> bool:
        """Asks before something that cannot come back. The verb is never the default; closing means no."""
        return self.choose(title, text, [Answer("yes", verb)]) == "yes"

    def tell(self, title: str, text: str) -> None:
        """Says something that needs to be read before work goes on."""
        self.choose(title, text, [], close=tr("&Close"))

    def choose(self, title: str, text: str, answers: Sequence[Answer], *, close: str = "") -> str:
        """Asks with one button for each answer beside "Cancel", which is the default.

        Returns a code or "".
        """
        box = _Box(self._look, title, text, answers, close or tr("&Cancel"), self._window)
        self._run(box)
        return box.answer

    def open_file(self, title: str, kinds: Sequence[str], folder: Path | None = None) -> Path | None:
        """Lets the user pick an existing file. `kinds` are filters such as "Backup (*.caseback)"."""
        dialog = self._files(title, folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._picked(dialog)

    def open_files(self, title: str, kinds: Sequence[str], folder: Path | None = None) -> list[Path]:
        """Lets the user pick any number of existing files."""
        dialog = self._files(title, folder, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return self._picked_all(dialog)

    def save_file(
        self, title: str, name: str, kinds: Sequence[str], folder: Path | None = None
    ) -> Path | None:
        """Lets the user name a file to write.

        Asks before one is replaced. `name` must be neutral: no client in it.
        """
        dialog = self._files(title, folder, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        return self._picked(dialog)

    def folder(self, title: str, folder: Path | None = None) -> Path | None:
        """Lets the user pick a folder."""
        dialog = self._files(title, folder, ())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        return self._picked(dialog)

    def printer(self, printer: QPrinter) -> bool:
        """Lets the user choose a printer; False when it was cancelled."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self._window)
        named(dialog, "print-dialog", tr("Print"))
        dialog.setWindowTitle(TITLE)
        chosen = self._run(dialog)
        dialog.deleteLater()
        return chosen

    def dismiss(self) -> None:
        """Closes every open box at once, and opens none from now on."""
        self._over = True
        for dialog in tuple(self._open):
            dialog.reject()

    def _files(self, title: str, folder: Path | None, kinds: Sequence[str]) -> QFileDialog:
        dialog = QFileDialog(self._window)
        named(dialog, "file-dialog", title)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, True)
        dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons, True)
        dialog.setWindowTitle(TITLE)
        dialog.setHistory([])
        dialog.setSidebarUrls([QUrl.fromLocalFile(QDir.homePath()), QUrl.fromLocalFile(QDir.rootPath())])
        dialog.setDirectory(str(folder or Path.home()))
        # Qt's own catalogues lack these two since they have letters for Alt.
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, tr("&Look in:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, tr("Files of &type:"))
        if kinds:
            dialog.setNameFilters(list(kinds))
        dialog.resize(self._look.wide(720), self._look.tall(440, 8))
        return dialog

    def _picked(self, dialog: QFileDialog) -> Path | None:
        chosen = Path(dialog.selectedFiles()[0]) if self._run(dialog) and dialog.selectedFiles() else None
        dialog.deleteLater()
        return chosen

    def _picked_all(self, dialog: QFileDialog) -> list[Path]:
        chosen = [Path(name) for name in dialog.selectedFiles()] if self._run(dialog) else []
        dialog.deleteLater()
        return chosen

    def _run(self, dialog: QDialog) -> bool:
        if self._over:
            return False
        self._open.append(dialog)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted.value
        finally:
            self._open.remove(dialog)


class QueuedDialogs(Dialogs):
    """Answers from a queue instead of the screen, for tests and walk-throughs; `asked` keeps what was asked.

    Codes for boxes ("" is no), paths or None for files. A question without an answer in the queue is an
    error.
    """

    def __init__(self, look: Look, answers: Sequence[str | Path | None] = ()) -> None:
        super().__init__(look)
        self.answers = deque(answers)
        self.asked: list[tuple[str, str]] = []

    def choose(self, title: str, text: str, answers: Sequence[Answer], *, close: str = "") -> str:
        self.asked.append((title, text))
        if not answers and not (self.answers and self.answers[0] == ""):
            return ""
        answer = self._next(title)
        codes = [a.code for a in answers]
        if answer not in ("", *codes):
            raise LookupError(f"{title!r} offers {codes}, the queue holds {answer!r}")
        return str(answer)

    def _picked(self, dialog: QFileDialog) -> Path | None:
        title = dialog.accessibleName()
        dialog.deleteLater()
        self.asked.append((title, ""))
        answer = self._next(title)
        return Path(answer) if answer else None

    def _picked_all(self, dialog: QFileDialog) -> list[Path]:
        chosen = self._picked(dialog)
        return [] if chosen is None else [chosen]

    def _next(self, title: str) -> str | Path | None:
        if not self.answers:
            raise LookupError(f"nobody answers: {title}")
        return self.answers.popleft()


class _Box(QDialog):
    """Title, text, and a row of buttons that say what they do."""

    def __init__(
        self,
        look: Look,
        title: str,
        text: str,
        answers: Sequence[Answer],
        close: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.answer = ""
        named(self, "box", title)
        self.setAccessibleDescription(text)
        self.setWindowTitle(TITLE)
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Words(look, title, "box.title", px=15, bold=True, wrap=True))
        words = Words(look, text, "box.text", wrap=True)
        words.setMinimumWidth(look.wide(380))
        words.setMaximumWidth(look.wide(520))
        column.addWidget(words)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        no = Button(look, close, "box.no")
        no.clicked.connect(self.reject)
        row.addWidget(no)
        for answer in answers:
            button = Button(look, answer.text, f"box.{answer.code}")
            button.clicked.connect(lambda _checked=False, code=answer.code: self._take(code))
            row.addWidget(button)
        column.addLayout(row)
        no.setFocus()

    def _take(self, code: str) -> None:
        self.answer = code
        self.accept()
