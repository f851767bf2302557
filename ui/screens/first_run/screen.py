"""The frame of the first-run pages: which page, back, and a button that names the act."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.look import Look
from ui.screens.first_run.create import CreatePage
from ui.screens.first_run.doors import Doors, NewStore
from ui.screens.first_run.page import Page
from ui.screens.first_run.people import PeoplePage
from ui.screens.first_run.place import PlacePage
from ui.screens.first_run.recovery import RecoveryPage
from ui.widgets.area import Area
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named

WIDTH = 520


class FirstRunScreen(QWidget):
    """Four pages. `create_requested(NewStore)`: the last button was pressed; answer with `creating`, then
    `stopped` or by replacing the screen. `language_chosen(code)`: after `speak`, call `retranslate`.
    `existing_requested` and `restore_requested`: the person has a store or a backup already.
    """

    create_requested = Signal(object)
    language_chosen = Signal(str)
    existing_requested = Signal()
    restore_requested = Signal()

    def __init__(self, look: Look, doors: Doors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._doors = look, doors
        self.plan = NewStore(doors.folder)
        named(self, "first-run", tr("First start"))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self.retranslate()

    def retranslate(self) -> None:
        """Builds the pages anew in the language of the screen and begins at the first; names typed stay."""
        if self._body is not None:
            self._outer.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.setAccessibleName(tr("First start"))
        self._body = self._build()
        self._outer.addWidget(self._body)
        self.show_page(0)

    @property
    def page(self) -> int:
        """The page that is shown, counted from 0."""
        return self._stack.currentIndex()

    def show_page(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        last = number == len(self.pages) - 1
        self.step.setText(tr("Page {number} of {count}", number=number + 1, count=len(self.pages)))
        self.back.setVisible(number > 0)
        self.next.set_words(tr("&Create store") if last else tr("Ne&xt"))
        self.pages[number].enter()
        if number == 0:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def creating(self) -> None:
        """The store is being made."""
        self.making.problem.show_errors("")
        self.back.setEnabled(False)
        self.making.setEnabled(False)
        self.next.set_busy(tr("Creating…"))

    def stopped(self, sentence: str) -> None:
        """The store was not made; says why and lets the person go back."""
        self.next.set_busy("")
        self.back.setEnabled(True)
        self.making.setEnabled(True)
        self.making.problem.show_errors(sentence)

    def sizeHint(self) -> QSize:
        return QSize(1024, 700)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on, like the button at the bottom."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.isEnabled():
            self._next()
        else:
            super().keyPressEvent(event)

    def _build(self) -> QWidget:
        body = QWidget(self)
        look, doors, plan = self._look, self._doors, self.plan
        self.place = PlacePage(look, doors, plan)
        self.people = PeoplePage(look, doors, plan)
        self.recovery = RecoveryPage(look, doors, plan)
        self.making = CreatePage(look, doors, plan)
        self.pages: tuple[Page, ...] = (self.place, self.people, self.recovery, self.making)
        self.place.language_chosen.connect(self.language_chosen)
        self.place.existing_requested.connect(self.existing_requested)
        self.place.restore_requested.connect(self.restore_requested)
        self._stack = named(QStackedWidget(body), "first.pages")
        for page in self.pages:
            page.column.addStretch(1)
            self._stack.addWidget(page)
        self.step = Words(look, "", "first.step", px=12, role="text2")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scrolling(), 1)
        column.addLayout(self._build_foot())
        return body

    def _scrolling(self) -> Area:
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(24, 40, 24, 16)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.step)
        column.addWidget(self._stack, 1)
        row.addStretch(1)
        row.addLayout(column, 100)
        row.addStretch(1)
        self._stack.setMaximumWidth(self._look.wide(WIDTH))
        self.step.setMaximumWidth(self._look.wide(WIDTH))
        area = Area("first.scroll")
        area.setWidget(inner)
        return area

    def _build_foot(self) -> QHBoxLayout:
        self.back = Button(self._look, tr("&Back"), "first.back", kind="flat", icon="chevron-left")
        self.back.clicked.connect(self._back)
        self.next = Button(self._look, tr("Ne&xt"), "first.next", kind="main")
        self.next.clicked.connect(self._next)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 24)
        inner = QHBoxLayout()
        inner.addWidget(self.back)
        inner.addStretch(1)
        inner.addWidget(self.next)
        holder = QWidget()
        holder.setLayout(inner)
        inner.setContentsMargins(0, 0, 0, 0)
        holder.setMaximumWidth(self._look.wide(WIDTH))
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)
        return row

    @Slot()
    def _back(self) -> None:
        self.show_page(max(0, self.page - 1))

    @Slot()
    def _next(self) -> None:
        if not self.pages[self.page].ready():
            return
        if self.page == len(self.pages) - 1:
            self.create_requested.emit(self.plan)
        else:
            self.show_page(self.page + 1)
