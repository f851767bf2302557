"""Looking at a photograph or PDF inside the window: pages, zoom, turning. No window of its own, so locking
hides it; what it showed is let go as soon as it is hidden.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.errors import Problem, sentence
from caseapp.i18n import tr
from caseapp.records import Evidence
from caseapp.services.evidence import VIEWED, Kept
from caseapp.viewer.viewing import LONGEST_EDGE, Seen
from ui.announce import announce
from ui.screens.case.canvas import STEP, Canvas
from ui.screens.case.desk import Desk
from ui.screens.case.exhibit import title_of
from ui.screens.case.glass import Glass
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import ElidedLabel, Noted, Words
from ui.widgets.named import named

#: The longer edge that is asked for first, in pixels.
_FIRST: Final = 2000


def open_viewer(desk: Desk, evidence: Evidence) -> None:
    """Shows a piece of evidence over the window."""
    viewer = Viewer(desk, evidence)
    viewer.closing.connect(desk.host.overlay.close_panel)
    desk.host.overlay.open_panel(viewer, width=4000, top=16)
    viewer.begin()


class Viewer(QWidget):
    """One file. Esc closes, + and - zoom, 0 fits, R turns, Page Up and Page Down turn pages."""

    closing = Signal()

    def __init__(self, desk: Desk, evidence: Evidence) -> None:
        super().__init__()
        self._desk, self._evidence = desk, evidence
        self._glass = Glass(desk.office.evidence)
        self._seen: Seen | None = None
        self._page, self._wanted = 0, 0
        look = desk.look
        named(self, "viewer", tr("Viewer"))
        self.canvas = Canvas(look)
        self.canvas.zoomed.connect(self._zoomed)
        self._wait = EmptyState(look, "hourglass", tr("Opening…"), name="viewer.state")
        self._build()
        self._show_controls()

    def begin(self) -> None:
        """Reads and shows the file, and writes down that it was looked at."""
        files, evidence_id = self._desk.office.evidence, self._evidence.id
        self._desk.runner.run(lambda: files.find(evidence_id), self._found, self._failed, owner=self)

    def sizeHint(self) -> QSize:
        return QSize(2000, 4000)  # as large as the window lets it be

    def hasHeightForWidth(self) -> bool:
        return False  # a note that wraps must not make it as low as it can be

    def hideEvent(self, event: QHideEvent) -> None:
        self._glass.close()
        self.canvas.let_go()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_Plus: self.zoom_in.click,
            Qt.Key.Key_Equal: self.zoom_in.click,
            Qt.Key.Key_Minus: self.zoom_out.click,
            Qt.Key.Key_0: self.fit.click,
            Qt.Key.Key_R: self.turn.click,
            Qt.Key.Key_PageDown: self.after.click,
            Qt.Key.Key_PageUp: self.before.click,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    # Building

    def _build(self) -> None:
        look = self._desk.look
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 12, 10)
        bar.setSpacing(4)
        title = self._desk.host.privacy.second(title_of(self._evidence)) or tr("Evidence")
        self._title = ElidedLabel(look, title, "viewer.title", px=15, bold=True)
        bar.addWidget(self._title, 1)
        self.before = self._button("before", "chevron-left", tr("Page before"))
        self.count = Words(look, "", "viewer.count", px=12, role="text2")
        self.after = self._button("after", "chevron-right", tr("Next page"))
        self.zoom_out = self._button("zoom-out", "zoom-out", tr("Smaller"))
        self.zoom_in = self._button("zoom-in", "zoom-in", tr("Larger"))
        self.fit = self._button("fit", "maximize", tr("Fit into the window"))
        self.turn = self._button("turn", "rotate-cw", tr("Turn the view"))
        self.shut = self._button("close", "x", tr("Close"))
        self.before.clicked.connect(lambda: self._go(self._page - 1))
        self.after.clicked.connect(lambda: self._go(self._page + 1))
        self.zoom_in.clicked.connect(lambda: self.canvas.zoom_by(STEP))
        self.zoom_out.clicked.connect(lambda: self.canvas.zoom_by(1 / STEP))
        self.fit.clicked.connect(self.canvas.fit)
        self.turn.clicked.connect(self.canvas.turn)
        self.shut.clicked.connect(self.closing)
        for part in (self.before, self.count, self.after):
            bar.addWidget(part)
        bar.addSpacing(12)
        for part in (self.zoom_out, self.zoom_in, self.fit, self.turn):
            bar.addWidget(part)
        bar.addSpacing(12)
        bar.addWidget(self.shut)
        self._note = Noted(look, "triangle-alert", "", "viewer.note", role="high", wrap=True)
        self._note.hide()
        note = QHBoxLayout()
        note.setContentsMargins(16, 0, 16, 8)
        note.addWidget(self._note)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._wait)
        self._stack.addWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(note)
        column.addWidget(self._stack, 1)

    def _button(self, name: str, icon: str, words: str) -> Button:
        return Button(self._desk.look, words, f"viewer.{name}", kind="flat", icon=icon, icon_only=True)

    # Showing

    def _found(self, kept: Kept) -> None:
        glass = self._glass
        self._desk.runner.run(
            lambda: (glass.open(kept), *glass.page(0, _FIRST)),
            self._opened,
            self._failed,
            owner=self,
            lane="viewer",
        )

    def _opened(self, answer: tuple[Seen, QImage, bool]) -> None:
        self._seen, image, partial = answer
        files, evidence_id = self._desk.office.evidence, self._evidence.id
        self._desk.writer.write(lambda: files.note(evidence_id, VIEWED))
        self._stack.setCurrentWidget(self.canvas)
        self._show_image(0, image, partial)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_image(self, page: int, image: QImage, partial: bool) -> None:
        same = page == self._page and self.canvas.has_image
        self._page = page
        self.canvas.show_image(image, keep=same)
        scripts = self._seen is not None and self._seen.notes.get("scripts") is True
        words = ""
        if partial:
            words = tr("The end of this file is missing or damaged: only a part of the picture is shown.")
        elif scripts:
            words = tr("This PDF contains programs of its own. They were not run.")
        self._note.set_text(words)
        self._note.setVisible(bool(words))
        self._show_controls()

    def _show_controls(self) -> None:
        pages = self._seen.pages if self._seen is not None else 0
        for part in (self.before, self.count, self.after):
            part.setVisible(pages > 1)
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page < pages - 1)
        words = tr("Page {number} of {total}", number=self._page + 1, total=pages)
        self.count.setText(words)
        for part in (self.zoom_in, self.zoom_out, self.fit, self.turn):
            part.setEnabled(pages > 0)

    def _go(self, page: int) -> None:
        if self._seen is None or not 0 <= page < self._seen.pages or page == self._wanted:
            return
        self._ask(page, _FIRST)

    def _ask(self, page: int, edge: int) -> None:
        self._wanted = page
        glass = self._glass
        self._desk.runner.run(
            lambda: (page, *glass.page(page, edge)), self._page_came, self._failed, owner=self, lane="viewer"
        )

    def _page_came(self, answer: tuple[int, QImage, bool]) -> None:
        page, image, partial = answer
        if page != self._wanted:
            return  # a later page was asked for meanwhile
        turned = page != self._page
        self._show_image(page, image, partial)
        if turned:
            announce(self, self.count.text())

    @Slot()
    def _zoomed(self) -> None:
        """Asks for finer pixels when those that are here are drawn larger than they are."""
        if self._seen is None or self.canvas.edge > _FIRST or self.canvas.scale <= 1:
            return
        finer = self._seen.kind == "pdf" or max(self._seen.width, self._seen.height) > _FIRST
        if finer:
            self._ask(self._page, LONGEST_EDGE)

    def _failed(self, problem: Problem) -> None:
        words = sentence(problem)
        self._wait.show_words(words)
        self._stack.setCurrentWidget(self._wait)
        self.shut.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words, urgent=True)
