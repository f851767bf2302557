"""The frame around all screens.

Rail, toolbar, the screens in a stack, notices, pop-ups, and the cover for locking.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.actions import Actions
from ui.look import Look
from ui.privacy import Privacy
from ui.shortcuts_sheet import ShortcutsSheet
from ui.toolbar import Toolbar
from ui.widgets.cover import Cover
from ui.widgets.named import named
from ui.widgets.overlay import Overlay
from ui.widgets.rail import Entry, Mark, Rail
from ui.widgets.toast import Toast

#: Constant: a title with a name in it would be seen in task lists and screenshots.
TITLE = "Caseapp"
#: Below this width, at 100 % text, the rail and the toolbar fold to icons.
NARROW = 1200


@dataclass(frozen=True)
class ScreenSpec:
    """A place in the rail. `title` is marked English; `factory` makes the screen when it is first shown.

    A screen may have methods `enter()`, called each time it is shown, and `leave()`, called before another is
    shown.
    """

    id: str
    title: str
    icon: str
    factory: Callable[[], QWidget]
    low: bool = False


class MainWindow(QMainWindow):
    """The one window after unlocking.

    `locking`: the person wants to lock. `closing`: they want to close; the window stays until `allow_close`
    was called. `shown(id)`: another screen is shown. `wide` tells whether there is room for side panes (1200
    and more).
    """

    locking = Signal()
    closing = Signal()
    shown = Signal(str)
    width_changed = Signal(bool)

    def __init__(
        self, look: Look, privacy: Privacy, screens: Sequence[ScreenSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._specs = {spec.id: spec for spec in screens}
        self._made: dict[str, QWidget] = {}
        self._may_close = False
        self._is_wide = True
        self.setWindowTitle(TITLE)
        named(self, "main-window", TITLE)
        self.setMinimumSize(640, 480)
        self.resize(1366, 768)
        self.commands = Actions(self)
        self.rail = Rail(look, [Entry(s.id, tr(s.title), s.icon, s.low) for s in screens])
        self.toolbar = Toolbar(look, privacy)
        self._stack = named(QStackedWidget(), "screens")
        body = self._build()
        self.toast = Toast(look, self._place)
        self.overlay = Overlay(look, body)
        self._cover = Cover(look, self)
        self._connect(privacy)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def wide(self) -> bool:
        return self._is_wide

    @property
    def covered(self) -> bool:
        return self._cover.isVisibleTo(self)

    def screen_shown(self) -> str:
        """The id of the screen that is shown, "" before the first."""
        return self.rail.current()

    def made(self, place: str) -> QWidget | None:
        """The screen of a place, if it was shown before."""
        return self._made.get(place)

    def screen_of(self, place: str) -> QWidget:
        """The screen of a place.

        It is made if it was not shown yet. KeyError for a place that does not exist.
        """
        if place not in self._made:
            screen = self._specs[place].factory()
            if not screen.objectName():
                named(screen, f"screen.{place}", tr(self._specs[place].title))
            self._made[place] = screen
            self._stack.addWidget(screen)
        return self._made[place]

    def show_screen(self, place: str) -> QWidget:
        """Shows a place and returns its screen."""
        before = self._stack.currentWidget()
        screen = self.screen_of(place)
        if screen is not before:
            _call(before, "leave")
            self._stack.setCurrentWidget(screen)
        self.rail.set_current(place)
        _call(screen, "enter")
        self.shown.emit(place)
        return screen

    def places(self) -> list[tuple[str, str, str, str]]:
        """Every place of the rail: id, title (marked English), icon, keys."""
        native = QKeySequence.SequenceFormat.NativeText
        return [
            (spec.id, spec.title, spec.icon, QKeySequence(f"Ctrl+{n}").toString(native) if n <= 9 else "")
            for n, spec in enumerate(self._specs.values(), 1)
        ]

    def set_count(self, place: str, count: int | None) -> None:
        """The number at the right of a place in the rail."""
        self.rail.set_mark(place, Mark(count))

    def notify(self, text: str, act: str = "", call: Callable[[], object] | None = None) -> None:
        """Shows a notice at the bottom, with one action such as "Undo"."""
        self.toast.show_text(text, act, call)

    def cover(self) -> None:
        """Hides everything before this call returns: an opaque sheet falls over the window, and whatever
        stands beside it (a menu, a tip, a box, a second window) goes.
        """
        self._cover.drop()
        for other in QApplication.topLevelWidgets():
            if other is not self and other.isVisible():
                other.hide()

    def put_away(self) -> None:
        """Closes notices and pop-ups under the sheet; what is typed in a pop-up is handed out before."""
        _call(self.overlay.panel, "flush")
        self.overlay.close_panel()
        self.toast.close_now()
        self._cover.raise_()
        self._cover.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Takes the sheet away again (locking did not come about)."""
        self._cover.hide()

    def allow_close(self) -> None:
        """From now on closing the window closes it."""
        self._may_close = True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            super().closeEvent(event)
            return
        event.ignore()
        self.closing.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_shortcuts(self) -> None:
        """The sheet of all shortcuts."""
        sheet = ShortcutsSheet(self._look, self.commands.listing())
        sheet.closed.connect(self.overlay.close_panel)
        self.overlay.open_panel(sheet, width=480, top=96)

    def _build(self) -> QWidget:
        body = named(QWidget(), "body")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        # Of what lies in a stack a screen reader sees only the pages, so the notice needs a holder around it.
        self._place = QWidget()
        place = QVBoxLayout(self._place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self._stack)
        column.addWidget(self._place, 1)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        return body

    def _connect(self, privacy: Privacy) -> None:
        self.rail.chosen.connect(self.show_screen)
        self.toolbar.lock.connect(self.locking)
        self.toolbar.backup.connect(self._show_backup)
        actions = self.commands
        actions.on("search", self.toolbar.search.click)
        actions.on("lock", self.locking.emit)
        actions.on("hide-names", lambda: privacy.set_hidden(not privacy.hidden))
        actions.on("notice", self.toast.focus)
        actions.on("shortcuts", self.show_shortcuts)
        for number, place in enumerate(self._specs, 1):
            if number <= 9:
                shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
                shortcut.setObjectName(f"go.{place}")
                shortcut.activated.connect(lambda place=place: self.show_screen(place))

    @Slot()
    def _show_backup(self) -> None:
        if "backup" in self._specs:
            self.show_screen("backup")

    @Slot()
    def _fit(self) -> None:
        is_wide = self.width() >= round(NARROW * self._look.scale)
        self.rail.set_folded(not is_wide)
        self.toolbar.set_narrow(not is_wide)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self.width_changed.emit(is_wide)


def _call(screen: QWidget | None, name: str) -> None:
    method = getattr(screen, name, None)
    if callable(method):
        method()
